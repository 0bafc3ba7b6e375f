"""Each departure of the corrected mode from R in both Farrington algorithms and EARS."""

import sys

import numpy as np
import pytest

from lieny.surveillance.engine.departures import DEPARTURES
from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.ears import Ears, ears
from lieny.surveillance.engine.farrington_1996 import Farrington, farrington
from lieny.surveillance.engine.farrington_flexible import FarringtonFlexible, farrington_flexible
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

WEEKS = 330


def counts(seed: int = 1, level: float = 6.0, growth: float = 0.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    mean = level * np.exp(growth * np.arange(WEEKS))
    return random.negative_binomial(mean, 0.5).astype(float)


def panel_of(observed: np.ndarray, *, dated: bool = False) -> Panel:
    epoch = np.arange(len(observed)) * (7 if dated else 1) + 14_000
    return Panel(("a",), epoch, observed[:, None].astype(float), None, 52, dated)


def both(observed: np.ndarray, *, dated: bool = False, **r: object) -> tuple[Detected, Detected]:
    control, span = FarringtonFlexible.from_r(r), Span(WEEKS, WEEKS)
    panel = panel_of(observed, dated=dated)
    return (
        farrington_flexible(panel, control, span=span, mode=Mode.R),
        farrington_flexible(panel, control, span=span, mode=Mode.CORRECTED),
    )


def both_classic(observed: np.ndarray, **r: object) -> tuple[Detected, Detected]:
    control, span, panel = Farrington.from_r(r), Span(WEEKS, WEEKS), panel_of(observed)
    return (
        farrington(panel, control, span=span, mode=Mode.R),
        farrington(panel, control, span=span, mode=Mode.CORRECTED),
    )


def both_ears(observed: np.ndarray) -> tuple[Detected, Detected]:
    control, span, panel = Ears.from_r({"method": "C3"}), Span(20, 20), panel_of(observed)
    return (
        ears(panel, control, span=span, mode=Mode.R),
        ears(panel, control, span=span, mode=Mode.CORRECTED),
    )


def test_dispersion_of_the_converged_fit():
    observed = counts()
    r, corrected = both(observed, reweight=False, trend=False)
    base = observed[[WEEKS - 1 - 52 * i + j for i in range(1, 6) for j in range(-3, 4)]]
    mean = base.mean()
    pearson = np.sum((base - mean) ** 2 / mean) / (len(base) - 1)
    assert corrected.phi[0, 0] == pytest.approx(pearson, rel=1e-10)
    assert abs(r.phi[0, 0] / pearson - 1) > 1e-9


def test_dispersion_of_tests_and_forecasts():
    r, corrected = both(counts(), trend=False)
    assert r.expected[0, 0] == pytest.approx(corrected.expected[0, 0], rel=1e-3)
    assert abs(r.upperbound[0, 0] / corrected.upperbound[0, 0] - 1) > 1e-4


def test_score_on_the_scale_of_counts():
    observed = counts()
    r, corrected = both(observed, thresholdMethod="nbPlugin", trend=False)
    mean, upper, y = corrected.expected[0, 0], corrected.upperbound[0, 0], observed[-1]
    assert corrected.score[0, 0] == pytest.approx((y - mean) / (upper - mean))
    eta, bound = np.log(r.expected[0, 0]), r.upperbound[0, 0]
    assert r.score[0, 0] == pytest.approx((y - eta) / (bound - eta))


def test_tie_of_trend_and_maximum():
    """All counts the same: a slope of rounding errors forecasts the largest count."""
    _, corrected = both(np.full(WEEKS, 5.0), pThresholdTrend=2.0)
    assert corrected.trend[0, 0] == 1


def test_periods_without_a_case():
    observed = np.zeros(WEEKS)
    r, corrected = both(observed, limit54=[0, 4])
    assert 0 < r.expected[0, 0] < 1e-6
    assert (corrected.expected[0, 0], corrected.upperbound[0, 0]) == (0, 0)
    assert corrected.status[0, 0] == Status.OK


def test_expected_of_a_fit_without_end():
    observed = np.zeros(WEEKS)
    r, corrected = both(observed, limit54=[0, 4], noPeriods=10)
    assert r.status[0, 0] == Status.NOT_CONVERGED
    assert r.expected[0, 0] == 0
    assert np.isnan(r.upperbound[0, 0])
    assert corrected.upperbound[0, 0] == 0


def test_time_of_a_baseline_that_begins_with_a_gap():
    observed = counts(growth=-0.004, level=40.0)
    first = WEEKS - 1 - 261 - 3  # five calendar years are 261 weeks
    observed[first : first + 3] = np.nan
    r, corrected = both(observed, dated=True, pThresholdTrend=1.0, reweight=False)
    assert r.trend[0, 0] == corrected.trend[0, 0] == 1
    slope = r.trend_coefficient[0, 0]
    ratio = r.expected[0, 0] / corrected.expected[0, 0]
    assert ratio == pytest.approx(np.exp(-3 * slope), rel=1e-9)


def test_week_without_a_count():
    observed = counts()
    observed[-1] = np.nan
    r, corrected = both(observed)
    assert (r.alarm[0, 0], corrected.alarm[0, 0]) == (0, NO_ANSWER)
    assert r.status[0, 0] == corrected.status[0, 0] == Status.NO_DATA


def test_limit54_with_a_gap():
    observed = counts(level=30.0)
    observed[-2] = np.nan
    r, corrected = both(observed)
    assert np.isnan(r.upperbound[0, 0])
    assert r.status[0, 0] == Status.NO_DATA
    assert corrected.upperbound[0, 0] > 0
    assert corrected.status[0, 0] == Status.OK


def test_blocks_without_a_week():
    """Months cut into more blocks than there are between the windows."""
    random = np.random.default_rng(5)
    panel = Panel(
        ("a",), np.arange(1, 109), random.poisson(9, (108, 1)).astype(float), None, 12, dated=False
    )
    control, span = FarringtonFlexible.from_r({"w": 2, "noPeriods": 10}), Span(108, 108)
    r = farrington_flexible(panel, control, span=span, mode=Mode.R)
    corrected = farrington_flexible(panel, control, span=span, mode=Mode.CORRECTED)
    assert r.status[0, 0] == corrected.status[0, 0] == Status.OK
    assert abs(r.expected[0, 0] / corrected.expected[0, 0] - 1) > 1e-6


def test_bound_where_limit54_is_not_met():
    observed = counts()
    observed[-4:] = 0
    r, corrected = both_classic(observed)
    assert r.upperbound[0, 0] == 0
    assert np.isnan(corrected.upperbound[0, 0])
    assert corrected.status[0, 0] == Status.OK


def test_gap_in_a_baseline():
    observed = counts()
    observed[WEEKS - 1 - 52] = np.nan
    r, corrected = both_classic(observed)
    assert r.status[0, 0] == Status.NO_DATA
    assert corrected.status[0, 0] == Status.OK
    assert corrected.upperbound[0, 0] > 0


def test_c3_from_the_mean():
    observed = np.array([1.0, 3.0] * 8 + [2.0, 2.0, 2.0, 30.0])
    r, corrected = both_ears(observed)
    assert r.upperbound[0, 0] > 30
    assert (r.alarm[0, 0], corrected.alarm[0, 0]) == (0, 1)
    assert 2 < corrected.upperbound[0, 0] < 8


def test_c3_without_variation():
    observed = np.array([4.0] * 19 + [5.0])
    r, corrected = both_ears(observed)
    assert np.isnan(r.upperbound[0, 0])
    assert corrected.upperbound[0, 0] == 4
    assert corrected.alarm[0, 0] == 1


def test_every_departure_has_its_test():
    here = vars(sys.modules[__name__])
    assert [one.name for one in DEPARTURES if f"test_{one.name}" not in here] == []
    assert len({one.name for one in DEPARTURES}) == len(DEPARTURES)
