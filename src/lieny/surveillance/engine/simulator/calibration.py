"""Measures level, trend, season, Tết and epidemic wave of monthly series: what a profile holds.

The same measurement gave `profiles.csv` from open data and judges what the simulator makes of it.

Model of one province's monthly counts: `y ~ mean(mu)`, `log mu = a + b t + season + c tet`, with
season of two harmonics of the day of the year; around it an AR(1) wave `u` on the log scale with
`E exp(u) = 1`. Level, trend, season and Tết by Poisson quasi-likelihood; the wave by moments:
`(sum (y-mu)^2 - sum mu) / sum mu^2 = exp(s^2) - 1` and the like at lag 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.simulator.tet import tet_share

Floats = npt.NDArray[np.float64]
DAYS_A_YEAR = 365.2425
_STEPS, _TOLERANCE = 100, 1e-9


@dataclass(frozen=True, slots=True)
class Measured:
    """What one series, or the median of several, shows.

    Attributes:
        daily_level: mean cases a day in the middle of the series.
        trend: change of the logarithm a year.
        season: coefficients of cos and sin of one, then of two cycles a year.
        tet: change of the logarithm in the days around Tết.
        wave_sd: standard deviation of the wave on the log scale.
        wave_memory: correlation of the wave from one month to the next, 0 to 1.
    """

    daily_level: float
    trend: float
    season: tuple[float, float, float, float]
    tet: float
    wave_sd: float
    wave_memory: float


def harmonics(days: Floats) -> Floats:
    """Give `[day, 4]`: cos and sin of one and of two cycles a year at day numbers."""
    angle = 2 * np.pi * days / DAYS_A_YEAR
    return np.stack([np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)], axis=-1)


def poisson_fit(design: Floats, counts: Floats, offset: Floats) -> Floats:
    """Fit a log-linear Poisson mean by iterated weighted least squares; give the coefficients."""
    mean = counts + 0.5
    eta = np.log(mean)
    before = np.full(design.shape[1], np.inf)
    coefficients = before
    for _ in range(_STEPS):
        working = eta - offset + (counts - mean) / mean
        weighted = design * mean[:, None]
        coefficients = np.linalg.lstsq(weighted.T @ design, weighted.T @ working, rcond=None)[0]
        eta = np.clip(design @ coefficients + offset, -30, 30)
        mean = np.exp(eta)
        if np.max(np.abs(coefficients - before)) < _TOLERANCE:
            break
        before = coefficients
    return coefficients


def measure(
    counts: Floats, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]
) -> Measured:
    """Measure one series of monthly counts (NaN: missing).

    Args:
        counts: cases of each month.
        starts: first days of the months.
        lengths: days of the months.
    """
    middle = starts + lengths / 2
    years = (middle - middle.mean()) / DAYS_A_YEAR
    design = np.column_stack(
        [np.ones(len(starts)), years, harmonics(middle), tet_share(starts, lengths)]
    )
    known = ~np.isnan(counts)
    offset = np.log(lengths.astype(np.float64))
    fit = poisson_fit(design[known], counts[known], offset[known])
    mean = np.exp(design @ fit + offset)
    sd, memory = _wave(counts, mean)
    return Measured(
        daily_level=float(np.exp(fit[0])),
        trend=float(fit[1]),
        season=(float(fit[2]), float(fit[3]), float(fit[4]), float(fit[5])),
        tet=float(fit[6]),
        wave_sd=sd,
        wave_memory=memory,
    )


def _wave(counts: Floats, mean: Floats) -> tuple[float, float]:
    """Give standard deviation and memory of the wave from the moments at lags 0 and 1."""
    away = counts - mean
    lag0 = (np.nansum(away**2) - np.nansum(mean)) / np.nansum(mean[~np.isnan(counts)] ** 2)
    pair = away[1:] * away[:-1]
    lag1 = np.nansum(pair) / np.sum((mean[1:] * mean[:-1])[~np.isnan(pair)])
    variance = float(np.log1p(max(lag0, 1e-6)))
    shared = float(np.log1p(max(lag1, 0.0)))
    return variance**0.5, min(shared / variance, 0.99)


def median_of(several: list[Measured]) -> Measured:
    """Give the median of each figure; the level is the sum, for it is that of the region."""
    seasons = np.median([one.season for one in several], axis=0)
    return Measured(
        daily_level=float(np.sum([one.daily_level for one in several])),
        trend=float(np.median([one.trend for one in several])),
        season=(float(seasons[0]), float(seasons[1]), float(seasons[2]), float(seasons[3])),
        tet=float(np.median([one.tet for one in several])),
        wave_sd=float(np.median([one.wave_sd for one in several])),
        wave_memory=float(np.median([one.wave_memory for one in several])),
    )
