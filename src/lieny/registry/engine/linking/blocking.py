"""Which pairs of records are compared at all: those equal in one of the `BLOCKING` keys, bounded.

Splink would join the records with themselves on each key. Here the keys are hashed once and the
pairs listed from sorted hashes: the same pairs (a collision of hashes adds one that is weighed like
any other), in a third of the time, and with a bound. A key that many records share, a table of a
few names and birth dates for example, would make pairs by the square; such a block is parted by
further columns, and what even these do not part is left out and told of.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

from dataclasses import dataclass, field

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.comparisons import BLOCKING

Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

# Records of one key that are compared each with each. In a million registrations the largest block
# held 118; real namesakes of one birth year stay below, whatever the province.
MOST_IN_A_BLOCK = 200
# What parts a larger block, one after another, until its parts are small enough.
FURTHER = ("name_folded", "birth_on", "licence_issuer", "title", "gender", "licence_thousands")
ROW_BITS = 32


@dataclass(frozen=True, slots=True)
class LargeBlocks:
    """A key that too many records share.

    Attributes:
        columns: of the key.
        parted: records of its large blocks that were compared only where more columns agree.
        left_out: records that were not compared by this key: nothing parts them.
    """

    columns: tuple[str, ...]
    parted: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """Pairs to compare, each once.

    Attributes:
        left, right: record numbers, left < right.
        large: keys with blocks beyond `MOST_IN_A_BLOCK`.
        crowded: records of such blocks that hold a changed record: which of their pairs are
            compared may have changed with it.
    """

    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    large: tuple[LargeBlocks, ...]
    crowded: Longs = field(default_factory=lambda: np.empty(0, np.int64))

    def of(self, chosen: Flags) -> Blocked:
        """Keep some of the pairs."""
        return Blocked(self.left[chosen], self.right[chosen], self.large, self.crowded)

    def table(self) -> pa.Table:
        """Show the pairs as Splink wants them."""
        key = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(self.left), np.int8)), ["0"])
        names = ["match_key", "join_key_l", "join_key_r"]
        return pa.table([key.cast(pa.string()), self.left, self.right], names=names)


def block(con: duckdb.DuckDBPyConnection, changed: Flags | None = None) -> Blocked:
    """List the pairs of `records` that share a key.

    At most `MOST_IN_A_BLOCK / 2` pairs a record and key, whatever the table.

    Args:
        con: a connection with the table `records`, numbered from zero in `record`.
        changed: records that an earlier run did not have as they are.
    """
    found: list[Longs] = [np.empty(0, np.int64)]
    crowded: list[Longs] = [np.empty(0, np.int64)]
    large: list[LargeBlocks] = []
    for columns in BLOCKING:
        records, hashes = _keyed(con, columns)
        order = np.argsort(hashes)
        records, hashes = records[order], hashes[order]
        sizes = _sizes(hashes)
        shared = (sizes > 1) & (sizes <= MOST_IN_A_BLOCK)
        found.append(_pairs(records[shared], hashes[shared]))
        too_many = sizes > MOST_IN_A_BLOCK
        beyond = records[too_many]
        if len(beyond):
            if changed is not None:
                met = np.isin(hashes, hashes[too_many & changed[records]])
                crowded.append(records[too_many & met])
            parted, left_out = _parted(con, columns, beyond)
            found.append(parted)
            large.append(LargeBlocks(columns, len(beyond) - left_out, left_out))
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]
    return Blocked(
        (pairs >> ROW_BITS).astype(np.int32),
        (pairs & (2**ROW_BITS - 1)).astype(np.int32),
        tuple(large),
        np.unique(np.concatenate(crowded)),
    )


def _keyed(con: duckdb.DuckDBPyConnection, columns: tuple[str, ...]) -> tuple[Longs, Hashes]:
    """Give the records that have all columns of a key, and the hash of each."""
    given = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    found = con.sql(
        f"SELECT record, hash({', '.join(columns)}) AS key FROM records WHERE {given}"
    ).fetchnumpy()
    return np.asarray(found["record"], np.int64), np.asarray(found["key"], np.uint64)


def _parted(
    con: duckdb.DuckDBPyConnection, columns: tuple[str, ...], beyond: Longs
) -> tuple[Longs, int]:
    """Part large blocks by further columns; give the pairs, and how many records stay unparted."""
    found: list[Longs] = [np.empty(0, np.int64)]
    con.register("beyond", pa.table({"record": beyond}))
    further = columns
    for column in FURTHER:
        if column in columns:
            continue
        further = (*further, column)
        # A column that is missing parts like a value: nothing is compared twice, nothing lost.
        rows = con.sql(
            f"SELECT record, hash({', '.join(further)}) AS key FROM records SEMI JOIN beyond "
            "USING (record)"
        ).fetchnumpy()
        records, hashes = np.asarray(rows["record"], np.int64), np.asarray(rows["key"], np.uint64)
        order = np.argsort(hashes)
        records, hashes = records[order], hashes[order]
        sizes = _sizes(hashes)
        shared = (sizes > 1) & (sizes <= MOST_IN_A_BLOCK)
        found.append(_pairs(records[shared], hashes[shared]))
        beyond = records[sizes > MOST_IN_A_BLOCK]
        con.unregister("beyond")
        con.register("beyond", pa.table({"record": beyond}))
        if not len(beyond):
            break
    con.unregister("beyond")
    return np.concatenate(found), len(beyond)


def _sizes(ordered: Hashes) -> Longs:
    """Give for each of the sorted keys how many there are of it."""
    if not len(ordered):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(starts, append=len(ordered))
    return np.repeat(sizes, sizes)


def _pairs(records: Longs, ordered: Hashes) -> Longs:
    """Give all pairs of records under one of the sorted keys, as `left << 32 | right`."""
    sizes = _sizes(ordered)
    count = len(ordered)
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))[:count])
    ends = np.repeat(starts, sizes[starts]) + sizes
    later = ends - np.arange(count) - 1  # how many of its block follow each record
    one = np.repeat(np.arange(count), later)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later)
    a, b = records[one], records[other]
    return np.asarray((np.minimum(a, b) << ROW_BITS) | np.maximum(a, b), np.int64)
