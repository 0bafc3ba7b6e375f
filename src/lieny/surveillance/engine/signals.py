"""The signals of one period over all series: ranked, and those of one event put together.

    table = signals(screen_of(detected, panel, time), SignalRule(), cube.parents).table

A commune's alarm and the alarm of its province's total are one event. Signals that stand in such a
relation, in place, age, sex or any dimension of the cube, make a group; its best-ranked signal is
`shown`, the others are its detail: `above` (totals it is part of), `below` (its parts), `beside`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from lieny.surveillance.engine.detected import Detected, Status
from lieny.surveillance.engine.multiplicity import Correction, q_values
from lieny.surveillance.engine.panel import Panel

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

SIGNALS = pa.schema(
    [
        ("rank", pa.int64()),  # from 1
        ("column", pa.int64()),  # position of the series in the panel, from 0
        ("unit", pa.string()),
        ("observed", pa.float64()),
        ("expected", pa.float64()),
        ("excess", pa.float64()),  # observed - expected
        ("pvalue", pa.float64()),
        ("q", pa.float64()),
        ("score", pa.float64()),
        ("group", pa.int64()),  # from 1, in the order of their best signals
        ("shown", pa.bool_()),  # the best of its group
        ("relation", pa.string()),  # to the shown one: shown, above, below, beside
    ]
)


class ScreenFault(ValueError):
    """What is to be screened does not fit together; the message says how."""


@dataclass(frozen=True, slots=True)
class SignalRule:
    """Tiêu chuẩn tín hiệu.

    Attributes:
        rate: largest share of false signals among the signals (false discovery rate).
        least_cases: fewer cases make no signal. The series stays among the tests: leaving series
            out for their counts would make the rate wrong.
        correction: what is assumed of the dependence of the series.
        by_alarm: take the algorithm's own alarms instead of the q-values, as one must with
            algorithms that give no p-value.
    """

    rate: float = 0.05
    least_cases: int = 3
    correction: Correction = Correction.INDEPENDENT
    by_alarm: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.rate < 1 or self.least_cases < 0:
            raise ScreenFault("a rule needs a rate between 0 and 1 and least_cases of at least 0")


@dataclass(frozen=True, slots=True)
class Screen:
    """Kết quả một kỳ của mọi chuỗi: vectors, one entry a series; NaN where there is none."""

    units: tuple[str, ...]
    tested: Flags  # the algorithm gave an answer
    alarm: Flags
    observed: Floats
    expected: Floats
    pvalue: Floats
    score: Floats


@dataclass(frozen=True, slots=True)
class Screened:
    """Tín hiệu của một kỳ.

    Attributes:
        table: `SIGNALS`, best first.
        tested: series with an answer; the others were not judged.
        expected_false: how many of the signals are false if the rate is as large as allowed; NaN
            of signals by alarm.
    """

    table: pa.Table
    tested: int
    expected_false: float


def screen_of(detected: Detected, panel: Panel, time: int) -> Screen:
    """Take one period out of the results of a panel.

    Args:
        detected: results.
        panel: their counts.
        time: the period, from 1, inside the span.

    Raises:
        ScreenFault: the results are of other series, or the period lies outside the span.
    """
    row = time - detected.span.first
    if not 0 <= row < len(detected.span):
        raise ScreenFault(f"period {time} lies outside {detected.span.first}:{detected.span.last}")
    if detected.alarm.shape[1] != len(panel.units):
        raise ScreenFault(f"{detected.alarm.shape[1]} results for {len(panel.units)} series")
    none = np.full(len(panel.units), np.nan)
    tested = detected.status[row] == Status.OK
    given = [
        none if grid is None else np.where(tested, grid[row], np.nan)
        for grid in (detected.expected, detected.pvalue, detected.score)
    ]
    return Screen(
        units=panel.units,
        tested=tested,
        alarm=tested & (detected.alarm[row] == 1),
        observed=panel.observed[time - 1],
        expected=given[0],
        pvalue=given[1],
        score=given[2],
    )


def signals(screen: Screen, rule: SignalRule, parents: Ints | None = None) -> Screened:
    """Choose, rank and group the signals of a screen.

    Ranked by q, then score (higher first), then excess, then the order of the series.

    Args:
        screen: one period of all series.
        rule: what makes a signal.
        parents: `[series, dimension]` position of the series one level up, -1 at the top (see
            `Cube.parents`); None: every signal is its own group.

    Raises:
        ScreenFault: parents of another number of series.
    """
    q = q_values(np.where(screen.tested, screen.pvalue, np.nan), rule.correction)
    chosen = screen.alarm if rule.by_alarm else np.nan_to_num(q, nan=2.0) <= rule.rate
    column = np.flatnonzero(chosen & (screen.observed >= rule.least_cases))
    excess = screen.observed - screen.expected
    keys = (column, -excess[column], -screen.score[column], q[column])
    column = column[np.lexsort([np.nan_to_num(key, nan=np.inf) for key in keys])]
    group, relation = _groups(column, parents, len(screen.units))
    first = np.zeros(len(column), np.bool_)
    first[np.unique(group, return_index=True)[1]] = True
    vectors = {
        name: pa.array(values[column], pa.float64(), from_pandas=True)
        for name, values in (
            ("observed", screen.observed),
            ("expected", screen.expected),
            ("excess", excess),
            ("pvalue", screen.pvalue),
            ("q", q),
            ("score", screen.score),
        )
    }
    table = pa.table(
        {
            "rank": np.arange(1, len(column) + 1),
            "column": column,
            "unit": [screen.units[at] for at in column],
            **vectors,
            "group": group + 1,
            "shown": first,
            "relation": relation,
        },
        schema=SIGNALS,
    )
    expected_false = np.nan if rule.by_alarm else rule.rate * len(column)
    return Screened(table, int(screen.tested.sum()), float(expected_false))


def _groups(column: Ints, parents: Ints | None, units: int) -> tuple[Ints, npt.NDArray[np.str_]]:
    """Number the groups in the order of their best signal, and relate each signal to it."""
    count = len(column)
    if parents is None:
        return np.arange(count), np.full(count, "shown")
    if len(parents) != units:
        raise ScreenFault(f"parents of {len(parents)} series for {units}")
    position = np.full(units, -1, np.int64)
    position[column] = np.arange(count)
    low, high = _ancestors(column, parents)
    kept = position[high] >= 0
    low, high = low[kept], position[high[kept]]
    graph = coo_array((np.ones(len(low)), (low, high)), shape=(count, count))
    label = connected_components(graph, directed=False)[1] if count else np.zeros(0, np.int64)
    _, best, found = np.unique(label, return_index=True, return_inverse=True)
    order = np.empty(len(best), np.int64)
    order[np.argsort(best)] = np.arange(len(best))
    head = best[found]
    relation = np.full(count, "beside", "<U6")
    relation[low[head[low] == high]] = "below"
    relation[high[head[high] == low]] = "above"
    relation[head == np.arange(count)] = "shown"
    return order[found], relation


def _ancestors(column: Ints, parents: Ints) -> tuple[Ints, Ints]:
    """Pair the position of each signal with every series above it, in all dimensions."""
    of = np.arange(len(column))
    at = column
    pairs_of, pairs_at = [of[:0]], [at[:0]]
    while len(at):
        above = parents[at]
        of, at = np.repeat(of, above.shape[1]), above.ravel()
        distinct = np.unique(np.stack([of[at >= 0], at[at >= 0]]), axis=1)
        of, at = distinct[0], distinct[1]
        pairs_of.append(of)
        pairs_at.append(at)
    found = np.unique(np.stack([np.concatenate(pairs_of), np.concatenate(pairs_at)]), axis=1)
    return found[0], found[1]
