"""Asking before accepting: is this person free at these hours, in all provinces together.

And what the rules would say: `would_be_signs` judges the person with the registration asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lieny.people.services import audit
from lieny.registry.models import Facility, Person, Registration
from lieny.registry.rules.free_busy import Detail, Engagement, FreeBusy, free_busy
from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry, hindrance
from lieny.registry.rules.sign import Severity
from lieny.registry.services.as_of import Asker
from lieny.registry.services.asked_answer import (
    Answer,
    Question,
    Reply,
    ShownClash,
    ShownEngagement,
)
from lieny.registry.services.asked_dossier import AskedDossier, Wished, asked_dossier
from lieny.registry.services.asked_places import NOWHERE, facilities_around
from lieny.registry.services.asked_remarks import remarks_beside
from lieny.registry.services.asked_roles import place_of
from lieny.registry.services.asked_rows import Asked, HeldRow, rows_asked
from lieny.registry.services.public_answers import PublicHolder
from lieny.registry.services.public_lookup import holder_of
from lieny.registry.services.would_be_signs import WouldBeSign, would_be_signs
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.weekly_set import WeeklySet, WeeklyTime

ASKED = "registry.ask-before"
MOST_NUMBERS = 10  # of one person
MAY_OVERLAP = "R02"


class DaysArePast(ValueError):
    """Asked was about days that are over: nobody accepts a registration for them."""

    def __init__(self, during: Period) -> None:
        super().__init__(f"{during.valid_from} to {during.valid_until} is past")


@transaction.atomic
def ask_before(question: Question, *, by: Asker, at: datetime) -> Answer:
    """Compare the hours asked for with all that is registered, and ask the rules; recorded.

    Within the boundary of the transaction: rows of persons behind one's own wall are shown whole,
    of all others the hours.

    Raises:
        DaysArePast: what is registered today says nothing of them; nothing was read or recorded.
    """
    today = timezone.localdate(at)
    if question.during.valid_until is not None and question.during.valid_until < today:
        raise DaysArePast(question.during)
    asked = rows_asked(question.person, question.licence, question.name)
    numbers = _numbers(question)
    holders = {number: holder_of(number) for number in numbers}
    known = facilities_around(asked.rows, question.facility)
    hours = free_busy(
        [_engagement(row, place) for place, row in enumerate(asked.rows, start=1)],
        wanted=question.wanted,
        facility=question.facility,
        during=question.during,
        open_hours=_open_hours(known.get(question.facility or NOWHERE)),
    )
    against = _against(holders, question.during) if asked.persons else ()
    dossier = _dossier(question, asked, holders, known) if len(asked.persons) <= 1 else None
    signs = would_be_signs(dossier, today=today) if dossier is not None else None
    present = [row for row in asked.rows if row.valid.common_with(question.during) is not None]
    answer = Answer(
        reply=_reply(question, asked, hours, against=bool(against), signs=signs or ()),
        is_known=bool(asked.persons),
        is_one=len(asked.persons) == 1,
        engagements=tuple(_shown(row) for row in present),
        hours=hours,
        clashes=_clashes(present, question),
        against=against,
        remarks=remarks_beside(question, holders, is_known=bool(asked.persons)),
        signs=signs,
    )
    audit.record(
        audit.Deed(
            action=ASKED,
            at=at,
            by=by.user,
            province=by.province,
            target_kind="person",
            target=",".join(map(str, asked.persons))[:80],
            origin=by.origin,
            detail={
                "rows": len(asked.rows),
                "clashes": len(answer.clashes),
                "signs": len(signs or ()),
            },
        )
    )
    return answer


def _reply(
    question: Question,
    asked: Asked,
    hours: FreeBusy,
    *,
    against: bool,
    signs: Iterable[WouldBeSign],
) -> Reply:
    """Give the first answer that holds."""
    surely = any(one.definite for one in hours.clashes)
    new = [one for one in signs if one.severity is not Severity.INFO and not one.stands]
    is_firm = question.is_firm
    return next(
        reply
        for reply, holds in (
            (Reply.UNKNOWN, not asked.persons),
            (Reply.SEVERAL, len(asked.persons) > 1),
            (Reply.LICENCE, against),
            (Reply.BUSY, surely),
            (Reply.MAYBE, not hours.is_free or any(one.rule == MAY_OVERLAP for one in new)),
            (Reply.SIGNS, bool(new)),
            (Reply.HOURS, not question.asks_hours),
            (Reply.FREE, is_firm),
            (Reply.LIKELY, True),
        )
        if holds
    )


def _dossier(
    question: Question,
    asked: Asked,
    holders: dict[LicenceNumber, PublicHolder | None],
    known: Mapping[int, Facility],
) -> AskedDossier:
    number = next(iter(holders), None)
    wished = Wished(
        name=_name(question, asked),
        licence=number,
        hours=question.hours,
        facility=question.facility,
        during=question.during,
        position=question.position,
        scope=question.scope,
    )
    return asked_dossier(asked, wished, holders[number] if number is not None else None, known)


def _name(question: Question, asked: Asked) -> str:
    """Name the person as a row that one may read does, else as typed."""
    written = (row.open.name for row in asked.rows if row.open is not None and row.open.name)
    name: str | None = next(written, None)
    if name is None and question.person is not None:
        name = Person.objects.filter(pk=question.person).values_list("name", flat=True).first()
    if name is not None:
        return name
    read = read_person_name(question.name).name
    return read.text if read is not None else question.name


def _clashes(rows: Iterable[HeldRow], question: Question) -> tuple[ShownClash, ...]:
    """Give the hours that meet those asked for, place by place; the asking place is none."""
    by_place: dict[int, list[HeldRow]] = {}
    for row in rows:
        if place_of(row) != question.facility:
            by_place.setdefault(place_of(row), []).append(row)
    found = []
    for some in by_place.values():
        time = WeeklyTime()
        for row in some:
            time |= row.time & question.wanted
        if time != WeeklyTime():
            shown = _shown(some[0])
            found.append(ShownClash(shown.facility_name, shown.province, time))
    return tuple(
        sorted(found, key=lambda one: (-one.time.definite.minutes, -one.time.possible.minutes))
    )


def _against(
    holders: dict[LicenceNumber, PublicHolder | None], during: Period
) -> tuple[tuple[RegisterEntry, Hindrance], ...]:
    """Read what registers say of the licences; that is public, whosever person it is."""
    found = []
    for number, holder in holders.items():
        entry = _last_entry(number, holder)
        stands_against = hindrance(entry, during) if entry else None
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


def _last_entry(number: LicenceNumber, holder: PublicHolder | None) -> RegisterEntry | None:
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


def _open_hours(place: Facility | None) -> WeeklySet | None:
    packed = place.open_hours if place is not None else None
    return WeeklySet.from_bytes(bytes(packed)) if packed is not None else None
