"""Reweighted fit and choice of the trend, for both Farrington algorithms."""


# ruff: noqa: FBT001, PLR0913, PLR0917 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import COUNT, TWO_THIRDS
from lieny.surveillance.engine.quasi_poisson import (
    DIVERGED,
    NOT_BY_RUNS,
    NOT_CONVERGED,
    fit_quasi_poisson,
)
from lieny.surveillance.engine.quasi_poisson_room import (
    AT,
    CELLS,
    COUNTS,
    LATEST,
    LEVEL,
    MEAN,
    NOW,
    NOW_OFFSET,
    OUTLIERS,
    PERIOD,
    PERIODS,
    RESIDUAL,
    RUNS,
    S0,
    S1,
    S2,
    SHARE,
    SLOPE,
    SPREAD,
    TIME,
    TOP,
    WEIGHT,
    A,
)
from lieny.surveillance.engine.residuals_by_runs import reweight_by_runs, spread_by_runs

FloatGrid = npt.NDArray[np.float64]
IntGrid = npt.NDArray[np.int64]

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
def _settle(room: FloatGrid, place: IntGrid) -> None:
    """Take leverage from the converged means instead of those before the last step."""
    spread = 0.0
    for q in range(place[COUNTS, PERIODS]):
        room[A, q] = room[S0, q]
        if room[A, q] > 0:
            room[TIME, q] = room[S1, q] / room[A, q]
            spread += room[S2, q] - room[S1, q] * room[TIME, q]
    room[CELLS, SPREAD] = spread


@compiled
def _spread_of_residuals(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, rule: Rule, with_slope: bool
) -> tuple[float, float]:
    """Give the sums of w*mean*r^2 and of w*r^2 over the working residuals r."""
    if place[COUNTS, RUNS] > 0:
        return spread_by_runs(
            terms, room, place, rule.weights_threshold, with_slope, rule.converged_sums
        )
    now = room[MEAN + place[COUNTS, LATEST]]
    before = now if rule.converged_sums else room[MEAN + 1 - place[COUNTS, LATEST]]
    pearson, bare = 0.0, 0.0
    for i in range(size):
        r = (terms[COUNT, i] - now[i]) / now[i]
        square = room[WEIGHT, i] * r * r
        pearson += square * before[i]
        bare += square
    return pearson, bare


@compiled
def _reweight(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, rule: Rule, fitted: Fitted
) -> None:
    """Give less weight to observations whose Anscombe residual is above the threshold."""
    if place[COUNTS, RUNS] > 0:
        reweight_by_runs(
            terms,
            room,
            place,
            (rule.weights_threshold, fitted.phi, float(size)),
            fitted.with_slope,
            rule.converged_sums,
        )
        return
    now = room[MEAN + place[COUNTS, LATEST]]
    before = now if rule.converged_sums else room[MEAN + 1 - place[COUNTS, LATEST]]
    total = 0.0
    for i in range(size):
        q, mean = place[PERIOD, i], now[i]
        leverage = 1.0 / room[A, q]
        if fitted.with_slope:
            away = room[AT, i] - room[TIME, q]
            leverage += away * away / room[CELLS, SPREAD]
        left = 1 - before[i] * leverage
        root = mean ** (1.0 / 6.0)
        residual = 1.5 * (terms[TWO_THIRDS, i] / root - root * root * root)
        # an observation alone in its period is fitted exactly: its residual is rounding alone
        alone = before[i] * leverage > SURE_LEVERAGE
        residual = 0.0 if alone else residual / math.sqrt(fitted.phi * left)
        high = residual > rule.weights_threshold
        room[RESIDUAL, i] = 1.0 / (residual * residual) if high else 1.0
        total += room[RESIDUAL, i]
    share = size / total
    for i in range(size):
        room[WEIGHT, i] = share * room[RESIDUAL, i]


@compiled
def _dispersed(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, rule: Rule, fitted: Fitted
) -> Fitted:
    """Add the dispersions to a fit, with the degrees of freedom it leaves."""
    if rule.converged_sums:
        _settle(room, place)
    left = size - _present(room, place) - (1 if fitted.with_slope else 0)
    pearson, bare = _spread_of_residuals(terms, room, place, size, rule, fitted.with_slope)
    raw = pearson / left
    phi = max(raw, 1.0)
    test = phi if rule.floored_test else raw
    forecast = phi
    if rule.squared_working:
        test = forecast = bare / left if fitted.weighted else raw
    return Fitted(fitted.ended, fitted.with_slope, fitted.weighted, phi, test, forecast)


@compiled
def _is_over(ended: int, rule: Rule) -> bool:
    """Say whether nothing comes of a fit that ended so."""
    return ended in (DIVERGED, NOT_BY_RUNS) or (ended == NOT_CONVERGED and not rule.keep_going)


@compiled
def _fit(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, rule: Rule, with_slope: bool
) -> Fitted:
    """Fit, give weights, fit again; without a slope where that one does not converge."""
    if place[COUNTS, RUNS] > 0:
        room[CELLS, SHARE], place[COUNTS, OUTLIERS] = 1.0, 0
    else:
        room[WEIGHT, :size] = 1.0
    weighted, first = False, DIVERGED
    # one loop, because every place that calls the fit is a copy of it to compile
    while True:
        ended = fit_quasi_poisson(terms, room, place, size, with_slope)
        if ended == NOT_CONVERGED and with_slope and not weighted:
            with_slope = weighted
            continue
        # R does not ask whether the second fit converged
        if not weighted or ended in (DIVERGED, NOT_BY_RUNS):
            first = ended
        fitted = Fitted(first, with_slope, weighted, 1.0, 0.0, 0.0)
        if _is_over(first, rule):
            return fitted
        fitted = _dispersed(terms, room, place, size, rule, fitted)
        if weighted or not rule.reweight:
            return fitted
        _reweight(terms, room, place, size, rule, fitted)
        weighted = True


@compiled
def _present(room: FloatGrid, place: IntGrid) -> int:
    """Count the periods that have observations."""
    present = 0
    for q in range(place[COUNTS, PERIODS]):
        if room[A, q] > 0:
            present += 1
    return present


@compiled
def _keeps_trend(room: FloatGrid, rule: Rule, fitted: Fitted, mean: float, free: int) -> bool:
    """Say whether the slope is significant, long enough and does not run beyond the counts."""
    slope, spread, top = room[CELLS, SLOPE], room[CELLS, SPREAD], room[CELLS, TOP]
    t = abs(slope) / math.sqrt(fitted.test_dispersion / spread)
    return rule.keep_trend_years and t > rule.critical[free] and mean <= top * rule.tie


@compiled
def forecast(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, rule: Rule, with_slope: bool
) -> Forecast:
    """Fit one baseline and give the forecast of its week.

    Args:
        terms: of `count_terms`.
        room: see `quasi_poisson_room`.
        place: the baseline, see `quasi_poisson_room`.
        size: its observations.
        rule: of the algorithm.
        with_slope: try a trend.
    """
    last = place[COUNTS, PERIODS] - 1
    time, offset = room[CELLS, NOW], room[CELLS, NOW_OFFSET]
    trend = False
    while True:
        fitted = _fit(terms, room, place, size, rule, with_slope)
        if _is_over(fitted.ended, rule):
            return Forecast(fitted.ended, math.nan, math.nan, math.nan, trend, math.nan)
        if not fitted.with_slope:
            break
        level = room[LEVEL, last] + room[CELLS, SLOPE] * time + offset
        free = size - _present(room, place) - 1
        trend = _keeps_trend(room, rule, fitted, math.exp(level), free)
        if trend:
            break
        with_slope = trend
    eta = room[LEVEL, last] + offset
    variance = 1.0 / room[A, last]
    slope = math.nan
    if trend:
        slope = room[CELLS, SLOPE]
        away = time - room[TIME, last]
        eta += slope * time
        variance += away * away / room[CELLS, SPREAD]
    error = math.sqrt(fitted.forecast_dispersion * variance)
    return Forecast(fitted.ended, eta, error, fitted.phi, trend, slope)
