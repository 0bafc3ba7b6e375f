"""Hình một lần phát hiện: counts, expectation, threshold and alarms, for a bulletin.

Bars are counts; a bar of an alarm is dark and carries a mark, the threshold is dashed, so that the
figure reads in black and white print as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from lieny.surveillance.cli.render_detection import ALGORITHM_WORDS
from lieny.surveillance.services.detection import DetectionOptions
from lieny.surveillance.services.detection_summary import DetectedSeries, DetectionSummary
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, day_in_words, number_in_words
from lieny.ui.tokens import HUES

EPOCH = date(1970, 1, 1)
INK, MUTED, GRID = "#16252b", "#51636b", "#d5dbd9"  # as in ui/styles/tokens.css
COUNT, THRESHOLD = "#a9c3cf", HUES[1][0]
ALARM = "#7a2a00"  # the threshold's hue, dark enough to be black in print
YEARS = 2  # shown at most, unless more was evaluated
MOST_TICKS = 9
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "svg.hashsalt": "lieny",
    "hatch.linewidth": 0.6,
}
WORDS: dict[Language, dict[str, Any]] = {
    Language.VI: {
        "count": "Số ca",
        "expected": "Số ca kỳ vọng",
        "threshold": "Ngưỡng báo động",
        "alarm": "Vượt ngưỡng",
        "unknown": "Chưa có số liệu",
        "period": {52: "tuần", 12: "tháng", 365: "ngày"},
        "title": "Số ca theo {period} và ngưỡng báo động",
        "axis": "{period} (số thứ tự)",
        "note": "Phương pháp: {algorithm} · xét từ {first} đến {last}",
    },
    Language.EN: {
        "count": "Cases",
        "expected": "Expected",
        "threshold": "Alarm threshold",
        "alarm": "Above the threshold",
        "unknown": "Not known",
        "period": {52: "week", 12: "month", 365: "day"},
        "title": "Cases by {period} and alarm threshold",
        "axis": "{period} (number)",
        "note": "Method: {algorithm} · evaluated from {first} to {last}",
    },
}


def draw_detection(
    summary: DetectionSummary, options: DetectionOptions, target: Path, *, language: Language
) -> None:
    """Draw the series that were kept, one panel each, into an SVG or PNG file."""
    with mpl.rc_context(STYLE):
        figure = _figure(summary.kept, options, language)
        FigureCanvasAgg(figure)
        figure.savefig(
            target,
            dpi=200,
            facecolor="white",
            metadata={"Date": None} if target.suffix.lower() == ".svg" else None,
        )


def _figure(
    shown: Sequence[DetectedSeries], options: DetectionOptions, language: Language
) -> Figure:
    columns = 1 if len(shown) < 3 else 2  # noqa: PLR2004 - three do not fit under one another
    rows = max(1, math.ceil(len(shown) / columns))
    figure = Figure(figsize=(7.4 if columns == 1 else 10.6, 1.1 + 2.3 * rows), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False)
    panels: list[Axes] = list(grid.ravel())
    for axes, series in zip(panels, shown, strict=False):
        _panel(axes, series, options, language)
    for axes in panels[len(shown) :]:
        axes.set_axis_off()
    _legend(figure, shown, language)
    _heading(figure, shown, options, language)
    return figure


def _panel(
    axes: Axes, series: DetectedSeries, options: DetectionOptions, language: Language
) -> None:
    first = max(0, min(series.span.first - 1, series.span.last - YEARS * options.frequency))
    places = np.arange(first, series.span.last)
    evaluated = np.arange(series.span.first - 1, series.span.last)
    counts = series.observed[first : series.span.last]
    alarm = np.isin(places, evaluated[series.alarm])
    axes.bar(places, np.nan_to_num(counts), width=0.86, color=COUNT, linewidth=0)
    axes.bar(places[alarm], counts[alarm], width=0.86, color=ALARM, linewidth=0)
    axes.step(
        evaluated, series.upperbound, where="mid", color=THRESHOLD, linewidth=1.5, dashes=(4, 1.6)
    )
    axes.step(evaluated, series.expected, where="mid", color=INK, linewidth=1.2)
    top = _top(counts, series)
    axes.scatter(
        places[alarm], counts[alarm] + 0.045 * top, marker="v", s=26, color=ALARM, zorder=5
    )
    missing = places[np.isnan(counts)]
    axes.scatter(missing, np.full(len(missing), 0.02 * top), marker="x", s=12, color=MUTED)
    if first < series.span.first - 1:
        axes.axvline(series.span.first - 1.5, color=MUTED, linewidth=0.8, linestyle=":")
    axes.set_xlim(first - 0.8, series.span.last - 0.2)
    axes.set_ylim(0, top * 1.12)
    axes.set_title(one_line(series.unit), loc="left", fontsize=10, fontweight="bold")
    _ticks(axes, series, places, options, language)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(value, language)))
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, axis="y")


def _top(counts: np.ndarray, series: DetectedSeries) -> float:
    """Highest value to show; a threshold far above every count does not flatten the counts."""
    highest = float(np.nanmax(counts, initial=1.0))
    finite = series.upperbound[np.isfinite(series.upperbound)]
    if finite.size:
        highest = max(highest, min(float(finite.max()), 3 * highest))
    return highest


def _ticks(
    axes: Axes,
    series: DetectedSeries,
    places: np.ndarray,
    options: DetectionOptions,
    language: Language,
) -> None:
    if not options.dated:
        step = max(1, math.ceil(len(places) / MOST_TICKS))
        chosen = places[::-1][::step][::-1]
        axes.set_xticks(chosen, [str(series.grid.first + place) for place in chosen])
        words = WORDS[language]
        period = words["period"].get(options.frequency, "t")
        axes.set_xlabel(str(words["axis"]).format(period=period.capitalize()), fontsize=8)
        return
    days = [EPOCH + timedelta(days=int(series.grid.epoch[place])) for place in places]
    turns = [
        (place, day)
        for place, day, before in zip(places[1:], days[1:], days[:-1], strict=True)
        if day.month != before.month
    ]
    step = max(1, math.ceil(len(turns) / MOST_TICKS))
    # Every third or so month, such that January is among them.
    shown = [turn for turn in turns if (turn[1].month - 1) % _divisor(step) == 0]
    axes.set_xticks(
        [place for place, _ in shown],
        [
            f"{day.month}/{day.year}" if day.month == 1 or number == 0 else str(day.month)
            for number, (_, day) in enumerate(shown)
        ],
    )


def _divisor(step: int) -> int:
    return next(size for size in (1, 2, 3, 4, 6, 12) if size >= min(step, 12))


def _legend(figure: Figure, shown: Sequence[DetectedSeries], language: Language) -> None:
    words = WORDS[language]
    handles: list[Patch | Line2D] = [Patch(color=COUNT, label=str(words["count"]))]
    if any(np.isfinite(series.expected).any() for series in shown):
        handles.append(Line2D([], [], color=INK, linewidth=1.2, label=str(words["expected"])))
    if any(np.isfinite(series.upperbound).any() for series in shown):
        handles.append(
            Line2D(
                [],
                [],
                color=THRESHOLD,
                linewidth=1.5,
                dashes=(4, 1.6),
                label=str(words["threshold"]),
            )
        )
    handles.append(
        Line2D(
            [], [], color=ALARM, marker="v", linewidth=0, markersize=5.5, label=str(words["alarm"])
        )
    )
    if any(np.isnan(series.observed[: series.span.last]).any() for series in shown):
        handles.append(
            Line2D([], [], color=MUTED, marker="x", linewidth=0, label=str(words["unknown"]))
        )
    figure.legend(
        handles=handles, loc="outside lower center", ncols=len(handles), frameon=False, fontsize=8.5
    )


def _heading(
    figure: Figure,
    shown: Sequence[DetectedSeries],
    options: DetectionOptions,
    language: Language,
) -> None:
    if not shown:
        return
    words = WORDS[language]
    period = words["period"].get(options.frequency, "t")
    span, grid = shown[0].span, shown[0].grid
    ends = [
        day_in_words(EPOCH + timedelta(days=int(grid.epoch[place - 1])), language)
        if options.dated
        else f"{period} {grid.first + place - 1}"
        for place in (span.first, span.last)
    ]
    note = str(words["note"]).format(
        algorithm=ALGORITHM_WORDS[options.config.algorithm], first=ends[0], last=ends[1]
    )
    title = str(words["title"]).format(period=period)
    figure.suptitle(f"{title}\n{note}", x=0.01, ha="left", fontsize=9, color=MUTED)
