"""Weeks, months and days as a grid of first days.

A day is an integer: days since 1970-01-01. A period is named by its first day. A week belongs to
the year that holds four of its days (ISO 8601-1:2019; MMWR Weeks, CDC): week 53 comes out by
itself, and 29 February is a day like others.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]

EPOCH = date(1970, 1, 1)  # a Thursday
_MONDAY_SHIFT, _SUNDAY_SHIFT = 3, 4  # 1970-01-01 lies so many days after a Monday, a Sunday
_TO_DECIDING_DAY = 3  # the fourth day of a week decides to which year it belongs


class Calendar(StrEnum):
    """Lưới thời gian: how days are put together."""

    ISO_WEEK = "iso-week"  # Monday to Sunday
    EPI_WEEK = "epi-week"  # Sunday to Saturday (MMWR)
    MONTH = "month"
    DAY = "day"

    @property
    def frequency(self) -> int:
        """Time points a year, as `Panel.frequency`."""
        return {"iso-week": 52, "epi-week": 52, "month": 12, "day": 365}[self.value]


def day_number(day: date) -> int:
    """Count the days from 1970-01-01 to `day`."""
    return (day - EPOCH).days


def date_of(number: int) -> date:
    """Give the date of a day number."""
    return EPOCH + timedelta(days=int(number))


def period_starts(days: Days, calendar: Calendar) -> Days:
    """Give the first day of the period in which each day lies."""
    if calendar is Calendar.ISO_WEEK:
        return days - (days + _MONDAY_SHIFT) % 7
    if calendar is Calendar.EPI_WEEK:
        return days - (days + _SUNDAY_SHIFT) % 7
    if calendar is Calendar.MONTH:
        months = days.astype("datetime64[D]").astype("datetime64[M]")
        return months.astype("datetime64[D]").astype(np.int64)
    return days.astype(np.int64)


def grid(first: date, last: date, calendar: Calendar) -> Days:
    """List the first days of all periods from that of `first` to that of `last`, both included.

    Raises:
        ValueError: `last` lies before `first`.
    """
    if last < first:
        raise ValueError(f"{last.isoformat()} lies before {first.isoformat()}")
    ends = np.array([day_number(first), day_number(last)], np.int64)
    begin, end = period_starts(ends, calendar)
    if calendar is Calendar.MONTH:
        months = np.arange(
            np.datetime64(int(begin), "D").astype("datetime64[M]"),
            np.datetime64(int(end), "D").astype("datetime64[M]") + 1,
        )
        return months.astype("datetime64[D]").astype(np.int64)
    return np.arange(begin, end + 1, 1 if calendar is Calendar.DAY else 7, dtype=np.int64)


def period_lengths(starts: Days, calendar: Calendar) -> Days:
    """Give the number of days of each period."""
    if calendar is Calendar.MONTH:
        months = starts.astype("datetime64[D]").astype("datetime64[M]")
        return (months + 1).astype("datetime64[D]").astype(np.int64) - starts
    return np.full(len(starts), 1 if calendar is Calendar.DAY else 7, np.int64)


def week_numbers(starts: Days) -> tuple[Days, Days]:
    """Give year and number (1 to 53) of weeks by their first day, Monday or Sunday."""
    deciding = (starts + _TO_DECIDING_DAY).astype("datetime64[D]")
    years = deciding.astype("datetime64[Y]")
    day_of_year = (deciding - years.astype("datetime64[D]")).astype(np.int64)
    return years.astype(np.int64) + EPOCH.year, day_of_year // 7 + 1


def labels(starts: Days, calendar: Calendar) -> tuple[str, ...]:
    """Name periods for readers: "2026-W53" (ISO), "2026-EW01" (MMWR), "2026-07", "2026-07-01"."""
    if calendar in (Calendar.ISO_WEEK, Calendar.EPI_WEEK):
        letter = "W" if calendar is Calendar.ISO_WEEK else "EW"
        years, numbers = week_numbers(starts)
        return tuple(f"{y}-{letter}{n:02d}" for y, n in zip(years, numbers, strict=True))
    unit = "datetime64[M]" if calendar is Calendar.MONTH else "datetime64[D]"
    return tuple(starts.astype("datetime64[D]").astype(unit).astype(str).tolist())
