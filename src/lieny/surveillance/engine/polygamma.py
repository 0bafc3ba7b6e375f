"""Digamma and trigamma for compiled kernels: recurrence up to 15, then the asymptotic series.

Abramowitz and Stegun, 6.3.18 and 6.4.12.
"""

from __future__ import annotations

import math

from lieny.surveillance.engine.compiled import compiled

_LARGE = 15.0


@compiled
def digamma(x: float) -> float:
    """Give the derivative of the logarithm of gamma at `x` > 0."""
    below = 0.0
    while x < _LARGE:
        below += 1.0 / x
        x += 1.0
    u = 1.0 / (x * x)
    tail = u * (1 / 240 - u * (1 / 132 - u * (691 / 32760 - u * (1 / 12 - u * 3617 / 8160))))
    series = u * (1 / 12 - u * (1 / 120 - u * (1 / 252 - tail)))
    return math.log(x) - 0.5 / x - series - below


@compiled
def trigamma(x: float) -> float:
    """Give the derivative of `digamma` at `x` > 0."""
    below = 0.0
    while x < _LARGE:
        below += 1.0 / (x * x)
        x += 1.0
    u = 1.0 / (x * x)
    tail = u * (1 / 30 - u * (5 / 66 - u * (691 / 2730 - u * (7 / 6 - u * 3617 / 510))))
    series = 1 / 6 - u * (1 / 30 - u * (1 / 42 - tail))
    return 1.0 / x + 0.5 * u + u / x * series + below
