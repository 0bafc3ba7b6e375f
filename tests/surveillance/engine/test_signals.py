"""Signals of a screen: chosen, ranked, and those of one event shown once."""

import numpy as np
import pytest

from lieny.surveillance.engine.detected import Detected, Span, Status
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.signals import (
    Screen,
    ScreenFault,
    SignalRule,
    screen_of,
    signals,
)

NAN = np.nan


def screen(pvalue, observed=None, score=None, alarm=None, tested=None):
    count = len(pvalue)
    pvalue = np.array(pvalue, float)
    return Screen(
        units=tuple(f"u{number}" for number in range(count)),
        tested=np.ones(count, bool) if tested is None else np.array(tested),
        alarm=np.zeros(count, bool) if alarm is None else np.array(alarm),
        observed=np.full(count, 10.0) if observed is None else np.array(observed, float),
        expected=np.full(count, 2.0),
        pvalue=pvalue,
        score=np.zeros(count) if score is None else np.array(score, float),
    )


def test_signals_are_ranked_by_q_then_score_then_excess():
    got = signals(
        screen([0.001, 0.9, 1e-6, 0.001, 0.001], [9, 50, 9, 9, 12], score=[2, 9, 1, 3, 2]),
        SignalRule(),
    ).table
    # q of the three p-values of 0.001 is the same
    assert got["unit"].to_pylist() == ["u2", "u3", "u4", "u0"]
    assert got["rank"].to_pylist() == [1, 2, 3, 4]
    assert got["q"].to_pylist() == pytest.approx([5e-6, 0.00125, 0.00125, 0.00125])
    assert got["excess"].to_pylist() == [7, 7, 10, 7]


def test_fewer_cases_than_the_least_make_no_signal_but_stay_a_test():
    got = signals(screen([0.01, 0.02], [2, 9]), SignalRule(least_cases=3))
    assert got.table["unit"].to_pylist() == ["u1"]
    assert got.table["q"].to_pylist() == pytest.approx([0.02])  # of two tests
    assert got.tested == 2


def test_series_without_an_answer_are_no_tests():
    got = signals(screen([0.02, 0.001], tested=[True, False]), SignalRule())
    assert got.table["unit"].to_pylist() == ["u0"]
    assert got.table["q"].to_pylist() == pytest.approx([0.02])
    assert got.tested == 1
    assert got.expected_false == pytest.approx(0.05)


def test_a_missing_count_is_no_signal():
    assert signals(screen([0.0001], [NAN]), SignalRule()).table.num_rows == 0


def test_alarms_of_an_algorithm_without_p_values_can_be_taken_instead():
    got = signals(
        screen([NAN, NAN, NAN], score=[1, NAN, 5], alarm=[True, True, True]),
        SignalRule(by_alarm=True),
    )
    assert got.table["unit"].to_pylist() == ["u2", "u0", "u1"]
    assert got.table["q"].to_pylist() == [None] * 3
    assert np.isnan(got.expected_false)
    assert signals(screen([NAN] * 3, alarm=[True] * 3), SignalRule()).table.num_rows == 0


# total 0 over provinces 1 (communes 3, 4) and 2 (commune 5)
TREE = np.array([[-1], [0], [0], [1], [1], [2]])


def grouped(pvalue):
    table = signals(screen(pvalue), SignalRule(), TREE).table
    return [(row["unit"], row["group"], row["relation"], row["shown"]) for row in table.to_pylist()]


def test_a_commune_and_its_province_are_one_event():
    assert grouped([0.9, 1e-4, 0.9, 1e-6, 0.9, 0.9]) == [
        ("u3", 1, "shown", True),
        ("u1", 1, "above", False),
    ]


def test_a_total_shown_first_has_its_parts_below_and_parts_of_parts_beside_none():
    assert grouped([1e-9, 1e-4, 0.9, 1e-5, 0.9, 0.9]) == [
        ("u0", 1, "shown", True),
        ("u3", 1, "below", False),
        ("u1", 1, "below", False),
    ]


def test_a_level_between_without_a_signal_does_not_part_them():
    assert grouped([1e-4, 0.9, 0.9, 1e-6, 0.9, 0.9]) == [
        ("u3", 1, "shown", True),
        ("u0", 1, "above", False),
    ]


def test_two_communes_under_a_quiet_province_are_two_events():
    assert grouped([0.9, 0.9, 0.9, 1e-6, 1e-5, 0.9]) == [
        ("u3", 1, "shown", True),
        ("u4", 2, "shown", True),
    ]


def test_two_communes_under_a_province_with_a_signal_are_one_event_side_by_side():
    assert grouped([0.9, 1e-4, 0.9, 1e-6, 1e-5, 1e-3]) == [
        ("u3", 1, "shown", True),
        ("u4", 1, "beside", False),
        ("u1", 1, "above", False),
        ("u5", 2, "shown", True),
    ]


def test_dimensions_other_than_place_bind_as_well():
    # 0 all; 1 by sex; 2 by place; 3 by both
    parents = np.array([[-1, -1], [-1, 0], [0, -1], [1, 2]])
    table = signals(screen([0.9, 1e-5, 0.9, 1e-6]), SignalRule(), parents).table
    assert table["group"].to_pylist() == [1, 1]
    table = signals(screen([0.9, 1e-5, 1e-6, 0.9]), SignalRule(), parents).table
    assert table["group"].to_pylist() == [1, 2]


def all_above(node, parents):
    found, open_ = set(), [node]
    while open_:
        fresh = [up for up in parents[open_.pop()].tolist() if up >= 0 and up not in found]
        found.update(fresh)
        open_.extend(fresh)
    return found


def plain_groups(columns, parents):
    group = {column: {column} for column in columns}
    for low in columns:
        for high in all_above(low, parents) & set(columns):
            joined = group[low] | group[high]
            group.update(dict.fromkeys(joined, joined))
    return group


def plain_relation(own, head, parents):
    if own == head:
        return "shown"
    if head in all_above(own, parents):
        return "below"
    return "above" if own in all_above(head, parents) else "beside"


def test_groups_of_random_cubes_are_those_found_by_walking():
    rng = np.random.default_rng(4)
    for _ in range(40):
        count = int(rng.integers(2, 30))
        parents = np.stack(
            [[rng.integers(-1, n) if n else -1 for n in range(count)] for _ in range(2)], axis=1
        )
        p = np.where(rng.random(count) < 0.4, 1e-6 * rng.random(count), 0.9)
        rows = signals(screen(p), SignalRule(), parents).table.to_pylist()
        plain = plain_groups([row["column"] for row in rows], parents)
        heads = {row["group"]: row["column"] for row in rows if row["shown"]}
        for row in rows:
            group = {other["column"] for other in rows if other["group"] == row["group"]}
            assert group == plain[row["column"]]
            head = heads[row["group"]]
            assert row["relation"] == plain_relation(row["column"], head, parents)


def results(units=2):
    return Detected(
        span=Span(3, 4),
        upperbound=np.ones((2, units)),
        alarm=np.array([[0, 1], [1, 1]], np.int8),
        status=np.array([[0, 0], [0, Status.NO_DATA]], np.int8),
        expected=np.array([[1.0, 2.0], [3.0, 4.0]]),
        pvalue=np.array([[0.1, 0.2], [0.3, 0.4]]),
    )


PANEL = Panel(("a", "b"), np.arange(5), np.arange(10.0).reshape(5, 2), None, 52, dated=False)


def test_one_period_is_taken_out_of_the_results():
    got = screen_of(results(), PANEL, 4)
    assert got.observed.tolist() == [6, 7]
    assert got.tested.tolist() == [True, False]
    assert got.alarm.tolist() == [True, False]
    assert np.array_equal(got.pvalue, [0.3, NAN], equal_nan=True)
    assert np.isnan(got.score).all()


def test_what_does_not_fit_together_is_refused():
    with pytest.raises(ScreenFault, match="outside 3:4"):
        screen_of(results(), PANEL, 5)
    with pytest.raises(ScreenFault, match="2 results for 1"):
        screen_of(results(), Panel(("a",), np.arange(5), np.ones((5, 1)), None, 52, dated=False), 4)
    with pytest.raises(ScreenFault, match="parents of 6"):
        signals(screen([0.1]), SignalRule(), TREE)
    with pytest.raises(ScreenFault, match="rate"):
        SignalRule(rate=0)


def test_no_signal_is_an_empty_table():
    assert signals(screen([0.9] * 6), SignalRule(), TREE).table.num_rows == 0
