"""Cơ sở hỏi: the facility in whose name it is asked, found by what somebody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz

from lieny.registry.models import Facility
from lieny.registry.services.search_places import GENERIC, find_facilities
from lieny.vocabulary.facility_words import ABBREVIATIONS
from lieny.vocabulary.text import clean, fold
from lieny.vocabulary.weekly_set import WeeklySet

MOST = 8
LONGEST_ID = 15  # digits
LIKE_ENOUGH = 0.65  # of 1: how much of the telling words typed a facility has to hold
_NOT_WORD = re.compile(r"[^a-z0-9]+")
OWN = """province = ANY (lieny_provinces())
    OR (province || ':' || "key") = ANY (lieny_facilities())"""


@dataclass(frozen=True, slots=True)
class Place:
    """A facility that may be meant; `label` is its name with its operating licence."""

    id: int
    label: str
    open_hours: WeeklySet | None


def places_meant(typed: str) -> tuple[Place, ...]:
    """Give the facilities that somebody may mean, one where it is certain.

    Within the boundary of the transaction: of one's own provinces, or one's own place.

    Args:
        typed: an id, a label as `places_like` gives it, a name, an operating licence, or words.
    """
    text = clean(typed)
    if not text:
        return ()
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID:
        # A place of another province may be named too, by its id alone.
        return tuple(_place(one) for one in Facility.objects.filter(pk=int(text)))
    name, _, licence = text.removesuffix(")").rpartition(" (")
    named = list(_own().filter(name_folded=fold(name), operating_licence=licence)[:MOST])
    for found in (
        named,
        list(_own().filter(name_folded=fold(text))[:MOST]),
        list(_own().filter(operating_licence__iexact=text)[:MOST]),
    ):
        if found:
            return tuple(_place(one) for one in found)
    return places_like(text)


def places_like(typed: str) -> tuple[Place, ...]:
    """Give a few facilities of one's own whose names hold the words typed, the likest first."""
    near = find_facilities(typed, most=MOST * 4)
    found = [one for one in near if _holds(one.facility, typed)]
    own = set(_own().filter(pk__in=[one.facility.pk for one in found]).values_list("pk", flat=True))
    return tuple(_place(one.facility) for one in found if one.facility.pk in own)[:MOST]


def _holds(facility: Facility, typed: str) -> bool:
    """Test whether a facility is like what was typed, letter by letter of what tells it apart.

    The search rather shows what is far from the words than nothing; to somebody who has to choose
    a place that is no help. Slips, words cut short or run together are forgiven.
    """
    words = [word for word in _NOT_WORD.split(fold(clean(typed))) if word]
    written = [part for word in words for part in ABBREVIATIONS.get(word, word).split()]
    telling = [word for word in written if word not in GENERIC]
    known = _NOT_WORD.sub("", fold(f"{facility.name} {facility.operating_licence}"))
    held = sum(len(word) * fuzz.partial_ratio(word, known) / 100 for word in telling)
    return held >= LIKE_ENOUGH * sum(map(len, telling))


def few_places(most: int) -> tuple[Place, ...]:
    """Give all facilities of one's own where they are few; none where they are more than `most`."""
    found = list(_own().order_by("sort_key")[: most + 1])
    return tuple(_place(one) for one in found) if len(found) <= most else ()


def _own() -> QuerySet[Facility]:
    own = RawSQL(OWN, (), output_field=BooleanField())  # noqa: S611 - words of our own
    return Facility.objects.filter(own, merged_into=None)


def _place(facility: Facility) -> Place:
    packed = facility.open_hours
    licence = f" ({facility.operating_licence})" if facility.operating_licence else ""
    return Place(
        id=facility.pk,
        label=f"{facility.name}{licence}",
        open_hours=WeeklySet.from_bytes(bytes(packed)) if packed else None,
    )
