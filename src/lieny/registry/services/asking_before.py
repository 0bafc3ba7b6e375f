"""Asking before accepting: is this person free at these hours, in all provinces together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lieny.people.services import audit
from lieny.registry.models import Facility, Registration
from lieny.registry.rules.free_busy import Detail, Engagement, FreeBusy, free_busy
from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry, hindrance
from lieny.registry.services.as_of import Asker
from lieny.registry.services.asked_rows import HeldRow, rows_asked
from lieny.registry.services.public_lookup import holder_of
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period
from lieny.vocabulary.weekly_set import WeeklySet, WeeklyTime

ASKED = "registry.ask-before"
MOST_NUMBERS = 10  # of one person


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about, and for which hours.

    Attributes:
        licence: number of the practising licence; with the name, or None when `person` is given.
        name: full name, as written.
        person: id of a person whom one sees already.
        wanted: hours asked for; the empty week asks only when the person is free.
        facility: id of the place that asks.
        during: days for which it is asked.
    """

    licence: LicenceNumber | None
    name: str
    person: int | None
    wanted: WeeklyTime
    facility: int | None
    during: Period


@dataclass(frozen=True, slots=True)
class ShownEngagement:
    """A registration that the asker may know of: whole, or its hours alone.

    Attributes:
        facility_name: None where only the hours may be known.
        province: the same.
        time: registered hours.
        valid: its term.
    """

    facility_name: str | None
    province: str | None
    time: WeeklyTime
    valid: Period


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known.

    Attributes:
        is_known: some row of some province is of this person.
        is_one: all rows meant are of one person; otherwise the number is used by several.
        engagements: what the person is registered for during the days asked.
        hours: busy, free, clashes, usual shifts that are free.
        against: entries of registers that speak against the licence on the days asked, and how.
    """

    is_known: bool
    is_one: bool
    engagements: tuple[ShownEngagement, ...]
    hours: FreeBusy
    against: tuple[tuple[RegisterEntry, Hindrance], ...] = ()


@transaction.atomic
def ask_before(question: Question, *, by: Asker, at: datetime) -> Answer:
    """Compare the hours asked for with all that is registered; the question is recorded.

    Within the boundary of the transaction: rows of persons behind one's own wall are shown whole,
    of all others the hours.
    """
    asked = rows_asked(question.person, question.licence, question.name)
    held = [_engagement(row, number) for number, row in enumerate(asked.rows, start=1)]
    persons = asked.persons
    answer = Answer(
        is_known=bool(persons),
        is_one=len(persons) == 1,
        engagements=tuple(
            _shown(row) for row in asked.rows if row.valid.common_with(question.during) is not None
        ),
        hours=free_busy(
            held,
            wanted=question.wanted,
            facility=question.facility,
            during=question.during,
            open_hours=_open_hours(question.facility),
        ),
        against=_against(question) if persons else (),
    )
    audit.record(
        audit.Deed(
            action=ASKED,
            at=at,
            by=by.user,
            province=by.province,
            target_kind="person",
            target=",".join(map(str, persons))[:80],
            origin=by.origin,
            detail={"rows": len(held), "clashes": len(answer.hours.clashes)},
        )
    )
    return answer


def _against(question: Question) -> tuple[tuple[RegisterEntry, Hindrance], ...]:
    """Read what registers say of the licence; that is public, whosever person it is."""
    found = []
    for number in _numbers(question):
        entry = _last_entry(number)
        stands_against = hindrance(entry, question.during) if entry else None
        if entry is not None and stands_against is not None:
            found.append((entry, stands_against))
    return tuple(found)


def _numbers(question: Question) -> list[LicenceNumber]:
    """Give the number asked about, or those under which somebody whom one sees is registered."""
    if question.licence is not None:
        return [question.licence]
    if question.person is None:
        return []
    now = Registration.objects.filter(person_id=question.person, known_until=None)
    named = now.exclude(licence_serial=None).exclude(licence_type="").order_by("pk")
    written = named.values_list("licence_serial", "licence_issuer", "licence_type")
    return [
        LicenceNumber(serial, issuer, LicenceType(kind))
        for serial, issuer, kind in dict.fromkeys(written)
        if serial is not None and issuer and kind
    ][:MOST_NUMBERS]


def _last_entry(number: LicenceNumber) -> RegisterEntry | None:
    holder = holder_of(number)
    if holder is None or not holder.licences:
        return None
    last = holder.licences[0]
    return RegisterEntry(
        number, last.register, last.status or "", last.status_from, last.status_until,
        last.valid_until,
    )  # fmt: skip


def _engagement(row: HeldRow, number: int) -> Engagement:
    # Rows and places that may not be named are told apart by numbers that are nobody's.
    place = row.open.facility if row.open is not None else None
    return Engagement(
        registration=row.open.registration if row.open is not None else -number,
        facility=place if place is not None else -row.place,
        time=row.time,
        valid=row.valid,
        detail=Detail.WHOLE if row.open is not None else Detail.HOURS,
    )


def _shown(row: HeldRow) -> ShownEngagement:
    return ShownEngagement(
        facility_name=row.open.facility_name if row.open is not None else None,
        province=row.open.province if row.open is not None else None,
        time=row.time,
        valid=row.valid,
    )


def _open_hours(facility: int | None) -> WeeklySet | None:
    if facility is None:
        return None
    packed = Facility.objects.filter(pk=facility).values_list("open_hours", flat=True).first()
    return WeeklySet.from_bytes(bytes(packed)) if packed is not None else None
