"""Hours that begin on one named day and end on the next: "từ 7h T7 đến 7h CN"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lieny.vocabulary.working_time.clock_ranges import said_minute
from lieny.vocabulary.working_time.items import DAY_MINUTES, Days, Hours
from lieny.vocabulary.working_time.tokens import Clock, Kind, Part, Token

_DAYS_A_WEEK = 7
_MOST_WORDS = 12  # of one end: "từ khoảng 7 giờ sáng ngày thứ bảy"
_SKIPPED = {Kind.COLON, Kind.FROM, Kind.FILLER, Kind.OPEN, Kind.CLOSE}
_BEGINS = {*_SKIPPED, Kind.DAY}
_GOES_ON = {Kind.CLOCK, Kind.DASH, Kind.TO, Kind.COLON, Kind.NUMBER, Kind.UNCLEAR_CLOCK}


class _End(NamedTuple):
    clock: Clock
    day: int | None
    place: int


def read_night(tokens: Sequence[Token], start: int) -> tuple[Days, Hours, int] | None:
    """Read a span whose two ends name two days that follow each other.

    Returns:
        The first day, the hours from it into the next, and the place after; None for other words.
    """
    token = tokens[start]
    if token.kind not in _BEGINS and not isinstance(token.value, Clock | Part):
        return None
    first = _end(tokens, start)
    if first is None or first.day is None or not _is_range_sign(tokens, first.place):
        return None
    last = _end(tokens, first.place + 1)
    if last is None or last.day != first.day % _DAYS_A_WEEK + 1:
        return None
    if last.place < len(tokens) and tokens[last.place].kind in _GOES_ON:
        return None  # "T2 22h-6h T3 22h-6h": each day has hours of its own
    begin, end = said_minute(first.clock), said_minute(last.clock) + DAY_MINUTES
    if not 0 < end - begin <= DAY_MINUTES:
        return None
    return Days(frozenset({first.day})), Hours(spans=((begin, end),)), last.place


def _end(tokens: Sequence[Token], place: int) -> _End | None:
    """Read a clock with the half of the day said after it, and the day before or after them."""
    day: int | None = None
    clock: Clock | None = None
    part: Part | None = None
    for token in tokens[place : place + _MOST_WORDS]:
        if isinstance(token.value, Clock) and clock is None:
            clock = token.value
        elif isinstance(token.value, Part) and token.value is not Part.ALL and part is None:
            part = token.value
        elif token.kind is Kind.DAY and isinstance(token.value, int) and day is None:
            day = token.value
        elif token.kind not in _SKIPPED:
            break
        place += 1
    if clock is None:
        return None
    return _End(clock if part is None else clock._replace(part=part), day, place)


def _is_range_sign(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in {Kind.DASH, Kind.TO}
