"""What holds for every method besides Farrington's: independence of the series, and odd data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.engine.bayes import Bayes, bayes
from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.cusum import Cusum, cusum
from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.glr_negative_binomial import (
    GlrNegativeBinomial,
    glr_negative_binomial,
)
from lieny.surveillance.engine.glr_poisson import GlrPoisson, glr_poisson
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.outbreak_p import OutbreakP, outbreak_p
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.rki import Rki, rki

METHODS = {
    "bayes": (bayes, Bayes(1, 3)),
    "rki": (rki, Rki(1, 3, True)),
    "cusum": (cusum, Cusum(mean="glm")),
    "glr_poisson": (glr_poisson, GlrPoisson(returns="cases")),
    "glr_negative_binomial": (glr_negative_binomial, GlrNegativeBinomial(window=8)),
    "outbreak_p": (outbreak_p, OutbreakP()),
}
every_method = pytest.mark.parametrize("name", METHODS)
every_mode = pytest.mark.parametrize("mode", list(Mode))
SPAN = Span(31, 40)


def panel(observed, frequency=12):
    units = tuple(f"s{unit}" for unit in range(observed.shape[1]))
    return Panel(units, np.arange(1, len(observed) + 1), observed, None, frequency, False)


def columns(found):
    parts = [found.upperbound, found.alarm, found.status, found.expected, found.cases]
    return [part for part in parts if part is not None]


def is_same(one, other):
    return all(
        np.array_equal(a, b, equal_nan=True)
        for a, b in zip(columns(one), columns(other), strict=True)
    )


def draw(seed, units=5, weeks=40):
    rng = np.random.default_rng(seed)
    observed = rng.negative_binomial(2, 0.25, (weeks, units)).astype(float)
    observed[rng.random(observed.shape) < 0.02] = np.nan
    return observed


@every_method
@every_mode
@settings(deadline=None, max_examples=8)
@given(seed=st.integers(0, 10**6), order=st.permutations(range(5)), threads=st.integers(1, 7))
def test_order_and_threads_change_no_bit(name, mode, seed, order, threads):
    method, control = METHODS[name]
    observed, breaks = draw(seed), np.array([0, 5, 0, 20, 36])
    found = method(panel(observed), control, span=SPAN, mode=mode, breaks=breaks)
    other = method(
        panel(observed[:, order]),
        control,
        span=SPAN,
        mode=mode,
        threads=threads,
        breaks=breaks[order],
    )
    for one, two in zip(columns(found), columns(other), strict=True):
        assert np.array_equal(one[:, order], two, equal_nan=True)


@every_method
@every_mode
def test_a_series_alone_has_the_answer_it_has_among_others(name, mode):
    method, control = METHODS[name]
    observed = draw(3)
    found = method(panel(observed), control, span=SPAN, mode=mode)
    for unit in range(5):
        alone = method(panel(observed[:, [unit]]), control, span=SPAN, mode=mode)
        for one, two in zip(columns(found), columns(alone), strict=True):
            assert np.array_equal(one[:, [unit]], two, equal_nan=True)


@every_method
def test_what_comes_after_the_span_changes_nothing(name):
    method, control = METHODS[name]
    observed = draw(4)
    before = method(panel(observed[:36]), control, span=Span(31, 36), mode=Mode.R)
    assert is_same(before, method(panel(observed), control, span=Span(31, 36), mode=Mode.R))


@every_method
@every_mode
@pytest.mark.parametrize(
    "counts",
    [
        np.zeros((40, 1)),
        np.full((40, 1), 7.0),
        np.full((40, 1), np.nan),
        np.random.default_rng(1).poisson(5e6, (40, 1)).astype(float),
        draw(5, 1),
    ],
    ids=["zero", "constant", "missing", "huge", "some missing"],
)
def test_no_answer_is_ever_without_a_reason(name, mode, counts):
    method, control = METHODS[name]
    found = method(panel(counts), control, span=SPAN, mode=mode)
    assert found.upperbound.shape == found.alarm.shape == found.status.shape == (10, 1)
    reasoned = found.status != Status.OK
    assert np.all(reasoned[found.alarm == -1])
    if name != "outbreak_p":  # there NaN says that no count up to the most cases would turn it
        assert np.all(reasoned[np.isnan(found.upperbound)])
    assert set(np.unique(found.alarm)) <= {-1, 0, 1}
    missing = np.isnan(counts[30:])
    assert np.all(found.alarm[missing] == -1)


@every_method
@every_mode
@pytest.mark.parametrize("value", [0.0, 7.0, 3e6])
def test_a_constant_series_has_no_alarm(name, mode, value):
    method, control = METHODS[name]
    found = method(panel(np.full((40, 1), value)), control, span=SPAN, mode=mode)
    assert not np.any(found.alarm == 1)


@every_method
@pytest.mark.parametrize(("frequency", "weeks"), [(52, 52), (12, 12), (365, 365)])
def test_one_year_of_data_suffices_or_says_that_it_does_not(name, frequency, weeks):
    method, control = METHODS[name]
    observed = np.random.default_rng(8).poisson(9, (weeks, 2)).astype(float)
    span = Span(weeks - 3, weeks)
    found = method(panel(observed, frequency), control, span=span, mode=Mode.R)
    yearly = name in {"bayes", "rki"}  # with a year back
    expected = Status.INSUFFICIENT_HISTORY if yearly else Status.OK
    assert np.all(found.status == expected)


@every_method
@pytest.mark.parametrize("frequency", [12, 365])
def test_a_clear_outbreak_alarms_in_monthly_and_daily_data(name, frequency):
    method, control = METHODS[name]
    weeks = 2 * frequency + 10
    observed = np.random.default_rng(9).poisson(9, (weeks, 1)).astype(float)
    observed[-1] = 60
    span = Span(weeks - 4, weeks)
    found = method(panel(observed, frequency), control, span=span, mode=Mode.CORRECTED)
    assert found.alarm[-1, 0] == 1


@every_method
def test_no_series_at_all_give_empty_columns(name):
    method, control = METHODS[name]
    found = method(panel(np.empty((40, 0))), control, span=SPAN, mode=Mode.R)
    assert found.upperbound.shape == (10, 0)


@every_method
def test_fewer_than_one_thread_is_refused(name):
    method, control = METHODS[name]
    with pytest.raises(ControlFault, match="threads"):
        method(panel(draw(1)), control, span=SPAN, mode=Mode.R, threads=0)
