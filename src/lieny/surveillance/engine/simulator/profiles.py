"""What the simulator knows of a disease, measured on the region (`profiles.csv`).

Source of the figures: gdpm (github.com/choisy/gdpm), cases by province and month from the
yearbooks of the Ministry of Health, eight provinces of the old map around Hồ Chí Minh City,
2005-2017; measured by `tools/calibrate_simulator.py`. Medians over provinces; the rate is that of
the region. The local dispersion and the reporting delay cannot be learned from monthly totals:
they are stated assumptions of a `Scenario`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lieny.surveillance.engine.simulator.calibration import DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class Profile:
    """Đặc điểm của một bệnh in the region.

    Attributes:
        disease: name, as in the units of the series.
        rate: cases per 100,000 people and year in the middle of the years measured.
        trend: change of the logarithm a year. Over many years it leads far: see `Scenario.trend`.
        season: coefficients of cos and sin of one, then of two cycles a year.
        tet: change of the logarithm in the days around Tết.
        wave_sd: standard deviation of the province's epidemic wave on the log scale.
        wave_memory: correlation of the wave over one month, 0 to 1.
    """

    disease: str
    rate: float
    trend: float = 0.0
    season: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    tet: float = 0.0
    wave_sd: float = 0.0
    wave_memory: float = 0.0

    def __post_init__(self) -> None:
        if not self.rate > 0:
            raise ValueError(f"{self.disease}: the rate is {self.rate}, expected above 0")
        if self.wave_sd < 0 or not 0 <= self.wave_memory < 1:
            raise ValueError(
                f"{self.disease}: the wave needs a deviation >= 0 and memory in [0, 1)"
            )

    @property
    def daily_rate(self) -> float:
        """Cases per person and day."""
        return self.rate / 100_000 / DAYS_A_YEAR


@cache
def profiles() -> tuple[Profile, ...]:
    """Give the diseases measured in the region, by name."""
    file = resources.files("lieny.surveillance.engine.simulator").joinpath("profiles.csv")
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return tuple(
        Profile(
            disease=row["disease"],
            rate=float(row["rate"]),
            trend=float(row["trend"]),
            season=(
                float(row["cos1"]),
                float(row["sin1"]),
                float(row["cos2"]),
                float(row["sin2"]),
            ),
            tet=float(row["tet"]),
            wave_sd=float(row["wave_sd"]),
            wave_memory=float(row["wave_memory"]),
        )
        for row in rows
    )


def profile(disease: str) -> Profile:
    """Give one of them.

    Raises:
        LookupError: the disease was not measured.
    """
    for one in profiles():
        if one.disease == disease:
            return one
    raise LookupError(f"{disease!r}; known: {', '.join(one.disease for one in profiles())}")
