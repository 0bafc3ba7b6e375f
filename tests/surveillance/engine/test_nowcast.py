"""The nowcast: exact on small triangles, and honest about its interval on simulated delays."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from lieny.surveillance.engine.nowcast import Nowcast, NowcastPlan, corrected, delay_shares, nowcast
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.preparation.calendar import Calendar, date_of
from lieny.surveillance.engine.preparation.series import SeriesPlan
from lieny.surveillance.engine.reporting_triangle import AsKnown, Triangle, TriangleFault, triangle
from lieny.surveillance.engine.simulator.case_list import ReportingDelay, case_list
from lieny.surveillance.engine.simulator.profiles import Profile
from lieny.surveillance.engine.simulator.scenario import Scenario, Setting
from lieny.surveillance.engine.simulator.simulation import simulate

# periods of onset 0 to 4, delays 0 to 2; what is known at the end of period 4
COUNTS = np.array([[4, 3, 1], [5, 5, 0], [6, 2, 2], [8, 4, 0], [3, 0, 0]])[:, :, None]
SMALL = Triangle(COUNTS, COUNTS.sum(1))


def test_the_shares_of_lawless_by_hand():
    got = delay_shares(COUNTS, window=5)
    # delay 2 is seen of periods 0, 1, 2: 3 of 28 cases; delay 1 of periods 0 to 3: 14 of 37
    g2, g1 = 3 / 28, 14 / 37
    assert got.share[:, 0] == pytest.approx([(1 - g1) * (1 - g2), 1 - g2, 1])
    assert got.variance[2, 0] == 0


def test_expected_totals_are_what_is_known_over_the_share():
    got = nowcast(SMALL, NowcastPlan(window=5))
    f1, f0 = 25 / 28, 25 / 28 * 23 / 37
    assert got.expected[:, 0] == pytest.approx([8, 10, 10, 12 / f1, 3 / f0])
    assert got.lower[:3, 0].tolist() == got.upper[:3, 0].tolist() == [8, 10, 10]
    assert got.lower[3, 0] >= 12
    assert got.upper[4, 0] > 3 / f0 > got.lower[4, 0] >= 3


def plain_shares(counts, window):
    """Lawless once more, period by period."""
    counts = counts[-window:]
    times, delays = counts.shape
    share = [1.0] * delays
    for d in range(delays - 2, -1, -1):
        k = d + 1
        exactly = sum(counts[t][k] for t in range(times - k))
        at_most = sum(sum(counts[t][: k + 1]) for t in range(times - k))
        share[d] = share[k] * (1 - exactly / at_most)
    return share


def cut(counts):
    """Take away what is not known yet."""
    times, delays = counts.shape[:2]
    later = np.arange(times)[:, None] + np.arange(delays) >= times
    counts = counts.copy()
    counts[later] = 0
    return counts


def drawn(seed, times=40, delays=7, units=5, mean=60.0):
    rng = np.random.default_rng(seed)
    chance = rng.dirichlet(np.ones(delays) * 3)
    return rng.poisson(mean * chance[None, :, None], (times, delays, units))


@pytest.mark.parametrize("window", [12, 25, 40, 99])
def test_shares_equal_a_plain_second_computation_for_every_group(window):
    counts = cut(drawn(1))
    got = delay_shares(counts, window).share
    for group in range(5):
        assert got[:, group] == pytest.approx(plain_shares(counts[:, :, group], window))


def test_groups_pool_their_units():
    counts = cut(drawn(2))
    groups = np.array([0, 1, 0, 1, 1])
    got = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan(), groups)
    pooled = delay_shares(np.stack([counts[:, :, groups == g].sum(2) for g in (0, 1)], 2), 30)
    assert got.share[-1] == pytest.approx(pooled.share[0][groups])
    assert got.expected[-2] == pytest.approx(counts[-2].sum(0) / pooled.share[1][groups])


def test_units_do_not_depend_on_one_another_when_each_is_a_group():
    counts = cut(drawn(3))
    whole = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan(), np.arange(5))
    alone = nowcast(Triangle(counts[:, :, 2:3], counts[:, :, 2:3].sum(1)), NowcastPlan())
    for name in ("expected", "lower", "upper", "share"):
        assert np.array_equal(getattr(whole, name)[:, 2], getattr(alone, name)[:, 0])


def test_when_everything_is_reported_at_once_the_counts_stay_as_they_are():
    counts = np.zeros((30, 5, 3), np.int64)
    counts[:, 0] = np.random.default_rng(1).poisson(50, (30, 3))
    got = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan())
    assert np.array_equal(got.expected, counts[:, 0])
    assert np.array_equal(got.lower, counts[:, 0])
    assert np.array_equal(got.upper, counts[:, 0])
    assert np.all(got.share == 1)


def test_periods_older_than_the_longest_delay_are_complete_and_unchanged():
    counts = cut(drawn(4))
    got = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan())
    old = slice(0, 40 - 6)
    for grid in (got.expected, got.lower, got.upper):
        assert np.array_equal(grid[old], counts.sum(1)[old])
    assert np.all(got.upper[-1] > got.known[-1])


def test_where_nothing_was_ever_reported_nothing_is_said():
    counts = np.zeros((30, 4, 1), np.int64)
    got = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan())
    assert np.isnan(got.expected[-1, 0])
    assert np.isnan(got.share[-3:, 0]).all()
    assert got.expected[:-3, 0].tolist() == [0] * 27


def test_where_too_little_is_known_nothing_is_said():
    counts = np.zeros((30, 3, 1), np.int64)
    counts[:, 0], counts[:, 1] = 1, 99
    counts = cut(counts)
    got = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan(least_share=0.05))
    assert np.isnan(got.expected[-1, 0])
    assert np.isnan(got.upper[-1, 0])
    assert got.expected[-2, 0] == 100
    said = nowcast(Triangle(counts, counts.sum(1)), NowcastPlan(least_share=0.005))
    assert said.expected[-1, 0] == pytest.approx(100)


SETTING = Setting(tuple("abcdefgh"), ("79",) * 8, np.full(8, 30_000.0))


def coverage(rate, unrest, dispersion):
    """Share of totals in the 90 % interval, judged from 20 weeks, 8 places, ages 0 to 5."""
    scenario = Scenario(
        seed=7,
        first=date(2024, 1, 1),
        last=date(2025, 12, 28),
        setting=SETTING,
        diseases=(Profile("d", rate=rate),),
        dispersion=dispersion,
    )
    block = next(simulate(scenario))
    delay = ReportingDelay(median=9, spread=0.6, longest=41, unrest=unrest)
    cases = case_list(scenario, block, delay, 0)
    final = block.panel.observed
    plan = SeriesPlan("onset_on", scenario.first, scenario.last, ("commune",))
    inside, bias, said = [], [], 0
    for week in range(60, 100, 2):
        now = date_of(block.panel.epoch[week]) + timedelta(6)
        made, known = triangle(
            cases, plan, AsKnown("reported_on", now, 6), wanted=block.keys.select(["commune"])
        )
        got = nowcast(known, NowcastPlan(window=40))
        recent = slice(week - 5, week + 1)
        ok = ~np.isnan(got.expected[recent])
        said += ok.sum()
        truth = final[recent]
        hit = (got.lower[recent] <= truth) & (truth <= got.upper[recent])
        inside.append(hit[ok])
        bias.append(got.expected[recent].sum() / truth.sum())
        assert made.panel.observed.shape == (week + 1, 8)
    return np.concatenate(inside).mean(), float(np.nanmean(bias)), said


@pytest.mark.parametrize(
    ("rate", "unrest", "dispersion"),
    [
        (8000, 0.0, 1.0),
        (8000, 0.0, 3.0),
        (8000, 0.25, 1.5),
        (800, 0.0, 1.5),
        (800, 0.25, 3.0),
        (100, 0.0, 1.5),
    ],
)
def test_the_interval_of_90_percent_holds_the_final_count_about_as_often(rate, unrest, dispersion):
    share, bias, said = coverage(rate, unrest, dispersion)
    assert said > 750
    assert 0.88 <= share <= 0.99  # counts are whole: at small means more than asked
    assert bias == pytest.approx(1, abs=0.12)


def test_a_delay_that_changes_by_half_each_week_costs_some_of_the_interval():
    share, bias, _ = coverage(8000, 0.5, 1.5)
    assert 0.8 <= share <= 0.9  # said in the module: 85 %
    assert bias == pytest.approx(1, abs=0.12)


PLAN = SeriesPlan("onset", date(2026, 6, 1), date(2030, 1, 1), ("place",))


def listed(*rows):
    return pa.table(
        {
            "onset": pa.array([row[0] for row in rows], pa.date32()),
            "reported": pa.array([row[1] for row in rows], pa.date32()),
            "place": [row[2] for row in rows],
        }
    )


def test_a_triangle_counts_cases_by_week_of_onset_and_weeks_until_the_report():
    cases = listed(
        (date(2026, 6, 7), date(2026, 6, 8), "A"),  # Sunday to Monday: one week
        (date(2026, 6, 8), date(2026, 6, 14), "A"),  # the same week
        (date(2026, 6, 1), date(2026, 6, 28), "A"),  # three weeks: in the last cell
        (date(2026, 6, 9), date(2026, 6, 2), "A"),  # before its onset
        (date(2026, 6, 9), None, "A"),  # known, but not since when
        (date(2026, 6, 9), date(2026, 6, 29), "A"),  # not known yet
        (date(2026, 5, 30), date(2026, 6, 2), "A"),  # before the first week
        (None, date(2026, 6, 2), "A"),
    )
    made, got = triangle(cases, PLAN, AsKnown("reported", date(2026, 6, 28), 2))
    assert got.counts[:, :, 0].tolist() == [[0, 1, 1], [2, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert got.known[:, 0].tolist() == [2, 3, 0, 0]
    assert (got.impossible, got.undelayed) == (1, 1)
    assert made.panel.observed[:, 0].tolist() == [2, 3, 0, 0]
    assert made.keys.select(["undated", "outside"]).to_pylist() == [{"undated": 1, "outside": 1}]


def test_a_triangle_of_months_and_of_days():
    cases = listed((date(2026, 6, 30), date(2026, 7, 1), "A"))
    month = SeriesPlan("onset", date(2026, 6, 1), PLAN.last, ("place",), Calendar.MONTH)
    got = triangle(cases, month, AsKnown("reported", date(2026, 8, 31), 1))[1]
    assert got.counts[:, :, 0].tolist() == [[0, 1], [0, 0], [0, 0]]
    day = SeriesPlan("onset", date(2026, 6, 29), PLAN.last, ("place",), Calendar.DAY)
    got = triangle(cases, day, AsKnown("reported", date(2026, 7, 2), 2))[1]
    assert got.counts[:, :, 0].tolist() == [[0, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_an_unfinished_week_is_not_in_the_triangle():
    cases = listed(
        (date(2026, 6, 1), date(2026, 6, 2), "A"), (date(2026, 6, 9), date(2026, 6, 9), "A")
    )
    made, got = triangle(cases, PLAN, AsKnown("reported", date(2026, 6, 10), 1))
    assert got.known.tolist() == [[1]]
    assert made.keys["outside"].to_pylist() == [1]


def test_what_makes_no_triangle_is_refused():
    with pytest.raises(TriangleFault, match="row a case"):
        triangle(listed(), replace(PLAN, count="place"), AsKnown("reported", date(2026, 6, 28), 1))
    with pytest.raises(TriangleFault, match="longest delay is 0"):
        AsKnown("reported", date(2026, 6, 28), 0)
    wrong = COUNTS.copy()
    wrong[4, 1] = 1
    with pytest.raises(TriangleFault, match="after the last period"):
        Triangle(wrong, wrong.sum(1))
    with pytest.raises(TriangleFault, match="more cases"):
        Triangle(COUNTS, COUNTS.sum(1) - 1)
    with pytest.raises(TriangleFault, match="groups of"):
        nowcast(SMALL, NowcastPlan(window=5), np.zeros(2, np.int64))
    with pytest.raises(TriangleFault, match="3 periods do not show delays of 2"):
        nowcast(SMALL, NowcastPlan(window=3))


def test_expected_totals_take_the_place_of_the_counts_known_so_far():
    got = nowcast(SMALL, NowcastPlan(window=5))
    panel = Panel(("a",), np.arange(5), COUNTS.sum(1).astype(float), None, 52, dated=False)
    assert corrected(panel, got).observed[:, 0].tolist() == [8, 10, 10, 13, 5]
    assert isinstance(got, Nowcast)
