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

from lieny.registry.engine.linking import frequencies
from lieny.registry.engine.linking.blocking import Blocked, block
from lieny.registry.engine.linking.clusters import cluster
from lieny.registry.engine.linking.decided import DecidedRecords
from lieny.registry.engine.linking.memory import (
    Hashes,
    LinkMemory,
    fingerprints,
    records_of_rows,
)
from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.records import Records
from lieny.registry.engine.linking.scoring import Pairs, score

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NUMBERS = ("phone", "cccd", "cmnd")  # set aside where they are not of one person


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
        records: those whose cluster was made anew.
        cluster: of each record; it says something only of `records`.
        pairs: weighed pairs with one of `records`.
        component: of every row, as memory keeps it.
        shown: fingerprint of every row, as memory keeps it.
        blocked: all pairs that share a key.
    """

    records: Flags
    cluster: Ints
    pairs: Pairs
    component: Longs
    shown: Hashes
    blocked: Blocked


def link_changed(  # noqa: PLR0913, PLR0917 - rows, records and what was before
    con: duckdb.DuckDBPyConnection,
    rows: pa.Table,
    records: Records,
    decided: DecidedRecords,
    before: Before,
    model: Model,
) -> Anew:
    """Cluster again what new and changed rows touch.

    Args:
        con: a connection with the table `records`.
        rows: the stacked rows.
        records: what became of them.
        decided: everything that people say of records today.
        before: what was known.
        model: the trained weights.

    Raises:
        MemoryDoesNotFit: the memory has another number of rows than are said to be known.
    """
    frequencies.recall(con, before.memory.frequencies)
    record = records_of_rows(records)
    shown = fingerprints(con)[record]
    known = before.known[np.asarray(rows["origin"])]
    if int(known.sum()) != len(before.memory.shown):
        raise MemoryDoesNotFit(f"{known.sum()} rows are known, {len(before.memory.shown)} kept")
    changed = np.zeros(len(records.content), np.bool_)
    changed[record[_changed(rows, known, shown, before.memory.shown)]] = True
    changed[records.of_row[before.decided]] = True
    blocked = block(con, changed)
    changed[blocked.crowded] = True
    component = np.full(len(changed), -1, np.int64)
    component[record[known]] = before.memory.component
    beside = blocked.of(changed[blocked.left] | changed[blocked.right])
    first = score(con, model, beside)
    touched = changed.copy()
    linked = (first.weight >= model.automatic) & ~first.contradicted
    touched[first.left[linked]] = True
    touched[first.right[linked]] = True
    concerned = touched | np.isin(component, np.unique(component[touched & (component >= 0)]))
    rest = (concerned[blocked.left] | concerned[blocked.right]) & ~(
        changed[blocked.left] | changed[blocked.right]
    )
    pairs = _joined(first, score(con, model, blocked.of(rest)))
    inside = concerned[pairs.left] & concerned[pairs.right]
    made = cluster(con, records, _chosen(pairs, inside), model, decided)
    component[concerned] = int(component.max(initial=-1)) + 1 + made.component[concerned]
    return Anew(concerned, made.of_record, pairs, component[record], shown, blocked)


def _changed(rows: pa.Table, known: Flags, shown: Hashes, before: Hashes) -> Flags:
    """Tell the rows that are new or show something else, and those that share such a number."""
    changed = ~known
    flipped = np.zeros(len(known), np.bool_)
    flipped[known] = shown[known] != before
    if not flipped.any():
        return changed
    changed |= flipped
    for number in NUMBERS:
        values = rows[number].combine_chunks()
        theirs = pc.drop_null(values.filter(pa.array(flipped)))
        changed |= np.asarray(pc.is_in(values, theirs).to_numpy(zero_copy_only=False), np.bool_)
    return changed


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
