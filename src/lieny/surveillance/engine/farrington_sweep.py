"""All evaluated weeks of a run of series: gather each baseline, fit it, write the forecast."""


# ruff: noqa: C901, FBT003, PLR0913, PLR0917 - compiled code: the three arrays go everywhere

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.count_terms import TERMS, fill_terms
from lieny.surveillance.engine.farrington_baseline import Baselines
from lieny.surveillance.engine.farrington_fit import Forecast, Rule, forecast
from lieny.surveillance.engine.farrington_gather import (
    OK,
    UNCONVERGED,
    Series,
    Way,
    gather,
    state_of,
)
from lieny.surveillance.engine.quasi_poisson import (
    CONVERGED,
    DIVERGED,
    LARGE,
    NOT_BY_RUNS,
    NOT_CONVERGED,
)
from lieny.surveillance.engine.quasi_poisson_room import (
    CELLS,
    COUNTS,
    NOW,
    NOW_OFFSET,
    OFFSET,
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
    gathered = gather(series, unit, base, week, way, whole, terms, room, place)
    if way.drop_empty_periods and gathered.empty_now:
        return OK, 0
    room[CELLS, NOW], room[CELLS, NOW_OFFSET] = gathered.time, 0.0
    room[CELLS, TOP] = gathered.top
    if series.offset:
        room[CELLS, NOW_OFFSET] = math.log(series.population[unit, base.week[week]])
    return state_of(gathered, place, base, way), gathered.size


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
