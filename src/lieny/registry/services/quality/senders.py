"""Who hands in lists how well: one sender a facility, or a department for lists of several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Max, Min
from django.utils import timezone

from lieny.registry.models import Facility, FacilityRow, FileQuality
from lieny.registry.rules.list_quality import (
    FileMeasure,
    QualityScore,
    quality_score,
    quality_terms,
)

NUMBERS = ("rows", "rows_whole", "cells", "cells_unread", "days_late")
PLACE = ("file__submission__province", "file__submission__facility")
SENT_BY = ("file__submission__organisation_id", "file__submission__organisation__name")
SUBMITTED = ("file__submission_id", "file__submission__handed_in_at")


@dataclass(frozen=True, slots=True)
class SenderKey:
    """Đơn vị nộp: a facility by its id, else the organisation that handed in."""

    facility: int | None = None
    organisation: UUID | None = None


@dataclass(frozen=True)
class SentList:
    """Một lần nộp của một đơn vị.

    Attributes:
        submission: id of the submission.
        at: when it was handed in.
        files: ids of the files of this sender.
        measures: of each file.
        score: by the terms of that day.
    """

    submission: UUID
    at: datetime
    files: tuple[int, ...]
    measures: tuple[FileMeasure, ...]

    @cached_property
    def score(self) -> QualityScore:
        """Score the list by the terms of the day on which it was handed in."""
        found = quality_score(self.measures, quality_terms(timezone.localtime(self.at).date()))
        if found is None:
            raise ValueError("a list has files")
        return found

    def sum(self, name: str) -> int:
        """Add one number up over the files."""
        return sum(getattr(one, name) for one in self.measures)

    @property
    def days_late(self) -> int | None:
        """The days of the latest file; None where no file bears a day."""
        return max(
            (one.days_late for one in self.measures if one.days_late is not None), default=None
        )


@dataclass(frozen=True)
class Sender:
    """Đơn vị nộp với các lần nộp, the earliest first; never without one."""

    key: SenderKey
    name: str
    province: str
    lists: tuple[SentList, ...]

    @property
    def latest(self) -> SentList:
        """The list that tells how well it goes now."""
        return self.lists[-1]

    @property
    def change(self) -> int | None:
        """Points gained since the list before; None for the first one."""
        if len(self.lists) == 1:
            return None
        return self.latest.score.points - self.lists[-2].score.points

    @property
    def trend(self) -> tuple[int, ...]:
        """Points of each list, the earliest first."""
        return tuple(one.score.points for one in self.lists)


@dataclass(frozen=True, slots=True)
class _Counted:
    file: int
    submission: UUID
    at: datetime
    measure: FileMeasure


def senders(only: SenderKey | None = None) -> list[Sender]:
    """List the senders within the boundary, by name; or the one that is asked for.

    Lists that were withdrawn are left out: they were handed in by mistake.
    """
    rows = FileQuality.objects.exclude(file__submission__state="withdrawn")
    if only is not None and only.organisation is not None:
        rows = rows.filter(file__submission__organisation_id=only.organisation)
    values = list(
        rows.values("file_id", *NUMBERS, *PLACE, *SENT_BY, *SUBMITTED).order_by("file_id")
    )
    owners = _owners(values)
    counted: dict[SenderKey, list[_Counted]] = defaultdict(list)
    named: dict[SenderKey, tuple[str, str]] = {}
    for row in values:
        key, name = owners[row["file_id"]]
        if only is not None and key != only:
            continue
        counted[key].append(_counted(row))
        named[key] = name, row["file__submission__province"]
    found = [Sender(key, *named[key], _lists(files)) for key, files in counted.items()]
    return sorted(found, key=lambda one: one.name)


def _counted(row: Mapping[str, object]) -> _Counted:
    numbers = {name: row[name] for name in NUMBERS}
    measure = FileMeasure(**numbers)  # type: ignore[arg-type] - columns of the table
    file, (submission, at) = row["file_id"], (row[name] for name in SUBMITTED)
    return _Counted(file, submission, at, measure)  # type: ignore[arg-type] - columns of the table


def _lists(files: Iterable[_Counted]) -> tuple[SentList, ...]:
    together: dict[UUID, list[_Counted]] = defaultdict(list)
    for one in files:
        together[one.submission].append(one)
    lists = [
        SentList(number, held[0].at, tuple(f.file for f in held), tuple(f.measure for f in held))
        for number, held in together.items()
    ]
    return tuple(sorted(lists, key=lambda one: (one.at, str(one.submission))))


def _owners(values: Iterable[Mapping[str, object]]) -> dict[int, tuple[SenderKey, str]]:
    """Say of each file whose list it is: the facility that sent it or that alone it names."""
    rows = list(values)
    by_place = _facilities_that_sent(rows)
    named = _facilities_named()
    owners: dict[int, tuple[SenderKey, str]] = {}
    for row in rows:
        file = int(str(row["file_id"]))
        place = by_place.get(tuple(str(row[name]) for name in PLACE)) or named.get(file)
        organisation, name = (row[name] for name in SENT_BY)
        if place is not None:
            owners[file] = SenderKey(facility=place[0]), place[1]
        else:
            owners[file] = SenderKey(organisation=UUID(str(organisation))), str(name)
    return owners


def _facilities_that_sent(
    rows: Iterable[Mapping[str, object]],
) -> dict[tuple[str, ...], tuple[int, str]]:
    places = {tuple(str(row[name]) for name in PLACE) for row in rows}
    keys = {key for _, key in places if key}
    found = Facility.objects.filter(key__in=keys).select_related("merged_into")
    return {(one.province, one.key): _standing(one) for one in found}


def _facilities_named() -> dict[int, tuple[int, str]]:
    """Give the facility of each file that names exactly one."""
    once = (
        FacilityRow.objects.order_by()
        .values("file_id")
        .annotate(one=Min("facility_id"), other=Max("facility_id"))
    )
    single = {row["file_id"]: row["one"] for row in once if row["one"] == row["other"]}
    wanted = set(single.values())
    held = Facility.objects.filter(pk__in=wanted).select_related("merged_into")
    places = {one.pk: _standing(one) for one in held}
    return {file: places[place] for file, place in single.items() if place in places}


def _standing(place: Facility) -> tuple[int, str]:
    """Give id and name of a facility, or of the one that it was found to be the same as."""
    kept = place.merged_into or place
    return kept.pk, kept.name


def kinds_of_list(sent: SentList) -> list[tuple[str, int, int]]:
    """Count the problems of a list by kind, the most frequent first: code, count, a file of it."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    held = FileQuality.objects.filter(file_id__in=sent.files).order_by("file_id")
    for file, kinds in held.values_list("file_id", "kinds"):
        counts.update(kinds)
        for code in kinds:
            first.setdefault(code, file)
    return [(code, count, first[code]) for code, count in counts.most_common()]
