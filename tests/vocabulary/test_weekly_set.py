"""The set algebra of the week against the plainest reference: 10,080 truth values."""

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.vocabulary.weekly_set import (
    ALWAYS,
    DAY,
    EMPTY,
    WEEK,
    IntervalOutsideWeek,
    WeeklySet,
    WeeklyTime,
    clock,
)

edges = st.lists(st.integers(0, WEEK), unique=True, max_size=24)


def set_between(minutes: list[int]) -> WeeklySet:
    even = sorted(minutes)[: len(minutes) // 2 * 2]
    return WeeklySet(tuple(zip(even[::2], even[1::2], strict=True)))


weekly_sets = edges.map(set_between)
loose_intervals = st.lists(
    st.tuples(st.integers(-3 * WEEK, 3 * WEEK), st.integers(1, WEEK)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    ),
    max_size=6,
)


@st.composite
def weekly_times(draw: st.DrawFn) -> WeeklyTime:
    definite, other = draw(weekly_sets), draw(weekly_sets)
    return WeeklyTime(definite, other - definite)


def flags(weekly: WeeklySet) -> np.ndarray:
    week = np.zeros(WEEK, dtype=bool)
    for start, end in weekly.intervals:
        week[start:end] = True
    return week


def grades(weekly: WeeklyTime) -> np.ndarray:
    """0 excluded, 1 possible, 2 definite: Kleene's logic is then max, min and 2 - x."""
    return 2 * flags(weekly.definite).astype(int) + flags(weekly.possible).astype(int)


@given(weekly_sets, weekly_sets)
def test_set_operations_agree_with_ten_thousand_and_eighty_truth_values(
    one: WeeklySet, two: WeeklySet
) -> None:
    a, b = flags(one), flags(two)
    assert (flags(one | two) == (a | b)).all()
    assert (flags(one & two) == (a & b)).all()
    assert (flags(one - two) == (a & ~b)).all()
    assert (flags(~one) == ~a).all()
    assert one.minutes == a.sum()
    assert bool(one) == a.any()


@given(weekly_sets, weekly_sets)
def test_equal_minutes_are_equal_sets_with_equal_bytes(one: WeeklySet, two: WeeklySet) -> None:
    rebuilt = (one - two) | (one & two)
    assert rebuilt == one
    assert rebuilt.to_bytes() == one.to_bytes()
    assert hash(rebuilt) == hash(one)
    assert (one == two) == (flags(one) == flags(two)).all()


@given(weekly_sets, st.integers(-3 * WEEK, 3 * WEEK))
def test_a_shift_goes_around_the_end_of_the_week_both_ways(one: WeeklySet, by: int) -> None:
    assert (flags(one.shifted(by)) == np.roll(flags(one), by)).all()
    assert one.shifted(by).shifted(-by) == one


@given(loose_intervals)
def test_intervals_in_any_order_and_any_week_fall_on_their_minute_of_the_week(
    pieces: list[tuple[int, int]],
) -> None:
    week = np.zeros(WEEK, dtype=bool)
    for start, end in pieces:
        week[np.arange(start, end) % WEEK] = True
    assert (flags(WeeklySet.of(pieces)) == week).all()


@given(weekly_sets)
def test_bytes_come_back_and_are_little_endian_pairs(one: WeeklySet) -> None:
    packed = one.to_bytes()
    assert WeeklySet.from_bytes(packed) == one
    assert len(packed) == 4 * len(one.intervals)
    if one:
        assert struct.unpack("<2H", packed[:4]) == one.intervals[0]


@given(weekly_sets)
def test_days_add_up_to_the_same_minutes(one: WeeklySet) -> None:
    week = np.zeros(WEEK, dtype=bool)
    rows = one.by_day()
    for day, start, end in rows:
        begin, finish = (int(text[:2]) * 60 + int(text[3:]) for text in (start, end))
        assert 1 <= day <= 7
        assert 0 <= begin < finish <= DAY
        week[(day - 1) * DAY + begin : (day - 1) * DAY + finish] = True
    assert (week == flags(one)).all()
    assert rows == sorted(rows)


@settings(max_examples=60)
@given(weekly_times(), weekly_times(), st.integers(-WEEK, WEEK))
def test_weekly_time_follows_three_valued_logic_minute_by_minute(
    one: WeeklyTime, two: WeeklyTime, by: int
) -> None:
    a, b = grades(one), grades(two)
    assert (grades(one | two) == np.maximum(a, b)).all()
    assert (grades(one & two) == np.minimum(a, b)).all()
    assert (grades(one - two) == np.minimum(a, 2 - b)).all()
    assert (flags(one.excluded) == (a == 0)).all()
    assert (grades(one.shifted(by)) == np.roll(a, by)).all()


@pytest.mark.parametrize(
    "intervals",
    [
        ((0, 0),),
        ((60, 30),),
        ((-1, 30),),
        ((0, WEEK + 1),),
        ((0, 60), (60, 90)),
        ((0, 60), (30, 90)),
        ((100, 160), (0, 60)),
    ],
)
def test_a_shape_that_is_not_canonical_is_refused(intervals: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(IntervalOutsideWeek):
        WeeklySet(intervals)


@pytest.mark.parametrize("interval", [(5, 5), (60, 30), (0, WEEK + 1)])
def test_an_empty_reversed_or_longer_than_a_week_interval_is_refused(
    interval: tuple[int, int],
) -> None:
    with pytest.raises(IntervalOutsideWeek):
        WeeklySet.of([interval])


def test_a_minute_both_definite_and_possible_is_refused() -> None:
    with pytest.raises(IntervalOutsideWeek):
        WeeklyTime(WeeklySet(((0, 60),)), WeeklySet(((59, 70),)))
    touching = WeeklyTime(WeeklySet(((0, 60),)), WeeklySet(((60, 70),)))
    assert touching.excluded == WeeklySet(((70, WEEK),))


def test_the_end_of_the_week_is_the_beginning_of_monday() -> None:
    sunday_night = WeeklySet.of([(6 * DAY + 22 * 60, 7 * DAY + 6 * 60)])
    assert sunday_night.intervals == ((0, 360), (WEEK - 120, WEEK))
    assert sunday_night.by_day() == [(1, "00:00", "06:00"), (7, "22:00", "24:00")]


def test_work_that_ends_at_five_does_not_overlap_work_that_begins_at_five() -> None:
    day, evening = WeeklySet(((420, 1020),)), WeeklySet(((1020, 1200),))
    assert day & evening == EMPTY
    assert (day | evening).intervals == ((420, 1200),)


def test_a_whole_week_is_seven_full_days_and_its_complement_is_nothing() -> None:
    assert ALWAYS.by_day() == [(day, "00:00", "24:00") for day in range(1, 8)]
    assert ~ALWAYS == EMPTY
    assert ~EMPTY == ALWAYS
    assert WeeklySet.of([(77, 77 + WEEK)]) == ALWAYS
    assert ALWAYS.shifted(1) == ALWAYS


@pytest.mark.parametrize(("minute", "text"), [(0, "00:00"), (450, "07:30"), (1440, "24:00")])
def test_a_minute_of_the_day_is_written_with_two_digits(minute: int, text: str) -> None:
    assert clock(minute) == text
