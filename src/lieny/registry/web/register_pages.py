"""Pages of the register: a person over all facilities, a facility with its roster."""

from __future__ import annotations

from functools import reduce
from operator import or_
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.office import Record
from lieny.people.rules.permission import may_ever
from lieny.people.services.prepared import Prepared
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, reads_only
from lieny.registry.models import Case, Facility, Person, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.services.as_of import KnownFacility, facility_as_of, person_as_of
from lieny.registry.services.cases.week import weekly
from lieny.registry.web.case_subject import week_shown
from lieny.registry.web.link_review_shown import links_shown
from lieny.registry.web.register_access import (
    asked_day,
    asker_of,
    opened_facility,
    opened_person,
)
from lieny.registry.web.register_shown import (
    answer,
    licences_known,
    roles_shown,
    signs_known,
    week_known,
)
from lieny.registry.web.register_table import in_order, roster_columns, roster_table
from lieny.registry.web.said import language, province_said, said_day
from lieny.registry.web.table_downloads import table_file, table_offered, wants_table
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.timetable import timetable_symbols, week_timetable
from lieny.ui.week_lanes import TimetableLane
from lieny.ui.words import weekly_hours_in_words
from lieny.vocabulary.weekly_set import EMPTY

_OPEN_CASE = Prepared(
    lambda person: Case.objects.filter(person_id=person).exclude(state__in=SETTLED)
)


@require_GET
@asks("registry.read")
@reads_only
def person_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a person as of a day."""
    person = opened_person(request, public_id)
    asked = asked_day(request)
    known = person_as_of(
        person,
        known=asked.known,
        true_on=asked.day,
        by=asker_of(request),
        at=timezone.now(),
    )
    standings = actor_of(request).standings
    reads_signs = may_ever("sign.read", standings=standings)
    now = person if known.id == person.pk else Person.objects.get(pk=known.id)
    case = _OPEN_CASE.first(person=known.id) if may_ever("case.read", standings=standings) else None
    words = {
        "person": person,
        "known": known,
        "asked": asked,
        "answer": answer(known, on=asked.day),
        "born": said_day(known.birth_on) if known.birth_on else known.birth_year or "",
        "places": [(province_key(code), province_said(code)) for code in known.provinces],
        "week": week_shown(week_known(known.roles, known.signs)),
        "roles": roles_shown(request, known.roles, {now.pk: now.public_id}),
        "licences": licences_known(request, known, on=asked.day),
        "signs": signs_known(known.signs, now) if reads_signs else [],
        "case": case,
        "links": links_shown(request, now),
    }
    return render(request, "registry/register_person.html", words)


@require_GET
@asks("registry.read")
def facility_page(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a facility as of a day, or hand its roster out."""
    facility = opened_facility(request, number)
    asked = asked_day(request)
    known = facility_as_of(
        facility.pk,
        known=asked.known,
        true_on=asked.day,
        by=asker_of(request),
        at=timezone.now(),
    )
    if wants_table(request):
        return table_file(request, roster_table(facility, known))
    name = f"{facility.province}:{facility.key}"
    signs = StoredSign.objects.filter(ended_at=None, facilities__contains=[name])
    reads_signs = may_ever("sign.read", standings=actor_of(request).standings)
    listed = list(signs.order_by("-first_seen_at", "id"))
    registered = {role.person for role in known.roles}
    people = Person.objects.filter(pk__in=registered).values_list("pk", "public_id")
    words = {
        "facility": facility,
        "known": known,
        "asked": asked,
        "province": province_said(known.province),
        "roles": roles_shown(request, in_order(known.roles), dict(people)),
        "download": table_offered(
            request, roster_columns(), Record(facility.province or None, facility.key)
        ),
        "cover": _cover(facility, known),
        "answer": _answer(known),
        "signs": signs_known(listed) if reads_signs else [],
    }
    return render(request, "registry/register_facility.html", words)


def _answer(known: KnownFacility) -> str:
    present = [role for role in known.roles if role.holds]
    people = len({role.person for role in present})
    return chosen(
        f"{people} người đang đăng ký hành nghề, {len(present)} dòng.",
        f"{people} people are registered, {len(present)} rows.",
    )


def _cover(facility: Facility, known: KnownFacility) -> dict[str, object]:
    """Draw when somebody is there beside when it is open, and say what is left uncovered."""
    present = [role.time for role in known.roles if role.holds]
    definite = reduce(or_, [one.definite for one in present], EMPTY)
    possible = reduce(or_, [one.possible for one in present], EMPTY)
    opens = weekly(facility.open_hours)
    name = province_said(known.province)
    staffed = chosen("Có người hành nghề", "Somebody practises")
    lanes = [TimetableLane(staffed, known.province, name, definite, possible - definite)]
    if opens:
        lanes.append(TimetableLane(chosen("Giờ mở cửa", "Open"), None, name, opens))
    bare = opens - definite - possible
    words = weekly_hours_in_words(definite, language())
    return {
        "symbols": timetable_symbols(lane.province for lane in lanes),
        "picture": week_timetable(lanes, label=words) if definite or possible or opens else "",
        "hours": words if definite else "",
        "opens": weekly_hours_in_words(opens, language()) if opens else "",
        "bare": weekly_hours_in_words(bare, language()) if bare else "",
    }
