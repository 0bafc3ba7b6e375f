"""Quantiles of the predictive distribution of `bayes`, by vectors of distinct baselines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, ndtri

Floats = npt.NDArray[np.float64]

_FUZZ = 64 * np.finfo(float).eps  # R's: a distribution function this near to p has reached it


def predictive_quantile(p: float, size: Floats, prob: Floats) -> Floats:
    """Give the least whole x with P(X <= x) >= p for X negative binomial.

    For 0 < p < 1, size > 0 (need not be whole) and 0 < prob < 1. The Cornish-Fisher expansion says
    where to look; doubling steps and bisection find x exactly.
    """
    target = p * (1 - _FUZZ)
    low = _first_guess(p, size, prob) - 1
    high = low + 1
    step = np.maximum(1.0, np.floor(low * 1e-3))
    while np.any(falls := (low >= 0) & (_distribution(low, size, prob) >= target)):
        high[falls] = low[falls]
        low[falls] = np.maximum(-1.0, low[falls] - step[falls])
        step[falls] *= 2
    while np.any(rises := _distribution(high, size, prob) < target):
        low[rises] = high[rises]
        high[rises] += step[rises]
        step[rises] *= 2
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        reached = _distribution(middle, size, prob) >= target
        high, low = np.where(reached, middle, high), np.where(reached, low, middle)
    return high


def _first_guess(p: float, size: Floats, prob: Floats) -> Floats:
    mean = size * (1 - prob) / prob
    deviation = np.sqrt(mean / prob)
    skewness = (2 - prob) / np.sqrt(size * (1 - prob))
    z = float(ndtri(p))
    guess = np.floor(mean + deviation * (z + skewness * (z * z - 1) / 6) + 0.5)
    return np.asarray(np.maximum(0.0, guess))


def _distribution(x: Floats, size: Floats, prob: Floats) -> Floats:
    """Give P(X <= x), 0 below 0."""
    value = betainc(size, np.maximum(x, 0.0) + 1, prob)
    return np.asarray(np.where(x < 0, 0.0, value))
