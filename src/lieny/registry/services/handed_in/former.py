"""The list of a facility that a new one is compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q

from lieny.registry.models import Registration, SourceFile, Submission
from lieny.registry.services.stored.region import load

SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class FormerList:
    """Danh sách trước: what the last full list of a facility and its supplements said.

    Attributes:
        rows: of the register.
        listed_on: day of the last full list, None where no list of the facility has a day.
    """

    rows: tuple[Registration, ...]
    listed_on: date | None


def former_lists(
    facilities: Collection[int], submission: Submission, *, before: datetime | None = None
) -> Mapping[int, FormerList]:
    """Give the former lists of facilities, of those that have one.

    Args:
        facilities: ids.
        submission: the new list, which is left out.
        before: a time of taking in: what was known right before it; None for what is known now.
    """
    known = Q(known_until=None)
    if before is not None:
        known = Q(known_from__lt=before) & (known | Q(known_until__gte=before))
    rows = list(
        Registration.objects.filter(known, facility_id__in=facilities)
        .exclude(file__submission=submission)
        .order_by("facility_id", "file_id", "index")
    )
    supplements = supplements_of({row.file_id for row in rows})
    return {
        facility: _last(list(members), supplements)
        for facility, members in groupby(rows, key=lambda row: row.facility_id or 0)
    }


def supplements_of(files: Collection[int]) -> Collection[int]:
    """Tell which files only add persons: silence in them means nothing."""
    told = load(SourceFile.objects.filter(id__in=files).order_by("id"), tables=("files",))
    kinds = told.batch.files["submission"].to_pylist()
    return {
        number
        for number, kind in zip(told.files.tolist(), kinds, strict=True)
        if kind == SUPPLEMENT
    }


def _last(rows: list[Registration], supplements: Collection[int]) -> FormerList:
    days = [row.listed_on for row in rows if row.file_id not in supplements]
    last = max((day for day in days if day is not None), default=None)
    kept = [row for row in rows if last is None or (row.listed_on or last) >= last]
    return FormerList(tuple(kept), last)
