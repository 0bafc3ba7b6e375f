"""Which rows can have to do with which: those that show an equal key, before any is set aside.

Records are compared where they share a blocking key; numbers are set aside by looking at all rows
that show them. So what becomes of some rows depends on no others than those found here, and only
these have to become records when a list is added to a nation's rows.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.comparisons import BLOCKING
from lieny.registry.engine.linking.records import COMPARED, as_compared

Flags = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
NUMBERS = ("phone", "cccd", "cmnd")  # set aside where they are not of one person
NOTHING = 0
TABLE_BITS = np.uint64(2**20 - 1)


@dataclass(frozen=True, slots=True)
class RowKeys:
    """Keys of every row as numbers; `NOTHING` where a row does not show all of a key.

    Attributes:
        content: of all that is compared, of rows that no key compares; equal rows are one record.
        numbers: of telephones and personal numbers.
        blocks: of each key by which rows are compared.
    """

    content: Hashes
    numbers: tuple[Hashes, ...]
    blocks: tuple[Hashes, ...]

    @classmethod
    def of(cls, con: duckdb.DuckDBPyConnection, rows: pa.Table) -> RowKeys:
        """Compute the keys of rows that have the columns `COMPARED`."""
        con.register("given_rows", rows)
        keys = [_key(columns) for columns in (*((one,) for one in NUMBERS), *BLOCKING)]
        told = ", ".join(f"{key} AS k{at}" for at, key in enumerate(keys))
        no_key = " AND ".join(f"NOT ({_given(columns)})" for columns in BLOCKING)
        found = con.sql(
            f"SELECT {told}, CASE WHEN {no_key} THEN hash({', '.join(COMPARED)}) "
            f"ELSE {NOTHING} END AS content FROM ({as_compared('given_rows')})"
        ).fetchnumpy()
        con.unregister("given_rows")
        columns = tuple(np.asarray(found[f"k{at}"], np.uint64) for at in range(len(keys)))
        content = np.asarray(found["content"], np.uint64)
        return cls(content, columns[: len(NUMBERS)], columns[len(NUMBERS) :])

    def showing_numbers_of(self, rows: Flags) -> Flags:
        """Add the rows that show a number of some rows."""
        return sharing(self.numbers, rows)

    def compared_with(self, rows: Flags) -> Flags:
        """Add the rows that share a blocking key, or everything, with some rows."""
        return sharing((self.content, *self.blocks), rows)

    def crowded_with(self, rows: Flags, most: int) -> Flags:
        """Add the rows that stand with some rows in a block of more than `most`."""
        found = rows.copy()
        for column in self.blocks:
            at = _positions(column, rows)
            _, which, size = np.unique(column[at], return_inverse=True, return_counts=True)
            found[at[size[which] > most]] = True
        return found


def sharing(columns: Iterable[Hashes], rows: Flags) -> Flags:
    """Add to some rows those that are equal to one of them in a column; `NOTHING` equals none."""
    found = rows.copy()
    for column in columns:
        found[_positions(column, rows)] = True
    return found


def _positions(column: Hashes, rows: Flags) -> Longs:
    """Give the rows whose value some of `rows` have; a table of their last bits leaves few over."""
    wanted = np.unique(column[rows])
    wanted = wanted[wanted != NOTHING]
    table = np.zeros(int(TABLE_BITS) + 1, np.bool_)
    table[wanted & TABLE_BITS] = True
    near = np.flatnonzero(table[column & TABLE_BITS])
    return np.asarray(near[np.isin(column[near], wanted)], np.int64)


def _given(columns: tuple[str, ...]) -> str:
    return " AND ".join(f"{column} IS NOT NULL" for column in columns)


def _key(columns: tuple[str, ...]) -> str:
    return f"CASE WHEN {_given(columns)} THEN hash({', '.join(columns)}) ELSE {NOTHING} END"
