"""Asking before tells the signs that the check would find, and no more than one may know."""

from datetime import date

import pytest
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list
from stored_portal import AT

from lieny.people.services.boundary import within
from lieny.registry.models import Facility, Person, StoredSign
from lieny.registry.rules.sign import Certainty
from lieny.registry.services.as_of import Asker
from lieny.registry.services.asked_answer import Question, Reply
from lieny.registry.services.asking_before import ask_before
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period
from lieny.vocabulary.working_time import read_working_time

DAY = date(2026, 11, 1)
MORNINGS, EVENINGS = "T2-T6: 7h30-11h30", "T2-T6: 17h-20h"
CHIEF = "Người chịu trách nhiệm chuyên môn kỹ thuật của cơ sở"
NAME = "Nguyễn Thị Hoàng Oanh"


@pytest.fixture
def hospital(portal):
    """Oanh works mornings at a hospital of province 79."""
    portal.confirm(portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS)]))]))


@pytest.fixture
def clinic(portal, hospital):
    """A clinic of province 75, where Bình works evenings; gives its id."""
    portal.confirm(portal.hand_in("75", [("pk.xlsx", official_list(CLINIC, [(BINH, EVENINGS)]))]))
    return Facility.objects.using("owner").get(name=CLINIC["facility"]).pk


def asked(portal, province, hours, **words):
    serial = words.pop("serial", 1234)
    given = {
        "licence": LicenceNumber(serial, "HCM", LicenceType.CERTIFICATE), "name": NAME,
        "person": None, "facility": None, "during": Period(DAY, None),
    }  # fmt: skip
    question = Question(hours=read_working_time(hours), **given | words)
    with within(portal.boundary(province)):
        return ask_before(question, by=Asker(portal.user.pk, province), at=portal.later())


def told(answer):
    return {(one.rule, one.certainty.value, one.said.vi, one.said.en) for one in answer.signs}


def test_what_is_told_before_is_what_the_check_finds_afterwards(portal, clinic):
    answer = asked(portal, "79", "T2-T6: 8h-9h30", facility=clinic, position=CHIEF)
    rows = [(BINH, EVENINGS), (OANH, "T2-T6: 8h-9h30")]
    portal.confirm(
        portal.hand_in("75", [("pk11.xlsx", official_list(CLINIC, rows, month=11, post=CHIEF))])
    )
    oanh = Person.objects.using("owner").get(name=NAME)
    stand = StoredSign.objects.using("owner").filter(person=oanh, ended_at=None)
    assert told(answer) == set(stand.values_list("rule", "certainty", "said_vi", "said_en"))
    assert {one.rule for one in answer.signs} == {"R01"}
    (sign,) = answer.signs
    assert (sign.overlap.minutes, sign.stands, sign.hours_only) == (5 * 90, False, False)
    assert HOSPITAL["facility"] in sign.said.vi


def test_a_row_that_later_lists_leave_out_is_asked_about_as_the_check_does(portal, clinic):
    for month in (9, 11):
        lists = [("bv.xlsx", official_list(HOSPITAL, [(CUC, EVENINGS)], month=month))]
        portal.confirm(portal.hand_in("79", lists))
    day = {"during": Period(date(2026, 12, 1), None), "facility": clinic}
    portal.day = date(2026, 12, 1)
    lists = [("bv12.xlsx", official_list(HOSPITAL, [(CUC, EVENINGS)], month=12))]
    portal.confirm(portal.hand_in("79", lists))
    answer = asked(portal, "79", "T2-T6: 8h-9h30", **day)
    assert [(one.rule, one.certainty) for one in answer.signs] == [("R02", Certainty.POSSIBLE)]
    (hidden,) = asked(portal, "75", "T2-T6: 8h-9h30", **day).signs
    assert (hidden.rule, hidden.hours_only) == ("R02", True)
    rows = [(BINH, EVENINGS), (OANH, "T2-T6: 8h-9h30")]
    portal.confirm(portal.hand_in("75", [("pk12.xlsx", official_list(CLINIC, rows, month=12))]))
    oanh = Person.objects.using("owner").get(name=NAME)
    stand = StoredSign.objects.using("owner").filter(person=oanh, ended_at=None)
    assert told(answer) == set(stand.values_list("rule", "certainty", "said_vi", "said_en"))


def test_a_stranger_is_told_the_kind_and_the_hours_alone(portal, clinic):
    answer = asked(portal, "75", "T2-T6: 8h-9h30", facility=clinic)
    (sign,) = answer.signs
    assert (sign.rule, sign.certainty, sign.hours_only) == ("R01", Certainty.DEFINITE, True)
    assert sign.said.vi == (
        "Liên quan đến một đăng ký ở tỉnh khác mà ở đây chỉ được biết giờ: T2–T6 08:00–09:30."
    )
    assert "Sài Gòn" not in sign.said.vi + sign.said.en
    assert answer.reply is Reply.BUSY


def test_what_might_be_a_move_on_the_first_day_is_told_as_it_is_when_that_is_over(portal):
    whole = "T2-T6: 7h30-11h30, 13h-17h"
    portal.confirm(portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, whole)]))]))
    answer = asked(portal, "79", whole)
    (overlap,) = [one for one in answer.signs if one.rule in {"R01", "R02"}]
    # Ten days late at most, or three working days: seventeen days around Tết.
    assert (overlap.rule, overlap.certainty) == ("R01", Certainty.DEFINITE)
    assert overlap.on == date(2026, 11, 19)
    short = asked(portal, "79", whole, during=Period(DAY, date(2026, 11, 18)))
    assert [one.rule for one in short.signs if one.rule in {"R01", "R02"}] == ["R02"]


def test_a_sign_names_the_person_as_rows_do_whatever_was_typed(portal, hospital):
    for typed in ("BS. nguyễn thị hoàng oanh", "Nguyen Thi Hoang Oanh"):
        (sign,) = asked(portal, "79", "T2: 8h-9h", name=typed).signs
        assert sign.said.vi.startswith("Nguyễn Thị Hoàng Oanh đăng ký tại ")


def test_free_hours_give_no_sign(portal, clinic):
    answer = asked(portal, "75", EVENINGS, facility=clinic)
    assert (answer.signs, answer.reply) == ((), Reply.FREE)


@pytest.mark.parametrize("province", ["75", "79"])
def test_who_answers_for_a_facility_is_asked_about_at_a_second_one(portal, province):
    chief = official_list(HOSPITAL, [(OANH, MORNINGS)], post=CHIEF)
    portal.confirm(portal.hand_in("79", [("bv.xlsx", chief)]))
    answer = asked(portal, province, "T2-T6: 13h-16h", position=CHIEF)
    (sign,) = answer.signs
    assert (sign.rule, sign.hours_only) == ("R04", province == "75")
    assert (HOSPITAL["facility"] in sign.said.vi) == (province == "79")
    if province == "75":
        assert sign.certainty is Certainty.POSSIBLE
    assert answer.reply is Reply.SIGNS
    assert asked(portal, province, "T2-T6: 13h-16h").signs == ()


def test_a_place_that_is_not_known_yet_is_called_so(portal, hospital):
    (sign,) = asked(portal, "79", "T2: 8h-9h").signs
    assert "cơ sở đang hỏi (T2 08:00–09:00)" in sign.said.vi
    assert "the facility that asks (Mon 08:00–09:00)" in sign.said.en


def test_a_sign_that_stands_is_told_as_standing_and_a_wider_one_as_new(portal, clinic):
    rows = [(BINH, EVENINGS), (OANH, "T2-T6: 8h-9h30")]
    portal.confirm(portal.hand_in("75", [("pk11.xlsx", official_list(CLINIC, rows, month=11))]))
    (same,) = asked(portal, "75", "T2-T6: 8h-9h30", facility=clinic).signs
    assert (same.rule, same.stands) == ("R01", True)
    (wider,) = asked(portal, "75", "T2-T6: 8h-10h30", facility=clinic).signs
    assert (wider.rule, wider.stands, wider.overlap.minutes) == ("R01", False, 5 * 150)


def test_a_registration_that_begins_later_is_seen_within_the_days_asked_for(portal, hospital):
    later = {"during": Period(date(2026, 12, 1), date(2026, 12, 31))}
    assert [one.on for one in asked(portal, "79", "T2: 8h-9h", **later).signs] == [
        date(2026, 12, 1)
    ]


def test_a_post_outside_the_scope_is_judged_of_somebody_nobody_knows(portal, hospital):
    unknown = {"serial": 9999, "name": "Lý Thị Mới", "position": "Bác sĩ khoa Sản"}
    answer = asked(portal, "75", "T2: 8h-9h", **unknown, scope="Chuyên khoa Răng hàm mặt")
    assert answer.reply is Reply.UNKNOWN
    assert [(one.rule, one.certainty) for one in answer.signs] == [("R15", Certainty.DEFINITE)]
    fitting = asked(portal, "75", "T2: 8h-9h", **unknown, scope="Chuyên khoa Phụ sản")
    assert fitting.signs == ()


@pytest.mark.parametrize("province", ["75", "79"])
def test_a_number_that_somebody_else_uses_is_told_and_only_one_s_own_are_named(portal, province):
    portal.confirm(portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(CUC, MORNINGS)]))]))
    answer = asked(portal, province, "T2: 18h-19h", serial=1236, name="Phạm Văn Hùng")
    (sign,) = [one for one in answer.signs if one.rule == "R11"]
    assert ("Lê Thị Cúc" in sign.said.vi) == (province == "79")
    assert sign.hours_only == (province == "75")


def test_a_facility_that_may_not_operate_is_told(portal, clinic):
    place = Facility.objects.using("owner").filter(pk=clinic)
    place.update(status="revoked")
    (sign,) = asked(portal, "75", EVENINGS, facility=clinic).signs
    assert (sign.rule, sign.certainty) == ("R09", Certainty.DEFINITE)
    assert "đã bị thu hồi giấy phép hoạt động" in sign.said.vi


@pytest.mark.parametrize("certainty", [Certainty.DEFINITE, Certainty.POSSIBLE])
def test_a_facility_that_the_checker_misses_in_the_register_is_told_as_surely(
    portal, clinic, certainty
):
    place = Facility.objects.using("owner").get(pk=clinic)
    assert (place.status, asked(portal, "75", EVENINGS, facility=clinic).signs) == ("", ())
    StoredSign.objects.using("owner").create(
        person=Person.objects.using("owner").get(name="Trần Văn Bình"), rule="R09",
        severity="high", certainty=certainty.value, provinces=["75"],
        facilities=[f"{place.province}:{place.key}"], said_vi="…", said_en="…", law=[],
        evidence=[], fingerprint="a" * 64, first_seen_at=AT, last_seen_at=AT,
    )  # fmt: skip
    (sign,) = asked(portal, "75", EVENINGS, facility=clinic).signs
    assert (sign.rule, sign.certainty) == ("R09", certainty)
    assert sign.said.vi.endswith("cơ sở này không có trong sổ cơ sở của tỉnh.")


def test_hours_clash_place_by_place_and_only_one_s_own_are_named(portal, clinic):
    (own,) = asked(portal, "79", "T2: 8h-9h; T3: 18h-19h").clashes
    assert (own.facility_name, own.province) == (HOSPITAL["facility"], "79")
    assert own.time.definite.intervals == ((480, 540),)
    (hidden,) = asked(portal, "75", "T2: 8h-9h").clashes
    assert (hidden.facility_name, hidden.province) == (None, None)


@pytest.mark.parametrize(
    ("hours", "reply"),
    [
        ("T2-T6: 17h-20h", Reply.FREE),
        ("T2-T6: 17h-20h; xyz", Reply.LIKELY),
        ("Sáng T7", Reply.LIKELY),
        ("T7: 10h-8h", Reply.LIKELY),
        ("Sáng T2", Reply.MAYBE),
        ("hành chính", Reply.MAYBE),
        ("", Reply.HOURS),
    ],
)
def test_only_hours_that_are_certain_are_firmly_free(portal, hospital, hours, reply):
    assert asked(portal, "79", hours).reply is reply
