"""Weekly sets and minutes in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.ui.dates import Language
from lieny.ui.words import (
    DAY_NAMES,
    minutes_in_words,
    weekly_hours_in_words,
    weekly_minutes_in_words,
    weekly_range_in_words,
)
from lieny.vocabulary.weekly_set import ALWAYS, DAY, EMPTY, WEEK, WeeklySet


def weekly(*spans: tuple[int, int, int, int]) -> WeeklySet:
    """(first ISO day, last ISO day, from minute, to minute) of each day."""
    return WeeklySet.of(
        ((day - 1) * DAY + start, (day - 1) * DAY + end)
        for first, last, start, end in spans
        for day in range(first, last + 1)
    )


@pytest.mark.parametrize(
    ("hours", "vi", "en"),
    [
        (
            weekly((1, 5, 1020, 1200), (6, 6, 450, 690)),
            "T2–T6 17:00–20:00, T7 07:30–11:30",
            "Mon–Fri 17:00–20:00, Sat 07:30–11:30",
        ),
        (
            weekly((1, 5, 450, 690), (1, 5, 810, 1020), (7, 7, 480, 540)),
            "T2–T6 07:30–11:30, 13:30–17:00; CN 08:00–09:00",
            "Mon–Fri 07:30–11:30, 13:30–17:00; Sun 08:00–09:00",
        ),
        (weekly((2, 2, 480, 660), (4, 4, 480, 660)), "T3, T5 08:00–11:00", "Tue, Thu 08:00–11:00"),
        (weekly((1, 2, 480, 660)), "T2, T3 08:00–11:00", "Mon, Tue 08:00–11:00"),
        (weekly((1, 3, 480, 660)), "T2–T4 08:00–11:00", "Mon–Wed 08:00–11:00"),
        (weekly((2, 2, 1320, 1800)), "T3 22:00–06:00 hôm sau", "Tue 22:00–06:00 next day"),
        (weekly((7, 7, 1320, 1800)), "CN 22:00–06:00 hôm sau", "Sun 22:00–06:00 next day"),
        (weekly((1, 1, 420, 1860)), "T2 07:00–07:00 hôm sau", "Mon 07:00–07:00 next day"),
        (weekly((6, 7, 0, DAY)), "T7, CN cả ngày", "Sat, Sun all day"),
        (
            WeeklySet(((420, 2 * DAY + 420),)),
            "T2 07:00–24:00, T3 cả ngày, T4 00:00–07:00",
            "Mon 07:00–24:00, Tue all day, Wed 00:00–07:00",
        ),
        (ALWAYS, "suốt ngày đêm, cả tuần", "day and night, all week"),
        (EMPTY, "không có giờ nào", "no hours"),
    ],
)
def test_hours_of_a_week_are_said_as_an_inspector_would(hours: WeeklySet, vi: str, en: str) -> None:
    assert weekly_hours_in_words(hours, Language.VI) == vi
    assert weekly_hours_in_words(hours, Language.EN) == en


@pytest.mark.parametrize(
    ("minutes", "vi", "en"),
    [
        (0, "0 phút", "0 min"),
        (15, "15 phút", "15 min"),
        (60, "1 giờ", "1 h"),
        (240, "4 giờ", "4 h"),
        (270, "4 giờ 30 phút", "4 h 30 min"),
        (10080, "168 giờ", "168 h"),
    ],
)
def test_minutes_are_said_exactly(minutes: int, vi: str, en: str) -> None:
    assert minutes_in_words(minutes, Language.VI) == vi
    assert minutes_in_words(minutes, Language.EN) == en
    assert weekly_minutes_in_words(minutes) == f"{vi}/tuần"
    assert weekly_minutes_in_words(minutes, Language.EN) == f"{en} a week"


def read_back(words: str) -> WeeklySet:
    """A second, plain reading of the Vietnamese words: days, then spans."""
    if words == "suốt ngày đêm, cả tuần":
        return ALWAYS
    names = DAY_NAMES[Language.VI]
    token = re.compile(
        r"(?P<day>T[2-7]|CN)(?:–(?P<last>T[2-7]|CN))?"
        r"|(?P<start>\d\d:\d\d)–(?P<end>\d\d:\d\d)(?P<next> hôm sau)?|(?P<whole>cả ngày)"
    )
    days: list[int] = []
    after_span = False
    found = []
    for match in token.finditer(words):
        if match["day"]:
            days = [] if after_span else days
            first = names.index(match["day"])
            last = names.index(match["last"]) if match["last"] else first
            days.extend(range(first, last + 1))
            after_span = False
            continue
        after_span = True
        if match["whole"]:
            start, end = 0, DAY
        else:
            start, end = (int(t[:2]) * 60 + int(t[3:]) for t in (match["start"], match["end"]))
            end += DAY if match["next"] else 0
        found.extend((day * DAY + start, day * DAY + end) for day in days)
    return WeeklySet.of(found)


intervals = st.tuples(st.integers(0, WEEK - 1), st.integers(1, 2 * DAY)).map(
    lambda one: (one[0], one[0] + one[1])
)


@given(st.lists(intervals, min_size=1, max_size=6).map(WeeklySet.of))
def test_the_words_lose_no_minute(hours: WeeklySet) -> None:
    assert read_back(weekly_hours_in_words(hours)) == hours


@pytest.mark.parametrize(
    ("surely", "at_most", "vi", "en"),
    [
        (900, 2400, "từ 15 giờ đến 40 giờ/tuần", "from 15 h to 40 h a week"),
        (0, 2430, "có thể đến 40 giờ 30 phút/tuần", "possibly up to 40 h 30 min a week"),
        (900, 900, "15 giờ/tuần", "15 h a week"),
    ],
)
def test_hours_between_certain_and_possible_are_said_with_both_ends(
    surely: int, at_most: int, vi: str, en: str
) -> None:
    assert weekly_range_in_words(surely, at_most) == vi
    assert weekly_range_in_words(surely, at_most, Language.EN) == en
