"""The Bayesian bound, against R and against the distribution written out."""

import numpy as np
import pytest
from scipy.stats import nbinom

from lieny.surveillance.engine.bayes import Bayes, bayes
from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

MONTHS = [
    *(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3),
    *(2, 7, 9, 5, 0, 2, 8, 8, 4, 1, 9, 7, 16, 9, 3, 9, 9, 3, 7, 5, 10, 5, 8, 20, 9, 7, 4, 9),
]


def panel(counts, frequency=12):
    observed = np.asarray(counts, float)
    observed = observed[:, None] if observed.ndim == 1 else observed
    units = tuple(f"s{unit}" for unit in range(observed.shape[1]))
    return Panel(units, np.arange(1, len(observed) + 1), observed, None, frequency, False)


def plain_bounds(counts, frequency, control, span):
    """Weeks one by one, by the definition."""
    bounds = []
    for t in range(span.first, span.last + 1):
        weeks = list(range(t - control.half_width, t)) if control.this_year else []
        for year in range(1, control.years + 1):
            centre = t - year * frequency
            weeks += range(centre - control.half_width, centre + control.half_width + 1)
        known = [counts[week - 1] for week in weeks if not np.isnan(counts[week - 1])]
        n = len(known)
        bounds.append(nbinom.ppf(1 - control.alpha, sum(known) + 0.5, n / (n + 1)))
    return bounds


def test_r_gives_these_bounds_and_alarms():
    # bayes(sts(observed = MONTHS, start = c(2001, 1), frequency = 12),
    #       list(range = 45:56, b = 2, w = 3, actY = TRUE, alpha = 0.05))
    control = Bayes.from_r({"b": 2, "w": 3, "actY": True, "alpha": 0.05})
    found = bayes(panel(MONTHS), control, span=Span(45, 56), mode=Mode.R)
    assert found.upperbound[:, 0].tolist() == [10, 10, 8, 9, 9, 11, 11, 11, 12, 13, 12, 11]
    assert found.alarm[:, 0].tolist() == [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]
    assert set(found.status.ravel()) == {Status.OK}


@pytest.mark.parametrize("alpha", [0.001, 0.05, 0.5])
@pytest.mark.parametrize(("b", "w", "act_y"), [(0, 6, True), (2, 4, True), (3, 2, False)])
@pytest.mark.parametrize("scale", [0.01, 1, 1e4])
def test_the_bound_is_the_quantile_of_the_predictive_distribution(alpha, b, w, act_y, scale):
    rng = np.random.default_rng(4)
    counts = rng.poisson(7 * scale, 260).astype(float)
    counts[rng.integers(0, 260, 12)] = np.nan
    control, span = Bayes(b, w, act_y, alpha), Span(200, 260)
    found = bayes(panel(counts, 52), control, span=span, mode=Mode.R)
    assert found.upperbound[:, 0].tolist() == plain_bounds(counts, 52, control, span)


def test_a_week_without_enough_history_has_no_bound_and_says_so():
    found = bayes(panel(MONTHS), Bayes(2, 3), span=Span(20, 30), mode=Mode.R)
    first = 28 - 20  # the week 28 = 2 * 12 + 3 + 1 is the first
    assert np.all(np.isnan(found.upperbound[:first]))
    assert np.all(found.alarm[:first] == -1)
    assert np.all(found.status[:first] == Status.INSUFFICIENT_HISTORY)
    assert np.all(found.status[first:] == Status.OK)


def test_no_baseline_reaches_over_a_break():
    counts = np.asarray(MONTHS, float)
    breaks = np.array([30])
    found = bayes(panel(counts), Bayes(0, 6), span=Span(28, 56), mode=Mode.R, breaks=breaks)
    assert np.all(found.status[: 36 - 28] == Status.BREAK)
    assert np.all(np.isnan(found.upperbound[: 36 - 28]))
    assert np.all(found.status[36 - 28 :] == Status.OK)
    changed = counts.copy()
    changed[:29] = 1000
    again = bayes(panel(changed), Bayes(0, 6), span=Span(28, 56), mode=Mode.R, breaks=breaks)
    assert np.array_equal(found.upperbound, again.upperbound, equal_nan=True)


def test_a_missing_week_keeps_its_bound_but_has_no_alarm():
    counts = np.asarray(MONTHS, float)
    counts[49] = np.nan
    found = bayes(panel(counts), Bayes(0, 6), span=Span(50, 50), mode=Mode.R)
    assert found.upperbound[0, 0] > 0
    assert (found.alarm[0, 0], found.status[0, 0]) == (-1, Status.NO_DATA)


def test_a_baseline_of_missing_weeks_only_is_no_baseline():
    counts = np.full(20, np.nan)
    counts[19] = 3
    found = bayes(panel(counts), Bayes(0, 6), span=Span(20, 20), mode=Mode.R)
    assert np.isnan(found.upperbound[0, 0])
    assert found.status[0, 0] == Status.INSUFFICIENT_HISTORY


@pytest.mark.parametrize(
    "given",
    [
        {"b": -1},
        {"w": 2.5},
        {"alpha": 0},
        {"alpha": 1},
        {"actY": "yes"},
        {"weeks": 3},
        {"b": 0, "actY": False},
    ],
)
def test_controls_that_r_does_not_have_are_refused(given):
    with pytest.raises(ControlFault, match=next(iter(given)) if len(given) == 1 else "actY"):
        Bayes.from_r(given)


def test_a_null_control_is_r_s_default():
    assert Bayes.from_r({"b": None, "w": None}) == Bayes(0, 6, True, 0.05)


def test_a_span_or_break_outside_the_panel_is_refused():
    with pytest.raises(ControlFault, match="range"):
        bayes(panel(MONTHS), Bayes(), span=Span(50, 57), mode=Mode.R)
    with pytest.raises(ControlFault, match="breaks"):
        bayes(panel(MONTHS), Bayes(), span=Span(50, 56), mode=Mode.R, breaks=np.array([57]))
