"""Columns of texts seen as few distinct texts: each is read once, however often it stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Read = TypeVar("Read")


class Distinct:
    """A column of texts and its distinct values.

    Attributes:
        texts: the column; null where blank.
        codes: index of each row's text among `values`; null where blank.
        column: the distinct texts, in order of appearance.
    """

    __slots__ = ("_values", "codes", "column", "texts")

    def __init__(self, texts: Sequence[str | None]) -> None:
        self.texts = pa.array(texts, pa.string())
        encoded = self.texts.dictionary_encode()
        self.codes: pa.Array = encoded.indices
        self.column: pa.Array = encoded.dictionary
        self._values: list[str] | None = None

    @property
    def values(self) -> list[str]:
        """The distinct texts, in order of appearance."""
        if self._values is None:
            self._values = self.column.to_pylist()
        return self._values

    def read(self, reader: Callable[[str], Read]) -> list[Read]:
        """Read every distinct text once."""
        return [reader(value) for value in self.values]

    def spread(self, results: Sequence[object] | pa.Array, kind: pa.DataType) -> pa.Array:
        """Give each row the result of its text; null where blank."""
        given = results if isinstance(results, pa.Array) else pa.array(results, kind)
        return given.take(self.codes)

    def words(self, results: Sequence[str | None] | pa.Array) -> pa.DictionaryArray:
        """The same for results of few values, as an interned column."""
        given = results if isinstance(results, pa.Array) else pa.array(results, pa.string())
        return _interned(given, self.codes)

    def patterns(self, results: Sequence[bytes | None]) -> pa.DictionaryArray:
        """The same for packed weekly sets."""
        return _interned(pa.array(results, pa.binary()), self.codes)

    def own_words(self) -> pa.DictionaryArray:
        """Give the texts themselves as an interned column."""
        return pa.DictionaryArray.from_arrays(self.codes, self.column)

    def rows_where(self, chosen: Sequence[bool] | npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Give (row, index of its value) of every row whose text is chosen."""
        flags = np.append(np.asarray(chosen, dtype=np.bool_), False)
        if not flags.any():
            return []
        codes: npt.NDArray[np.int64] = (
            self.codes.fill_null(len(self.column)).to_numpy(zero_copy_only=False).astype(np.int64)
        )
        rows = np.flatnonzero(flags[codes])
        return [(int(row), int(codes[row])) for row in rows]


def _interned(values: pa.Array, codes: pa.Array) -> pa.DictionaryArray:
    encoded = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(encoded.indices.take(codes), encoded.dictionary)


def interned(values: Sequence[str | None]) -> pa.DictionaryArray:
    """Intern a column that was not read through `Distinct`."""
    return pa.array(values, pa.string()).dictionary_encode()


def nulls(length: int, kind: pa.DataType) -> pa.Array:
    """A column without values."""
    if pa.types.is_dictionary(kind):
        empty = pa.array([], kind.value_type)
        return pa.DictionaryArray.from_arrays(pa.nulls(length, pa.int32()), empty)
    return pa.nulls(length, kind)
