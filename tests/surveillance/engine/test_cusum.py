"""The CUSUM, against R and against its recursion written out."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.cusum import Cusum, cusum
from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

MONTHS = [
    *(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3),
    *(2, 7, 9, 5, 0, 2, 8, 8, 4, 1, 9, 7, 16, 9, 3, 9, 9, 3, 7, 5, 10, 5, 8, 20, 9, 7, 4, 9),
]
# cusum(sts(observed = MONTHS, start = c(2001, 1), frequency = 12),
#       list(range = 51:56, k = 1.04, h = 2.26, trans = <key>)), bounds and alarms
BY_R = {
    "standard": ([14, 13, 1, 0, 1, 5], [0, 1, 1, 1, 1, 1]),
    "rossi": (
        [
            14.09096116741554,
            14.02190488358132,
            3.26988831440248,
            2.46617905175897,
            3.19481249821705,
            6.97014612263233,
        ],
        [0, 1, 1, 1, 1, 1],
    ),
    "anscombe": (
        [
            14.66736485799509,
            14.65380195711835,
            4.23233715870216,
            3.45644440201112,
            4.24825607121384,
            8.30039985237801,
        ],
        [0, 1, 1, 1, 0, 1],
    ),
    "anscombe2nd": (
        [
            13.95746376361855,
            13.71609415168752,
            3.47652093137878,
            2.62128868325391,
            3.20719755472259,
            6.79616867184156,
        ],
        [0, 1, 1, 1, 1, 1],
    ),
    "pearsonNegBin": (
        [
            14.91636695383275,
            14.91636695383275,
            3.31546441807095,
            2.71456188230915,
            4.11365934654735,
            8.51275681078555,
        ],
        [0, 1, 1, 1, 0, 1],
    ),
    "anscombeNegBin": (
        [2.26, 0, 0, 0.262928423285655, 1.820429138920219, 1.760066053791585],
        [0, 1, 1, 0, 0, 0],
    ),
    "none": ([0] * 6, [1] * 6),
}


def panel(counts, frequency=12):
    observed = np.asarray(counts, float)[:, None]
    return Panel(("s",), np.arange(1, len(observed) + 1), observed, None, frequency, False)


def run(counts, span, mode=Mode.R, **control):
    return cusum(panel(counts), Cusum.from_r(control), span=span, mode=mode)


@pytest.mark.parametrize("trans", BY_R)
def test_r_gives_these_bounds_and_alarms(trans):
    found = run(MONTHS, Span(51, 56), trans=trans)
    bounds, alarms = BY_R[trans]
    assert found.upperbound[:, 0] == pytest.approx(bounds, rel=1e-13)
    assert found.alarm[:, 0].tolist() == alarms


def test_r_gives_these_bounds_about_a_seasonal_mean():
    # cusum(..., list(range = 51:56, k = .5, h = 2, m = "glm", trans = "rossi"))
    found = run(MONTHS, Span(51, 56), k=0.5, h=2, m="glm", trans="rossi")
    bounds = [12.040187892098693, 10.898444869269248, 0.766051615694185]
    bounds += [0.065415430710793, 0.049690828654418, 1.270597142926238]
    assert found.upperbound[:, 0] == pytest.approx(bounds, rel=1e-11)
    assert found.alarm[:, 0].tolist() == [0, 1, 1, 1, 1, 1]


def test_the_sum_is_the_plain_recursion():
    found = run(MONTHS, Span(41, 56), k=0.5, h=3)
    mean, total = sum(MONTHS[:40]) / 40, 0.0
    for row, count in enumerate(MONTHS[40:]):
        bound = max(0, math.ceil(math.sqrt(mean) * (3 + 0.5 - total) + mean))
        assert found.upperbound[row, 0] == bound
        total = max(0.0, total + (count - mean) / math.sqrt(mean) - 0.5)
        assert found.alarm[row, 0] == (total >= 3)
    assert np.all(found.expected == mean)


def test_the_seasonal_mean_is_the_most_likely_one():
    found = run(MONTHS, Span(41, 52), m="glm")
    angle = 2 * np.pi / 12 * np.arange(1, 53)
    design = np.stack([np.ones(52), np.cos(angle), np.sin(angle)], axis=1)
    y = np.asarray(MONTHS[:40])
    fitted = minimize(
        lambda b: np.sum(np.exp(design[:40] @ b) - y * (design[:40] @ b)),
        [1.5, 0, 0],
        jac=lambda b: design[:40].T @ (np.exp(design[:40] @ b) - y),
        tol=1e-12,
    )
    assert found.expected[:, 0] == pytest.approx(np.exp(design[40:] @ fitted.x), rel=1e-6)


@pytest.mark.parametrize("trans", list(BY_R))
def test_corrected_a_count_at_the_bound_alarms_and_one_below_does_not(trans):
    rng = np.random.default_rng(3)
    counts = rng.poisson(9, 80).astype(float)
    span, control = Span(60, 80), {"k": 0.7, "h": 3.0, "m": 9.0, "trans": trans, "alpha": 0.1}
    bounds = run(counts, span, Mode.CORRECTED, **control).upperbound[:, 0]
    for row in range(len(span)):
        for count in (math.ceil(bounds[row] - 1e-9), math.ceil(bounds[row] - 1e-9) - 1):
            if count >= 0:
                tried = counts.copy()
                tried[59 + row] = count
                alarm = run(tried, span, Mode.CORRECTED, **control).alarm[row, 0]
                assert alarm == (count >= bounds[row] - 1e-9)


def test_given_means_are_taken_week_by_week():
    found = run(MONTHS, Span(51, 56), m=[1, 2, 3, 4, 5, 6.5], trans="none", k=0)
    assert found.expected[:, 0].tolist() == [1, 2, 3, 4, 5, 6.5]
    with pytest.raises(ControlFault, match="6"):
        run(MONTHS, Span(51, 56), m=[1, 2])


def test_without_weeks_before_the_span_there_is_no_mean():
    found = run(MONTHS, Span(1, 5), Mode.CORRECTED)
    assert np.all(np.isnan(found.upperbound))
    assert np.all(found.alarm == -1)
    assert np.all(found.status == Status.INSUFFICIENT_HISTORY)


def test_a_break_limits_the_weeks_of_the_mean_and_of_a_given_mean_the_sum():
    counts, breaks = [99] * 10 + [4] * 10 + [9] * 5, np.array([11])
    found = cusum(panel(counts), Cusum(), span=Span(21, 25), mode=Mode.R, breaks=breaks)
    assert np.all(found.expected == 4)
    late = cusum(panel(counts), Cusum(), span=Span(11, 25), mode=Mode.R, breaks=breaks)
    assert np.all(late.status == Status.BREAK)
    given = Cusum(mean=4.0, decision_interval=100)
    found = cusum(panel(counts), given, span=Span(6, 25), mode=Mode.R, breaks=breaks)
    assert found.status[:, 0].tolist() == [Status.BREAK] * 5 + [Status.OK] * 15
    assert not found.alarm[5:].any()  # the 99 would have alarmed


@pytest.mark.parametrize(
    "given", [{"k": "1"}, {"h": None, "trans": "log"}, {"m": "mean"}, {"m": -1}, {"alpha": -0.1}]
)
def test_controls_that_r_does_not_have_are_refused(given):
    with pytest.raises(ControlFault, match=list(given)[-1]):
        Cusum.from_r(given)


def test_one_mean_only_with_the_table_as_in_r():
    with pytest.raises(ControlFault, match="anscombeNegBin"):
        run(MONTHS, Span(51, 56), m="glm", trans="anscombeNegBin")
    assert np.all(
        run(MONTHS, Span(51, 56), "corrected", m="glm", trans="anscombeNegBin").status == 0
    )
