"""The RKI bound, against R and against its rule written out."""

import statistics

import numpy as np
import pytest

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.rki import Rki, rki

MONTHS = [
    *(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3),
    *(2, 7, 9, 5, 0, 2, 8, 8, 4, 1, 9, 7, 16, 9, 3, 9, 9, 3, 7, 5, 10, 5, 8, 20, 9, 7, 4, 9),
]


def panel(counts, frequency=12):
    observed = np.asarray(counts, float)[:, None]
    return Panel(("s",), np.arange(1, len(observed) + 1), observed, None, frequency, False)


def test_r_gives_these_bounds_where_counts_are_few():
    # rki(sts(observed = MONTHS, start = c(2001, 1), frequency = 12),
    #     list(range = 45:56, b = 2, w = 3, actY = FALSE))
    found = rki(panel(MONTHS), Rki(2, 3, False), span=Span(45, 56), mode=Mode.R)
    few = [11.177, 9.598, 9.598, 9.598, 9.598, 11.177, *[12.817] * 6]
    assert found.upperbound[:, 0].tolist() == few
    assert found.alarm[:, 0].tolist() == [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0]


def test_r_gives_these_bounds_where_counts_are_many():
    # rki(sts(observed = 7 * MONTHS, ...), list(range = 45:56, b = 1, w = 3, actY = TRUE))
    sevenfold = panel([7 * count for count in MONTHS])
    found = rki(sevenfold, Rki.from_r({"b": 1, "w": 3, "actY": True}), span=Span(45, 48), mode="r")
    many = [88.1976430375211, 86.5899941695815, 82.0963271485256, 84.3990759665930]
    assert found.upperbound[:, 0] == pytest.approx(many, rel=1e-14)


@pytest.mark.parametrize("scale", [0.1, 3, 20, 21, 1e6])
def test_the_bound_is_mean_and_two_deviations_above_twenty(scale):
    counts = np.random.default_rng(2).poisson(scale, 160)
    found = rki(panel(counts, 52), Rki(1, 5, True), span=Span(120, 160), mode=Mode.R)
    for row, t in enumerate(range(120, 161)):
        weeks = [*range(t - 5, t), *range(t - 52 - 5, t - 52 + 6)]
        baseline = [int(counts[week - 1]) for week in weeks]
        mean = statistics.fmean(baseline)
        assert found.expected[row, 0] == pytest.approx(mean, rel=1e-15)
        if mean > 20:
            bound = mean + 2 * statistics.stdev(baseline)
            assert found.upperbound[row, 0] == pytest.approx(bound, rel=1e-12)
        else:
            assert found.upperbound[row, 0] < 31  # a tabled limit
        assert found.alarm[row, 0] == (counts[t - 1] > found.upperbound[row, 0])


def test_the_tabled_limit_changes_at_whole_means():
    for mean, limit in ((0, 3.285), (1, 5.323), (19, 28.966), (20, 30.017)):
        found = rki(panel([mean] * 7), Rki(0, 6, True), span=Span(7, 7), mode=Mode.R)
        assert found.upperbound[0, 0] == limit
    below = rki(panel([1] * 5 + [0, 9]), Rki(0, 6, True), span=Span(7, 7), mode=Mode.R)
    assert below.upperbound[0, 0] == 3.285  # the mean 5/6 counts as 0


def test_a_baseline_of_one_week_has_no_deviation_and_says_so():
    found = rki(panel([50, 60]), Rki(0, 1, True), span=Span(2, 2), mode=Mode.R)
    assert np.isnan(found.upperbound[0, 0])
    assert found.status[0, 0] == Status.INSUFFICIENT_HISTORY


def test_no_history_and_breaks_are_told_apart():
    breaks = np.array([10])
    found = rki(panel(MONTHS), Rki(0, 6, True), span=Span(5, 17), mode=Mode.R, breaks=breaks)
    assert found.status[:2, 0].tolist() == [Status.INSUFFICIENT_HISTORY] * 2
    assert found.status[2:11, 0].tolist() == [Status.BREAK] * 9
    assert found.status[11:, 0].tolist() == [Status.OK] * 2


@pytest.mark.parametrize("given", [{"b": "two"}, {"w": -1}, {"actY": 1}, {"alpha": 0.05}])
def test_controls_that_r_does_not_have_are_refused(given):
    with pytest.raises(ControlFault, match=next(iter(given))):
        Rki.from_r(given)
