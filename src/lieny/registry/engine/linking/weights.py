"""The weight of given pairs, comparison by comparison, without Splink: for one pair or for many.

It evaluates the conditions and the probabilities that Splink is given, so both agree (a test holds
them together); it serves what is not blocked: a record against itself, a pair that is asked about.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.comparison import Comparison
from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.engine.linking.levels import levels_of
from lieny.registry.engine.linking.model import Model

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights of pairs.

    Attributes:
        levels: which level holds, one column a comparison.
        parts: what each comparison adds, by its name.
        weight: the sum with the prior: log2 of the odds.
    """

    levels: pa.Table
    parts: dict[str, Floats]
    weight: Floats


def weigh(con: duckdb.DuckDBPyConnection, pairs: str, model: Model) -> Weighed:
    """Weigh the pairs of a table `(l, r, pair)` over `records` and `name_frequency`, in order."""
    levels = levels_of(con, pairs, COMPARISONS)
    shares = con.sql(f"""
        SELECT name_frequency.tf_name_folded AS share FROM {pairs} pairs
        JOIN records ON records.record = pairs.l
        LEFT JOIN name_frequency USING (name_folded) ORDER BY pairs.pair
    """).fetchnumpy()["share"]
    share = np.ma.filled(np.ma.asarray(shares, np.float64), 1.0)
    parts = {c.name: _weights(c, levels[c.name], share, model) for c in COMPARISONS}
    total = np.sum(list(parts.values()), axis=0) + model.prior_weight
    return Weighed(levels, parts, np.asarray(total, np.float64))


def _weights(
    comparison: Comparison, answers: pa.ChunkedArray, share: Floats, model: Model
) -> Floats:
    encoded = answers.combine_chunks().dictionary_encode()
    names = encoded.dictionary.to_pylist()
    of_level = np.array([model.weight(comparison.name, name) for name in names], np.float64)
    which = np.asarray(encoded.indices.to_numpy())
    weights = of_level[which] if len(which) else np.empty(0)
    if comparison.weighs_frequency in names:
        rare = which == names.index(comparison.weighs_frequency)
        weights[rare] = model.name_weight(1.0) - np.log2(share[rare])
    return np.asarray(weights, np.float64)
