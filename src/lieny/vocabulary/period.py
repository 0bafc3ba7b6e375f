"""Thời hạn: a span of days, both ends included, either end open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lieny.vocabulary.day import read_day
from lieny.vocabulary.text import clean, fold


class PeriodEndsBeforeItBegins(ValueError):
    """`valid_until` lies before `valid_from`."""


@dataclass(frozen=True, slots=True)
class Period:
    """Thời hạn.

    Attributes:
        valid_from: first day, None where there is no beginning.
        valid_until: last day, None where there is no end.
    """

    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise PeriodEndsBeforeItBegins(f"{self.valid_from} to {self.valid_until}")

    def holds_on(self, day: date) -> bool:
        """Test whether `day` lies in the period."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def common_with(self, other: Period) -> Period | None:
        """Give the days that both hold, None where there are none."""
        begins = [day for day in (self.valid_from, other.valid_from) if day is not None]
        ends = [day for day in (self.valid_until, other.valid_until) if day is not None]
        first, last = max(begins, default=None), min(ends, default=None)
        return None if first and last and last < first else Period(first, last)


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What a cell with a term gave; `notes` say why there is none."""

    text: str
    period: Period | None
    notes: tuple[str, ...] = ()


_LONGEST_CELL = 500  # characters that are read
_DAY = (
    r"(\d\d?\s*[/.\-]\s*(?:\d\d?\s*[/.\-]\s*)?\d{4}"
    r"|\d\d?\s*thang\s*\d\d?\s*nam\s*\d{4}|\d{4}-\d\d-\d\d)"
)
_WORDS = r"(?:\s*(?:ngay|thang|het|cho|nay|:)\s*)*\s*"
_UNTIL = re.compile(rf"(?:den|toi|het han|het|-|–|—|->|=>){_WORDS}{_DAY}")
_FROM = re.compile(rf"(?:tu|ke tu|bat dau|hieu luc){_WORDS}{_DAY}")
_ANY = re.compile(_DAY)
_ENDLESS = re.compile(r"khong (?:thoi han|xac dinh)|vo thoi han|den nay|vinh vien|hien nay")


@lru_cache(maxsize=16_384)
def read_period(text: str) -> PeriodReading:
    """Read "từ 01/01/2024 đến 31/12/2025", "đến 31/12/2025", "từ 1/3/2024", "không thời hạn".

    A month or a year alone spans from its first to its last day.
    """
    plain = fold(clean(text[:_LONGEST_CELL]))
    until, begin = _UNTIL.search(plain), _FROM.search(plain)
    if begin is None and until is None:
        begin = _ANY.search(plain)
    elif begin is None and until is not None:
        begin = _ANY.search(plain[: until.start()])
    first = None if begin is None else read_day(begin.group(1)).day
    last = None if until is None else read_day(until.group(1)).day
    if first is None and last is None:
        if _ENDLESS.search(plain):
            return PeriodReading(text, Period())
        return PeriodReading(text, None, ("không thấy ngày bắt đầu hoặc kết thúc",))
    try:
        period = Period(
            None if first is None else first.earliest, None if last is None else last.latest
        )
    except PeriodEndsBeforeItBegins:
        return PeriodReading(text, None, ("ngày kết thúc đứng trước ngày bắt đầu",))
    return PeriodReading(text, period)
