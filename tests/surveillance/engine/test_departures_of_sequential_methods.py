"""Each departure of `Mode.CORRECTED` from R: what R gives, and what is given instead.

What R gives was read from surveillance 1.20.3 with the calls that `Mode.R` repeats here.
"""

import sys

import numpy as np
import pytest

from lieny.surveillance.engine.bayes import Bayes, bayes
from lieny.surveillance.engine.cusum import Cusum, cusum
from lieny.surveillance.engine.departures_of_sequential_methods import SEQUENTIAL_DEPARTURES
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


def both(method, control, counts, span, frequency=12):
    observed = np.asarray(counts, float)[:, None]
    panel = Panel(("s",), np.arange(1, len(observed) + 1), observed, None, frequency, False)
    return [method(panel, control, span=span, mode=mode) for mode in (Mode.R, Mode.CORRECTED)]


@pytest.mark.parametrize("departure", SEQUENTIAL_DEPARTURES, ids=lambda d: d.name)
def test_every_departure_has_its_test(departure):
    assert hasattr(sys.modules[__name__], f"test_{departure.name}")


def test_baseline_holds_the_evaluated_week():
    counts = [1] * 24 + [50]
    by_r, corrected = both(bayes, Bayes(1, 12, False), counts, Span(25, 25))
    assert by_r.upperbound[0, 0] > corrected.upperbound[0, 0] == 3
    by_r, corrected = both(rki, Rki(1, 12, True), counts, Span(25, 25))
    assert by_r.expected[0, 0] > corrected.expected[0, 0] == 1


def test_one_missing_week_stops_rki():
    by_r, corrected = both(rki, Rki(0, 4, True), [2, 2, np.nan, 2, 9], Span(5, 5))
    assert (by_r.alarm[0, 0], by_r.status[0, 0]) == (-1, Status.INSUFFICIENT_HISTORY)
    assert (corrected.upperbound[0, 0], corrected.alarm[0, 0]) == (6.686, 1)


def test_one_missing_week_ends_the_sum():
    counts = [4.0] * 10 + [4, np.nan, 30, 40]
    by_r, corrected = both(cusum, Cusum(), counts, Span(11, 14))
    assert by_r.alarm[:, 0].tolist() == [0, -1, -1, -1]
    assert by_r.upperbound[2:, 0].tolist() == [0, 0]
    assert by_r.status[:, 0].tolist() == [Status.OK, *[Status.NO_DATA] * 3]
    assert corrected.alarm[:, 0].tolist() == [0, -1, 1, 1]
    assert corrected.status[:, 0].tolist() == [Status.OK, Status.NO_DATA, Status.OK, Status.OK]


def test_one_missing_week_ends_the_average():
    by_r, corrected = both(cusum, Cusum(), [4, np.nan, 4, 30], Span(4, 4))
    assert (by_r.upperbound[0, 0], by_r.alarm[0, 0]) == (0, -1)
    assert by_r.status[0, 0] == Status.INSUFFICIENT_HISTORY
    assert (corrected.expected[0, 0], corrected.alarm[0, 0]) == (4, 1)


def test_mean_of_zero():
    by_r, corrected = both(cusum, Cusum(), [0, 0, 0, 5, 0], Span(4, 5))
    assert by_r.alarm[:, 0].tolist() == [1, -1]
    assert by_r.upperbound[:, 0].tolist() == [0, 0]
    assert np.all(corrected.alarm == -1)
    assert np.all(np.isnan(corrected.upperbound))
    assert np.all(corrected.status == Status.INSUFFICIENT_HISTORY)


def test_rossi_bound_beyond_the_turning_point():
    control = Cusum(transformation="rossi", mean=4.0)
    by_r, corrected = both(cusum, control, [4, 30, 0], Span(2, 3))
    assert by_r.upperbound[1, 0] == 0  # no root at all: R's NaN becomes 0
    counts = [4, 24, 0]
    by_r, corrected = both(cusum, control, counts, Span(2, 3))
    assert by_r.alarm[1, 0] == corrected.alarm[1, 0] == 1  # even a count of 0 alarms
    assert by_r.upperbound[1, 0] > 0
    assert corrected.upperbound[1, 0] == 0


def test_anscombe2nd_bound():
    control = Cusum(transformation="anscombe2nd", mean=8.0)
    by_r, corrected = both(cusum, control, [8, 8], Span(2, 2))
    z, m = 2.26 + 1.04, 8.0
    spread = 2 / 3 * m ** (1 / 6)
    assert by_r.upperbound[0, 0] == pytest.approx((spread * z + 4 - 2 / 9) ** 1.5)
    assert corrected.upperbound[0, 0] == pytest.approx((spread * z + 4 - 1 / 18) ** 1.5)


def test_bound_that_is_no_count():
    control = Cusum(transformation="none", reference=5, decision_interval=4)
    by_r, corrected = both(cusum, control, [3, 8, 6], Span(2, 3))
    assert by_r.upperbound[:, 0].tolist() == [1, 0]  # 4 - 3, 4 - 4
    assert corrected.upperbound[:, 0].tolist() == [9, 6]  # 4 + 5 - 0, 4 + 5 - 3
    assert by_r.alarm.tolist() == corrected.alarm.tolist() == [[0], [1]]


def test_table_of_anscombe_neg_bin():
    control = Cusum(transformation="anscombeNegBin", mean=50.0, alpha=1.0, reference=0.0)
    by_r, corrected = both(cusum, control, [50, 130, 40], Span(2, 3))
    assert by_r.alarm[:, 0].tolist() == [-1, -1]  # the table ends at alpha y = 100
    assert np.all(corrected.alarm != -1)


def test_fall_to_zero():
    control = GlrPoisson(mean=(3.0,), direction="dec", threshold=5)
    by_r, corrected = both(glr_poisson, control, [3, 0, 0, 0], Span(2, 4))
    assert by_r.upperbound[:, 0].tolist() == [0, 0, 0]
    assert corrected.upperbound[:, 0].tolist() == [3, 6, 3]
    assert corrected.alarm[:, 0].tolist() == [0, 1, 0]


def test_epidemic_steps_run_away():
    # glrpois(sts(observed = c(3, 25), ...), list(range = 1:2, c.ARL = 1e6, mu0 = c(1, 1),
    #         change = "epi", ret = "value")): 0, 2.65563059334539e-05
    control = GlrPoisson(mean=(1.0,), change="epi", threshold=1e6)
    by_r, corrected = both(glr_poisson, control, [3, 25], Span(1, 2))
    assert by_r.upperbound[:, 0].tolist() == pytest.approx([0, 2.655630593345392e-05], rel=1e-8)
    size = (25 - 1) / 3  # of the second week alone, the most likely
    assert corrected.upperbound[1, 0] == pytest.approx(25 * np.log(1 + 3 * size) - 3 * size)


def test_shift_steps_run_away():
    # glrnb(..., list(range = 41:53, c.ARL = 5, mu0 = rep(1, 13), alpha = .1, ret = "value"))
    counts = [1, 1, 60, 60, 60]
    control = GlrNegativeBinomial(mean=(1.0,), alpha=0.1)
    by_r, corrected = both(glr_negative_binomial, control, counts, Span(3, 5))
    assert by_r.upperbound[:, 0].tolist() == [0, 0, 0]
    assert not by_r.alarm.any()
    ratio = 60 * np.log(60) + (60 + 10) * np.log(1.1 / 7)
    assert corrected.upperbound[:, 0] == pytest.approx([ratio] * 3)
    assert corrected.alarm[:, 0].tolist() == [1, 1, 1]


def test_count_of_the_shift_chart():
    control = GlrNegativeBinomial(mean=(4.0,), alpha=0.1, threshold=2, returns="cases")
    by_r, corrected = both(glr_negative_binomial, control, [4, 0, 4], Span(2, 3))
    assert by_r.upperbound[:, 0].tolist() == [1e99, 10]
    assert corrected.upperbound[:, 0].tolist() == [10, 10]


def test_epidemic_of_another_model():
    control = GlrNegativeBinomial(mean=(4.0,), alpha=0.1, change="epi", threshold=1e6)
    by_r, corrected = both(glr_negative_binomial, control, [4, 9, 9], Span(1, 3))
    assert np.all(corrected.upperbound >= by_r.upperbound)
    assert corrected.upperbound[1, 0] > by_r.upperbound[1, 0] + 0.05


def test_product_falls_to_zero():
    # outbreakP(sts(observed = 50 + 1:200, ...), list(range = c(50, 100, 150), k = 100,
    #           ret = "value")): 1.933901e+30, 0, 0; alarms 1, 0, 0
    counts = 50.0 + np.arange(1, 201)
    by_r, corrected = both(outbreak_p, OutbreakP(100, "value"), counts, Span(50, 150))
    assert by_r.upperbound[[0, 50, 100], 0] == pytest.approx([1.933901e30, 0, 0], rel=1e-6)
    assert by_r.alarm[[0, 50, 100], 0].tolist() == [1, 0, 0]
    assert np.all(corrected.alarm == 1)
    mean = counts[:100].mean()
    log = np.sum(counts[:100] * np.log(counts[:100] / mean))
    assert corrected.upperbound[50, 0] == pytest.approx(np.exp(log), rel=1e-9)
