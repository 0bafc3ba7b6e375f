"""What a text takes out or adds: days after "trừ", "nghỉ", "kể cả", and halves of days."""

from __future__ import annotations

from collections.abc import Sequence

from lieny.vocabulary.working_time.items import Days
from lieny.vocabulary.working_time.scan_days import read_days
from lieny.vocabulary.working_time.scan_hours import begins_hours
from lieny.vocabulary.working_time.tokens import Kind, Part, Token

_BETWEEN = {Kind.FILLER, Kind.HOLIDAY, Kind.COMMA, Kind.AND, Kind.OPEN, Kind.COLON}
_WORK = ("làm", "lam", "khám", "kham", "chỉ", "chi", "còn", "con")
_BEFORE_OFF = {Kind.FILLER, Kind.FROM, Kind.COLON, Kind.OPEN}


def day_list(tokens: Sequence[Token], start: int) -> tuple[list[Days], int]:
    """Read days with their halves: "chiều thứ 7 và chủ nhật", "thứ 4 buổi chiều, CN".

    Returns:
        The days (none if the words are others), and the place after the last of them.
    """
    found: list[Days] = []
    place, after = start, start
    part: Part | None = None
    while place < len(tokens):
        token = tokens[place]
        if token.kind is Kind.PART and isinstance(token.value, Part):
            if found and place == after and not _day_follows(tokens, place + 1):
                found[-1].part = frozenset({token.value})
                after = place + 1
            else:
                part = token.value
            place += 1
        elif token.kind in _BETWEEN and not _says_work(token):
            place += 1
        elif (read := read_days(tokens, place)) is not None:
            days, following = read
            if found and days.is_range and _hours_follow(tokens, following):
                break  # "nghỉ CN, T2-T7: 7h-17h"
            place = following
            found.extend([days] if part is None else _half_of_first(days, part))
            part, after = None, place
        else:
            break
    return found, after


def off_after(tokens: Sequence[Token], start: int) -> tuple[Part | None, int] | None:
    """Read "nghỉ" after days, with the half that is off ("thứ 4 nghỉ chiều").

    Returns:
        The half, None for the whole day, and the place after; None when the days are not off.
    """
    place = _skip(tokens, start)
    part: Part | None = None
    if _is(tokens, place, Kind.PART):
        part, place = _part(tokens[place]), place + 1
    if not _is(tokens, place, Kind.OFF):
        return None
    place += 1
    if _hours_follow(tokens, place) and any(begins_hours(tokens, at) for at in range(start)):
        return None  # "8h-17h T7 (nghỉ 11h30-13h)": a break, the day itself is worked
    if day_list(tokens, place)[0] and not _is(tokens, place, Kind.COMMA):
        return None  # "T2-T6 (nghỉ T7, CN)": the days that follow are off
    if part is None and _is(tokens, place, Kind.PART):
        part, place = _part(tokens[place]), place + 1
    return part, place


def _says_work(token: Token) -> bool:
    return token.kind is Kind.FILLER and token.text.startswith(_WORK)


def _hours_follow(tokens: Sequence[Token], place: int) -> bool:
    return begins_hours(tokens, _skip(tokens, place))


def _skip(tokens: Sequence[Token], place: int) -> int:
    while place < len(tokens) and tokens[place].kind in _BEFORE_OFF:
        place += 1
    return place


def _is(tokens: Sequence[Token], place: int, kind: Kind) -> bool:
    return place < len(tokens) and tokens[place].kind is kind


def _part(token: Token) -> Part | None:
    return token.value if isinstance(token.value, Part) else None


def _day_follows(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and read_days(tokens, place) is not None


def _half_of_first(days: Days, part: Part) -> list[Days]:
    """Split "chiều thứ 7 và chủ nhật": the half belongs to the day beside it, the rest is whole."""
    if days.is_range or len(days.sure) == 1:
        return [Days(days.sure, part=frozenset({part}))]
    first = min(days.sure)
    return [Days(frozenset({first}), part=frozenset({part})), Days(days.sure - {first})]
