"""Sổ đăng ký: one box for persons, licences and facilities."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, reads_only
from lieny.people.web.reading import reads, shows_nobody
from lieny.registry.models import Facility
from lieny.registry.services.named_places import facilities_named
from lieny.registry.services.search import (
    FoundPerson,
    facility_is_meant,
    find_persons,
    held_here,
)
from lieny.registry.services.search_places import FoundFacility, find_facilities
from lieny.registry.services.search_words import MOST
from lieny.registry.web.register_access import may_open_facility
from lieny.registry.web.said import province_said
from lieny.ui.provinces import province_key

LONGEST = 200


@require_GET
@asks("registry.read")
@reads_only
def search(request: HttpRequest) -> HttpResponse:
    """Find what was typed; the address holds it."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    words: dict[str, object] = {"typed": typed, "most": MOST, "own": _own(request)}
    if typed:
        persons = find_persons(typed)
        # What was typed is often a name: the log keeps who was found.
        ids = ",".join(str(one.person.pk) for one in persons)
        reads(request, "search", "", {"found": len(persons), "persons": f",{ids},"})
        # Who is found is hardly a place as well: then only places with these very words.
        places = find_facilities(typed, as_typed=bool(persons))
        words |= {
            "persons": _persons(persons),
            "facilities": _facilities(request, places),
            "place_first": facility_is_meant(typed, persons, places),
        }
    else:
        shows_nobody(request)
        known, rows = held_here()
        words |= {"known": known, "rows": rows}
    return render(request, "registry/register_search.html", words)


def _own(request: HttpRequest) -> list[Facility]:
    """List the facilities of whoever sees people in their own rosters alone."""
    held = [one for one in actor_of(request).standings if one.province]
    if not held or any(not one.facility for one in held):
        return []
    own = facilities_named(f"{one.province}:{one.facility}" for one in held)
    stand = [one for one in own if one.merged_into_id is None]
    return sorted(stand, key=lambda one: one.sort_key)


def _persons(found: Sequence[FoundPerson]) -> list[dict[str, object]]:
    return [
        {
            "id": one.person.public_id,
            "name": one.name,
            "birth_year": one.person.birth_year,
            "exact": one.exact,
            "places": [(province_key(code), province_said(code)) for code in one.person.provinces],
        }
        for one in found
    ]


def _facilities(request: HttpRequest, found: Sequence[FoundFacility]) -> list[dict[str, object]]:
    return [
        {
            "id": one.facility.pk,
            "name": one.name,
            "licence": one.facility.operating_licence,
            "key": province_key(one.facility.province),
            "province": province_said(one.facility.province),
            "may_open": may_open_facility(request, one.facility),
        }
        for one in found
    ]
