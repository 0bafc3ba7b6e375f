"""Walks through the weeks of every series: statistic, alarm, and a fresh start after each alarm."""
# ruff: noqa: FBT001, PLR0913, PLR0917 - kernels take their arguments by place

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.detected import ByteGrid
from lieny.surveillance.engine.glr_epidemic import epidemic
from lieny.surveillance.engine.glr_statistics import negative_binomial_shift, poisson_shift
from lieny.surveillance.engine.in_control_mean import fit_series
from lieny.surveillance.engine.panel import FloatGrid, IntVector
from lieny.surveillance.engine.seasonal_regression import mean_at

Floats = npt.NDArray[np.float64]

SHIFT, KNOWN_SHIFT, EPIDEMIC = 0, 1, 2
_NEVER = 1e99  # R's count where none alarms


class Rule(NamedTuple):
    """What is looked for, in numbers only: kernels take no dataclass."""

    kind: int  # SHIFT, KNOWN_SHIFT or EPIDEMIC
    threshold: float  # c.ARL
    theta: float  # the known shift, a log ratio
    direction: float  # 1.0 up, -1.0 down
    least_run: int  # Mtilde
    window: int  # M
    most_cases: float  # xMax
    cases: bool  # whether counts that alarm are wanted
    as_r: bool
    refit: bool


@compiled
def _candidates(rule: Rule, alpha: float, begin: int, n: int) -> tuple[int, int]:
    """Give the first and the last week at which a change may have begun; none if last < first."""
    limited = rule.window >= 0
    if rule.kind == SHIFT and alpha == 0.0:
        if rule.window <= 0:
            return begin, (n if n - begin >= rule.least_run - 1 else begin - 1)
        if n - begin < rule.least_run:
            return begin, begin - 1
        return max(begin, n - rule.window), n - rule.least_run
    if n - begin < rule.least_run - 1:
        return begin, begin - 1
    return max(begin, n - rule.window) if limited else begin, n - (rule.least_run - 1)


@compiled
def _statistic(
    x: Floats, before: Floats, mean: Floats, rule: Rule, alpha: float, weeks: tuple[int, int, int]
) -> float:
    if rule.kind == EPIDEMIC:
        return epidemic(x, before, mean, weeks, alpha, rule.as_r)
    if alpha == 0.0:
        return poisson_shift(x, mean, weeks, rule.direction, rule.as_r)
    return negative_binomial_shift(x, mean, weeks, alpha, rule.direction, rule.as_r)


@compiled
def _known(x: float, mean: float, rule: Rule, alpha: float, sum_: float) -> tuple[float, float]:
    """Give the cumulative sum with this week and the count that takes it to the threshold."""
    kappa, grown, left = rule.theta, math.exp(rule.theta), rule.threshold - sum_
    if alpha == 0.0:
        step, cases = kappa * x + (1.0 - grown) * mean, (left + mean * (grown - 1.0)) / kappa
    else:
        log = math.log((1.0 + alpha * mean) / (1.0 + alpha * mean * grown))
        step = kappa * x + (x + 1.0 / alpha) * log
        cases = -(sum_ * alpha + log - rule.threshold * alpha) / alpha / (kappa + log)
    return max(0.0, sum_ + step), cases


@compiled
def _statistic_if(
    count: float,
    x: Floats,
    before: Floats,
    mean: Floats,
    rule: Rule,
    alpha: float,
    weeks: tuple[int, int, int],
) -> float:
    """Give the statistic of week n if its count were `count`."""
    seen = x[weeks[0]]
    x[weeks[0]] = count
    value = _statistic(x, before, mean, rule, alpha, weeks)
    x[weeks[0]] = seen
    return value


@compiled
def _least_turning(
    x: Floats, before: Floats, mean: Floats, rule: Rule, alpha: float, weeks: tuple[int, int, int]
) -> float:
    """Give the least count that alarms, or that does not where a decrease is looked for.

    Counts are doubled until one does, then the interval is halved.
    """
    below, above = -1.0, math.inf
    while above - below > 1.0 and (below <= rule.most_cases or above < math.inf):
        count = math.floor((below + above) / 2.0) if above < math.inf else 2.0 * below + 2.0
        value = _statistic_if(count, x, before, mean, rule, alpha, weeks)
        turned = value >= rule.threshold if rule.direction > 0.0 else not value > rule.threshold
        if turned:
            above = count
        else:
            below = count
    return above if above < math.inf else _NEVER


@compiled
def _turning_by_ones(
    alarms: bool,
    x: Floats,
    before: Floats,
    mean: Floats,
    rule: Rule,
    alpha: float,
    weeks: tuple[int, int, int],
) -> float:
    """Follow R's negative binomial chart one count at a time from the count seen.

    Its statistic need not rise with the count, so nothing may be left out. A count of 0 is not
    followed at all.
    """
    count = float(x[weeks[0]])
    while 1.0 <= count <= rule.most_cases:
        count += -1.0 if alarms else 1.0
        now = _statistic_if(count, x, before, mean, rule, alpha, weeks) >= rule.threshold
        if now != alarms:
            return count if now else count + 1.0
    return math.nan if alarms else _NEVER


@compiled
def _searched(
    x: Floats, before: Floats, mean: Floats, rule: Rule, alpha: float, weeks: tuple[int, int, int]
) -> tuple[float, float]:
    """Give the statistic of week n and, where wanted, the count that turns its alarm."""
    by_ones = alpha > 0.0 and rule.as_r
    if weeks[2] < weeks[1]:
        return 0.0, (_NEVER if by_ones else 0.0)
    value = _statistic(x, before, mean, rule, alpha, weeks)
    if not rule.cases:
        return value, _NEVER
    if by_ones:
        alarms = value >= rule.threshold
        return value, _turning_by_ones(alarms, x, before, mean, rule, alpha, weeks)
    return value, _least_turning(x, before, mean, rule, alpha, weeks)


@compiled
def _refit(
    observed: Floats,
    design: FloatGrid,
    between: tuple[int, int],
    alpha: float,
    means: Floats,
    coefficients: Floats,
) -> tuple[float, int]:
    """Fit before a time point and fill the means from it on; give alpha and the status."""
    alpha, state = fit_series(observed, design, between, alpha, coefficients)
    for time in range(between[1], len(means)):
        means[time] = math.nan if state in (1, 4) else mean_at(design, time, coefficients)
    return alpha, state


@compiled
def _walk_one(
    observed: Floats,
    means: Floats,
    design: FloatGrid,
    between: tuple[int, int],
    rule: Rule,
    alpha: float,
    outputs: tuple[FloatGrid, FloatGrid, ByteGrid, int],
) -> None:
    """Walk through one series from time point `between[1]`; see `walk`."""
    values, cases, alarm, unit = outputs
    start, first = between
    times = len(observed)
    coefficients = np.empty(design.shape[1])
    x, before, mean = np.empty(times), np.empty(times), np.empty(times)
    n, begin, sum_ = 0, 0, 0.0
    for time in range(first, times):
        if math.isnan(observed[time]):
            continue
        x[n], mean[n] = observed[time], means[time]
        before[n] = x[n - 1] if n > 0 else 0.0
        if rule.kind == KNOWN_SHIFT:
            value, count = _known(x[n], mean[n], rule, alpha, sum_)
            sum_, up, low = value, 0, 0
        else:
            low, up = _candidates(rule, alpha, begin, n)
            value, count = _searched(x, before, mean, rule, alpha, (n, low, up))
        values[time, unit], cases[time, unit] = value, count
        strict = rule.kind == KNOWN_SHIFT or (rule.kind == EPIDEMIC and alpha == 0.0)
        alarms = value > rule.threshold or (value == rule.threshold and not strict)
        alarms = alarms and up >= low
        alarm[time, unit] = 1 if alarms else 0
        n += 1
        if alarms:
            begin, sum_ = n, 0.0
            if rule.refit:
                _refit(observed, design, (start, time + 1), alpha, means, coefficients)


@compiled
def walk(
    observed: FloatGrid,
    means: FloatGrid,
    design: FloatGrid,
    spans: tuple[IntVector, int, bool],
    rule: Rule,
    alpha: float,
    outputs: tuple[FloatGrid, FloatGrid, ByteGrid, ByteGrid],
) -> None:
    """Fill statistics, counts, alarms and status, all `[time, unit]`, of `observed` `[unit, time]`.

    `means` are the in-control means, `[unit, time]`; they are estimated here where `spans` says so:
    the 0-based starts of the series, the first evaluated time point, and whether to estimate.
    `alpha` is the dispersion, 0 Poisson, negative to estimate it.
    """
    starts, first, estimate = spans
    values, cases, alarm, status = outputs
    coefficients = np.empty(design.shape[1])
    for unit in range(observed.shape[0]):
        start, begin, dispersion, state = starts[unit], first, alpha, 0
        if estimate:
            between = (start, first)
            dispersion, state = _refit(
                observed[unit], design, between, alpha, means[unit], coefficients
            )
        else:
            begin = max(start, first)
        if state in (1, 4) or not (0.0 <= dispersion < math.inf):
            for time in range(first, observed.shape[1]):
                status[time, unit] = state if state > 0 else 2
            continue
        for time in range(first, observed.shape[1]):
            status[time, unit] = 4 if time < begin else state
            if math.isnan(observed[unit, time]) and time >= begin:
                status[time, unit] = 3
        place = (values, cases, alarm, unit)
        _walk_one(observed[unit], means[unit], design, (start, begin), rule, dispersion, place)
