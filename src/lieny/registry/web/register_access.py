"""Whom and what somebody may open in the register, and as of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from lieny.people.rules.office import Record
from lieny.people.rules.permission import may
from lieny.people.services.prepared import Prepared
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import require
from lieny.people.web.reading import ground_of
from lieny.registry.models import Facility, Person, Registration
from lieny.registry.services.as_of import Asker

_PERSON = Prepared(lambda public_id: Person.objects.filter(public_id=public_id))


@dataclass(frozen=True, slots=True)
class AskedDay:
    """Ngày được hỏi: which day's registrations, and what was known when.

    Attributes:
        day: the day whose registrations hold.
        known: end of that day where only what was known then is asked for; None for now.
        is_today: nothing else was asked.
    """

    day: date
    known: datetime | None
    is_today: bool


def asked_day(request: HttpRequest) -> AskedDay:
    """Read the day from the address; what is no day is today."""
    today = timezone.localdate()
    try:
        day = parse_date(request.GET.get("ngay", "")) or today
    except ValueError:
        day = today
    known = None
    if request.GET.get("luc-do") and day < today:
        known = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return AskedDay(day, known, day == today)


def asker_of(request: HttpRequest) -> Asker:
    """Say who asks, for the record that is written.

    Raises:
        Http404: nobody is signed in.
    """
    actor = actor_of(request)
    if actor.user is None:
        raise Http404
    ground = str(ground_of(request).get("relation", ""))
    return Asker(actor.user.pk, actor.province, origin_of(request), ground)


def opened_person(request: HttpRequest, public_id: UUID) -> Person:
    """Give a person whom somebody may read.

    Raises:
        Http404: nobody is there for whoever asks.
        PermissionDenied: their office does not read the register of this person's provinces.
    """
    person = _PERSON.first(public_id=public_id)
    if person is None:
        raise Http404
    require(request, "registry.read", record_of_person(request, person))
    return person


def record_of_person(request: HttpRequest, person: Person) -> Record:
    """Say how a person's rows stand to whoever asks: their own province's part, a match, a case.

    Who sees a person of whom their provinces hold nothing was told of a case about them.
    """
    standings = [one for one in actor_of(request).standings if one.province]
    own = {one.province or "" for one in standings}
    departments = frozenset(one.province or "" for one in standings if not one.facility)
    held = sorted(own & set(person.provinces)) or sorted(person.provinces)
    told = departments if not departments & set(person.provinces) else frozenset[str]()
    matched = frozenset(person.provinces)
    return Record(held[0] if held else None, matched=matched, in_case=told)


def opened_facility(request: HttpRequest, number: int) -> Facility:
    """Give a facility whose register somebody may read.

    Raises:
        Http404: there is none.
        PermissionDenied: it is another province's or another facility's.
    """
    facility = Facility.objects.filter(pk=number).first()
    if facility is None:
        raise Http404
    require(request, "registry.read", Record(facility.province or None, facility.key))
    return facility


def may_open_facility(request: HttpRequest, facility: Facility) -> bool:
    """Test whether the page of a facility is open to whoever asks."""
    record = Record(facility.province or None, facility.key)
    return may("registry.read", standings=actor_of(request).standings, record=record).allowed


def may_open_files_of(request: HttpRequest, province: str) -> bool:
    """Test whether the files of a province's department are open: its own people's alone."""
    standings = actor_of(request).standings
    return any(one.province == province and not one.facility for one in standings)


def record_of_registration(row: Registration) -> Record:
    """Say whose registration it is: the department's that keeps it, and the facility's."""
    facility = row.facility
    is_own = facility is not None and facility.province == row.province
    return Record(row.province, facility.key if facility is not None and is_own else None)


def may_issue_receipt(request: HttpRequest, row: Registration) -> bool:
    """Test whether whoever asks may issue a receipt of a registration that is known now."""
    if row.known_until is not None or row.facility_id is None:
        return False
    standings = actor_of(request).standings
    record = record_of_registration(row)
    return may("receipt.issue", standings=standings, record=record).allowed
