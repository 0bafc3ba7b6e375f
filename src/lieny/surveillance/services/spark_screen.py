"""Phát hiện trên nhiều máy: the same kernels through Spark, a partition of series at a time.

For more series than one machine takes. Series do not influence one another, so the rows are parted
by unit and every partition is worked off in blocks, as a file is; the results are the same bits.
pyspark is not needed unless this module is called (`tools/setup spark`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.columns.series import SeriesBlock, TimeGrid, breaks_on
from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.services.algorithms import Algorithm, kernel
from lieny.surveillance.services.detection import BLOCK_CELLS, panel_of
from lieny.surveillance.services.detection_rows import ROWS, detection_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

INPUT = pa.schema(
    [
        ("unit", pa.string()),
        ("t", pa.int64()),
        ("observed", pa.float64()),
        ("population", pa.float64()),
        ("break", pa.int64()),
    ]
)
_TYPES = {pa.float64(): "double", pa.int64(): "bigint", pa.int8(): "tinyint"}
SPARK_SCHEMA = ", ".join(f"{row.name} {_TYPES.get(row.type, 'string')}" for row in ROWS)

Batches = Iterator[pa.RecordBatch]


class RepeatedTime(ValueError):
    """A unit has two rows of one time point."""


def screen(  # noqa: PLR0913 - what a detection is made of
    rows: DataFrame,
    *,
    algorithm: Algorithm,
    control: Mapping[str, object],
    span: Span,
    frequency: int,
    dated: bool,
    mode: Mode = Mode.R,
    partitions: int | None = None,
) -> DataFrame:
    """Detect in every series of a Spark table.

    Args:
        rows: `unit,t,epoch,observed[,population][,break]`; one row a unit and time point, as
            `intake.series_file` keeps them. A time point that a unit lacks is a missing count.
        algorithm: which kernel.
        control: its values, named as in R.
        span: evaluated positions on the grid of all time points of the table.
        frequency: time points a year.
        dated: whether `epoch` counts days since 1970-01-01.
        mode: equal to R, or with its known defects mended.
        partitions: parts that the series are dealt into; by default Spark's own number.

    Returns:
        the table of `lieny detect`, unit by unit within a partition.
    """
    grid = _grid(rows)
    work = partition_worker(
        grid=grid,
        algorithm=algorithm,
        control=dict(control),
        span=span,
        frequency=frequency,
        dated=dated,
        mode=mode,
    )
    chosen = rows.selectExpr(
        "cast(unit as string) unit",
        "cast(t as bigint) t",
        "cast(observed as double) observed",
        _optional(rows, "population", "double"),
        _optional(rows, "break", "bigint"),
    )
    parted = chosen.repartition(*([partitions] if partitions else []), "unit")
    return parted.sortWithinPartitions("unit", "t").mapInArrow(work, SPARK_SCHEMA)


def _optional(rows: DataFrame, column: str, sql_type: str) -> str:
    given = f"`{column}`" if column in rows.columns else "null"
    return f"cast({given} as {sql_type}) `{column}`"


def _grid(rows: DataFrame) -> TimeGrid:
    times = rows.selectExpr("cast(t as bigint) t", "cast(epoch as bigint) epoch").distinct()
    pairs = sorted((int(row[0]), int(row[1])) for row in times.collect())
    t = np.array([pair[0] for pair in pairs])
    if len(pairs) == 0 or np.any(np.diff(t) != 1):
        raise ValueError("the time points of the table are not t, t + 1, … with one epoch each")
    return TimeGrid(first=int(t[0]), epoch=np.array([pair[1] for pair in pairs], dtype=np.int64))


def partition_worker(  # noqa: PLR0913 - what a detection is made of
    *,
    grid: TimeGrid,
    algorithm: Algorithm,
    control: dict[str, object],
    span: Span,
    frequency: int,
    dated: bool,
    mode: Mode,
) -> Callable[[Batches], Batches]:
    """Give the function that a worker runs over the batches of one partition, ordered by unit."""

    def work(batches: Batches) -> Batches:
        loaded = kernel(algorithm, control)
        for table in whole_units(batches, cells=BLOCK_CELLS):
            block = block_of(table, grid)
            panel = panel_of(block, frequency=frequency, dated=dated)
            detected = loaded.run(panel, span=span, mode=mode, threads=1, breaks=block.breaks)
            yield from _plain(detection_rows(block, detected)).to_batches(max_chunksize=65536)

    return work


def whole_units(batches: Batches, *, cells: int) -> Iterator[pa.Table]:
    """Join and cut batches ordered by unit so that none divides a unit, about `cells` rows each."""
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        if rows < cells:
            continue
        table = pa.Table.from_batches(held, INPUT)
        last = table["unit"][-1]
        kept = pc.index(table["unit"], last).as_py()
        if kept > 0:
            yield table.slice(0, kept)
        held = table.slice(kept).combine_chunks().to_batches()
        rows = table.num_rows - kept
    if rows:
        yield pa.Table.from_batches(held, INPUT)


def block_of(table: pa.Table, grid: TimeGrid) -> SeriesBlock:
    """Lay rows out as grids `[time, unit]`.

    Raises:
        RepeatedTime: two rows are one unit's at one time point.
    """
    encoded = table["unit"].combine_chunks().dictionary_encode()
    unit = encoded.indices.to_numpy(zero_copy_only=False)
    place = (table["t"].to_numpy() - grid.first, unit)
    shape = (len(grid), len(encoded.dictionary))
    seen = np.zeros(shape, dtype=bool)
    seen[place] = True
    if int(seen.sum()) != table.num_rows:
        raise RepeatedTime("a unit has two rows of one time point: add them up first")
    grids = []
    for name in ("observed", "population"):
        cells = np.full(shape, np.nan)
        cells[place] = table[name].to_numpy(zero_copy_only=False)
        grids.append(cells)
    after = pc.fill_null(table["break"], 0).to_numpy()
    return SeriesBlock(
        units=tuple(encoded.dictionary.to_pylist()),
        grid=grid,
        observed=grids[0],
        population=None if np.isnan(grids[1]).all() else grids[1],
        breaks=breaks_on(grid, after, unit, units=shape[1]),
    )


def _plain(table: pa.Table) -> pa.Table:
    """Write dictionaries out: Spark takes text."""
    return pa.table(
        [
            column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            for column in table.columns
        ],
        names=table.column_names,
    )
