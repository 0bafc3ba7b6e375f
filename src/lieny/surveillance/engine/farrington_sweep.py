"""All evaluated weeks of a run of series: gather each baseline, fit it, write the forecast."""


# ruff: noqa: C901, FBT003, PLR0913, PLR0917 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import TERMS, fill_terms
from lieny.surveillance.engine.farrington_baseline import Baselines
from lieny.surveillance.engine.farrington_fit import Forecast, Rule, forecast
from lieny.surveillance.engine.quasi_poisson import (
    CONVERGED,
    DIVERGED,
    LARGE,
    NOT_BY_RUNS,
    NOT_CONVERGED,
)
from lieny.surveillance.engine.quasi_poisson_room import (
    AT,
    CELLS,
    COUNTS,
    NOW,
    NOW_OFFSET,
    OFFSET,
    PERIOD,
    POPULATION,
    RUN_ROW,
    RUN_TIME,
    RUNS,
    SW,
    SY,
    TOP,
    UNIT,
    room_to_fit,
)
from lieny.surveillance.engine.quasi_poisson_runs import sum_runs

FloatVector = npt.NDArray[np.float64]
IntGrid = npt.NDArray[np.int64]
FloatGrid = npt.NDArray[np.float64]
FloatCube = npt.NDArray[np.float64]
ByteGrid = npt.NDArray[np.int8]
IntVector = npt.NDArray[np.int64]

# rows of the forecasts a sweep writes
ETA, ERROR, PHI, TREND, SLOPE = range(5)
FORECASTS = 5
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
def _gather(
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
def _state(gathered: Gathered, place: IntGrid, base: Baselines, way: Way) -> int:
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


@compiled
def _write(found: Forecast, out: FloatGrid) -> int:
    """Write one forecast `[field]`; give its status."""
    out[ETA], out[ERROR], out[PHI] = found.eta, found.error, found.phi
    out[TREND] = 1.0 if found.trend else 0.0
    out[SLOPE] = found.slope
    return UNCONVERGED if found.ended in (DIVERGED, NOT_CONVERGED) else OK


@compiled
def _lay_runs(base: Baselines, week: int, centre: float, room: FloatGrid, place: IntGrid) -> None:
    """Copy the runs of one baseline."""
    first, last = base.run_start[week], base.run_start[week + 1]
    place[COUNTS, RUNS] = last - first
    for at in range(first, last):
        for j in range(3):
            place[RUN_ROW + j, at - first] = base.run[j, at]
        room[RUN_TIME, at - first] = base.time[base.run[0, at]] - centre


@compiled
def _prepare_runs(
    whole: FloatGrid, room: FloatGrid, place: IntGrid, base: Baselines, week: int, way: Way
) -> int:
    """Lay out a baseline that is whole; give its size, 0 where runs will not do."""
    first, last = base.start[week], base.start[week + 1]
    centre = base.time[base.row[(first + last) // 2]]
    _lay_runs(base, week, centre, room, place)
    top = sum_runs(whole, room, place)
    present, empty = 0, 0
    for q in range(base.periods):
        there = room[UNIT + SW, q] > 0
        present += there
        empty += there and room[UNIT + SY, q] <= 0
    unfit = last - first - present - way.trend <= 0 or top >= LARGE
    unfit = unfit or room[UNIT + SW, base.periods - 1] <= 0
    if unfit or (way.drop_empty_periods and empty > 0):
        return 0
    room[CELLS, NOW], room[CELLS, NOW_OFFSET] = base.time[base.week[week]] - centre, 0.0
    room[CELLS, TOP] = top
    return int(last - first)


@compiled
def _prepare_one_by_one(
    series: Series,
    unit: int,
    base: Baselines,
    week: int,
    way: Way,
    whole: FloatGrid,
    terms: FloatGrid,
    room: FloatGrid,
    place: IntGrid,
) -> tuple[int, int]:
    """Copy a baseline; give its status, and its size or 0 where no case is to be expected."""
    place[COUNTS, RUNS] = 0
    gathered = _gather(series, unit, base, week, way, whole, terms, room, place)
    if way.drop_empty_periods and gathered.empty_now:
        return OK, 0
    room[CELLS, NOW], room[CELLS, NOW_OFFSET] = gathered.time, 0.0
    room[CELLS, TOP] = gathered.top
    if series.offset:
        room[CELLS, NOW_OFFSET] = math.log(series.population[unit, base.week[week]])
    return _state(gathered, place, base, way), gathered.size


@compiled
def _missing_before(cases: FloatVector, missing: IntVector) -> None:
    """Write how many counts are missing before each row."""
    missing[0] = 0
    for i in range(cases.size):
        missing[i + 1] = missing[i] + (1 if math.isnan(cases[i]) else 0)


@compiled
def _is_whole(base: Baselines, week: int, missing: IntVector, first_valid: int) -> bool:
    """Say whether a baseline is there, after the break, and without a missing count."""
    first, last = base.start[week], base.start[week + 1]
    if first == last or base.row[first] + 1 < first_valid:
        return False
    return int(missing[base.row[last - 1] + 1]) == int(missing[base.row[first]])


@compiled
def sweep(
    series: Series,
    base: Baselines,
    way: Way,
    rule: Rule,
    table: FloatGrid,
    out: FloatCube,
    status: ByteGrid,
) -> None:
    """Forecast every evaluated week of every series.

    Args:
        series: the counts.
        base: baselines of the evaluated weeks.
        way: of gathering.
        rule: of fitting.
        table: of `term_table`.
        out: `[field, week, unit]`, written; NaN where there is no forecast.
        status: `[week, unit]`, written.
    """
    weeks, rows = base.week.size, series.cases.shape[1]
    most = np.max(base.start[1:] - base.start[:-1])
    longest = np.max(base.run[1]) if base.run.shape[1] > 0 else 0
    room, place = room_to_fit(most, base.periods, longest)
    whole, missing = np.empty((TERMS, rows)), np.empty(rows + 1, np.int64)
    terms = np.empty((TERMS, most))
    for unit in range(series.cases.shape[0]):
        room[OFFSET, :], room[POPULATION, :] = 0.0, 1.0
        fill_terms(series.cases[unit], table, whole)
        _missing_before(series.cases[unit], missing)
        for week in range(weeks):
            for j in range(FORECASTS):
                out[j, week, unit] = math.nan
            by_runs = base.even and not series.offset
            by_runs = by_runs and _is_whole(base, week, missing, series.first_valid[unit])
            state, size = OK, 0
            if by_runs:
                size = _prepare_runs(whole, room, place, base, week, way)
                by_runs = size > 0
            # one loop, because every place that calls the forecast is a copy of it to compile
            while True:
                if not by_runs:
                    state, size = _prepare_one_by_one(
                        series, unit, base, week, way, whole, terms, room, place
                    )
                if state != OK or size == 0:
                    break
                found = forecast(whole if by_runs else terms, room, place, size, rule, way.trend)
                state = _write(found, out[:, week, unit])
                if not by_runs or found.ended != NOT_BY_RUNS:
                    break
                by_runs = False
            if state == OK and size == 0:
                _write(
                    Forecast(CONVERGED, -math.inf, 0.0, 1.0, False, math.nan), out[:, week, unit]
                )
            status[week, unit] = state
