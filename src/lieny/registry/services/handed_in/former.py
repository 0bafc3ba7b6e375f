"""The list of a facility that a new one is compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from lieny.registry.models import Registration, SourceFile, Submission
from lieny.registry.services.stored.region import load

SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class ListMoment:
    """Where a list stands among the lists of its facility.

    Attributes:
        listed_on: the day that it bears, None where it bears none.
        handed_in_at: when its submission came.
        submission: which it is.
    """

    listed_on: date | None
    handed_in_at: datetime
    submission: UUID

    def is_after(self, other: ListMoment) -> bool:
        """Test whether this list speaks where both do, as `engine/submissions` orders them.

        Between a list that bears a day and one that bears none there is no order.
        """
        if self.is_of_one_day(other):
            arrived = (self.handed_in_at, self.submission)
            return arrived > (other.handed_in_at, other.submission)
        if self.listed_on is None or other.listed_on is None:
            return False
        return self.listed_on > other.listed_on

    def is_of_one_day(self, other: ListMoment) -> bool:
        """Test whether only their arrival orders two lists."""
        return self.listed_on == other.listed_on


@dataclass(frozen=True, slots=True)
class FormerList:
    """Danh sách trước: what the last full list of a facility and its supplements said.

    Attributes:
        rows: of the register.
        moment: of the last full list, None where the facility has none.
    """

    rows: tuple[Registration, ...]
    moment: ListMoment | None


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
    files = {row.file_id for row in rows}
    lists = _Lists(_came(files), supplements_of(files))
    return {
        facility: lists.last(list(members))
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


def _came(files: Collection[int]) -> Mapping[int, tuple[datetime, UUID]]:
    told = SourceFile.objects.filter(id__in=files)
    rows = told.values_list("id", "submission__handed_in_at", "submission_id")
    return {file: (at, submission) for file, at, submission in rows}


@dataclass(frozen=True, slots=True)
class _Lists:
    """When the files of rows came, and which of them only add."""

    came: Mapping[int, tuple[datetime, UUID]]
    supplements: Collection[int]

    def last(self, rows: list[Registration]) -> FormerList:
        """Keep what the last full list says and what was added to it since."""
        full = [row for row in rows if row.file_id not in self.supplements]
        if not full:
            return FormerList(tuple(rows), None)
        last = max(full, key=self._order)
        kept = [
            row
            for row in rows
            if self._order(row) >= self._order(last)
            or (row.listed_on is None and last.listed_on is not None)
        ]
        return FormerList(tuple(kept), ListMoment(last.listed_on, *self.came[last.file_id]))

    def _order(self, row: Registration) -> tuple[date, datetime, UUID]:
        return (row.listed_on or date.min, *self.came[row.file_id])
