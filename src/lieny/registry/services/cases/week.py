"""The week of a person as it is known now: registrations in force and where their hours meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lieny.people.services.prepared import Given, Prepared
from lieny.registry.models import LicenceRow, Registration, StoredSign
from lieny.registry.rules.sign import Certainty
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

# Signs about being at two places at once: their minutes are outlined in the timetable.
SIMULTANEOUS = frozenset({"R01", "R02", "R03", "R04", "R05"})


@dataclass(frozen=True, slots=True)
class Shift:
    """Đăng ký trong tuần: one registration in force, as a lane of the week."""

    facility: str
    province: str
    position: str
    definite: WeeklySet
    possible: WeeklySet
    valid_from: date | None
    valid_until: date | None
    address: str = ""
    latitude: float | None = None  # degrees, where a list gives them
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Tuần của một người: registrations in force, and the minutes that signs are about."""

    shifts: tuple[Shift, ...]
    overlap: WeeklySet
    possible: WeeklySet


def _rows(person: Given, on: Given) -> QuerySet[Registration]:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    rows = Registration.objects.filter(begun, lasting, person_id=person, known_until=None)
    return rows.select_related("facility").order_by("province", "facility_id", "id")


_ROWS = Prepared(_rows)
_LICENCES = Prepared(lambda person: LicenceRow.objects.filter(person_id=person, known_until=None))


def week_of(person: int, signs: Sequence[StoredSign], *, on: date) -> Week:
    """Read what is known of a person's week on a day."""
    return Week(
        shifts=tuple(_shift(row) for row in _ROWS(person=person, on=on)),
        overlap=_minutes(signs, Certainty.DEFINITE),
        possible=_minutes(signs, Certainty.POSSIBLE),
    )


def _shift(row: Registration) -> Shift:
    place = row.facility
    return Shift(
        facility=place.name if place else "",
        province=row.province,
        position=row.position,
        definite=weekly(row.definite),
        possible=weekly(row.possible),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        address=place.address if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def weekly(packed: bytes | memoryview | None) -> WeeklySet:
    """Read a stored weekly set; nothing stored is no minute."""
    return WeeklySet.from_bytes(bytes(packed)) if packed else EMPTY


def _minutes(signs: Sequence[StoredSign], certainty: Certainty) -> WeeklySet:
    joined = EMPTY
    for sign in signs:
        if sign.rule in SIMULTANEOUS and sign.certainty == certainty.value:
            joined |= weekly(sign.overlap)
    return joined


def licences_of(person: int) -> list[LicenceRow]:
    """List what registers say of a person's licences now, the oldest first."""
    rows = _LICENCES(person=person)
    return sorted(rows, key=lambda row: (row.issued_on or date.max, row.pk))
