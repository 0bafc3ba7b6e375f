"""Quasi-Poisson fit of periods and a slope, step by step as R's `glm.fit` takes them.

The model is log(mean) = a[period] + slope * time + offset. Its matrix is an arrow: each weighted
least-squares step is closed, and as a Newton step needs only the sums of w*mean, w*mean*time and
w*mean*time^2 in each period. The path itself matters: R stops when the deviance moves by less than
1e-8 of itself, and takes dispersion and leverage from the means before the last step.
"""

# ruff: noqa: FBT001 - compiled code takes no keywords

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import DEVIANCE, LOG_TERM, TERMS, WORKING

FloatVector = npt.NDArray[np.float64]
FloatGrid = npt.NDArray[np.float64]
IntVector = npt.NDArray[np.int64]

CONVERGED, NOT_CONVERGED, DIVERGED = 1, 0, -1
STEPS = 25
CLOSE = 1e-8
LEAST_MEAN = 2.220446049250313e-16

# rows of `Work.by_period`: sums of w*mean, w*mean*time, w*mean*time^2; of w*y; weight, mean time
# and mean working response of the last step; sum of the prior weights
S0, S1, S2, SY, A, TIME, RESPONSE, SW, LEVEL, LEVEL_BEFORE = range(10)
# cells of `Work.total`: deviance, w y log y, w y time, w y offset, w y, slope, its spread, before,
# largest count
DEV, YLOG, YTIME, YOFFSET, YSUM, SLOPE, SPREAD, SLOPE_BEFORE, LARGEST = range(9)
LARGE = 4096.0  # from here the sums would lose the digits that decide when to stop


class Sample(NamedTuple):
    """A baseline of one series; the first `size` of each array count."""

    y: FloatVector
    term: FloatGrid  # [term, observation] of `count_terms`
    time: FloatVector
    period: IntVector
    offset: FloatVector  # log population; zeros without one
    population: FloatVector
    sixth: FloatVector  # population^(1/6)


class Work(NamedTuple):
    """Room for one fit."""

    weight: FloatVector
    mean: FloatGrid  # [2, observation]: after the last step and before it, in the rows `latest`
    residual: FloatVector
    by_period: FloatGrid
    total: FloatVector
    latest: IntVector  # [0]: which row of `mean` is the latest


@compiled
def room_for_sample(size: int) -> Sample:
    """Give an empty sample of at most `size` observations without offset."""
    return Sample(
        np.empty(size),
        np.empty((TERMS, size)),
        np.empty(size),
        np.empty(size, np.int64),
        np.zeros(size),
        np.ones(size),
        np.ones(size),
    )


@compiled
def room_to_fit(size: int, periods: int) -> Work:
    """Give room for fits of at most `size` observations in `periods` periods."""
    return Work(
        np.empty(size),
        np.empty((2, size)),
        np.empty(size),
        np.zeros((10, periods)),
        np.zeros(9),
        np.zeros(1, np.int64),
    )


@compiled
def _begin(sample: Sample, size: int, work: Work) -> None:
    """Sum what stays the same over the steps, and the first step's sums at a mean of y + 0.1."""
    by, total = work.by_period, work.total
    by[:] = 0.0
    total[:] = 0.0
    for i in range(size):
        y, w, t, q = sample.y[i], work.weight[i], sample.time[i], sample.period[i]
        z = sample.term[WORKING, i] - sample.offset[i]
        wy, first = w * y, w * (y + 0.1)
        total[DEV] += w * sample.term[DEVIANCE, i]
        total[YLOG] += w * sample.term[LOG_TERM, i]
        total[YTIME] += wy * t
        total[YOFFSET] += wy * sample.offset[i]
        total[YSUM] += wy
        by[SY, q] += wy
        by[SW, q] += w
        by[A, q] += first
        by[TIME, q] += first * t
        by[S2, q] += first * t * t
        by[RESPONSE, q] += first * z
        by[S1, q] += first * z * t
        total[LARGEST] = max(total[LARGEST], y)


@compiled
def _first_step(work: Work, with_slope: bool) -> None:
    """Solve the first weighted least squares."""
    by, total = work.by_period, work.total
    spread, together = 0.0, 0.0
    for q in range(by.shape[1]):
        if by[A, q] > 0:
            by[TIME, q] /= by[A, q]
            by[RESPONSE, q] /= by[A, q]
            spread += by[S2, q] - by[A, q] * by[TIME, q] * by[TIME, q]
            together += by[S1, q] - by[A, q] * by[TIME, q] * by[RESPONSE, q]
    slope = together / spread if with_slope else 0.0
    total[SLOPE], total[SPREAD] = slope, spread
    for q in range(by.shape[1]):
        by[LEVEL, q] = by[RESPONSE, q] - slope * by[TIME, q]


@compiled
def _next_step(work: Work, with_slope: bool) -> None:
    """Take the next step as Newton's, which is the same."""
    by, total = work.by_period, work.total
    spread, ahead = 0.0, total[YTIME]
    by[LEVEL_BEFORE, :] = by[LEVEL, :]
    total[SLOPE_BEFORE] = total[SLOPE]
    for q in range(by.shape[1]):
        by[A, q] = by[S0, q]
        if by[A, q] > 0:
            by[TIME, q] = by[S1, q] / by[A, q]
            spread += by[S2, q] - by[S1, q] * by[TIME, q]
            ahead -= by[S1, q] + by[TIME, q] * (by[SY, q] - by[S0, q])
    move = ahead / spread if with_slope else 0.0
    total[SPREAD] = spread
    total[SLOPE] += move
    for q in range(by.shape[1]):
        if by[A, q] > 0:
            by[LEVEL, q] += (by[SY, q] - by[S0, q]) / by[A, q] - move * by[TIME, q]


@compiled
def _means(sample: Sample, size: int, work: Work, row: int) -> None:
    """Write the means of the present coefficients into `work.mean[row]`, and sum them."""
    by, slope, mean = work.by_period, work.total[SLOPE], work.mean[row]
    by[:3, :] = 0.0
    step = math.exp(slope)
    before, time_before, bare = -1, 0.0, 0.0
    for i in range(size):
        t, q = sample.time[i], sample.period[i]
        # along a run of neighbouring weeks the mean grows by one factor
        if q == before and t - time_before == 1.0:
            bare *= step
        else:
            bare = math.exp(by[LEVEL, q] + slope * t)
        before, time_before = q, t
        here = max(bare * sample.population[i], LEAST_MEAN)
        mean[i] = here
        w = work.weight[i] * here
        by[S0, q] += w
        by[S1, q] += w * t
        by[S2, q] += w * t * t


@compiled
def _deviance(sample: Sample, size: int, work: Work, row: int) -> float:
    """Give the deviance: from the sums, or term by term where counts are large."""
    by, total = work.by_period, work.total
    if total[LARGEST] >= LARGE:
        return _deviance_by_term(sample, size, work, row)
    half: float = total[YLOG] - total[YSUM] - total[SLOPE] * total[YTIME] - total[YOFFSET]
    for q in range(by.shape[1]):
        if by[SW, q] > 0:
            half += by[S0, q] - by[LEVEL, q] * by[SY, q]
    return 2 * half


@compiled
def _deviance_by_term(sample: Sample, size: int, work: Work, row: int) -> float:
    """Add the deviance of each observation."""
    deviance = 0.0
    for i in range(size):
        y, mean = sample.y[i], work.mean[row, i]
        ratio = y * math.log(y / mean) if y > 0 else 0.0
        deviance += 2 * work.weight[i] * (ratio - (y - mean))
    return deviance


@compiled
def _step_back(sample: Sample, size: int, work: Work, row: int) -> float:
    """Halve the last step until the deviance is finite, as R does; give that deviance."""
    by, total = work.by_period, work.total
    deviance = math.inf
    for _ in range(STEPS):
        for q in range(by.shape[1]):
            by[LEVEL, q] = (by[LEVEL, q] + by[LEVEL_BEFORE, q]) / 2
        total[SLOPE] = (total[SLOPE] + total[SLOPE_BEFORE]) / 2
        _means(sample, size, work, row)
        deviance = _deviance(sample, size, work, row)
        if math.isfinite(deviance):
            break
    return deviance


@compiled
def fit_quasi_poisson(sample: Sample, size: int, work: Work, with_slope: bool) -> int:
    """Fit one sample with the prior weights in `work.weight`.

    Args:
        sample: counts, times, periods.
        size: how many observations.
        work: receives coefficients (`LEVEL`, `SLOPE`), the last step's sums and the means.
        with_slope: whether the model has a slope.

    Returns:
        `CONVERGED`, `NOT_CONVERGED` after 25 steps, or `DIVERGED` where R raises an error.
    """
    _begin(sample, size, work)
    deviance = work.total[DEV]
    for i in range(size):
        work.mean[1, i] = sample.y[i] + 0.1
    _first_step(work, with_slope)
    for step in range(STEPS):
        row = step & 1
        if step > 0:
            _next_step(work, with_slope)
        _means(sample, size, work, row)
        last, deviance = deviance, _deviance(sample, size, work, row)
        if not math.isfinite(deviance) and step > 0:
            deviance = _step_back(sample, size, work, row)
        if not math.isfinite(deviance):
            return DIVERGED
        work.latest[0] = row
        if abs(deviance - last) / (abs(deviance) + 0.1) < CLOSE:
            return CONVERGED
    return NOT_CONVERGED
