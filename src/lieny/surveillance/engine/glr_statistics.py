"""Likelihood ratio statistics of one series: how well a change from some week on explains it.

Höhle and Paul (2008), Computational Statistics & Data Analysis 52, 4357-4368; the epidemic
alternative is that of Held, Höhle and Hofmann (2005). `x` and `mean` hold the weeks since the last
alarm from `begin` on; `n` is the week judged. For each first week k of the change the likelihood
is maximised over its size; the statistic is the greatest of the log likelihood ratios.
"""
# ruff: noqa: FBT001, PLR0913, PLR0917 - kernels take their arguments by place

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

Floats = npt.NDArray[np.float64]

NONE = -1e99  # R's start of a maximum, which stays where no likelihood ratio is a number
_STEPS, _SETTLED, _FLOOR = 1000, 1e-6, -18.0  # R's rule of Newton's method
_LARGEST = 700.0  # beyond it the exponential overflows


@compiled
def poisson_shift(
    x: Floats, mean: Floats, weeks: tuple[int, int, int], direction: float, as_r: bool
) -> float:
    """Give the greatest ratio of a Poisson mean multiplied from week k on.

    `weeks` are n, the first and the last k.
    """
    n, low, up = weeks
    counts, expected, greatest = 0.0, 0.0, NONE
    for week in range(n, up, -1):
        counts += x[week]
        expected += mean[week]
    for k in range(up, low - 1, -1):
        counts += x[k]
        expected += mean[k]
        if direction * (counts - expected) <= 0.0:
            ratio = 0.0
        elif counts == 0.0:
            # The limit of a mean of 0, which R passes over as it is 0 times infinity.
            ratio = NONE if as_r else expected
        else:
            kappa = math.log(counts / expected)
            ratio = kappa * counts + (1.0 - math.exp(kappa)) * expected
        greatest = max(greatest, ratio)
    return greatest


@compiled
def _shift_slopes(
    x: Floats, mean: Floats, k: int, n: int, alpha: float, kappa: float
) -> tuple[float, float]:
    """Give the score and the information of a negative binomial shift `kappa`."""
    grown, score, information = math.exp(kappa), 0.0, 0.0
    for i in range(k, n + 1):
        share = 1.0 / (1.0 + alpha * grown * mean[i])
        score += (x[i] - grown * mean[i]) * share
        information += mean[i] * (alpha * x[i] + 1.0) * (share * share)
    return score, grown * information


@compiled
def shift_as_r(x: Floats, mean: Floats, k: int, n: int, alpha: float, start: float) -> float:
    """Give where R's unguarded Newton steps end; they may run away to minus infinity."""
    old, new = 0.4, start
    for _ in range(_STEPS):
        if not (new > _FLOOR and abs(new - old) > _SETTLED):
            break
        old = new
        score, information = _shift_slopes(x, mean, k, n, alpha, old)
        new = old + score / information
    return new


@compiled
def _shift(
    x: Floats, mean: Floats, k: int, n: int, alpha: float, start: float, direction: float
) -> float:
    """Give the most likely shift in the direction; the score falls as the shift grows."""
    inner, outer, kappa = 0.0, math.inf, max(direction * start, 0.0)
    for step in range(_STEPS):
        at = 0.0 if step == 0 else kappa
        score, information = _shift_slopes(x, mean, k, n, alpha, direction * at)
        towards = direction * score
        if step == 0:
            if towards <= 0.0:
                return 0.0
            continue
        if towards > 0.0:
            inner = at
        else:
            outer = at
        kappa = at + towards / information
        if abs(kappa - at) <= 1e-10 * (1.0 + at):
            break
        if not inner < kappa < min(outer, at + 3.0):
            kappa = at + 3.0 if outer == math.inf else 0.5 * (inner + outer)
        if kappa > _LARGEST:
            break
    return direction * kappa


@compiled
def negative_binomial_shift(
    x: Floats,
    mean: Floats,
    weeks: tuple[int, int, int],
    alpha: float,
    direction: float,
    as_r: bool,
) -> float:
    """Give the greatest ratio of a negative binomial mean multiplied from week k on."""
    n, low, up = weeks
    greatest, kappa = NONE, 0.5
    for k in range(low, up + 1):
        if as_r:
            kappa = shift_as_r(x, mean, k, n, alpha, kappa)
            kappa = kappa if direction * kappa > 0.0 else 0.0
        else:
            kappa = _shift(x, mean, k, n, alpha, kappa, direction)
        ratio = 0.0
        if kappa != 0.0:
            grown = math.exp(kappa)
            for i in range(k, n + 1):
                log = math.log((1.0 + alpha * mean[i]) / (1.0 + alpha * mean[i] * grown))
                ratio += kappa * x[i] + (x[i] + 1.0 / alpha) * log
        greatest = max(greatest, ratio)
    return greatest
