"""The inbox finds what the terms say: who holds a case, what is late, what is new."""

from datetime import timedelta

import pytest
from case_ground import AT
from django.db import connection

from lieny.registry.models import Case
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Measure, Outcome
from lieny.registry.rules.case_steps import local_day
from lieny.registry.services.cases.inbox import (
    Asked,
    cases,
    counts,
    subjects,
)
from lieny.registry.services.cases.notices import mark_read
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import dues_of, file_of
from lieny.registry.services.cases.without_case import WithoutCase, counted_anew, lines_anew

WAY = (
    ("hoa", Act.OPEN, {}),
    ("hoa", Act.NOTIFY, {}),
    ("mai", Act.ACKNOWLEDGE, {}),
    ("hoa", Act.PROPOSE, {"outcome": Outcome.NOT_CONFIRMED}),
    ("binh", Act.SIGN, {}),
    ("nam", Act.SIGN, {}),
    ("mai", Act.PROPOSE_CLOSING, {}),
    ("nam", Act.SIGN, {}),
    ("binh", Act.SIGN, {}),
)


def opened(ground, person=None):
    with ground.as_("hoa"):
        return open_case(person or ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


def take(ground, name, case, act, more, *, days=1):
    with ground.as_(name):
        stored = Case.objects.get(pk=case)
        actor = actor_for(file_of(stored), act, ground.standings(name))
        at = AT + timedelta(days=days)
        order = Order(case, act, actor, ground.users[name].pk, at, stored.version, "vì", **more)
        take_step(order)


def holds(ground, name):
    """Whose the next step is, as the inbox finds it."""
    (standing,) = ground.standings(name)
    with ground.as_(name):
        found = cases(Asked("mine"), provinces=[standing.province], on=local_day(AT))
        return set(found.values_list("pk", flat=True))


def test_on_the_whole_way_a_case_waits_for_those_from_whom_something_is_due(ground):
    """The inbox asks the database; `dues` computes the same a second time from the case."""
    case = opened(ground)
    for name, act, more in WAY:
        take(ground, name, case, act, more)
        stored = Case.objects.using("owner").get(pk=case)
        with ground.as_("hoa"):
            due = {one.department for one in dues_of(stored, file_of(stored))}
        found = {code for code, who in (("79", "hoa"), ("75", "mai")) if case in holds(ground, who)}
        assert found == due, (act, stored.state)
    assert stored.state == "closed"


def test_a_confirmed_case_waits_for_the_lead_though_no_term_runs(ground):
    case = opened(ground)
    Case.objects.using("owner").filter(pk=case).update(state="confirmed", outcome="confirmed")
    assert holds(ground, "hoa") == {case}
    assert holds(ground, "mai") == set()
    take(ground, "binh", case, Act.TAKE_MEASURE, {"measure": Measure.INSPECTION})
    assert holds(ground, "hoa") == {case}


@pytest.fixture
def three(ground):
    """An unhurried case, a late one, one without a term; and a person without a case."""
    people = [ground.new_person(name, ["79"]) for name in ("Lê Văn Bê", "Cao Thị Xê", "Đỗ Đê")]
    for person, rule in zip(people, ("R06", "R13", "R02"), strict=True):
        ground.new_sign(
            person, rule, provinces=("79",), severity="low" if rule == "R02" else "critical"
        )
    ids = [opened(ground), opened(ground, people[0].pk), opened(ground, people[1].pk)]
    take(ground, "hoa", ids[0], Act.OPEN, {}, days=9)
    take(ground, "hoa", ids[1], Act.OPEN, {}, days=1)
    return ids


def found(ground, asked, name="hoa", days=9):
    (standing,) = ground.standings(name)
    on = local_day(AT + timedelta(days=days))
    with ground.as_(name):
        listed = cases(asked, provinces=[standing.province], on=on)
        return list(listed.values_list("pk", flat=True))


def test_the_nearest_deadline_comes_first_and_filters_narrow(ground, three):
    timely, late, free = three
    assert found(ground, Asked()) == [late, timely, free]
    assert found(ground, Asked("late")) == [late]
    assert found(ground, Asked(state="detected")) == [free]
    assert found(ground, Asked(severity="high")) == [timely]
    assert found(ground, Asked(rule="R06")) == [late]
    assert found(ground, Asked(province="75")) == [timely]
    assert found(ground, Asked(words="lê văn")) == [late]
    assert found(ground, Asked(words="000003")) == [free]
    assert found(ground, Asked(), "mai") == [timely]
    assert found(ground, Asked(), "tay") == []
    with ground.as_("hoa"):
        on = local_day(AT + timedelta(days=9))
        assert counts(provinces=("79",), on=on) == {
            "all": 3, "mine": 3, "late": 1, "new": 3, "settled": 0,
        }  # fmt: skip


def test_news_are_news_until_somebody_of_the_department_has_read_them(ground, three):
    assert set(found(ground, Asked("new"), "mai")) == {three[0]}
    with ground.as_("mai"):
        mark_read(three[0], ["75"], by=ground.users["mai"].pk, at=AT)
    assert found(ground, Asked("new"), "nam") == []
    assert three[0] in found(ground, Asked("new"), "hoa")  # the other department has not


def versions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, array_agg(version) FROM registry_change GROUP BY what")
        return dict(cursor.fetchall())


def test_reading_a_case_changes_what_is_kept_of_notices_once_and_nothing_of_cases(ground, three):
    with ground.as_("mai"):
        unread = versions()
        mark_read(three[0], ["75"], by=ground.users["mai"].pk, at=AT)
        read = versions()
        mark_read(three[0], ["75"], by=ground.users["mai"].pk, at=AT)
        assert versions() == read
    assert read["notices"] != unread["notices"]
    assert read["cases"] == unread["cases"]


def test_steps_of_a_case_leave_the_signs_without_a_case_as_they_are_kept(ground, three):
    """Only opening and closing a case change them; what is kept is what a look would find."""
    changed = []
    person = ground.new_person("Vũ Thị Ích", ["79", "75"])
    ground.new_sign(person, "R01", provinces=("75", "79"))
    before = versions().get("opened")
    case = opened(ground, person.pk)
    for name, act, more in ((None, "opened", {}), *WAY):
        if name is not None:
            take(ground, name, case, act, more)
        if versions()["opened"] != before:
            changed.append(act)
        before = versions()["opened"]
        for reader in ("hoa", "mai"):
            with ground.as_(reader):
                kept = WithoutCase(Asked())
                assert kept.counted == counted_anew(Asked()), (act, reader)
                assert list(kept[0:30]) == list(lines_anew(Asked(), 0, 30)), (act, reader)
    assert changed == ["opened", Act.SIGN]
    assert Case.objects.using("owner").get(pk=case).state == "closed"


def test_a_page_of_the_inbox_asks_the_same_number_of_questions_for_one_case_as_for_many(
    ground, three, django_assert_num_queries
):
    with ground.as_("hoa"):
        listed = list(Case.objects.all())
        for page in (listed[:1], listed):
            with django_assert_num_queries(2):
                subjects(page)
