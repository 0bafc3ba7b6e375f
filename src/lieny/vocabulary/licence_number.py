"""Số giấy phép: serial, issuer and type together; never one without the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LicenceType(StrEnum):
    """Loại giấy phép. Each type numbers its own series."""

    CERTIFICATE = "CCHN"  # chứng chỉ hành nghề khám bệnh, chữa bệnh (luật 2009)
    LICENCE = "GPHN"  # giấy phép hành nghề (luật 2023)
    PHARMACY = "CCHN_DUOC"  # chứng chỉ hành nghề dược: another law
    OPERATING = "GPHĐ"  # giấy phép hoạt động of a facility

    @property
    def printed(self) -> str:
        """The mark as it stands on paper: "CCHND" for pharmacy, else the value itself."""
        return "CCHND" if self is LicenceType.PHARMACY else self.value

    @property
    def is_practising(self) -> bool:
        """Test whether it licenses a person to examine and treat patients."""
        return self in {LicenceType.CERTIFICATE, LicenceType.LICENCE}


LARGEST_SERIAL = 9_999_999


class NotALicenceNumber(ValueError):
    """A serial outside 1 to 9,999,999 or an empty issuer was given."""


@dataclass(frozen=True, slots=True, order=True)
class LicenceNumber:
    """Số giấy phép hành nghề / chứng chỉ hành nghề / giấy phép hoạt động.

    Attributes:
        serial: number in the issuer's series of that type, 1 to 9,999,999.
        issuer: printed code, upper case, `Đ` kept ("BD" is Bình Dương, "BĐ" Bình Định).
        type: which series.
    """

    serial: int
    issuer: str
    type: LicenceType

    def __post_init__(self) -> None:
        if not 0 < self.serial <= LARGEST_SERIAL or not self.issuer:
            raise NotALicenceNumber(f"{self.serial}/{self.issuer}-{self.type}")

    @property
    def canonical(self) -> str:
        """The form printed on the card: "000123/HCM-CCHN"."""
        return f"{self.serial:06d}/{self.issuer}-{self.type.printed}"

    def __str__(self) -> str:
        return self.canonical


class LicenceReadStatus(StrEnum):
    """How far a licence cell was understood."""

    EXACT = "exact"  # serial, issuer and type as written
    FUZZY = "fuzzy"  # something is missing or was mended: never matched without a look
    MASKED = "masked"  # digits are hidden: only the last ones can be compared
    UNREADABLE = "unreadable"  # no licence number


@dataclass(frozen=True, slots=True)
class LicenceReading:
    """One licence number of a cell, as far as it was understood.

    Attributes:
        text: the whole cell.
        serial: None where no serial can be read; of a masked number its visible last digits.
        issuer: code, None where the text gives none.
        type: None where the text gives none.
        status: how far it was understood.
        issued_on: day of issue, where the cell gives one.
        candidates: issuer codes that a doubtful code may stand for.
        notes: Vietnamese sentences on what was missing, mended or set aside.
    """

    text: str
    serial: int | None
    issuer: str | None
    type: LicenceType | None
    status: LicenceReadStatus
    issued_on: date | None = None
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def number(self) -> LicenceNumber | None:
        """The full number; None where a part is missing or digits are hidden."""
        if self.status in {LicenceReadStatus.MASKED, LicenceReadStatus.UNREADABLE}:
            return None
        if self.serial is None or self.issuer is None or self.type is None:
            return None
        return LicenceNumber(self.serial, self.issuer, self.type)
