"""Whose rows signs rest on, as rows lie now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from lieny.registry.models import LicenceRow, Registration, StoredSign

Place = tuple[int, int]  # file and index
TABLES: Mapping[str, type[Registration] | type[LicenceRow]] = {
    "registration": Registration,
    "licence": LicenceRow,
}


def owners_of(signs: Iterable[StoredSign]) -> Mapping[int, frozenset[int]]:
    """Give of each sign (by id) the persons whose rows it rests on.

    A sign that stands is about whom it names. One that ended names whom its rows were thought to
    be about then; only where none of its rows is there any more, that person is given.
    """
    listed = list(signs)
    places: dict[str, set[Place]] = defaultdict(set)
    for sign in listed:
        for table, place in _rows(sign):
            places[table].add(place)
    owner = {
        (table, place): person
        for table, wanted in places.items()
        for place, person in _owners(table, wanted).items()
    }
    return {sign.pk: _of(sign, owner) for sign in listed}


def _of(sign: StoredSign, owner: Mapping[tuple[str, Place], int]) -> frozenset[int]:
    if sign.ended_at is None and sign.person_id is not None:
        return frozenset({sign.person_id})
    found = {owner[row] for row in _rows(sign) if row in owner}
    return frozenset(found or ({sign.person_id} if sign.person_id is not None else ()))


def _rows(sign: StoredSign) -> list[tuple[str, Place]]:
    return [
        (str(row["table"]), (int(row["file"]), int(row["index"])))
        for row in sign.evidence
        if row.get("table") in TABLES
    ]


def _owners(table: str, places: Iterable[Place]) -> dict[Place, int]:
    """Read whose rows are; of rows that were written anew the latest counts."""
    asked = Q(pk__in=[])
    for file, index in places:
        asked |= Q(file_id=file, index=index)
    rows = TABLES[table].objects.filter(asked).order_by("known_from", "id")
    return {
        (file, index): person
        for file, index, person in rows.values_list("file_id", "index", "person_id")
    }
