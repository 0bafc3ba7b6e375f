"""What begins with a digit, and the names of days: dates, quantities, clocks, days, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from lieny.vocabulary.working_time.cleaning import CleanText
from lieny.vocabulary.working_time.tokens import Clock, Kind, Quantity

Piece = tuple[Kind, str, object]
Before = tuple[Kind, ...]  # kinds of the two tokens before
Build = Callable[["re.Match[str]", CleanText, Before], "list[Piece] | None"]

HOUR, MOST_HOURS, MOST_MINUTES = 60, 24, 59
_DAY_NAMES = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6, "by": 6}
_YEARS = range(1950, 2061)
_UNITS = {"h": "hour", "g": "hour", "gio": "hour", "tieng": "hour", "buoi": "session", "ngay": "day", "ca": "shift"}
_PERS = {"tuan": "week", "week": "week", "ngay": "day", "day": "day", "thang": "month", "month": "month"}
_AMPM = r"(?: ?(?P<ampm>a\.?m|p\.?m)(?![a-z])\.?)?"
_UNIT = r"(?P<unit>h|g|gio|tieng|buoi|ngay|ca|lan|hours?)"
_PER = r"(?P<per>tuan|ngay|thang|week|day|month)"


def _shown(match: re.Match[str], text: CleanText) -> str:
    return text.shown[match.start() : match.end()]


def _date(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece] | None:
    day, month, year = (int(part) for part in match.group("d", "m", "y"))
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two-digit years are of this century
    try:
        return [(Kind.DATE, _shown(match, text), date(year, month, day))]
    except ValueError:
        return [(Kind.NO_SUCH, _shown(match, text), None)]


def _month_or_year(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece]:
    return [(Kind.YEAR, _shown(match, text), int(match.group("y")))]


def _bare_year(match: re.Match[str], text: CleanText, before: Before) -> list[Piece] | None:
    if int(match.group("y")) not in _YEARS:
        return None
    return _month_or_year(match, text, before)


def _quantity(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece]:
    parts = match.groupdict()
    amount = float(parts["n"].replace(",", "."))
    unit = _UNITS.get(parts.get("unit") or "", "other")
    per = _PERS.get(parts.get("per") or "", "none")
    return [(Kind.QUANTITY, _shown(match, text), Quantity(amount, unit, per))]


def _two_clocks(match: re.Match[str], text: CleanText, before: Before) -> list[Piece] | None:
    """Read `0730-1630`; `2019-2024` stays two years."""
    first, second = match.group("a"), match.group("b")
    if int(first) in _YEARS and int(second) in _YEARS and before[-1:] in {(), (Kind.FROM,), (Kind.FILLER,)}:
        return None
    clocks = [_minute(int(part[:2]), int(part[2:])) for part in (first, second)]
    if None in clocks:
        return [(Kind.NO_SUCH, _shown(match, text), None)]
    one, two = (Clock(minute) for minute in clocks if minute is not None)
    return [(Kind.CLOCK, first, one), (Kind.DASH, "-", None), (Kind.CLOCK, second, two)]


def _clock(match: re.Match[str], text: CleanText, before: Before) -> list[Piece] | None:
    parts = match.groupdict()
    shown = _shown(match, text)
    hour, minutes = int(parts["h"]), parts.get("m")
    if parts.get("half"):
        minutes = "30"
    after_days = before in {(Kind.DAY, Kind.DASH), (Kind.DAY, Kind.TO)}
    if after_days and ":" in match.group() and 1 < hour <= 7:  # noqa: PLR2004
        return None  # "T2-6:17-20h": the colon ends the days
    ranged = before[-1:] in {(Kind.DASH,), (Kind.TO,), (Kind.FROM,)}
    if hour > MOST_HOURS and minutes is None and not ranged:
        return [(Kind.QUANTITY, shown, Quantity(float(hour), "hour", "none"))]
    if minutes is not None and len(minutes) == 1:
        either = [_minute(hour, int(minutes)), _minute(hour, int(minutes) * 10)]
        return [(Kind.UNCLEAR_CLOCK, shown, tuple(m for m in either if m is not None))]
    minute = _minute(hour, int(minutes or 0))
    if minute is None:
        return [(Kind.NO_SUCH, shown, None)]
    if parts.get("less"):
        minute -= int(parts["less"])
    return [(Kind.CLOCK, shown, _am_pm(minute, parts.get("ampm")))]


def _am_pm(minute: int, said: str | None) -> Clock:
    if said is None:
        return Clock(minute)
    noon = 12 * HOUR
    if said[0] == "p" and minute < noon:
        minute += noon
    if said[0] == "a" and minute >= noon:
        minute -= noon
    return Clock(minute, None, twelve_hour_done=True)


def _decimal(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece]:
    hour, tenth = int(match.group("h")), int(match.group("m"))
    reading = _minute(hour, tenth * 6)
    return [(Kind.UNCLEAR_CLOCK, _shown(match, text), () if reading is None else (reading,))]


def _day(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece]:
    name = match.group("d")
    iso = int(name) - 1 if name.isdigit() else _DAY_NAMES[name]
    return [(Kind.DAY, _shown(match, text), iso)]


def _no_such_day(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece]:
    return [(Kind.NO_SUCH, _shown(match, text), None)]


def _bare(match: re.Match[str], text: CleanText, _before: Before) -> list[Piece]:
    return [(Kind.NUMBER, _shown(match, text), int(match.group("n")))]




def _minute(hour: int, minutes: int) -> int | None:
    if hour > MOST_HOURS or minutes > MOST_MINUTES or (hour == MOST_HOURS and minutes):
        return None
    return hour * HOUR + minutes


# What begins with a digit and is a phrase all the same ("24/24", "2 tuần/lần", "3 ca 4 kíp").
PHRASE_WITH_DIGITS = re.compile(
    r"24 ?(?:h|gio|g)?(?:00)? ?/ ?(?:24|7|ngay)|7 ?/ ?7(?!/)|7 ?ngay ?(?:/|mot|tren|1) ?tuan|7 ?ngay tuan"
    r"|7 ngay(?! ?\d)|0?2 tuan|1 tuan (?:lam|truc|nghi)|\d ?ca ?[,/-]? ?\d ?kip|1816|2 ngay cuoi|0?1 ?thang"
    r"|\d+ ?(?:lan|buoi|ngay|tuan) ?(?:/|moi|mot|1)+ ?thang"
)
_SUFFIX = r"(?! ?(?:h(?![a-z])|gio(?![a-z])|g(?![a-z])|:\d))"
NUMBERS: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(expression), build)
    for expression, build in (
        (r"(?:ngay )?(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2}) ?/ ?(?P<y>\d{4}|\d{2})(?![\dhg]|:\d)", _date),
        (r"(?:ngay )?(?P<d>\d{1,2})[.-](?P<m>\d{1,2})[.-](?P<y>(?:19|20)\d{2})(?!\d)", _date),
        (r"ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})", _date),
        (r"(?:thang )?\d{1,2} ?[/-] ?(?P<y>(?:19|20)\d{2})(?!\d)|thang \d{1,2} nam (?P<y2>\d{4})", lambda m, t, _b: [(Kind.YEAR, _shown(m, t), int(m.group("y") or m.group("y2")))]),
        (r"nam (?P<y>(?:19|20)\d{2})(?!\d)", _month_or_year),
        (rf"(?:\d+ ?(?:-|den) ?)?(?P<n>\d+(?:[.,]\d+)?) ?{_UNIT} ?(?:lam viec )?(?:/|moi|mot|tren|trong|1|per| )+ ?(?:1 |mot )?{_PER}(?![a-z])", _quantity),
        (r"(?:moi |mot |1 )?(?P<per>tuan|ngay|thang) (?:lam (?:viec )?)?(?P<n>\d+) ?(?P<unit>tieng|buoi|ngay|lan)(?![a-z])", _quantity),
        (r"moi ngay (?:lam (?:viec )?)?(?P<n>\d+) ?(?P<unit>gio|h|g)(?! ?[-→\d]|[a-z])", _quantity),
        (r"(?P<n>\d+) ?(?P<unit>tieng|buoi|lan)(?![a-z])", _quantity),
        (r"(?P<n>\d+) ?(?:thang|nam|years?|months?)(?![a-z])", _quantity),
        (r"(?P<n>(?:0?[2-9]|hai)) ?(?P<unit>ngay)(?= ?$| ?[,;)])", _quantity),
        (r"(?P<a>\d{4}) ?(?:-|→|den) ?(?P<b>\d{4})(?![\d/])", _two_clocks),
        (rf"(?P<h>\d{{1,2}}) ?(?:gio|h|g) ?[:.]?(?P<m>\d{{2}})(?!\d){_SUFFIX} ?(?:'|phut|ph?(?![a-z])|h(?![a-z0-9]))?{_AMPM}", _clock),
        (r"(?P<h>\d{1,2})(?:gio|h|g)(?P<m>\d)(?!\d)", _clock),
        (rf"(?P<h>\d{{1,2}}) ?(?:gio|h|g)? ?(?P<half>ruoi){_AMPM}", _clock),
        (r"(?P<h>\d{1,2}) ?(?:gio|h|g) ?kem ?(?P<less>\d{1,2})(?: ?phut)?", _clock),
        (rf"(?P<h>\d{{1,2}})(?: : |:)(?P<m>\d{{2}})(?!\d|[hg]\d)(?: ?(?:h|gio|g)(?![a-z0-9]))?{_AMPM}", _clock),
        (rf"(?P<h>\d{{1,2}})\.(?P<m>\d{{2}})(?!\d|\.\d)(?: ?(?:h|gio|g)(?![a-z0-9]))?{_AMPM}", _clock),
        (r"(?P<h>\d{1,2})[.,](?P<m>\d)(?!\d|[hg])(?= ?(?:-|→|den|h|g|\(|$|,|;| t))", _decimal),
        (rf"(?P<h>\d{{1,2}}) ?(?:gio(?![a-z])|h(?![a-z])|g(?![a-z])){_AMPM}", _clock),
        (r"(?P<h>\d{1,2}) ?(?P<ampm>a\.?m|p\.?m)(?![a-z])\.?", _clock),
        (r"(?:ngay )?thu\.? ?(?P<d>hai|ba|tu|nam|sau|ba?y)(?![a-z])", _day),
        (r"(?:ngay )?(?:thu|(?<![a-z])t)\.? ?0?(?P<d>[2-7])(?!\d|h)", _day),
        (r"(?:thu|(?<![a-z])t) ?(?:[0189]|[1-9]\d)(?![\d/h])", _no_such_day),
        (r"(?P<y>\d{4})(?!\d)", _bare_year),
        (r"(?P<n>\d{1,3})(?!\d)", _bare),
    )
)
