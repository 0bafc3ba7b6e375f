"""Minutes of hours that the text only names: office hours, opening hours, halves, whole days.

With the opening hours of the facility they are definite; without them the usual office hours are
what may be meant, and never more than possible.
"""

from __future__ import annotations

from collections.abc import Iterable

from lieny.vocabulary.weekly_set import ALWAYS, DAY, EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.lexicon import EVERY_DAY, WORKING_DAYS
from lieny.vocabulary.working_time.office import (
    DEFAULT_OFFICE_HOURS,
    FacilityHours,
    on_days,
)
from lieny.vocabulary.working_time.tokens import Named, Part

DayNumbers = frozenset[int]
_WHOLE_DAY = ((0, DAY),)


def named_hours(
    name: Named,
    days: DayNumbers | None,
    halves: frozenset[Part],
    facility: FacilityHours | None,
) -> WeeklyTime:
    """Give the minutes of named hours.

    Args:
        name: what the text calls them.
        days: ISO days; None when the text says none.
        halves: parts of the day that are meant; none: the whole day.
        facility: opening hours of the facility, if the list states them.

    Returns:
        Definite and possible minutes; both empty when nothing is known of these hours.
    """
    if name is Named.ALWAYS:
        return WeeklyTime(ALWAYS & on_days(_WHOLE_DAY, EVERY_DAY if days is None else days))
    if name is Named.OUTSIDE_OFFICE:
        return _outside_office(days, facility)
    if name is Named.OFFICE:
        return _office(DEFAULT_OFFICE_HOURS.days if days is None else days, halves, facility)
    if days is None:
        return WeeklyTime(facility.open) if facility and name is Named.FACILITY else WeeklyTime()
    whole = whole_days(days, halves, facility)
    return whole if name is Named.FACILITY else WeeklyTime(EMPTY, whole.definite | whole.possible)


def whole_days(
    days: Iterable[int], halves: frozenset[Part], facility: FacilityHours | None
) -> WeeklyTime:
    """Give whole days, or halves of days, that stand without hours."""
    total = WeeklyTime()
    for day in days:
        if facility is None or day not in facility.days:
            total |= WeeklyTime(EMPTY, _usual({day}, halves))
        elif halves:
            total |= facility.half(day, halves)
        else:
            total |= WeeklyTime(facility.on({day}))
    return total


def _office(
    days: DayNumbers, halves: frozenset[Part], facility: FacilityHours | None
) -> WeeklyTime:
    if facility is None or facility.office is None:
        return WeeklyTime(EMPTY, _usual(days, halves))
    stated = FacilityHours(facility.office)
    working = days & stated.days
    beyond = whole_days(days - working, halves, facility)  # "giờ hành chính T2-T7"
    return whole_days(working, halves, stated) | WeeklyTime(
        EMPTY, beyond.definite | beyond.possible
    )


def _outside_office(days: DayNumbers | None, facility: FacilityHours | None) -> WeeklyTime:
    if facility is None:
        return WeeklyTime()
    office = facility.office or DEFAULT_OFFICE_HOURS.on(WORKING_DAYS)
    return WeeklyTime(EMPTY, (facility.open - office) & on_days(_WHOLE_DAY, days or EVERY_DAY))


def _usual(days: Iterable[int], halves: frozenset[Part]) -> WeeklySet:
    """Give the usual office hours on these days."""
    spans = {
        Part.MORNING: DEFAULT_OFFICE_HOURS.morning,
        Part.AFTERNOON: DEFAULT_OFFICE_HOURS.afternoon,
    }
    chosen = [spans[half] for half in halves if half in spans] if halves else spans.values()
    return on_days(chosen, days)
