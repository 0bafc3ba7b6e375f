"""Many series tested at once: how many signals come by chance, and which share of them.

Fifty thousand series at a level of 0.005 raise 250 alarms in a week without any outbreak. Here:

- `q_values`: the smallest share of false signals (false discovery rate) at which a series is
  among the signals; Benjamini & Hochberg 1995, or Benjamini & Yekutieli 2001, which holds under
  any dependence (communes and their totals are dependent).
- `chance_signals`: how many alarms a level raises when nothing happens.

Counts are discrete. `upper_p` is P(Y >= y), at or above what a continuous p-value would be: with it
the false discovery rate is kept, at some cost in power. `mid_p` is P(Y > y) + P(Y = y) / 2: near
uniform on average and better for judging whether a model fits, without the guarantee. The signals
of `lieny.surveillance.engine.signals` take the p-values of the kernel, which are P(Y >= y).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]


class Correction(StrEnum):
    """Hiệu chỉnh so sánh bội."""

    INDEPENDENT = "bh"  # Benjamini-Hochberg: independent or positively dependent series
    ANY = "by"  # Benjamini-Yekutieli: any dependence; about ln(m) times stricter


class ChanceFault(ValueError):
    """A p-value, level or mean that cannot be one; the message says which."""


def q_values(pvalues: Floats, correction: Correction = Correction.INDEPENDENT) -> Floats:
    """Give q-values; NaN (not tested) stays NaN and does not count as a test.

    Args:
        pvalues: of any shape; every one is a test of the same family.
        correction: what is assumed of their dependence.

    Raises:
        ChanceFault: a p-value below 0 or above 1.
    """
    tested = ~np.isnan(pvalues)
    given = pvalues[tested]
    if np.any((given < 0) | (given > 1)):
        raise ChanceFault("a p-value lies outside 0 to 1")
    q = np.full(pvalues.shape, np.nan)
    if len(given):
        q[tested] = stats.false_discovery_control(given, method=correction.value)
    return q


def _law(mean: Floats, dispersion: Floats) -> tuple[Floats, Floats, Floats]:
    """Give size and chance of the negative binomial of variance `dispersion * mean`.

    Raises:
        ChanceFault: a mean below 0 or a dispersion below 1.
    """
    mean, dispersion = np.broadcast_arrays(
        np.asarray(mean, np.float64), np.asarray(dispersion, np.float64)
    )
    if np.any(mean < 0) or np.any(dispersion < 1):
        raise ChanceFault("a mean below 0 or a dispersion below 1")
    over = np.where(dispersion > 1, dispersion, 2.0)  # the Poisson ones are computed apart
    return np.maximum(mean, 1e-300) / (over - 1), 1 / over, dispersion


def _survival(count: Floats, mean: Floats, dispersion: Floats) -> Floats:
    size, chance, dispersion = _law(mean, dispersion)
    beyond: Floats = np.where(
        dispersion > 1, stats.nbinom.sf(count, size, chance), stats.poisson.sf(count, mean)
    )
    return beyond


def upper_p(observed: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Give P(Y >= observed) of the negative binomial (Poisson where the dispersion is 1)."""
    return _survival(observed - 1, mean, dispersion)


def mid_p(observed: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """Give P(Y > observed) + P(Y = observed) / 2."""
    above, with_it = (_survival(observed - less, mean, dispersion) for less in (0, 1))
    middle: Floats = (above + with_it) / 2
    return middle


def attained_levels(mean: Floats, dispersion: Floats, level: float) -> Floats:
    """Give for each series the chance of an alarm without an outbreak: at most `level`.

    A count that is rarer than the level must be reached, so that small series attain less: with a
    mean of 0.05 the level 0.005 means two cases, which come with chance 0.0012 (Poisson).
    """
    _check(level)
    size, chance, dispersion = _law(mean, dispersion)
    quantile = np.where(
        dispersion > 1, stats.nbinom.isf(level, size, chance), stats.poisson.isf(level, mean)
    )
    return _survival(quantile, mean, dispersion)


def chance_signals(
    level: float, *, tested: int, mean: Floats | None = None, dispersion: Floats | None = None
) -> float:
    """Give how many of the tested series raise an alarm by chance.

    Args:
        level: of each test.
        tested: number of series; with it alone the answer is the bound `level * tested`.
        mean: expected count of each; with it the discreteness of the counts is taken in.
        dispersion: variance over mean of each; 1 unless given.
    """
    _check(level)
    if mean is None:
        return level * tested
    over = np.ones_like(mean) if dispersion is None else dispersion
    return float(attained_levels(mean, over, level).sum())


def null_share(pvalues: Floats, split: float = 0.5) -> float:
    """Estimate the share of the tested series in which nothing happens, at most 1 (Storey 2002).

    With p-values of discrete counts the estimate is too high rather than too low.
    """
    _check(split)
    given = pvalues[~np.isnan(pvalues)]
    if not len(given):
        return 1.0
    return float(min(1.0, (np.sum(given > split) + 1) / ((1 - split) * len(given))))


def _check(level: float) -> None:
    if not 0 < level < 1:
        raise ChanceFault(f"the level is {level}, expected between 0 and 1")
