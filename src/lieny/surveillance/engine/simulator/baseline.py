"""The mean of every series and the counts drawn around it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.preparation.calendar import period_lengths
from lieny.surveillance.engine.simulator.calibration import DAYS_A_YEAR, harmonics
from lieny.surveillance.engine.simulator.profiles import Profile
from lieny.surveillance.engine.simulator.scenario import Scenario
from lieny.surveillance.engine.simulator.tet import tet_share

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_DAYS_A_MONTH = DAYS_A_YEAR / 12
_CLUSTERS_BELOW = 3.0


def generator(seed: int, *key: int) -> np.random.Generator:
    """Give the source of chance of one part of a scenario: its own stream, named by `key`."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key)))


def disease_course(scenario: Scenario, profile: Profile) -> Floats:
    """Give the expected cases per person in each period, without wave."""
    starts = scenario.epoch
    lengths = period_lengths(starts, scenario.calendar)
    middle = starts + lengths / 2
    years = (middle - middle.mean()) / DAYS_A_YEAR
    log_rate = harmonics(middle) @ np.array(profile.season)
    log_rate += scenario.trend * profile.trend * years
    away = 1 + tet_share(starts, lengths) * np.expm1(profile.tet)
    course: Floats = profile.daily_rate * lengths * np.exp(log_rate) * away
    return course


def waves(scenario: Scenario) -> tuple[Floats, tuple[str, ...]]:
    """Draw the wave of every disease in every province: a factor `[disease, province, time]`.

    Its mean is 1; its logarithm is AR(1) with the profile's deviation and memory.
    """
    provinces = tuple(sorted(set(scenario.setting.provinces)))
    starts = scenario.epoch
    log_wave = np.zeros((len(scenario.diseases), len(provinces), len(starts)))
    months = float(np.median(period_lengths(starts, scenario.calendar))) / _DAYS_A_MONTH
    for number, profile in enumerate(scenario.diseases):
        sd = scenario.waves * profile.wave_sd
        memory = profile.wave_memory**months
        drawn = generator(scenario.seed, 1, number).standard_normal(log_wave.shape[1:])
        state = sd * drawn[:, 0]
        for time in range(len(starts)):
            if time:
                state = memory * state + sd * np.sqrt(1 - memory**2) * drawn[:, time]
            log_wave[number, :, time] = state - sd**2 / 2
    return np.exp(log_wave), provinces


def draw_counts(rng: np.random.Generator, mean: Floats, dispersion: float) -> Ints:
    """Draw negative binomial counts of variance `dispersion * mean`; Poisson where that is 1.

    Small means go by the compound form (a Poisson number of logarithmic clusters: the same law),
    for most of their counts are zero.
    """
    if dispersion == 1:
        return rng.poisson(mean)
    counts = np.empty(mean.shape, np.int64)
    small = mean < _CLUSTERS_BELOW
    counts[~small] = rng.negative_binomial(mean[~small] / (dispersion - 1), 1 / dispersion)
    rate = mean[small] * (np.log(dispersion) / (dispersion - 1))
    clusters = rng.poisson(rate)
    sizes = rng.logseries(1 - 1 / dispersion, int(clusters.sum()))
    of = np.repeat(np.arange(len(rate)), clusters)
    counts[small] = np.bincount(of, weights=sizes, minlength=len(rate))
    return counts
