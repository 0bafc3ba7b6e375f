"""From a sign to a closed case, in PostgreSQL, each side within its own boundary."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from case_ground import AT

from lieny.people.models import AuditRecord
from lieny.registry.models import Case, CaseEvent, CaseNotice, CaseSignature
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Outcome
from lieny.registry.rules.case_step import StepRefused, Why
from lieny.registry.services.cases.opening import CaseIsOpen, NoSignStands, open_case
from lieny.registry.services.cases.stepping import CaseHasChanged, NoSuchCase, Order, take_step
from lieny.registry.services.cases.stored_case import file_of


def opened(ground, name="hoa"):
    with ground.as_(name):
        return open_case(ground.person.pk, by=ground.users[name].pk, at=AT).pk


def step(ground, name, case, act, *, days=0, version=None, **more):
    """Take a step as somebody, `days` after the start."""
    with ground.as_(name):
        stored = Case.objects.get(pk=case)
        actor = actor_for(file_of(stored), act, ground.standings(name))
        order = Order(
            case, act, actor, ground.users[name].pk, AT + timedelta(days=days),
            stored.version if version is None else version, reason="vì sao", **more,
        )  # fmt: skip
        return take_step(order)


def test_a_case_is_opened_from_all_signs_that_stand_with_lead_and_peer(ground):
    ground.new_sign(ground.person, "R06", severity="critical")
    case = Case.objects.using("owner").get(pk=opened(ground))
    # R06 is about the licence, which HCM issued; R01 alone would be led by HCM too (later row).
    assert (case.number, case.lead, case.peers) == ("2026/000001", "79", ["75"])
    assert (case.state, case.severity, case.version) == ("detected", "critical", 0)
    assert case.signs.count() == 2
    told = CaseNotice.objects.using("owner").values_list("department", "act")
    assert sorted(told) == [("75", "opened"), ("79", "opened")]
    audit = AuditRecord.objects.using("owner").get(action="case.open")
    assert (audit.target, audit.actor) == (str(case.pk), ground.users["hoa"].pk)


def test_time_is_led_by_the_department_of_the_later_registration(ground):
    case = Case.objects.using("owner").get(pk=opened(ground, "mai"))
    assert (case.lead, case.peers) == ("79", ["75"])  # 79 since 1 September, 75 since January


def test_one_person_has_one_open_case_and_no_number_is_lost(ground):
    first = opened(ground)
    with pytest.raises(CaseIsOpen) as refused:
        opened(ground, "mai")
    assert refused.value.case.pk == first
    other = ground.new_person("Trần Thị Bình", ["79"])
    with pytest.raises(NoSignStands), ground.as_("hoa"):
        open_case(other.pk, by=ground.users["hoa"].pk, at=AT)
    ground.new_sign(other, provinces=("79",))
    with ground.as_("hoa"):
        assert open_case(other.pk, by=ground.users["hoa"].pk, at=AT).number == "2026/000002"


def test_a_department_apart_sees_no_sign_to_open_a_case_from(ground):
    with pytest.raises(NoSignStands):
        opened(ground, "tay")
    assert Case.objects.using("owner").count() == 0


def test_numbers_have_no_gap_and_no_twin_when_many_open_at_once(ground):
    from django.db import connections  # noqa: PLC0415

    people = [ground.new_person(f"Người {n}", ["79"]) for n in range(6)]
    for person in people:
        ground.new_sign(person, provinces=("79",))
    troubles = []

    def work(person):
        try:
            with ground.as_("hoa"):
                open_case(person, by=ground.users["hoa"].pk, at=AT)
        except CaseIsOpen:
            troubles.append(person)
        finally:
            connections.close_all()

    # Each person is opened twice at the same time: six are refused and leave no gap.
    threads = [threading.Thread(target=work, args=(p.pk,)) for p in people for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(Case.objects.using("owner").values_list("number", flat=True))
    assert numbers == [f"2026/{n:06d}" for n in range(1, 7)]
    assert sorted(troubles) == sorted(p.pk for p in people)


def closed(ground):
    case = opened(ground)
    step(ground, "hoa", case, Act.OPEN)
    step(ground, "hoa", case, Act.NOTIFY)
    step(ground, "mai", case, Act.ACKNOWLEDGE, days=1)
    step(ground, "mai", case, Act.PROPOSE, days=2, outcome=Outcome.DATA_ERROR)
    step(ground, "binh", case, Act.SIGN, days=2)
    step(ground, "nam", case, Act.SIGN, days=3)
    step(ground, "hoa", case, Act.PROPOSE_CLOSING, days=4)
    step(ground, "nam", case, Act.SIGN, days=4)
    step(ground, "binh", case, Act.SIGN, days=5)
    return case


def test_two_officers_and_two_heads_bring_a_case_from_sign_to_closed(ground):
    case = Case.objects.using("owner").get(pk=closed(ground))
    assert (case.state, case.outcome, case.version, case.due_on) == (
        "closed", "data-error", 9, None,
    )  # fmt: skip
    events = CaseEvent.objects.using("owner").values_list("version", "act", "state_after")
    assert [event[1:] for event in events] == [
        ("open", "open"), ("notify", "notified"), ("acknowledge", "verifying"),
        ("propose", "verifying"), ("sign", "verifying"), ("sign", "data-error"),
        ("propose-closing", "data-error"), ("sign", "data-error"), ("sign", "closed"),
    ]  # fmt: skip
    assert [event[0] for event in events] == list(range(1, 10))
    assert not CaseSignature.objects.using("owner").exists()  # they fell with what they closed
    done = AuditRecord.objects.using("owner").filter(target=str(case.pk))
    assert done.count() == 10


def test_terms_follow_the_state(ground):
    """High severity: notify in 24 h, acknowledge in 3 working days, verify in 10."""
    case = opened(ground)
    assert step(ground, "hoa", case, Act.OPEN).due_on == date(2026, 11, 3)
    assert step(ground, "hoa", case, Act.NOTIFY).due_on == date(2026, 11, 5)
    assert step(ground, "mai", case, Act.ACKNOWLEDGE, days=1).due_on == date(2026, 11, 17)


def test_the_other_department_is_told_of_a_step_and_one_s_own_is_not(ground):
    case = opened(ground)
    CaseNotice.objects.using("owner").all().delete()
    step(ground, "hoa", case, Act.OPEN)
    told = CaseNotice.objects.using("owner").get()
    assert (told.department, told.act, told.due_on) == ("75", "open", date(2026, 11, 3))


def test_who_comes_second_is_told_that_the_case_has_changed(ground):
    case = opened(ground)
    step(ground, "hoa", case, Act.OPEN, version=0)
    with pytest.raises(CaseHasChanged) as refused:
        step(ground, "thu", case, Act.NOTIFY, version=0)
    assert refused.value.version == 1
    assert CaseEvent.objects.using("owner").count() == 1
    assert Case.objects.using("owner").get().state == "open"


def test_two_at_the_same_moment_one_goes_through(ground):
    from django.db import connections  # noqa: PLC0415

    case, gate, ends = opened(ground), threading.Barrier(2), []

    def work(name):
        try:
            gate.wait()
            step(ground, name, case, Act.OPEN, version=0)
            ends.append("done")
        except CaseHasChanged:
            ends.append("changed")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("hoa", "thu")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["changed", "done"]
    assert CaseEvent.objects.using("owner").count() == 1


@pytest.mark.parametrize(
    ("name", "act", "why"),
    [
        ("mai", Act.OPEN, Why.NOT_OPEN),  # the peer does not lead
        ("hoa", Act.SIGN, Why.NOT_OPEN),  # an officer does not sign
        ("hoa", Act.ACKNOWLEDGE, Why.NOT_OPEN),  # nobody has notified
    ],
)
def test_an_illegal_act_is_refused_and_nothing_is_written(ground, name, act, why):
    case = opened(ground)
    with pytest.raises(StepRefused) as refused:
        step(ground, name, case, act)
    assert refused.value.why is why
    assert CaseEvent.objects.using("owner").count() == 0
    assert Case.objects.using("owner").get().version == 0


def test_a_department_apart_finds_no_case(ground):
    case = Case.objects.using("owner").get(pk=opened(ground))
    actor = actor_for(file_of(case), Act.OPEN, ground.standings("hoa"))
    order = Order(case.pk, Act.OPEN, actor, ground.users["tay"].pk, AT, 0)
    with pytest.raises(NoSuchCase), ground.as_("tay"):
        take_step(order)


def test_an_objection_takes_the_other_head_s_signature_away(ground):
    case = opened(ground)
    step(ground, "hoa", case, Act.OPEN)
    step(ground, "hoa", case, Act.NOTIFY)
    step(ground, "mai", case, Act.ACKNOWLEDGE)
    step(ground, "hoa", case, Act.PROPOSE, outcome=Outcome.EXEMPT)
    step(ground, "binh", case, Act.SIGN)
    assert CaseSignature.objects.using("owner").get().department == "79"
    step(ground, "nam", case, Act.OBJECT)
    assert not CaseSignature.objects.using("owner").exists()
    assert Case.objects.using("owner").get().proposed == ""


def test_the_year_of_a_number_is_that_of_viet_nam(ground):
    with ground.as_("hoa"):
        at = datetime(2026, 12, 31, 18, tzinfo=UTC)  # 1 January, 01:00
        assert open_case(ground.person.pk, by=None, at=at).number == "2027/000001"
