"""Farrington Flexible (Noufaily et al. 2013) over many series, as R's `farringtonFlexible`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.farrington_baseline import baselines
from lieny.surveillance.engine.farrington_control import (
    THREE_YEARS,
    FarringtonFlexible,
    ThresholdMethod,
)
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
from lieny.surveillance.engine.farrington_sweep import PHI, SLOPE, TREND
from lieny.surveillance.engine.farrington_threshold import (
    LEAST_MEAN,
    Threshold,
    delta_threshold,
    enough_cases,
    negative_binomial_threshold,
    of_no_cases,
)
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

IntVector = npt.NDArray[np.int64]
FloatVector = npt.NDArray[np.float64]
FloatGrid = npt.NDArray[np.float64]
FloatCube = npt.NDArray[np.float64]
ByteGrid = npt.NDArray[np.int8]

__all__ = ["FarringtonFlexible", "farrington_flexible"]


def farrington_flexible(  # noqa: PLR0913 - one name for each thing that may be chosen
    panel: Panel,
    control: FarringtonFlexible,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Detect in every series and week of `span`.

    `upperbound` is NaN with the status OK where `limit54` is not met: the algorithm then gives no
    threshold and no alarm. `expected` follows it; `score` and `pvalue` are given all the same.

    Args:
        panel: the series.
        control: the algorithm's controls.
        span: evaluated weeks, 1-based.
        mode: equal to R, or with the departures of `departures.py`.
        threads: how many series are swept at once; the result is the same.
        breaks: `[unit]` first 1-based week of the valid stretch, 0 for none; no baseline may
            reach before it.

    Raises:
        PanelFault: the span leaves the panel, there is no population for an offset, or dated
            series have a step other than day, week, month.
    """
    series = series_of(panel, span, breaks, offset=control.population_offset)
    strict = mode is Mode.R
    base = baselines(panel, rows_of(span), control, strict=strict)
    way = Way(control.trend, not strict, strict and panel.dated, refuse_missing=False)
    rule = _rule(control, len(panel.epoch), strict=strict)
    forecasts, status = swept(series, base, way, rule, threads)
    observed = panel.observed[span.first - 1 : span.last]
    found = _threshold(forecasts, observed, control, strict=strict)
    enough, known = enough_cases(panel.observed, span, control.limit54, strict=strict)
    return _detected(span, observed, forecasts, status, found, (enough, known, strict))


def _rule(control: FarringtonFlexible, rows: int, *, strict: bool) -> Rule:
    return Rule(
        reweight=control.reweight,
        weights_threshold=float(control.weights_threshold),
        keep_trend_years=control.b >= THREE_YEARS,
        critical=critical_values(float(control.p_threshold_trend), rows + 2),
        squared_working=strict,
        floored_test=not strict,
        converged_sums=not strict,
        keep_going=False,
        tie=1.0 if strict else 1.0 + TIE,
    )


def _threshold(
    forecasts: FloatCube, observed: FloatGrid, control: FarringtonFlexible, *, strict: bool
) -> Threshold:
    moments = moments_of(forecasts)
    if control.threshold_method is ThresholdMethod.DELTA:
        least = LEAST_MEAN if strict else 0.0
        return delta_threshold(moments, observed, control.alpha, control.powertrans, least)
    return negative_binomial_threshold(
        moments,
        observed,
        control.alpha,
        of_mean=control.threshold_method is ThresholdMethod.MUAN,
        link_score=strict,
    )


def _alarm(
    found: Threshold, observed: FloatGrid, enough: npt.NDArray[np.bool_], *, strict: bool
) -> npt.NDArray[np.bool_]:
    """Say where the count is above its threshold; R asks the score, which may round."""
    with np.errstate(invalid="ignore"):
        above = found.score > 1 if strict else observed > found.upper
        return np.asarray(enough & above & (observed != 0))


def _detected(  # noqa: PLR0913, PLR0917 - all of one result
    span: Span,
    observed: FloatGrid,
    forecasts: FloatCube,
    status: ByteGrid,
    found: Threshold,
    limit: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], bool],
) -> Detected:
    """Put a result together: what is shown where, and the status of the rest."""
    enough, known, strict = limit
    fitted = status == Status.OK
    alarm = np.where(fitted, _alarm(found, observed, enough, strict=strict), NO_ANSWER)
    missing = fitted & (np.isnan(observed) | ~known)
    if not strict:
        alarm = np.where(missing, NO_ANSWER, alarm)
        found = of_no_cases(found, observed)
    with np.errstate(invalid="ignore"):
        boundless = fitted & ~missing & enough & np.isnan(found.upper)
    final = np.where(missing, Status.NO_DATA, np.where(boundless, Status.NOT_CONVERGED, status))
    trend = np.where(fitted, forecasts[TREND], NO_ANSWER)
    expected = np.where(fitted & enough & ~np.isnan(found.upper), found.expected, np.nan)
    if strict:
        # R leaves the expected count of a week that did not converge at its first value
        expected = np.where(status == Status.NOT_CONVERGED, 0.0, expected)
    return Detected(
        span=span,
        upperbound=np.where(fitted & enough, found.upper, np.nan),
        alarm=alarm.astype(np.int8),
        status=final.astype(np.int8),
        expected=expected,
        score=np.where(fitted, found.score, np.nan),
        pvalue=np.where(fitted, found.pvalue, np.nan),
        trend=trend.astype(np.int8),
        trend_coefficient=forecasts[SLOPE],
        mu0=found.mu0,
        phi=forecasts[PHI],
    )
