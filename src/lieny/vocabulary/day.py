"""Ngày trong ô: a date as lists write it, known to the day, the month or the year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from lieny.vocabulary.text import clean, fold

_LONGEST_CELL = 200  # characters
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_SERIAL_EPOCH = date(1899, 12, 30)  # Excel's day 0, counting its 29 February 1900
_SERIALS = range(10_000, 73_051)  # 1927 to 2099; four digits are a year


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class NotADay(ValueError):
    """Day, month and year do not make a date of the calendar between 1900 and 2100."""


@dataclass(frozen=True, slots=True)
class PartialDay:
    """Ngày, tháng và năm hoặc chỉ năm.

    Attributes:
        year: 1900 to 2100.
        month: None where only the year is known.
        day: None where only the month or the year is known.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not _EARLIEST_YEAR <= self.year <= _LATEST_YEAR or (self.day and not self.month):
            raise NotADay(f"{self.day}/{self.month}/{self.year}")
        if self.month is not None:
            try:
                date(self.year, self.month, 1 if self.day is None else self.day)
            except ValueError as impossible:
                raise NotADay(f"{self.day}/{self.month}/{self.year}") from impossible

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def exact(self) -> date | None:
        """The date, where the full day is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """First day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Last day that it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a date cell gave.

    Attributes:
        text: the cell as text.
        day: None where it holds no date; `notes` say why.
        notes: Vietnamese sentences on what was doubted, mended or refused.
    """

    text: str
    day: PartialDay | None
    notes: tuple[str, ...] = ()

    @property
    def exact(self) -> date | None:
        """The date, where the full day is known."""
        return None if self.day is None else self.day.exact


_CLOCK = r"(?:[ T]+\d\d?:\d\d.*)?"
_CUT = r"\s*[/.\-,\s]\s*"
_FULL = re.compile(rf"(?<!\d)(\d\d?){_CUT}(\d\d?){_CUT}(\d{{4}}|\d\d)(?!\d){_CLOCK}")
_ISO = re.compile(rf"(?<!\d)(\d{{4}})[\-/.](\d\d?)[\-/.](\d\d?)(?!\d){_CLOCK}")
_SPOKEN = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam|,)?\s*(\d{4})")
_MONTH = re.compile(r"(?<!\d)(?:thang\s*)?(\d{1,2})\s*(?:[/.\-]|\s*nam\s*)\s*(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\.0+)?(?!\d)")
_RUN = re.compile(r"(\d{8})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_NAMED = re.compile(rf"(\d{{1,2}})[\- ]({'|'.join(_MONTHS)})[a-z]*[\- ,]+(\d{{4}}|\d\d)")
_LATEST_SHORT_YEAR = 35  # 2035: two digits up to here belong to this century


def read_day(cell: object, *, latest_short_year: int = _LATEST_SHORT_YEAR) -> DayReading:
    """Read a date cell: text, Excel serial, date or datetime.

    Day before month, as Vietnam writes; month first only where the day could not be a month.

    Args:
        cell: the cell's value.
        latest_short_year: a year of two digits up to this belongs to the 2000s, above to the 1900s.
    """
    if isinstance(cell, datetime):
        return _given(cell.isoformat(sep=" "), cell.date())
    if isinstance(cell, date):
        return _given(cell.isoformat(), cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _read_text("" if cell is None else str(cell), latest_short_year)


def _given(text: str, day: date) -> DayReading:
    try:
        return DayReading(text, PartialDay(day.year, day.month, day.day))
    except NotADay:
        return DayReading(text, None, (f"năm {day.year} không hợp lý",))


@lru_cache(maxsize=65_536)
def _read_text(text: str, latest_short_year: int) -> DayReading:
    if len(text) > _LONGEST_CELL:
        return DayReading(text, None, (f"ô dài {len(text)} ký tự, không phải ngày tháng",))
    plain = fold(clean(text)).strip(" '.,;()")
    for pattern, read in (
        (_ISO, _from_iso),
        (_FULL, _from_parts),
        (_SPOKEN, _from_parts),
        (_NAMED, _from_parts),
        (_RUN, _from_run),
        (_SERIAL, _from_serial),
        (_MONTH, _from_month),
        (_YEAR, _from_year),
    ):
        found = pattern.search(plain) if pattern not in _WHOLE else pattern.fullmatch(plain)
        if found is None:
            continue
        numbers = [group for group in found.groups() if group]
        try:
            day, note = read(numbers, latest_short_year)
        except NotADay:
            return DayReading(text, None, (f"“{text.strip()}” không phải ngày có thật",))
        return DayReading(text, day, (note,) if note else ())
    said = f"“{text.strip()}” không phải ngày tháng" if plain else "ô trống"
    return DayReading(text, None, (said,))


_WHOLE = frozenset({_RUN, _SERIAL})


def _from_iso(numbers: list[str], _latest_short_year: int) -> tuple[PartialDay, str]:
    year, month, day = map(int, numbers)
    return PartialDay(year, month, day), ""


def _from_parts(numbers: list[str], latest_short_year: int) -> tuple[PartialDay, str]:
    day = int(numbers[0])
    month = _MONTHS.get(numbers[1]) or int(numbers[1])
    note = ""
    year = int(numbers[2])
    if len(numbers[2]) == len("80"):
        year += 2000 if year <= latest_short_year else 1900
        note = f"năm viết hai chữ số, đọc là {year}"
    if day == 0:
        return PartialDay(year, month or None), "không ghi ngày"
    if month > len(_MONTHS) >= day:
        return PartialDay(year, day, month), "tháng viết trước ngày"
    return PartialDay(year, month, day), note


def _from_run(numbers: list[str], latest_short_year: int) -> tuple[PartialDay, str]:
    run = numbers[0]
    if run[:2] in {"19", "20"} and int(run[4:6]) <= len(_MONTHS):
        return _from_iso([run[:4], run[4:6], run[6:]], latest_short_year)
    return _from_parts([run[:2], run[2:4], run[4:]], latest_short_year)


def _from_serial(numbers: list[str], _latest_short_year: int) -> tuple[PartialDay, str]:
    serial = int(numbers[0])
    if serial not in _SERIALS:
        raise NotADay(numbers[0])
    day = _SERIAL_EPOCH + timedelta(days=serial)
    return PartialDay(day.year, day.month, day.day), "ngày ở dạng số của Excel"


def _from_month(numbers: list[str], _latest_short_year: int) -> tuple[PartialDay, str]:
    return PartialDay(int(numbers[1]), int(numbers[0]) or None), "chỉ có tháng và năm"


def _from_year(numbers: list[str], _latest_short_year: int) -> tuple[PartialDay, str]:
    return PartialDay(int(numbers[0])), "chỉ có năm"
