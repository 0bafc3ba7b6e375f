"""Residuals of a fit over runs: dispersion, and the few observations that get less weight."""


# ruff: noqa: ARG001, C901, FBT001, PLR0913, PLR0917 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import COUNT, TWO_THIRDS
from lieny.surveillance.engine.quasi_poisson_room import (
    BEGIN,
    CANDIDATES,
    CELLS,
    COUNTS,
    EXTRA,
    GROWTH,
    GROWTHS,
    HEIGHT,
    INVERSE,
    LATEST,
    OUTLIER_PERIOD,
    OUTLIER_ROW,
    OUTLIER_RUN,
    OUTLIERS,
    POWER,
    RUN_LENGTH,
    RUN_PERIOD,
    RUN_ROW,
    RUN_TIME,
    RUNS,
    SHARE,
    SPREAD,
    TIME,
    WHEN,
    A,
)

FloatGrid = npt.NDArray[np.float64]
IntGrid = npt.NDArray[np.int64]

SURE_LEVERAGE = 1 - 10 * 2.220446049250313e-16  # above it R takes a leverage as 1
MARGIN = 1 - 1e-9  # of the coarse test before the exact one


@compiled
def _least_square(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, run: int, highest: float, with_slope: bool
) -> float:
    """Give a bound of (y - mean)^2 / mean below which no Anscombe residual of a run passes 1.

    y^(2/3) > mean^(1/6) (c + sqrt(mean)) needs y - mean > 1.5 c sqrt(mean) by Bernoulli's
    inequality; the dispersion in c is at least 1, the leverage at most that of the run's ends.
    """
    q = place[RUN_PERIOD, run]
    leverage: float = 1.0 / room[A, q]
    if with_slope:
        away = room[RUN_TIME, run] - room[TIME, q]
        end = away + place[RUN_LENGTH, run] - 1
        leverage += max(away * away, end * end) / room[CELLS, SPREAD]
    least: float = max(0.0, 1.0 - highest * leverage)
    return least


@compiled
def spread_by_runs(
    terms: FloatGrid,
    room: FloatGrid,
    place: IntGrid,
    threshold: float,
    with_slope: bool,
    converged: bool,
) -> tuple[float, float]:
    """Give the sums of w*mean*r^2 and of w*r^2 over the working residuals r.

    While no observation has a weight of its own, those that may pass `threshold` are noted as
    candidates (`place[COUNTS, CANDIDATES]`).
    """
    row = place[COUNTS, LATEST]
    old = row if converged else 1 - row
    pearson, bare, noted = 0.0, 0.0, 0
    collect = place[COUNTS, OUTLIERS] == 0
    rise, fall, rise_old = (
        room[GROWTH + GROWTHS * row + POWER],
        room[GROWTH + GROWTHS * row + INVERSE],
        room[GROWTH + GROWTHS * old + POWER],
    )
    for run in range(place[COUNTS, RUNS]):
        first, length = place[RUN_ROW, run], place[RUN_LENGTH, run]
        q = place[RUN_PERIOD, run]
        now, before = room[HEIGHT + row, q], room[HEIGHT + old, q]
        part = part_bare = 0.0
        if with_slope:
            now *= room[BEGIN + row, run]
            before *= room[BEGIN + old, run]
        inverse = 1.0 / now
        highest = before
        if with_slope:
            highest = before * max(1.0, rise_old[length - 1])
        bound = threshold * threshold * MARGIN
        bound *= _least_square(terms, room, place, run, highest, with_slope)
        for j in range(length):
            mean, square = now, 0.0
            if with_slope:
                away = terms[COUNT, first + j] * (inverse * fall[j]) - 1.0
                square = away * away
                part += square * rise_old[j]
                mean *= rise[j]
            else:
                away = terms[COUNT, first + j] * inverse - 1.0
                square = away * away
            part_bare += square
            if collect and away > 0 and square * mean >= bound:
                place[OUTLIER_ROW, noted] = first + j
                place[OUTLIER_RUN, noted] = run
                place[OUTLIER_PERIOD, noted] = q
                noted += 1
        pearson += before * (part if with_slope else part_bare)
        bare += part_bare
    if collect:
        place[COUNTS, CANDIDATES] = noted
    for o in range(place[COUNTS, OUTLIERS]):
        mean, before, _ = _at(terms, room, place, o, with_slope, converged)
        away = terms[COUNT, place[OUTLIER_ROW, o]] / mean - 1.0
        square = room[EXTRA, o] * away * away
        pearson += square * before
        bare += square
    return pearson * room[CELLS, SHARE], bare * room[CELLS, SHARE]


@compiled
def _at(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, o: int, with_slope: bool, converged: bool
) -> tuple[float, float, float]:
    """Give mean, mean before the last step, and time of a noted observation."""
    row = place[COUNTS, LATEST]
    old = row if converged else 1 - row
    run, q = place[OUTLIER_RUN, o], place[OUTLIER_PERIOD, o]
    j = place[OUTLIER_ROW, o] - place[RUN_ROW, run]
    mean, before = room[HEIGHT + row, q], room[HEIGHT + old, q]
    if with_slope:
        mean *= room[BEGIN + row, run] * room[GROWTH + GROWTHS * row + POWER, j]
        before *= room[BEGIN + old, run] * room[GROWTH + GROWTHS * old + POWER, j]
    return mean, before, room[RUN_TIME, run] + j


@compiled
def reweight_by_runs(
    terms: FloatGrid,
    room: FloatGrid,
    place: IntGrid,
    given: tuple[float, float, float],
    with_slope: bool,
    converged: bool,
) -> None:
    """Turn the candidates whose Anscombe residual passes the threshold into outliers.

    Args:
        terms: of `count_terms`.
        room: see `quasi_poisson_room`.
        place: the baseline; receive the outliers, their weights, the common one.
        given: threshold of residuals, dispersion, number of observations.
        with_slope: whether the model has a slope.
        converged: take leverage from the converged means.
    """
    threshold, phi, size = given
    kept, total = 0, size
    for o in range(place[COUNTS, CANDIDATES]):
        row, run, q = place[OUTLIER_ROW, o], place[OUTLIER_RUN, o], place[OUTLIER_PERIOD, o]
        mean, before, time = _at(terms, room, place, o, with_slope, converged)
        leverage = 1.0 / room[A, q]
        if with_slope:
            away = time - room[TIME, q]
            leverage += away * away / room[CELLS, SPREAD]
        leverage *= before
        root = mean ** (1.0 / 6.0)
        residual = 1.5 * (terms[TWO_THIRDS, row] / root - root * root * root)
        # an observation alone in its period is fitted exactly: its residual is rounding alone
        if leverage > SURE_LEVERAGE or residual <= threshold * math.sqrt(phi * (1 - leverage)):
            continue
        extra = phi * (1 - leverage) / (residual * residual) - 1.0
        place[OUTLIER_ROW, kept] = row
        place[OUTLIER_RUN, kept], place[OUTLIER_PERIOD, kept] = run, q
        room[EXTRA, kept], room[WHEN, kept] = extra, time
        kept += 1
        total += extra
    place[COUNTS, OUTLIERS] = kept
    room[CELLS, SHARE] = size / total
