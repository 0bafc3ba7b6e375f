"""Texts of a usual shape, read as vectors; the others are left to the readers of single texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Usual:
    """What vectors gave of the distinct texts of a column.

    Attributes:
        texts: the distinct texts.
        is_usual: which of them have the usual shape.
        columns: what was read, by name; of the usual texts alone, in their order.
    """

    texts: pa.Array
    is_usual: Flags
    columns: Mapping[str, pa.Array]

    def others(self) -> list[str]:
        """Give the texts that are to be read one by one."""
        others: list[str] = self.texts.filter(pa.array(~self.is_usual)).to_pylist()
        return others

    def woven(self, name: str, others: Sequence[object], kind: pa.DataType) -> pa.Array:
        """Give one result a text: from the vectors, and from those read one by one.

        Args:
            name: of the column; one that the vectors do not have is null for usual texts.
            others: results of `others()`, in their order.
            kind: type of the results.
        """
        count = len(self.is_usual)
        read = self.columns.get(name)
        read = pa.nulls(count - len(others), kind) if read is None else read.cast(kind)
        if not others:
            return read
        places = np.empty(count, np.int64)
        places[self.is_usual] = np.arange(len(read))
        places[~self.is_usual] = np.arange(len(read), count)
        return pa.concat_arrays([read, pa.array(others, kind)]).take(pa.array(places))

    def marked(self, others: Sequence[bool]) -> Flags:
        """Give the texts of which something is true that is never true of a usual one."""
        marks = np.zeros(len(self.is_usual), np.bool_)
        marks[~self.is_usual] = np.asarray(others, np.bool_)
        return marks


def flags(booleans: pa.Array) -> Flags:
    """Give a column of true and false, null for false, as an array of numpy."""
    found: Flags = booleans.fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    return found


def characters(texts: pa.Array, length: int) -> npt.NDArray[np.uint8]:
    """Give texts of `length` ASCII characters each as a matrix of bytes, a row a text."""
    data = texts.buffers()[2]
    if data is None or not len(texts):
        return np.empty((0, length), np.uint8)
    start = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset]
    whole = np.frombuffer(data, np.uint8)[start : start + len(texts) * length]
    return whole.reshape(len(texts), length)
