"""What is simulated: the days, the diseases, the communes, the strata, the outbreaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.preparation.calendar import Calendar, Days, grid
from lieny.surveillance.engine.simulator.outbreaks import KnownOutbreak, OutbreakPlan
from lieny.surveillance.engine.simulator.profiles import Profile, profiles
from lieny.vocabulary.place_table import communes

PEOPLE_OF_A_COMMUNE, SPREAD = 30_000.0, 0.6
"""Mean (about 101 million people in 3,321 communes, 2024) and spread on the log scale, assumed."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Phân tầng: an age group and sex with its share of a disease's cases."""

    age: str = "all"
    sex: str = "all"
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Setting:
    """The communes: their codes, the codes of their provinces, their people; equal lengths."""

    communes: tuple[str, ...]
    provinces: tuple[str, ...]
    people: npt.NDArray[np.float64]

    def __post_init__(self) -> None:
        if not len(self.communes) == len(self.provinces) == len(self.people) > 0:
            raise ValueError("communes, provinces and people need the same length, at least 1")
        if not np.all(self.people > 0):
            raise ValueError("a commune without people")


def setting_of(provinces: tuple[str, ...], seed: int) -> Setting:
    """Take the communes of provinces on the map since 1 July 2025; draw how many people live there.

    Raises:
        ValueError: no commune of today lies in these provinces.
    """
    new = communes().new
    chosen = [code for code in sorted(new) if new[code].province in provinces]
    if not chosen:
        raise ValueError(f"no commune of today lies in the provinces {', '.join(provinces)}")
    rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(2,))))
    people = rng.lognormal(np.log(PEOPLE_OF_A_COMMUNE) - SPREAD**2 / 2, SPREAD, len(chosen))
    return Setting(tuple(chosen), tuple(new[code].province for code in chosen), np.round(people))


@dataclass(frozen=True, slots=True)
class Scenario:
    """Kịch bản mô phỏng. The series are numbered by disease, then commune, then stratum.

    Attributes:
        seed: equal seeds give equal bytes, whatever the chunks.
        first: a day of the first period.
        last: a day of the last period.
        setting: communes and people.
        calendar: weeks, months or days.
        diseases: what is simulated of each.
        strata: age groups and sexes.
        dispersion: variance over mean of a commune's counts, at least 1 (assumed; Noufaily et al.
            use 1 to 5).
        waves: factor of the provinces' waves; 0 leaves season, trend and Tết alone, as it must be
            to count false alarms: a wave of a whole province is no false alarm.
        trend: factor of the trend; 0 leaves it out.
        outbreaks: plans, each drawn for every series.
        known: single outbreaks.
    """

    seed: int
    first: date
    last: date
    setting: Setting
    calendar: Calendar = Calendar.ISO_WEEK
    diseases: tuple[Profile, ...] = field(default_factory=profiles)
    strata: tuple[Stratum, ...] = (Stratum(),)
    dispersion: float = 1.5
    waves: float = 1.0
    trend: float = 0.0
    outbreaks: tuple[OutbreakPlan, ...] = ()
    known: tuple[KnownOutbreak, ...] = ()

    def __post_init__(self) -> None:
        if self.dispersion < 1:
            raise ValueError(f"the dispersion is {self.dispersion}, expected at least 1")
        if not self.diseases or not self.strata:
            raise ValueError("a scenario needs at least one disease and one stratum")
        if any(one.series >= len(self) for one in self.known):
            raise ValueError(f"an outbreak in a series that is not there; there are {len(self)}")

    def __len__(self) -> int:
        """Count the series."""
        return len(self.diseases) * len(self.setting.communes) * len(self.strata)

    @property
    def epoch(self) -> Days:
        """First days of the periods."""
        return grid(self.first, self.last, self.calendar)
