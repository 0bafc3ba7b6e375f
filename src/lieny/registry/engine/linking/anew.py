"""Nối thêm: links what came since the last run, and gives what linking everything would give.

With the frequencies of names held as they were, a pair weighs the same as long as neither record
changes. So pairs are weighed only where a record is new, or shows something else than before (a
number may have been set aside as shared, or be somebody's own again), or where people decided anew.
What these touch is clustered again, component by component; all else stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.engine.linking import blocking, frequencies
from lieny.registry.engine.linking.blocking import Blocked, block
from lieny.registry.engine.linking.clusters import cluster
from lieny.registry.engine.linking.decided import Decided, DecidedRecords
from lieny.registry.engine.linking.memory import (
    Hashes,
    LinkMemory,
    fingerprints,
    records_of_rows,
)
from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.records import Records, collect
from lieny.registry.engine.linking.row_keys import NUMBERS, RowKeys
from lieny.registry.engine.linking.scoring import Pairs, score

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NONE = -1


class MemoryDoesNotFit(ValueError):
    """What was kept is of other rows than those that are said to be known."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known already of rows that are given again.

    Attributes:
        known: the rows of registrations, then licences, that the last run had; in its order.
        person: person of each row then, by any number; −1 of rows that are not known.
        memory: what the last run left.
        decided: rows of which people said something else since then.
    """

    known: Flags
    person: Longs
    memory: LinkMemory
    decided: Longs


@dataclass(frozen=True, slots=True)
class Anew:
    """What was linked again.

    Attributes:
        rows: which rows were looked at, in their order: what was linked again and all that it
            depends on. The other arrays but the last two are about these.
        records: what became of them.
        linked: records whose cluster was made anew.
        cluster: of each record; it says something only of `linked`.
        pairs: weighed pairs with one of `linked`.
        blocked: pairs that share a key.
        component: of every row, as memory keeps it.
        shown: fingerprint of every row, as memory keeps it.
    """

    rows: Longs
    records: Records
    linked: Flags
    cluster: Ints
    pairs: Pairs
    blocked: Blocked
    component: Longs
    shown: Hashes


@dataclass(frozen=True, slots=True)
class _Some:
    """Some rows as records, with all others on which what is compared of them depends.

    Attributes:
        rows: of the stacked table, in order.
        whole: those that are shown as among all rows; the others only helped to show them.
        origins: how many come before further licences of cells.
        records: what became of the rows.
        record: of each row, further licences of cells included.
    """

    rows: Longs
    whole: Flags
    origins: int
    records: Records
    record: Ints

    @classmethod
    def of(
        cls, con: duckdb.DuckDBPyConnection, stacked: pa.Table, keys: RowKeys, wanted: Flags
    ) -> _Some:
        """Make the records; they stand in the table `records`."""
        origin = np.asarray(stacked["origin"])
        taken = np.zeros(len(origin), np.bool_)
        taken[origin[keys.showing_numbers_of(wanted)]] = True
        rows = np.flatnonzero(taken[origin])
        numbered = np.cumsum(taken) - 1
        table = stacked.take(pa.array(rows))
        index = table.schema.get_field_index("origin")
        table = table.set_column(index, "origin", pa.array(numbered[origin[rows]]))
        records = collect(con, table)
        record = records_of_rows(records)
        return cls(rows, wanted[rows], len(records.of_row), records, record)

    def of_records(self, decided: Decided) -> DecidedRecords:
        """Say of the records what people said of rows; what is said of other rows is left out."""
        place = {row: at for at, row in enumerate(self.rows[: self.origins].tolist())}
        same, different = (
            tuple((place[a], place[b]) for a, b in pairs if a in place and b in place)
            for pairs in (decided.same, decided.different)
        )
        return Decided(same, different).of_records(self.records.of_row)


def link_changed(
    con: duckdb.DuckDBPyConnection,
    rows: pa.Table,
    decided: Decided,
    before: Before,
    model: Model,
) -> Anew:
    """Cluster again what new and changed rows touch.

    Args:
        con: a connection that may create tables.
        rows: the stacked rows.
        decided: everything that people say of rows today.
        before: what was known.
        model: the trained weights.

    Raises:
        MemoryDoesNotFit: the memory has another number of rows than are said to be known.
    """
    known = before.known[np.asarray(rows["origin"])]
    if int(known.sum()) != len(before.memory.shown):
        raise MemoryDoesNotFit(f"{known.sum()} rows are known, {len(before.memory.shown)} kept")
    component = np.full(len(known), NONE, np.int64)
    component[known] = before.memory.component
    shown = np.zeros(len(known), np.uint64)
    shown[known] = before.memory.shown
    keys = RowKeys.of(con, rows)

    near = _near(keys, known, before.decided)
    some = _Some.of(con, rows, keys, near)
    seen = fingerprints(con)[some.record]
    differs = _changed(rows.take(pa.array(some.rows)), some, known, seen != shown[some.rows])
    shown[some.rows[some.whole]] = seen[some.whole]
    changed = np.zeros(len(some.records.content), np.bool_)
    changed[some.record[differs | np.isin(some.rows, before.decided)]] = True
    blocked = block(con, changed)
    changed[blocked.crowded] = True
    frequencies.recall(con, before.memory.frequencies)
    first = score(con, model, blocked.of(changed[blocked.left] | changed[blocked.right]))
    touched = _touched(changed, first, model)[some.record]

    concerned = np.isin(component, np.unique(component[some.rows[touched]]))
    concerned &= component != NONE
    concerned[some.rows[touched]] = True
    every = _Some.of(con, rows, keys, near | keys.compared_with(concerned))
    again = np.isin(every.records.content, some.records.content[changed])
    linked = np.zeros(len(again), np.bool_)
    linked[every.record[concerned[every.rows]]] = True
    blocked = block(con, again)
    rest = (linked[blocked.left] | linked[blocked.right]) & ~(
        again[blocked.left] | again[blocked.right]
    )
    frequencies.recall(con, before.memory.frequencies)
    moved = _renumbered(first, some.records, every.records)
    pairs = _joined(moved, score(con, model, blocked.of(rest)))
    inside = _chosen(pairs, linked[pairs.left] & linked[pairs.right])
    made = cluster(con, every.records, inside, model, every.of_records(decided))
    theirs = concerned[every.rows]
    component[every.rows[theirs]] = (
        int(component.max(initial=NONE)) + 1 + made.component[every.record[theirs]]
    )
    return Anew(
        every.rows[: every.origins],
        every.records,
        linked,
        made.of_record,
        pairs,
        blocked,
        component,
        shown,
    )


def _near(keys: RowKeys, known: Flags, decided: Longs) -> Flags:
    """Give the rows that may have changed, and those that are compared with them.

    What a number shows may change with a new row that shows it, and with it what all rows show
    that have a number in common with such a row.
    """
    may_change = keys.showing_numbers_of(keys.showing_numbers_of(~known))
    may_change[decided] = True
    return keys.compared_with(keys.crowded_with(may_change, blocking.MOST_IN_A_BLOCK))


def _changed(rows: pa.Table, some: _Some, known: Flags, differs: Flags) -> Flags:
    """Tell the rows that are new or show something else, and those that share such a number."""
    differs = some.whole & (differs | ~known[some.rows])
    flipped = differs & known[some.rows]
    if not flipped.any():
        return differs
    for number in NUMBERS:
        values = rows[number].combine_chunks()
        theirs = pc.drop_null(values.filter(pa.array(flipped)))
        differs |= np.asarray(pc.is_in(values, theirs).to_numpy(zero_copy_only=False), np.bool_)
    return differs


def _touched(changed: Flags, pairs: Pairs, model: Model) -> Flags:
    """Tell the records that changed, and those that are linked with them."""
    touched = changed.copy()
    linked = (pairs.weight >= model.automatic) & ~pairs.contradicted
    touched[pairs.left[linked]] = True
    touched[pairs.right[linked]] = True
    return touched


def _renumbered(pairs: Pairs, some: Records, every: Records) -> Pairs:
    """Give pairs of some records by their numbers among every record."""
    order = np.argsort(every.content)
    place = order[np.searchsorted(every.content, some.content, sorter=order)].astype(np.int32)
    one, other = place[pairs.left], place[pairs.right]
    return Pairs(
        np.minimum(one, other),
        np.maximum(one, other),
        pairs.weight,
        pairs.contradicted,
        pairs.parts,
    )


def _joined(one: Pairs, other: Pairs) -> Pairs:
    return Pairs(
        np.concatenate([one.left, other.left]),
        np.concatenate([one.right, other.right]),
        np.concatenate([one.weight, other.weight]),
        np.concatenate([one.contradicted, other.contradicted]),
        {name: np.concatenate([part, other.parts[name]]) for name, part in one.parts.items()},
    )


def _chosen(pairs: Pairs, chosen: Flags) -> Pairs:
    return Pairs(
        pairs.left[chosen],
        pairs.right[chosen],
        pairs.weight[chosen],
        pairs.contradicted[chosen],
        {name: part[chosen] for name, part in pairs.parts.items()},
    )
