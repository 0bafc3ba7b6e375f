"""Một lần phát hiện: a file of series in, a table of results and a summary out.

Series go through in blocks, so that memory is bounded by the block whatever the number of series;
they do not influence one another, so that blocks and threads change no number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from lieny.surveillance.columns.series import SeriesBlock
from lieny.surveillance.engine.detected import Detected
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.intake.series_file import open_series
from lieny.surveillance.services.algorithms import kernel
from lieny.surveillance.services.detection_config import (
    ConfigFault,
    DetectionConfig,
    default_control,
    span_of,
)
from lieny.surveillance.services.detection_rows import detection_rows
from lieny.surveillance.services.detection_signals import LatestPeriod
from lieny.surveillance.services.detection_summary import (
    DetectionSummary,
    detected_series,
    strength,
)

BLOCK_CELLS = 2_000_000  # counts in memory at once; each costs some ten numbers of eight bytes
RANKED = 10
SHOWN = 6  # series of a figure when none are named

Progress = Callable[[int, int], None]  # (series done, series in all)
Sink = Callable[[pa.Table], None]


def unheard(done: int, total: int) -> None:
    """Take progress where nobody waits."""


@dataclass(frozen=True, slots=True)
class DetectionOptions:
    """How a detection is run.

    Attributes:
        config: algorithm and control values.
        frequency: time points a year (52 weekly, 12 monthly, 365 daily).
        dated: whether `epoch` counts days since 1970-01-01.
        chosen: first and last evaluated `t`; None for the latest year.
        mode: equal to R, or with its known defects mended.
        threads: threads of the kernels.
        figure: whether series are kept for a figure: `shown`, or the strongest alarms.
        least_cases: fewer cases in the latest period make no signal.
    """

    config: DetectionConfig
    frequency: int = 52
    dated: bool = False
    chosen: tuple[int, int] | None = None
    mode: Mode = Mode.R
    threads: int = 1
    figure: bool = False
    shown: tuple[str, ...] = ()
    least_cases: int = 3


def detect_file(
    path: Path, *, options: DetectionOptions, sink: Sink, progress: Progress = unheard
) -> DetectionSummary:
    """Detect in every series of a file; each block of results goes to `sink`.

    Raises:
        SeriesUnusable: no unit of the file can be used.
        ConfigFault: the range or a named unit is not in the file.
        ControlFault: a control value is unknown or impossible.
    """
    with open_series(path, dated=options.dated) as series:
        span = span_of(series.grid, options.chosen, frequency=options.frequency)
        _refuse_unknown(options.shown, series.units)
        control = options.config.control
        if control is None:
            control = default_control(
                options.config.algorithm, span=span, frequency=options.frequency
            )
        loaded = kernel(options.config.algorithm, control)
        summary = DetectionSummary(
            algorithm=options.config.algorithm,
            grid=series.grid,
            span=span,
            refused=series.refused,
            problems=series.problems,
        )
        latest = LatestPeriod()
        progress(0, len(series.units))
        for block in series.blocks(max(1, BLOCK_CELLS // len(series.grid))):
            panel = panel_of(block, frequency=options.frequency, dated=options.dated)
            detected = loaded.run(
                panel,
                span=span,
                mode=options.mode,
                threads=options.threads,
                breaks=block.breaks,
            )
            sink(detection_rows(block, detected))
            summary.add(block, detected, most=RANKED)
            latest.add(detected, panel, strength(block, detected, options.config.algorithm))
            _keep(summary, block, detected, options)
            progress(summary.series, len(series.units))
        summary.signals = latest.signals(options.least_cases)
    return summary


def panel_of(block: SeriesBlock, *, frequency: int, dated: bool) -> Panel:
    """Give a block of a file the form that the kernels take."""
    return Panel(
        units=block.units,
        epoch=block.grid.epoch,
        observed=block.observed,
        population=block.population,
        frequency=frequency,
        dated=dated,
    )


def _refuse_unknown(shown: tuple[str, ...], units: tuple[str, ...]) -> None:
    unknown = [unit for unit in shown if unit not in units]
    if unknown:
        examples = ", ".join(units[:5])
        raise ConfigFault(
            f"--unit {unknown[0]}: tệp không có (hoặc đã bỏ) đơn vị này; có, ví dụ: {examples}",
            f"--unit {unknown[0]}: not in the file, or left out; there are, such as: {examples}",
        )


def _keep(
    summary: DetectionSummary, block: SeriesBlock, detected: Detected, options: DetectionOptions
) -> None:
    """Keep the series that a figure shows: those named, in that order; else the strongest."""
    if not options.figure:
        return
    wanted = options.shown or tuple(each.unit for each in summary.ranked[:SHOWN])
    if not wanted:
        wanted = block.units[:1] if not summary.kept else (summary.kept[0].unit,)
    places = {unit: column for column, unit in enumerate(block.units)}
    found = {each.unit: each for each in summary.kept}
    for unit in wanted:
        if unit in places:
            found[unit] = detected_series(
                block, detected, places[unit], algorithm=options.config.algorithm
            )
    summary.kept = [found[unit] for unit in wanted if unit in found]
