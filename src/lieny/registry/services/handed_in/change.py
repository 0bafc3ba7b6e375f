"""What a submission changed in the registry: who joined, who left, whose hours are others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Min, QuerySet
from django.utils import timezone

from lieny.law.book import Book
from lieny.registry.models import FileBlock, Registration, StoredSign, Submission
from lieny.registry.rules.list_changes import Entry, changes_between
from lieny.registry.services.cases.inbox import URGENCY
from lieny.registry.services.handed_in.entries import stored_entry
from lieny.registry.services.handed_in.former import (
    FormerList,
    ListMoment,
    former_lists,
    supplements_of,
)
from lieny.registry.services.list_changes import NOTHING, FacilityChanges, moment_of, with_order
from lieny.registry.services.stored.blocks import unpacked


@dataclass(frozen=True, slots=True)
class ListChange:
    """Thay đổi so với danh sách trước.

    Attributes:
        facilities: what changed at each, as it was when the rows came into the register.
        signs: signs that rest on a row of the submission and stand, the most severe first.
    """

    facilities: tuple[FacilityChanges, ...]
    signs: tuple[StoredSign, ...]


def change_of(submission: Submission) -> ListChange | None:
    """Compare the rows of a submission with the lists that were known right before.

    Rows are of one person where linking says so. None before it came into the registry, and where
    it brought no registrations.
    """
    rows = Registration.objects.filter(file__submission=submission)
    came = rows.aggregate(first=Min("known_from"))["first"]
    if submission.taken_in_at is None or came is None:
        return None
    return ListChange(_facilities(submission, rows, came), tuple(signs_of(submission)))


def signs_of(submission: Submission) -> QuerySet[StoredSign]:
    """Find the signs that rest on a row of a submission and stand still."""
    wanted = StoredSign.objects.none()
    standing = StoredSign.objects.filter(ended_at__isnull=True)
    for file in submission.files.values_list("id", flat=True):
        wanted |= standing.filter(evidence__contains=[{"file": file}])
    return wanted.annotate(urgency=URGENCY).order_by("urgency", "-first_seen_at", "id")


def _facilities(
    submission: Submission, rows: QuerySet[Registration], came: datetime
) -> tuple[FacilityChanges, ...]:
    at_place: dict[int, list[Registration]] = defaultdict(list)
    listed = rows.filter(known_from=came, facility__isnull=False).select_related("facility")
    for row in listed.order_by("name_folded", "id"):
        at_place[row.facility_id or 0].append(row)
    new = _NewRows(
        submission=submission,
        received_on=timezone.localdate(submission.handed_in_at),
        supplements=frozenset(supplements_of({r.file_id for m in at_place.values() for r in m})),
        events=_events(submission),
        law=Book.load(),
    )
    former = former_lists(at_place, submission, before=came)
    today = former_lists(at_place, submission)
    return tuple(
        _followed(
            new.against(former.get(facility, NOTHING), members),
            today.get(facility, NOTHING).moment,
            moment_of((row.listed_on for row in members), submission),
            submission,
        )
        for facility, members in at_place.items()
    )


def _followed(
    change: FacilityChanges, today: ListMoment | None, own: ListMoment, submission: Submission
) -> FacilityChanges:
    """Say which other list of the facility speaks today; `later` has said it of one known before.

    Args:
        change: what the submission changed there.
        today: the last full list among the others that count.
        own: where this one stands.
        submission: that is looked at.
    """
    if submission.state == Submission.State.WITHDRAWN:
        return replace(change, now=today or _still_there(change.replaced))
    if today is None or today == change.later or not today.is_after(own):
        return change
    return replace(change, now=today)


def _still_there(moment: ListMoment | None) -> ListMoment | None:
    """Keep a list that counts, also while the background has yet to bring its rows back."""
    if moment is None:
        return None
    stands = Submission.objects.filter(pk=moment.submission, state=Submission.State.CONFIRMED)
    return moment if stands.exists() else None


@dataclass(frozen=True, slots=True)
class _NewRows:
    """What is told of all rows of a submission."""

    submission: Submission
    received_on: date
    supplements: frozenset[int]
    events: Mapping[tuple[int, int], date]
    law: Book

    def against(self, former: FormerList, rows: Sequence[Registration]) -> FacilityChanges:
        """Compare the rows of one facility with its former list."""
        before, after = _by_person(former.rows), _by_person(rows)
        silent = all(row.file_id in self.supplements for row in rows)
        gone = [] if silent else [one for one in before if one not in after]
        both = [one for one in after if one in before]
        changes = changes_between(
            [(stored_entry(before[one]), self._entry(after[one])) for one in both],
            come=[self._entry(after[one]) for one in after if one not in before],
            gone=[stored_entry(before[one]) for one in gone],
            received_on=self.received_on,
            law=self.law,
        )
        place = rows[0].facility
        found = FacilityChanges(
            facility=rows[0].facility_id,
            name=place.name if place is not None else "",
            changes=changes,
            is_first=not former.rows,
        )
        return with_order(
            found, former, moment_of((row.listed_on for row in rows), self.submission)
        )

    def _entry(self, rows: Sequence[Registration]) -> Entry:
        return stored_entry(rows, self.events.get((rows[0].file_id, rows[0].index)))


def _by_person(rows: Sequence[Registration]) -> dict[int, list[Registration]]:
    found: dict[int, list[Registration]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def _events(submission: Submission) -> dict[tuple[int, int], date]:
    """Give the day on which somebody joined or left, of the rows that tell it."""
    blocks = FileBlock.objects.filter(
        file__submission=submission, table=FileBlock.Table.REGISTRATIONS
    )
    return {
        (file, index): day
        for file, content in blocks.values_list("file_id", "arrow").iterator(chunk_size=100)
        for index, day in enumerate(unpacked(content)["event_on"].to_pylist())
        if day is not None
    }
