"""Asking before accepting: is this person free at these hours, in all provinces together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from lieny.people.services import audit
from lieny.registry.models import Facility, Registration
from lieny.registry.rules.free_busy import Detail, Engagement, FreeBusy, free_busy
from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry, hindrance
from lieny.registry.services.as_of import Asker
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period, PeriodEndsBeforeItBegins
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.text import clean, fold
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

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


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of `registry_engagements`."""

    person: int
    engagement: Engagement | None
    shown: ShownEngagement | None


@transaction.atomic
def ask_before(question: Question, *, by: Asker, at: datetime) -> Answer:
    """Compare the hours asked for with all that is registered; the question is recorded.

    Within the boundary of the transaction: rows of persons behind one's own wall are shown whole,
    of all others the hours.
    """
    rows = _rows(question)
    held = [row.engagement for row in rows if row.engagement is not None]
    persons = sorted({row.person for row in rows})
    answer = Answer(
        is_known=bool(persons),
        is_one=len(persons) == 1,
        engagements=tuple(
            row.shown
            for row in rows
            if row.shown is not None and row.shown.valid.common_with(question.during) is not None
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
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_public_licence(%s, %s, %s)",
            [number.serial, number.issuer, number.type.value],
        )
        last = next((row for row in cursor.fetchall() if row[7] is not None), None)
    if last is None:
        return None
    _person, _name, status, begins, ends, _issued, valid_until, register = last
    return RegisterEntry(number, register, status or "", begins, ends, valid_until)


def _rows(question: Question) -> list[_Row]:
    number = question.licence
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_engagements(%s, %s, %s, %s, %s)",
            [
                question.person,
                number.serial if number else None,
                number.issuer if number else None,
                number.type.value if number else None,
                _key_of(question.name) if number else None,
            ],
        )
        return [_row(place, values) for place, values in enumerate(cursor.fetchall(), start=1)]


def _key_of(name: str) -> str:
    """Fold a name as rows are: titles left out, a final y as i."""
    return read_person_name(name).folded or fold(clean(name))


def _row(place: int, values: tuple[object, ...]) -> _Row:
    person, registration, facility, name, province, *hours, begins, ends, is_whole = values
    if hours == [None, None] and begins is None and ends is None and registration is None:
        return _Row(int(str(person)), None, None)
    time = WeeklyTime(*(_week(packed) for packed in hours))
    valid = _period(begins, ends)
    # Rows that may not be named are told apart by numbers that are nobody's.
    engagement = Engagement(
        registration=int(str(registration)) if is_whole else -place,
        facility=int(str(facility)) if facility is not None else -place,
        time=time,
        valid=valid,
        detail=Detail.WHOLE if is_whole else Detail.HOURS,
    )
    shown = ShownEngagement(
        facility_name=str(name) if name is not None else None,
        province=str(province) if province is not None else None,
        time=time,
        valid=valid,
    )
    return _Row(int(str(person)), engagement, shown)


def _week(packed: object) -> WeeklySet:
    return WeeklySet.from_bytes(bytes(packed)) if isinstance(packed, bytes | memoryview) else EMPTY


def _period(begins: object, ends: object) -> Period:
    """Give the term; where a list writes it the wrong way round, it is taken as open."""
    try:
        return Period(begins, ends)  # type: ignore[arg-type]
    except PeriodEndsBeforeItBegins:
        return Period()


def _open_hours(facility: int | None) -> WeeklySet | None:
    if facility is None:
        return None
    packed = Facility.objects.filter(pk=facility).values_list("open_hours", flat=True).first()
    return _week(packed) if packed is not None else None
