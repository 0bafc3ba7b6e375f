"""A week as 10,080 bits: the plain arithmetic that the truth is computed with.

Bit 0 is Monday 00:00–00:01. Deliberately another method than any that works with intervals.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

DAY = 1_440
WEEK = 7 * DAY
ALL = (1 << WEEK) - 1

# ISO days, and spans in minutes of the day; an end beyond 1,440 runs into the next day.
Group = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]
Groups = tuple[Group, ...]


@cache
def mask(groups: Groups) -> int:
    """Set the bits of all minutes of the groups; what runs past Sunday 24:00 is Monday."""
    bits = 0
    for days, spans in groups:
        for day in days:
            for start, end in spans:
                run = ((1 << (end - start)) - 1) << ((day - 1) * DAY + start)
                bits |= (run & ALL) | (run >> WEEK)
    return bits


def minutes(bits: int) -> int:
    """Count the minutes of a set."""
    return bits.bit_count()


def by_day(bits: int) -> list[tuple[int, str, str]]:
    """Show as (ISO day, "HH:MM", "HH:MM"), split at midnight."""
    return [
        (day + 1, _clock(start), _clock(end))
        for day in range(7)
        for start, end in _runs((bits >> (day * DAY)) & ((1 << DAY) - 1))
    ]


@cache
def stretches(bits: int) -> tuple[tuple[int, int], ...]:
    """Give the runs of minutes of the week, `[start, end)`."""
    return tuple(_runs(bits))


def _runs(bits: int) -> Iterable[tuple[int, int]]:
    position = 0
    while bits:
        gap = (bits & -bits).bit_length() - 1
        bits >>= gap
        length = (~bits & -~bits).bit_length() - 1
        yield position + gap, position + gap + length
        position += gap + length
        bits >>= length


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)
MONDAY_TO_SATURDAY = (1, 2, 3, 4, 5, 6)
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
MORNING = (7 * 60, 11 * 60 + 30)
AFTERNOON = (13 * 60 + 30, 17 * 60)
OFFICE: Groups = ((MONDAY_TO_FRIDAY, (MORNING, AFTERNOON)),)
OFFICE_BAND = mask(((MONDAY_TO_FRIDAY, ((7 * 60, 17 * 60),)),))
LUNCH = mask(((EVERY_DAY, ((11 * 60 + 30, 13 * 60),)),))
