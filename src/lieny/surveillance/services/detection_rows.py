"""Bảng kết quả phát hiện: one row a unit and week, as it is written."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.surveillance.columns.series import FloatGrid, SeriesBlock
from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Status

NUMBER = pa.float64()
# The first eleven are the contract; what follows is there where an algorithm gives it.
ROWS = pa.schema(
    [
        ("unit", pa.dictionary(pa.int32(), pa.string())),
        ("k", pa.int64()),
        ("epoch", pa.int64()),
        ("observed", NUMBER),
        ("expected", NUMBER),
        ("upperbound", NUMBER),
        ("score", NUMBER),
        ("pvalue", NUMBER),
        ("alarm", pa.int8()),
        ("trend", pa.int8()),
        ("status", pa.dictionary(pa.int32(), pa.string())),
        ("trend_coef", NUMBER),
        ("mu0", NUMBER),
        ("phi", NUMBER),
        ("q", NUMBER),
        ("median", NUMBER),
        ("cases", NUMBER),
    ]
)


def detection_rows(block: SeriesBlock, detected: Detected) -> pa.Table:
    """Lay the grids `[time, unit]` out as rows, unit after unit; what is not available is null."""
    weeks, units = len(detected.span), len(block.units)
    window = slice(detected.span.first - 1, detected.span.last)
    k = np.arange(detected.span.first, detected.span.last + 1) + block.grid.first - 1
    names = pa.array(block.units, pa.string())
    which = np.repeat(np.arange(units, dtype=np.int32), weeks)
    words = pa.array([status.code for status in Status], pa.string())
    columns = [
        pa.DictionaryArray.from_arrays(pa.array(which), names),
        pa.array(np.tile(k, units)),
        pa.array(np.tile(block.grid.epoch[window], units)),
        _numbers(block.observed[window]),
        _numbers(detected.expected, rows=weeks * units),
        _numbers(detected.upperbound),
        _numbers(detected.score, rows=weeks * units),
        _numbers(detected.pvalue, rows=weeks * units),
        _answers(detected.alarm),
        _answers(detected.trend, rows=weeks * units),
        pa.DictionaryArray.from_arrays(pa.array(detected.status.T.ravel().astype(np.int32)), words),
        *(
            _numbers(grid, rows=weeks * units)
            for grid in (
                detected.trend_coefficient,
                detected.mu0,
                detected.phi,
                detected.quantile,
                detected.median,
                detected.cases,
            )
        ),
    ]
    return pa.Table.from_arrays(columns, schema=ROWS)


def _numbers(grid: FloatGrid | None, rows: int = 0) -> pa.Array:
    if grid is None:
        return pa.nulls(rows, NUMBER)
    return pa.array(np.ascontiguousarray(grid.T).ravel(), NUMBER, from_pandas=True)


def _answers(grid: npt.NDArray[np.int8] | None, rows: int = 0) -> pa.Array:
    if grid is None:
        return pa.nulls(rows, pa.int8())
    flat = np.ascontiguousarray(grid.T).ravel()
    return pa.array(flat, pa.int8(), mask=flat == NO_ANSWER)
