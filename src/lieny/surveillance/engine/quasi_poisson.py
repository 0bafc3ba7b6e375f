"""Quasi-Poisson fit of periods and a slope, step by step as R's `glm.fit` takes them.

The model is log(mean) = a[period] + slope * time + offset. Its matrix is an arrow: each weighted
least-squares step is closed, and as a Newton step needs only the sums of w*mean, w*mean*time and
w*mean*time^2 in each period. The path itself matters: R stops when the deviance moves by less than
1e-8 of itself, and takes dispersion and leverage from the means before the last step.
"""


# ruff: noqa: ARG001, FBT001 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import COUNT, DEVIANCE, LOG_TERM, WORKING
from lieny.surveillance.engine.quasi_poisson_room import (
    AT,
    CELLS,
    COUNTS,
    DEV,
    LARGEST,
    LATEST,
    LEVEL,
    LEVEL_BEFORE,
    MEAN,
    OFFSET,
    PERIOD,
    PERIODS,
    POPULATION,
    RESPONSE,
    RUNS,
    S0,
    S1,
    S2,
    SLOPE,
    SLOPE_BEFORE,
    SPREAD,
    SUMS,
    SW,
    SY,
    TIME,
    TOTALS,
    WEIGHT,
    YLOG,
    YOFFSET,
    YSUM,
    YTIME,
    A,
)
from lieny.surveillance.engine.quasi_poisson_runs import begin_by_runs, means_by_runs

FloatGrid = npt.NDArray[np.float64]
IntGrid = npt.NDArray[np.int64]

CONVERGED, NOT_CONVERGED, DIVERGED, NOT_BY_RUNS = 1, 0, -1, 2
STEPS = 25
CLOSE = 1e-8
LEAST_MEAN = 2.220446049250313e-16
LARGE = 4096.0  # from here the sums would lose the digits that decide when to stop


@compiled
def _begin(terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int) -> None:
    """Sum what stays the same over the steps, and the first step's sums at a mean of y + 0.1."""
    for q in range(place[COUNTS, PERIODS]):
        for j in range(SUMS):
            room[j, q] = 0.0
    for j in range(TOTALS):
        room[CELLS, j] = 0.0
    room[CELLS, LARGEST] = 0.0
    for i in range(size):
        y, w, t, q = terms[COUNT, i], room[WEIGHT, i], room[AT, i], place[PERIOD, i]
        z = terms[WORKING, i] - room[OFFSET, i]
        wy, first = w * y, w * (y + 0.1)
        room[CELLS, DEV] += w * terms[DEVIANCE, i]
        room[CELLS, YLOG] += w * terms[LOG_TERM, i]
        room[CELLS, YTIME] += wy * t
        room[CELLS, YOFFSET] += wy * room[OFFSET, i]
        room[CELLS, YSUM] += wy
        room[SY, q] += wy
        room[SW, q] += w
        room[A, q] += first
        room[TIME, q] += first * t
        room[S2, q] += first * t * t
        room[RESPONSE, q] += first * z
        room[S1, q] += first * z * t
        room[CELLS, LARGEST] = max(room[CELLS, LARGEST], y)


@compiled
def _first_step(room: FloatGrid, place: IntGrid, with_slope: bool) -> None:
    """Solve the first weighted least squares."""
    spread, together = 0.0, 0.0
    for q in range(place[COUNTS, PERIODS]):
        if room[A, q] > 0:
            room[TIME, q] /= room[A, q]
            room[RESPONSE, q] /= room[A, q]
            spread += room[S2, q] - room[A, q] * room[TIME, q] * room[TIME, q]
            together += room[S1, q] - room[A, q] * room[TIME, q] * room[RESPONSE, q]
    slope = together / spread if with_slope else 0.0
    room[CELLS, SLOPE], room[CELLS, SPREAD] = slope, spread
    for q in range(place[COUNTS, PERIODS]):
        room[LEVEL, q] = room[RESPONSE, q] - slope * room[TIME, q]


@compiled
def _next_step(room: FloatGrid, place: IntGrid, with_slope: bool) -> None:
    """Take the next step as Newton's, which is the same."""
    spread, ahead = 0.0, room[CELLS, YTIME]
    room[CELLS, SLOPE_BEFORE] = room[CELLS, SLOPE]
    for q in range(place[COUNTS, PERIODS]):
        room[LEVEL_BEFORE, q] = room[LEVEL, q]
        room[A, q] = room[S0, q]
        if room[A, q] > 0:
            room[TIME, q] = room[S1, q] / room[A, q]
            spread += room[S2, q] - room[S1, q] * room[TIME, q]
            ahead -= room[S1, q] + room[TIME, q] * (room[SY, q] - room[S0, q])
    move = ahead / spread if with_slope else 0.0
    room[CELLS, SPREAD] = spread
    room[CELLS, SLOPE] += move
    for q in range(place[COUNTS, PERIODS]):
        if room[A, q] > 0:
            room[LEVEL, q] += (room[SY, q] - room[S0, q]) / room[A, q] - move * room[TIME, q]


@compiled
def _means(terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, row: int) -> None:
    """Write the means of the present coefficients into `room[MEAN + row]`, and sum them."""
    slope, mean = room[CELLS, SLOPE], room[MEAN + row]
    for q in range(place[COUNTS, PERIODS]):
        room[S0, q] = room[S1, q] = room[S2, q] = 0.0
    step = math.exp(slope)
    before, time_before, bare = -1, 0.0, 0.0
    for i in range(size):
        t, q = room[AT, i], place[PERIOD, i]
        # along a run of neighbouring weeks the mean grows by one factor
        if q == before and t - time_before == 1.0:
            bare *= step
        else:
            bare = math.exp(room[LEVEL, q] + slope * t)
        before, time_before = q, t
        here = max(bare * room[POPULATION, i], LEAST_MEAN)
        mean[i] = here
        w = room[WEIGHT, i] * here
        room[S0, q] += w
        room[S1, q] += w * t
        room[S2, q] += w * t * t


@compiled
def _deviance(terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, row: int) -> float:
    """Give the deviance: from the sums, or term by term where counts are large."""
    if room[CELLS, LARGEST] >= LARGE:
        return _deviance_by_term(terms, room, place, size, row)
    return _deviance_of_sums(room, place)


@compiled
def _deviance_of_sums(room: FloatGrid, place: IntGrid) -> float:
    """Give the deviance from the sums."""
    half: float = (
        room[CELLS, YLOG]
        - room[CELLS, YSUM]
        - room[CELLS, SLOPE] * room[CELLS, YTIME]
        - room[CELLS, YOFFSET]
    )
    for q in range(place[COUNTS, PERIODS]):
        if room[SW, q] > 0:
            half += room[S0, q] - room[LEVEL, q] * room[SY, q]
    return 2 * half


@compiled
def _deviance_by_term(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, row: int
) -> float:
    """Add the deviance of each observation."""
    deviance = 0.0
    for i in range(size):
        y, mean = terms[COUNT, i], room[MEAN + row, i]
        ratio = y * math.log(y / mean) if y > 0 else 0.0
        deviance += 2 * room[WEIGHT, i] * (ratio - (y - mean))
    return deviance


@compiled
def _step_back(terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, row: int) -> float:
    """Halve the last step until the deviance is finite, as R does; give that deviance."""
    deviance = math.inf
    for _ in range(STEPS):
        for q in range(place[COUNTS, PERIODS]):
            room[LEVEL, q] = (room[LEVEL, q] + room[LEVEL_BEFORE, q]) / 2
        room[CELLS, SLOPE] = (room[CELLS, SLOPE] + room[CELLS, SLOPE_BEFORE]) / 2
        _means(terms, room, place, size, row)
        deviance = _deviance(terms, room, place, size, row)
        if math.isfinite(deviance):
            break
    return deviance


@compiled
def _fit_by_runs(terms: FloatGrid, room: FloatGrid, place: IntGrid, with_slope: bool) -> int:
    """Fit over runs; `NOT_BY_RUNS` where only a fit observation by observation is exact."""
    begin_by_runs(terms, room, place)
    deviance = room[CELLS, DEV]
    _first_step(room, place, with_slope)
    for step in range(STEPS):
        row = step & 1
        if step > 0:
            _next_step(room, place, with_slope)
        if not means_by_runs(terms, room, place, with_slope, row):
            return NOT_BY_RUNS
        last, deviance = deviance, _deviance_of_sums(room, place)
        if not math.isfinite(deviance):
            return NOT_BY_RUNS
        place[COUNTS, LATEST] = row
        if abs(deviance - last) / (abs(deviance) + 0.1) < CLOSE:
            # after the first step the means before it are y + 0.1, which no run has
            return CONVERGED if step > 0 else NOT_BY_RUNS
    return NOT_CONVERGED


@compiled
def fit_quasi_poisson(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, size: int, with_slope: bool
) -> int:
    """Fit one baseline with its prior weights.

    Args:
        terms: of `count_terms`.
        room: see `quasi_poisson_room`.
        place: counts, times, periods; receive coefficients, the last step's sums
            and the means.
        size: how many observations.
        with_slope: whether the model has a slope.

    Returns:
        `CONVERGED`, `NOT_CONVERGED` after 25 steps, `DIVERGED` where R raises an error, or
        `NOT_BY_RUNS`: the same sample is to be fitted again, observation by observation.
    """
    if place[COUNTS, RUNS] > 0:
        return _fit_by_runs(terms, room, place, with_slope)
    _begin(terms, room, place, size)
    deviance = room[CELLS, DEV]
    for i in range(size):
        room[MEAN + 1, i] = terms[COUNT, i] + 0.1
    _first_step(room, place, with_slope)
    for step in range(STEPS):
        row = step & 1
        if step > 0:
            _next_step(room, place, with_slope)
        _means(terms, room, place, size, row)
        last, deviance = deviance, _deviance(terms, room, place, size, row)
        if not math.isfinite(deviance) and step > 0:
            deviance = _step_back(terms, room, place, size, row)
        if not math.isfinite(deviance):
            return DIVERGED
        place[COUNTS, LATEST] = row
        if abs(deviance - last) / (abs(deviance) + 0.1) < CLOSE:
            return CONVERGED
    return NOT_CONVERGED
