"""Lists come one after the other: what is known, what is shown, what is answered."""

import json
from datetime import date

import pytest
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list

from lieny.people.models import AuditRecord
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Facility, Person, Registration, StoredSign, Submission
from lieny.registry.services import confirming
from lieny.registry.services.as_of import Asker, person_as_of
from lieny.registry.services.asked_answer import Question
from lieny.registry.services.asking_before import ask_before
from lieny.registry.services.list_changes import changes_of
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time import read_working_time

DAY = date(2026, 11, 1)
MORNINGS = "T2-T6: 7h30-11h30"
EVENINGS = "T2-T6: 17h-20h"
MONDAY_8 = 8 * 60


def week(*hours):
    return WeeklyTime(WeeklySet.of(hours), EMPTY)


@pytest.fixture
def hospital(portal):
    first = portal.hand_in(
        "79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS), (BINH, MORNINGS)]))]
    )
    portal.confirm(first)
    return first


@pytest.fixture
def clinic(portal, hospital):
    second = portal.hand_in("75", [("pk.xlsx", official_list(CLINIC, [(OANH, MORNINGS)]))])
    portal.confirm(second)
    return second


def oanh():
    return Person.objects.using("owner").get(name="Nguyễn Thị Hoàng Oanh")


def asker(portal, province):
    return Asker(portal.user.pk, province)


def test_two_provinces_see_together_what_none_sees_alone(portal, hospital, clinic):
    assert oanh().provinces == ["75", "79"]
    sign = StoredSign.objects.using("owner").get(person=oanh(), rule="R01", ended_at=None)
    assert sign.provinces == ["75", "79"]
    assert sign.minutes == 5 * 240
    assert {row["province"] for row in sign.evidence} == {"75", "79"}
    for province in ("75", "79"):
        with within(portal.boundary(province)):
            assert StoredSign.objects.filter(rule="R01").count() == 1
    with within(portal.boundary("80")):
        assert not StoredSign.objects.exists()
        assert not Person.objects.exists()


def test_what_is_withdrawn_is_known_no_longer_and_its_sign_ends(portal, hospital, clinic):
    portal.withdraw(clinic)
    assert oanh().provinces == ["79"]
    sign = StoredSign.objects.using("owner").get(rule="R01")
    assert (sign.ending, sign.ended_at is None) == ("rows-changed", False)
    row = Registration.objects.using("owner").get(province="75")
    assert row.known_until is not None
    with within(portal.boundary("75")):
        assert not Person.objects.exists()


def test_a_later_list_ends_what_the_earlier_one_said(portal, hospital):
    before = portal.later()
    portal.confirm(
        portal.hand_in(
            "79",
            [("bv11.xlsx", official_list(HOSPITAL, [(OANH, EVENINGS), (CUC, MORNINGS)], month=11))],
        )
    )
    assert Facility.objects.using("owner").count() == 1
    with within(portal.boundary("79")):
        now = person_as_of(
            oanh(), known=None, true_on=DAY, by=asker(portal, "79"), at=portal.later()
        )
        then = person_as_of(
            oanh(), known=before, true_on=DAY, by=asker(portal, "79"), at=portal.later()
        )
    assert [role.source.cells["Thời gian đăng ký hành nghề tại cơ sở"] for role in now.roles] == [
        EVENINGS
    ]
    (role,) = then.roles
    assert role.source.cells["Thời gian đăng ký hành nghề tại cơ sở"] == MORNINGS
    assert (role.source.file, role.source.sheet, role.source.row) == ("bv.xlsx", "Danh sách", 8)
    assert role.facility_name == HOSPITAL["facility"]
    read = AuditRecord.objects.using("owner").filter(action="registry.read")
    assert [row.target for row in read] == [str(oanh().pk)] * 2


def test_a_province_reads_the_rows_of_another_that_are_of_its_own_person(portal, hospital, clinic):
    with within(portal.boundary("79")):
        shown = person_as_of(
            oanh(), known=None, true_on=DAY, by=asker(portal, "79"), at=portal.later()
        )
    assert {role.province for role in shown.roles} == {"75", "79"}
    assert {role.source.file for role in shown.roles} == {"bv.xlsx", "pk.xlsx"}


def test_the_wall_reads_facilities_for_their_staff_alone(portal, hospital, clinic):
    def facilities_read(boundary):
        rows = Registration.objects.filter(person=oanh(), known_until=None)
        with within(boundary):
            (whole,) = json.loads(rows.explain(analyze=True, format="json"))
            return rows.count(), _loops(whole["Plan"], "registry_facility")

    assert facilities_read(portal.boundary("79")) == (2, 0)
    (place,) = Facility.objects.using("owner").filter(province="75")
    staff = Boundary(portal.user.pk, (), (f"75:{place.key}",))
    count, loops = facilities_read(staff)
    assert (count, loops > 0) == (1, True)


def _loops(node, table):
    """Say how often a table was read within a plan."""
    own = node["Actual Loops"] if node.get("Relation Name") == table else 0
    return own + sum(_loops(part, table) for part in node.get("Plans", ()))


def test_a_new_list_says_who_joined_who_left_and_what_hours_changed(portal, hospital):
    new = portal.hand_in(
        "79",
        [("bv11.xlsx", official_list(HOSPITAL, [(OANH, EVENINGS), (CUC, MORNINGS)], month=11))],
    )
    with within(portal.boundary("79")):
        (found,) = changes_of(new.pk, day=DAY)
    assert found.facility == Facility.objects.using("owner").get().pk
    assert [one.entry.name for one in found.changes.joined] == ["Lê Thị Cúc"]
    assert [one.entry.name for one in found.changes.left] == ["Trần Văn Bình"]
    assert [one.after.name for one in found.changes.altered] == ["Nguyễn Thị Hoàng Oanh"]
    assert found.changes.unchanged == 0


def question(name="Nguyễn Thị Hoàng Oanh", serial=1234, **words):
    number = LicenceNumber(serial, "HCM", LicenceType("CCHN"))
    wanted = {"licence": number, "name": name, "person": None, "facility": None}
    wanted |= {"hours": read_working_time("T2: 8h-9h"), "during": Period(DAY, None)}
    return Question(**wanted | words)


def test_a_stranger_learns_the_hours_and_not_the_place(portal, hospital):
    with within(portal.boundary("75")):
        answer = ask_before(question(), by=asker(portal, "75"), at=portal.later())
    assert (answer.is_known, answer.is_one) == (True, True)
    (clash,) = answer.hours.clashes
    assert (clash.registration, clash.facility, clash.definite.minutes) == (None, None, 60)
    (shown,) = answer.engagements
    assert (shown.facility_name, shown.province) == (None, None)
    assert shown.time.definite.minutes == 5 * 240
    (deed,) = AuditRecord.objects.using("owner").filter(action="registry.ask-before")
    assert deed.target == str(oanh().pk)


def test_whose_person_it_is_learns_the_place(portal, hospital, clinic):
    with within(portal.boundary("75")):
        answer = ask_before(question(), by=asker(portal, "75"), at=portal.later())
    assert {one.facility_name for one in answer.engagements} == {
        HOSPITAL["facility"],
        CLINIC["facility"],
    }


@pytest.mark.parametrize("wrong", [{"name": "Trần Văn Bình"}, {"serial": 1299}])
def test_number_and_name_must_fit_together(portal, hospital, wrong):
    with within(portal.boundary("75")):
        answer = ask_before(question(**wrong), by=asker(portal, "75"), at=portal.later())
    assert not answer.is_known
    assert answer.engagements == ()


def test_an_id_beyond_the_wall_answers_nothing(portal, hospital):
    with within(portal.boundary("75")):
        asked = question(licence=None, person=oanh().pk)
        answer = ask_before(asked, by=asker(portal, "75"), at=portal.later())
    assert not answer.is_known


def test_what_was_confirmed_cannot_be_confirmed_or_returned_again(portal, hospital):
    with within(portal.boundary("79")):
        for decide in (
            lambda: confirming.confirm(hospital.pk, by=portal.user.pk, at=portal.later()),
            lambda: confirming.give_back(
                hospital.pk, by=portal.user.pk, at=portal.later(), remark="…"
            ),
        ):
            with pytest.raises(confirming.NotToBeDecided):
                decide()
        assert Submission.objects.get().state == "confirmed"
