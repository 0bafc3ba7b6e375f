"""Khung giờ: the same hours on several days of the week, and hours less a midday break."""

from __future__ import annotations

from functools import cache

from lieny.registry.rules.facts import Region, Role
from lieny.registry.rules.settings import minute
from lieny.vocabulary.weekly_set import DAY, WeeklySet

WORKDAYS = range(5)
EVERY_DAY = range(7)


@cache
def band(days: range, start: int, end: int) -> WeeklySet:
    """Give `[start, end)`, in minutes of the day, on each of `days` (0 is Monday)."""
    return WeeklySet.of((day * DAY + start, day * DAY + end) for day in days)


def full_time_band(region: Region) -> WeeklySet:
    """Give the Monday-to-Friday band within which full-time work is counted."""
    topic = "practice.full-time"
    return band(WORKDAYS, minute(region, topic, "band_from"), minute(region, topic, "band_until"))


def office_band(region: Region, topic: str) -> WeeklySet:
    """Give hours that are administrative at any office: Monday to Friday, less noon."""
    return _office(
        minute(region, topic, "office_from"),
        minute(region, topic, "office_until"),
        minute(region, topic, "noon_from"),
        minute(region, topic, "noon_until"),
    )


@cache
def _office(start: int, end: int, noon: int, after_noon: int) -> WeeklySet:
    return band(WORKDAYS, start, end) - band(WORKDAYS, noon, after_noon)


def hours_less_lunch(role: Role, region: Region) -> WeeklySet:
    """Take the lunch break out of the days that are written as one span across it."""
    if not role.unbroken_day:
        return role.time.definite
    topic = "practice.no-overlap"
    start, end = minute(region, topic, "lunch_from"), minute(region, topic, "lunch_until")
    return _less_lunch(role.time.definite, start, end)


@cache
def _less_lunch(hours: WeeklySet, start: int, end: int) -> WeeklySet:
    spanned = [
        (day * DAY + start, day * DAY + end)
        for day in EVERY_DAY
        for begin, finish in hours.intervals
        if begin < day * DAY + start and finish > day * DAY + end
    ]
    return hours - WeeklySet.of(spanned)
