"""Five small sets of simulated series, written in the form that `lieny detect` reads.

Negative binomial counts around a yearly season and a slow trend, with outbreaks added, so that
every branch of the algorithms is met: empty series, small counts, large counts, missing weeks, a
population that changes, days and months. Same seed, same files.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

Grid = npt.NDArray[np.float64]
EPOCH = date(1970, 1, 1)


def write_simulated(folder: Path, seed: int = 20_130_520) -> None:
    """Write `series/sim*.csv` and their `_meta.json`."""
    chance = np.random.default_rng(seed)
    weeks = first_days(date(2014, 1, 6), 471, 7)
    levels = np.array([0.02, 0.3, 1.5, 6.0, 40.0, 900.0])
    sets = {
        "simWeeks": (52, weeks, counts(chance, levels, 471, 52), None),
        "simMissing": (52, None, lost(chance, counts(chance, levels[1:5:2], 430, 52)), None),
        "simPeople": (52, weeks, *people(chance, 471)),
        "simDays": (365, None, counts(chance, levels[3:4], 1150, 365), None),
        "simMonths": (12, months(2008, 132), counts(chance, levels[2:5:2], 132, 12), None),
    }
    (folder / "series").mkdir(parents=True, exist_ok=True)
    meta = []
    for name, (frequency, epoch, observed, population) in sets.items():
        write_set(folder / "series" / f"{name}.csv", epoch, observed, population)
        meta.append(
            {
                "name": name,
                "nweeks": len(observed),
                "units": observed.shape[1],
                "freq": frequency,
                "epochAsDate": epoch is not None,
            }
        )
    (folder / "series" / "_meta.json").write_text(json.dumps(meta, indent=1) + "\n")


def first_days(begin: date, count: int, step: int) -> npt.NDArray[np.int64]:
    """Days since 1970-01-01, `step` apart."""
    return (begin - EPOCH).days + step * np.arange(count)


def months(year: int, count: int) -> npt.NDArray[np.int64]:
    """First days of months."""
    days = [date(year + n // 12, n % 12 + 1, 1) for n in range(count)]
    return np.array([(day - EPOCH).days for day in days])


def counts(chance: np.random.Generator, levels: Grid, length: int, period: int) -> Grid:
    """Counts `[time, level]` with season, trend, overdispersion and outbreaks."""
    t = np.arange(length)[:, None]
    phase = chance.uniform(0, period, len(levels))
    season = np.exp(chance.uniform(0, 0.9, len(levels)) * np.cos(2 * np.pi * (t - phase) / period))
    trend = np.exp(chance.uniform(-0.08, 0.12, len(levels)) * t / period)
    mean = levels * season * trend
    dispersion = chance.uniform(1.05, 2.5, len(levels))
    found = chance.negative_binomial(mean / (dispersion - 1), 1 / dispersion).astype(np.float64)
    for unit, level in enumerate(levels):
        for begin in chance.integers(period // 2, length - 6, 1 + length // period):
            size = chance.poisson(4 * np.sqrt(level + 0.2), 5)
            found[begin : begin + 5, unit] += size
    return found


def lost(chance: np.random.Generator, observed: Grid) -> Grid:
    """Counts of which some are missing, alone and several in a row."""
    observed[chance.random(observed.shape) < 0.02] = np.nan
    observed[200:206, 0] = np.nan
    return observed


def people(chance: np.random.Generator, length: int) -> tuple[Grid, Grid]:
    """Counts in proportion to a population that grows by steps of a year."""
    year = np.arange(length)[:, None] // 52
    population = np.round(np.array([12_000.0, 250_000.0]) * (1 + 0.04 * year))
    observed = chance.poisson(population * np.array([2e-4, 9e-5])).astype(np.float64)
    observed[300:304, 1] += 30
    return observed, population


def write_set(
    path: Path,
    epoch: npt.NDArray[np.int64] | None,
    observed: Grid,
    population: Grid | None,
) -> None:
    """Write one set; a missing count is an empty cell."""
    length, units = observed.shape
    days = np.arange(1, length + 1) if epoch is None else epoch
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("unit,t,epoch,observed,population\n")
        for unit in range(units):
            for t in range(length):
                count = "" if np.isnan(observed[t, unit]) else f"{observed[t, unit]:.0f}"
                who = 1 if population is None else f"{population[t, unit]:.0f}"
                file.write(f"unit{unit + 1},{t + 1},{days[t]},{count},{who}\n")
