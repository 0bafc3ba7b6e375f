"""Quantile and upper tail of the negative binomial and Poisson distribution, value by value.

Where the mean is small, probabilities are added from zero upwards. Otherwise the search begins at
the quantile of Cornish and Fisher and walks from there; the first value comes from the incomplete
beta function. `phi` is variance over mean; 1 is Poisson.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.incomplete_beta import (
    beta_kernel,
    deviance_part,
    incomplete_beta,
    stirling_error,
)

FloatVector = npt.NDArray[np.float64]

FUZZ = 64 * 2.220446049250313e-16  # as R: a quantile may fall short by so much
SMALL_MEAN = 30.0  # up to here probabilities are added from zero
UNSURE_TAIL = 1e-3  # a smaller tail is worked out by itself, not as one minus the rest
ROOT_2PI = 2.5066282746310002


class Counts(NamedTuple):
    """A distribution of counts: P(x + 1) = P(x) * (first + x * ratio) / (x + 1)."""

    mean: float
    size: float  # infinite for Poisson
    ratio: float  # 1 - 1 / phi; 0 for Poisson
    first: float


@compiled
def counts_of(mean: float, phi: float) -> Counts:
    """Give the distribution with this mean and variance `phi * mean`."""
    if phi > 1.0:
        size, ratio = mean / (phi - 1.0), 1.0 - 1.0 / phi
        return Counts(mean, size, ratio, size * ratio)
    return Counts(mean, math.inf, 0.0, mean)


@compiled
def probability(x: float, of: Counts) -> float:
    """P(Y = x) for an integer `x`."""
    if x == 0:
        return math.exp(-of.mean if of.ratio == 0 else of.size * math.log1p(-of.ratio))
    if of.ratio == 0:
        away = deviance_part(x, of.mean)
        return math.exp(-away - stirling_error(x)) / (ROOT_2PI * math.sqrt(x))
    return beta_kernel(of.size, x, 1.0 - of.ratio) / x


# A compiled function that comes back to itself cannot be read again from the disk: the two sums do
# not call one another.
@compiled
def _poisson_up_to(x: float, of: Counts) -> float:
    """P(Y <= x), added downwards from an integer `x` below the mean."""
    term = probability(x, of)
    total = term
    while x > 0 and term > total * FUZZ:
        term *= x / of.mean
        x -= 1.0
        total += term
    return total


@compiled
def _poisson_from(y: float, of: Counts) -> float:
    """P(Y >= y), added upwards from an integer `y` above the mean."""
    term = probability(y, of)
    total = term
    while term > total * FUZZ:
        y += 1.0
        term *= of.mean / y
        total += term
    return total


@compiled
def at_most(x: float, of: Counts) -> float:
    """P(Y <= x) for an integer `x`."""
    if x < 0:
        return 0.0
    if of.ratio > 0:
        return incomplete_beta(of.size, x + 1.0, 1.0 - of.ratio)
    if x >= of.mean:
        return 1.0 - _poisson_from(x + 1.0, of) if of.mean > 0 else 1.0
    return _poisson_up_to(x, of)


@compiled
def at_least(y: float, of: Counts) -> float:
    """P(Y >= y) for an integer `y`, with full relative precision."""
    if y <= 0:
        return 1.0
    if of.mean <= 0:
        return 0.0
    if of.ratio > 0:
        return incomplete_beta(y, of.size, of.ratio)
    if y <= of.mean:
        return 1.0 - _poisson_up_to(y - 1.0, of)
    return _poisson_from(y, of)


@compiled
def _added_up(level: float, y: float, of: Counts) -> tuple[float, float]:
    """Give the quantile and P(Y >= y), adding from zero."""
    x, term = 0.0, probability(0.0, of)
    total, below, quantile = term, 0.0, -1.0
    while True:
        if x < y:
            below = total
        if quantile < 0 and total >= level:
            quantile = x
        done = quantile >= 0 and x + 1 >= y
        exhausted = x > of.mean and term < total * FUZZ * FUZZ
        if done or exhausted:
            break
        term *= (of.first + x * of.ratio) / (x + 1.0)
        x += 1.0
        total += term
    tail = 1.0 - below
    if y > 0 and tail < UNSURE_TAIL:
        tail = at_least(y, of)
    return (quantile if quantile >= 0 else x), tail


@compiled
def _walked(level: float, z: float, of: Counts) -> float:
    """Give the quantile, walking from that of Cornish and Fisher."""
    left = 1.0 - of.ratio
    deviation = math.sqrt(of.mean / left)
    skew = (1.0 + of.ratio) / math.sqrt(of.first) if of.ratio > 0 else 1.0 / math.sqrt(of.mean)
    x = max(0.0, math.floor(of.mean + deviation * (z + skew * (z * z - 1.0) / 6.0) + 0.5))
    total, term = at_most(x, of), probability(x, of)
    if total >= level:
        while x > 0 and total - term >= level:
            total -= term
            term *= x / (of.first + (x - 1.0) * of.ratio)
            x -= 1.0
        return x
    while total < level and not (x > of.mean and term < total * FUZZ * FUZZ):
        term *= (of.first + x * of.ratio) / (x + 1.0)
        x += 1.0
        total += term
    return x


@compiled
def quantile_and_tail(
    y: float, mean: float, phi: float, level: float, z: float
) -> tuple[float, float]:
    """Give the quantile of `level` and P(Y >= y).

    Args:
        y: a count; NaN gives a NaN tail.
        mean: of the distribution.
        phi: variance over mean, at least 1.
        level: probability of the quantile.
        z: the same quantile of the standard normal distribution.

    Returns:
        the smallest integer reached with at least `level`, less R's fuzz; the tail.
    """
    if mean <= 0:
        return 0.0, 1.0 if y <= 0 else 0.0
    of = counts_of(mean, phi)
    whole = math.floor(y - 1.0 + 1e-7) + 1.0 if y == y else 0.0  # noqa: PLR0124
    fuzzed = level * (1.0 - FUZZ)
    if mean <= SMALL_MEAN and level < 1.0:
        quantile, tail = _added_up(fuzzed, whole, of)
    else:
        quantile = _walked(fuzzed, z, of) if level < 1.0 else math.inf
        tail = at_least(whole, of)
    return quantile, (tail if y == y else math.nan)  # noqa: PLR0124


@compiled
def quantiles_and_tails(
    y: FloatVector,
    mean: FloatVector,
    phi: FloatVector,
    level: tuple[float, float],
    out: tuple[FloatVector, FloatVector],
) -> None:
    """Write quantile and tail of many distributions; NaN where mean or phi is no finite number."""
    for i in range(y.size):
        out[0][i] = out[1][i] = math.nan
        if math.isfinite(mean[i]) and math.isfinite(phi[i]):
            out[0][i], out[1][i] = quantile_and_tail(y[i], mean[i], phi[i], level[0], level[1])
