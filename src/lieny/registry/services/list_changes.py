"""What a submission changes against what is known of its facilities, before anybody confirms it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import numpy as np
from django.db.models import Q

from lieny.law.book import Book
from lieny.registry.engine.facilities import link_facilities
from lieny.registry.models import FacilityRow, SourceFile, Submission
from lieny.registry.rules.list_changes import Entry, ListChanges, list_changes
from lieny.registry.services.handed_in.entries import staged_entries, stored_entry
from lieny.registry.services.handed_in.former import (
    SUPPLEMENT,
    FormerList,
    ListMoment,
    former_lists,
)
from lieny.registry.services.stored.region import StoredBatch, load, split_key

NOTHING = FormerList((), None)


@dataclass(frozen=True, slots=True)
class FacilityChanges:
    """What a submission changes at one facility.

    Attributes:
        facility: id of the facility; None where it was not known before.
        name: as the new list writes it.
        changes: against its former list; against nothing where there is none.
        is_first: nothing was registered there before.
        later: a later list that is known already, None without one; an earlier list says nothing
            of those whom the later one names, or no longer names.
        replaced: the former list, where it bears the same day and came before: this one takes its
            place.
        now: the list that speaks today in place of this one, which a newer one has followed or
            which was withdrawn; None where this one speaks, or none does.
    """

    facility: int | None
    name: str
    changes: ListChanges
    is_first: bool
    later: ListMoment | None = None
    replaced: ListMoment | None = None
    now: ListMoment | None = None


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
    former = former_lists(set(known.values()), found)
    names = staged.batch.facilities["name"].to_pylist()
    law = Book.load()
    return tuple(
        _at_one_place(
            known.get(place), names[first] or "", former.get(known.get(place, 0), NOTHING), new, law
        )
        for place, first, new in _by_place(staged, place_of, found, day)
    )


@dataclass(frozen=True, slots=True)
class _NewList:
    """Rows of one place in a submission that waits."""

    entries: tuple[Entry, ...]
    received_on: date
    moment: ListMoment
    only_adds: bool


def _by_place(
    staged: StoredBatch, place_of: Sequence[int], found: Submission, day: date
) -> Iterator[tuple[int, int, _NewList]]:
    """Give each place, a row of facilities that names it, and its rows."""
    rows: dict[int, list[int]] = defaultdict(list)
    facilities = staged.batch.registrations["facility"].fill_null(-1).to_pylist()
    for row, facility in enumerate(facilities):
        if facility >= 0:
            rows[place_of[facility]].append(row)
    kinds = staged.batch.files["submission"].to_pylist()
    files = staged.batch.registrations["file"].to_pylist()
    days = staged.batch.registrations["listed_on"].to_pylist()
    for place, members in rows.items():
        new = _NewList(
            entries=tuple(staged_entries(staged.batch, members)),
            received_on=day,
            moment=moment_of([days[row] for row in members], found),
            only_adds=all(kinds[files[row]] == SUPPLEMENT for row in members),
        )
        yield place, facilities[members[0]], new


def _at_one_place(
    facility: int | None, name: str, former: FormerList, new: _NewList, law: Book
) -> FacilityChanges:
    changes = list_changes(
        [stored_entry([row]) for row in former.rows],
        new.entries,
        received_on=new.received_on,
        law=law,
        only_adds=new.only_adds,
    )
    found = FacilityChanges(facility, name, changes, is_first=not former.rows)
    return with_order(found, former, new.moment)


def moment_of(days: Iterable[date | None], submission: Submission) -> ListMoment:
    """Say where the list of a facility stands; days are those that its rows bear."""
    last = max((day for day in days if day is not None), default=None)
    return ListMoment(last, submission.handed_in_at, submission.pk)


def with_order(change: FacilityChanges, former: FormerList, new: ListMoment) -> FacilityChanges:
    """Take out what a list cannot change because a later one of the facility is known."""
    if former.moment is None:
        return change
    if not former.moment.is_after(new):
        replaced = former.moment if new.is_of_one_day(former.moment) else None
        return replace(change, replaced=replaced)
    changes = replace(change.changes, left=(), altered=())
    return replace(change, changes=changes, later=former.moment)


def _places(
    staged: StoredBatch, province: str, day: date
) -> tuple[Sequence[int], Mapping[int, int]]:
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
