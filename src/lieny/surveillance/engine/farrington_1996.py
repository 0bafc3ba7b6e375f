"""The algorithm of Farrington et al. 1996 over many series, as R's `farrington`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.farrington_baseline import Baselines, cut_into_runs
from lieny.surveillance.engine.farrington_control import THREE_YEARS, Farrington, FitFunction
from lieny.surveillance.engine.farrington_fit import Rule
from lieny.surveillance.engine.farrington_gather import Way
from lieny.surveillance.engine.farrington_run import (
    TIE,
    critical_values,
    moments_of,
    rows_of,
    series_of,
    swept,
)
from lieny.surveillance.engine.farrington_sweep import ETA, PHI, SLOPE, TREND
from lieny.surveillance.engine.farrington_threshold import LEAST_MEAN, enough_cases, power_moments
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.reference_points import NOWHERE, window_rows

IntVector = npt.NDArray[np.int64]
FloatGrid = npt.NDArray[np.float64]
FloatCube = npt.NDArray[np.float64]
ByteGrid = npt.NDArray[np.int8]

TREND_LEVEL = 0.05
WEIGHTS_THRESHOLD = 1.0

__all__ = ["Farrington", "farrington"]


def farrington(  # noqa: PLR0913 - one name for each thing that may be chosen
    panel: Panel,
    control: Farrington,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Detect in every series and week of `span`.

    As in R a baseline may lack weeks before the series began, and where `limit54` is not met the
    upper bound is 0; the corrected mode then gives none (NaN, status OK).

    Args:
        panel: the series.
        control: the algorithm's controls.
        span: evaluated weeks, 1-based.
        mode: equal to R, or with the departures of `departures.py`.
        threads: how many series are swept at once; the result is the same.
        breaks: `[unit]` first 1-based week of the valid stretch, 0 for none.

    Raises:
        PanelFault: the span leaves the panel, there is no population for an offset, or dated
            series have a step other than day, week, month.
    """
    with_offset = control.fit_fun is FitFunction.POPULATION_OFFSET
    series = series_of(panel, span, breaks, offset=with_offset)
    strict = mode is Mode.R
    base = _baselines(panel, rows_of(span), control)
    fast = control.fit_fun is FitFunction.FAST
    way = Way(
        control.trend, not strict, first_known_is_origin=False, refuse_missing=strict and fast
    )
    rule = Rule(
        reweight=control.reweight,
        weights_threshold=WEIGHTS_THRESHOLD,
        keep_trend_years=control.b >= THREE_YEARS,
        critical=critical_values(TREND_LEVEL, base.start[-1] + 2),
        squared_working=False,
        floored_test=not strict,
        converged_sums=not strict,
        keep_going=strict and fast,
        tie=1.0 if strict else 1.0 + TIE,
    )
    forecasts, status = swept(series, base, way, rule, threads)
    if strict and not fast:
        # R gives nothing at all for a series in which one week does not converge
        status[:, (status == Status.NOT_CONVERGED).any(axis=0)] = Status.NOT_CONVERGED
    return _detected(panel, control, span, forecasts, status, strict=strict)


def _baselines(panel: Panel, rows: IntVector, control: Farrington) -> Baselines:
    """Give the windows of each evaluated week, in one period."""
    window = np.sort(window_rows(panel, rows, control.b, control.w), axis=1)
    there = window != NOWHERE
    start = np.concatenate([[0], np.cumsum(there.sum(axis=1))]).astype(np.int64)
    row = window[there]
    time = np.arange(1, len(panel.epoch) + 1, dtype=np.float64)
    period = np.zeros_like(row)
    return Baselines(rows, start, row, period, time, 1, True, *cut_into_runs(start, row, period))  # noqa: FBT003 - even


def _detected(  # noqa: PLR0913 - all of one result
    panel: Panel,
    control: Farrington,
    span: Span,
    forecasts: FloatCube,
    status: ByteGrid,
    *,
    strict: bool,
) -> Detected:
    """Put a result together."""
    observed = panel.observed[span.first - 1 : span.last]
    fitted = ~np.isnan(forecasts[ETA])
    fitted &= (status == Status.OK) | (strict & (status == Status.NOT_CONVERGED))
    enough, known = enough_cases(panel.observed, span, control.limit54, strict=strict)
    power = control.powertrans.exponent
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        expected, centre, deviation = power_moments(
            moments_of(forecasts), control.powertrans, LEAST_MEAN if strict else 0.0
        )
        z = abs(float(special.ndtri(1 - control.alpha / 2)))
        upper = (centre + z * deviation) ** (1 / power)
        quantile = special.ndtr((observed**power - centre) / deviation)
        score = (observed - expected) / (upper - expected)
        above = score > 1 if strict else (observed > upper) & (observed > 0)
    missing = fitted & (np.isnan(observed) | ~known)
    alarm = np.where(fitted & ~missing, enough & above, NO_ANSWER)
    shown = np.where(enough, upper, 0.0 if strict else np.nan)
    return Detected(
        span=span,
        upperbound=np.where(fitted & known, shown, np.nan),
        alarm=alarm.astype(np.int8),
        status=np.where(missing, Status.NO_DATA, status).astype(np.int8),
        expected=np.where(fitted, expected, np.nan),
        score=np.where(fitted, score, np.nan),
        trend=np.where(fitted, forecasts[TREND], NO_ANSWER).astype(np.int8),
        trend_coefficient=forecasts[SLOPE],
        phi=forecasts[PHI],
        quantile=np.where(fitted, quantile, np.nan),
        median=np.where(fitted, centre ** (1 / power), np.nan),
    )
