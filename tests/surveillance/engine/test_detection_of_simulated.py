"""A kernel, the simulator and the evaluation together: what is to be expected of detection."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.evaluation import evaluate, gather
from lieny.surveillance.engine.farrington_control import ThresholdMethod
from lieny.surveillance.engine.farrington_flexible import FarringtonFlexible, farrington_flexible
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.multiplicity import chance_signals
from lieny.surveillance.engine.signals import SignalRule, screen_of, signals
from lieny.surveillance.engine.simulator.outbreaks import KnownOutbreak, OutbreakPlan
from lieny.surveillance.engine.simulator.profiles import Profile
from lieny.surveillance.engine.simulator.scenario import Scenario, Setting
from lieny.surveillance.engine.simulator.simulation import simulate

ALPHA = 0.01
CONTROL = FarringtonFlexible(
    alpha=ALPHA, no_periods=10, threshold_method=ThresholdMethod.NB_PLUGIN, trend=False
)
SETTING = Setting(
    tuple(f"{number:05d}" for number in range(300)), ("79",) * 300, np.full(300, 60_000.0)
)
YEAR = date(2025, 1, 6)
QUIET = Scenario(
    seed=21,
    first=date(2018, 1, 1),
    last=date(2025, 12, 28),
    setting=SETTING,
    diseases=(Profile("d", rate=800.0, season=(-0.3, -0.5, 0.0, 0.0)),),
    waves=0,
)


def judged(scenario):
    parts = []
    for block in simulate(scenario):
        times = len(block.panel.epoch)
        found = farrington_flexible(
            block.panel, CONTROL, span=Span(times - 50, times), mode=Mode.CORRECTED
        )
        parts.append(evaluate(found, block.truth))
    return gather(parts)


def outbreaks(k):
    return (OutbreakPlan(first=YEAR, last=date(2025, 11, 30), k=(k, k)),)


def test_without_outbreaks_false_alarms_come_about_as_often_as_the_level_says():
    got = judged(QUIET)
    assert got.quiet == 300 * 51
    assert 0.3 * ALPHA < got.false_alarm_rate < 2 * ALPHA
    assert got.expected_false_alarms(300, 51) == got.false


def test_larger_outbreaks_are_found_more_often_and_sooner():
    small, large = (judged(replace(QUIET, outbreaks=outbreaks(k))) for k in (3.0, 10.0))
    assert small.outbreaks.num_rows == large.outbreaks.num_rows == 300
    assert small.detection_rate < large.detection_rate
    assert large.detection_rate > 0.95
    assert large.within(0) > small.within(0)
    assert large.false_alarm_rate < 2 * ALPHA


def test_one_large_outbreak_among_many_series_is_the_first_signal():
    known = KnownOutbreak(series=123, start=date(2025, 12, 22), size=60)
    block = next(simulate(replace(QUIET, known=(known,))))
    times = len(block.panel.epoch)
    found = farrington_flexible(block.panel, CONTROL, span=Span(times, times), mode=Mode.CORRECTED)
    screened = signals(screen_of(found, block.panel, times), SignalRule())
    first = screened.table.to_pylist()[0]
    assert first["column"] == 123
    assert first["observed"] >= 50
    assert screened.tested == 300
    assert screened.table.num_rows <= 3
    # by the level alone about as many alarms as chance brings, and none of them is ranked first
    by_alarm = signals(screen_of(found, block.panel, times), SignalRule(by_alarm=True))
    bound = chance_signals(ALPHA, tested=300)
    assert by_alarm.table.num_rows <= 1 + bound + 4 * np.sqrt(bound)
    assert by_alarm.table["column"][0].as_py() == 123
    assert first["q"] == pytest.approx(first["pvalue"] * 300, rel=0.01)
