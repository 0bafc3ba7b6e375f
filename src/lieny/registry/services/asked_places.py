"""Cơ sở quanh đăng ký đang hỏi: what rules are told of the places of one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Count

from lieny.people.services.prepared import Prepared
from lieny.registry.engine.place_facts import SHARED_BY
from lieny.registry.models import Facility, StoredSign
from lieny.registry.rules.facts import FacilityFacts, FacilityStatus
from lieny.registry.rules.sign import Certainty
from lieny.registry.services.asked_roles import place_of
from lieny.registry.services.asked_rows import HeldRow
from lieny.vocabulary.facility_form import FacilityForm
from lieny.vocabulary.weekly_set import WeeklySet

# Stands in sentences for a facility that nobody named yet; whoever tells them puts words for it.
HERE = "\N{OBJECT REPLACEMENT CHARACTER}"
NOWHERE = 0  # number of that facility; ids begin at 1

_FACILITIES = Prepared(lambda wanted: Facility.objects.filter(pk__one_of=wanted))
_CROWDED = Prepared(
    lambda longitudes: (
        Facility.objects.filter(longitude__one_of=longitudes, merged_into=None)
        .values_list("longitude", "latitude")
        .annotate(places=Count("id"))
        .filter(places__gte=SHARED_BY)
    )
)


def facilities_around(rows: Iterable[HeldRow], facility: int | None) -> Mapping[int, Facility]:
    """Read the facilities of the rows, as far as they may be named, and the one that asks."""
    wanted = {place_of(row) for row in rows} | {facility or NOWHERE}
    found = _FACILITIES(wanted=[one for one in wanted if one > NOWHERE])
    return {one.pk: one for one in found}


def places_of(
    rows: Iterable[HeldRow], known: Mapping[int, Facility], *, missing: int | None
) -> Mapping[int, FacilityFacts]:
    """Give the places as rules take them; hidden ones only say whether they are hospitals.

    Args:
        rows: registrations of the person.
        known: facilities that may be named, by id.
        missing: the one that its province's register does not know, if any.
    """
    places: dict[int, FacilityFacts] = {
        NOWHERE: FacilityFacts(NOWHERE, HERE, None, (), registered=True)
    }
    for row in rows:
        place = place_of(row)
        if place < NOWHERE:
            form = FacilityForm.HOSPITAL if row.is_hospital else None
            places[place] = FacilityFacts(place, "", None, (), form=form, nameless=True)
    vague = _shared_points(known.values())
    for number, one in known.items():
        places[number] = _facts(one, registered=number != missing, vague=vague)
    return places


def _facts(
    place: Facility, *, registered: bool, vague: frozenset[tuple[float, float]]
) -> FacilityFacts:
    point = (place.longitude, place.latitude)
    return FacilityFacts(
        id=place.pk,
        name=place.name,
        province=place.province or None,
        evidence=(),
        form=FacilityForm(place.form) if place.form in set(FacilityForm) else None,
        operating_licence=place.operating_licence or None,
        status=FacilityStatus(place.status) if place.status in set(FacilityStatus) else None,
        open_hours=WeeklySet.from_bytes(bytes(place.open_hours)) if place.open_hours else None,
        longitude=place.longitude,
        latitude=place.latitude,
        approximate_position=point in vague,
        registered=registered,
    )


def _shared_points(places: Iterable[Facility]) -> frozenset[tuple[float, float]]:
    """Give the points that so many places share that they stand for a commune (rule R23)."""
    points = [(one.longitude, one.latitude) for one in places if one.longitude is not None]
    if len(points) <= 1:
        return frozenset()
    found = _CROWDED(longitudes=[x for x, _ in points])
    return frozenset((x, y) for x, y, _ in found if x is not None and y is not None)


def missed(place: Facility | None) -> Certainty | None:
    """Say how surely the checker misses the place in its province's register (rule R09).

    Whoever is registered at such a place has that sign: it needs the registers of a whole province
    and is not worked out again for one question.
    """
    if place is None or place.status:
        return None
    told = StoredSign.objects.filter(
        rule="R09", ended_at=None, facilities__contains=[f"{place.province}:{place.key}"]
    ).values_list("certainty", flat=True)
    sure = set(told)
    if not sure:
        return None
    return Certainty.DEFINITE if Certainty.DEFINITE.value in sure else Certainty.POSSIBLE
