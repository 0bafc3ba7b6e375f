"""What people said of persons, as decisions about the rows that were shown of them then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

import numpy as np
import numpy.typing as npt
from django.db.models import Q

from lieny.registry.engine.linking import Decided
from lieny.registry.models import LicenceRow, LinkDecision, Registration
from lieny.registry.services.stored.identities import NONE
from lieny.registry.services.stored.region import StoredBatch

Longs = npt.NDArray[np.int64]

REGISTRATION, LICENCE = "registration", "licence"
MOST_ROWS = 200  # of each person; more say the same again
MOST_APART = 12  # rows of each side that are kept apart one by one
Anchor = list[str | int]  # [table, file, index]


def rows_of(person: int) -> list[Anchor]:
    """Name the rows of a person, those known longest first."""
    anchors: list[Anchor] = []
    for word, rows in (
        (LICENCE, LicenceRow.objects.filter(person_id=person)),
        (REGISTRATION, Registration.objects.filter(person_id=person)),
    ):
        places = rows.order_by("known_from", "id").values_list("file_id", "index")[:MOST_ROWS]
        anchors += [[word, file, index] for file, index in dict.fromkeys(places)]
    return anchors


def decided(stored: StoredBatch) -> Decided:
    """Give the decisions in force, about rows as they are numbered in the run."""
    _note_rows()
    found = [one for one in LinkDecision.objects.order_by("id") if one.is_in_force]
    if not found:
        return Decided()
    places = _places(stored)
    same: list[tuple[int, int]] = []
    different: list[tuple[int, int]] = []
    for one in found:
        left, right = (_numbers(rows, places) for rows in (one.one_rows, one.other_rows))
        if one.verdict == LinkDecision.Verdict.SAME:
            whole = [*left, *right] if left and right else []
            same += [(whole[0], row) for row in whole[1:]]
        else:
            different += product(left[:MOST_APART], right[:MOST_APART])
    return Decided(tuple(same), tuple(different))


def standing() -> frozenset[int]:
    """Name the decisions that nobody has undone: by id, negative while not in force."""
    found = LinkDecision.objects.filter(undone_at=None)
    return frozenset(one.pk if one.is_in_force else -one.pk for one in found)


def rows_decided_anew(stored: StoredBatch, before: frozenset[int]) -> Longs:
    """Give the rows of which people have said something else since `before` stood."""
    changed = {abs(one) for one in before ^ standing()}
    if not changed:
        return np.empty(0, np.int64)
    places = _places(stored)
    found = LinkDecision.objects.filter(pk__in=changed)
    rows = {row for one in found for row in _numbers([*one.one_rows, *one.other_rows], places)}
    return np.array(sorted(rows), np.int64)


def formerly(stored: StoredBatch) -> Longs:
    """Give of each row whose it was before a merging that people have undone; `NONE` for others.

    Only persons are named who lead on to somebody else since.
    """
    ids = np.full(len(stored.keys("registrations")) + len(stored.keys("licences")), NONE, np.int64)
    led_on = Q(one__merged_into__isnull=False) | Q(other__merged_into__isnull=False)
    undone = LinkDecision.objects.filter(
        led_on, verdict=LinkDecision.Verdict.SAME, undone_at__isnull=False
    )
    found = list(undone.select_related("one", "other").order_by("undone_at", "id"))
    places = _places(stored) if found else {}
    for decision in found:
        for person, rows in (
            (decision.one, decision.one_rows), (decision.other, decision.other_rows),
        ):  # fmt: skip
            if person.merged_into_id is not None:
                ids[_numbers(rows, places)] = person.pk
    return ids


def _note_rows() -> None:
    """Note of new decisions which rows they are about, before linking moves any."""
    for new in LinkDecision.objects.filter(one_rows=[], other_rows=[], undone_at=None):
        new.one_rows, new.other_rows = rows_of(new.one_id), rows_of(new.other_id)
        new.save(update_fields=["one_rows", "other_rows"])


def _places(stored: StoredBatch) -> Mapping[tuple[str, int], int]:
    registrations, licences = stored.keys("registrations"), stored.keys("licences")
    places = {(REGISTRATION, key): row for row, key in enumerate(registrations.tolist())}
    places |= {
        (LICENCE, key): row for row, key in enumerate(licences.tolist(), start=len(registrations))
    }
    return places


def _numbers(rows: Iterable[Anchor], places: Mapping[tuple[str, int], int]) -> list[int]:
    keys = [(str(table), (int(file) << 32) | int(index)) for table, file, index in rows]
    return [places[key] for key in keys if key in places]
