"""The outbreakP statistic, against R and against its definition."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.outbreak_p import OutbreakP, outbreak_p
from lieny.surveillance.engine.panel import Panel

COUNTS = [3, 1, 4, 1, 5, 9, 2, 6]


def panel(counts):
    observed = np.asarray(counts, float)[:, None]
    return Panel(("s",), np.arange(1, len(observed) + 1), observed, None, 52, False)


def plain_statistic(counts):
    """Rising means as the greatest of least averages; then the logarithm of the product."""
    n, log = len(counts), 0.0
    mean = sum(counts) / n
    for j in range(n):
        rising = max(
            min(sum(counts[i : k + 1]) / (k + 1 - i) for k in range(j, n)) for i in range(j + 1)
        )
        log += counts[j] * math.log(rising / mean) if counts[j] else 0.0
    return math.exp(log)


def test_r_gives_these_statistics():
    # outbreakP(sts(observed = COUNTS, ...), list(range = 1:8, k = 100, ret = "value"))
    found = outbreak_p(panel(COUNTS), OutbreakP(100, "value"), span=Span(1, 8), mode=Mode.R)
    by_r = [1, 1, 1.60180664062500, 1.05724919468573, 2.68199280791917, 71.54695630480114]
    by_r += [10.27094528547990, 18.41383394222493]
    assert found.upperbound[:, 0] == pytest.approx(by_r, rel=1e-13)


def test_r_gives_these_counts():
    # outbreakP(sts(observed = COUNTS, ...), list(range = 1:8, k = 100, ret = "cases"))
    found = outbreak_p(panel(COUNTS), OutbreakP.from_r({"k": 100}), span=Span(1, 8), mode=Mode.R)
    assert np.isnan(found.upperbound[0, 0])
    assert found.upperbound[1:, 0].tolist() == [16, 11, 11, 10, 10, 7, 9]
    assert not found.alarm.any()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=14))
def test_the_statistic_is_the_best_rising_likelihood_over_the_best_constant(counts):
    last = Span(len(counts), len(counts))
    found = outbreak_p(panel(counts), OutbreakP(100, "value"), span=last, mode=Mode.R)
    assert found.upperbound[0, 0] == pytest.approx(
        plain_statistic(counts) if any(counts) else 1.0, rel=1e-11
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=14), st.sampled_from([2, 10, 100]))
def test_the_count_given_is_the_least_that_alarms(counts, threshold):
    last = Span(len(counts), len(counts))
    wanted = outbreak_p(panel(counts), OutbreakP(threshold, "cases"), span=last, mode=Mode.R)
    count = wanted.upperbound[0, 0]
    for tried, alarms in ((count - 1, False), (count, True)):
        if tried >= 0:
            plain = plain_statistic([*counts[:-1], tried]) if any(counts[:-1]) or tried else 1.0
            near = abs(plain / threshold - 1) < 1e-9
            assert near or (plain > threshold) == alarms


def test_no_count_up_to_the_most_cases_is_nan_with_an_answer_about_the_alarm():
    found = outbreak_p(panel([0, 0, 0]), OutbreakP(1e6, "cases", 5), span=Span(3, 3), mode=Mode.R)
    assert np.isnan(found.upperbound[0, 0])
    assert (found.alarm[0, 0], found.status[0, 0]) == (0, Status.OK)


def test_next_to_the_threshold_the_product_decides():
    # Ten weeks, the last with two cases: (2 / 0.2) ** 2 is 100 and not above it; R asks for three.
    found = outbreak_p(panel([0] * 10), OutbreakP(100, "cases"), span=Span(10, 10), mode=Mode.R)
    assert found.upperbound[0, 0] == 3


def test_a_missing_week_is_passed_over_and_has_no_answer():
    counts = [2, 3, math.nan, 4, 9]
    found = outbreak_p(panel(counts), OutbreakP(100, "value"), span=Span(1, 5), mode=Mode.R)
    assert (found.alarm[2, 0], found.status[2, 0]) == (-1, Status.NO_DATA)
    assert found.upperbound[4, 0] == pytest.approx(plain_statistic([2, 3, 4, 9]))


def test_a_break_begins_the_sequence_anew():
    counts = [50, 40, 60, 1, 2, 6]
    breaks = np.array([4])
    found = outbreak_p(
        panel(counts), OutbreakP(100, "value"), span=Span(3, 6), mode=Mode.R, breaks=breaks
    )
    assert (found.alarm[0, 0], found.status[0, 0]) == (-1, Status.BREAK)
    assert found.upperbound[3, 0] == pytest.approx(plain_statistic([1, 2, 6]))


@pytest.mark.parametrize("given", [{"k": 0}, {"ret": "both"}, {"maxUpperboundCases": -1}])
def test_controls_that_r_does_not_have_are_refused(given):
    with pytest.raises(ControlFault, match=next(iter(given))):
        OutbreakP.from_r(given)
