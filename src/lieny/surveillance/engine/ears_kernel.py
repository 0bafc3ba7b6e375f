"""The moving mean and deviation of EARS, and the bounds from them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

FloatVector = npt.NDArray[np.float64]
FloatGrid = npt.NDArray[np.float64]


class EarsRule(NamedTuple):
    """What a bound is made of."""

    baseline: int
    lag: int
    three: bool  # C3
    min_sigma: float
    z: float
    strict: bool  # as R


@compiled
def _moments(count: FloatVector, row: int, rule: EarsRule) -> tuple[float, float]:
    """Give mean and standard deviation of the baseline of `row`; NaN where it is not whole."""
    first = row - rule.lag - rule.baseline
    if first < 0:
        return math.nan, math.nan
    last = first + rule.baseline
    total = 0.0
    for i in range(first, last):
        total += count[i]
    mean = total / rule.baseline
    square, rest = 0.0, 0.0
    for i in range(first, last):
        away = count[i] - mean
        square += away * away
        rest += away
    mean += rest / rule.baseline
    sigma = math.sqrt((square - rest * rest / rule.baseline) / (rule.baseline - 1))
    return mean, (rule.min_sigma if sigma < rule.min_sigma else sigma)


@compiled
def _excess(count: FloatVector, row: int, rule: EarsRule) -> float:
    """Give what an earlier day adds to C3: its C2 less one, not below zero."""
    if row < 0:
        return math.nan
    mean, sigma = _moments(count, row, rule)
    if not rule.strict and sigma == 0 and count[row] == mean:
        return 0.0
    over = (count[row] - mean) / sigma - 1.0
    return 0.0 if over < 0 else over


@compiled
def _bound_of_three(count: FloatVector, row: int, rule: EarsRule) -> float:
    """Give the bound of C3."""
    mean, sigma = _moments(count, row, rule)
    before = _excess(count, row - 2, rule) + _excess(count, row - 1, rule)
    if rule.strict:
        upper = count[row] + sigma * (rule.z - before)
    elif sigma == 0:
        upper = mean + 0.0 * count[row]
    else:
        # the day itself adds max(0, C2 - 1): alarm where the sum of three passes z
        left = rule.z - before
        upper = mean + sigma * (1.0 + left) if left >= 0 else -1.0
    return 0.0 if upper < 0 else upper


@compiled
def sweep_ears(count: FloatGrid, first: int, rule: EarsRule, upper: FloatGrid) -> None:
    """Write the bounds of many series.

    Args:
        count: `[unit, time]`.
        first: first evaluated row, 0-based.
        rule: of the algorithm.
        upper: `[evaluated time, unit]`, written.
    """
    for unit in range(count.shape[0]):
        for i in range(upper.shape[0]):
            row = first + i
            if rule.three:
                upper[i, unit] = _bound_of_three(count[unit], row, rule)
            else:
                mean, sigma = _moments(count[unit], row, rule)
                upper[i, unit] = mean + rule.z * sigma
