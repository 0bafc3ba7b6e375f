"""Detection against known outbreaks, by cases made by hand."""

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.evaluation import EvaluationFault, evaluate, gather
from lieny.surveillance.engine.truth import OUTBREAKS, Truth, TruthFault


def truth(times, units, *outbreaks, cases=None):
    """Outbreaks as (column, first, last); one case in each of their weeks unless given."""
    injected = np.zeros((times, units), np.int32)
    for column, first, last in outbreaks if cases is None else ():
        injected[first - 1 : last, column] += 1
    if cases is not None:
        injected = cases
    count = len(outbreaks)
    table = pa.table(
        {
            "outbreak": list(range(count)),
            "column": [o[0] for o in outbreaks],
            "series": [o[0] for o in outbreaks],
            "unit": [str(o[0]) for o in outbreaks],
            "first": [o[1] for o in outbreaks],
            "last": [o[2] for o in outbreaks],
            "size": [o[2] - o[1] + 1 for o in outbreaks],
            "seen": [o[2] - o[1] + 1 for o in outbreaks],
            "k": [5.0] * count,
            "shape": ["lognormal"] * count,
        },
        schema=OUTBREAKS,
    )
    return Truth(table, injected)


def detected(first, alarms, status=None):
    grid = np.array(alarms, np.int8)
    return Detected(
        span=Span(first, first + len(grid) - 1),
        upperbound=np.zeros(grid.shape),
        alarm=grid,
        status=np.zeros(grid.shape, np.int8) if status is None else np.array(status, np.int8),
    )


def column(*alarms):
    return [[alarm] for alarm in alarms]


def test_an_alarm_in_the_second_week_of_an_outbreak_finds_it_one_week_late():
    # weeks 11 to 15; the outbreak is in 12 to 14; alarms in 13 and, falsely, in 15
    got = evaluate(detected(11, column(0, 0, 1, 0, 1)), truth(20, 1, (0, 12, 14)))
    assert got.outbreaks["detected"].to_pylist() == [True]
    assert got.outbreaks["delay"].to_pylist() == [1]
    assert (got.quiet, got.false, got.silent, got.left_out) == (2, 1, 0, 0)
    assert got.detection_rate == 1
    assert got.false_alarm_rate == 0.5
    assert got.expected_false_alarms(series=1000, weeks=52) == 26_000


def test_an_alarm_after_the_last_case_does_not_find_the_outbreak():
    got = evaluate(detected(1, column(0, 0, 1, 0)), truth(4, 1, (0, 1, 2)))
    assert got.outbreaks["detected"].to_pylist() == [False]
    assert got.outbreaks["delay"].to_pylist() == [None]
    assert (got.quiet, got.false) == (2, 1)


def test_it_does_within_the_grace_and_is_then_no_false_alarm():
    got = evaluate(detected(1, column(0, 0, 1, 0)), truth(4, 1, (0, 1, 2)), grace=1)
    assert got.outbreaks["delay"].to_pylist() == [2]
    assert (got.quiet, got.false) == (1, 0)


def test_an_alarm_in_another_series_is_false():
    got = evaluate(detected(1, [[0, 1], [0, 0]]), truth(2, 2, (0, 1, 2)))
    assert got.detection_rate == 0
    assert (got.quiet, got.false) == (2, 1)


def test_two_outbreaks_that_overlap_leave_the_weeks_around_them_quiet():
    got = evaluate(detected(1, column(1, 0, 0, 1, 0, 1)), truth(6, 1, (0, 2, 4), (0, 3, 5)))
    assert got.outbreaks["delay"].to_pylist() == [2, 1]
    assert (got.quiet, got.false) == (2, 2)


def test_an_outbreak_that_began_before_the_span_is_not_counted_and_its_weeks_are_not_quiet():
    got = evaluate(detected(3, column(1, 0)), truth(4, 1, (0, 2, 3)))
    assert got.outbreaks.num_rows == 0
    assert (got.left_out, got.quiet, got.false) == (0, 1, 0)
    assert math.isnan(got.detection_rate)
    assert math.isnan(got.within(3))
    assert math.isnan(got.delay_quantiles((0.5,))[0])


def test_an_outbreak_whose_weeks_have_no_answer_is_left_out():
    alarms = column(0, NO_ANSWER, 1, 0)
    status = column(Status.OK, Status.NOT_CONVERGED, Status.NO_DATA, Status.OK)
    got = evaluate(detected(1, alarms, status), truth(4, 1, (0, 2, 3)))
    assert (got.outbreaks.num_rows, got.left_out) == (0, 1)
    assert (got.quiet, got.false, got.silent) == (2, 0, 2)


def test_an_outbreak_without_a_case_inside_the_series_is_left_out():
    none = np.zeros((3, 1), np.int32)
    got = evaluate(detected(1, column(0, 1, 0)), truth(3, 1, (0, 2, 2), cases=none))
    assert (got.outbreaks.num_rows, got.left_out) == (0, 1)


def test_a_missed_outbreak_counts_as_never_found_in_the_delays():
    marks = [[1, 0, 0], [0, 1, 0], [0, 0, 0]]
    got = evaluate(detected(1, marks), truth(3, 3, (0, 1, 3), (1, 1, 3), (2, 1, 3)))
    assert got.delay_quantiles((0.3, 0.5, 0.9)) == (0.0, 1.0, math.inf)
    assert got.within(0) == pytest.approx(1 / 3)
    assert got.within(1) == pytest.approx(2 / 3)


def test_series_and_span_must_fit_the_truth():
    with pytest.raises(EvaluationFault, match="2 series"):
        evaluate(detected(1, [[0, 0]]), truth(2, 1))
    with pytest.raises(EvaluationFault, match="ends at 3"):
        evaluate(detected(2, column(0, 0)), truth(2, 1))


@pytest.mark.parametrize("outbreak", [(1, 1, 1), (-1, 1, 1), (0, 0, 1), (0, 1, 4), (0, 2, 1)])
def test_an_outbreak_outside_the_grid_is_refused(outbreak):
    with pytest.raises(TruthFault):
        truth(3, 1, outbreak, cases=np.zeros((3, 1), np.int32))


def plain(found, true, grace):
    """The definitions once more, week by week."""
    first, last = found.span.first, found.span.last
    rows = []
    for o in true.outbreaks.to_pylist():
        if not first <= o["first"] <= last:
            continue
        own = range(o["first"], min(o["last"], last) + 1)
        judged = [w for w in own if found.status[w - first, o["column"]] == 0]
        cases = sum(true.injected[w - 1, o["column"]] for w in own)
        if not judged or not cases:
            continue
        hits = [
            w - o["first"]
            for w in range(o["first"], min(o["last"] + grace, last) + 1)
            if found.status[w - first, o["column"]] == 0 and found.alarm[w - first, o["column"]]
        ]
        rows.append(min(hits) if hits else None)
    quiet = false = 0
    for w in range(first, last + 1):
        for u in range(found.alarm.shape[1]):
            reached = any(
                o["column"] == u and o["first"] <= w <= o["last"] + grace
                for o in true.outbreaks.to_pylist()
            )
            if found.status[w - first, u] == 0 and not reached:
                quiet += 1
                false += int(found.alarm[w - first, u])
    return rows, quiet, false


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2))
def test_the_vectors_say_what_the_definitions_say_week_by_week(seed, grace):
    rng = np.random.default_rng(seed)
    times, units, first = 12, 3, int(rng.integers(1, 5))
    outbreaks = []
    for _ in range(int(rng.integers(0, 5))):
        begin = int(rng.integers(1, times + 1))
        outbreaks.append((int(rng.integers(units)), begin, int(rng.integers(begin, times + 1))))
    true = truth(times, units, *outbreaks)
    shape = (times - first, units)
    found = detected(first, rng.random(shape) < 0.3, (rng.random(shape) < 0.2).astype(int))
    got = evaluate(found, true, grace=grace)
    rows, quiet, false = plain(found, true, grace)
    assert got.outbreaks["delay"].to_pylist() == rows
    assert (got.quiet, got.false) == (quiet, false)


def test_blocks_gathered_are_as_one():
    true = truth(4, 1, (0, 2, 3))
    parts = [evaluate(detected(1, column(*marks)), true) for marks in ((0, 1, 0, 0), (1, 0, 0, 1))]
    both = gather(parts)
    assert both.outbreaks["delay"].to_pylist() == [0, None]
    assert (both.quiet, both.false) == (4, 2)
    assert both.detection_rate == 0.5
    assert gather([]).quiet == 0
