"""Working days around weekends, Tết, holidays and exchanged Saturdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.law.working_days import calendar


@pytest.mark.parametrize(
    ("_case", "day", "expected"),
    [
        ("an ordinary Tuesday", date(2026, 11, 3), True),
        ("a Saturday", date(2026, 11, 7), False),
        ("a Sunday", date(2026, 11, 8), False),
        ("National Day", date(2026, 9, 2), False),
        ("Tết 2026", date(2026, 2, 17), False),
        ("compensation for the Hùng Kings on a Sunday", date(2026, 4, 27), False),
        ("a Monday given off in exchange", date(2026, 8, 31), False),
        ("the Saturday worked for it", date(2026, 8, 22), True),
        ("Culture Day, since 2026", date(2026, 11, 24), False),
        ("the same day a year before", date(2025, 11, 24), True),
    ],
)
def test_days_on_which_offices_work(_case, day, expected):
    assert calendar().is_working(day) is expected


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        (date(2026, 11, 2), date(2026, 11, 5), 3),  # Monday to Thursday
        (date(2026, 11, 6), date(2026, 11, 9), 1),  # Friday to Monday
        (date(2026, 2, 13), date(2026, 2, 25), 3),  # all of Tết between
        (date(2026, 11, 5), date(2026, 11, 5), 0),
        (date(2026, 11, 5), date(2026, 11, 1), 0),
        (date(2026, 4, 24), date(2026, 5, 4), 3),  # 27, 30 April and 1 May are off
    ],
)
def test_working_days_after_one_day_until_another(after, until, expected):
    assert calendar().working_days(after, until) == expected


@given(
    start=st.dates(date(2017, 1, 1), date(2029, 1, 1)),
    first=st.integers(0, 60),
    second=st.integers(0, 60),
)
def test_working_days_add_up(start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    count = calendar().working_days
    assert count(start, end) == count(start, middle) + count(middle, end)


def test_future_holidays_are_marked_as_estimates():
    assert calendar().estimated_from == date(2027, 1, 1)
    assert max(calendar().off) > calendar().estimated_from


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 11, 2), 3, date(2026, 11, 5)),  # Monday to Thursday
        (date(2026, 11, 6), 1, date(2026, 11, 9)),  # over a weekend
        (date(2026, 2, 13), 3, date(2026, 2, 25)),  # over Tết
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday that is worked
        (date(2026, 11, 7), 0, date(2026, 11, 7)),
    ],
)
def test_the_last_day_of_a_term(day, count, last):
    assert calendar().after(day, count) == last


@given(st.dates(date(2020, 1, 1), date(2028, 12, 31)), st.integers(1, 40))
def test_a_term_ends_on_the_first_day_by_which_so_many_were_worked(day, count):
    last = calendar().after(day, count)
    assert calendar().working_days(day, last) == count
    assert calendar().working_days(day, last - timedelta(days=1)) == count - 1
