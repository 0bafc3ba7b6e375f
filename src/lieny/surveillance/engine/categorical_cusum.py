"""CUSUM of proportions by category (R surveillance `categoricalCUSUM`).

Source: Höhle 2010, in Kneib and Tutz (eds), Statistical Modelling and Regression Structures.

Each week's log likelihood ratio of the out-of-control proportions against those in control is
added up, never below 0; above h there is an alarm and the sum begins anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.special import betaln

from lieny.surveillance.engine.categorical_cusum_walk import walk
from lieny.surveillance.engine.control_fault import ControlFault, choice, real
from lieny.surveillance.engine.control_names import keep
from lieny.surveillance.engine.detected import NO_ANSWER, ByteGrid, Status
from lieny.surveillance.engine.outbreak_p import Returns
from lieny.surveillance.engine.panel import FloatGrid, IntVector

Floats = npt.NDArray[np.float64]

_PAIR = 2


class Distribution(StrEnum):
    """Of the counts of one week: of the first of two categories, or of all."""

    BINOMIAL = "binomial"
    BETA_BINOMIAL = "beta-binomial"
    MULTINOMIAL = "multinomial"


@dataclass(frozen=True, slots=True)
class CategoricalCusum:
    """Controls; `h` is the threshold, `dispersion` sigma of the beta-binomial, `returns` ret.

    The beta-binomial has the shape parameters mu / sigma and (1 - mu) / sigma.
    """

    threshold: float = 5.0
    distribution: Distribution = Distribution.MULTINOMIAL
    dispersion: float | None = None
    returns: Returns = Returns.VALUE

    def __post_init__(self) -> None:
        keep(
            self,
            threshold=real("h", self.threshold, low=0, high=1e9),
            distribution=choice("dfun", self.distribution, Distribution),
            returns=choice("ret", self.returns, Returns),
        )
        overdispersed = self.distribution is Distribution.BETA_BINOMIAL
        if overdispersed != (self.dispersion is not None):
            raise ControlFault("sigma", self.dispersion, "a number for the beta-binomial only")
        if overdispersed:
            real("sigma", self.dispersion, low=0, high=1e9, ends=False)
        if self.returns is Returns.CASES and self.distribution is Distribution.MULTINOMIAL:
            raise ControlFault("ret", "cases", "value: only two categories have one count")


@dataclass(frozen=True, slots=True)
class CategoricalDetected:
    """One value for each week: the categories share it."""

    statistic: Floats  # the sum, NaN where the week has no data
    reset_times: IntVector  # 1-based; after them the sum begins anew
    alarm: ByteGrid
    status: ByteGrid
    cases: Floats | None  # least count of the first category that alarms; NaN none up to n


def categorical_cusum(
    counts: FloatGrid,
    sizes: Floats,
    in_control: FloatGrid,
    out_of_control: FloatGrid,
    control: CategoricalCusum,
) -> CategoricalDetected:
    """Add up the weeks of `counts`, `[time, category]`, out of `sizes`, `[time]`.

    The proportions are `[time, category]` or `[category]` for all weeks. A binomial distribution
    takes two categories, the second the complement. Weeks with a missing count or size have no
    answer and leave the sum as it is (R stops at them). Raises `ControlFault` on shapes and
    proportions that do not fit.
    """
    expected = np.broadcast_to(np.asarray(in_control, np.float64), counts.shape)
    changed = np.broadcast_to(np.asarray(out_of_control, np.float64), counts.shape)
    _refuse(counts, sizes, expected, changed, control)
    missing = np.isnan(sizes) | np.isnan(counts).any(axis=1)
    ratio = _log_ratio(counts, sizes[:, None], expected, changed, control)
    before, statistic = np.empty(len(sizes)), np.empty(len(sizes))
    walk(np.where(missing, np.nan, ratio), control.threshold, before, statistic)
    alarm = np.where(missing, NO_ANSWER, statistic > control.threshold).astype(np.int8)
    return CategoricalDetected(
        statistic,
        np.flatnonzero(alarm == 1) + 1,
        alarm,
        np.where(missing, Status.NO_DATA, Status.OK).astype(np.int8),
        _turning(counts, sizes, (expected, changed), control, before, statistic)
        if control.returns is Returns.CASES
        else None,
    )


def _refuse(
    counts: FloatGrid,
    sizes: Floats,
    expected: FloatGrid,
    changed: FloatGrid,
    control: CategoricalCusum,
) -> None:
    weeks, categories = counts.shape
    multinomial = control.distribution is Distribution.MULTINOMIAL
    if sizes.shape != (weeks,):
        raise ControlFault("n", sizes.shape, f"one size for each of {weeks} weeks")
    if categories < _PAIR or (categories > _PAIR and not multinomial):
        raise ControlFault("counts", f"{categories} categories", "2, or more if multinomial")
    for name, proportions in (("pi0", expected), ("pi1", changed)):
        if not np.all((proportions > 0) & (proportions < 1)):
            raise ControlFault(name, "a proportion outside 0 to 1", "proportions between 0 and 1")
        if not np.allclose(proportions.sum(axis=1), 1, rtol=0, atol=1e-8):
            raise ControlFault(name, "proportions of another sum", "proportions that sum to 1")
    with np.errstate(invalid="ignore"):
        if np.any(counts < 0) or np.any(
            counts.sum(axis=1) != sizes, where=~np.isnan(counts.sum(axis=1) + sizes)
        ):
            raise ControlFault("counts", "weeks of another sum", "counts from 0 that sum to n")


def _log_ratio(
    counts: FloatGrid,
    sizes: FloatGrid,
    expected: FloatGrid,
    changed: FloatGrid,
    control: CategoricalCusum,
) -> Floats:
    """Give the log likelihood ratio of every week."""
    if control.dispersion is None:
        return np.asarray((counts * (np.log(changed) - np.log(expected))).sum(axis=1))
    return np.asarray(
        _beta_binomial(counts[:, 0], sizes[:, 0], changed[:, 0], control.dispersion)
        - _beta_binomial(counts[:, 0], sizes[:, 0], expected[:, 0], control.dispersion)
    )


def _beta_binomial(y: Floats, n: Floats, mu: Floats, sigma: float) -> Floats:
    """Give the log likelihood but for the binomial coefficient, which is the same for every mu."""
    a, b = mu / sigma, (1 - mu) / sigma
    return np.asarray(betaln(y + a, n - y + b) - betaln(a, b))


def _turning(  # noqa: PLR0913, PLR0917 - what a count rests on
    counts: FloatGrid,
    sizes: Floats,
    proportions: tuple[FloatGrid, FloatGrid],
    control: CategoricalCusum,
    before: Floats,
    statistic: Floats,
) -> Floats:
    """Give the least count of the first category that alarms; NaN where none up to n does.

    R tries counts up from the one seen where that does not alarm, and up to it where it does;
    for the binomial it solves the equation.
    """
    expected, changed = (part[:, 0] for part in proportions)
    left = control.threshold - before
    if control.distribution is Distribution.BINOMIAL:
        none = np.log(1 - changed) - np.log(1 - expected)
        each = np.log(changed) - np.log(expected) - none
        least = np.ceil(np.maximum(0.0, (left - sizes * none) / each))
        least[least > sizes] = np.nan
        return np.asarray(np.where(np.isnan(statistic), np.nan, least))
    least = np.full(len(sizes), np.nan)
    for week in np.flatnonzero(~np.isnan(statistic)):
        seen, n = counts[week, 0], sizes[week]
        alarms = statistic[week] > control.threshold
        tried = np.arange(0.0, seen + 1) if alarms else np.arange(seen, n + 1)
        size = np.full(len(tried), n)
        ratio = _beta_binomial(tried, size, changed[week], control.dispersion or 1.0)
        ratio -= _beta_binomial(tried, size, expected[week], control.dispersion or 1.0)
        turned = np.flatnonzero(ratio > left[week])
        if len(turned):
            least[week] = tried[turned[0]]
    return least
