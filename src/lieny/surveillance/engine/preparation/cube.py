"""Totals of series at every level: commune to province to region, with and without age and sex.

    all_of = cube(made, (("region", "province", "commune"), ("age",), ("sex",)))

Each dimension is a chain from large to small and is rolled up to any of its levels or to all
together; strata outside the dimensions (the disease, say) are always kept. Every parent equals the
sum of its children of each dimension, and has no count where one of them has none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.preparation.faults import SeriesFault
from lieny.surveillance.engine.preparation.series import OUTSIDE, UNDATED, UNIT, Series
from lieny.surveillance.engine.preparation.strata import TOTAL, encode, names_of, require

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Dimensions = tuple[tuple[str, ...], ...]

LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Cube:
    """Khối số liệu nhiều cấp.

    Attributes:
        series: the given series first, then the totals; `keys` has "*" where a column is rolled
            up, and the further column `level`: the columns kept, joined by "+" ("all": none).
        parents: `[series, dimension]` position of the series one level up; -1 at the top.
    """

    series: Series
    parents: Ints


@dataclass(frozen=True, slots=True)
class _Grouping:
    """One level: how much of each dimension is kept, and where each given series belongs."""

    kept: tuple[str, ...]
    of_base: Ints
    first: Ints  # a given series of each group
    offset: int


def cube(made: Series, dimensions: Dimensions, *, partial: bool = False) -> Cube:
    """Sum series to all levels.

    Args:
        made: series. A population is not summed: over diseases it would count people twice.
        dimensions: chains of strata columns.
        partial: sum what is known where a child is missing, instead of giving no count. The sum
            is then too low by what is missing.

    Raises:
        SeriesFault: a column is missing or named twice, or a place lies in two places above.
    """
    keys = made.keys.select(list(made.strata))
    require(keys, [name for chain in dimensions for name in chain])
    for chain in dimensions:
        _check_nested(keys, chain)
    depths = list(product(*(range(len(chain), -1, -1) for chain in dimensions)))
    groupings = _groupings(made, dimensions, depths)
    observed, tables = [], []
    for grouping in groupings.values():
        observed.append(_summed(made.panel.observed, grouping, partial=partial))
        tables.append(_keys(made, grouping))
    keys = pa.concat_tables(tables)
    units = names_of(keys.select(list(made.strata)))
    panel = Panel(
        units=units,
        epoch=made.panel.epoch,
        observed=np.concatenate(observed, axis=1),
        population=None,
        frequency=made.panel.frequency,
        dated=made.panel.dated,
    )
    keys = keys.set_column(0, UNIT, pa.array(units))
    return Cube(replace(made, panel=panel, keys=keys), _parents(groupings))


def _check_nested(keys: pa.Table, chain: tuple[str, ...]) -> None:
    """Refuse a known place that lies in two places above; the unknown one may lie anywhere."""
    for above, below in pairwise(chain):
        pairs = keys.select([above, below]).group_by([above, below]).aggregate([])
        counted = (
            pairs.filter(pc.is_valid(pairs[below])).group_by(below).aggregate([([], "count_all")])
        )
        twice = counted.filter(pc.greater(counted["count_all"], 1))
        if twice.num_rows:
            raise SeriesFault("not-nested", given=twice[below][0].as_py(), where=above)


def _groupings(
    made: Series, dimensions: Dimensions, depths: list[tuple[int, ...]]
) -> dict[tuple[int, ...], _Grouping]:
    inside = {name for chain in dimensions for name in chain}
    always = tuple(name for name in made.strata if name not in inside)
    keys = made.keys.select(list(made.strata))
    found: dict[tuple[int, ...], _Grouping] = {}
    offset = 0
    for depth in depths:
        chosen = [n for chain, d in zip(dimensions, depth, strict=True) for n in chain[:d]]
        kept = tuple(name for name in made.strata if name in always or name in chosen)
        of_base = encode(keys, kept).of_row if len(kept) < len(made.strata) else np.arange(
            keys.num_rows
        )  # fmt: skip
        _, first = np.unique(of_base, return_index=True)
        found[depth] = _Grouping(kept, of_base, first.astype(np.int64), offset)
        offset += len(first)
    return found


def _summed(given: Floats, grouping: _Grouping, *, partial: bool) -> Floats:
    """Sum the columns of each group; counts are whole, so that no sum depends on the order."""
    base, groups = len(grouping.of_base), len(grouping.first)
    if np.array_equal(grouping.of_base, np.arange(base)):
        return given
    ones = np.ones(base)
    member = csr_array((ones, (grouping.of_base, np.arange(base))), shape=(groups, base))
    if not partial:
        whole: Floats = (member @ given.T).T
        return whole
    known = (member @ (~np.isnan(given)).T.astype(np.float64)).T
    sums = (member @ np.nan_to_num(given).T).T
    return np.where(known > 0, sums, np.nan)


def _keys(made: Series, grouping: _Grouping) -> pa.Table:
    count = len(grouping.first)
    at = pa.array(grouping.first)
    columns: dict[str, object] = {UNIT: pa.nulls(count, pa.string())}
    for name in made.strata:
        kept = name in grouping.kept
        columns[name] = made.keys[name].take(at) if kept else pa.repeat(TOTAL, count)
    for name in (UNDATED, OUTSIDE):
        sums = np.bincount(grouping.of_base, made.keys[name].to_numpy(), minlength=count)
        columns[name] = pa.array(sums.astype(np.float64))
    columns[LEVEL] = pa.repeat("+".join(grouping.kept) or "all", count)
    return pa.table(columns)


def _parents(groupings: dict[tuple[int, ...], _Grouping]) -> Ints:
    """Point each series to the one that has one column less of a dimension."""
    parts = []
    for depth, grouping in groupings.items():
        own = np.full((len(grouping.first), len(depth)), -1, np.int64)
        for dimension, kept in enumerate(depth):
            if kept:
                above = (*depth[:dimension], kept - 1, *depth[dimension + 1 :])
                up = groupings[above]
                own[:, dimension] = up.of_base[grouping.first] + up.offset
        parts.append(own)
    return np.concatenate(parts)
