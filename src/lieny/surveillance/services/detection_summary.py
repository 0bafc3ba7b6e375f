"""Tóm tắt một lần phát hiện: what a person reads first, gathered block by block."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lieny.surveillance.columns.series import FloatGrid, SeriesBlock, TimeGrid
from lieny.surveillance.engine.detected import Detected, Span, Status
from lieny.surveillance.intake.series_problem import SeriesProblem
from lieny.surveillance.services.algorithms import STATISTICS, Algorithm
from lieny.surveillance.services.detection_signals import LatestSignals

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Đơn vị có báo động: a unit with its latest alarm."""

    unit: str
    k: int
    epoch: int
    observed: float
    expected: float
    upperbound: float
    strength: float


@dataclass(frozen=True, slots=True)
class DetectedSeries:
    """Chuỗi đã xét: one unit with all its counts and the results of the evaluated weeks."""

    unit: str
    grid: TimeGrid
    span: Span
    observed: Vector
    expected: Vector
    upperbound: Vector
    alarm: npt.NDArray[np.bool_]


@dataclass(slots=True)
class DetectionSummary:
    """Counts over all series, the strongest latest alarms, and the series kept for a figure."""

    algorithm: Algorithm
    grid: TimeGrid
    span: Span
    series: int = 0
    refused: int = 0
    alarms: int = 0
    in_latest: int = 0
    units_with_alarm: int = 0
    statuses: Counter[Status] = field(default_factory=Counter)
    ranked: list[Ranked] = field(default_factory=list)
    kept: list[DetectedSeries] = field(default_factory=list)
    signals: LatestSignals | None = None
    problems: tuple[SeriesProblem, ...] = ()

    @property
    def weeks(self) -> int:
        """Evaluated weeks of each series."""
        return len(self.span)

    def add(self, block: SeriesBlock, detected: Detected, *, most: int) -> None:
        """Count a block in; keep the `most` strongest alarms."""
        alarm = detected.alarm == 1
        self.series += len(block.units)
        self.alarms += int(alarm.sum())
        self.in_latest += int(alarm[-1].sum())
        self.units_with_alarm += int(alarm.any(axis=0).sum())
        for status, count in zip(*np.unique(detected.status, return_counts=True), strict=True):
            self.statuses[Status(int(status))] += int(count)
        candidates = self.ranked + _latest_alarms(block, detected, self.algorithm, most)
        self.ranked = sorted(candidates, key=lambda each: (-each.k, -each.strength))[:most]


def _latest_alarms(
    block: SeriesBlock, detected: Detected, algorithm: Algorithm, most: int
) -> list[Ranked]:
    alarm = detected.alarm == 1
    units = np.flatnonzero(alarm.any(axis=0))
    weeks = len(detected.span) - 1 - alarm[::-1, units].argmax(axis=0)
    strengths = strength(block, detected, algorithm)[weeks, units]
    order = np.lexsort((-strengths, -weeks))[:most]
    first = detected.span.first - 1
    found = []
    for week, unit, force in zip(weeks[order], units[order], strengths[order], strict=True):
        place = first + int(week)
        found.append(
            Ranked(
                unit=block.units[int(unit)],
                k=block.grid.first + place,
                epoch=int(block.grid.epoch[place]),
                observed=float(block.observed[place, unit]),
                expected=_at(detected.expected, week, unit),
                upperbound=float(detected.upperbound[week, unit]),
                strength=float(force),
            )
        )
    return found


def _at(grid: FloatGrid | None, week: int, unit: int) -> float:
    return float("nan") if grid is None else float(grid[week, unit])


def strength(block: SeriesBlock, detected: Detected, algorithm: Algorithm) -> FloatGrid:
    """How far a count lies beyond its threshold: what the ranking is by.

    The exceedance score where the algorithm gives one; the statistic itself where the threshold
    column holds a statistic; else cases above the threshold.
    """
    if detected.score is not None:
        found = detected.score
    elif algorithm in STATISTICS:
        found = detected.upperbound
    else:
        window = slice(detected.span.first - 1, detected.span.last)
        found = block.observed[window] - detected.upperbound
    return np.nan_to_num(found, nan=-np.inf, posinf=np.finfo(np.float64).max)


def detected_series(
    block: SeriesBlock, detected: Detected, column: int, *, algorithm: Algorithm
) -> DetectedSeries:
    """Take one unit out of a block, with everything that a figure of it needs.

    A statistic is no number of cases: such a threshold is left out.
    """
    blank = np.full(len(detected.span), np.nan)
    statistic = algorithm in STATISTICS and detected.cases is None
    expected = blank if detected.expected is None else detected.expected[:, column].copy()
    return DetectedSeries(
        unit=block.units[column],
        grid=block.grid,
        span=detected.span,
        observed=block.observed[:, column].copy(),
        expected=expected,
        upperbound=blank if statistic else detected.upperbound[:, column].copy(),
        alarm=detected.alarm[:, column] == 1,
    )
