"""What a submission changes against what is known of its facilities, before anybody confirms it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
import pyarrow as pa
from django.db.models import Max, Q, QuerySet

from lieny.law.book import Book
from lieny.registry.columns.tables import Batch
from lieny.registry.engine.facilities import link_facilities
from lieny.registry.models import FacilityRow, Registration, SourceFile, Submission
from lieny.registry.rules.list_changes import Entry, ListChanges, list_changes
from lieny.registry.services.stored.region import StoredBatch, load, split_key
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

SUPPLEMENT = "supplement"


@dataclass(frozen=True, slots=True)
class FacilityChanges:
    """What a submission changes at one facility.

    Attributes:
        facility: id of the facility; None where it was not known before.
        name: as the new list writes it.
        changes: against its former list; against nothing where there is none.
    """

    facility: int | None
    name: str
    changes: ListChanges


def changes_of(submission: UUID, *, day: date) -> tuple[FacilityChanges, ...]:
    """Compare the lists of a submission with the former lists of the same facilities.

    Args:
        submission: one that was read.
        day: day on which it was received, and whose law counts.

    Raises:
        Submission.DoesNotExist: it is not there for whoever asks.
    """
    found = Submission.objects.get(pk=submission)
    staged = load(SourceFile.objects.filter(submission=found).order_by("id"))
    if not staged.batch.registrations.num_rows:
        return ()
    place_of, known = _places(staged, found.province, day)
    kinds = staged.batch.files["submission"].to_pylist()
    law = Book.load()
    rows: dict[int, list[int]] = defaultdict(list)
    facilities = staged.batch.registrations["facility"].fill_null(-1).to_pylist()
    for row, facility in enumerate(facilities):
        if facility >= 0:
            rows[place_of[facility]].append(row)
    names = staged.batch.facilities["name"].to_pylist()
    files = staged.batch.registrations["file"].to_pylist()
    return tuple(
        FacilityChanges(
            facility=known.get(place),
            name=names[facilities[members[0]]] or "",
            changes=list_changes(
                _former(known.get(place), found),
                list(_entries(staged.batch, members)),
                received_on=day,
                law=law,
                only_adds=all(kinds[files[row]] == SUPPLEMENT for row in members),
            ),
        )
        for place, members in rows.items()
    )


def _places(staged: StoredBatch, province: str, day: date) -> tuple[list[int], dict[int, int]]:
    """Give the place of each staged facility row, and the facility that each place is, if known."""
    counts = Q(submission__state=Submission.State.CONFIRMED, province=province)
    asked = SourceFile.objects.filter(counts | Q(id__in=staged.files.tolist())).order_by("id")
    both = load(asked, tables=("files", "facilities"))
    links = link_facilities(
        both.batch.facilities, as_of=day, file_provinces=both.batch.files["province_given"]
    )
    keys = both.keys("facilities")
    order = np.argsort(keys)
    at = order[np.searchsorted(keys[order], staged.keys("facilities"))]
    place_of = links.entity[at].tolist()
    wanted = np.isin(links.entity, links.entity[at])
    wanted[at] = False
    places = dict(zip(keys[wanted].tolist(), links.entity[wanted].tolist(), strict=True))
    known: dict[int, int] = {}
    for file, index, facility in _mentions(places):
        known.setdefault(places[(file << 32) | index], facility)
    return place_of, known


def _mentions(keys: Iterable[int]) -> Iterable[tuple[int, int, int]]:
    """Give file, index and facility of mentions that are known, those of few rows at a time."""
    wanted = set(keys)
    files = {split_key(key)[0] for key in wanted}
    rows = FacilityRow.objects.filter(file_id__in=files, known_until=None).order_by("id")
    for file, index, facility in rows.values_list("file_id", "index", "facility_id"):
        if (file << 32) | index in wanted:
            yield file, index, facility


def _former(facility: int | None, submission: Submission) -> list[Entry]:
    """Give what the last full list of a facility and the supplements after it said."""
    if facility is None:
        return []
    rows = Registration.objects.filter(facility_id=facility, known_until=None).exclude(
        file__submission=submission
    )
    full = rows.exclude(file_id__in=_supplements(rows))
    last = full.aggregate(last=Max("listed_on"))["last"]
    if last is not None:
        rows = rows.filter(Q(listed_on__gte=last) | Q(listed_on=None))
    return [_former_entry(row) for row in rows.order_by("file_id", "index")]


def _supplements(rows: QuerySet[Registration]) -> list[int]:
    files = SourceFile.objects.filter(id__in=rows.values("file_id").distinct()).order_by("id")
    told = load(files, tables=("files",))
    kinds = told.batch.files["submission"].to_pylist()
    return [
        number
        for number, kind in zip(told.files.tolist(), kinds, strict=True)
        if kind == SUPPLEMENT
    ]


def _former_entry(row: Registration) -> Entry:
    return Entry(
        row=row.pk,
        name=row.name,
        name_folded=row.name_folded,
        licence=_licence(row.licence_serial, row.licence_issuer, row.licence_type),
        time=_time(row.definite, row.possible),
        position=row.position,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _entries(batch: Batch, rows: list[int]) -> Iterator[Entry]:
    wanted = ["name", "name_folded", "licence_serial", "licence_issuer", "licence_type", "position"]
    wanted += ["definite", "possible", "valid_from", "valid_until", "event_on"]
    for row, said in zip(
        rows, batch.registrations.select(wanted).take(pa.array(rows)).to_pylist(), strict=True
    ):
        yield Entry(
            row=row,
            name=said["name"] or "",
            name_folded=said["name_folded"] or "",
            licence=_licence(
                said["licence_serial"], said["licence_issuer"] or "", said["licence_type"] or ""
            ),
            time=_time(said["definite"], said["possible"]),
            position=said["position"] or "",
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
            event_on=said["event_on"],
        )


def _licence(serial: int | None, issuer: str, kind: str) -> str | None:
    return f"{serial}/{issuer}-{kind}" if serial and issuer and kind else None


def _time(definite: bytes | memoryview | None, possible: bytes | memoryview | None) -> WeeklyTime:
    sure, maybe = (
        WeeklySet.from_bytes(bytes(packed)) if packed else EMPTY for packed in (definite, possible)
    )
    return WeeklyTime(sure, maybe)
