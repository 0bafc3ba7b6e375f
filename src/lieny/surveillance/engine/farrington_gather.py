"""The baseline of one week of one series, without its missing counts, and why there is none."""

# ruff: noqa: C901, FBT003, PLR0913, PLR0917 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import TERMS
from lieny.surveillance.engine.farrington_baseline import Baselines
from lieny.surveillance.engine.quasi_poisson_room import AT, OFFSET, PERIOD, POPULATION

FloatVector = npt.NDArray[np.float64]
FloatGrid = npt.NDArray[np.float64]
IntVector = npt.NDArray[np.int64]
IntGrid = npt.NDArray[np.int64]

# as in `Status`
OK, INSUFFICIENT_HISTORY, UNCONVERGED, NO_DATA, BREAK = range(5)
NO_BASELINE = -1  # `Gathered.size`: no reference point; other values below are states too
CROSSES_BREAK = -2
UNKNOWN = -3


class Series(NamedTuple):
    """Series `[unit, time]`, contiguous in time."""

    cases: FloatGrid
    population: FloatGrid  # one row of ones when there is no offset
    offset: bool
    first_valid: IntVector  # `[unit]`, 1-based; 0 is none


class Way(NamedTuple):
    """How weeks are gathered."""

    trend: bool
    drop_empty_periods: bool  # a period without a case is left out: its mean is 0
    first_known_is_origin: bool  # R counts the evaluated week from the first count that is given
    refuse_missing: bool  # R's fast fit of 1996 has no answer where a count is missing


class Gathered(NamedTuple):
    """A baseline without its missing counts."""

    size: int
    top: float  # largest count
    time: float  # of the evaluated week
    empty_now: bool  # no case at all in the period of the evaluated week


@compiled
def _copy(series: Series, unit: int, row: int, room: FloatGrid, at: int) -> None:
    """Write offset and population of one row."""
    if series.offset:
        population = series.population[unit, row]
        room[OFFSET, at] = math.log(population)
        room[POPULATION, at] = population


@compiled
def _totals(series: Series, unit: int, base: Baselines, week: int) -> FloatVector:
    """Give the cases of each period; -1 where no count is given."""
    total = np.full(base.periods, -1.0)
    for at in range(base.start[week], base.start[week + 1]):
        y = series.cases[unit, base.row[at]]
        if not math.isnan(y):
            total[base.period[at]] = max(total[base.period[at]], 0.0) + y
    return total


@compiled
def _usable(series: Series, unit: int, row: int) -> int:
    """Say whether the population of a row can be used: 1, 0 unknown, -1 nobody lives there."""
    if not series.offset:
        return 1
    population = series.population[unit, row]
    if math.isnan(population):
        return 0
    return 1 if population > 0 else -1


@compiled
def _refused(series: Series, unit: int, base: Baselines, week: int) -> int:
    """Say why a week has no baseline that may be used; 0 where it has."""
    first, last = base.start[week], base.start[week + 1]
    if first == last:
        return NO_BASELINE
    if base.row[first] + 1 < series.first_valid[unit]:
        return CROSSES_BREAK
    if _usable(series, unit, base.week[week]) < 1:
        return UNKNOWN
    return 0


@compiled
def gather(
    series: Series,
    unit: int,
    base: Baselines,
    week: int,
    way: Way,
    whole: FloatGrid,
    terms: FloatGrid,
    room: FloatGrid,
    place: IntGrid,
) -> Gathered:
    """Copy the given counts of one baseline."""
    first, last = base.start[week], base.start[week + 1]
    now = base.week[week]
    refused = _refused(series, unit, base, week)
    if refused < 0:
        return Gathered(refused, 0.0, 0.0, False)
    total = _totals(series, unit, base, week)
    centre = base.time[base.row[(first + last) // 2]]
    size, top, origin = 0, 0.0, -1
    for at in range(first, last):
        row, period = base.row[at], base.period[at]
        y = series.cases[unit, row]
        if math.isnan(y) and way.refuse_missing:
            return Gathered(UNKNOWN, 0.0, 0.0, False)
        if math.isnan(y):
            continue
        origin = row if origin < 0 else origin
        top = max(top, y)
        lives = _usable(series, unit, row)
        if lives < 0:
            return Gathered(UNKNOWN, 0.0, 0.0, False)
        if lives == 0 or (way.drop_empty_periods and total[period] <= 0):
            continue
        room[AT, size], place[PERIOD, size] = base.time[row] - centre, period
        for j in range(TERMS):
            terms[j, size] = whole[j, row]
        _copy(series, unit, row, room, size)
        size += 1
    time = base.time[now] - centre
    if way.first_known_is_origin and origin >= 0:
        time -= base.time[origin] - base.time[base.row[first]]
    return Gathered(size, top, time, total[base.periods - 1] == 0)


@compiled
def state_of(gathered: Gathered, place: IntGrid, base: Baselines, way: Way) -> int:
    """Say whether a gathered baseline can be fitted, or which status it has."""
    if gathered.size == NO_BASELINE:
        return INSUFFICIENT_HISTORY
    if gathered.size == CROSSES_BREAK:
        return BREAK
    seen = np.zeros(base.periods, np.int64)
    for i in range(gathered.size):
        seen[place[PERIOD, i]] = 1
    if gathered.size <= 0 or seen[base.periods - 1] == 0:
        return NO_DATA
    free = gathered.size - np.sum(seen) - (1 if way.trend else 0)
    return OK if free > 0 else INSUFFICIENT_HISTORY
