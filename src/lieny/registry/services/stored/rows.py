"""Registrations and licences, row by row, as people search them and the walls see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.services.linked import EPOCH, Linked
from lieny.registry.services.stored.cells import sources
from lieny.registry.services.stored.kept_rows import (
    INSTANT,
    Change,
    KeptRows,
    change,
    copy_into,
    count_passed_over,
    end_rows,
    move_rows,
)
from lieny.registry.services.stored.region import StoredBatch

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
REGISTRATIONS, LICENCES = "registry_registration", "registry_licencerow"
KEPT = ("file_id", "index", "province", "known_from", "known_until", "source")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and the column of the batch that fills it; words are cut to `most`."""

    name: str
    source: str
    most: int = 0


OF_REGISTRATION = (
    Column("name", "name", 150),
    Column("name_folded", "name_folded", 150),
    Column("licence_serial", "licence_serial"),
    Column("licence_issuer", "licence_issuer", 12),
    Column("licence_type", "licence_type", 16),
    Column("position", "position", 40),
    Column("title", "title", 40),
    Column("definite", "definite"),
    Column("possible", "possible"),
    Column("valid_from", "valid_from"),
    Column("valid_until", "valid_until"),
    Column("listed_on", "listed_on"),
)
OF_LICENCE = (
    Column("name", "name", 150),
    Column("name_folded", "name_folded", 150),
    Column("serial", "licence_serial"),
    Column("issuer", "licence_issuer", 12),
    Column("type", "licence_type", 16),
    Column("status", "status", 10),
    Column("status_from", "status_from"),
    Column("status_until", "status_until"),
    Column("issued_on", "licence_issued_on"),
    Column("valid_until", "valid_until"),
)


def superseded(linked: Linked) -> Flags:
    """Tell the registrations that a later list of the same place says anew.

    A row that is not current because its list is dated later than the day is none of them.
    """
    day = (linked.as_of - EPOCH).days
    listed = linked.batch.registrations["listed_on"].cast(pa.int32()).cast(pa.int64())
    ahead = listed.fill_null(day).to_numpy() > day
    return np.asarray(~linked.submissions.current & ~ahead, np.bool_)


def keep_registrations(  # noqa: PLR0913 - the rows and their owners
    stored: StoredBatch,
    linked: Linked,
    kept: KeptRows,
    person: Longs,
    place: Longs,
    *,
    at: datetime,
) -> Change:
    """Add new registrations, end what was superseded or taken back, move what has other owners.

    Args:
        stored: the rows.
        linked: the run.
        kept: how the table stood before.
        person: id of the person of each row.
        place: id of the facility of each row, −1 for none.
        at: the time of the change.
    """
    keys = stored.keys("registrations")
    current = ~superseded(linked)
    done = change(kept, keys, person, current)
    end_rows(REGISTRATIONS, done.ended, at=at)
    move_rows(REGISTRATIONS, "person_id", keys[done.moved], person[done.moved])
    at_row = kept.find(keys)
    before = np.append(kept.facility, -1)[at_row]
    replaced = np.flatnonzero((at_row >= 0) & (before != place))
    move_rows(REGISTRATIONS, "facility_id", keys[replaced], place[replaced])
    rows = _entries(stored, "registrations", OF_REGISTRATION, done.added, current, at)
    owners = zip(person[done.added].tolist(), place[done.added].tolist(), strict=True)
    copy_into(
        REGISTRATIONS,
        (*KEPT, *(column.name for column in OF_REGISTRATION), "person_id", "facility_id"),
        (
            (*row, one, where if where >= 0 else None)
            for row, (one, where) in zip(rows, owners, strict=True)
        ),
    )
    stood = np.where(
        np.append(kept.known, False)[at_row], np.append(kept.passed_over, 0)[at_row], 0
    )
    counts = linked.submissions.passed_over.astype(np.int64)
    differ = np.flatnonzero(current & (counts != stood))
    count_passed_over(REGISTRATIONS, keys[differ], counts[differ])
    return done


def keep_licences(stored: StoredBatch, kept: KeptRows, person: Longs, *, at: datetime) -> Change:
    """Do the same with rows of registers; a register does not silence an earlier one."""
    keys = stored.keys("licences")
    current = np.ones(len(keys), np.bool_)
    done = change(kept, keys, person, current)
    end_rows(LICENCES, done.ended, at=at)
    move_rows(LICENCES, "person_id", keys[done.moved], person[done.moved])
    rows = _entries(stored, "licences", OF_LICENCE, done.added, current, at)
    copy_into(
        LICENCES,
        (*KEPT, *(column.name for column in OF_LICENCE), "person_id"),
        ((*row, one) for row, one in zip(rows, person[done.added].tolist(), strict=True)),
    )
    return done


def _entries(  # noqa: PLR0913, PLR0917 - which rows of what, and as what they are entered
    stored: StoredBatch,
    table: str,
    columns: Sequence[Column],
    rows: Longs,
    current: Flags,
    at: datetime,
) -> Iterator[tuple[object, ...]]:
    """Give the values of `KEPT` and of the columns, a row at a time."""
    taken = getattr(stored.batch, table).take(pa.array(rows))
    keys = stored.keys(table)[rows].tolist()
    files = taken["file"].to_pylist()
    values = [_values(taken[column.source], column.most) for column in columns]
    lasting = current[rows].tolist()
    shown = sources(stored, table, rows)
    for key, file, lasts, source, *said in zip(keys, files, lasting, shown, *values, strict=True):
        ended = None if lasts else at + INSTANT
        yield (key >> 32, key & 0xFFFFFFFF, stored.provinces[file], at, ended, source, *said)


def _values(column: pa.ChunkedArray, most: int) -> Iterable[object]:
    values = column.to_pylist()
    return [(value or "")[:most] for value in values] if most else values
