"""Searching facilities as people type: by words of their names, in short, or by operating licence.

In stages, each only where the one before found little: all words as typed, words that begin so or
differ by one slip, trigrams of what tells facilities apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from lieny.people.services.prepared import Prepared
from lieny.registry.models import Facility
from lieny.registry.services.search_words import (
    FEW,
    MOST,
    MOST_WORDS,
    alternatives,
    bears,
    syllables,
    words_of,
)
from lieny.vocabulary.facility_words import ABBREVIATIONS

SHORTEST_TO_RESEMBLE = 4  # letters of a facility's own name
# Words of kinds of facilities, folded: they tell no facility from another.
GENERIC = frozenset({
    "benh", "vien", "da", "khoa", "phong", "kham", "nha", "trung", "tam", "y", "te", "tram",
    "chuyen", "co", "so", "khu", "vuc", "va",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundFacility:
    """A facility that was found.

    Attributes:
        facility: as the tables hold it.
        likeness: of the name to what was typed, 0 to 1.
        whole: every word that was typed, numbers too, is a word of its name.
    """

    facility: Facility
    likeness: float
    whole: bool

    @property
    def name(self) -> str:
        """As the tables hold it."""
        return self.facility.name


_PLACES = Prepared(lambda found: Facility.objects.filter(merged_into=None, pk__one_of=found))


def find_facilities(
    typed: str, *, most: int = MOST, as_typed: bool = False
) -> tuple[FoundFacility, ...]:
    """Find facilities by name or operating licence; usual abbreviations are written out.

    Args:
        typed: words of the name in any order, or a licence number.
        most: so many at most.
        as_typed: look for these words alone, for nothing that resembles them.

    Returns:
        those that bear all words typed first, then the likest; those equally like stand in
        Vietnamese order.
    """
    words = _place_words(typed)
    found = _by_place(words, most, as_typed=as_typed)
    places = {one.pk: one for one in _PLACES(found=list(found))} if found else {}
    shown = [
        FoundFacility(places[one], round(likeness, 3), bears(places[one].name, words))
        for one, likeness in found.items()
        if one in places
    ]
    return tuple(
        sorted(shown, key=lambda one: (not one.whole, -one.likeness, one.facility.sort_key))
    )


def _place_words(typed: str) -> list[str]:
    words = [part for word in words_of(typed) for part in ABBREVIATIONS.get(word, word).split()]
    return words[: 2 * MOST_WORDS]


def _by_place(words: Sequence[str], most: int, *, as_typed: bool) -> Mapping[int, float]:
    """Look for facilities stage by stage."""
    if not words:
        return {}
    found = _placed(words, [[word] for word in words], most)
    if as_typed:
        return found
    if len(found) < FEW:
        known = syllables("registry_placesyllable")
        wider = [[word] if word in GENERIC else alternatives(word, known) for word in words]
        if wider != [[word] for word in words]:
            found = {**_placed(words, wider, most), **found}
    telling = " ".join(word for word in words if word not in GENERIC)
    if not found and len(telling) >= SHORTEST_TO_RESEMBLE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM registry_find_facilities(%s, %s)", [telling, most])
            found = dict(cursor.fetchall())
    return found


def _placed(
    words: Sequence[str], alternative: Sequence[Sequence[str]], most: int
) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_find_facilities(%s, %s::jsonb, %s)",
            [" ".join(words), json.dumps(list(alternative)), most],
        )
        return dict(cursor.fetchall())
