"""The level that each comparison of given pairs takes, by the conditions Splink evaluates."""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.comparison import Comparison

# Columns of `records` that the conditions name, once for each side of a pair.
SIDES = ", ".join(
    f"{side}.{column} AS {column}_{side}"
    for side in ("l", "r")
    for column in (
        "name_folded",
        "name_toned",
        "surname",
        "middle",
        "given",
        "initials",
        "birth_on",
        "birth_year",
        "birth_text",
        "cccd",
        "cmnd",
        "phone",
        "gender",
        "title",
        "licence_serial",
        "licence_issuer",
        "licence_type",
        "licence_key",
    )
)


def levels_of(
    con: duckdb.DuckDBPyConnection, pairs: str, comparisons: Iterable[Comparison]
) -> pa.Table:
    """Say which level holds, by its name, in one column a comparison.

    Args:
        con: a connection with the table `records`.
        pairs: name of a table with the columns `l` and `r` (record indices) and `pair`.
        comparisons: what to compare.

    Returns:
        One row a pair, ordered by `pair`.
    """
    answers = ", ".join(f"{_case(comparison)} AS {comparison.name}" for comparison in comparisons)
    return con.sql(f"""
        SELECT {answers} FROM (
            SELECT pairs.pair, {SIDES} FROM {pairs} pairs
            JOIN records l ON l.record = pairs.l JOIN records r ON r.record = pairs.r
        ) ORDER BY pair
    """).to_arrow_table()


def contradicts(answers: pa.Table) -> npt.NDArray[np.bool_]:
    """Say which pairs cannot be of one person, whatever else agrees.

    They show two valid personal numbers more than a slip apart, or two such birth dates while no
    personal number vouches for them.

    Args:
        answers: levels of the birth date and of the personal number.
    """
    number = np.asarray(answers["personal_number"].to_numpy())
    birth = np.asarray(answers["birth"].to_numpy())
    vouched = (number == "equal") | (number == "one slip")
    return np.asarray((number == "differs") | ((birth == "differs") & ~vouched), np.bool_)


def _case(comparison: Comparison) -> str:
    *conditional, last = comparison.levels
    whens = " ".join(f"WHEN {level.condition} THEN '{level.name}'" for level in conditional)
    return f"CASE {whens} ELSE '{last.name}' END"
