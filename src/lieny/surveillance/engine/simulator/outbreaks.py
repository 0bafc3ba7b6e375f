"""Outbreaks of known size, place, time and shape, added to baseline counts.

Sizes after Noufaily et al. (Statistics in Medicine 2013; 32: 1206-1222): Poisson with mean `k`
standard deviations of the baseline at the start; their cases spread lognormally in time. Two
further shapes: a point source (one meal, one incubation) and spread from person to person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Shape(StrEnum):
    """Dạng đường cong dịch: how the cases of an outbreak lie in time."""

    LOGNORMAL = "lognormal"  # whole weeks of exp N(0, 0.5), as Noufaily et al.
    POINT_SOURCE = "point-source"  # incubation exp N(log 2 days, 0.5)
    PROPAGATED = "propagated"  # five generations, each 1.7 times the last, a week apart


GENERATIONS, GROWTH = 5, 1.7
INTERVAL_MEAN, INTERVAL_SD = 7.0, 3.0  # days from one generation to the next


@dataclass(frozen=True, slots=True)
class OutbreakPlan:
    """Kế hoạch cài ổ dịch: a share of the series each get a number of outbreaks.

    Attributes:
        share: chance that a series gets its outbreaks.
        number: how many a chosen series gets.
        first: first day on which one may start; None: the first period.
        last: last day on which one may start; None: the last period.
        k: range from which the size factor is drawn evenly.
        least: no outbreak is smaller (Noufaily et al.: 0; an outbreak of no case is left out).
        shapes: drawn evenly.
    """

    share: float = 1.0
    number: int = 1
    first: date | None = None
    last: date | None = None
    k: tuple[float, float] = (2.0, 10.0)
    least: int = 2
    shapes: tuple[Shape, ...] = (Shape.LOGNORMAL,)

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1 or self.number < 0 or self.least < 0:
            raise ValueError("an outbreak plan needs a share in 0..1, a number and least >= 0")
        if not 0 < self.k[0] <= self.k[1] or not self.shapes:
            raise ValueError("an outbreak plan needs 0 < k[0] <= k[1] and at least one shape")


@dataclass(frozen=True, slots=True)
class KnownOutbreak:
    """Ổ dịch định trước: `size` cases from the period of `start` on, in one series."""

    series: int  # number in the scenario, from 0
    start: date
    size: int
    shape: Shape = Shape.POINT_SOURCE

    def __post_init__(self) -> None:
        if self.size < 1 or self.series < 0:
            raise ValueError(f"an outbreak of {self.size} cases in series {self.series}")


@dataclass(frozen=True, slots=True)
class Outbreaks:
    """Vectors, one entry an outbreak; `column` and `start` are positions from 0 in a block."""

    column: Ints
    start: Ints
    size: Ints
    k: Floats  # NaN: the size was given
    shape: Ints  # position in `SHAPES`


SHAPES = tuple(Shape)


def draw_outbreaks(
    rng: np.random.Generator, plan: OutbreakPlan, window: tuple[int, int], deviation: Floats
) -> Outbreaks:
    """Draw which series get outbreaks, when and how large.

    Args:
        rng: source of chance.
        plan: what to draw.
        window: first and last position in time where one may start.
        deviation: `[time, series]` standard deviation of the baseline.
    """
    columns = deviation.shape[1]
    chosen = np.flatnonzero(rng.random(columns) < plan.share)
    column = np.repeat(chosen, plan.number).astype(np.int64)
    start = rng.integers(window[0], window[1], len(column), endpoint=True)
    k = rng.uniform(*plan.k, len(column))
    size = np.maximum(rng.poisson(k * deviation[start, column]), plan.least)
    shape = np.array([SHAPES.index(one) for one in plan.shapes], np.int64)
    drawn = shape[rng.integers(0, len(shape), len(column))]
    kept = size > 0
    return Outbreaks(column[kept], start[kept], size[kept], k[kept], drawn[kept])


def _lognormal(rng: np.random.Generator, cases: int) -> Floats:
    return 7 * np.floor(rng.lognormal(0.0, 0.5, cases))


def _point_source(rng: np.random.Generator, cases: int) -> Floats:
    return rng.lognormal(np.log(2.0), 0.5, cases)


def _propagated(rng: np.random.Generator, cases: int) -> Floats:
    weight = GROWTH ** np.arange(GENERATIONS)
    generation = rng.choice(GENERATIONS, cases, p=weight / weight.sum())
    scale = INTERVAL_SD**2 / INTERVAL_MEAN
    return rng.gamma(generation * INTERVAL_MEAN / scale, scale)


_DAYS: Mapping[Shape, Callable[[np.random.Generator, int], Floats]] = MappingProxyType(
    {
        Shape.LOGNORMAL: _lognormal,
        Shape.POINT_SOURCE: _point_source,
        Shape.PROPAGATED: _propagated,
    }
)


def case_days(rng: np.random.Generator, outbreaks: Outbreaks) -> tuple[Ints, Ints]:
    """Draw for every case of every outbreak the days since the start.

    Returns:
        the outbreak of each case, and its whole days after the outbreak's first period began.
    """
    number = np.arange(len(outbreaks.size))
    of, days = [], []
    for position, shape in enumerate(SHAPES):
        mine = np.repeat(number, np.where(outbreaks.shape == position, outbreaks.size, 0))
        of.append(mine)
        days.append(np.floor(_DAYS[shape](rng, len(mine))).astype(np.int64))
    return np.concatenate(of), np.concatenate(days)
