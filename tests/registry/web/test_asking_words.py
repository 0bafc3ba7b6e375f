"""How the answer says what a register has against a licence, and what a week comes to."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry
from lieny.registry.services.as_of import KnownPerson, KnownRole
from lieny.registry.web.register_ask_shown import against_said
from lieny.registry.web.register_shown import answer
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

NUMBER = LicenceNumber(123, "HCM", LicenceType.LICENCE)
BEGAN, ENDS, TERM = date(2026, 2, 1), date(2026, 8, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("what", "days", "vi", "en"),
    [
        (
            Hindrance.REVOKED, (None, None, None),
            "đã bị thu hồi (sổ không ghi ngày)", "revoked (the register gives no day)",
        ),
        (
            Hindrance.REVOKED, (BEGAN, None, None),
            "đã bị thu hồi từ 01/02/2026", "revoked from 1 Feb 2026",
        ),
        (
            Hindrance.SUSPENDED, (BEGAN, ENDS, None),
            "bị đình chỉ từ 01/02/2026 đến 01/08/2026",
            "suspended from 1 Feb 2026 until 1 Aug 2026",
        ),
        (
            Hindrance.EXPIRED, (None, None, TERM),
            "đã hết hạn ngày 31/12/2025", "expired on 31 Dec 2025",
        ),
        (
            Hindrance.EXPIRED, (None, None, None),
            "đã hết hạn (sổ không ghi ngày)", "expired (the register gives no day)",
        ),
    ],
)  # fmt: skip
def test_a_register_s_word_is_said_plainly_with_or_without_days(what, days, vi, en):
    entry = RegisterEntry(NUMBER, "79", what.value, *days)
    for language, words in (("vi", vi), ("en", en)):
        with translation.override(language):
            assert against_said(entry, what)["what"] == words


def test_a_term_that_ended_is_not_dated_by_the_day_of_another_status():
    entry = RegisterEntry(NUMBER, "79", "active", BEGAN, None, TERM)
    with translation.override("vi"):
        assert against_said(entry, Hindrance.EXPIRED)["what"] == "đã hết hạn ngày 31/12/2025"


SURE = WeeklySet(((480, 720),))  # four hours
MAYBE = WeeklySet(((780, 1020),))  # four others


@pytest.mark.parametrize(
    ("time", "vi", "en"),
    [
        (WeeklyTime(EMPTY, MAYBE), "có thể đến 4 giờ/tuần", "possibly up to 4 h a week"),
        (WeeklyTime(SURE, MAYBE), "từ 4 giờ đến 8 giờ/tuần", "from 4 h to 8 h a week"),
        (WeeklyTime(SURE, EMPTY), "1 tỉnh, 4 giờ/tuần", "1 facility in 1 province, 4 h a week"),
        (WeeklyTime(), "chưa xác định được giờ", "hours not determined"),
    ],
)
def test_the_week_of_a_person_is_said_as_far_as_it_is_certain(time, vi, en):
    role = KnownRole(
        1, 1, "Nguyễn Văn An", 1, "Trạm Y tế", "79", "", time, None, None, holds=True, source=None,
        passed_over=0,
    )  # fmt: skip
    person = KnownPerson(1, "Nguyễn Văn An", None, None, ("79",), (role,), (), ())
    for language, words in (("vi", vi), ("en", en)):
        with translation.override(language):
            said = answer(person, on=BEGAN)
            assert words in said
            assert "0 phút" not in said
            assert " 0 min" not in said


@pytest.mark.parametrize(
    ("facilities", "people", "words"),
    [
        (1, 1, "1 facility sends its first list (1 person, new)"),
        (1, 8, "1 facility sends its first list (8 people, all of them new)"),
        (2, 8, "2 facilities send their first list (8 people, all of them new)"),
    ],
)
def test_one_facility_that_sends_its_first_list_is_one_in_english_too(facilities, people, words):
    change = {"first": facilities, "first_people": people}
    with translation.override("en"):
        page = render_to_string("registry/list_change.html", {"change": change})
    assert words in page
