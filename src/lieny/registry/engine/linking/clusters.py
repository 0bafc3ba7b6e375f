"""Linked records become persons: connected, and nowhere in contradiction with themselves.

Links are not transitive by nature: a record without a birth date can hang between two namesakes
and chain them. Where a component holds two records that cannot be of one person, it is built again
from its strongest link down, leaving out each link that would bring the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from lieny.registry.engine.linking.comparisons import BIRTH, PERSONAL_NUMBER
from lieny.registry.engine.linking.decided import DecidedRecords
from lieny.registry.engine.linking.levels import contradicts, levels_of
from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.records import Records
from lieny.registry.engine.linking.scoring import Floats, Ints, Pairs

# Records of one person; beyond it, weak links are cut first, so that checking stays cheap.
LARGEST = 200
STEP = 4.0


@dataclass(frozen=True, slots=True)
class Clusters:
    """What the links make of the records.

    Attributes:
        of_record: cluster of each record, numbered from zero.
        component: records that hang together by any link at all, before anything is parted: what
            happens in one has nothing to do with another.
    """

    of_record: Ints
    component: Ints


def cluster(
    con: duckdb.DuckDBPyConnection,
    records: Records,
    pairs: Pairs,
    model: Model,
    decided: DecidedRecords,
) -> Clusters:
    """Give the cluster of each record.

    Args:
        con: a connection with the table `records`.
        records: the records and the ties between those of one row.
        pairs: the scored pairs.
        model: its `automatic` weight is the one threshold.
        decided: what people said of records.
    """
    count = len(records.content)
    linked = (pairs.weight >= model.automatic) & ~pairs.contradicted
    left = np.concatenate([records.tie_left, decided.same_left, pairs.left[linked]])
    right = np.concatenate([records.tie_right, decided.same_right, pairs.right[linked]])
    tied = np.full(len(records.tie_left) + len(decided.same_left), np.inf)
    weight = np.concatenate([tied, pairs.weight[linked]])
    component = _components(left, right, count)
    left, right, weight = _without_chains(left, right, weight, count)
    label = _components(left, right, count)
    forbidden = _forbidden(con, label)
    refused = _refused(decided, label)
    if forbidden.num_rows or refused:
        label = _parted(records.content, label, (left, right, weight), forbidden, refused)
    return Clusters(label, component)


def _refused(decided: DecidedRecords, label: Ints) -> list[tuple[int, int]]:
    """List the pairs of one component that people keep apart."""
    one, other = decided.different_left, decided.different_right
    within = label[one] == label[other]
    return list(zip(one[within].tolist(), other[within].tolist(), strict=True))


def _components(left: Ints, right: Ints, count: int) -> Ints:
    graph = coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int32)


def _without_chains(
    left: Ints, right: Ints, weight: Floats, count: int
) -> tuple[Ints, Ints, Floats]:
    """Cut the weakest links of components that are larger than any person's records.

    Each component is cut by its own weights, so that others do not change what becomes of it.
    """
    threshold = np.zeros(len(left))
    while True:
        label = _components(left, right, count)
        too_large = np.bincount(label, minlength=count)[label[left]] > LARGEST
        loose = too_large & np.isfinite(weight)
        if not loose.any():
            return left, right, weight
        weakest = np.full(count, np.inf)
        np.minimum.at(weakest, label[left[loose]], weight[loose])
        threshold[loose] = np.maximum(threshold[loose], weakest[label[left[loose]]]) + STEP
        keep = ~loose | (weight >= threshold)
        left, right, weight, threshold = left[keep], right[keep], weight[keep], threshold[keep]


def _forbidden(con: duckdb.DuckDBPyConnection, label: Ints) -> pa.Table:
    """List the pairs of records of one component that cannot be of one person."""
    con.register("labels", pa.table({"record": np.arange(len(label)), "label": label}))
    con.execute("""
        CREATE OR REPLACE TABLE within AS
        WITH suspect AS (
            SELECT label FROM labels JOIN records USING (record) GROUP BY label
            HAVING min(cccd) <> max(cccd)
                OR min(birth_year) <> max(birth_year)
        ), member AS (
            SELECT label, record FROM labels SEMI JOIN suspect USING (label)
        )
        SELECT a.record AS l, b.record AS r, a.label, row_number() OVER () AS pair
        FROM member a JOIN member b ON a.label = b.label AND a.record < b.record
    """)
    con.unregister("labels")
    met = con.sql("SELECT l, r, label FROM within ORDER BY pair").to_arrow_table()
    answers = levels_of(con, "within", (BIRTH, PERSONAL_NUMBER))
    return met.filter(pa.array(contradicts(answers)))


def _parted(
    content: npt.NDArray[np.uint64],
    label: Ints,
    links: tuple[Ints, Ints, Floats],
    forbidden: pa.Table,
    refused: list[tuple[int, int]],
) -> Ints:
    """Build the components that hold forbidden pairs again, strongest link first.

    Ties and people's word come before what the records contradict, people's "two" before all.
    """
    left, right, weight = links
    concerned = np.zeros(int(label.max()) + 1, np.bool_)
    concerned[forbidden["label"].to_numpy()] = True
    concerned[label[[one for one, _ in refused]]] = True
    groups = _Groups()
    for one, other in refused:
        groups.forbid(one, other)
    inside = np.flatnonzero(concerned[label[left]])
    low = np.minimum(content[left[inside]], content[right[inside]])
    high = np.maximum(content[left[inside]], content[right[inside]])
    # Equal weights are taken in an order that does not depend on the order of rows.
    order = inside[np.lexsort((high, low, -weight[inside]))]
    certain = int(np.isinf(weight[order]).sum())
    ordered = list(zip(left[order].tolist(), right[order].tolist(), strict=True))
    for one, other in ordered[:certain]:
        groups.join(one, other)
    for one, other in zip(forbidden["l"].to_pylist(), forbidden["r"].to_pylist(), strict=True):
        groups.forbid(one, other)
    for one, other in ordered[certain:]:
        groups.join(one, other)
    members = np.flatnonzero(concerned[label])
    parted = label.astype(np.int64)
    parted[members] = len(label) + np.array([groups.root(k) for k in members.tolist()], np.int64)
    return np.asarray(np.unique(parted, return_inverse=True)[1], np.int32)


class _Groups:
    """Disjoint sets that refuse to unite what is forbidden."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._apart: dict[int, set[int]] = {}  # root → records that must stay out

    def forbid(self, one: int, other: int) -> None:
        """Keep two records out of one group, unless they are in one already."""
        self._apart.setdefault(self.root(one), set()).add(other)
        self._apart.setdefault(self.root(other), set()).add(one)

    def root(self, record: int) -> int:
        while (above := self._parent.get(record, record)) != record:
            record = above
        return record

    def join(self, one: int, other: int) -> None:
        """Unite two groups unless a record of one must stay out of the other."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b or any(self.root(x) == b for x in self._apart.get(a, ())):
            return
        self._parent[b] = a
        self._apart[a] = self._apart.get(a, set()) | self._apart.pop(b, set())
