"""Working time of registrations: each distinct text with each distinct opening hours, read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from lieny.registry.intake.distinct import Distinct
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.vocabulary.weekly_set import WeeklySet
from lieny.vocabulary.working_time import (
    FacilityHours,
    TimeFlag,
    TimeReading,
    TimeStatus,
    read_facility_hours,
    read_working_time,
)

_CUT = "\x1f"  # the unit separator; nobody types it


@lru_cache(maxsize=16_384)
def opening_hours(text: str | None) -> FacilityHours | None:
    """Read the opening hours of a facility; None where the text does not determine them."""
    return read_facility_hours(text) if text else None


def time_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    """Type the working time of each row, with the opening hours of its own facility."""
    pairs = Distinct(_with_hours(desk))
    readings = [_read(pair) for pair in pairs.values]
    _complain(desk, pairs, readings)
    return {
        "time_status": pairs.words([one.status.value for one in readings]),
        "definite": pairs.patterns([_packed(one.time.definite) for one in readings]),
        "possible": pairs.patterns([_packed(one.time.possible) for one in readings]),
        "time_flags": pairs.words(["|".join(sorted(one.flags)) for one in readings]),
        "valid_from": pairs.spread([one.valid_from for one in readings], pa.date32()),
        "valid_until": pairs.spread([one.valid_until for one in readings], pa.date32()),
    }


def _with_hours(desk: TypingDesk) -> list[str | None]:
    """Pair each row's text with its facility's opening hours as they stand in the list."""
    hours = desk.gathering.facilities.texts["open_hours"]
    return [
        (text or "") if facility is None or not hours[facility]
        else f"{text or ''}{_CUT}{hours[facility]}"
        for text, facility in zip(desk.rows.texts["time"], desk.rows.facility, strict=True)
    ]  # fmt: skip


def _read(pair: str) -> TimeReading:
    text, _, hours = pair.partition(_CUT)
    return read_working_time(text, facility=opening_hours(hours))


@lru_cache(maxsize=65_536)
def _packed(minutes: WeeklySet) -> bytes:
    return minutes.to_bytes()


def _complain(desk: TypingDesk, pairs: Distinct, readings: Sequence[TimeReading]) -> None:
    bad = [_is_bad(one) for one in readings]
    for row, value in pairs.rows_where(bad):
        desk.complain(row, "time", "time-unreadable", given=readings[value].text)


def _is_bad(reading: TimeReading) -> bool:
    """An impossible text, or one of which nothing was understood; an open one is no mistake."""
    if reading.status is TimeStatus.INVALID:
        return True
    return (
        reading.status is TimeStatus.UNDETERMINED
        and reading.flags <= _MERE_DATE
        and bool(reading.text.strip())
        and reading.days is None
        and not reading.times
    )


# Excel turns a typed "7-11" into the seventh of November.
_MERE_DATE = frozenset({TimeFlag.DATE_ONLY})
