"""What was known at a time, and what of it was true on a day: of a person, and of a facility."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from lieny.people.services import audit
from lieny.people.services.prepared import Prepared
from lieny.registry.models import Facility, LicenceRow, Person, Registration, StoredSign
from lieny.registry.models.known import known_at
from lieny.registry.services.stored.cells import SourceRow
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

T = TypeVar("T", bound=Model)
Rows = Callable[[datetime | None], QuerySet[T]]


@dataclass(frozen=True, slots=True)
class KnownRole:
    """One registration of a person at a facility, as one row of a list says it.

    Attributes:
        id: of the registration.
        person: id of the person.
        name: as the row writes it.
        facility: id of the place, None where the row names none.
        facility_name: its name.
        province: of the sender.
        position: code of the position, "" for none.
        time: registered hours.
        valid_from: first day.
        valid_until: last day.
        holds: the registration was valid on the day asked for.
        source: the row in the sender's sheet.
        passed_over: later full lists of the facility that no longer name the person, as it is known
            now; 0 where the knowledge of another time is asked for.
        row: as it is stored, with its facility.
    """

    id: int
    person: int
    name: str
    facility: int | None
    facility_name: str
    province: str
    position: str
    time: WeeklyTime
    valid_from: date | None
    valid_until: date | None
    holds: bool
    source: SourceRow
    passed_over: int = 0
    row: Registration | None = None


@dataclass(frozen=True, slots=True)
class KnownLicence:
    """One row of a licence register about a person.

    Attributes:
        id: of the row.
        serial, issuer, type: the number as far as it was read; None or "" for a part that was not.
        status: as the register gives it, "" for none.
        status_from, status_until: days of the status.
        issued_on: day of issue.
        valid_until: last day, where the licence has a term.
        province: of the sender.
        source: the row in the sender's sheet.
        file: id of that file.
    """

    id: int
    serial: int | None
    issuer: str
    type: str
    status: str
    status_from: date | None
    status_until: date | None
    issued_on: date | None
    valid_until: date | None
    province: str
    source: SourceRow
    file: int


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What is shown of a person.

    Attributes:
        id: of the person; where it was merged, of whom it is known as now.
        name: as most rows write it.
        birth_on: day of birth, where known.
        birth_year: year of birth, where known.
        provinces: that hold a row of the person.
        roles: registrations known then, those valid on the day first.
        licences: register rows known then.
        signs: that stood at the time.
    """

    id: int
    name: str
    birth_on: date | None
    birth_year: int | None
    provinces: tuple[str, ...]
    roles: tuple[KnownRole, ...]
    licences: tuple[KnownLicence, ...]
    signs: tuple[StoredSign, ...]


@dataclass(frozen=True, slots=True)
class KnownFacility:
    """What is shown of a facility: the place, and who was registered there."""

    id: int
    name: str
    province: str
    operating_licence: str
    address: str
    roles: tuple[KnownRole, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, for the audit log: account, in whose name, client's address, on which ground.

    `relation` is how the table of permissions let them through; "" where it was not asked.
    """

    user: UUID
    province: str
    origin: str = ""
    relation: str = ""


def person_as_of(
    person: Person, *, known: datetime | None, true_on: date, by: Asker, at: datetime
) -> KnownPerson:
    """Show a person, within the boundary of the caller's transaction; the reading is recorded.

    Args:
        person: as read within the boundary; one that was merged leads to whom it is known as.
        known: the time whose knowledge is asked for; None for what is known now.
        true_on: the day whose registrations hold.
        by: who asks.
        at: when.

    Raises:
        Person.DoesNotExist: whom it is known as is not there for who asks; nothing is recorded.
    """
    found = _followed(person)
    held = _of(found.pk, known, _ROLES_NOW, _with_places)
    shown = KnownPerson(
        id=found.pk,
        name=found.name,
        birth_on=found.birth_on,
        birth_year=found.birth_year,
        provinces=tuple(found.provinces),
        roles=_roles(held, true_on, is_now=known is None),
        licences=_licences(_of(found.pk, known, _LICENCES_NOW, _licence_rows)),
        signs=tuple(_of(found.pk, known, _SIGNS_NOW, _standing_signs)),
    )
    _recorded("person", found.pk, by=by, at=at)
    return shown


def facility_as_of(
    facility: int, *, known: datetime | None, true_on: date, by: Asker, at: datetime
) -> KnownFacility:
    """Show a facility and its registrations in the same way; the reading is recorded.

    Raises:
        Facility.DoesNotExist: there is no such facility for whoever asks.
    """
    found = Facility.objects.get(pk=facility)
    if found.merged_into_id is not None:
        found = Facility.objects.get(pk=found.merged_into_id)
    held = _with_places(known).filter(facility=found)
    shown = KnownFacility(
        id=found.pk,
        name=found.name,
        province=found.province,
        operating_licence=found.operating_licence,
        address=found.address,
        roles=_roles(held, true_on, is_now=known is None),
    )
    _recorded("facility", found.pk, by=by, at=at)
    return shown


def _with_places(known: datetime | None) -> QuerySet[Registration]:
    rows = Registration.objects.filter(known_at(known))
    return rows.select_related("facility").order_by("id")


def _licence_rows(known: datetime | None) -> QuerySet[LicenceRow]:
    return LicenceRow.objects.filter(known_at(known)).order_by("id")


def _standing_signs(known: datetime | None) -> QuerySet[StoredSign]:
    if known is None:
        return StoredSign.objects.filter(ended_at=None)
    lasts = Q(ended_at=None) | Q(ended_at__gt=known)
    return StoredSign.objects.filter(lasts, first_seen_at__lte=known)


_ROLES_NOW = Prepared(lambda person: _with_places(None).filter(person=person))
_LICENCES_NOW = Prepared(lambda person: _licence_rows(None).filter(person=person))
_SIGNS_NOW = Prepared(lambda person: _standing_signs(None).filter(person=person))


def _followed(person: Person) -> Person:
    """Follow where a person was merged; a merged one is behind no wall of its own."""
    if person.merged_into_id is None:
        return person
    return Person.objects.get(pk=person.merged_into_id, merged_into=None)


def _of(person: int, known: datetime | None, now: Prepared[T], then: Rows[T]) -> Iterable[T]:
    """Ask for a person's rows: of what is known now by a statement that is made once."""
    return now(person=person) if known is None else then(known).filter(person=person)


def _roles(rows: Iterable[Registration], day: date, *, is_now: bool) -> tuple[KnownRole, ...]:
    roles = [_role(row, day, is_now=is_now) for row in rows]
    return tuple(sorted(roles, key=lambda role: not role.holds))


def _role(row: Registration, day: date, *, is_now: bool) -> KnownRole:
    begun, ended = row.valid_from, row.valid_until
    return KnownRole(
        id=row.pk,
        person=row.person_id,
        name=row.name,
        facility=row.facility_id,
        facility_name=row.facility.name if row.facility is not None else "",
        province=row.province,
        position=row.position,
        time=WeeklyTime(_hours(row.definite), _hours(row.possible)),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        holds=(begun is None or begun <= day) and (ended is None or day <= ended),
        source=SourceRow.of(row.source),
        passed_over=row.passed_over if is_now else 0,
        row=row,
    )


def _hours(packed: bytes | memoryview | None) -> WeeklySet:
    return WeeklySet.from_bytes(bytes(packed)) if packed else EMPTY


def _licences(rows: Iterable[LicenceRow]) -> tuple[KnownLicence, ...]:
    return tuple(
        KnownLicence(
            id=row.pk,
            serial=row.serial,
            issuer=row.issuer,
            type=row.type,
            status=row.status,
            status_from=row.status_from,
            status_until=row.status_until,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            province=row.province,
            source=SourceRow.of(row.source),
            file=row.file_id,
        )
        for row in rows
    )


def _recorded(kind: str, target: int, *, by: Asker, at: datetime) -> None:
    audit.record(
        audit.Deed(
            action="registry.read",
            at=at,
            by=by.user,
            province=by.province,
            target_kind=kind,
            target=str(target),
            origin=by.origin,
            detail={"relation": by.relation} if by.relation else {},
        )
    )
