"""Farrington 1996 against a plain computation, and the quantiles both algorithms share."""

import numpy as np
import pytest
from scipy import stats

from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.farrington_1996 import Farrington, farrington
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.negative_binomial_quantile import quantile_and_tail
from lieny.surveillance.engine.panel import Panel

WEEKS = 300


def panel_of(observed: np.ndarray) -> Panel:
    return Panel(("a",), np.arange(1, len(observed) + 1), observed[:, None], None, 52, dated=False)


def test_without_trend_and_weights_the_mean_is_that_of_the_windows():
    observed = np.random.default_rng(3).negative_binomial(9, 0.4, WEEKS).astype(float)
    control = Farrington.from_r({"trend": False, "reweight": False, "b": 4, "w": 2, "alpha": 0.01})
    found = farrington(panel_of(observed), control, span=Span(WEEKS, WEEKS), mode=Mode.CORRECTED)
    base = observed[[WEEKS - 1 - 52 * i + j for i in range(1, 5) for j in range(-2, 3)]]
    mean = base.mean()
    phi = max(1.0, np.sum((base - mean) ** 2 / mean) / (len(base) - 1))
    deviation = np.sqrt(4 / 9 * mean ** (1 / 3) * (phi + phi / len(base)))
    upper = (mean ** (2 / 3) + stats.norm.ppf(0.995) * deviation) ** 1.5
    assert found.upperbound[0, 0] == pytest.approx(upper, rel=1e-9)
    assert found.median[0, 0] == pytest.approx(mean, rel=1e-9)
    below = stats.norm.cdf((observed[-1] ** (2 / 3) - mean ** (2 / 3)) / deviation)
    assert found.quantile[0, 0] == pytest.approx(below, rel=1e-9)


def test_a_baseline_may_begin_before_the_series():
    observed = np.random.default_rng(3).poisson(9, 120).astype(float)
    control = Farrington.from_r({"b": 5})
    found = farrington(panel_of(observed), control, span=Span(50, 120), mode=Mode.R)
    assert np.all(found.status[:2] == Status.INSUFFICIENT_HISTORY)
    assert found.status[-1, 0] == Status.OK
    assert np.all(np.isnan(found.upperbound[:2]))


@pytest.mark.parametrize("phi", [1.0, 1.01, 1.7, 12.0, 900.0])
@pytest.mark.parametrize("mean", [1e-9, 0.2, 4.0, 29.9, 30.1, 700.0, 2e6])
def test_quantile_and_tail_are_those_of_scipy(mean: float, phi: float):
    known = stats.nbinom(mean / (phi - 1), 1 / phi) if phi > 1 else stats.poisson(mean)
    for level in (0.4, 0.95, 0.995, 0.999999):
        for y in (0.0, 1.0, np.floor(mean), np.floor(mean + 4 * np.sqrt(mean * phi))):
            quantile, tail = quantile_and_tail(y, mean, phi, level, stats.norm.ppf(level))
            assert quantile == known.ppf(level)
            assert tail == pytest.approx(known.sf(y - 1), rel=1e-8, abs=1e-12)
