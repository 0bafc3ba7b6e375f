"""Minutes of a week as an exact set, and the three-valued weekly time built of two such sets.

A week runs from Monday 00:00 (minute 0) to Sunday 24:00 (minute 10,080). An interval is half open:
work that ends at 17:00 does not overlap work that begins at 17:00.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

DAY = 1_440
WEEK = 7 * DAY


class IntervalOutsideWeek(ValueError):
    """An interval is empty, reversed or longer than a week."""


@dataclass(frozen=True, slots=True)
class WeeklySet:
    """A set of minutes of the week.

    Attributes:
        intervals: `(start, end)` in minutes from Monday 00:00, sorted, disjoint, never touching,
            each with `0 <= start < end <= 10080`. Any other shape is refused; use `of` to build.
    """

    intervals: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        previous = -1
        for start, end in self.intervals:
            if not previous < start < end <= WEEK:
                raise IntervalOutsideWeek(f"not a canonical set of the week: {self.intervals}")
            previous = end

    @classmethod
    def of(cls, intervals: Iterable[tuple[int, int]]) -> WeeklySet:
        """Build from intervals in any order; what runs past Sunday 24:00 continues on Monday.

        Raises:
            IntervalOutsideWeek: an interval is empty, reversed or longer than a week.
        """
        pieces: list[tuple[int, int]] = []
        for start, end in intervals:
            if not 0 < end - start <= WEEK:
                raise IntervalOutsideWeek(f"[{start}, {end})")
            begin = start % WEEK
            finish = begin + (end - start)
            pieces.append((begin, min(finish, WEEK)))
            if finish > WEEK:
                pieces.append((0, finish - WEEK))
        return cls(_merged(pieces))

    @classmethod
    def from_bytes(cls, packed: bytes) -> WeeklySet:
        """Read what `to_bytes` wrote."""
        numbers = struct.unpack(f"<{len(packed) // 2}H", packed)
        return cls(tuple(zip(numbers[::2], numbers[1::2], strict=True)))

    def to_bytes(self) -> bytes:
        """Pack as little-endian uint16 pairs: equal sets have equal bytes and can be interned."""
        flat = [minute for interval in self.intervals for minute in interval]
        return struct.pack(f"<{len(flat)}H", *flat)

    @property
    def minutes(self) -> int:
        """Minutes a week."""
        return sum(end - start for start, end in self.intervals)

    def __bool__(self) -> bool:
        return bool(self.intervals)

    def __or__(self, other: WeeklySet) -> WeeklySet:
        if not other.intervals or self.intervals == other.intervals:
            return self
        if not self.intervals:
            return other
        return WeeklySet(_merged([*self.intervals, *other.intervals]))

    def __and__(self, other: WeeklySet) -> WeeklySet:
        if not self.intervals or not other.intervals:
            return EMPTY
        found: list[tuple[int, int]] = []
        i = j = 0
        while i < len(self.intervals) and j < len(other.intervals):
            (a, b), (c, d) = self.intervals[i], other.intervals[j]
            if max(a, c) < min(b, d):
                found.append((max(a, c), min(b, d)))
            if b <= d:
                i += 1
            else:
                j += 1
        return WeeklySet(_merged(found))

    def __sub__(self, other: WeeklySet) -> WeeklySet:
        return self & ~other if self.intervals and other.intervals else self

    def __invert__(self) -> WeeklySet:
        edges = [0, *(minute for interval in self.intervals for minute in interval), WEEK]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        return WeeklySet(tuple((start, end) for start, end in gaps if start < end))

    def shifted(self, minutes: int) -> WeeklySet:
        """Move every interval by `minutes` (either sign), around the end of the week."""
        return WeeklySet.of((start + minutes, end + minutes) for start, end in self.intervals)

    def by_day(self) -> list[tuple[int, str, str]]:
        """Show as `(ISO day, "HH:MM", "HH:MM")`, split at midnight; `24:00` may end a day."""
        rows = []
        for start, end in self.intervals:
            begin = start
            while begin < end:
                day = begin // DAY
                finish = min(end, (day + 1) * DAY)
                rows.append((day + 1, clock(begin - day * DAY), clock(finish - day * DAY)))
                begin = finish
        return rows


EMPTY = WeeklySet()
ALWAYS = WeeklySet(((0, WEEK),))


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """Giờ hành nghề trong tuần, three-valued: each minute is definite, possible or excluded.

    Attributes:
        definite: minutes in which the text leaves no doubt that the person works.
        possible: minutes in which the person may work (on call, office hours of an unknown
            facility, one week in two); never overlaps `definite`.
    """

    definite: WeeklySet = EMPTY
    possible: WeeklySet = EMPTY

    def __post_init__(self) -> None:
        if self.definite & self.possible:
            raise IntervalOutsideWeek("a minute cannot be both definite and merely possible")

    @property
    def excluded(self) -> WeeklySet:
        """Minutes in which the person does not work."""
        return ~(self.definite | self.possible)

    def __or__(self, other: WeeklyTime) -> WeeklyTime:
        definite = self.definite | other.definite
        return WeeklyTime(definite, (self.possible | other.possible) - definite)

    def __and__(self, other: WeeklyTime) -> WeeklyTime:
        definite = self.definite & other.definite
        reach = (self.definite | self.possible) & (other.definite | other.possible)
        return WeeklyTime(definite, reach - definite)

    def __sub__(self, other: WeeklyTime) -> WeeklyTime:
        definite = self.definite - other.definite - other.possible
        reach = (self.definite | self.possible) - other.definite
        return WeeklyTime(definite, reach - definite)

    def shifted(self, minutes: int) -> WeeklyTime:
        """Move by `minutes` around the end of the week."""
        return WeeklyTime(self.definite.shifted(minutes), self.possible.shifted(minutes))


def clock(minute: int) -> str:
    """Write a minute of the day, 0 to 1440, as `HH:MM`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _merged(pieces: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)
