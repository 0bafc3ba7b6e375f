"""Likelihood ratio statistics of an epidemic: the mean rises by lambda times last week's count.

Held, Höhle and Hofmann (2005); see `glr_statistics`. `before` holds last week's counts.
"""
# ruff: noqa: FBT001, PLR0913, PLR0917 - kernels take their arguments by place

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.glr_statistics import NONE, shift_as_r

Floats = npt.NDArray[np.float64]

_STEPS, _SETTLED, _FLOOR = 1000, 1e-6, -18.0  # R's rule of Newton's method


@compiled
def _growth_as_r(x: Floats, before: Floats, mean: Floats, k: int, n: int, start: float) -> float:
    """Give lambda where R's Newton steps on its logarithm end; NaN where no week had a case."""
    old, new = 2.0, math.log(start)
    for _ in range(_STEPS):
        if not (new > _FLOOR and abs(math.exp(new) - math.exp(old)) > _SETTLED):
            break
        old = new
        growth, score, information = math.exp(old), 0.0, 0.0
        for i in range(k, n + 1):
            total = growth * before[i] + mean[i]
            score += x[i] * before[i] / total - before[i]
            information += x[i] * (before[i] * before[i]) / (total * total)
        score *= growth
        new = old + score / (-score + math.exp(2.0 * old) * information)
    return math.exp(new)


@compiled
def _slope(
    x: Floats, before: Floats, mean: Floats, k: int, n: int, alpha: float, growth: float
) -> float:
    """Give the derivative of the log likelihood by lambda."""
    total = 0.0
    for i in range(k, n + 1):
        now = mean[i] + growth * before[i]
        total += before[i] * (x[i] - now) / (now * (1.0 + alpha * now))
    return total


@compiled
def _growth(x: Floats, before: Floats, mean: Floats, k: int, n: int, alpha: float) -> float:
    """Give the most likely lambda, 0 where the likelihood falls from there, by regula falsi."""
    low, high, stage = 0.0, 0.0, 0
    at_low, at_high, growth = 0.0, 0.0, 0.0
    for _ in range(_STEPS):
        slope = _slope(x, before, mean, k, n, alpha, growth)
        if stage == 0:  # at 0
            if slope <= 0.0:
                return 0.0
            at_low, growth, stage = slope, 0.5, 1
        elif stage == 1:  # in search of a lambda that is too large
            if slope > 0.0:
                low, at_low, growth = growth, slope, 2.0 * growth
            else:
                high, at_high, stage = growth, slope, 2
                growth = low + (high - low) * at_low / (at_low - at_high)
        else:
            if slope > 0.0:
                low, at_low, at_high = growth, slope, 0.5 * at_high  # Illinois
            else:
                high, at_high, at_low = growth, slope, 0.5 * at_low
            growth = low + (high - low) * at_low / (at_low - at_high)
            if high - low <= 1e-9 * high or slope == 0.0:
                break
    return growth


@compiled
def _ratio(
    x: Floats, before: Floats, mean: Floats, k: int, n: int, alpha: float, growth: float
) -> float:
    """Give the log likelihood ratio of `growth` against none."""
    total = 0.0
    for i in range(k, n + 1):
        if alpha == 0.0:
            total += x[i] * math.log(growth * before[i] / mean[i] + 1.0) - growth * before[i]
        else:
            now = mean[i] + growth * before[i]
            spread = math.log(1.0 + alpha * mean[i]) - math.log(1.0 + alpha * now)
            total += x[i] * (math.log(now) - math.log(mean[i]) + spread) + spread / alpha
    return total


@compiled
def epidemic(
    x: Floats,
    before: Floats,
    mean: Floats,
    weeks: tuple[int, int, int],
    alpha: float,
    as_r: bool,
) -> float:
    """Give the greatest ratio of an epidemic from week k on; `alpha` 0 is Poisson.

    R estimates the size of a negative binomial epidemic as if it were a multiplied mean.
    """
    n, low, up = weeks
    greatest, growth, theta = NONE, 0.5, 0.5
    for k in range(low, up + 1):
        if not as_r:
            growth = _growth(x, before, mean, k, n, alpha)
        elif alpha == 0.0:
            growth = _growth_as_r(x, before, mean, k, n, growth)
        else:
            theta = shift_as_r(x, mean, k, n, alpha, theta)
            growth = math.exp(theta)
        ratio = _ratio(x, before, mean, k, n, alpha, growth)
        greatest = max(greatest, ratio)
    return greatest
