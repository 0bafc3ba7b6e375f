"""Farrington Flexible: a second plain computation, independence of company, and hard series."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.farrington_flexible import FarringtonFlexible, farrington_flexible
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

WEEKS = 330
FIELDS = ("upperbound", "expected", "score", "pvalue", "alarm", "trend", "status", "phi")


def panel_of(observed: np.ndarray, frequency: int = 52) -> Panel:
    weeks, units = observed.shape
    names = tuple(f"u{i}" for i in range(units))
    return Panel(names, np.arange(1, weeks + 1), observed, None, frequency, dated=False)


def counts(units: int = 6, weeks: int = WEEKS, level: float = 8.0, seed: int = 4) -> np.ndarray:
    random = np.random.default_rng(seed)
    time = np.arange(weeks)[:, None]
    mean = level * np.exp(0.5 * np.sin(2 * np.pi * time / 52) + 0.0004 * time)
    return random.negative_binomial(mean, 0.5, (weeks, units)).astype(float)


def detect(panel: Panel, first: int, last: int, mode: Mode = Mode.R, **r: object) -> Detected:
    control = FarringtonFlexible.from_r(r)
    return farrington_flexible(panel, control, span=Span(first, last), mode=mode)


def plain_fit(y: np.ndarray, x: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, ...]:
    """Iteratively reweighted least squares as textbooks write them, with R's start and stop."""
    mean = y + 0.1
    eta, last = np.log(mean), np.inf
    for _ in range(25):
        weight = prior * mean
        left = np.linalg.inv(x.T @ (weight[:, None] * x))
        beta = left @ (x.T @ (weight * (eta + (y - mean) / mean)))
        eta = x @ beta
        mean = np.exp(eta)
        part = np.where(y > 0, y * np.log(np.maximum(y, 1) / mean), 0.0) - (y - mean)
        deviance = 2 * np.sum(prior * part)
        if abs(deviance - last) / (abs(deviance) + 0.1) < 1e-8:
            break
        last = deviance
    return beta, mean, weight, left


def plain_threshold(y: np.ndarray, now: int) -> tuple[float, float]:
    """Expected count and bound without a trend: b 5, w 3, delta, 2/3, threshold 2.58."""
    rows = [now - 52 * year + away for year in range(1, 6) for away in range(-3, 4)]
    base = y[rows]
    x = np.ones((len(base), 1))
    prior = np.ones(len(base))
    for turn in range(2):
        beta, mean, weight, left = plain_fit(base, x, prior)
        residual = (base - mean) / mean
        phi = max(np.sum(weight * residual**2) / (len(base) - 1), 1.0)
        if turn == 0:
            leverage = weight * left[0, 0]
            s = 1.5 * (base ** (2 / 3) * mean ** (-1 / 6) - np.sqrt(mean))
            s /= np.sqrt(phi * (1 - leverage))
            high = np.where(s > 2.58, 1 / s**2, 1.0)
            prior = len(base) / high.sum() * high
    expected = float(np.exp(beta[0]))
    variance = np.sum(prior * residual**2) / (len(base) - 1) * left[0, 0] * expected**2
    deviation = np.sqrt(4 / 9 * expected ** (1 / 3) * (phi + variance / expected))
    return expected, float((expected ** (2 / 3) + stats.norm.ppf(0.95) * deviation) ** 1.5)


def test_a_plain_computation_gives_the_same():
    observed = counts()
    found = detect(panel_of(observed), 300, 330, trend=False)
    for unit in range(observed.shape[1]):
        for i in range(31):
            expected, upper = plain_threshold(observed[:, unit], 299 + i)
            assert found.expected[i, unit] == pytest.approx(expected, rel=1e-9)
            assert found.upperbound[i, unit] == pytest.approx(upper, rel=1e-9)


@pytest.mark.parametrize("method", ["delta", "nbPlugin", "muan"])
@pytest.mark.parametrize("mode", [Mode.R, Mode.CORRECTED])
@pytest.mark.parametrize("periods", [1, 10])
def test_run_by_run_and_week_by_week_are_one_algorithm(method: str, mode: Mode, periods: int):
    """Whole baselines go run by run; an offset, here of one person, makes them go week by week."""
    observed = counts()
    r = {"noPeriods": periods, "thresholdMethod": method, "pThresholdTrend": 0.3}
    runs = detect(panel_of(observed), 320, 330, mode, **r)
    panel = replace(panel_of(observed), population=np.ones_like(observed))
    weeks = detect(panel, 320, 330, mode, populationOffset=True, **r)
    assert 0 < runs.trend.sum() < runs.trend.size
    np.testing.assert_array_equal(runs.trend, weeks.trend)
    np.testing.assert_allclose(runs.expected, weeks.expected, rtol=1e-9)
    np.testing.assert_allclose(runs.upperbound, weeks.upperbound, rtol=1e-9)
    np.testing.assert_allclose(runs.pvalue, weeks.pvalue, rtol=1e-7)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)), st.integers(1, 4), st.integers(1, 5))
def test_company_order_and_threads_change_no_bit(order: list[int], threads: int, cut: int):
    observed = counts()
    observed[17::23, 2] = np.nan
    control = FarringtonFlexible.from_r({"noPeriods": 4, "thresholdMethod": "nbPlugin"})
    span, panel = Span(322, 330), panel_of(observed)
    whole = farrington_flexible(panel, control, span=span, mode=Mode.R)
    mixed = farrington_flexible(
        panel_of(observed[:, order]), control, span=span, mode=Mode.R, threads=threads
    )
    some = farrington_flexible(panel_of(observed[:, :cut]), control, span=span, mode=Mode.R)
    last = farrington_flexible(panel, control, span=Span(330, 330), mode=Mode.R)
    for name in FIELDS:
        field = getattr(whole, name)
        np.testing.assert_array_equal(getattr(mixed, name), field[:, order])
        np.testing.assert_array_equal(getattr(some, name), field[:, :cut])
        np.testing.assert_array_equal(getattr(last, name)[0], field[-1])


def test_one_year_is_no_history():
    found = detect(panel_of(counts(weeks=60)), 50, 60)
    assert np.all(found.status == Status.INSUFFICIENT_HISTORY)
    assert np.all(np.isnan(found.upperbound))
    assert np.all(found.alarm == NO_ANSWER)


def test_no_baseline_reaches_before_a_break():
    panel = panel_of(counts(units=3))
    first_row = 330 - 5 * 52 - 3  # 1-based, of the oldest window
    breaks = np.array([0, first_row, first_row + 1])
    control = FarringtonFlexible()
    found = farrington_flexible(panel, control, span=Span(330, 330), mode=Mode.R, breaks=breaks)
    assert found.status[0].tolist() == [Status.OK, Status.OK, Status.BREAK]
    assert np.isnan(found.upperbound[0, 2])
    assert found.alarm[0, 2] == NO_ANSWER


@pytest.mark.parametrize("level", [5_000.0, 2e6])
def test_large_counts_follow_the_plain_computation(level: float):
    observed = counts(units=2, level=level)
    found = detect(panel_of(observed), 330, 330, trend=False)
    for unit in range(2):
        expected, upper = plain_threshold(observed[:, unit], 329)
        assert found.expected[0, unit] == pytest.approx(expected, rel=1e-8)
        assert found.upperbound[0, unit] == pytest.approx(upper, rel=1e-7)


def test_a_constant_series_expects_its_constant():
    found = detect(panel_of(np.full((WEEKS, 1), 7.0)), 330, 330)
    assert found.expected[0, 0] == pytest.approx(7.0, rel=1e-9)
    assert found.phi[0, 0] == 1.0
    assert found.alarm[0, 0] == 0


def test_a_baseline_without_a_case_is_tiny_in_r_and_nothing_when_corrected():
    observed = np.zeros((WEEKS, 1))
    observed[-1] = 6
    r = detect(panel_of(observed), 330, 330)
    corrected = detect(panel_of(observed), 330, 330, Mode.CORRECTED)
    assert 0 < r.expected[0, 0] < 1e-6
    assert corrected.expected[0, 0] == 0
    assert corrected.upperbound[0, 0] == 0
    assert r.alarm[0, 0] == corrected.alarm[0, 0] == 1


@pytest.mark.parametrize(("frequency", "years"), [(12, 9), (365, 6), (4, 12)])
def test_months_days_and_quarters(frequency: int, years: int):
    observed = counts(units=2, weeks=frequency * years)
    found = detect(panel_of(observed, frequency), frequency * years, frequency * years, w=1)
    assert np.all(found.status == Status.OK)
    assert np.all(found.upperbound > found.expected)


@pytest.mark.parametrize(
    "control",
    [{"B": 5}, {"b": 0}, {"alpha": 1.0}, {"thresholdMethod": "nb"}, {"limit54": [5]}, {"w": 1.5}],
)
def test_a_control_that_cannot_be_used_is_named(control: dict[str, object]):
    with pytest.raises(ControlFault, match=next(iter(control))):
        FarringtonFlexible.from_r(control)
