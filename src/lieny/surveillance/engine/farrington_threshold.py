"""From a forecast to a threshold: power transformation, or quantile of the negative binomial."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from scipy import special

from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.farrington_control import PowerTransformation
from lieny.surveillance.engine.negative_binomial_quantile import quantiles_and_tails

FloatGrid = npt.NDArray[np.float64]
BoolGrid = npt.NDArray[np.bool_]


LEAST_MEAN = 2.220446049250313e-16  # R predicts no smaller count


class Threshold(NamedTuple):
    """Grids `[week, unit]`."""

    expected: FloatGrid
    upper: FloatGrid
    score: FloatGrid
    pvalue: FloatGrid
    mu0: FloatGrid | None  # mean of the distribution whose quantile is the threshold


class Moments(NamedTuple):
    """Forecasts `[week, unit]`."""

    eta: FloatGrid
    error: FloatGrid
    phi: FloatGrid


def power_moments(
    moments: Moments, powertrans: PowerTransformation, least: float
) -> tuple[FloatGrid, FloatGrid, FloatGrid]:
    """Give the expected count, its power, and the deviation of a count's power around it.

    No expected count is below `least`.
    """
    expected = np.maximum(np.exp(moments.eta), least)
    power = powertrans.exponent
    # variance of forecast over mean; (error * expected)^2 / expected
    tau = moments.phi + moments.error**2 * expected
    if powertrans is PowerTransformation.NONE:
        return expected, expected, np.sqrt(expected * tau)
    if powertrans is PowerTransformation.ROOT:
        return expected, np.sqrt(expected), np.sqrt(tau / 4)
    return expected, expected**power, np.sqrt(4 / 9 * np.cbrt(expected) * tau)


def delta_threshold(
    moments: Moments,
    observed: FloatGrid,
    alpha: float,
    powertrans: PowerTransformation,
    least: float,
) -> Threshold:
    """Give the upper end of a prediction interval on the transformed scale."""
    power = powertrans.exponent
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        expected, centre, deviation = power_moments(moments, powertrans, least)
        # R sorts both ends, so the upper one is that of the positive quantile for any alpha
        z = abs(float(special.ndtri(1 - alpha)))
        upper = (centre + z * deviation) ** (1 / power)
        pvalue = special.ndtr((centre - observed**power) / deviation)
        score = (observed - expected) / (upper - expected)
    return Threshold(expected, upper, score, pvalue, None)


def negative_binomial_threshold(
    moments: Moments, observed: FloatGrid, alpha: float, *, of_mean: bool, link_score: bool
) -> Threshold:
    """Give the quantile of a negative binomial distribution.

    Args:
        moments: forecasts.
        observed: counts `[week, unit]`.
        alpha: of the upper tail.
        of_mean: take the quantile of the mean too (muan), not the mean (nbPlugin).
        link_score: measure the score from the linear predictor, as R does.
    """
    z = float(special.ndtri(1 - alpha))
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        expected = np.exp(moments.eta)
        mean = np.exp(moments.eta + z * moments.error) if of_mean else expected
        upper, pvalue = np.empty_like(mean), np.empty_like(mean)
        flat = [np.ascontiguousarray(one).ravel() for one in (observed, mean, moments.phi)]
        quantiles_and_tails(
            flat[0], flat[1], flat[2], (1 - alpha, z), (upper.reshape(-1), pvalue.reshape(-1))
        )
        centre = moments.eta if link_score else expected
        score = (observed - centre) / (upper - centre)
    return Threshold(expected, upper, score, pvalue, mean)


def enough_cases(
    observed: FloatGrid, span: Span, limit: tuple[float, int], *, strict: bool
) -> tuple[BoolGrid, BoolGrid]:
    """Say where the last weeks hold enough cases, and where that is known.

    Args:
        observed: `[time, unit]` of the whole panel.
        span: evaluated weeks.
        limit: cases, weeks.
        strict: one missing week makes the sum unknown, as in R; otherwise the given weeks may
            already be enough.

    Returns:
        `[week, unit]` enough, known.
    """
    cases, weeks = limit
    missing = max(0, weeks - span.first)
    rows = observed[max(0, span.first - weeks) : span.last]
    padded = np.concatenate([np.zeros((missing, observed.shape[1])), rows])
    window = sliding_window_view(padded, weeks, axis=0)
    if strict:
        total = window.sum(axis=-1)
        known = ~np.isnan(total)
        with np.errstate(invalid="ignore"):
            return np.asarray(total >= cases), known
    total = np.nansum(window, axis=-1)
    enough = np.asarray(total >= cases)
    return enough, enough | ~np.isnan(window).any(axis=-1)


def of_no_cases(found: Threshold, observed: FloatGrid) -> Threshold:
    """Where no case at all is expected: none is certain, one is beyond any score."""
    none = found.expected == 0
    with np.errstate(invalid="ignore"):
        score = np.where(none, np.where(observed > 0, np.inf, 0.0), found.score)
        pvalue = np.where(none, np.where(observed > 0, 0.0, 1.0), found.pvalue)
    return found._replace(score=score, pvalue=pvalue)
