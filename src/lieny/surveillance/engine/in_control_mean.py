"""The mean that a sequential method takes for granted: given, or estimated before the span."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.control_fault import ControlFault, flag, real, whole
from lieny.surveillance.engine.control_names import fields_from_r, keep
from lieny.surveillance.engine.detected import ByteGrid
from lieny.surveillance.engine.panel import FloatGrid, IntVector
from lieny.surveillance.engine.seasonal_regression import fit

Floats = npt.NDArray[np.float64]

_NAMES = {"S": "harmonics", "trend": "trend", "refit": "refit"}


@dataclass(frozen=True, slots=True)
class Seasonal:
    """A log-linear mean with yearly waves, estimated from the weeks before the span.

    R's names are S, trend and refit; `refit` estimates anew after every alarm.
    """

    harmonics: int = 1
    trend: bool = False
    refit: bool = False

    def __post_init__(self) -> None:
        keep(
            self,
            harmonics=whole("mu0$S", self.harmonics, low=0, high=100),
            trend=flag("mu0$trend", self.trend),
            refit=flag("mu0$refit", self.refit),
        )

    @classmethod
    def from_r(cls, given: Mapping[str, object]) -> Self:
        """Read R's list; raises `ControlFault`."""
        return cls(**fields_from_r(given, _NAMES))

    def design(self, times: int, frequency: int) -> Floats:
        """Give `[time, coefficient]` for time points 1 to `times`: level, trend, cosines, sines."""
        time = np.arange(1, times + 1, dtype=np.float64)
        columns = [np.ones(times)]
        if self.trend:
            columns.append(time)
        for wave in range(1, self.harmonics + 1):
            angle = 2 * wave * np.pi / frequency * time
            columns += [np.cos(angle), np.sin(angle)]
        return np.ascontiguousarray(np.stack(columns, axis=1))


def given_mean(name: str, given: object) -> tuple[float, ...] | None:
    """Read one mean for all weeks or one for each week of the span; None stays None."""
    if given is None:
        return None
    numbers = given if isinstance(given, list | tuple | np.ndarray) else [given]
    if len(numbers) == 0:
        raise ControlFault(name, given, "a mean, or one for each week of the span")
    return tuple(real(name, _plain(number), low=0, high=1e300, ends=False) for number in numbers)


def spread(name: str, means: tuple[float, ...], weeks: int) -> Floats:
    """Give one mean for each of `weeks`."""
    if len(means) not in {1, weeks}:
        raise ControlFault(name, f"{len(means)} numbers", f"1 or {weeks}, the weeks of the span")
    return np.broadcast_to(np.asarray(means, np.float64), (weeks,)).copy()


def _plain(number: object) -> object:
    return number.item() if isinstance(number, np.generic) else number


@compiled
def fit_series(
    observed: Floats,
    design: FloatGrid,
    between: tuple[int, int],
    alpha: float,
    coefficients: Floats,
) -> tuple[float, int]:
    """Fit one series on its counts `between` two 0-based time points, the latter excluded.

    `alpha` is the dispersion, 0 Poisson, negative to estimate it. Gives alpha and a Status.
    """
    start, end = between
    present = 0
    for time in range(start, end):
        present += 0 if math.isnan(observed[time]) else 1
    columns = design.shape[1]
    if present < columns:
        return alpha, 4 if start > 0 else 1
    y, rows, row = np.empty(present), np.empty((present, columns)), 0
    for time in range(start, end):
        if not math.isnan(observed[time]):
            y[row] = observed[time]
            for column in range(columns):
                rows[row, column] = design[time, column]
            row += 1
    alpha, sound = fit(y, rows, alpha, coefficients)
    return alpha, 0 if sound else 2


@compiled
def fit_all(  # noqa: PLR0913, PLR0917 - kernels take their arguments by place
    observed: FloatGrid,
    starts: IntVector,
    design: FloatGrid,
    end: int,
    coefficients: FloatGrid,
    status: ByteGrid,
) -> None:
    """Fit a Poisson mean to every series of `observed`, `[unit, time]`, before time point `end`."""
    for unit in range(observed.shape[0]):
        between = (starts[unit], end)
        _, state = fit_series(observed[unit], design, between, 0.0, coefficients[unit])
        status[unit] = state
