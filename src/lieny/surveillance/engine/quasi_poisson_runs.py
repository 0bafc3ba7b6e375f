"""The sums of a quasi-Poisson fit over runs of neighbouring weeks, without going through them.

On an even grid with no missing count and no offset, the means of a run are a geometric series:
one run costs as much as one week. Weights of a reweighted fit are one number but for the few
observations with a high residual, so these are added by themselves.
"""


# ruff: noqa: ARG001, C901, FBT001 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import COUNT, DEVIANCE, LOG_TERM, WORKING
from lieny.surveillance.engine.quasi_poisson_room import (
    BEGIN,
    CELLS,
    COUNTS,
    DEV,
    EXTRA,
    GROWTH,
    GROWTHS,
    HEIGHT,
    INVERSE,
    LEVEL,
    LONGEST,
    OUTLIER_PERIOD,
    OUTLIER_ROW,
    OUTLIER_RUN,
    OUTLIERS,
    PERIODS,
    POWER,
    POWERS,
    POWERS_J,
    POWERS_JJ,
    RESPONSE,
    RUN_LENGTH,
    RUN_PERIOD,
    RUN_ROW,
    RUN_TIME,
    RUNS,
    S0,
    S1,
    S2,
    SHARE,
    SLOPE,
    SUMS,
    SW,
    SY,
    TIME,
    TOTALS,
    UNIT,
    UNIT_TOTAL,
    WHEN,
    YLOG,
    YSUM,
    YTIME,
    A,
)

FloatGrid = npt.NDArray[np.float64]
IntGrid = npt.NDArray[np.int64]

LOWEST = -36.0  # linear predictor below which R holds the mean up


@compiled
def sum_runs(terms: FloatGrid, room: FloatGrid, place: IntGrid) -> float:
    """Sum the counts of each period with unit weights; give the largest count."""
    top = 0.0
    for q in range(place[COUNTS, PERIODS]):
        for j in range(SUMS):
            room[UNIT + j, q] = 0.0
    for j in range(TOTALS):
        room[CELLS, UNIT_TOTAL + j] = 0.0
    for run in range(place[COUNTS, RUNS]):
        first, length = place[RUN_ROW, run], place[RUN_LENGTH, run]
        q, begin = UNIT, room[RUN_TIME, run]
        y0 = y1 = y2 = z0 = z1 = deviance = logs = n1 = n2 = 0.0
        for j in range(length):
            y, at = terms[COUNT, first + j], float(j)
            response = (y + 0.1) * terms[WORKING, first + j]
            y0 += y
            y1 += y * at
            y2 += y * at * at
            z0 += response
            z1 += response * at
            n1 += at
            n2 += at * at
            deviance += terms[DEVIANCE, first + j]
            logs += terms[LOG_TERM, first + j]
            top = max(top, y)
        q = place[RUN_PERIOD, run]
        a0, a1, a2 = y0 + 0.1 * length, y1 + 0.1 * n1, y2 + 0.1 * n2
        room[UNIT + SY, q] += y0
        room[UNIT + SW, q] += length
        room[UNIT + A, q] += a0
        room[UNIT + TIME, q] += begin * a0 + a1
        room[UNIT + S2, q] += begin * (begin * a0 + 2 * a1) + a2
        room[UNIT + RESPONSE, q] += z0
        room[UNIT + S1, q] += begin * z0 + z1
        room[CELLS, UNIT_TOTAL + YTIME] += begin * y0 + y1
        room[CELLS, UNIT_TOTAL + YSUM] += y0
        room[CELLS, UNIT_TOTAL + DEV] += deviance
        room[CELLS, UNIT_TOTAL + YLOG] += logs
    return top


@compiled
def begin_by_runs(terms: FloatGrid, room: FloatGrid, place: IntGrid) -> None:
    """Give the sums of a fit with the present weights from those with unit weights."""
    share = room[CELLS, SHARE]
    for q in range(place[COUNTS, PERIODS]):
        for j in range(SUMS):
            room[j, q] = room[UNIT + j, q]
    for j in range(TOTALS):
        room[CELLS, j] = room[CELLS, UNIT_TOTAL + j]
    for o in range(place[COUNTS, OUTLIERS]):
        row, q = place[OUTLIER_ROW, o], place[OUTLIER_PERIOD, o]
        extra, t, y = room[EXTRA, o], room[WHEN, o], terms[COUNT, row]
        first, z = extra * (y + 0.1), terms[WORKING, row]
        room[SY, q] += extra * y
        room[SW, q] += extra
        room[A, q] += first
        room[TIME, q] += first * t
        room[S2, q] += first * t * t
        room[RESPONSE, q] += first * z
        room[S1, q] += first * z * t
        room[CELLS, YTIME] += extra * y * t
        room[CELLS, YSUM] += extra * y
        room[CELLS, DEV] += extra * terms[DEVIANCE, row]
        room[CELLS, YLOG] += extra * terms[LOG_TERM, row]
    if share != 1.0:
        for q in range(place[COUNTS, PERIODS]):
            for j in range(SUMS):
                room[j, q] *= share
        for j in range(TOTALS):
            room[CELLS, j] *= share


@compiled
def _grow(terms: FloatGrid, room: FloatGrid, place: IntGrid, row: int) -> None:
    """Write powers of the weekly growth, their sums over a run, and the growth at each run."""
    slope, begin = room[CELLS, SLOPE], room[BEGIN + row]
    growth = room[GROWTH + GROWTHS * row : GROWTH + GROWTHS * (row + 1)]
    step, power = math.exp(slope), 1.0
    back, inverse = 1.0 / step, 1.0
    longest = place[COUNTS, LONGEST]
    for j in range(GROWTHS):
        growth[j, 0] = 0.0
    growth[POWER, 0] = growth[INVERSE, 0] = 1.0
    for j in range(1, longest + 1):
        at = j - 1.0
        growth[POWERS, j] = growth[POWERS, j - 1] + power
        growth[POWERS_J, j] = growth[POWERS_J, j - 1] + power * at
        growth[POWERS_JJ, j] = growth[POWERS_JJ, j - 1] + power * at * at
        power *= step
        inverse *= back
        growth[POWER, j], growth[INVERSE, j] = power, inverse
    last_gap, factor, now = -1.0, 1.0, 0.0
    for run in range(place[COUNTS, RUNS]):
        if run == 0:
            now = math.exp(slope * room[RUN_TIME, 0])
        else:
            gap = room[RUN_TIME, run] - room[RUN_TIME, run - 1]
            if gap <= longest:
                now *= growth[POWER, int(gap)]
            else:
                factor = factor if gap == last_gap else math.exp(slope * gap)
                last_gap = gap
                now *= factor
        begin[run] = now


@compiled
def _heights(room: FloatGrid, place: IntGrid, row: int) -> bool:
    """Write the exponential of each level; False where a mean is too small for the runs."""
    slope, last = room[CELLS, SLOPE], place[COUNTS, RUNS] - 1
    end = room[RUN_TIME, last] + place[RUN_LENGTH, last]
    edge = min(slope * room[RUN_TIME, 0], slope * end, 0.0)
    for q in range(place[COUNTS, PERIODS]):
        if room[SW, q] > 0:
            if not room[LEVEL, q] + edge > LOWEST:
                return False
            room[HEIGHT + row, q] = math.exp(room[LEVEL, q])
    return True


@compiled
def means_by_runs(
    terms: FloatGrid, room: FloatGrid, place: IntGrid, with_slope: bool, row: int
) -> bool:
    """Sum the means of the present coefficients; False where the runs cannot be trusted."""
    if not _heights(room, place, row):
        return False
    share, runs = room[CELLS, SHARE], place[COUNTS, RUNS]
    if not with_slope:
        for q in range(place[COUNTS, PERIODS]):
            room[S0, q] = room[SW, q] * room[HEIGHT + row, q] if room[SW, q] > 0 else 0.0
        return True
    _grow(terms, room, place, row)
    for q in range(place[COUNTS, PERIODS]):
        room[S0, q] = room[S1, q] = room[S2, q] = 0.0
    growth, begin = room[GROWTH + GROWTHS * row : GROWTH + GROWTHS * (row + 1)], room[BEGIN + row]
    for run in range(runs):
        length, q = place[RUN_LENGTH, run], place[RUN_PERIOD, run]
        t, e = room[RUN_TIME, run], begin[run]
        g0, g1 = growth[POWERS, length], growth[POWERS_J, length]
        room[S0, q] += e * g0
        room[S1, q] += e * (t * g0 + g1)
        room[S2, q] += e * (t * (t * g0 + 2 * g1) + growth[POWERS_JJ, length])
    for o in range(place[COUNTS, OUTLIERS]):
        q, t = place[OUTLIER_PERIOD, o], room[WHEN, o]
        run = place[OUTLIER_RUN, o]
        at = int(place[OUTLIER_ROW, o] - place[RUN_ROW, run])
        w = room[EXTRA, o] * begin[run] * growth[POWER, at]
        room[S0, q] += w
        room[S1, q] += w * t
        room[S2, q] += w * t * t
    for q in range(place[COUNTS, PERIODS]):
        scale = share * room[HEIGHT + row, q]
        room[S0, q] *= scale
        room[S1, q] *= scale
        room[S2, q] *= scale
    return True
