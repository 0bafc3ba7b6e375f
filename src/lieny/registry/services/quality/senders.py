"""Who hands in lists how well: one sender a facility, or a department for lists of several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
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

SUBMISSION = "file__submission__"
NEEDED = (
    "rows",
    "rows_whole",
    "cells",
    "cells_unread",
    "days_late",
    "file__submission_id",
    *(SUBMISSION + name for name in ("province", "facility", "handed_in_at", "organisation__name")),
)


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


def senders(only: SenderKey | None = None) -> list[Sender]:
    """List the senders within the boundary, by name; or the one that is asked for.

    Lists that were withdrawn are left out: they were handed in by mistake.
    """
    counted = FileQuality.objects.exclude(file__submission__state="withdrawn")
    if only is not None and only.organisation is not None:
        counted = counted.filter(file__submission__organisation_id=only.organisation)
    files = list(
        counted.select_related("file__submission__organisation").only(*NEEDED).order_by("file_id")
    )
    together: dict[SenderKey, list[FileQuality]] = defaultdict(list)
    names: dict[SenderKey, str] = {}
    for file, (key, name) in zip(files, _owners(files), strict=True):
        if only is None or key == only:
            together[key].append(file)
            names[key] = name
    found = [
        Sender(key, names[key], held[0].file.submission.province, _lists(held))
        for key, held in together.items()
    ]
    return sorted(found, key=lambda one: one.name)


def _lists(files: Iterable[FileQuality]) -> tuple[SentList, ...]:
    together: dict[UUID, list[FileQuality]] = defaultdict(list)
    for one in files:
        together[one.file.submission_id].append(one)
    lists = [
        SentList(
            number,
            held[0].file.submission.handed_in_at,
            tuple(one.file_id for one in held),
            tuple(_measure(one) for one in held),
        )
        for number, held in together.items()
    ]
    return tuple(sorted(lists, key=lambda one: (one.at, str(one.submission))))


def _measure(one: FileQuality) -> FileMeasure:
    return FileMeasure(one.rows, one.rows_whole, one.cells, one.cells_unread, one.days_late)


def _owners(files: Iterable[FileQuality]) -> list[tuple[SenderKey, str]]:
    """Say of each file whose list it is: the facility that sent it or that alone it names."""
    listed = list(files)
    by_place = _facilities_that_sent(listed)
    named = _facilities_named()
    owners = []
    for one in listed:
        sent = one.file.submission
        place = by_place.get((sent.province, sent.facility)) or named.get(one.file_id)
        if place is not None:
            owners.append((SenderKey(facility=place[0]), place[1]))
        else:
            name = sent.organisation.name
            owners.append((SenderKey(organisation=sent.organisation_id), name))
    return owners


def _facilities_that_sent(files: Iterable[FileQuality]) -> dict[tuple[str, str], tuple[int, str]]:
    keys = {one.file.submission.facility for one in files} - {""}
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
