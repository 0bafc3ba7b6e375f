"""Columns of days and of counts as vectors, or a clear fault."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.preparation.faults import SeriesFault

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_ISO = r"^\d{4}-\d{2}-\d{2}$"


def read_days(table: pa.Table, name: str) -> tuple[Ints, Flags]:
    """Give day numbers of a column of dates, timestamps or ISO texts, and which are known.

    Raises:
        SeriesFault: the column is missing, or a value is not a day; a moment with a time zone is
            none.
    """
    if name not in table.column_names:
        given = ", ".join(table.column_names)
        raise SeriesFault("column-missing", given=given, where=name)
    column = table[name]
    if pa.types.is_null(column.type):
        column = pc.cast(column, pa.date32())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = _from_text(column, name)
    # A moment with a zone is another day elsewhere: whoever knows the office's zone converts it.
    zoned = pa.types.is_timestamp(column.type) and column.type.tz is not None
    if zoned or not (pa.types.is_date(column.type) or pa.types.is_timestamp(column.type)):
        raise SeriesFault("not-a-day", given=str(column.type), where=name, rows=len(column))
    days = pc.cast(pc.cast(column, pa.date32(), safe=False), pa.int32())
    known = pc.is_valid(days).to_numpy()
    return pc.fill_null(days, 0).to_numpy().astype(np.int64), known


def _from_text(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    text = pc.utf8_trim_whitespace(column)
    text = pc.if_else(pc.equal(text, ""), None, text)
    shaped = pc.match_substring_regex(text, _ISO)
    moments = pc.strptime(pc.if_else(shaped, text, None), "%Y-%m-%d", "s", error_is_null=True)
    days = pc.cast(moments, pa.date32())
    # 2026-02-30 must not slip through as another day
    back = pc.equal(pc.strftime(moments, "%Y-%m-%d"), text)
    wrong = np.flatnonzero(
        pc.and_(pc.is_valid(text), pc.invert(pc.fill_null(back, fill_value=False))).to_numpy()
    )
    if len(wrong):
        first = int(wrong[0])
        raise SeriesFault(
            "not-a-day", given=text[first].as_py(), where=f"{name}, {first + 1}", rows=len(wrong)
        )
    return days


def read_counts(table: pa.Table, name: str) -> tuple[Floats, Flags]:
    """Give a column of counts, and which of them are known (the others were not reported).

    Raises:
        SeriesFault: the column is missing, or a value is negative, infinite or not whole.
    """
    if name not in table.column_names:
        given = ", ".join(table.column_names)
        raise SeriesFault("column-missing", given=given, where=name)
    column = table[name]
    numeric = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    if not (numeric or pa.types.is_null(column.type)):
        raise SeriesFault("not-a-count", given=str(column.type), where=name, rows=len(column))
    values = pc.cast(column, pa.float64()).to_numpy()
    known = ~np.isnan(values)
    wrong = np.flatnonzero(known & ((values < 0) | np.isinf(values) | (values != np.floor(values))))
    if len(wrong):
        first = int(wrong[0])
        raise SeriesFault(
            "not-a-count", given=f"{values[first]:g}", where=f"{name}, {first + 1}", rows=len(wrong)
        )
    return np.where(known, values, 0.0), known
