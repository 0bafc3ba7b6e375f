"""Values of interned weekly patterns, computed once a pattern and read off for every row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.columns_read import Ints
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

Value = TypeVar("Value", bool, int)


def patterns(column: pa.ChunkedArray) -> tuple[Ints, list[WeeklySet]]:
    """Number the weekly sets of a column; a null is the empty set.

    Returns:
        The place of each row's set in the list, and the list; its first is the empty set.
    """
    known: dict[bytes, int] = {b"": 0}
    parts = [np.zeros(0, np.int32)]
    for chunk in column.chunks:
        packed = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
        place = [
            0 if text is None else known.setdefault(text, len(known))
            for text in packed.dictionary.to_pylist()
        ]
        indices = packed.indices.cast(pa.int32()).fill_null(len(place))
        table = np.array([*place, 0], np.int32)
        parts.append(table[np.asarray(indices.to_numpy(zero_copy_only=False), np.int32)])
    sets = [WeeklySet.from_bytes(packed) if packed else EMPTY for packed in known]
    return np.concatenate(parts), sets


def valued(sets: list[WeeklySet], value: Callable[[WeeklySet], Value]) -> npt.NDArray[np.int64]:
    """Compute a number of each weekly set."""
    return np.array([int(value(one)) for one in sets], np.int64)
