"""Baseline of farringtonFlexible: which rows are used for each evaluated week, in which period.

The week and its window in each reference year form the last period; the weeks between two windows
are cut into `periods - 1` blocks, the first of them one week longer when they do not divide.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.farrington_control import FarringtonFlexible
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.reference_points import reference_rows

IntVector = npt.NDArray[np.int64]
IntGrid = npt.NDArray[np.int64]
FloatVector = npt.NDArray[np.float64]
NOT_USED = -1


class Baselines(NamedTuple):
    """Baselines of all evaluated weeks, one after the other.

    Those of week `i` are `row[start[i]:start[i + 1]]`, ascending; none where R has no answer.
    """

    week: IntVector  # evaluated rows, 0-based
    start: IntVector
    row: IntVector
    period: IntVector  # 0-based; the last is that of the evaluated week
    time: FloatVector  # of every row of the panel, in steps of the grid
    periods: int
    even: bool  # consecutive rows are one step apart
    run_start: IntVector  # as `start`, of runs of neighbouring rows in one period
    run: IntGrid  # [RUN_ROW, RUN_LENGTH, RUN_PERIOD; run]


class _Shape(NamedTuple):
    half_width: int
    periods: int
    excluded: int
    strict: bool


def baselines(
    panel: Panel, rows: IntVector, control: FarringtonFlexible, *, strict: bool
) -> Baselines:
    """Build the baselines of `rows`.

    Args:
        panel: the series.
        rows: evaluated rows, 0-based.
        control: b, w, noPeriods, pastWeeksNotIncluded.
        strict: repeat R where blocks are shorter than a week or the first window is cut off.
    """
    reference = reference_rows(panel, rows, control.b)
    shape = _Shape(control.w, control.no_periods, control.excluded_weeks, strict)
    start, row, period = collect_rows(reference, len(panel.epoch), shape)
    gaps = np.diff(panel.epoch) if panel.dated else np.ones(1, np.int64)
    step = float(gaps[0]) if len(gaps) else 1.0
    if panel.dated:
        time = (panel.epoch - panel.epoch[0]) / step
    else:
        time = np.arange(1, len(panel.epoch) + 1, dtype=np.float64)
    even = bool(np.all(gaps == gaps[0])) if len(gaps) else True
    run_start, run = cut_into_runs(start, row, period)
    return Baselines(rows, start, row, period, time, control.no_periods, even, run_start, run)


@compiled
def cut_into_runs(start: IntVector, row: IntVector, period: IntVector) -> tuple[IntVector, IntGrid]:
    """Cut baselines into runs of neighbouring rows in one period.

    Args:
        start: where each baseline begins in `row`, and where the last ends.
        row: ascending in each baseline.
        period: of each row.

    Returns:
        where the runs of each baseline begin; first row, length and period of each run.
    """
    run = np.empty((3, row.size), np.int64)
    run_start = np.zeros(start.size, np.int64)
    count = 0
    for week in range(start.size - 1):
        for at in range(start[week], start[week + 1]):
            goes_on = at > start[week] and row[at] == row[at - 1] + 1
            if goes_on and period[at] == period[at - 1]:
                run[1, count - 1] += 1
            else:
                run[0, count], run[1, count], run[2, count] = row[at], 1, period[at]
                count += 1
        run_start[week + 1] = count
    return run_start, run[:, :count].copy()


@compiled
def collect_rows(
    reference: IntGrid, rows: int, shape: _Shape
) -> tuple[IntVector, IntVector, IntVector]:
    """Give `start`, `row` and `period` of `Baselines` for the reference rows of each week."""
    weeks = reference.shape[0]
    label = np.empty(rows + 1, np.int64)
    start = np.zeros(weeks + 1, np.int64)
    # two passes: count, then fill
    for i in range(weeks):
        used = 0
        if _label(reference[i], label[:rows], shape):
            used = int(np.sum(label[:rows] >= 0))
        start[i + 1] = start[i] + used
    row = np.empty(start[weeks], np.int64)
    period = np.empty(start[weeks], np.int64)
    for i in range(weeks):
        if start[i + 1] > start[i]:
            _label(reference[i], label[:rows], shape)
            at = start[i]
            for r in range(rows):
                if label[r] >= 0:
                    row[at] = r
                    period[at] = label[r]
                    at += 1
    return start, row, period


@compiled
def _label(reference: IntVector, label: IntVector, shape: _Shape) -> bool:
    """Write the period of each row, `NOT_USED` elsewhere; False where R would raise an error."""
    label[:] = NOT_USED
    now, w, last = reference[0], shape.half_width, shape.periods - 1
    # R drops an index 0 silently, so a window may begin one row before the series
    earliest = -1 if shape.strict else 0
    if np.min(reference) < 0 or np.min(reference) - w < earliest or now - w < earliest:
        return False
    if now - shape.excluded < -1:
        return False
    _mark(label, now - w, now, last)
    for i in range(reference.size - 1):
        past = reference[i + 1]
        _mark(label, past - w, past + w, last)
        if last > 0 and not _cut(reference[i], past, label, shape):
            return False
    _mark(label, now - shape.excluded, now, NOT_USED)
    return True


@compiled
def _cut(later: int, past: int, label: IntVector, shape: _Shape) -> bool:
    """Cut the weeks between two windows into blocks; False when R says there are too many."""
    w, blocks = shape.half_width, shape.periods - 1
    between = later - 2 * w - 1 - past
    if between < shape.periods - (2 * w + 1):
        return False
    length, rest = between // blocks, between % blocks
    at = past + w + 1
    for j in range(blocks):
        size = length + 1 if j < rest else length
        if size > 0:
            _mark(label, at, at + size - 1, j)
        elif shape.strict:
            # R's a:b counts down when b < a: an empty block takes its neighbours' rows
            _mark(label, at + size - 1, at, j)
        at += size
    return True


@compiled
def _mark(label: IntVector, first: int, last: int, value: int) -> None:
    """Write `value` into the rows `first` to `last` that exist."""
    for r in range(max(first, 0), min(last, label.size - 1) + 1):
        label[r] = value
