"""Giấy phép trong những ngày được hỏi: what the last entry of a register has against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period, PeriodEndsBeforeItBegins


class Hindrance(StrEnum):
    """Vì sao có thể chưa dùng được giấy phép; a sign until somebody has compared."""

    REVOKED = "revoked"
    SUSPENDED = "suspended"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """Dòng mới nhất của sổ cấp phép về một số.

    Attributes:
        number: of the licence.
        register: code of the province whose register it is.
        status: code of the status, "" where nothing is said.
        status_from, status_until: days of the status; None where not said.
        valid_until: last day of the term; None without one.
    """

    number: LicenceNumber
    register: str
    status: str
    status_from: date | None
    status_until: date | None
    valid_until: date | None


def hindrance(entry: RegisterEntry, during: Period) -> Hindrance | None:
    """Say what stands against a licence on some of the days asked for; None where nothing does.

    Law: licence.revocation, licence.suspension, licence.term. A certificate (CCHN) has no term,
    whatever a register writes beside it; the last day of a term is still valid.
    """
    try:
        stopped = Period(entry.status_from, entry.status_until)
    except PeriodEndsBeforeItBegins:  # a typing mistake: rather asked about than passed over
        stopped = Period()
    if entry.status in set(Hindrance) and stopped.common_with(during) is not None:
        return Hindrance(entry.status)
    has_term = entry.number.type is LicenceType.LICENCE and entry.valid_until is not None
    first = during.valid_from
    if has_term and entry.valid_until is not None and first is not None:
        return Hindrance.EXPIRED if entry.valid_until < first else None
    return None
