"""Asking before: a licence's own term, a number that nobody knows, days that are past."""

from datetime import date

import pytest
from stored_lists import GENERAL, HOSPITAL, official_list
from stored_portal import AT

from lieny.people.services.boundary import within
from lieny.registry.models import LicenceRow, Registration
from lieny.registry.rules.sign import Certainty
from lieny.registry.services.as_of import Asker
from lieny.registry.services.asked_answer import Question, Reply
from lieny.registry.services.asking_before import DaysArePast, ask_before
from lieny.registry.services.asking_places import places_meant
from lieny.registry.services.search_places import find_facilities
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period
from lieny.vocabulary.working_time import read_working_time

TODAY = date(2026, 11, 1)
NAME = "Nguyễn Thị Hoàng Oanh"
OANH = (f"BS {NAME}", "001234/HCM-GPHN", GENERAL)
NUMBER = LicenceNumber(1234, "HCM", LicenceType.LICENCE)
MORNINGS, EVENINGS = "T2-T6: 7h30-11h30", "T2-T6: 17h-20h"
END = date(2030, 7, 21)


@pytest.fixture
def hospital(portal):
    """Oanh works mornings at a hospital of province 79, under a licence with a term."""
    portal.confirm(portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS)]))]))


def licensed(until, status="active"):
    row = Registration.objects.using("owner").get(known_until=None)
    LicenceRow.objects.using("owner").create(
        file_id=row.file_id, index=0, province="79", person=row.person, name=NAME,
        name_folded="nguien thi hoang oanh", serial=1234, issuer="HCM", type="GPHN",
        status=status, issued_on=date(2025, 7, 21), valid_until=until, known_from=AT,
    )  # fmt: skip


def asked(portal, hours, during, **words):
    given = {"licence": NUMBER, "name": NAME, "person": None, "facility": None}
    question = Question(hours=read_working_time(hours), during=during, **given | words)
    with within(portal.boundary("79")):
        return ask_before(question, by=Asker(portal.user.pk, "79"), at=portal.later())


def remarks(answer):
    return [(one.vi, one.en) for one in answer.remarks]


TERM = (
    "Giấy phép 001234/HCM-GPHN có hạn đến 21/07/2030.",
    "Licence 001234/HCM-GPHN is valid until 21 Jul 2030.",
)


def test_without_an_end_the_end_of_the_licence_to_come_is_a_remark_and_no_sign(portal, hospital):
    licensed(END)
    answer = asked(portal, EVENINGS, Period(TODAY))
    assert (answer.reply, answer.signs, remarks(answer)) == (Reply.FREE, (), [TERM])


def test_an_end_after_that_of_the_licence_gives_the_sign_that_does_not_stand_today(
    portal, hospital
):
    licensed(END)
    answer = asked(portal, EVENINGS, Period(TODAY, date(2030, 12, 31)))
    (sign,) = answer.signs
    assert (sign.rule, sign.certainty) == ("R08", Certainty.DEFINITE)
    assert (sign.on, sign.stands) == (date(2030, 7, 22), False)
    assert (answer.reply, answer.remarks) == (Reply.SIGNS, ())


def test_an_end_on_the_last_day_of_the_licence_gives_neither(portal, hospital):
    licensed(END)
    answer = asked(portal, EVENINGS, Period(TODAY, END))
    assert (answer.reply, answer.signs, answer.remarks) == (Reply.FREE, (), ())


@pytest.mark.parametrize("last", [None, date(2027, 1, 31)])
def test_a_licence_that_has_ended_on_the_first_day_is_told_and_its_sign_stands(
    portal, hospital, last
):
    licensed(date(2026, 10, 31))
    answer = asked(portal, EVENINGS, Period(TODAY, last))
    (sign,) = answer.signs
    assert (sign.rule, sign.severity.value, sign.on, sign.stands) == ("R08", "high", TODAY, True)
    assert (answer.reply, answer.remarks) == (Reply.LICENCE, ())


def test_a_sign_of_the_first_day_asked_for_is_not_called_standing_before_it_stands(
    portal, hospital
):
    licensed(END)
    (sign,) = asked(portal, EVENINGS, Period(date(2030, 8, 1))).signs
    assert (sign.rule, sign.on, sign.stands) == ("R08", date(2030, 8, 1), False)


def test_a_number_in_no_register_is_said_to_be_so(portal, hospital):
    said = "Tra cứu công khai: số 999999/HCM-GPHN không có trong sổ cấp nào đang biết."
    unknown = LicenceNumber(999999, "HCM", LicenceType.LICENCE)
    answer = asked(portal, EVENINGS, Period(TODAY), licence=unknown, name="Lý Thị Mới")
    assert (answer.reply, [one.vi for one in answer.remarks]) == (Reply.UNKNOWN, [said])
    listed = asked(portal, EVENINGS, Period(TODAY))
    assert (listed.reply, [one.vi for one in listed.remarks]) == (
        Reply.FREE, [said.replace("999999", "001234")]
    )  # fmt: skip
    licensed(None)
    assert asked(portal, EVENINGS, Period(TODAY), name="Lý Thị Mới").remarks == ()


def test_days_that_are_past_are_refused_and_today_is_not(portal, hospital):
    licensed(END)
    with pytest.raises(DaysArePast):
        asked(portal, EVENINGS, Period(date(2026, 9, 1), date(2026, 10, 31)))
    assert asked(portal, EVENINGS, Period(date(2026, 9, 1), TODAY)).remarks == ()


def test_hours_that_are_only_possible_count_to_the_most_of_the_week(portal, hospital):
    hours = asked(portal, "Sáng T7", Period(TODAY)).hours
    assert (hours.minutes_afterwards, hours.most_minutes_afterwards) == (20 * 60, 24 * 60 + 30)


def test_what_the_search_shows_for_want_of_better_is_not_offered_as_the_place_that_asks(portal):
    children = HOSPITAL | {"facility": "Phòng khám Nhi", "licence": "00777/HCM-GPHĐ"}
    portal.confirm(portal.hand_in("79", [("pk.xlsx", official_list(children, [(OANH, MORNINGS)]))]))
    with within(portal.boundary("79")):
        assert len(find_facilities("Zzz khong co")) == 1
        assert places_meant("Zzz khong co") == ()
        assert len(places_meant("pk nhj")) == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Zzz khong co", 0), ("zzz", 0), ("Chợ Rẫy Quận Mười", 0),
        ("sai gon", 1), ("bv saigon", 1), ("Bệnh viện Sài Gòm", 1), ("bvdk sai go", 1),
        ("sàn gòn", 1), ("00123/HCM", 1), ("bệnh viện", 1),
    ],
)  # fmt: skip
def test_only_a_place_that_is_like_what_was_typed_is_offered(portal, hospital, typed, found):
    with within(portal.boundary("79")):
        assert len(places_meant(typed)) == found
