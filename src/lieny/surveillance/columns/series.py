"""Khối chuỗi số ca: counts of many units on one grid of time, as read from a file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatGrid = npt.NDArray[np.float64]
IntVector = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TimeGrid:
    """The time points that all units of a file share.

    Attributes:
        first: `t` of the first time point as the file counts (1 unless the file was cut).
        epoch: running number, or days since 1970-01-01; rises strictly; one for each time point.
    """

    first: int
    epoch: IntVector

    def __len__(self) -> int:
        return len(self.epoch)

    @property
    def last(self) -> int:
        """`t` of the last time point."""
        return self.first + len(self.epoch) - 1


@dataclass(frozen=True, slots=True)
class SeriesBlock:
    """Some units of a file; `observed` and `population` are `[time, unit]`, NaN where missing.

    `breaks` is `[unit]`, the first time point of the valid stretch as the kernels count (1-based on
    the grid), 0 for none; None when the file has no such column.
    """

    units: tuple[str, ...]
    grid: TimeGrid
    observed: FloatGrid
    population: FloatGrid | None
    breaks: IntVector | None = None


def breaks_on(grid: TimeGrid, given: IntVector, unit: IntVector, *, units: int) -> IntVector:
    """Give the breaks `[unit]` of rows as `SeriesBlock` holds them; the latest of a unit counts.

    Args:
        grid: the time points of the block.
        given: `[row]`, the `t` of the first time point after a break; 0 for none.
        unit: `[row]`, the column of the row's unit.
        units: columns of the block.

    A break beyond the end of the grid is at its end.
    """
    found = np.zeros(units, np.int64)
    np.maximum.at(found, unit, np.minimum(given - grid.first + 1, len(grid)))
    return found
