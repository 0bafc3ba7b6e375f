"""Where hours begin, and what a range of clocks reads as."""

from __future__ import annotations

from collections.abc import Sequence

from lieny.vocabulary.working_time.clock_ranges import read_range
from lieny.vocabulary.working_time.items import Hours
from lieny.vocabulary.working_time.tokens import Clock, Kind, Part, Token

_RANGES = {Kind.DASH, Kind.TO}
_MOST_HOURS = 24
_MOST_DAY_NUMBER = 7
_SAID_WITH: dict[Part, frozenset[int]] = {
    Part.MORNING: frozenset(range(13)),
    Part.NOON: frozenset({10, 11, 12, 13, 14, 1, 2, 3}),
    Part.AFTERNOON: frozenset({*range(1, 9), *range(12, 20)}),
    Part.EVENING: frozenset({*range(4, 13), *range(16, 25), 0}),
    Part.NIGHT: frozenset(range(25)),
}


def begins_hours(tokens: Sequence[Token], place: int) -> bool:
    """Test whether hours begin at `place`: a clock, or a bare number of a range of hours."""
    if place >= len(tokens):
        return False
    token = tokens[place]
    if token.kind in {Kind.CLOCK, Kind.UNCLEAR_CLOCK}:
        return True
    if token.kind is not Kind.NUMBER or not _is_hour(token):
        return False
    if place + 2 >= len(tokens) or tokens[place + 1].kind not in _RANGES:
        return False
    second = tokens[place + 2]
    if second.kind in {Kind.CLOCK, Kind.UNCLEAR_CLOCK}:
        return True
    after_label = place > 0 and tokens[place - 1].kind is Kind.PART
    marked = _number(token) > _MOST_DAY_NUMBER or _number(second) > _MOST_DAY_NUMBER
    afternoon = after_label and _number(token) == 1
    follows_days = place > 0 and tokens[place - 1].kind in {Kind.DAY, Kind.COLON}
    return _is_hour(second) and (marked or afternoon or (follows_days and marked))


def _number(token: Token) -> int:
    return token.value if isinstance(token.value, int) else -1


def _is_hour(token: Token) -> bool:
    return token.kind is Kind.NUMBER and 0 <= _number(token) <= _MOST_HOURS


def read_hours(
    tokens: Sequence[Token], place: int, label: Part | None
) -> tuple[Hours | None, int, bool]:
    """Read a range of clocks.

    Returns:
        The hours (None when there is no second clock; without spans when they cannot be), the
        place after them, and whether the range stays open.
    """
    first, place = _clock(tokens, place)
    connector = place
    while connector < len(tokens) and tokens[connector].kind is Kind.FILLER:
        connector += 1
    if connector >= len(tokens) or tokens[connector].kind not in _RANGES:
        return None, place, True
    second_place = connector + 1
    said = None
    while second_place < len(tokens) and tokens[second_place].kind in {
        Kind.FILLER,
        Kind.FROM,
        Kind.PART,
    }:
        if tokens[second_place].kind is Kind.PART:
            said = tokens[second_place].value
        second_place += 1
    if second_place >= len(tokens) or not _is_clock(tokens[second_place]):
        return None, place, True
    second, place = _clock(tokens, second_place)
    second = [clock._replace(part=said) for clock in second] if isinstance(said, Part) else second
    place, next_day = _next_day(tokens, place)
    return _hours(first, second, label, next_day=next_day), place, False


def _next_day(tokens: Sequence[Token], place: int) -> tuple[int, bool]:
    """Read "hôm sau", also in brackets, after the second clock."""
    bracket = place < len(tokens) and tokens[place].kind is Kind.OPEN
    if place + bracket < len(tokens) and tokens[place + bracket].kind is Kind.NEXT_DAY:
        return place + bracket + 1, True
    return place, False


def _is_clock(token: Token) -> bool:
    return token.kind in {Kind.CLOCK, Kind.UNCLEAR_CLOCK} or _is_hour(token)


def _clock(tokens: Sequence[Token], place: int) -> tuple[list[Clock], int]:
    """Read one clock and the part of the day said after it; several when it is unclear."""
    token = tokens[place]
    place += 1
    clocks: list[Clock]
    if isinstance(token.value, Clock):
        clocks = [token.value]
    elif isinstance(token.value, tuple):
        # One element more keeps a single reading of an unclear clock from looking certain.
        clocks = [Clock(minute) for minute in token.value if isinstance(minute, int)]
        clocks = clocks * 2 if len(clocks) == 1 else clocks
    else:
        clocks = [Clock(_number(token) * 60)]
    if place < len(tokens) and tokens[place].kind is Kind.PART and _belongs(tokens, place):
        part = tokens[place].value
        if isinstance(part, Part) and all(_can_be_said_with(part, clock) for clock in clocks):
            clocks = [clock._replace(part=part) for clock in clocks]
            place += 1
    return clocks, place


def _can_be_said_with(part: Part, clock: Clock) -> bool:
    """Test that people say this part with this clock: "5h chiều", never "11h chiều"."""
    hours = _SAID_WITH.get(part)
    return hours is not None and clock.minute // 60 in hours


def _belongs(tokens: Sequence[Token], place: int) -> bool:
    """Test that the word after a clock is not the label of hours that follow it."""
    following = place + 1
    while following < len(tokens) and tokens[following].kind in {Kind.COLON, Kind.FROM}:
        following += 1
    return not begins_hours(tokens, following)


def _hours(first: list[Clock], second: list[Clock], label: Part | None, *, next_day: bool) -> Hours:
    readings = [read_range(one, two, label, next_day=next_day) for one in first for two in second]
    if len(readings) == 1:
        only = readings[0]
        spans = () if only.span is None else (only.span,)
        return Hours(spans=spans, readings=only.choices, part=label)
    choices = [span for one in readings for span in ((one.span,) if one.span else one.choices)]
    return Hours(readings=tuple(dict.fromkeys(choices)), part=label)
