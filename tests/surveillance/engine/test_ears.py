"""EARS C1 to C3 against the formulas written with numpy, and the weeks without an answer."""

import numpy as np
import pytest
from scipy import stats

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import NO_ANSWER, Span, Status
from lieny.surveillance.engine.ears import Ears, ears
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel


def panel_of(observed: np.ndarray) -> Panel:
    days, units = observed.shape
    return Panel(
        tuple(f"u{i}" for i in range(units)),
        np.arange(1, days + 1),
        observed,
        None,
        365,
        dated=False,
    )


def counts(days: int = 60, units: int = 4) -> np.ndarray:
    return np.random.default_rng(2).poisson(4, (days, units)).astype(float)


def moments(y: np.ndarray, at: int, lag: int, baseline: int, least: float) -> tuple[float, float]:
    base = y[at - lag - baseline : at - lag]
    return float(base.mean()), max(float(base.std(ddof=1)), least)


@pytest.mark.parametrize("method", ["C1", "C2", "C3"])
@pytest.mark.parametrize(("baseline", "least", "alpha"), [(7, 0.0, 0.001), (9, 1.0, 0.025)])
def test_the_formulas(method: str, baseline: int, least: float, alpha: float):
    observed = counts()
    r = {"method": method, "baseline": baseline, "minSigma": least, "alpha": alpha}
    found = ears(panel_of(observed), Ears.from_r(r), span=Span(20, 60), mode=Mode.R)
    z = stats.norm.ppf(1 - alpha)
    for unit in range(4):
        y = observed[:, unit]
        for i in range(41):
            at = 19 + i
            mean, sigma = moments(y, at, 0 if method == "C1" else 2, baseline, least)
            upper = mean + z * sigma
            if method == "C3":
                parts = 0.0
                for day in (at - 2, at - 1):
                    centre, spread = moments(y, day, 2, baseline, least)
                    parts += max(0.0, (y[day] - centre) / spread - 1)
                upper = max(0.0, y[at] + sigma * (z - parts))
            assert found.upperbound[i, unit] == pytest.approx(upper, rel=1e-12)
            assert found.alarm[i, unit] == (y[at] > upper)


@pytest.mark.parametrize(("method", "reach"), [("C1", 7), ("C2", 9), ("C3", 11)])
def test_the_first_day_with_a_whole_baseline(method: str, reach: int):
    control = Ears.from_r({"method": method, "minSigma": 0.5})
    found = ears(panel_of(counts()), control, span=Span(1, 60), mode=Mode.R)
    assert np.all(found.status[:reach] == Status.INSUFFICIENT_HISTORY)
    assert np.all(found.alarm[:reach] == NO_ANSWER)
    assert np.all(found.status[reach:] == Status.OK)
    assert not np.isnan(found.upperbound[reach:]).any()


def test_a_break_and_a_missing_day():
    observed = counts()
    observed[40, 1] = np.nan
    found = ears(
        panel_of(observed),
        Ears(),
        span=Span(30, 60),
        mode=Mode.R,
        breaks=np.array([30, 0, 0, 0]),
    )
    assert np.all(found.status[:7, 0] == Status.BREAK)
    assert np.all(found.status[7:, 0] == Status.OK)
    assert np.all(found.status[11:19, 1] == Status.NO_DATA)
    assert found.status[19, 1] == Status.OK
    without = np.isnan(found.upperbound)
    assert np.all(found.status[without] != Status.OK)


def test_threads_and_company_change_no_bit():
    observed = counts(units=7)
    control = Ears.from_r({"method": "C3"})
    one = ears(panel_of(observed), control, span=Span(20, 60), mode=Mode.R)
    four = ears(panel_of(observed), control, span=Span(20, 60), mode=Mode.R, threads=4)
    alone = ears(panel_of(observed[:, 3:4]), control, span=Span(33, 60), mode=Mode.R)
    np.testing.assert_array_equal(one.upperbound, four.upperbound)
    np.testing.assert_array_equal(one.upperbound[13:, 3:4], alone.upperbound)


def test_alpha_is_that_of_the_method_unless_given():
    assert Ears.from_r({"method": "C3"}).level == 0.025
    assert Ears.from_r({"method": "C1", "alpha": None}).level == 0.001


@pytest.mark.parametrize("control", [{"baseline": 2}, {"method": "C4"}, {"minSigma": -1}, {"w": 3}])
def test_a_control_that_cannot_be_used_is_named(control: dict[str, object]):
    with pytest.raises(ControlFault, match=next(iter(control))):
        Ears.from_r(control)
