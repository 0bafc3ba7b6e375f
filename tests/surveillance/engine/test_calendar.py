"""Weeks, months and days: a plain second computation for every day of forty years."""

from datetime import date, timedelta

import numpy as np
import pytest

from lieny.surveillance.engine.preparation.calendar import (
    Calendar,
    date_of,
    day_number,
    grid,
    labels,
    period_lengths,
    period_starts,
    week_numbers,
)

DAYS = np.arange(day_number(date(1995, 1, 1)), day_number(date(2035, 12, 31)) + 1)


def one(day, calendar):
    starts = period_starts(np.array([day_number(day)]), calendar)
    return date_of(starts[0]), labels(starts, calendar)[0]


def test_iso_weeks_are_those_of_the_standard_library():
    starts = period_starts(DAYS, Calendar.ISO_WEEK)
    years, weeks = week_numbers(starts)
    plain = [date_of(day).isocalendar() for day in DAYS]
    assert years.tolist() == [week.year for week in plain]
    assert weeks.tolist() == [week.week for week in plain]
    assert all(date_of(start).isoweekday() == 1 for start in starts[::7])


def plain_mmwr(day):
    """Week 1 is the first, Sunday to Saturday, with four days in the year."""
    start = day - timedelta(days=day.isoweekday() % 7)
    year = (start + timedelta(days=3)).year
    first = date(year, 1, 4)
    first -= timedelta(days=first.isoweekday() % 7)
    return year, (start - first).days // 7 + 1


def test_epidemiological_weeks_begin_on_sunday_and_are_numbered_as_mmwr_does():
    years, weeks = week_numbers(period_starts(DAYS, Calendar.EPI_WEEK))
    plain = [plain_mmwr(date_of(day)) for day in DAYS]
    assert list(zip(years.tolist(), weeks.tolist(), strict=True)) == plain


@pytest.mark.parametrize(
    ("day", "calendar", "start", "label"),
    [
        (date(2021, 1, 3), Calendar.ISO_WEEK, date(2020, 12, 28), "2020-W53"),
        (date(2021, 1, 4), Calendar.ISO_WEEK, date(2021, 1, 4), "2021-W01"),
        (date(2026, 12, 31), Calendar.ISO_WEEK, date(2026, 12, 28), "2026-W53"),
        (date(2021, 1, 2), Calendar.EPI_WEEK, date(2020, 12, 27), "2020-EW53"),
        (date(2021, 1, 3), Calendar.EPI_WEEK, date(2021, 1, 3), "2021-EW01"),
        (date(2025, 12, 31), Calendar.EPI_WEEK, date(2025, 12, 28), "2025-EW53"),
        (date(2024, 2, 29), Calendar.MONTH, date(2024, 2, 1), "2024-02"),
        (date(2024, 2, 29), Calendar.DAY, date(2024, 2, 29), "2024-02-29"),
    ],
)
def test_week_53_and_29_february(day, calendar, start, label):
    assert one(day, calendar) == (start, label)


@pytest.mark.parametrize("calendar", list(Calendar))
def test_a_grid_has_every_period_once_without_a_gap(calendar):
    starts = grid(date(1995, 1, 1), date(2035, 12, 31), calendar)
    assert np.array_equal(starts, np.unique(period_starts(DAYS, calendar)))
    assert np.array_equal(starts[:-1] + period_lengths(starts, calendar)[:-1], starts[1:])
    assert len(set(labels(starts, calendar))) == len(starts)


def test_a_leap_february_has_29_days():
    starts = grid(date(2023, 2, 1), date(2024, 2, 1), Calendar.MONTH)
    assert period_lengths(starts, Calendar.MONTH)[[0, -1]].tolist() == [28, 29]


def test_a_grid_that_runs_backwards_is_refused():
    with pytest.raises(ValueError, match="2026-01-01 lies before 2026-01-02"):
        grid(date(2026, 1, 2), date(2026, 1, 1), Calendar.DAY)


def test_frequencies():
    assert [calendar.frequency for calendar in Calendar] == [52, 52, 12, 365]
