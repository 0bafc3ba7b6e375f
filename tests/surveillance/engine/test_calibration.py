"""The measurement behind the profiles, beside a second computation."""

from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.engine.preparation.calendar import Calendar, grid, period_lengths
from lieny.surveillance.engine.simulator.calibration import (
    DAYS_A_YEAR,
    Measured,
    harmonics,
    measure,
    median_of,
    poisson_fit,
)
from lieny.surveillance.engine.simulator.tet import tet_days, tet_share

STARTS = grid(date(2005, 1, 1), date(2017, 12, 1), Calendar.MONTH)
LENGTHS = period_lengths(STARTS, Calendar.MONTH)


def drawn(seed, level=3.0):
    rng = np.random.default_rng(seed)
    season = harmonics(STARTS + LENGTHS / 2) @ np.array([0.3, -0.5, 0.1, 0.0])
    return rng.poisson(level * LENGTHS * np.exp(season)).astype(float)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 1000), st.floats(0.01, 30))
def test_the_fit_is_that_of_statsmodels(seed, level):
    middle = STARTS + LENGTHS / 2
    design = np.column_stack([np.ones(len(STARTS)), harmonics(middle), tet_share(STARTS, LENGTHS)])
    counts = drawn(seed, level)
    if counts.sum() < 20:
        return
    offset = np.log(LENGTHS.astype(float))
    other = sm.GLM(counts, design, family=sm.families.Poisson(), offset=offset).fit(tol=1e-12)
    assert poisson_fit(design, counts, offset) == pytest.approx(other.params, rel=1e-5, abs=1e-6)


def test_a_poisson_series_without_wave_shows_hardly_any():
    got = measure(drawn(1, 100.0), STARTS, LENGTHS)
    assert got.wave_sd < 0.03
    assert got.daily_level == pytest.approx(100, rel=0.01)
    assert got.season == pytest.approx((0.3, -0.5, 0.1, 0.0), abs=0.02)
    assert got.trend == pytest.approx(0, abs=0.01)


def test_missing_months_change_the_measure_little_and_are_no_zeros():
    counts = drawn(2, 100.0)
    counts[24:36] = np.nan
    got = measure(counts, STARTS, LENGTHS)
    assert got.daily_level == pytest.approx(100, rel=0.02)
    assert got.wave_sd < 0.03


def test_the_trend_is_given_by_year():
    years = (STARTS - STARTS.mean()) / DAYS_A_YEAR
    counts = np.round(1000 * LENGTHS * np.exp(0.1 * years))
    assert measure(counts, STARTS, LENGTHS).trend == pytest.approx(0.1, abs=1e-3)


def test_every_month_of_february_or_january_holds_days_around_tet():
    share = tet_share(STARTS, LENGTHS)
    by_year = (share * LENGTHS).reshape(13, 12)
    assert by_year.sum(axis=1) == pytest.approx(np.full(13, 14))
    assert np.all(by_year[:, 3:] == 0)
    assert len(tet_days()) == 71


def test_the_region_is_the_median_of_its_provinces_and_the_sum_of_their_levels():
    one = Measured(1.0, 0.1, (1.0, 0.0, 0.0, 0.0), -0.5, 0.2, 0.6)
    two = Measured(2.0, 0.3, (3.0, 0.0, 0.0, 0.0), -0.1, 0.4, 0.8)
    got = median_of([one, two])
    assert got.daily_level == 3
    assert (got.trend, got.tet, got.wave_sd, got.wave_memory) == pytest.approx(
        (0.2, -0.3, 0.3, 0.7)
    )
    assert got.season[0] == 2
