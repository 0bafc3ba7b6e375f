"""What every kernel gives: one value and one status for each evaluated week and series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

FloatGrid = npt.NDArray[np.float64]
ByteGrid = npt.NDArray[np.int8]

NO_ANSWER = -1  # of an alarm or a trend that the algorithm does not give


class Status(IntEnum):
    """Why a value is there, or why it is not."""

    OK = 0
    INSUFFICIENT_HISTORY = 1
    NOT_CONVERGED = 2
    NO_DATA = 3
    BREAK = 4

    @property
    def code(self) -> str:
        """The word of the output table."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Span:
    """The evaluated time points, 1-based, both ends included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"{self.first}:{self.last} is not a range of weeks")

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Detected:
    """Results `[time of span, unit]`; NaN where the algorithm has no value or `status` says why."""

    span: Span
    upperbound: FloatGrid
    alarm: ByteGrid  # 1 alarm, 0 none, NO_ANSWER not available
    status: ByteGrid  # Status
    expected: FloatGrid | None = None
    score: FloatGrid | None = None
    pvalue: FloatGrid | None = None
    trend: ByteGrid | None = None  # 1 the trend was used, 0 not, NO_ANSWER not available
    trend_coefficient: FloatGrid | None = None
    mu0: FloatGrid | None = None
    phi: FloatGrid | None = None  # overdispersion
    quantile: FloatGrid | None = None  # P(Y <= y) on the transformed scale (farrington 1996)
    median: FloatGrid | None = None
    cases: FloatGrid | None = None  # cases needed for an alarm (glr)
