"""Outbreaks laid into series: where, when, how large, in which shape; the truth says so."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lieny.surveillance.engine.preparation.calendar import Calendar, day_number
from lieny.surveillance.engine.simulator.outbreaks import (
    SHAPES,
    KnownOutbreak,
    OutbreakPlan,
    Outbreaks,
    Shape,
    case_days,
    draw_outbreaks,
)
from lieny.surveillance.engine.simulator.profiles import Profile
from lieny.surveillance.engine.simulator.scenario import Scenario, Setting
from lieny.surveillance.engine.simulator.simulation import simulate

SETTING = Setting(
    communes=tuple(f"{number:05d}" for number in range(400)),
    provinces=("79",) * 400,
    people=np.full(400, 30_000.0),
)
QUIET = Scenario(
    seed=11,
    first=date(2024, 1, 1),
    last=date(2025, 12, 29),
    setting=SETTING,
    diseases=(Profile("rare", rate=1e-6),),  # no case of its own is to be expected
)


def one_block(scenario):
    return next(simulate(scenario))


def test_a_known_outbreak_lies_in_its_series_from_its_week_on():
    known = KnownOutbreak(series=17, start=date(2024, 7, 3), size=60)
    block = one_block(replace(QUIET, known=(known,)))
    week = int(np.searchsorted(block.panel.epoch, day_number(date(2024, 7, 1))))
    assert block.panel.observed.sum() == 60
    assert block.panel.observed[:, 17].sum() == 60
    assert np.all(block.panel.observed[:week] == 0)
    assert block.panel.observed[week, 17] > 50  # one meal: half of them fall ill within two days
    row = block.truth.outbreaks.to_pylist()[0]
    assert (row["unit"], row["size"], row["seen"]) == ("rare/79/00017/all/all", 60, 60)
    assert (row["first"], row["k"], row["shape"]) == (week + 1, None, "point-source")
    assert block.panel.observed[row["last"] - 1, 17] > 0
    assert np.all(block.panel.observed[row["last"] :, 17] == 0)


def test_cases_after_the_end_of_the_series_are_drawn_but_not_seen():
    known = KnownOutbreak(3, date(2025, 12, 29), 200, Shape.PROPAGATED)
    block = one_block(replace(QUIET, known=(known,)))
    row = block.truth.outbreaks.to_pylist()[0]
    assert row["size"] == 200
    assert row["seen"] == block.truth.injected.sum() < 60
    assert row["first"] == row["last"] == len(block.panel.epoch)


def test_months_end_where_the_next_begins():
    known = KnownOutbreak(3, date(2025, 12, 1), 500, Shape.PROPAGATED)
    block = one_block(replace(QUIET, calendar=Calendar.MONTH, known=(known,)))
    # day 31 lies past December: what comes in the fifth generation mostly does
    row = block.truth.outbreaks.to_pylist()[0]
    assert 300 < row["seen"] < 500
    assert block.panel.observed[-1].sum() == row["seen"]


def test_injected_cases_are_the_sum_of_what_the_table_says_of_each_series():
    plan = OutbreakPlan(share=0.5, number=2, least=5, shapes=tuple(Shape))
    block = one_block(replace(QUIET, outbreaks=(plan,)))
    table = block.truth.outbreaks
    by_series = np.bincount(table["column"], weights=table["seen"], minlength=400)
    assert np.array_equal(by_series, block.truth.injected.sum(0))
    assert np.array_equal(block.panel.observed, block.truth.injected)
    assert set(table["shape"].to_pylist()) == set(Shape)
    assert 320 < table.num_rows < 480  # 400 series, half of them, two each
    assert set(np.bincount(table["column"], minlength=400)) == {0, 2}
    assert len(set(table["outbreak"].to_pylist())) == table.num_rows


def test_outbreaks_of_a_plan_start_on_its_days():
    plan = OutbreakPlan(first=date(2025, 1, 6), last=date(2025, 1, 13))
    block = one_block(replace(QUIET, outbreaks=(plan,)))
    first = block.panel.epoch[block.truth.outbreaks["first"].to_numpy() - 1]
    assert set(first) == {day_number(date(2025, 1, 6)), day_number(date(2025, 1, 13))}


def test_a_plan_outside_the_scenario_is_refused():
    plan = OutbreakPlan(first=date(2027, 1, 1))
    with pytest.raises(ValueError, match="no period"):
        one_block(replace(QUIET, outbreaks=(plan,)))


def test_the_size_is_k_standard_deviations_of_the_baseline_on_average():
    rng = np.random.default_rng(2)
    deviation = np.tile(np.array([2.0, 4.0]), (10, 20_000))
    plan = OutbreakPlan(k=(3.0, 3.0), least=0)
    drawn = draw_outbreaks(rng, plan, (4, 6), deviation)
    even = drawn.column % 2 == 0
    # outbreaks of no case are left out: Poisson 6 has 0.25 % of them
    assert drawn.size[even].mean() == pytest.approx(6 / (1 - np.exp(-6)), rel=0.01)
    assert drawn.size[~even].mean() == pytest.approx(12, rel=0.01)
    assert drawn.size[~even].var() == pytest.approx(12, rel=0.05)
    assert set(drawn.start) == {4, 5, 6}
    assert drawn.size.min() >= 1


def days_of(shape, size=100_000):
    alone = Outbreaks(
        column=np.array([0]),
        start=np.array([0]),
        size=np.array([size]),
        k=np.array([np.nan]),
        shape=np.array([SHAPES.index(shape)]),
    )
    of, days = case_days(np.random.default_rng(3), alone)
    assert len(of) == size
    assert set(of) == {0}
    return days


def test_lognormal_outbreaks_fall_in_whole_weeks_as_in_noufaily():
    days = days_of(Shape.LOGNORMAL)
    assert np.all(days % 7 == 0)
    assert np.mean(days == 0) == pytest.approx(0.5, abs=0.01)  # exp N(0, 0.5) < 1
    assert np.mean(days <= 7) == pytest.approx(0.917, abs=0.01)  # < 2


def test_half_the_cases_of_a_point_source_fall_ill_before_two_days():
    assert np.mean(days_of(Shape.POINT_SOURCE) < 2) == pytest.approx(0.5, abs=0.01)


def test_a_propagated_outbreak_grows_from_generation_to_generation():
    days = days_of(Shape.PROPAGATED)
    weeks = np.bincount(days // 7)
    assert np.all(np.diff(weeks[:4]) > 0)
    # mean of 0, 7, 14, 21, 28 days under the weights 1.7^g, less half a day of rounding down
    weight = 1.7 ** np.arange(5)
    assert days.mean() == pytest.approx((weight * 7 * np.arange(5)).sum() / weight.sum(), abs=0.6)


@pytest.mark.parametrize(
    "wrong",
    [{"share": 1.1}, {"number": -1}, {"k": (0.0, 1.0)}, {"k": (3.0, 2.0)}, {"shapes": ()}],
)
def test_an_impossible_plan_is_refused(wrong):
    with pytest.raises(ValueError, match="outbreak plan"):
        OutbreakPlan(**wrong)


def test_an_outbreak_in_a_series_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="there are 400"):
        replace(QUIET, known=(KnownOutbreak(400, date(2024, 5, 1), 3),))
