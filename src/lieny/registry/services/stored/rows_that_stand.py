"""Where the rows of the tables stand, as the last run left them: the tables need not be read.

Reading them is the dearest part of taking a list in, as each row lies among its texts and behind
its wall. Nobody but a run writes these tables; whoever does it all the same is noticed by their
version (migration 24), and then they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from django.db import connection

from lieny.registry.services.stored.kept_rows import NONE, KeptRows, read_kept
from lieny.registry.services.stored.large_memory import keep_large, recall_large
from lieny.registry.services.stored.patched import (
    Columns,
    Patched,
    keep_patched,
    recall_patched,
)

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
VERSION = "version of rows"
REGISTRATIONS, LICENCES, FACILITIES = NAMES = (
    "standing registrations",
    "standing licences",
    "standing facilities",
)


@dataclass(frozen=True, slots=True)
class RowsThatStand:
    """The latest entries of the three tables before a run.

    Attributes:
        registrations: whose, and where.
        licences: of the registers; whose.
        facilities: mentions of places, and of which.
        kept: columns as they stand in the memory, by name; empty where the tables were read.
    """

    registrations: KeptRows
    licences: KeptRows
    facilities: KeptRows
    kept: Mapping[str, Patched] = field(default_factory=dict)

    @property
    def of_persons(self) -> tuple[KeptRows, KeptRows]:
        """The two tables whose rows are of persons."""
        return self.registrations, self.licences


def rows_that_stand(*, anew: bool = False) -> RowsThatStand:
    """Give where the rows stand now, from the memory if nobody touched the tables since.

    Args:
        anew: read the tables all the same, as a run does that looks at everything.
    """
    version = None if anew else recall_large(VERSION)
    if version is not None and version["version"].to_pylist() == [_version()]:
        kept = {name: found for name in NAMES if (found := recall_patched(name)) is not None}
        if len(kept) == len(NAMES):
            registrations, licences, facilities = (_rows(kept[name].now) for name in NAMES)
            return RowsThatStand(registrations, licences, facilities, kept)
    return RowsThatStand(
        read_kept("registry_registration", "person_id", registrations=True),
        read_kept("registry_licencerow", "person_id"),
        read_kept("registry_facilityrow", "facility_id"),
    )


def keep_rows_that_stand(now: RowsThatStand, last: RowsThatStand, *, at: datetime) -> None:
    """Keep where the rows stand after a run, once it has written everything.

    Args:
        now: after the run.
        last: before it, as `rows_that_stand` gave it.
        at: the time of the run.
    """
    tables = (now.registrations, now.licences, now.facilities)
    for name, rows in zip(NAMES, tables, strict=True):
        keep_patched(name, _columns(rows), last.kept.get(name), at=at)
    keep_large(VERSION, pa.table({"version": [_version()]}), at=at)


def after(  # noqa: PLR0913 - what stood, and the columns of what stands
    before: KeptRows,
    keys: Longs,
    owner: Longs,
    *,
    current: Flags,
    facility: Longs | None = None,
    passed_over: Longs | None = None,
) -> KeptRows:
    """Give how the rows of a table stand once a run has written it.

    Args:
        before: how they stood; what is no longer among the keys was taken back and is known to
            nobody.
        keys: rows that count.
        owner: whose each is.
        current: it is known.
        facility: place of each, where rows have one.
        passed_over: later lists that pass over it, where rows are passed over.
    """
    known = np.asarray(current, np.bool_)
    none = np.full(len(keys), NONE, np.int64)
    facility = none if facility is None else facility
    passed_over = np.zeros(len(keys), np.int64) if passed_over is None else passed_over
    if np.array_equal(before.keys, keys[: len(before.keys)]) and (np.diff(keys) > 0).all():
        return KeptRows(keys, owner, facility, known, passed_over)
    whole = np.union1d(before.keys, keys)
    old, new = np.searchsorted(whole, before.keys), np.searchsorted(whole, keys)

    def column(stood: Longs, stands: Longs) -> Longs:
        values = np.full(len(whole), NONE, np.int64)
        values[old] = stood
        values[new] = stands
        return values

    still = np.zeros(len(whole), np.bool_)
    still[new] = known
    return KeptRows(
        whole,
        column(before.owner, owner),
        column(before.facility, facility),
        still,
        column(before.passed_over, passed_over),
    )


def _version() -> int:
    with connection.cursor() as cursor:
        # A sequence begins with the value that its first move gives too.
        cursor.execute("SELECT last_value + is_called::integer FROM registry_rows_version")
        return int(cursor.fetchone()[0])


def _columns(rows: KeptRows) -> Columns:
    return {
        "key": rows.keys,
        "owner": rows.owner,
        "facility": rows.facility,
        "known": rows.known,
        "passed over": rows.passed_over,
    }


def _rows(columns: Columns) -> KeptRows:
    key, owner, facility, passed_over = (
        columns[name].astype(np.int64, copy=False)
        for name in ("key", "owner", "facility", "passed over")
    )
    return KeptRows(key, owner, facility, columns["known"].astype(np.bool_), passed_over)
