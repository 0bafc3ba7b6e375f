"""Ngày sinh, with how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lieny.vocabulary.day import NotADay, PartialDay, Precision, read_day

# Between these years a person on a list of practitioners can have been born.
PLAUSIBLE_YEARS = range(1915, 2011)
_LATEST_SHORT_YEAR = 10  # "05" is 2005, "80" is 1980


class ImplausibleBirthDate(ValueError):
    """No practitioner was born on that day: it lies before 1915 or after 2010."""


@dataclass(frozen=True, slots=True)
class BirthDate:
    """Ngày sinh người hành nghề.

    Attributes:
        known: the date, to the day, the month or the year.
    """

    known: PartialDay

    def __post_init__(self) -> None:
        if self.known.year not in PLAUSIBLE_YEARS:
            raise ImplausibleBirthDate(f"born in {self.known.year}")

    @property
    def year(self) -> int:
        """Year of birth."""
        return self.known.year

    @property
    def exact(self) -> date | None:
        """The date, where the full day is known."""
        return self.known.exact

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        return self.known.precision

    def may_equal(self, other: BirthDate) -> bool:
        """Test whether both may be the same day: what both give must agree."""
        if self.known.year != other.known.year:
            return False
        pairs = ((self.known.month, other.known.month), (self.known.day, other.known.day))
        return all(one is None or two is None or one == two for one, two in pairs)


@dataclass(frozen=True, slots=True)
class BirthDateReading:
    """What a birth date cell gave; `notes` say why there is none."""

    text: str
    birth: BirthDate | None
    notes: tuple[str, ...] = ()


def read_birth_date(cell: object) -> BirthDateReading:
    """Read a birth date cell; years of two digits belong to the 1900s from 11 upwards."""
    reading = read_day(cell, latest_short_year=_LATEST_SHORT_YEAR)
    if reading.day is None:
        return BirthDateReading(reading.text, None, reading.notes)
    try:
        return BirthDateReading(reading.text, BirthDate(reading.day), reading.notes)
    except ImplausibleBirthDate:
        note = f"năm sinh {reading.day.year} không hợp lý với người hành nghề"
        return BirthDateReading(reading.text, None, (*reading.notes, note))


__all__ = [
    "PLAUSIBLE_YEARS",
    "BirthDate",
    "BirthDateReading",
    "ImplausibleBirthDate",
    "NotADay",
    "PartialDay",
    "Precision",
    "read_birth_date",
]
