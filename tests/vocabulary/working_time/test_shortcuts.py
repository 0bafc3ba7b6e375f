"""Short ways of the reader of working time give what the long ways give."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet
from lieny.vocabulary.working_time import FacilityHours, read_working_time
from lieny.vocabulary.working_time.cleaning import _GLUED, _MAY_BE_GLUED, clean
from lieny.vocabulary.working_time.number_patterns import ANY_NUMBER, NUMBERS
from lieny.vocabulary.working_time.reading import _understood

CORPUS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "corpus.jsonl").read_text("utf-8").splitlines()
]
DAYTIME = FacilityHours(WeeklySet.of((day * DAY + 420, day * DAY + 1020) for day in range(5)))
EVENING = FacilityHours(WeeklySet.of((day * DAY + 1020, day * DAY + 1200) for day in range(7)))
PIECES = st.lists(
    st.sampled_from(
        ("T2", "7h", "11h30", "17:00", "đến", "Đến", "ſáng", "tới", "thứ", "CN", "chủ nhật", "g",
         "và", "VÀ", "chiều", "từ", "tu", "den", "DEN", "İ", "ı", " ", "-", "...", "l", "O", "\n")
    ),
    max_size=12,
).map("".join)  # fmt: skip


def test_the_patterns_in_one_name_the_first_that_matches():
    for text in CORPUS:
        plain = clean(text).plain
        for place in range(len(plain)):
            one_by_one = [at for at, (pattern, _) in enumerate(NUMBERS, 1)
                          if pattern.match(plain, place)]  # fmt: skip
            at_once = ANY_NUMBER.match(plain, place)
            assert (at_once.lastindex if at_once else None) == next(iter(one_by_one), None)


@given(PIECES)
def test_no_glued_word_escapes_the_first_look(text: str):
    assert _MAY_BE_GLUED.search(text) or not _GLUED.search(text)


@given(PIECES)
def test_the_views_of_a_text_are_equally_long_and_single_spaced(text: str):
    even = clean(text)
    assert len(even.shown) == len(even.toned) == len(even.plain)
    assert "  " not in even.shown


def test_opening_hours_of_one_facility_never_reach_the_next():
    for text in (*CORPUS, "Cả ngày", "Sáng", "Toàn thời gian", "Nghỉ CN", "Giờ hành chính"):
        read_working_time.cache_clear()
        _understood.cache_clear()
        alone = read_working_time(text)
        _understood.cache_clear()
        by_day = read_working_time(text, facility=DAYTIME)
        _understood.cache_clear()
        by_night = read_working_time(text, facility=EVENING)
        read_working_time.cache_clear()
        _understood.cache_clear()
        assert read_working_time(text, facility=EVENING) == by_night
        assert read_working_time(text, facility=DAYTIME) == by_day
        assert read_working_time(text) == alone


@given(
    st.lists(st.tuples(st.integers(0, 10_079), st.integers(1, 2_000)), max_size=4),
    st.lists(st.tuples(st.integers(0, 10_079), st.integers(1, 2_000)), max_size=4),
)
def test_sets_of_the_week_join_meet_and_part_minute_by_minute(one, other):
    left, right = (WeeklySet.of((a, a + n) for a, n in pairs) for pairs in (one, other))
    first, second = (
        {minute for start, end in week.intervals for minute in range(start, end)}
        for week in (left, right)
    )
    for found, expected in (
        (left | right, first | second), (left & right, first & second),
        (left - right, first - second), (left | EMPTY, first), (EMPTY | left, first),
        (left & EMPTY, set()), (left - EMPTY, first), (EMPTY - left, set()),
    ):  # fmt: skip
        assert {m for start, end in found.intervals for m in range(start, end)} == expected
