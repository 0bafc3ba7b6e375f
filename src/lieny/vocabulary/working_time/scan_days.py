"""Lists and ranges of days: "T2-T6", "thứ 2,4,6", "2-4-6", "thứ hai, ba, tư", "T7-T2"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lieny.vocabulary.working_time.items import Days
from lieny.vocabulary.working_time.lexicon import EVERY_DAY, REST_OF_THE_WEEK
from lieny.vocabulary.working_time.scan_hours import begins_hours
from lieny.vocabulary.working_time.tokens import Kind, Part, Token

SUNDAY = 7
_PAIR = 2
_CONTINUES = {Kind.DASH, Kind.TO, Kind.COMMA, Kind.AND, Kind.SLASH, Kind.SEMICOLON}
_RANGES = {Kind.DASH, Kind.TO}
Element = tuple[int, Part | None, Kind | None]  # ISO day, its half, the sign before it


def read_days(tokens: Sequence[Token], start: int) -> tuple[Days, int] | None:
    """Read the days that begin at `start`; give them and the place after them, or None."""
    first = tokens[start]
    if first.kind is Kind.DAY_SET:
        return _named_set(first), start + 1
    if first.kind is Kind.DAY and isinstance(first.value, int):
        elements: list[Element] = [(first.value, None, None)]
    elif first.kind is Kind.NUMBER and (
        _is_bare_list(tokens, start) or _is_labelling_day(tokens, start)
    ):
        elements = [(_iso(first), None, None)]
    elif first.kind is Kind.DAY_WORD and _is_word_list(tokens, start):
        elements = [(_value(first), None, None)]
    else:
        return None
    place = start + 1
    while (step := _next_element(tokens, place)) is not None:
        element, place = step
        elements.append(element)
    return _days(elements, marked=first.kind is Kind.DAY), place


def _named_set(token: Token) -> Days:
    if token.value == REST_OF_THE_WEEK:
        return Days(frozenset(), is_rest=True)
    if isinstance(token.value, frozenset):
        return Days(token.value, is_every_day=token.value == EVERY_DAY)
    return Days(EVERY_DAY, unclear=True, is_every_day=True)


def _iso(token: Token) -> int:
    return token.value - 1 if isinstance(token.value, int) else 0


def _is_day_number(token: Token) -> bool:
    return token.kind is Kind.NUMBER and 1 <= _iso(token) < SUNDAY and len(token.text) == 1


def _is_bare_list(tokens: Sequence[Token], start: int) -> bool:
    """Test for "2-4-6", "2→6", "3, 5": bare digits that cannot be hours."""
    place, count = start, 0
    while place < len(tokens) and _is_day_number(tokens[place]):
        count += 1
        place += 1
        if place >= len(tokens) or tokens[place].kind not in _CONTINUES - {Kind.SEMICOLON}:
            break
        place += 1
    to_a_named_day = count > 0 and place < len(tokens) and tokens[place].kind is Kind.DAY
    if to_a_named_day and tokens[place - 1].kind in _RANGES:
        return True  # "2-CN"
    if to_a_named_day and tokens[place - 1].kind in _CONTINUES and _begins_phrase(tokens, start):
        return True  # "…; 7+CN: 8h-11h"
    many = count > 1
    after = tokens[place] if place < len(tokens) else None
    return many and (after is None or after.kind is not Kind.UNKNOWN)


def _begins_phrase(tokens: Sequence[Token], start: int) -> bool:
    """Test that nothing right before a number says what it counts ("phòng 7, CN")."""
    return start == 0 or tokens[start - 1].kind in {*_CONTINUES - _RANGES, Kind.OPEN}


def _is_labelling_day(tokens: Sequence[Token], start: int) -> bool:
    """Test for the seven of "2,3,5: 17h-19h; 7: 8h-11h": a bare day that names the hours after it.

    Only where every number that stands so is a day, each after the one before ("1: …; 2: …"
    numbers the lines), and where it is not the only day of the text.
    """
    labels = [place for place in range(len(tokens)) if _stands_as_label(tokens, place)]
    if start not in labels:
        return False
    days = [_iso(tokens[place]) for place in labels]
    rising = all(one < two for one, two in pairwise(days))
    others = len(days) > 1 or any(token.kind is Kind.DAY for token in tokens)
    return rising and others and all(_is_day_number(tokens[place]) for place in labels)


def _stands_as_label(tokens: Sequence[Token], place: int) -> bool:
    if tokens[place].kind is not Kind.NUMBER or place + 2 >= len(tokens):
        return False
    hours = place + 2 + (tokens[place + 2].kind in {Kind.FROM, Kind.PART})
    return tokens[place + 1].kind is Kind.COLON and begins_hours(tokens, hours)


def _value(token: Token) -> int:
    return token.value if isinstance(token.value, int) else 0


def _is_word_list(tokens: Sequence[Token], start: int) -> bool:
    """Test for "hai, tư, sáu": at least three bare words, or two right before hours."""
    place, count = start, 0
    while place < len(tokens) and tokens[place].kind is Kind.DAY_WORD:
        count += 1
        place += 1
        if place >= len(tokens) or tokens[place].kind not in _CONTINUES - {Kind.SEMICOLON}:
            break
        place += 1
    return count > _PAIR or (count == _PAIR and _stands_before_hours(tokens, place))


def _stands_before_hours(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind in {Kind.COLON, Kind.CLOCK, Kind.OPEN}


def _next_element(tokens: Sequence[Token], place: int) -> tuple[Element, int] | None:
    """Read a sign of a list or a range and the day after it."""
    if place + 1 >= len(tokens) or tokens[place].kind not in _CONTINUES:
        return None
    sign, place = tokens[place].kind, place + 1
    half: object = None
    if sign in _RANGES:
        place += tokens[place].kind in {Kind.FROM, Kind.FILLER}
        if place + 1 < len(tokens) and tokens[place].kind is Kind.PART:
            half, place = tokens[place].value, place + 1
    day = _listed_day(tokens, place, sign) if place < len(tokens) else None
    if day is None:
        return None
    return (day, half if isinstance(half, Part) else None, sign), place + 1


def _listed_day(tokens: Sequence[Token], place: int, sign: Kind) -> int | None:
    token = tokens[place]
    if token.kind is Kind.DAY:
        # Marked days after a comma are an element of their own: they may belong to other hours.
        return None if sign in {Kind.COMMA, Kind.SEMICOLON} else _value(token)
    if token.kind is Kind.DAY_WORD:
        return _value(token)
    if _is_day_number(token) and not _begins_hours(tokens, place):
        return _iso(token)
    return None


def _begins_hours(tokens: Sequence[Token], place: int) -> bool:
    """Test whether a bare number is the first of a range of hours ("6-8h", "7-11")."""
    if place + 2 >= len(tokens) or tokens[place + 1].kind not in _RANGES:
        return False
    second = tokens[place + 2]
    return second.kind is Kind.CLOCK or (second.kind is Kind.NUMBER and not _is_day_number(second))


def _days(elements: list[Element], *, marked: bool) -> Days:
    signs = [sign for _, _, sign in elements[1:]]
    dashes = sum(sign is Kind.DASH for sign in signs)
    if dashes > 1 and dashes == len(signs):
        return Days(frozenset(day for day, _, _ in elements))  # "3-5-7" is a list
    sure: set[int] = set()
    unsure: set[int] = set()
    last_part: tuple[int, Part] | None = None
    ranged = False
    previous = 0
    for day, half, sign in elements:
        if sign in _RANGES:
            between = _between(previous, day)
            skips_one = len(between) == 3  # noqa: PLR2004 - "2-4": a range, or Monday and Wednesday
            (unsure if sign is Kind.DASH and not marked and skips_one else sure).update(between)
            ranged = True
        if half is not None:
            last_part = (day, half)
        sure.add(day)
        previous = day
    return Days(frozenset(sure), frozenset(unsure - sure), None, last_part, is_range=ranged)


def _between(first: int, last: int) -> list[int]:
    """List the days from first to last, around the end of the week."""
    span = (last - first) % SUNDAY
    return [(first - 1 + step) % SUNDAY + 1 for step in range(span + 1)]
