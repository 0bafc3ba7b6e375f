"""Which rows are one person: the clusters of records, but for rows that show too little."""

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.posts import Posts
from lieny.registry.engine.linking.records import Records
from lieny.registry.engine.linking.weights import weigh

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def groups(  # noqa: PLR0913, PLR0917 - rows, their clusters and what parts them
    con: duckdb.DuckDBPyConnection,
    records: Records,
    label: Ints,
    among: Flags,
    posts: Posts | None,
    model: Model,
) -> Longs:
    """Give the person of each row, by any number.

    Rows that show nothing but a common name are equal and still of several persons: a record
    whose own content would not link it to its like keeps its rows apart. Only the lists of one
    place name the same people again and again.
    """
    repeated = np.bincount(records.of_row, minlength=len(label)) > 1
    alone = np.bincount(label)[label] == 1
    doubtful = np.flatnonzero(repeated & alone & among)
    selves = pa.table({"l": doubtful, "r": doubtful, "pair": np.arange(len(doubtful))})
    con.register("selves", selves)
    weak = doubtful[weigh(con, "selves", model).weight < model.automatic]
    con.unregister("selves")
    kept_apart = np.zeros(len(label), np.bool_)
    kept_apart[weak] = True
    group = label[records.of_row].astype(np.int64)
    apart = kept_apart[records.of_row]
    rows = np.arange(len(group))
    seat = rows if posts is None else posts.seats(records.of_row, among=apart)
    group[apart] = len(label) + seat[apart]
    return group


def in_order(group: Longs) -> Ints:
    """Number persons in the order in which their rows first appear."""
    _, first, which = np.unique(group, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int32)
    rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return rank[which]
