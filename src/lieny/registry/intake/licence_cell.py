"""Licence cells: which number of several is the practising licence, and what other columns add."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lieny.vocabulary.issuer import province_codes
from lieny.vocabulary.licence_number import LicenceReading, LicenceReadStatus, LicenceType
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.place_province_reading import find_province
from lieny.vocabulary.text import fold

_SERIAL_DIGITS = 6


@dataclass(frozen=True, slots=True)
class LicenceCell:
    """What a cell of licence numbers gave.

    Attributes:
        first: the practising licence; None where the cell holds only other papers or nothing.
        others: further numbers, in the order of the text.
    """

    first: LicenceReading | None
    others: tuple[LicenceReading, ...]

    @property
    def is_unreadable(self) -> bool:
        """Test whether nothing at all was understood."""
        return self.first is None and not self.others

    @property
    def is_doubtful(self) -> bool:
        """Test whether the practising licence was understood only in part."""
        return self.first is not None and self.first.status is not LicenceReadStatus.EXACT


@lru_cache(maxsize=131_072)
def read_licence_cell(text: str) -> LicenceCell:
    """Read a cell; of several numbers a complete practising licence comes first."""
    readings = [
        one for one in read_licences(text) if one.status is not LicenceReadStatus.UNREADABLE
    ]
    candidates = [one for one in readings if one.type is None or one.type.is_practising]
    first = max(candidates, key=_completeness, default=None)
    return LicenceCell(first, tuple(one for one in readings if one is not first))


def _completeness(reading: LicenceReading) -> int:
    """Complete before partial; `max` keeps the first of equals."""
    return (
        4 * (reading.status is LicenceReadStatus.EXACT)
        + 2 * (reading.number is not None)
        + (reading.issuer is not None)
    )


@lru_cache(maxsize=131_072)
def read_licence_with(text: str, issuer: str | None, kind: str | None) -> LicenceCell:
    """Read a number whose issuer or type stands in columns of its own."""
    cell = read_licence_cell(text)
    first = cell.first
    if first is None or first.serial is None or first.status is LicenceReadStatus.MASKED:
        return cell
    code = first.issuer or (issuer_code(issuer) if issuer else None)
    licence_type = first.type or _type_in(kind)
    if (code, licence_type) == (first.issuer, first.type) or code is None:
        return cell
    suffix = f"-{licence_type.value}" if licence_type else ""
    told = read_licence_cell(f"{first.serial:0{_SERIAL_DIGITS}d}/{code}{suffix}")
    return LicenceCell(told.first, cell.others)


@lru_cache(maxsize=4_096)
def issuer_code(text: str) -> str | None:
    """Give the code that an authority prints: "Sở Y tế Bình Dương" prints BD."""
    folded = fold(text)
    if "bo y te" in folded:
        return "BYT"
    if "quoc phong" in folded:
        return "BQP"
    if "cong an" in folded:
        return "BCA"
    match = find_province(text)
    return None if match is None else province_codes().get(fold(match.place.name))


def _type_in(text: str | None) -> LicenceType | None:
    folded = fold(text or "")
    if "gphn" in folded or "giay phep" in folded:
        return LicenceType.LICENCE
    if "cchn" in folded or "chung chi" in folded:
        return LicenceType.CERTIFICATE
    return None


def written(reading: LicenceReading) -> str:
    """Write what was understood, with "?" for what was not."""
    hidden = "…" if reading.status is LicenceReadStatus.MASKED else ""
    serial = (
        "?" if reading.serial is None else f"{reading.serial:06d}" if not hidden else reading.serial
    )
    kind = "?" if reading.type is None else reading.type.printed
    return f"{hidden}{serial}/{reading.issuer or '?'}-{kind}"
