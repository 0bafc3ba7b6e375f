"""Cases whose signs the checker no longer sees, or sees anew."""

from datetime import UTC, datetime, timedelta

import pytest
from case_ground import AT

from lieny.registry.models import Case, CaseEvent, CaseSign
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Outcome
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.vanishing import withdraw_all_vanished, withdraw_vanished

LATER = datetime(2026, 11, 20, 1, tzinfo=UTC)


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


@pytest.fixture
def checked(ground, own_database):
    """The checker at work: its process has the owner's way into the database."""
    from django.db import connections  # noqa: PLC0415

    def run(at=LATER, everybody=False):
        words = {"USER": own_database.owner.user, "PASSWORD": own_database.owner.password}
        before = {name: connections["default"].settings_dict[name] for name in words}
        connections["default"].close()
        connections["default"].settings_dict.update(words)
        try:
            if everybody:
                return withdraw_all_vanished(at=at)
            return withdraw_vanished(ground.person.pk, at=at)
        finally:
            connections["default"].close()
            connections["default"].settings_dict.update(before)

    return run


def take(ground, name, case, act, **more):
    with ground.as_(name):
        stored = Case.objects.get(pk=case)
        actor = actor_for(file_of(stored), act, ground.standings(name))
        at = AT + timedelta(days=stored.version)
        order = Order(case, act, actor, ground.users[name].pk, at, stored.version, "vì sao", **more)
        take_step(order)


def test_a_case_without_signs_closes_itself_and_says_why(ground, case, checked):
    ground.end(ground.sign)
    assert checked().state == "superseded"
    event = CaseEvent.objects.using("owner").get()
    assert (event.act, event.party, event.by_id, event.department) == (
        "supersede", "system", None, "",
    )  # fmt: skip
    assert event.reason == "Không còn dấu hiệu nào (dữ liệu đã thay đổi): R01."
    assert checked() is None  # once is enough


def test_nothing_is_noted_while_the_signs_stand(ground, case, checked):
    assert checked() is None
    assert CaseEvent.objects.using("owner").count() == 0


def test_a_new_sign_joins_the_case_and_the_history_says_so(ground, case, checked):
    new = ground.new_sign(ground.person, "R06")
    ground.end(ground.sign)
    assert checked().state == "detected"
    event = CaseEvent.objects.using("owner").get()
    assert (event.act, event.reason) == ("note-signs", "Có thêm: R06. Không còn: R01.")
    assert CaseSign.objects.using("owner").filter(sign_id=new.pk).exists()
    assert checked(LATER + timedelta(days=1)) is None


def test_what_people_decided_stays_decided(ground, case, checked):
    take(ground, "hoa", case, Act.OPEN)
    take(ground, "hoa", case, Act.NOTIFY)
    take(ground, "mai", case, Act.ACKNOWLEDGE)
    take(ground, "mai", case, Act.PROPOSE, outcome=Outcome.EXEMPT)
    take(ground, "binh", case, Act.SIGN)
    take(ground, "nam", case, Act.SIGN)
    ground.end(ground.sign)
    assert checked().state == "exempt"
    event = CaseEvent.objects.using("owner").latest("version")
    assert (event.act, event.reason) == ("note-signs", "Không còn: R01.")


def test_after_a_check_every_case_is_brought_in_line(ground, case, checked):
    other, third = (ground.new_person(name, ["79"]) for name in ("Lê Bê", "Cao Xê"))
    for person in (other, third):
        ground.new_sign(person, "R06", provinces=("79",))
        with ground.as_("hoa"):
            open_case(person.pk, by=ground.users["hoa"].pk, at=AT)
    ground.end(ground.sign)
    ground.new_sign(other, "R13", provinces=("79",))
    assert checked(everybody=True) == 2
    states = dict(Case.objects.using("owner").values_list("person_id", "state"))
    assert states == {ground.person.pk: "superseded", other.pk: "detected", third.pk: "detected"}
    acts = CaseEvent.objects.using("owner").values_list("case__person_id", "act")
    assert dict(acts) == {ground.person.pk: "supersede", other.pk: "note-signs"}
    assert checked(everybody=True) == 0
