"""Rows that the tables hold: reading where they stand, adding, moving and ending them.

Statements are put together from names of our own tables; values go beside them.
"""

# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
import psycopg
from django.db import connection

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NONE = -1
INSTANT = timedelta(microseconds=1)
HEADER = 20
ELEMENT = np.dtype([("length", ">i4"), ("value", ">i8")])


class NumberMissing(ValueError):
    """A column that was read as whole numbers holds nothing in some row."""


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The latest entry of each row of one table, sorted by key.

    Attributes:
        keys: where the row stands (`region.row_keys`).
        owner: person of the row; of a mention of a place, the place.
        facility: place of a registration, `NONE` without one.
        known: it is known still.
        passed_over: how many later lists pass over a registration.
    """

    keys: Longs
    owner: Longs
    facility: Longs
    known: Flags
    passed_over: Longs

    def find(self, keys: Longs) -> Longs:
        """Give the place of each key here, `NONE` where it is not kept."""
        kept = len(self.keys)
        if np.array_equal(self.keys, keys[:kept]):  # as ever, unless a file was taken back
            return np.where(np.arange(len(keys)) < kept, np.arange(len(keys)), NONE)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, NONE)

    def owners(self, keys: Longs) -> Longs:
        """Give the owner of each key, `NONE` where it is not kept."""
        at = self.find(keys)
        return np.where(at == NONE, NONE, np.append(self.owner, NONE)[at])


def read_kept(table: str, owner: str, *, registrations: bool = False) -> KeptRows:
    """Read where the rows of a table stand now.

    Args:
        table: its name.
        owner: column of whom a row belongs to.
        registrations: the table has the columns of registrations.
    """
    of_registrations = ("COALESCE(facility_id, -1)", "passed_over") if registrations else ()
    key, number, owners, known, *further = numbers_of(
        table, ('(file_id << 32) | "index"', "id", owner, "(known_until IS NULL)::int",
        *of_registrations),
    )  # fmt: skip
    latest = _latest(key, number)
    none = np.full(len(key), NONE, np.int64)
    facility, passed_over = further or (none, np.zeros(len(key), np.int64))
    return KeptRows(
        key[latest],
        owners[latest],
        facility[latest],
        known[latest].astype(np.bool_),
        passed_over[latest],
    )


def _latest(key: Longs, number: Longs) -> Longs:
    """Give, in the order of keys, the entry of each key that has the greatest number."""
    order = np.lexsort((number, key))
    return np.asarray(order[np.diff(key[order], append=-1) != 0], np.int64)


def numbers_of(table: str, columns: Sequence[str]) -> list[Longs]:
    """Read columns of whole numbers, all rows in one order; a value that is missing is refused.

    Each column comes as one array, as PostgreSQL writes arrays to the wire: rows are never made.

    Raises:
        NumberMissing: a value is null.
    """
    wanted = ", ".join(f"array_agg(({column})::bigint)" for column in columns)
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:  # Django's own takes text only
        cursor.execute(f"SELECT {wanted} FROM {table}", binary=True)
        found = cursor.pgresult
        arrays = [found.get_value(0, at) if found else None for at in range(len(columns))]
    return [_unwrapped(array) for array in arrays]


def _unwrapped(array: bytes | None) -> Longs:
    """Read an array of bigint: a header, whose second number tells of nulls, then its values."""
    if array is None:
        return np.empty(0, np.int64)
    if int.from_bytes(array[4:8], "big"):
        raise NumberMissing("some row has no value where every row has one")
    return np.frombuffer(array, ELEMENT, offset=HEADER)["value"].astype(np.int64)


def copy_into(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows, many at once.

    PostgreSQL copies into no table behind a wall: rows are copied beside it and inserted.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    with beside(table, columns, rows) as arrived, connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {arrived}")


@contextmanager
def beside(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Copy rows into a passing table with these columns of `table`, and give its name."""
    names = ", ".join(f'"{name}"' for name in columns)
    arrived = f"arrived_{table}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE {arrived} ON COMMIT DROP AS "
            f"SELECT {names} FROM {table} WITH NO DATA"
        )
        with cursor.copy(f"COPY {arrived} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        yield arrived
        cursor.execute(f"DROP TABLE {arrived}")


def end_rows(table: str, keys: Longs, *, at: datetime) -> int:
    """Let rows be known no longer; give how many were."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS row SET known_until = "
            "GREATEST(%s, known_from + interval '1 microsecond') "
            "FROM unnest(%s::bigint[]) AS ended (key) WHERE row.known_until IS NULL "
            'AND row.file_id = ended.key >> 32 AND row."index" = ended.key & 4294967295',
            [at, keys.tolist()],
        )
        return int(cursor.rowcount)


def move_rows(table: str, column: str, keys: Longs, owners: Longs) -> None:
    """Give rows, all entries of them, to other owners; `NONE` to nobody."""
    if not len(keys):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS row SET {column} = NULLIF(moved.owner, -1) "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS moved (key, owner) "
            'WHERE row.file_id = moved.key >> 32 AND row."index" = moved.key & 4294967295',
            [keys.tolist(), owners.tolist()],
        )


def count_passed_over(table: str, keys: Longs, counts: Longs) -> int:
    """Keep how many later lists pass over rows that are known; give how many rows there were."""
    if not len(keys):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS row SET passed_over = told.lists "
            "FROM unnest(%s::bigint[], %s::integer[]) AS told (key, lists) "
            "WHERE row.known_until IS NULL AND row.file_id = told.key >> 32 "
            'AND row."index" = told.key & 4294967295',
            [keys.tolist(), counts.tolist()],
        )
        return int(cursor.rowcount)


def new_ids(table: str, count: int) -> Longs:
    """Reserve ids of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return np.array([number for (number,) in cursor.fetchall()], np.int64)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with the rows of one table.

    Attributes:
        added: positions of wanted rows that get an entry.
        ended: keys of entries that end.
        moved: positions of wanted rows that have another owner than before.
    """

    added: Longs
    ended: Longs
    moved: Longs


def change(kept: KeptRows, keys: Longs, owner: Longs, current: Flags) -> Change:
    """Compare what is kept with what should be.

    Args:
        kept: as the table stands.
        keys: every row that counts.
        owner: who it belongs to now.
        current: it is the current word of its sender; a row that never was gets its entry too.
    """
    at = kept.find(keys)
    is_kept = at != NONE
    known = np.append(kept.known, False)[at] & is_kept
    ended = np.zeros(len(kept.keys), np.bool_)
    ended[kept.known] = True
    ended[at[is_kept & current]] = False
    return Change(
        added=np.flatnonzero(~is_kept | (current & ~known)),
        ended=kept.keys[ended],
        moved=np.flatnonzero(is_kept & (np.append(kept.owner, NONE)[at] != owner)),
    )
