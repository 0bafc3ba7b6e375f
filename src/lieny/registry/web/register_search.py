"""Sổ đăng ký: one box for persons, licences and facilities."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lieny.people.web.permission import asks
from lieny.registry.models import Facility, Person, Registration
from lieny.registry.services.search import find_facilities, find_persons
from lieny.registry.web.register_access import may_open_facility
from lieny.registry.web.said import province_said
from lieny.ui.provinces import province_key

LONGEST = 200


@require_GET
@asks("registry.read")
def search(request: HttpRequest) -> HttpResponse:
    """Find what was typed; the address holds it."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    words = {
        "typed": typed,
        "persons": _persons(typed) if typed else [],
        "facilities": _facilities(request, typed) if typed else [],
        "known": Person.objects.filter(merged_into=None).exclude(provinces=[]).count(),
        "rows": Registration.objects.filter(known_until=None).count(),
    }
    return render(request, "registry/register_search.html", words)


def _persons(typed: str) -> list[dict[str, object]]:
    found = find_persons(typed)
    held = Person.objects.in_bulk([one.id for one in found])
    # By licence number or likeness first; who is equally like stands in Vietnamese order.
    ranked = sorted(found, key=lambda one: (not one.exact, -one.likeness, held[one.id].sort_key))
    return [
        {
            "id": held[one.id].public_id,
            "name": one.name,
            "birth_year": one.birth_year,
            "exact": one.exact,
            "places": [(province_key(code), province_said(code)) for code in one.provinces],
        }
        for one in ranked
    ]


def _facilities(request: HttpRequest, typed: str) -> list[dict[str, object]]:
    found = find_facilities(typed)
    held = Facility.objects.in_bulk([one.id for one in found])
    ranked = sorted(found, key=lambda one: (-one.likeness, held[one.id].sort_key))
    return [
        {
            "id": one.id,
            "name": one.name,
            "licence": one.operating_licence,
            "key": province_key(one.province),
            "province": province_said(one.province),
            "may_open": may_open_facility(request, held[one.id]),
        }
        for one in ranked
    ]
