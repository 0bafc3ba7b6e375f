"""What a text of working time says besides its hours, as rules take it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from lieny.registry.rules.facts import Role
from lieny.vocabulary.working_time import TimeFlag, TimeReading, TimeStatus

# Such a cell tells no hours because nobody wrote any, not because they are vague.
SILENT = frozenset({TimeFlag.BLANK, TimeFlag.DATE_ONLY, TimeFlag.DITTO})


@dataclass(frozen=True, slots=True)
class TimeRemarks:
    """What flags of a reading mean to rules; each field but the last is one of `Role`.

    Attributes:
        silent: the cell is blank, or holds a date or a repetition mark only.
    """

    full_time: bool
    assignment: bool
    telehealth: bool
    on_call: bool
    unbroken_day: bool
    office_hours: bool
    away: bool
    silent: bool


def remarks_of(flags: AbstractSet[TimeFlag]) -> TimeRemarks:
    """Read the flags of a working time.

    Design: rows of a run and rows of one stored person get the same meaning from one place.
    """
    return TimeRemarks(
        full_time=TimeFlag.FULL_TIME in flags,
        assignment=TimeFlag.ASSIGNMENT in flags,
        telehealth=TimeFlag.TELEHEALTH in flags,
        on_call=TimeFlag.ON_CALL in flags,
        unbroken_day=TimeFlag.UNBROKEN_DAY in flags,
        office_hours=TimeFlag.OFFICE_HOURS in flags,
        away=TimeFlag.AWAY in flags,
        silent=not SILENT.isdisjoint(flags),
    )


def with_hours(role: Role, hours: TimeReading) -> Role:
    """Give the role with the hours that a text says, and all else that it says of the work.

    Design: for one person's rows; it makes the role a second time.
    """
    said = remarks_of(hours.flags)
    return replace(
        role,
        time=hours.time,
        time_determined=hours.status is TimeStatus.DETERMINED,
        full_time=said.full_time,
        assignment=said.assignment,
        telehealth=said.telehealth,
        on_call=said.on_call,
        unbroken_day=said.unbroken_day,
        office_hours=said.office_hours,
        away=said.away,
        raw_time=hours.text,
        no_hours_given=said.silent or not hours.text.strip(),
    )
