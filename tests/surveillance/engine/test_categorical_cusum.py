"""The CUSUM of proportions, against R and against its recursion written out."""

import numpy as np
import pytest
from scipy.stats import betabinom, binom, multinomial

from lieny.surveillance.engine.categorical_cusum import (
    CategoricalCusum,
    Distribution,
    categorical_cusum,
)
from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Status

FIRST = np.array([2, 1, 4, 3, 6, 5, 7, 2, 0, 5.0])
SIZES = np.array([10, 12, 11, 10, 13, 9, 12, 10, 8, 10.0])
PAIRS = np.stack([FIRST, SIZES - FIRST], axis=1)
IN, OUT = np.array([0.2, 0.8]), np.array([0.4, 0.6])


def plain(ratios, h):
    total, sums = 0.0, []
    for ratio in ratios:
        total = max(0.0, total + ratio)
        sums.append(total)
        total = 0.0 if total > h else total
    return sums


def test_r_gives_these_sums_resets_and_counts():
    # categoricalCUSUM(sts of FIRST and SIZES, control = list(range = 1:10, h = 2,
    #   pi0 = rbind(.2, .8), pi1 = rbind(.4, .6) for each week, dfun = dbinom, ret = <ret>))
    control = CategoricalCusum(2, Distribution.BINOMIAL, None, "cases")
    found = categorical_cusum(PAIRS, SIZES, IN, OUT, control)
    sums = [0, 0, 0.758814215077315, 0.824481249594684, 2.969589825791888]
    sums += [2.315007612992603, 3.413619901660711, 0, 0, 2.027325540540823]
    assert found.statistic == pytest.approx(sums, rel=1e-12, abs=1e-15)
    assert found.reset_times.tolist() == [5, 6, 7, 10]
    assert found.cases.tolist() == [5, 6, 6, 5, 6, 5, 6, 5, 5, 5]


def test_binomial_sums_and_resets_are_the_plain_recursion():
    found = categorical_cusum(PAIRS, SIZES, IN, OUT, CategoricalCusum(2, Distribution.BINOMIAL))
    ratios = binom.logpmf(FIRST, SIZES, 0.4) - binom.logpmf(FIRST, SIZES, 0.2)
    assert found.statistic == pytest.approx(plain(ratios, 2), rel=1e-12)
    assert found.reset_times.tolist() == [i + 1 for i, s in enumerate(plain(ratios, 2)) if s > 2]
    assert np.flatnonzero(found.alarm == 1).tolist() == (found.reset_times - 1).tolist()


def test_beta_binomial_sums_are_the_plain_recursion():
    control = CategoricalCusum(1.5, Distribution.BETA_BINOMIAL, 0.05)
    found = categorical_cusum(PAIRS, SIZES, IN, OUT, control)
    ratios = betabinom.logpmf(FIRST, SIZES, 0.4 / 0.05, 0.6 / 0.05)
    ratios -= betabinom.logpmf(FIRST, SIZES, 0.2 / 0.05, 0.8 / 0.05)
    assert found.statistic == pytest.approx(plain(ratios, 1.5), rel=1e-11)


def test_multinomial_sums_are_the_plain_recursion():
    rng = np.random.default_rng(1)
    before, after = rng.dirichlet([3] * 4, 30), rng.dirichlet([3] * 4, 30)
    counts = np.array([rng.multinomial(25, p) for p in after], float)
    found = categorical_cusum(counts, np.full(30, 25.0), before, after, CategoricalCusum(4))
    ratios = [
        multinomial.logpmf(c, 25, q) - multinomial.logpmf(c, 25, p)
        for c, p, q in zip(counts, before, after, strict=True)
    ]
    assert found.statistic == pytest.approx(plain(ratios, 4), rel=1e-10)
    assert len(found.reset_times) > 2


@pytest.mark.parametrize("distribution", [Distribution.BINOMIAL, Distribution.BETA_BINOMIAL])
def test_the_count_given_is_the_least_that_alarms(distribution):
    sigma = 0.05 if distribution is Distribution.BETA_BINOMIAL else None
    control = CategoricalCusum(2, distribution, sigma, "cases")
    cases = categorical_cusum(PAIRS, SIZES, IN, OUT, control).cases
    for week, count in enumerate(cases):
        for tried in range(int(SIZES[week]) + 1):
            pairs = PAIRS.copy()
            pairs[week] = tried, SIZES[week] - tried
            alarm = categorical_cusum(pairs, SIZES, IN, OUT, control).alarm[week]
            assert alarm == (not np.isnan(count) and tried >= count)


def test_a_missing_week_leaves_the_sum_as_it_is():
    pairs = PAIRS.copy()
    pairs[3] = np.nan
    control = CategoricalCusum(50, Distribution.BINOMIAL)
    found = categorical_cusum(pairs, SIZES, IN, OUT, control)
    kept = np.arange(10) != 3
    without = categorical_cusum(PAIRS[kept], SIZES[kept], IN, OUT, control)
    assert np.array_equal(found.statistic[kept], without.statistic)
    assert (found.alarm[3], found.status[3]) == (-1, Status.NO_DATA)


@pytest.mark.parametrize(
    ("counts", "sizes", "in_control", "name"),
    [
        (PAIRS, SIZES[:9], IN, "n"),
        (PAIRS, SIZES + 1, IN, "counts"),
        (PAIRS, SIZES, np.array([0.2, 0.7]), "pi0"),
        (PAIRS, SIZES, np.array([0.0, 1.0]), "pi0"),
    ],
)
def test_what_does_not_fit_is_refused(counts, sizes, in_control, name):
    with pytest.raises(ControlFault, match=name):
        categorical_cusum(counts, sizes, in_control, OUT, CategoricalCusum())


@pytest.mark.parametrize(
    ("control", "name"),
    [
        ({"threshold": -1}, "h"),
        ({"dispersion": 0.1}, "sigma"),
        ({"distribution": Distribution.BETA_BINOMIAL}, "sigma"),
        ({"returns": "cases"}, "ret"),
    ],
)
def test_controls_that_do_not_go_together_are_refused(control, name):
    with pytest.raises(ControlFault, match=name):
        CategoricalCusum(**control)
