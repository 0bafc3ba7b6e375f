"""What a rule is given: one person with roles and licences, and the region around them.

All are plain frozen values built by the service from the run's tables, for the persons whom the
screens of the engine chose (`engine.screens`); the rules themselves read no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from lieny.law.book import Book
from lieny.vocabulary.facility_form import FacilityForm
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.position import Position
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title
from lieny.vocabulary.weekly_set import WeeklySet, WeeklyTime

NO_TIME = WeeklyTime()


class LicenceStatus(StrEnum):
    """Tình trạng giấy phép."""

    ACTIVE = "active"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REPLACED = "replaced"  # reissued or converted; the newer licence stands in its place


class FacilityStatus(StrEnum):
    """Tình trạng giấy phép hoạt động."""

    ACTIVE = "active"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FacilityFacts:
    """Cơ sở khám bệnh, chữa bệnh, after linking the rows that mean one place."""

    id: int
    name: str
    province: str | None  # NSO code in force on `as_of`
    evidence: tuple[int, ...]  # rows of the facilities table
    form: FacilityForm | None = None
    operating_licence: str | None = None  # as printed
    status: FacilityStatus | None = None  # None: no register knows it
    status_from: date | None = None
    status_until: date | None = None
    open_hours: WeeklySet | None = None
    longitude: float | None = None
    latitude: float | None = None
    approximate_position: bool = False  # coordinates of a commune or shared by several places
    listed: bool = True  # some list that was loaded is of this place
    registered: bool = False  # a facility register that was loaded knows the place
    template_full_time: bool = False  # a small place: every row says full time
    copied_hours: WeeklySet | None = None  # the one set of hours that all rows of the place carry
    nameless: bool = False  # no cell names the place


@dataclass(frozen=True, slots=True)
class Role:
    """Một đăng ký hành nghề: person, facility, position, validity, weekly time."""

    row: int  # index in the registrations table
    facility: int  # FacilityFacts.id
    name: str
    position: Position | None = None
    acting: bool = False
    title: Title | None = None
    unit: str | None = None
    scopes: tuple[Scope, ...] = ()
    scope_by_reference: bool = False
    licences: tuple[LicenceNumber, ...] = ()
    licence_issued_on: date | None = None
    time: WeeklyTime = NO_TIME
    time_determined: bool = False
    full_time: bool = False
    assignment: bool = False  # luân phiên, chuyển giao kỹ thuật: Điều 36 khoản 3
    telehealth: bool = False
    on_call: bool = False
    unbroken_day: bool = False  # one span across midday: a lunch break may be hidden in it
    raw_time: str = ""
    valid_from: date | None = None
    valid_until: date | None = None  # inclusive
    listed_on: date | None = None
    received_on: date | None = None
    event_on: date | None = None
    newer_submissions: int = 0  # later full lists of the same facility that no longer name them
    cme_hours: float | None = None
    birth_on: date | None = None
    birth_year: int | None = None
    cccd: str | None = None
    name_folded: str = ""
    licence_exact: bool = True  # the number was read with serial, issuer and type, nothing guessed
    reissued: bool = False  # the licence cell itself speaks of a reissue
    office_hours: bool = False  # the text says "giờ hành chính"
    pharmacy: bool = False  # the row is of the law of pharmacy
    post_scopes: tuple[Scope, ...] = ()  # specialties that the words of the position name
    unit_scopes: tuple[Scope, ...] = ()  # specialties that the words of the unit name
    post_title: Title | None = None  # title that the words of the position call for
    no_hours_given: bool = False  # the cell is blank, or holds a date only
    away: bool = False  # on leave, in training, seconded out: registered, not at work there
    backlog: bool = False  # received in one heap with many others that were late

    def is_active_on(self, day: date) -> bool:
        """Test whether the registration is valid on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """Một dòng sổ cấp phép of an issuer's register."""

    row: int  # index in the licences table
    number: LicenceNumber
    holder: str
    holder_folded: str
    person: int  # the linked person of the register row
    birth_on: date | None = None
    birth_year: int | None = None
    cccd: str | None = None
    title: Title | None = None
    scopes: tuple[Scope, ...] = ()
    scope_by_reference: bool = False
    issued_on: date | None = None
    valid_until: date | None = None
    status: LicenceStatus = LicenceStatus.ACTIVE
    status_from: date | None = None
    status_until: date | None = None
    cme_hours: float | None = None
    cme_from: date | None = None
    stayed: bool = False  # the decision is appealed, stayed or annulled
    partial: bool = False  # it suspends a part of the activity only
    reissued: bool = False  # the register row speaks of a reissue


@dataclass(frozen=True, slots=True)
class Activity:
    """Dấu vết hoạt động: a signature in time at a facility (R17).

    Attributes:
        row: index of its row.
        facility: index of the place, None where it is not known.
        at: local time.
        named_only: the place was found by its name alone.
    """

    row: int
    facility: int | None
    at: datetime
    named_only: bool = False


@dataclass(frozen=True, slots=True)
class Trainee:
    """Người thực hành under a mentor (R24)."""

    row: int
    name_folded: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class SerialBand:
    """Dates between which a serial should have been issued, fitted from its neighbours (R13)."""

    earliest: date
    latest: date
    neighbours: int


@dataclass(frozen=True, slots=True)
class OtherHolder:
    """Somebody else who uses the same licence number (R11)."""

    person: int
    name: str
    similarity: float  # of the folded names, 0 to 1
    evidence_registration: int | None
    evidence_licence: int | None
    birth_differs: bool
    cccd_differs: bool
    birth_agrees: bool = False
    may_be_mistyped: bool = False  # their own number is one slip away from this one


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known of one linked person."""

    person: int
    name: str
    roles: tuple[Role, ...]  # of all time; a rule asks which are active
    licences: tuple[LicenceFacts, ...] = ()  # register rows linked to this person
    # register rows that carry the number of one of the roles, whoever their holder is
    register_of: Mapping[int, tuple[LicenceFacts, ...]] = field(default_factory=dict)  # by role row
    other_holders: Mapping[int, tuple[OtherHolder, ...]] = field(
        default_factory=dict
    )  # by role row
    bands: Mapping[int, SerialBand] = field(default_factory=dict)  # by role row
    activities: tuple[Activity, ...] = ()
    trainees: tuple[Trainee, ...] = ()
    # register rows of the same name whose number is one slip away, by role row
    namesakes: Mapping[int, tuple[LicenceFacts, ...]] = field(default_factory=dict)
    # some list row without a readable number carries the name of a register row of this person
    may_be_listed: bool = False
    # What several rules work out alike (`standing.remembered`); no part of the facts.
    worked_out: dict[str, tuple[Any, Any]] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Region:
    """What is around the person: the day, the law, facilities, registers that were loaded."""

    as_of: date
    law: Book
    facilities: Mapping[int, FacilityFacts]
    # share of the numbers met in lists that the issuer's loaded register knows, by issuer code
    register_coverage: Mapping[tuple[str, str], float] = field(default_factory=dict)
    # share of the live holders in an issuer's register whom some list names, by issuer and type
    list_coverage: Mapping[tuple[str, str], float] = field(default_factory=dict)
    facility_register_loaded: frozenset[str] = frozenset()  # province codes
    # share of the other places met in lists that the province's loaded register knows
    facility_coverage: Mapping[str, float] = field(default_factory=dict)
    parameters: Mapping[str, float | str | bool] = field(default_factory=dict)
