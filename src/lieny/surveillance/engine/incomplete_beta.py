"""The regularised incomplete beta function for compiled kernels.

Continued fraction (NIST DLMF 8.17.22) with the factor in Loader's form, which keeps its digits
where the parameters are in the millions.
"""

from __future__ import annotations

import math

from lieny.surveillance.engine.compiled import compiled

HALF_LOG_2PI = 0.9189385332046727
SERIES_FROM = 15.0  # below it Stirling's error is worked out from the gamma function
NEAR = 0.1  # of the sum: the deviance part is summed as a series
TINY = 1e-300
CLOSE = 3e-16
MOST_TERMS = 100_000


@compiled
def stirling_error(x: float) -> float:
    """Give log Gamma(x + 1) less Stirling's approximation (x + 1/2) log x - x + log(2 pi)/2."""
    if x <= SERIES_FROM:
        return math.lgamma(x + 1.0) - (x + 0.5) * math.log(x) + x - HALF_LOG_2PI
    s = 1.0 / (x * x)
    return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x


@compiled
def deviance_part(x: float, mean: float) -> float:
    """Give x log(x / mean) + mean - x without losing digits where they are close."""
    if abs(x - mean) >= NEAR * (x + mean):
        return x * math.log(x / mean) + mean - x
    v = (x - mean) / (x + mean)
    total, term, j = (x - mean) * v, 2 * x * v, 1.0
    while True:
        term *= v * v
        more = total + term / (2 * j + 1)
        if more == total:
            return more
        total = more
        j += 1.0


@compiled
def beta_kernel(a: float, b: float, x: float) -> float:
    """Give x^a (1 - x)^b / B(a, b)."""
    n = a + b
    away = deviance_part(a, n * x) + deviance_part(b, n * (1.0 - x))
    error = stirling_error(n) - stirling_error(a) - stirling_error(b)
    return math.sqrt(a / n * b) * math.exp(error - away - HALF_LOG_2PI)


@compiled
def _fraction(a: float, b: float, x: float) -> float:
    """Evaluate the continued fraction by the method of Lentz."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > TINY else TINY)
    h = d
    for m in range(1, MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1.0 + even * d, 1.0 + even / c
        d = 1.0 / (d if abs(d) > TINY else TINY)
        c = c if abs(c) > TINY else TINY
        h *= d * c
        d, c = 1.0 + odd * d, 1.0 + odd / c
        d = 1.0 / (d if abs(d) > TINY else TINY)
        c = c if abs(c) > TINY else TINY
        h *= d * c
        if abs(d * c - 1.0) < CLOSE:
            break
    return h


@compiled
def incomplete_beta(a: float, b: float, x: float) -> float:
    """Give I_x(a, b) for positive `a`, `b` and 0 < x < 1."""
    if x < (a + 1.0) / (a + b + 2.0):
        return beta_kernel(a, b, x) * _fraction(a, b, x) / a
    return 1.0 - beta_kernel(b, a, 1.0 - x) * _fraction(b, a, 1.0 - x) / b
