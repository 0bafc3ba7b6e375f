"""What begins with a digit, and the names of days: dates, quantities, clocks, days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from lieny.vocabulary.working_time.cleaning import CleanText
from lieny.vocabulary.working_time.tokens import Clock, Kind, Quantity

Piece = tuple[Kind, str, object]
Before = tuple[Kind, ...]  # kinds of the two tokens before

_MONTHS, _MOST_DAYS, _LAST_DAY_NUMBER = 12, 31, 7
HOUR, MOST_HOURS, MOST_MINUTES = 60, 24, 59
_DAY_NAMES = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, "by": 6}
_YEARS = range(1950, 2061)
_DAYS_AFTER = re.compile(r"[ ,;:(]*(?:t ?[2-7]|thu [2-7a-z]|cn\b|chu nhat|hang ngay)")
_MINUTES_AFTER = re.compile(r"\d?:\d\d(?!\d|[hg:])")
_UNITS = {
    "h": "hour",
    "g": "hour",
    "gio": "hour",
    "tieng": "hour",
    "buoi": "session",
    "ngay": "day",
    "ca": "shift",
    "toi": "session",
    "sang": "session",
    "chieu": "session",
    "dem": "session",
}
_COUNTS = {"mot": "1", "hai": "2", "ba": "3", "bon": "4", "nam": "5"}
_PERS = {
    "tuan": "week",
    "week": "week",
    "ngay": "day",
    "day": "day",
    "thang": "month",
    "month": "month",
}

_DAYS_BEFORE = {(Kind.DAY,), (Kind.DAY_WORD,), (Kind.NUMBER,)}
_LIST_BEFORE = {(Kind.COMMA,), (Kind.AND,), (Kind.DASH,), (Kind.TO,)}
_AFTER_A_DAY = {(Kind.DAY, Kind.DASH), (Kind.DAY, Kind.TO)}
_AFTER_LISTED_DAYS = {
    (kind, sign)
    for kind in (Kind.DAY, Kind.NUMBER)
    for sign in (Kind.COMMA, Kind.AND, Kind.DASH, Kind.SLASH)
}
_COLON_THEN_CLOCK = re.compile(r"\d:(?P<hour>\d\d)(?: ?(?:h|g|gio)|:\d\d)")
_RANGED = {(Kind.DASH,), (Kind.TO,), (Kind.FROM,)}
_AFTER_A_CLOCK = {(Kind.CLOCK, Kind.DASH), (Kind.CLOCK, Kind.TO)}
_NO_CLOCKS_BEFORE_YEARS = {(), (Kind.FROM,), (Kind.FILLER,)}


class Found(NamedTuple):
    """Where a pattern of numbers matched.

    Attributes:
        match: the match in the plain view.
        text: all views.
        before: kinds of the two tokens before.
    """

    match: re.Match[str]
    text: CleanText
    before: Before

    @property
    def shown(self) -> str:
        """The matched letters as they were written."""
        return self.text.shown[self.match.start() : self.match.end()]

    def one(self, kind: Kind, value: object = None) -> list[Piece]:
        """Make one token of the whole match."""
        return [(kind, self.shown, value)]


Build = Callable[[Found], "list[Piece] | None"]


def date_of(found: Found) -> list[Piece]:
    """Read a full date; one that is in no calendar cannot be."""
    day, month, year = (int(part) for part in found.match.group("d", "m", "y"))
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two-digit years are of this century
    try:
        return found.one(Kind.DATE, date(year, month, day))
    except ValueError:
        return found.one(Kind.NO_SUCH)


def day_of_year(found: Found) -> list[Piece] | None:
    """Read "15/7" beside "từ", "đến" or a named day; elsewhere it may be an address or a list."""
    day, month = (int(part) for part in found.match.group("d", "m"))
    if not 1 <= month <= _MONTHS or not _LAST_DAY_NUMBER < day <= _MOST_DAYS:
        return None
    if found.before[-1:] in {(Kind.FROM,), (Kind.TO,)} or found.match.group("said"):
        return found.one(Kind.YEAR)
    return found.one(Kind.DOUBT) if found.before[-1:] == (Kind.DAY,) else None


def year_of(found: Found) -> list[Piece]:
    """Read a year, or a month and a year."""
    return found.one(Kind.YEAR, int(found.match.group("y")))


def bare_year(found: Found) -> list[Piece] | None:
    """Read four digits as a year, when they are one of our time."""
    return year_of(found) if int(found.match.group("y")) in _YEARS else None


def quantity(found: Found) -> list[Piece] | None:
    """Read an amount of work; not the end of a range, not a day of a list."""
    parts = found.match.groupdict()
    said = parts["n"].replace(",", ".")
    unit = _UNITS.get(parts.get("unit") or "", "other")
    if unit == "session" and found.before[:1] in _DAYS_BEFORE and found.before[1:] in _LIST_BEFORE:
        return None  # "thứ 2, 4 buổi sáng"
    if unit == "hour" and found.before in _AFTER_A_CLOCK:
        return None  # "7h-20h mỗi ngày"
    per = _PERS.get(parts.get("per") or "", "none")
    return found.one(Kind.QUANTITY, Quantity(float(_COUNTS.get(said, said)), unit, per))


def two_clocks(found: Found) -> list[Piece] | None:
    """Read `0730-1630`; `2019-2024` stays two years."""
    first, second = found.match.group("a"), found.match.group("b")
    both_years = int(first) in _YEARS and int(second) in _YEARS
    no_days = _DAYS_AFTER.match(found.text.plain, found.match.end()) is None
    if both_years and no_days and found.before[-1:] in _NO_CLOCKS_BEFORE_YEARS:
        return None
    clocks = [_minute(int(part[:-2]), int(part[-2:])) for part in (first, second)]
    if None in clocks:
        return found.one(Kind.NO_SUCH)
    one, two = (Clock(minute) for minute in clocks if minute is not None)
    return [(Kind.CLOCK, first, one), (Kind.DASH, "-", None), (Kind.CLOCK, second, two)]


def clock(found: Found) -> list[Piece] | None:
    """Read a time of the day: `7h30`, `7:30`, `7 giờ rưỡi`, `8 giờ kém 15`, `5pm`."""
    parts = found.match.groupdict()
    hour = int(parts["h"])
    minutes = "30" if parts.get("half") else parts.get("m")
    colon_ends_days = found.before in _AFTER_A_DAY and ":" in found.match.group()
    if colon_ends_days and 1 < hour <= 7:  # noqa: PLR2004 - "T2-6:17-20h": six is a day
        return None
    if _ends_listed_days(found, hour):
        return None
    if hour > MOST_HOURS and minutes is None and found.before[-1:] not in _RANGED:
        return found.one(Kind.QUANTITY, Quantity(float(hour), "hour", "none"))
    if minutes is not None and len(minutes) == 1:  # "7h5": five minutes, or fifty
        either = [_minute(hour, int(minutes)), _minute(hour, int(minutes) * 10)]
        return found.one(Kind.UNCLEAR_CLOCK, tuple(m for m in either if m is not None))
    minute = _minute(hour, int(minutes or 0))
    less = int(parts.get("less") or 0)
    if minute is None or minute < less:
        return found.one(Kind.NO_SUCH)
    return found.one(Kind.CLOCK, _am_pm(minute - less, parts.get("ampm")))


def _ends_listed_days(found: Found, hour: int) -> bool:
    """Tell the six of "2,4,6:17h-20h", a day, from an hour of "5-6:30": by the "minutes"."""
    if found.before not in _AFTER_LISTED_DAYS or not 1 < hour <= _LAST_DAY_NUMBER:
        return False
    given = _COLON_THEN_CLOCK.match(found.text.plain, found.match.start())
    return given is not None and int(given["hour"]) < MOST_HOURS


def _am_pm(minute: int, said: str | None) -> Clock:
    if said is None:
        return Clock(minute)
    noon = 12 * HOUR
    if said[0] == "p" and minute < noon:
        minute += noon
    if said[0] == "a" and minute >= noon:
        minute -= noon
    return Clock(minute, None, twelve_hour_done=True)


def decimal(found: Found) -> list[Piece]:
    """Read "7.5": half past seven perhaps, five past seven perhaps."""
    reading = _minute(int(found.match.group("h")), int(found.match.group("m")) * 6)
    return found.one(Kind.UNCLEAR_CLOCK, () if reading is None else (reading,))


def day(found: Found) -> list[Piece] | None:
    """Read a named day; "Thu 5:30" is Thursday at half past five."""
    if _is_english_thursday(found):
        return None
    name = found.match.group("d")
    return found.one(Kind.DAY, int(name) - 1 if name.isdigit() else _DAY_NAMES[name])


def packed_days(found: Found) -> list[Piece] | None:
    """Read "T246", "357": days without signs between them, in the order of the week."""
    digits = [int(digit) for digit in found.match.group("ds")]
    if any(one >= two for one, two in pairwise(digits)):
        return None
    pieces: list[Piece] = []
    for digit in digits:
        pieces += [(Kind.DASH, "-", None)] * bool(pieces) + [(Kind.DAY, str(digit), digit - 1)]
    return pieces


def no_such_day(found: Found) -> list[Piece] | None:
    """Refuse "T8", "thứ 9"."""
    return None if _is_english_thursday(found) else found.one(Kind.NO_SUCH)


def _is_english_thursday(found: Found) -> bool:
    unmarked = found.text.toned.startswith("thu", found.match.start())
    return unmarked and _MINUTES_AFTER.match(found.text.plain, found.match.end()) is not None


def no_such(found: Found) -> list[Piece]:
    """Refuse what looks like a clock and is none ("16h300")."""
    return found.one(Kind.NO_SUCH)


def word(found: Found) -> list[Piece]:
    """Pass over a number that is no time (of a telephone)."""
    return found.one(Kind.FILLER)


def bare(found: Found) -> list[Piece]:
    """Keep a number: its neighbours say whether it is an hour or a day."""
    return found.one(Kind.NUMBER, int(found.match.group("n")))


def _minute(hour: int, minutes: int) -> int | None:
    if hour > MOST_HOURS or minutes > MOST_MINUTES or (hour == MOST_HOURS and minutes):
        return None
    return hour * HOUR + minutes
