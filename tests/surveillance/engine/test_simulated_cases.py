"""Case lists of simulated series: every count is so many cases, reported after their onset."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from lieny.surveillance.engine.preparation.calendar import Calendar
from lieny.surveillance.engine.preparation.series import SeriesPlan, series
from lieny.surveillance.engine.simulator.case_list import ReportingDelay, case_list
from lieny.surveillance.engine.simulator.profiles import profile
from lieny.surveillance.engine.simulator.scenario import Scenario, Setting, Stratum
from lieny.surveillance.engine.simulator.simulation import simulate

SCENARIO = Scenario(
    seed=5,
    first=date(2024, 1, 1),
    last=date(2025, 12, 31),
    setting=Setting(("00001", "00002"), ("79", "75"), np.array([60_000.0, 90_000.0])),
    diseases=(profile("dengue"), profile("chickenpox")),
    strata=(Stratum("0-14", "F", 0.4), Stratum("15+", "M", 0.6)),
)


@pytest.mark.parametrize("calendar", list(Calendar))
def test_the_cases_counted_again_are_the_simulated_series(calendar):
    scenario = Scenario(
        **{n: getattr(SCENARIO, n) for n in SCENARIO.__slots__} | {"calendar": calendar}
    )
    block = next(simulate(scenario))
    cases = case_list(scenario, block, ReportingDelay(), 0)
    strata = ("disease", "province", "commune", "age", "sex")
    plan = SeriesPlan("onset_on", date(2023, 12, 1), date(2026, 1, 31), strata, calendar)
    made = series(cases, plan, wanted=block.keys)
    at = [made.panel.units.index(unit) for unit in block.panel.units]
    inside = np.isin(made.panel.epoch, block.panel.epoch)
    assert np.array_equal(made.panel.observed[inside][:, at], block.panel.observed)
    assert made.panel.observed[~inside].sum() == 0


def test_delays_have_the_median_of_the_assumption_and_stay_below_the_longest():
    block = next(simulate(SCENARIO))
    cases = case_list(SCENARIO, block, ReportingDelay(median=6, spread=0.7, longest=30), 0)
    days = [cases[name].cast(pa.int32()).to_numpy() for name in ("reported_on", "onset_on")]
    delay = days[0] - days[1]
    assert delay.min() >= 0
    assert delay.max() == 30
    assert np.mean(delay < 6) == pytest.approx(0.5, abs=0.06)


def test_the_same_block_gives_the_same_list():
    block = next(simulate(SCENARIO))
    one, other = (case_list(SCENARIO, block, ReportingDelay(), 0) for _ in range(2))
    assert one.equals(other)
    assert "people" not in one.column_names


def test_a_negative_delay_is_refused():
    with pytest.raises(ValueError, match="median above 0"):
        ReportingDelay(median=0)
