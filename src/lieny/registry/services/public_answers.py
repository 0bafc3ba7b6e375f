"""Phần công khai: what everybody may know of licences, practitioners and facilities.

Source: Luật 15/2023/QH15 Điều 60 khoản 3 (`law/data/practice.toml`, practice.publicity).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.weekly_set import WeeklySet, WeeklyTime


@dataclass(frozen=True, slots=True)
class PublicLicence:
    """A licence as its issuer's register has it.

    Attributes:
        status: code of the status, "" for none.
        status_from, status_until: days of the status.
        issued_on: day of issue.
        valid_until: last day, None without a term.
        register: province whose register says it.
    """

    status: str
    status_from: date | None
    status_until: date | None
    issued_on: date | None
    valid_until: date | None
    register: str


@dataclass(frozen=True, slots=True)
class PublicHolder:
    """Who holds a licence number: `person` only finds them again; the latest entry first."""

    person: int
    name: str
    licences: tuple[PublicLicence, ...]


@dataclass(frozen=True, slots=True)
class PublicPractice:
    """Where and when somebody practises.

    Attributes:
        facility: name of the place.
        address: of the place, "" where unknown.
        province: of the place.
        position: code of the position.
        time: registered hours.
        valid_from, valid_until: term.
        listed_on: date of the list.
    """

    facility: str
    address: str
    province: str
    position: str
    time: WeeklyTime
    valid_from: date | None
    valid_until: date | None
    listed_on: date | None


@dataclass(frozen=True, slots=True)
class PublicPractitioner:
    """What everybody may know of the holder of a licence number."""

    name: str
    number: LicenceNumber
    licences: tuple[PublicLicence, ...]
    practices: tuple[PublicPractice, ...]


@dataclass(frozen=True, slots=True)
class PublicFacility:
    """What everybody may know of a facility; `id` only finds it again."""

    id: int
    name: str
    operating_licence: str
    address: str
    province: str
    status: str
    open_hours: WeeklySet


@dataclass(frozen=True, slots=True)
class PublicColleague:
    """Somebody of exactly the name asked for, at the facility asked about."""

    facility: str
    name: str
    number: LicenceNumber | None
    position: str
    time: WeeklyTime
