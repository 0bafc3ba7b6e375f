"""Pairs of records that may be of one person, weighed by Splink on DuckDB."""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from splink import DuckDBAPI, Linker

from lieny.registry.engine.linking.blocking import Blocked
from lieny.registry.engine.linking.comparisons import BIRTH, COMPARISONS, PERSONAL_NUMBER
from lieny.registry.engine.linking.levels import contradicts, levels_of
from lieny.registry.engine.linking.model import Model

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
FORBIDDING = (BIRTH, PERSONAL_NUMBER)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records with the weight of all that is compared.

    Attributes:
        left, right: record indices.
        weight: log2 of the odds that both are of one person.
        contradicted: the records hold two valid personal numbers, or two birth dates, that no
            slip of the hand explains: never linked by themselves, whatever else agrees.
        parts: what each comparison adds to the weight, by its name.
    """

    left: Ints
    right: Ints
    weight: Floats
    contradicted: Bools
    parts: dict[str, Floats]


def score(con: duckdb.DuckDBPyConnection, model: Model, blocked: Blocked) -> Pairs:
    """Weigh the pairs of `records` that share a blocking key, from `model.doubtful` up.

    Args:
        con: a connection with the tables `records` and `name_frequency`.
        model: the trained weights.
        blocked: the pairs to weigh.
    """
    api = DuckDBAPI(con)
    linker = Linker(
        api.register("records"),
        model.splink_settings(),
        log_level=None,  # the command line speaks, not its library
        validate_settings=False,
    )
    linker.table_management.register_term_frequency_lookup(
        api.register("name_frequency"), "name_folded"
    )
    con.register("blocked", blocked.table())
    linker.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
    predicted = linker.inference.predict(
        threshold_match_weight=model.doubtful, warning_mode="never"
    )
    parts = ", ".join(
        f"mw_{c.name}{f' + mw_tf_adj_{c.name}' if c.weighs_frequency else ''} AS {c.name}"
        for c in COMPARISONS
    )
    con.execute(f"""
        CREATE TABLE scored AS
        SELECT record_l AS l, record_r AS r, match_weight AS weight, {parts}
        FROM {predicted.physical_name}
    """)
    con.unregister("blocked")
    linker.table_management.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    found = con.sql("SELECT * FROM scored").fetchnumpy()
    con.execute("DROP TABLE scored")
    left, right = (np.asarray(found[side], np.int32) for side in ("l", "r"))
    weights = {c.name: np.asarray(found[c.name], np.float64) for c in COMPARISONS}
    return Pairs(
        left,
        right,
        np.asarray(found["weight"], np.float64),
        _contradicted(con, model, left, right, weights),
        weights,
    )


def _contradicted(
    con: duckdb.DuckDBPyConnection,
    model: Model,
    left: Ints,
    right: Ints,
    weights: dict[str, Floats],
) -> Bools:
    """Tell the pairs that forbid themselves; only those that weigh like a difference are read."""
    differ = np.zeros(len(left), np.bool_)
    for comparison in FORBIDDING:
        differ |= np.isclose(weights[comparison.name], model.weight(comparison.name, "differs"))
    suspect = np.flatnonzero(differ)
    table = pa.table({"l": left[suspect], "r": right[suspect], "pair": np.arange(len(suspect))})
    con.register("suspect", table)
    differ[suspect] = contradicts(levels_of(con, "suspect", FORBIDDING))
    con.unregister("suspect")
    return differ
