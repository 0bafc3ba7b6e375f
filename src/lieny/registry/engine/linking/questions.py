"""Pairs of persons that may be one: too little to link them, too much to say nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.engine.linking.scoring import Pairs

Ints = npt.NDArray[np.int32]

REGISTRATION, LICENCE = "registration", "licence"
QUESTIONS = pa.schema(
    [
        ("left_table", pa.string()),  # "registration" or "licence"
        ("left_row", pa.int32()),
        ("right_table", pa.string()),
        ("right_row", pa.int32()),
        ("left_person", pa.int32()),
        ("right_person", pa.int32()),
        ("weight", pa.float32()),  # log2 of the odds that both are one person
        ("contradicted", pa.bool_()),  # birth dates or personal numbers of the persons forbid it
        *((comparison.name, pa.float32()) for comparison in COMPARISONS),  # parts of the weight
    ]
)


def questions(
    pairs: Pairs, row: Ints, person: Ints, *, registrations: int, automatic: float
) -> pa.Table:
    """List the pairs that were weighed but not linked, the best pair of each two persons.

    Args:
        pairs: scored pairs of records.
        row: one row that shows each record; registrations first, then licences.
        person: person of each row.
        registrations: how many of the rows are registrations.
        automatic: weight from which pairs are linked: those above it were forbidden, by the two
            records or by others that they would have brought together.

    Returns:
        `QUESTIONS`, most likely first.
    """
    one, other = row[pairs.left], row[pairs.right]
    one, other = np.minimum(one, other), np.maximum(one, other)
    apart = np.flatnonzero(person[one] != person[other])
    first, second = person[one[apart]], person[other[apart]]
    both = np.minimum(first, second).astype(np.int64) << 32 | np.maximum(first, second)
    best = apart[np.lexsort((other[apart], one[apart], -pairs.weight[apart], both))]
    both = np.sort(both)
    best = best[np.flatnonzero(np.diff(both, prepend=-1))]
    best = best[np.lexsort((other[best], one[best], -pairs.weight[best]))]
    left, right = one[best], other[best]
    return pa.table(
        [
            _table_of(left, registrations),
            _row_of(left, registrations),
            _table_of(right, registrations),
            _row_of(right, registrations),
            pa.array(person[left]),
            pa.array(person[right]),
            pa.array(pairs.weight[best].astype(np.float32)),
            pa.array(pairs.contradicted[best] | (pairs.weight[best] >= automatic)),
            *(pa.array(pairs.parts[c.name][best].astype(np.float32)) for c in COMPARISONS),
        ],
        schema=QUESTIONS,
    )


def _table_of(row: Ints, registrations: int) -> pa.Array:
    which = pa.array((row >= registrations).astype(np.int32))
    words = pa.array([REGISTRATION, LICENCE])
    return pa.DictionaryArray.from_arrays(which, words).cast(pa.string())


def _row_of(row: Ints, registrations: int) -> pa.Array:
    return pa.array(np.where(row >= registrations, row - registrations, row).astype(np.int32))
