"""Many series of counts on one grid of dates: what every kernel takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatGrid = npt.NDArray[np.float64]
IntVector = npt.NDArray[np.int64]


class PanelFault(ValueError):
    """The arrays do not make a panel; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts of `len(units)` series over `len(epoch)` time points.

    `observed` and `population` are `[time, unit]`; NaN is a missing count. `epoch` rises strictly:
    days since 1970-01-01 when `dated`, else a running number. `frequency` is the number of time
    points a year (52, 12, 365).
    """

    units: tuple[str, ...]
    epoch: IntVector
    observed: FloatGrid
    population: FloatGrid | None
    frequency: int
    dated: bool

    def __post_init__(self) -> None:
        shape = (len(self.epoch), len(self.units))
        if self.observed.shape != shape:
            raise PanelFault(f"observed has the shape {self.observed.shape}, expected {shape}")
        if self.population is not None and self.population.shape != shape:
            raise PanelFault(f"population has the shape {self.population.shape}, expected {shape}")
        if len(set(self.units)) != len(self.units):
            raise PanelFault("two series have the same name")
        if np.any(np.diff(self.epoch) <= 0):
            raise PanelFault("epoch does not rise strictly")
        if self.frequency < 1:
            raise PanelFault(f"frequency is {self.frequency}, expected at least 1")
        if np.any(self.observed < 0) or np.any(np.isinf(self.observed)):
            raise PanelFault("observed has a negative or infinite count")
