"""Many tests at once: q-values, discrete p-values, and how many alarms chance raises."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lieny.surveillance.engine.multiplicity import (
    ChanceFault,
    Correction,
    attained_levels,
    chance_signals,
    mid_p,
    null_share,
    q_values,
    upper_p,
)


def test_q_values_of_an_example_done_by_hand():
    p = np.array([0.01, 0.04, 0.03, 0.5])
    # sorted 0.01*4/1, 0.03*4/2, 0.04*4/3, 0.5*4/4; then the running minimum from the right
    expected = [0.04, 0.16 / 3, 0.16 / 3, 0.5]
    assert q_values(p) == pytest.approx(expected)
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4
    assert q_values(p, Correction.ANY) == pytest.approx(
        np.minimum(1, np.array(expected) * harmonic)
    )


probabilities = st.lists(st.one_of(st.floats(0, 1), st.just(math.nan)), max_size=30)


@settings(deadline=None)
@given(probabilities)
def test_a_q_value_is_the_smallest_rate_at_which_the_series_is_a_signal(values):
    p = np.array(values)
    q = q_values(p)
    assert np.array_equal(np.isnan(q), np.isnan(p))
    known = p[~np.isnan(p)]
    for own_p, own_q in zip(p, q, strict=True):
        if math.isnan(own_p):
            continue
        # step-up: the least over thresholds t >= p of (tests * t / number with p <= t)
        plain = min(len(known) * t / np.sum(known <= t) for t in known if t >= own_p)
        assert own_q == pytest.approx(min(plain, 1))


def test_what_was_not_tested_is_no_test():
    alone = q_values(np.array([0.01, 0.02]))
    with_untested = q_values(np.array([0.01, np.nan, 0.02, np.nan]))
    assert with_untested[[0, 2]] == pytest.approx(alone)
    assert np.isnan(q_values(np.array([np.nan]))).all()


def test_a_p_value_above_one_is_refused():
    with pytest.raises(ChanceFault, match="outside"):
        q_values(np.array([0.5, 1.2]))


def test_the_rate_of_false_signals_is_kept_on_discrete_counts():
    rng = np.random.default_rng(8)
    mean = np.concatenate([rng.uniform(0.05, 3, 900), np.full(100, 5.0)])
    phi = np.full(1000, 1.5)
    shares = []
    for _ in range(60):
        counts = rng.negative_binomial(mean / 0.5, 1 / 1.5).astype(float)
        counts[900:] += 15  # outbreaks
        found = q_values(upper_p(counts, mean, phi)) <= 0.1
        shares.append(found[:900].sum() / max(found.sum(), 1))
        assert found[900:].mean() > 0.8
    assert np.mean(shares) <= 0.1


@pytest.mark.parametrize("dispersion", [1.0, 2.5])
def test_upper_and_middle_p_by_adding_up_the_probabilities(dispersion):
    mean = 2.2
    law = (
        stats.poisson(mean)
        if dispersion == 1
        else stats.nbinom(mean / (dispersion - 1), 1 / dispersion)
    )
    counts = np.arange(8.0)
    below = np.array([law.pmf(np.arange(int(n))).sum() for n in counts])
    phi = np.full(8, dispersion)
    means = np.full(8, mean)
    assert upper_p(counts, means, phi) == pytest.approx(1 - below)
    assert mid_p(counts, means, phi) == pytest.approx(1 - below - law.pmf(counts) / 2)
    assert upper_p(np.zeros(1), np.zeros(1), np.ones(1))[0] == 1


def test_the_mean_of_mid_p_is_one_half_and_upper_p_lies_above():
    rng = np.random.default_rng(1)
    mean, phi = np.full(100_000, 0.8), np.full(100_000, 1.5)
    counts = rng.negative_binomial(mean / 0.5, 1 / 1.5).astype(float)
    assert mid_p(counts, mean, phi).mean() == pytest.approx(0.5, abs=0.005)
    assert upper_p(counts, mean, phi).mean() > 0.6


@pytest.mark.parametrize("level", [0.005, 0.05])
def test_the_level_that_small_counts_attain_is_found_by_trying_every_count(level):
    mean = np.array([0.01, 0.05, 0.7, 3.0, 40.0])
    for dispersion in (1.0, 1.5):
        got = attained_levels(mean, np.full(5, dispersion), level)
        for own, reached in zip(mean, got, strict=True):
            tails = upper_p(np.arange(200.0), np.full(200, own), np.full(200, dispersion))
            assert reached == pytest.approx(max(t for t in tails if t <= level), rel=1e-9)


def test_where_a_twentieth_of_a_case_is_expected_two_cases_are_needed():
    got = attained_levels(np.array([0.05]), np.ones(1), 0.005)[0]
    assert got == pytest.approx(1 - math.exp(-0.05) * 1.05)  # P(Y >= 2) = 0.0012


def test_alarms_by_chance_are_the_level_times_the_tests_or_fewer():
    assert chance_signals(0.005, tested=50_000) == 250
    mean = np.full(50_000, 0.05)
    fewer = chance_signals(0.005, tested=50_000, mean=mean)
    # 2 cases: 1 - exp(-0.05) * 1.05
    assert fewer == pytest.approx(50_000 * (1 - math.exp(-0.05) * 1.05))
    assert fewer < 65


def test_the_share_of_quiet_series_is_estimated_from_the_large_p_values():
    p = np.concatenate([np.linspace(0, 1, 800), np.zeros(200)])
    assert null_share(p) == pytest.approx(0.8, abs=0.01)
    assert null_share(np.array([np.nan])) == 1
    assert null_share(np.ones(5)) == 1


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0])
def test_an_impossible_level_is_refused(level):
    with pytest.raises(ChanceFault, match="level"):
        chance_signals(level, tested=3)


def test_an_impossible_mean_is_refused():
    with pytest.raises(ChanceFault, match="mean"):
        upper_p(np.ones(1), -np.ones(1), np.ones(1))
