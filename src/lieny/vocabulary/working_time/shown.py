"""A reading as JSON, for people who prepare lists and for tests."""

from __future__ import annotations

from lieny.vocabulary.weekly_set import clock
from lieny.vocabulary.working_time.reading import TimeReading


def time_reading_as_json(reading: TimeReading) -> dict[str, object]:
    """Give the reading as plain values.

    `definite` and `possible` are lists of [ISO day, from, to], split at midnight; `possible` never
    repeats what is definite.
    """
    return {
        "text": reading.text,
        "status": reading.status.value,
        "definite": [list(row) for row in reading.time.definite.by_day()],
        "possible": [list(row) for row in reading.time.possible.by_day()],
        "notes": [note.vi for note in reading.notes],
        "days": sorted(reading.days) if reading.days is not None else None,
        "times": [[clock(start), clock(end % 1440 or 1440)] for start, end in reading.times],
        "hours_per_week": reading.hours_per_week,
        "valid_from": reading.valid_from.isoformat() if reading.valid_from else None,
        "valid_until": reading.valid_until.isoformat() if reading.valid_until else None,
        "flags": sorted(flag.value for flag in reading.flags),
        "not_understood": list(reading.not_understood),
    }
