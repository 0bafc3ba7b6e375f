"""What a submission changed in the registry: who joined, who left, whose hours are others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet

from lieny.registry.models import Registration, StoredSign, Submission
from lieny.registry.services.cases.inbox import URGENCY
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

Key = tuple[int, int | None]  # person and facility


@dataclass(frozen=True, slots=True)
class Changed:
    """Một người thay đổi: one person at one facility, before and after.

    Attributes:
        row: the row that says it: the new one, or of somebody who left the former one.
        before: registered hours before, those that are possible included.
        after: the same after.
    """

    row: Registration
    before: WeeklySet
    after: WeeklySet


@dataclass(frozen=True, slots=True)
class ListChange:
    """Thay đổi so với danh sách trước.

    Attributes:
        joined: who was not there before.
        left: who is there no longer.
        hours: whose hours are others.
        same: how many stayed as they were.
        signs: signs that rest on a row of the submission and stand, the most severe first.
    """

    joined: tuple[Changed, ...]
    left: tuple[Changed, ...]
    hours: tuple[Changed, ...]
    same: int
    signs: tuple[StoredSign, ...]


def change_of(submission: Submission) -> ListChange | None:
    """Compare the rows of a submission with those that they took the place of.

    None before it came into the registry, and where it brought no registrations.
    """
    rows = Registration.objects.filter(file__submission=submission)
    came = rows.aggregate(first=Min("known_from"))["first"]
    if submission.taken_in_at is None or came is None:
        return None
    after = _by_key(rows.filter(known_from=came))
    before = _by_key(_replaced(submission, came, {key[1] for key in after}))
    both = after.keys() & before.keys()
    hours = [key for key in both if _hours(after[key]) != _hours(before[key])]
    return ListChange(
        joined=_changed([key for key in after if key not in both], before, after),
        left=_changed([key for key in before if key not in both], before, after),
        hours=_changed(hours, before, after),
        same=len(both) - len(hours),
        signs=tuple(signs_of(submission)),
    )


def signs_of(submission: Submission) -> QuerySet[StoredSign]:
    """Find the signs that rest on a row of a submission and stand still."""
    wanted = StoredSign.objects.none()
    standing = StoredSign.objects.filter(ended_at__isnull=True)
    for file in submission.files.values_list("id", flat=True):
        wanted |= standing.filter(evidence__contains=[{"file": file}])
    return wanted.annotate(urgency=URGENCY).order_by("urgency", "-first_seen_at", "id")


def _replaced(
    submission: Submission, at: datetime, facilities: set[int | None]
) -> QuerySet[Registration]:
    """Find the rows that ended when those of the submission came, at the same facilities."""
    ended = Registration.objects.filter(known_until=at, province=submission.province)
    return ended.filter(facility_id__in=[one for one in facilities if one is not None])


def _by_key(rows: QuerySet[Registration]) -> dict[Key, list[Registration]]:
    found: dict[Key, list[Registration]] = {}
    for row in rows.select_related("facility").order_by("name_folded", "id"):
        found.setdefault((row.person_id, row.facility_id), []).append(row)
    return found


def _changed(
    keys: Sequence[Key],
    before: dict[Key, list[Registration]],
    after: dict[Key, list[Registration]],
) -> tuple[Changed, ...]:
    found = [
        Changed(
            (after.get(key) or before[key])[0],
            _hours(before.get(key, ())),
            _hours(after.get(key, ())),
        )
        for key in keys
    ]
    return tuple(sorted(found, key=lambda one: (one.row.name_folded, one.row.pk)))


def _hours(rows: Sequence[Registration]) -> WeeklySet:
    joined = EMPTY
    for row in rows:
        for packed in (row.definite, row.possible):
            if packed:
                joined |= WeeklySet.from_bytes(bytes(packed))
    return joined
