"""Reweighted fit and choice of the trend, for both Farrington algorithms."""

# ruff: noqa: FBT001, FBT003, PLR0913, PLR0917 - compiled code takes no keywords

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import TWO_THIRDS
from lieny.surveillance.engine.quasi_poisson import (
    DIVERGED,
    LEVEL,
    NOT_CONVERGED,
    S0,
    S1,
    S2,
    SLOPE,
    SPREAD,
    TIME,
    A,
    Sample,
    Work,
    fit_quasi_poisson,
)

FloatVector = npt.NDArray[np.float64]

SURE_LEVERAGE = 1 - 10 * 2.220446049250313e-16  # above it R takes a leverage as 1


class Rule(NamedTuple):
    """What a fit obeys."""

    reweight: bool
    weights_threshold: float
    keep_trend_years: bool  # the baseline is long enough for a trend
    critical: FloatVector  # of |t| by degrees of freedom
    squared_working: bool  # R's flexible: dispersion of tests from prior weight * residual^2
    floored_test: bool  # the trend is tested with a dispersion of at least 1
    converged_sums: bool  # dispersion and leverage from the converged means
    keep_going: bool  # R's fast fit goes on from a fit that did not converge
    tie: float  # the trend may forecast so many times the largest count


class Fitted(NamedTuple):
    """One fit: how it ended and what the threshold needs."""

    ended: int
    with_slope: bool
    weighted: bool
    phi: float
    test_dispersion: float
    forecast_dispersion: float


class Forecast(NamedTuple):
    """The evaluated week: linear predictor, its standard error, dispersion, the trend."""

    ended: int
    eta: float
    error: float
    phi: float
    trend: bool
    slope: float


@compiled
def _settle(work: Work) -> None:
    """Take leverage from the converged means instead of those before the last step."""
    by, spread = work.by_period, 0.0
    for q in range(by.shape[1]):
        by[A, q] = by[S0, q]
        if by[A, q] > 0:
            by[TIME, q] = by[S1, q] / by[A, q]
            spread += by[S2, q] - by[S1, q] * by[TIME, q]
    work.total[SPREAD] = spread


@compiled
def _spread_of_residuals(sample: Sample, size: int, work: Work, rule: Rule) -> tuple[float, float]:
    """Give the sums of w*mean*r^2 and of w*r^2 over the working residuals r."""
    now = work.mean[work.latest[0]]
    before = now if rule.converged_sums else work.mean[1 - work.latest[0]]
    pearson, bare = 0.0, 0.0
    for i in range(size):
        r = (sample.y[i] - now[i]) / now[i]
        square = work.weight[i] * r * r
        pearson += square * before[i]
        bare += square
    return pearson, bare


@compiled
def _reweight(sample: Sample, size: int, work: Work, rule: Rule, fitted: Fitted) -> None:
    """Give less weight to observations whose Anscombe residual is above the threshold."""
    now = work.mean[work.latest[0]]
    before = now if rule.converged_sums else work.mean[1 - work.latest[0]]
    by, total = work.by_period, 0.0
    for i in range(size):
        q, mean = sample.period[i], now[i]
        leverage = 1.0 / by[A, q]
        if fitted.with_slope:
            away = sample.time[i] - by[TIME, q]
            leverage += away * away / work.total[SPREAD]
        left = 1 - before[i] * leverage
        root = mean ** (1.0 / 6.0)
        residual = 1.5 * (sample.term[TWO_THIRDS, i] / root - root * root * root)
        # an observation alone in its period is fitted exactly: its residual is rounding alone
        alone = before[i] * leverage > SURE_LEVERAGE
        residual = 0.0 if alone else residual / math.sqrt(fitted.phi * left)
        high = residual > rule.weights_threshold
        work.residual[i] = 1.0 / (residual * residual) if high else 1.0
        total += work.residual[i]
    share = size / total
    for i in range(size):
        work.weight[i] = share * work.residual[i]


@compiled
def _dispersed(sample: Sample, size: int, work: Work, rule: Rule, fitted: Fitted) -> Fitted:
    """Add the dispersions to a fit, with the degrees of freedom it leaves."""
    if rule.converged_sums:
        _settle(work)
    left = size - np.sum(work.by_period[A] > 0) - (1 if fitted.with_slope else 0)
    pearson, bare = _spread_of_residuals(sample, size, work, rule)
    raw = pearson / left
    phi = max(raw, 1.0)
    test = phi if rule.floored_test else raw
    forecast = phi
    if rule.squared_working:
        test = forecast = bare / left if fitted.weighted else raw
    return Fitted(fitted.ended, fitted.with_slope, fitted.weighted, phi, test, forecast)


@compiled
def _fit(sample: Sample, size: int, work: Work, rule: Rule, with_slope: bool) -> Fitted:
    """Fit, give weights, fit again; without a slope where that one does not converge."""
    work.weight[:size] = 1.0
    ended = fit_quasi_poisson(sample, size, work, with_slope)
    if ended == NOT_CONVERGED and with_slope:
        with_slope = False
        ended = fit_quasi_poisson(sample, size, work, with_slope)
    first = Fitted(ended, with_slope, False, 1.0, 0.0, 0.0)
    if ended == DIVERGED or (ended == NOT_CONVERGED and not rule.keep_going):
        return first
    first = _dispersed(sample, size, work, rule, first)
    if not rule.reweight:
        return first
    _reweight(sample, size, work, rule, first)
    again = fit_quasi_poisson(sample, size, work, with_slope)
    if again == DIVERGED:
        return Fitted(again, with_slope, True, 1.0, 0.0, 0.0)
    # R does not ask whether the second fit converged
    second = Fitted(ended, with_slope, True, 1.0, 0.0, 0.0)
    return _dispersed(sample, size, work, rule, second)


@compiled
def _keeps_trend(
    work: Work, rule: Rule, fitted: Fitted, mean: float, free: int, top: float
) -> bool:
    """Say whether the slope is significant, long enough and does not run beyond the counts."""
    slope, spread = work.total[SLOPE], work.total[SPREAD]
    t = abs(slope) / math.sqrt(fitted.test_dispersion / spread)
    return rule.keep_trend_years and t > rule.critical[free] and mean <= top * rule.tie


@compiled
def forecast(sample: Sample, size: int, work: Work, rule: Rule, now: FloatVector) -> Forecast:
    """Fit one baseline and give the forecast of its week.

    Args:
        sample: the baseline.
        size: its observations.
        work: room.
        rule: of the algorithm.
        now: time, offset of the evaluated week, 1 to try a trend, largest count of the baseline.
    """
    last = work.by_period.shape[1] - 1
    time, offset, top = now[0], now[1], now[3]
    fitted = _fit(sample, size, work, rule, now[2] == 1)
    trend = False
    if fitted.with_slope and fitted.ended != DIVERGED:
        level = work.by_period[LEVEL, last] + work.total[SLOPE] * time + offset
        free = size - np.sum(work.by_period[A] > 0) - 1
        trend = _keeps_trend(work, rule, fitted, math.exp(level), free, top)
        if not trend:
            fitted = _fit(sample, size, work, rule, False)
    if fitted.ended == DIVERGED or (fitted.ended == NOT_CONVERGED and not rule.keep_going):
        return Forecast(fitted.ended, math.nan, math.nan, math.nan, False, math.nan)
    eta = work.by_period[LEVEL, last] + offset
    variance = 1.0 / work.by_period[A, last]
    slope = math.nan
    if trend:
        slope = work.total[SLOPE]
        away = time - work.by_period[TIME, last]
        eta += slope * time
        variance += away * away / work.total[SPREAD]
    error = math.sqrt(fitted.forecast_dispersion * variance)
    return Forecast(fitted.ended, eta, error, fitted.phi, trend, slope)
