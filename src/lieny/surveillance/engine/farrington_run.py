"""What both Farrington algorithms share: series laid out, swept in threads, quantiles of t."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import stats

from lieny.surveillance.engine.count_terms import term_table
from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.farrington_baseline import Baselines
from lieny.surveillance.engine.farrington_fit import Rule
from lieny.surveillance.engine.farrington_gather import Series, Way
from lieny.surveillance.engine.farrington_sweep import ERROR, ETA, FORECASTS, PHI, sweep
from lieny.surveillance.engine.farrington_threshold import Moments
from lieny.surveillance.engine.panel import Panel, PanelFault
from lieny.surveillance.engine.reference_points import require_calendar
from lieny.surveillance.engine.side_by_side import side_by_side

IntVector = npt.NDArray[np.int64]
FloatVector = npt.NDArray[np.float64]
FloatCube = npt.NDArray[np.float64]
ByteGrid = npt.NDArray[np.int8]

TIE = 1e-9  # relative: the trend's forecast and the largest count are the same


def rows_of(span: Span) -> IntVector:
    """Give the evaluated rows, 0-based."""
    return np.arange(span.first - 1, span.last, dtype=np.int64)


def series_of(panel: Panel, span: Span, breaks: IntVector | None, *, offset: bool) -> Series:
    """Lay the series out for a sweep.

    Raises:
        PanelFault: the panel cannot be swept so.
    """
    require_calendar(panel)
    if span.last > len(panel.epoch):
        raise PanelFault(f"week {span.last} is asked for, the panel ends at {len(panel.epoch)}")
    units = len(panel.units)
    if breaks is not None and breaks.shape != (units,):
        raise PanelFault(f"breaks has the shape {breaks.shape}, expected {(units,)}")
    if offset and panel.population is None:
        raise PanelFault("a population offset needs the population of the panel")
    first = np.zeros(units, np.int64) if breaks is None else breaks.astype(np.int64)
    population = panel.population if offset and panel.population is not None else np.ones((1, 1))
    return Series(
        np.ascontiguousarray(panel.observed.T, dtype=np.float64),
        np.ascontiguousarray(population.T, dtype=np.float64),
        offset,
        first,
    )


def swept(
    series: Series, base: Baselines, way: Way, rule: Rule, threads: int
) -> tuple[FloatCube, ByteGrid]:
    """Forecast all series, `threads` runs of them at once."""
    units, weeks = series.cases.shape[0], len(base.week)
    out = np.empty((FORECASTS, weeks, units))
    status = np.empty((weeks, units), np.int8)
    table = term_table()

    def part(first: int, last: int) -> None:
        some = Series(
            series.cases[first:last],
            series.population[first:last] if series.offset else series.population,
            series.offset,
            series.first_valid[first:last],
        )
        sweep(some, base, way, rule, table, out[:, :, first:last], status[:, first:last])

    side_by_side(part, units, threads)
    return out, status


@lru_cache(maxsize=32)
def critical_values(level: float, count: int) -> FloatVector:
    """Give the |t| above which a two-sided p-value is below `level`, by degrees of freedom."""
    if level > 1:
        return np.full(count, -1.0)
    if level == 1:
        return np.zeros(count)
    if level == 0:
        return np.full(count, np.inf)
    freedom = np.arange(1, count)
    return np.concatenate([[np.inf], stats.t.ppf(1 - level / 2, freedom)])


def moments_of(forecasts: FloatCube) -> Moments:
    """Give the forecasts `[week, unit]` that a threshold is made of."""
    return Moments(forecasts[ETA], forecasts[ERROR], forecasts[PHI])
