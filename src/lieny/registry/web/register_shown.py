"""What is known of a person or a facility, as templates show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from lieny.law.book import Book
from lieny.registry.models import Person, StoredSign
from lieny.registry.rules.rule_words import POSITION_WORDS
from lieny.registry.rules.sign import Certainty
from lieny.registry.rules.standing import stale_after
from lieny.registry.services.as_of import KnownLicence, KnownPerson, KnownRole
from lieny.registry.services.cases.week import SIMULTANEOUS, Shift, Week, weekly
from lieny.registry.services.stored.cells import SourceRow
from lieny.registry.web.case_subject import STOPPED
from lieny.registry.web.register_access import (
    may_issue_receipt,
    may_open_facility,
    may_open_files_of,
)
from lieny.registry.web.said import (
    language,
    licence_said,
    province_said,
    rule_said,
    said,
    said_day,
    severity_said,
    sign_said,
)
from lieny.ui.dates import period_in_words
from lieny.ui.licence_timeline import TimelineSpan, licence_timeline
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.words import weekly_hours_in_words, weekly_range_in_words
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime


def week_known(roles: Sequence[KnownRole], signs: Sequence[StoredSign]) -> Week:
    """Give the week of the registrations that hold, with the minutes that signs are about."""
    return Week(
        shifts=tuple(
            Shift(
                facility=role.facility_name,
                province=role.province,
                position=role.position,
                definite=role.time.definite,
                possible=role.time.possible,
                valid_from=role.valid_from,
                valid_until=role.valid_until,
            )
            for role in roles
            if role.holds
        ),
        overlap=_minutes(signs, Certainty.DEFINITE),
        possible=_minutes(signs, Certainty.POSSIBLE),
    )


def _minutes(signs: Sequence[StoredSign], certainty: Certainty) -> WeeklySet:
    wanted = [
        weekly(sign.overlap)
        for sign in signs
        if sign.rule in SIMULTANEOUS and sign.certainty == certainty.value
    ]
    return reduce(or_, wanted, EMPTY)


def answer(person: KnownPerson, *, on: date) -> str:
    """Say in one sentence where somebody is registered and whether anything stands against it."""
    roles = [role for role in person.roles if role.holds]
    places = len({(role.facility, role.facility_name) for role in roles})
    provinces = len({role.province for role in roles})
    surely = reduce(or_, [role.time.definite for role in roles], EMPTY)
    at_most = reduce(or_, [role.time.possible for role in roles], surely)
    hours = (
        weekly_range_in_words(surely.minutes, at_most.minutes, language())
        if at_most
        else chosen("chưa xác định được giờ", "hours not determined")
    )
    day = said_day(on)
    if not roles:
        where = chosen(f"Ngày {day} không có đăng ký nào", f"No registration on {day}")
    else:
        where = chosen(
            f"Ngày {day} đăng ký tại {places} cơ sở ở {provinces} tỉnh, {hours}",
            f"On {day} registered at {_many(places, 'facility', 'facilities')} in "
            f"{_many(provinces, 'province', 'provinces')}, {hours}",
        )
    signs = len(person.signs)
    what = (
        chosen(f"{signs} dấu hiệu cần xem", f"{_many(signs, 'sign', 'signs')} to look at")
        if signs
        else chosen("không có dấu hiệu nào", "no signs")
    )
    return f"{where}; {what}."


def _many(count: int, one: str, more: str) -> str:
    """Count in English."""
    return f"{count} {one if count == 1 else more}"


def hours_said(time: WeeklyTime) -> str:
    """Say registered hours; what is only possible is called so."""
    parts = [weekly_hours_in_words(time.definite, language())] if time.definite else []
    maybe = time.possible - time.definite
    if maybe:
        parts.append(f"{chosen('có thể', 'possibly')} {weekly_hours_in_words(maybe, language())}")
    return "; ".join(parts) or chosen("chưa xác định được giờ", "hours not determined")


def roles_shown(
    request: HttpRequest, roles: Sequence[KnownRole], people: Mapping[int, UUID]
) -> list[dict[str, object]]:
    """Lay registrations out, each with the row of the file that says it.

    Args:
        request: of whoever asks.
        roles: registrations.
        people: public ids of those persons whose pages may be opened, by id.
    """
    return [
        {
            "name": role.name or chosen("chưa rõ họ tên", "name missing"),
            "person": people.get(role.person),
            "facility": role.facility_name or chosen("chưa rõ cơ sở", "facility unknown"),
            "facility_id": role.facility if _opens(request, role) else None,
            "key": province_key(role.province),
            "province": province_said(role.province),
            "position": said(POSITION_WORDS[role.position])
            if role.position in POSITION_WORDS
            else "",
            "hours": hours_said(role.time),
            "period": period_in_words(role.valid_from, role.valid_until, language()),
            "holds": role.holds,
            "passed_over": passed_over_shown(role.passed_over),
            "receipt": role.id
            if role.holds and role.row is not None and may_issue_receipt(request, role.row)
            else None,
            "source": source_shown(
                request,
                role.source,
                role.row.file_id if role.row is not None else None,
                role.province,
                "time",
            ),
        }
        for role in roles
    ]


def _opens(request: HttpRequest, role: KnownRole) -> bool:
    facility = role.row.facility if role.row is not None else None
    return facility is not None and may_open_facility(request, facility)


def passed_over_shown(lists: int) -> dict[str, object] | None:
    """Say that later lists no longer name somebody whose row stands; None where all do."""
    if not lists:
        return None
    after = stale_after(Book.load(), on=timezone.localdate())
    return {"lists": lists, "after": after, "is_doubtful": after is not None and lists >= after}


def source_shown(
    request: HttpRequest, source: SourceRow, file: int | None, province: str, field: str
) -> dict[str, object]:
    """Say where a row stands; it opens in the sender's sheet to the sender's own province."""
    return {
        "name": source.file,
        "sheet": source.sheet,
        "row": source.row,
        "file": file if may_open_files_of(request, province) else None,
        "field": field,
    }


def licences_known(request: HttpRequest, person: KnownPerson, *, on: date) -> dict[str, object]:
    """Draw licences over time with registrations beneath, and list them with their rows."""
    spans: list[TimelineSpan] = []
    for lane, one in enumerate(person.licences):
        spans.append(TimelineSpan(_number(one), "licence", one.issued_on, one.valid_until, lane))
        if one.status in STOPPED:
            words = chosen(*STOPPED[one.status])
            spans.append(TimelineSpan(words, "stopped", one.status_from, one.status_until, lane))
    for lane, role in enumerate(person.roles, len(person.licences)):
        begin, end = role.valid_from, role.valid_until
        spans.append(TimelineSpan(role.facility_name, "role", begin, end, lane, role.province))
    lines = [_licence(request, one) for one in person.licences]
    label = "; ".join(f"{one['number']} {one['said']}" for one in lines)
    return {
        "picture": licence_timeline(spans, today=on, label=label) if person.licences else "",
        "lines": lines,
    }


def _number(one: KnownLicence) -> str:
    return licence_said(one.serial, one.issuer, one.type)


def _licence(request: HttpRequest, one: KnownLicence) -> dict[str, object]:
    parts = []
    if one.issued_on:
        parts.append(chosen("cấp", "issued") + f" {said_day(one.issued_on)}")
    if one.valid_until:
        parts.append(chosen("đến", "until") + f" {said_day(one.valid_until)}")
    if one.status in STOPPED:
        period = period_in_words(one.status_from, one.status_until, language())
        parts.append(f"{chosen(*STOPPED[one.status])} {period}".strip())
    return {
        "number": _number(one),
        "said": " · ".join(parts),
        "province": province_said(one.province),
        "source": source_shown(request, one.source, one.file, one.province, "licence"),
    }


def signs_known(
    signs: Sequence[StoredSign], about: Person | None = None
) -> list[dict[str, object]]:
    """Lay signs out as they come; who is not there for the reader stays unnamed.

    Args:
        signs: to be shown.
        about: whom all of them are about, where it is one person.
    """
    asked = {sign.person_id for sign in signs if sign.person_id}
    people = {about.pk: about} if about is not None else Person.objects.in_bulk(asked)
    return [
        {
            "severity": severity_said(sign.severity),
            "title": rule_said(sign.rule),
            "rule": sign.rule,
            "said": sign_said(sign, naming=person is not None),
            "person": person.public_id if person else None,
            "name": person.name if person else "",
            "elsewhere": person is None and sign.person_id is not None,
            "provinces": ", ".join(province_said(code) for code in sign.provinces),
        }
        for sign in signs
        for person in [people.get(sign.person_id or 0)]
    ]
