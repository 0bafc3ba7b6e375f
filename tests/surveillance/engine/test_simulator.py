"""The simulator: the same seed gives the same bytes, and its series have what was asked for."""

from dataclasses import replace
from datetime import date
from itertools import islice

import numpy as np
import pytest
from scipy import stats

from lieny.surveillance.engine.preparation.calendar import Calendar, day_number, period_lengths
from lieny.surveillance.engine.simulator.baseline import draw_counts, waves
from lieny.surveillance.engine.simulator.calibration import measure, median_of
from lieny.surveillance.engine.simulator.outbreaks import KnownOutbreak, OutbreakPlan, Shape
from lieny.surveillance.engine.simulator.profiles import Profile, profile, profiles
from lieny.surveillance.engine.simulator.scenario import Scenario, Setting, Stratum, setting_of
from lieny.surveillance.engine.simulator.simulation import BLOCK, block_count, simulate
from lieny.surveillance.engine.simulator.tet import TetUnknown, tet_days, tet_share

FIRST, LAST = date(2021, 1, 4), date(2025, 12, 29)


def places(count, people=30_000.0, provinces=("79",)):
    return Setting(
        communes=tuple(f"{number:05d}" for number in range(count)),
        provinces=tuple(provinces[number % len(provinces)] for number in range(count)),
        people=np.full(count, people),
    )


FLAT = Profile("flat", rate=1000.0)
SCENARIO = Scenario(
    seed=3,
    first=FIRST,
    last=LAST,
    setting=places(700, provinces=("79", "75", "80")),
    diseases=(profile("dengue"), profile("measles"), FLAT),
    outbreaks=(OutbreakPlan(share=0.3, first=date(2025, 1, 1), shapes=tuple(Shape)),),
    known=(KnownOutbreak(1500, date(2024, 5, 1), 40),),
)


def same(one, other):
    assert one.panel.observed.tobytes() == other.panel.observed.tobytes()
    assert one.truth.injected.tobytes() == other.truth.injected.tobytes()
    assert one.truth.outbreaks.equals(other.truth.outbreaks)
    assert one.keys.equals(other.keys)


def test_the_same_seed_gives_the_same_bytes_whatever_the_chunks():
    whole = list(simulate(SCENARIO))
    assert block_count(SCENARIO) == 3
    assert [len(block.panel.units) for block in whole] == [BLOCK, BLOCK, 2100 - 2 * BLOCK]
    for number in (2, 0, 1):
        same(next(simulate(SCENARIO, range(number, number + 1))), whole[number])


def test_another_seed_gives_other_counts():
    other = next(simulate(replace(SCENARIO, seed=4)))
    assert not np.array_equal(other.panel.observed, next(simulate(SCENARIO)).panel.observed)


def test_the_series_are_numbered_by_disease_commune_and_stratum():
    strata = (Stratum("0-4", "F", 0.25), Stratum("0-4", "M", 0.75))
    block = next(simulate(replace(SCENARIO, setting=places(2), strata=strata, known=())))
    assert block.keys["unit"].to_pylist()[:4] == [
        "dengue/79/00000/0-4/F",
        "dengue/79/00000/0-4/M",
        "dengue/79/00001/0-4/F",
        "dengue/79/00001/0-4/M",
    ]
    assert block.keys["disease"].to_pylist()[4:6] == ["measles", "measles"]
    assert block.mean[:, 1] == pytest.approx(3 * block.mean[:, 0])


def test_a_million_series_are_made_block_by_block():
    strata = tuple(Stratum(str(age), sex, 1 / 40) for age in range(20) for sex in "FM")
    large = replace(SCENARIO, setting=places(10_000), strata=strata, known=())
    assert len(large) == 1_200_000
    assert block_count(large) == 1172
    last = next(simulate(large, range(1171, 1172)))
    assert last.keys["unit"].to_pylist()[-1] == "flat/79/09999/19/M"
    assert len(last.panel.units) == 1_200_000 - 1171 * BLOCK


def test_counts_have_the_mean_and_the_dispersion_of_the_scenario():
    quiet = replace(SCENARIO, diseases=(FLAT,), waves=0, outbreaks=(), known=(), dispersion=2.5)
    block = next(simulate(quiet))
    mean = block.mean[0, 0]
    assert mean == pytest.approx(1000 / 100_000 * 30_000 * 7 / 365.2425)
    counts = block.panel.observed  # 261 weeks of 700 series: 182,700 counts
    assert counts.mean() == pytest.approx(mean, rel=0.01)
    assert counts.var() / counts.mean() == pytest.approx(2.5, rel=0.03)


@pytest.mark.parametrize("mean", [0.02, 0.7, 2.9, 3.1, 40.0])
def test_counts_small_and_large_follow_the_negative_binomial(mean):
    counts = draw_counts(np.random.default_rng(1), np.full(200_000, mean), 2.0)
    law = stats.nbinom(mean, 0.5)  # size mean / (phi - 1), chance 1 / phi
    seen = np.bincount(counts, minlength=100)[:100] / len(counts)
    assert np.abs(seen - law.pmf(np.arange(100))).max() < 0.005


def test_dispersion_one_is_poisson():
    counts = draw_counts(np.random.default_rng(1), np.full(200_000, 4.0), 1.0)
    assert counts.var() / counts.mean() == pytest.approx(1, abs=0.02)


def test_tet_of_2007_is_a_day_before_the_chinese_new_year():
    assert day_number(date(2007, 2, 17)) in tet_days()
    assert len(tet_days()) == 71


def test_the_share_of_a_week_in_the_days_around_tet_is_counted_in_days():
    tet = day_number(date(2026, 2, 17))  # window 14 to 27 February
    starts = np.array([tet - 8, tet - 1, tet + 6, tet + 13])  # Monday 9, 16, 23 February, 2 March
    share = tet_share(starts, np.full(4, 7))
    assert share * 7 == pytest.approx([2, 7, 5, 0])


def test_beyond_the_table_of_tet_nothing_is_guessed():
    with pytest.raises(TetUnknown):
        tet_share(np.array([day_number(date(2061, 1, 1))]), np.array([7]))


def test_counts_fall_at_tet_as_the_profile_says():
    falling = Profile("falling", rate=1000.0, tet=-0.7)
    quiet = replace(SCENARIO, diseases=(falling,), waves=0, outbreaks=(), known=())
    block = next(simulate(quiet))
    week = int(np.searchsorted(block.panel.epoch, day_number(date(2024, 2, 12))))
    # Tết 2024 was on 10 February: the week from the 12th lies inside the window
    assert block.mean[week, 0] / block.mean[week + 8, 0] == pytest.approx(np.exp(-0.7))


def monthly(seed, known):
    """Thirteen years of months, twelve large provinces, the disease's own wave."""
    provinces = tuple(str(number) for number in range(10, 34))
    return Scenario(
        seed=seed,
        first=date(2005, 1, 1),
        last=date(2017, 12, 31),
        setting=places(24 * 20, people=120_000.0, provinces=provinces),
        calendar=Calendar.MONTH,
        diseases=(known,),
        trend=1.0,
    )


@pytest.mark.parametrize("disease", ["dengue", "hfmd", "chickenpox", "diarrhoea"])
def test_simulated_provinces_measure_as_the_real_ones_that_gave_the_profile(disease):
    known = profile(disease)
    scenario = monthly(5, known)
    block = next(simulate(scenario))
    province = np.array(block.keys["province"].to_pylist())
    lengths = period_lengths(scenario.epoch, Calendar.MONTH)
    got = median_of(
        [
            measure(block.panel.observed[:, province == code].sum(1), scenario.epoch, lengths)
            for code in sorted(set(province))
        ]
    )
    people = scenario.setting.people.sum()
    assert got.daily_level * 365.2425 / people * 100_000 == pytest.approx(known.rate, rel=0.2)
    for measured, asked in zip(got.season, known.season, strict=True):
        assert measured == pytest.approx(asked, abs=0.12)
    assert got.trend == pytest.approx(known.trend, abs=0.06)
    assert got.tet == pytest.approx(known.tet, abs=0.25)
    assert got.wave_sd == pytest.approx(known.wave_sd, rel=0.3)
    assert got.wave_memory == pytest.approx(known.wave_memory, abs=0.15)


def test_waves_have_the_deviation_and_memory_of_the_profile_and_mean_one():
    known = Profile("wavy", rate=1.0, wave_sd=0.5, wave_memory=0.7)
    wave, provinces = waves(replace(monthly(1, known), last=date(2050, 12, 31)))
    assert wave.shape == (1, 24, 46 * 12)
    assert len(provinces) == 24
    log_wave = np.log(wave[0]) + 0.125
    assert log_wave.std() == pytest.approx(0.5, rel=0.05)
    assert wave.mean() == pytest.approx(1, abs=0.03)
    months = 31 / (365.2425 / 12)  # the commonest month has 31 days
    memory = np.corrcoef(log_wave[:, 1:].ravel(), log_wave[:, :-1].ravel())[0, 1]
    assert memory == pytest.approx(0.7**months, abs=0.03)


def test_factor_zero_of_waves_leaves_none():
    assert np.all(waves(replace(SCENARIO, waves=0))[0] == 1)


def test_every_profile_was_measured_on_at_least_five_provinces_and_has_a_rate():
    assert len(profiles()) == 13
    assert profile("dengue").rate == pytest.approx(146.3)
    with pytest.raises(LookupError, match="known: adenovirus"):
        profile("nothing")


def test_the_setting_takes_the_communes_of_today():
    setting = setting_of(("79",), seed=1)
    assert len(setting.communes) == 168
    assert set(setting.provinces) == {"79"}
    assert 20_000 < setting.people.mean() < 40_000
    with pytest.raises(ValueError, match="no commune"):
        setting_of(("74",), seed=1)  # Bình Dương joined Hồ Chí Minh City


def test_blocks_stop_when_no_longer_asked():
    assert len(list(islice(simulate(SCENARIO), 1))) == 1
