"""Hình ước số ca: reported so far as bars, the expected total and its interval above them."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from lieny.surveillance.cli.detection_figure import COUNT, GRID, INK, MUTED, STYLE, THRESHOLD
from lieny.surveillance.engine.preparation.calendar import labels
from lieny.surveillance.services.case_nowcast import Estimated
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, day_in_words, number_in_words

PANELS, PERIODS, TICKS = 4, 26, 8
WORDS = {
    Language.VI: ("Đã báo cáo", "Ước tính khi đủ báo cáo", "Khoảng {level} %", "Tính đến {day}"),
    Language.EN: ("Reported so far", "Expected in the end", "{level} % interval", "As of {day}"),
}


def draw_nowcast(found: Estimated, target: Path, *, language: Language) -> None:
    """Draw the units with most cases in the last periods, one panel each, as SVG or PNG."""
    known = found.estimate.known[-PERIODS:]
    order = np.argsort(-known.sum(axis=0), kind="stable")[:PANELS]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.4, 1.1 + 2.2 * len(order)), layout="constrained")
        FigureCanvasAgg(figure)
        panels: list[Axes] = list(figure.subplots(len(order), 1, squeeze=False)[:, 0])
        for axes, unit in zip(panels, order, strict=True):
            _panel(axes, found, int(unit), language)
        handles = panels[0].get_legend_handles_labels()
        figure.legend(*handles, loc="outside lower center", ncols=3, frameon=False, fontsize=8.5)
        day = day_in_words(found.as_of, language)
        figure.suptitle(
            WORDS[language][3].format(day=day), x=0.01, ha="left", fontsize=9, color=MUTED
        )
        svg = target.suffix.lower() == ".svg"
        figure.savefig(target, dpi=200, facecolor="white", metadata={"Date": None} if svg else None)


def _panel(axes: Axes, found: Estimated, unit: int, language: Language) -> None:
    reported, expected, interval, _ = WORDS[language]
    panel, estimate = found.made.panel, found.estimate
    first = max(0, len(panel.epoch) - PERIODS)
    places = np.arange(first, len(panel.epoch))
    axes.bar(places, estimate.known[first:, unit], width=0.86, color=COUNT, label=reported)
    axes.fill_between(
        places,
        estimate.lower[first:, unit],
        estimate.upper[first:, unit],
        color=THRESHOLD,
        alpha=0.25,
        linewidth=0,
        label=interval.format(level=f"{100 * found.plan.level:.0f}"),
    )
    axes.plot(
        places, estimate.expected[first:, unit], color=INK, marker="o", markersize=3, label=expected
    )
    names = labels(panel.epoch, found.made.calendar)
    shown = places[::-1][:: max(1, len(places) // TICKS)][::-1]
    axes.set_xticks(shown, [names[place] for place in shown], fontsize=7)
    axes.set_title(one_line(panel.units[unit]), loc="left", fontsize=10, fontweight="bold")
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(value, language)))
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
