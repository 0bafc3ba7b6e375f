"""Columns of any kind as codes of strata; what is unknown is a stratum of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.preparation.faults import SeriesFault

Ints = npt.NDArray[np.int64]

UNKNOWN = "unknown"
"""In the name of a series: the value was missing. In the key table it is null."""
TOTAL = "*"
"""In the key table and in names: all values of this column together."""
_OLDEST = 130
_MARKS_PER_ROW, _MARKS = 4, 1_000_000  # where marking is cheaper than sorting


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows as numbers of distinct combinations.

    Attributes:
        of_row: the combination of each row, from 0.
        keys: the combinations, a row each, ordered by the columns; text, null where unknown.
    """

    of_row: Ints
    keys: pa.Table


def require(table: pa.Table, columns: Sequence[str]) -> None:
    """Refuse a table without one of the columns, and a column named twice."""
    for number, name in enumerate(columns):
        if name not in table.column_names:
            given = ", ".join(table.column_names)
            raise SeriesFault("column-missing", given=given, where=name)
        if name in columns[:number]:
            raise SeriesFault("column-twice", given=name, where=name)


def as_text(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    """Give a column as text: blank, NaN and the word "unknown" become null.

    Raises:
        SeriesFault: a value is the sign of a total.
    """
    codes, values = _codes(column, name)
    return pa.chunked_array([values.take(pa.array(codes))])


def encode(table: pa.Table, columns: Sequence[str]) -> Coded:
    """Number the combinations of the columns; without columns everything is one.

    Raises:
        SeriesFault: a column is missing, or holds the sign of a total.
    """
    require(table, columns)
    code = np.zeros(table.num_rows, np.int64)
    reach = 1
    own_codes = {}
    for name in columns:
        own_codes[name] = _codes(table[name], name)
        own, values = own_codes[name]
        # Compact at each step, so that the number stays below rows * values whatever the columns.
        code, reach = _compact(code, reach)
        code = code * len(values) + own
        reach *= len(values)
    of_row, count = _compact(code, reach)
    at = np.zeros(count, np.int64)
    at[of_row] = np.arange(table.num_rows)  # some row of each combination
    keys = {name: values.take(pa.array(own[at])) for name, (own, values) in own_codes.items()}
    return Coded(of_row, pa.table(keys) if keys else _one(count))


def _compact(code: Ints, reach: int) -> tuple[Ints, int]:
    """Number the codes that occur, in their order; give the numbers and how many they are."""
    if reach > _MARKS_PER_ROW * len(code) + _MARKS:
        found, numbers = np.unique(code, return_inverse=True)
        return numbers.astype(np.int64), len(found)
    occurs = np.zeros(reach, np.bool_)
    occurs[code] = True
    return (np.cumsum(occurs) - 1)[code], int(occurs.sum())


def _one(rows: int) -> pa.Table:
    """Give a table of no columns but `rows` rows (Arrow keeps the number by a dropped column)."""
    return pa.table({"": np.zeros(rows, np.int8)}).select([])


def _codes(column: pa.ChunkedArray, name: str) -> tuple[Ints, pa.Array]:
    """Number the values of a column in the order of their texts, null last.

    Only the distinct values are turned into text, never the rows.
    """
    if pa.types.is_dictionary(column.type):  # its own dictionary may hold a null, or values twice
        column = column.cast(column.type.value_type)
    encoded = column.dictionary_encode().unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # of no chunk
        encoded = pa.array([], column.type).dictionary_encode()
    texts = _clean(encoded.dictionary)
    rows = pc.fill_null(encoded.indices.cast(pa.int64()), len(texts)).to_numpy()
    texts = pa.concat_arrays([texts, pa.nulls(1, pa.string())])
    wrong = np.flatnonzero(np.asarray(pc.fill_null(pc.equal(texts, TOTAL), fill_value=False))[rows])
    if len(wrong):
        where = f"{name}, {int(wrong[0]) + 1}"
        raise SeriesFault("value-reserved", given=TOTAL, where=where, rows=len(wrong))
    ordered = pc.unique(texts)
    ordered = ordered.take(pc.array_sort_indices(ordered, null_placement="at_end"))
    number = pc.index_in(texts, value_set=ordered).to_numpy().astype(np.int64)
    return number[rows], ordered


def _clean(values: pa.Array) -> pa.Array:
    if pa.types.is_floating(values.type):
        values = pc.if_else(pc.is_nan(values), None, values)
    text = pc.utf8_trim_whitespace(pc.cast(values, pa.string()))
    return pc.if_else(pc.is_in(text, pa.array(["", UNKNOWN])), None, text)


def names_of(keys: pa.Table) -> tuple[str, ...]:
    """Name series by their values, "/" between them; one inside a value has a backslash."""
    if not keys.num_columns:
        return (TOTAL,) * int(keys.num_rows)
    parts = []
    for name in keys.column_names:
        text = pc.fill_null(keys[name], UNKNOWN)
        text = pc.replace_substring(text, "\\", "\\\\")
        parts.append(pc.replace_substring(text, "/", "\\/"))
    names: list[str] = pc.binary_join_element_wise(*parts, "/").to_pylist()
    return tuple(names)


def age_groups(ages: pa.ChunkedArray, bounds: Sequence[int], name: str) -> pa.Array:
    """Put ages in whole years into groups; unknown stays unknown.

    Args:
        ages: numbers, null where unknown.
        bounds: first ages of the groups, from 0: (0, 1, 5, 15) gives "0", "1-4", "5-14", "15+".
        name: of the column, for the message.

    Raises:
        SeriesFault: an age below 0 or above 130; bounds that do not begin at 0 or do not rise.
    """
    edges = np.asarray(bounds, np.int64)
    if not len(edges) or edges[0] != 0 or np.any(np.diff(edges) <= 0):
        raise SeriesFault("age-bounds", given=str(tuple(bounds)), where=name)
    known = pc.cast(ages, pa.float64()).to_numpy()
    wrong = np.flatnonzero((known < 0) | (known > _OLDEST))
    if len(wrong):
        where = f"{name}, {int(wrong[0]) + 1}"
        raise SeriesFault("not-an-age", given=f"{known[wrong[0]]:g}", where=where, rows=len(wrong))
    upper = [*(int(edge) - 1 for edge in edges[1:]), None]
    words = [
        f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
        for low, high in zip(edges.tolist(), upper, strict=True)
    ]
    group = np.searchsorted(edges, np.floor(np.nan_to_num(known)), side="right") - 1
    taken = pa.array(group, pa.int32(), mask=np.isnan(known))
    return pa.DictionaryArray.from_arrays(taken, pa.array(words)).cast(pa.string())
