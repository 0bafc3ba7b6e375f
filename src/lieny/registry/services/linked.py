"""The run's tables after linking: which rows are one place, one person, one current word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.columns.tables import Batch
from lieny.registry.engine.facilities import FacilityLinks, link_facilities
from lieny.registry.engine.linking import (
    Before,
    Decided,
    PersonLinks,
    Posts,
    link_anew,
    link_persons,
)
from lieny.registry.engine.submissions import NO_DAY, Submissions, order_submissions
from lieny.registry.engine.sweep import sweep
from lieny.registry.services.evidence import EvidenceBook, PlacesOfRows
from lieny.registry.services.progress import Progress, Stage
from lieny.vocabulary.place import province_successor

EPOCH = date(1970, 1, 1)
Timing = Callable[[Stage], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Linked:
    """What the rules are asked about.

    Attributes:
        batch: the tables as read.
        as_of: day of the check.
        senders: province code of each file on the map of `as_of`, None where unknown.
        facilities: which facility rows are one place.
        persons: which registration and register rows are one person.
        place: facility entity of each registration, −1 where the row names no facility.
        submissions: which rows are the current word of their facility.
        active: registrations that are current and valid on `as_of`.
        overlaps: pairs of active registrations of one person that share minutes.
    """

    batch: Batch
    as_of: date
    senders: tuple[str | None, ...]
    facilities: FacilityLinks
    persons: PersonLinks
    place: npt.NDArray[np.int32]
    submissions: Submissions
    active: npt.NDArray[np.bool_]
    overlaps: pa.Table


def link_batch(  # noqa: PLR0913 - the tables, and how to link them
    batch: Batch,
    *,
    as_of: date,
    timing: Timing,
    progress: Progress,
    decided: Decided | None = None,
    before: Before | None = None,
    arrivals: npt.NDArray[np.int64] | None = None,
) -> Linked:
    """Link places, then persons, then find who is where on the day and which hours collide.

    Args:
        batch: the tables as read.
        as_of: day of the check.
        timing: measures each stage.
        progress: hears how far each stage is.
        decided: what people said of rows.
        before: what is known of them already; None links everything.
        arrivals: of each file, in which order its submission arrived; None where nobody knows.
    """
    rows = batch.registrations
    with timing(Stage.FACILITIES):
        progress(Stage.FACILITIES, 0, 1)
        given = batch.files["province_given"]
        facilities = link_facilities(batch.facilities, as_of=as_of, file_provinces=given)
        place = _place_of_rows(rows, facilities.entity)
        progress(Stage.FACILITIES, 1, 1)
    with timing(Stage.LINKING):
        progress(Stage.LINKING, 0, 1)
        posts = _posts(rows, place)
        persons = (
            link_persons(rows, batch.licences, decided=decided, posts=posts)
            if before is None
            else link_anew(rows, batch.licences, before=before, decided=decided, posts=posts)
        )
        progress(Stage.LINKING, 1, 1)
    with timing(Stage.SWEEP):
        progress(Stage.SWEEP, 0, 1)
        submissions = _order(batch, persons.registration_person, place, as_of, arrivals)
        active = submissions.current & _valid_on(rows, as_of)
        overlaps = sweep(
            persons.registration_person,
            place,
            _one_chunk(rows["definite"]),
            _one_chunk(rows["possible"]),
            _one_chunk(rows["valid_from"]),
            _one_chunk(rows["valid_until"]),
            active & (place >= 0),
        )
        progress(Stage.SWEEP, 1, 1)
    return Linked(
        batch=batch,
        as_of=as_of,
        senders=_provinces_on(given, as_of),
        facilities=facilities,
        persons=persons,
        place=place,
        submissions=submissions,
        active=active,
        overlaps=overlaps,
    )


def evidence_book(linked: Linked) -> EvidenceBook:
    """Make the book that finds the cells behind rows."""
    entities = linked.facilities.entities
    places = PlacesOfRows(linked.facilities.entity, entities["name"], entities["province"])
    return EvidenceBook(linked.batch, places, linked.senders)


def posts_of(batch: Batch, *, as_of: date) -> Posts:
    """Give where the registrations of a batch stand, as `link_batch` links them."""
    given = batch.files["province_given"]
    facilities = link_facilities(batch.facilities, as_of=as_of, file_provinces=given)
    return _posts(batch.registrations, _place_of_rows(batch.registrations, facilities.entity))


def _posts(rows: pa.Table, place: npt.NDArray[np.int32]) -> Posts:
    return Posts(place, rows["file"].to_numpy().astype(np.int32))


def _place_of_rows(rows: pa.Table, entity: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    facility = rows["facility"].fill_null(-1).to_numpy().astype(np.int64)
    place = np.full(len(facility), -1, dtype=np.int32)
    known = facility >= 0
    place[known] = entity[facility[known]]
    return place


def _order(
    batch: Batch,
    person: npt.NDArray[np.int32],
    place: npt.NDArray[np.int32],
    as_of: date,
    arrivals: npt.NDArray[np.int64] | None,
) -> Submissions:
    rows = batch.registrations
    listed = rows["listed_on"].cast(pa.int32()).cast(pa.int64()).fill_null(NO_DAY).to_numpy()
    kind = batch.files["submission"].to_numpy()
    file = rows["file"].to_numpy()
    return order_submissions(
        person,
        place,
        listed,
        (kind == "supplement")[file].astype(np.bool_),
        (as_of - EPOCH).days,
        arrival=None if arrivals is None else arrivals[file],
    )


def _valid_on(rows: pa.Table, as_of: date) -> npt.NDArray[np.bool_]:
    day = pa.scalar(as_of, pa.date32())
    begun = pc.less_equal(rows["valid_from"], day).fill_null(True)  # noqa: FBT003 - Arrow's own
    lasts = pc.greater_equal(rows["valid_until"], day).fill_null(True)  # noqa: FBT003
    return np.asarray(pc.and_(begun, lasts).to_numpy(), dtype=np.bool_)


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    combined = column.combine_chunks()
    if isinstance(combined, pa.ChunkedArray):
        return combined.chunk(0) if combined.num_chunks else pa.array([], combined.type)
    return combined


def _provinces_on(given: pa.ChunkedArray, as_of: date) -> tuple[str | None, ...]:
    return tuple(
        province_successor(code, from_day=None, to_day=as_of) if code else None
        for code in given.to_pylist()
    )
