"""Arrow columns as plain arrays: days, flags and the places of texts in one common list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NO_DAY = -(1 << 40)  # as `days`: earlier than any day
ABSENT = -1


def days(column: pa.ChunkedArray, absent: int = NO_DAY) -> Longs:
    """Give dates as days since 1970-01-01; `absent` where there is none."""
    filled = column.cast(pa.int32()).cast(pa.int64()).fill_null(absent)
    return np.asarray(filled.to_numpy(), np.int64)


def whole_numbers(column: pa.ChunkedArray, absent: int = ABSENT) -> Longs:
    """Give whole numbers; `absent` where there is none."""
    return np.asarray(column.cast(pa.int64()).fill_null(absent).to_numpy(), np.int64)


def is_given(column: pa.ChunkedArray) -> Flags:
    """Tell where a column has a value."""
    return np.asarray(pc.is_valid(column).to_numpy(), np.bool_)


def flags(column: pa.ChunkedArray) -> Flags:
    """Give truth values; false where there is none."""
    filled = pc.fill_null(column, False)  # noqa: FBT003 - Arrow's own
    return np.asarray(filled.to_numpy(), np.bool_)


def coded(*columns: pa.ChunkedArray) -> tuple[list[Ints], list[str]]:
    """Number the texts of several columns by one common list.

    Returns:
        For each column the place of each row's text in the list, −1 for none; and the list.
    """
    texts: dict[str, int] = {}
    return [_coded_by(column, texts) for column in columns], list(texts)


def _coded_by(column: pa.ChunkedArray, texts: dict[str, int]) -> Ints:
    parts = [_coded_chunk(chunk, texts) for chunk in column.chunks]
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)


def _coded_chunk(chunk: pa.Array, texts: dict[str, int]) -> Ints:
    dictionary = chunk if pa.types.is_dictionary(chunk.type) else pc.dictionary_encode(chunk)
    known = dictionary.dictionary.to_pylist()
    place = np.array(
        [ABSENT if text is None else texts.setdefault(text, len(texts)) for text in known]
        + [ABSENT],
        np.int32,
    )
    indices = dictionary.indices.cast(pa.int32()).fill_null(len(known))
    return place[np.asarray(indices.to_numpy(zero_copy_only=False), np.int32)]


def alike(*columns: pa.ChunkedArray) -> tuple[list[Ints], int]:
    """Number the texts of several columns by one common list, as `coded`, but leave out the list.

    For texts of which nearly every row has its own: names, personal numbers.

    Returns:
        For each column the number of each row's text, −1 for none; and how many texts there are.
    """
    chunks = [chunk.cast(pa.string()) for column in columns for chunk in column.chunks]
    whole = pa.chunked_array(chunks, pa.string()).combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], pa.string())
    encoded = whole.dictionary_encode()
    indices = encoded.indices.cast(pa.int32()).fill_null(ABSENT)
    number = np.asarray(indices.to_numpy(zero_copy_only=False), np.int32)
    ends = np.cumsum([len(column) for column in columns])
    return np.split(number, ends[:-1]), len(encoded.dictionary)


def distinct(values: Longs) -> Longs:
    """Give the distinct values in order."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def contained(values: Longs, among: Longs) -> Flags:
    """Tell which values stand among others."""
    return np.asarray(pc.is_in(pa.array(values), pa.array(among)).to_numpy(False), np.bool_)  # noqa: FBT003


def varied(keys: Longs, values: Longs) -> Longs:
    """Give the keys under which two or more different values stand, in order."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    if not len(starts):
        return np.zeros(0, np.int64)
    lowest = np.minimum.reduceat(values[order], starts)
    highest = np.maximum.reduceat(values[order], starts)
    return np.asarray(ordered[starts][lowest != highest], np.int64)


def python_values(column: pa.ChunkedArray) -> list[Any]:
    """Give Python values; an interned column makes each distinct value once."""
    values: list[Any] = []
    for chunk in column.chunks:
        if pa.types.is_dictionary(chunk.type) and len(chunk) > len(chunk.dictionary):
            known = [*chunk.dictionary.to_pylist(), None]
            indices = chunk.indices.cast(pa.int32()).fill_null(len(known) - 1)
            values += [known[at] for at in indices.to_pylist()]
        else:
            values += chunk.to_pylist()
    return values


def coded_rows(columns: Sequence[Ints]) -> tuple[Longs, list[tuple[int, ...]]]:
    """Number the distinct combinations of several coded columns.

    Returns:
        The number of each row's combination, and the combinations.
    """
    key = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, key = np.unique(
            key * (int(column.max(initial=ABSENT)) + 2) + column + 1, return_inverse=True
        )
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    found = [tuple(int(column[row]) for column in columns) for row in first]
    return number.astype(np.int64), found


def lookup(wanted: Longs, sorted_keys: Longs) -> tuple[Longs, Longs]:
    """Give the begin and the end, within sorted keys, of the run equal to each wanted key."""
    return (
        np.searchsorted(sorted_keys, wanted, side="left"),
        np.searchsorted(sorted_keys, wanted, side="right"),
    )


def joined(wanted: Longs, keys: Longs) -> tuple[Longs, Longs]:
    """Join two arrays of keys; negative keys meet nothing.

    Returns:
        Positions (in `wanted`, in `keys`) of all equal pairs, ordered by the first.
    """
    order = np.argsort(keys, kind="stable")
    begin, end = lookup(wanted, keys[order])
    count = np.where(wanted >= 0, end - begin, 0)
    left = np.repeat(np.arange(len(wanted)), count)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
    return left, order[np.repeat(begin, count) + offset]
