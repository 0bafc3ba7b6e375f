"""A detection on the terminal: how much was looked at, what stands out, what was left out."""

from __future__ import annotations

import math
from datetime import date, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lieny.surveillance.engine.detected import Status
from lieny.surveillance.services.algorithms import Algorithm
from lieny.surveillance.services.detection import DetectionOptions
from lieny.surveillance.services.detection_summary import DetectionSummary, Ranked
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, day_in_words, number_in_words

EPOCH = date(1970, 1, 1)
PROBLEMS = 8
ALGORITHM_WORDS = {
    Algorithm.FARRINGTON_FLEXIBLE: "Farrington flexible (Noufaily 2013)",
    Algorithm.FARRINGTON: "Farrington (1996)",
    Algorithm.EARS: "EARS",
    Algorithm.BAYES: "Bayes",
    Algorithm.RKI: "RKI",
    Algorithm.CUSUM: "CUSUM",
    Algorithm.GLR_POISSON: "GLR Poisson",
    Algorithm.GLR_NEGATIVE_BINOMIAL: "GLR negative binomial",
    Algorithm.OUTBREAK_P: "OutbreakP",
}
STATUS_WORDS: dict[Language, dict[Status, str]] = {
    Language.VI: {
        Status.OK: "đủ số liệu để xét",
        Status.INSUFFICIENT_HISTORY: "chưa đủ số liệu các năm trước",
        Status.NOT_CONVERGED: "mô hình không hội tụ",
        Status.NO_DATA: "tuần chưa có số liệu",
        Status.BREAK: "chuỗi bị ngắt (đổi đơn vị, đổi cách báo cáo)",
    },
    Language.EN: {
        Status.OK: "evaluated",
        Status.INSUFFICIENT_HISTORY: "not enough history",
        Status.NOT_CONVERGED: "the model did not converge",
        Status.NO_DATA: "no count for the week",
        Status.BREAK: "the series is broken (new unit, new way of reporting)",
    },
}
HEADINGS = {
    Language.VI: ("Đơn vị", "Thời điểm", "Số ca", "Kỳ vọng", "Ngưỡng", "Mức vượt"),
    Language.EN: ("Unit", "Time", "Cases", "Expected", "Threshold", "Exceedance"),
}


def when(k: int, epoch: int, *, dated: bool, language: Language) -> str:
    """Name a time point: its date where the series is dated, else its number."""
    if not dated:
        return str(k)
    return day_in_words(EPOCH + timedelta(days=epoch), language)


def render_detection(
    summary: DetectionSummary,
    options: DetectionOptions,
    *,
    language: Language,
    console: Console,
) -> None:
    """Print the summary of a detection."""
    console.print(Text(headline(summary, options, language)), highlight=False)
    words = STATUS_WORDS[language]
    for status, count in sorted(summary.statuses.items()):
        if status is not Status.OK:
            line = f"  {number_in_words(count, language)} · {words[status]} ({status.code})"
            console.print(Text(line), highlight=False)
    if summary.ranked:
        console.print(_table(summary, options, language))
    _problems(summary, language, console)


def headline(summary: DetectionSummary, options: DetectionOptions, language: Language) -> str:
    """Say in a sentence what was looked at and how many alarms there are."""
    ends = [
        when(
            summary.grid.first + place - 1,
            int(summary.grid.epoch[place - 1]),
            dated=options.dated,
            language=language,
        )
        for place in (summary.span.first, summary.span.last)
    ]

    def count(number: int) -> str:
        return number_in_words(number, language)

    method = ALGORITHM_WORDS[summary.algorithm]
    if language is Language.VI:
        return (
            f"{method} · {count(summary.series)} chuỗi × {count(summary.weeks)} "
            f"thời điểm ({ends[0]} – {ends[1]}): {count(summary.alarms)} báo động ở "
            f"{count(summary.units_with_alarm)} đơn vị, {count(summary.in_latest)} ở thời điểm mới "
            f"nhất."
        )
    return (
        f"{method} · {count(summary.series)} series × {count(summary.weeks)} time "
        f"points ({ends[0]} – {ends[1]}): {count(summary.alarms)} alarms in "
        f"{count(summary.units_with_alarm)} units, {count(summary.in_latest)} at the latest."
    )


def _table(summary: DetectionSummary, options: DetectionOptions, language: Language) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, heading in enumerate(HEADINGS[language]):
        table.add_column(heading, justify="left" if place < 2 else "right")  # noqa: PLR2004
    for each in summary.ranked:
        table.add_row(*_cells(each, options, language))
    return table


def _cells(each: Ranked, options: DetectionOptions, language: Language) -> tuple[Text, ...]:
    def number(value: float, decimals: int) -> str:
        if not math.isfinite(value):
            return "–"
        return number_in_words(value, language, decimals=decimals)

    return tuple(
        Text(cell)
        for cell in (
            one_line(each.unit),
            when(each.k, each.epoch, dated=options.dated, language=language),
            number(each.observed, 0),
            number(each.expected, 1),
            number(each.upperbound, 1),
            number(each.strength, 2),
        )
    )


def _problems(summary: DetectionSummary, language: Language, console: Console) -> None:
    if not summary.problems:
        return
    refused = number_in_words(summary.refused, language)
    console.print(
        Text(
            f"{refused} đơn vị chưa được xét vì tệp có chỗ cần sửa:"
            if language is Language.VI
            else f"{refused} units were left out; the file needs correction:"
        ),
        highlight=False,
    )
    for problem in summary.problems[:PROBLEMS]:
        console.print(Text(f"- {one_line(problem.explain(language))}"), highlight=False)
    more = len(summary.problems) - PROBLEMS
    if more > 0:
        console.print(Text(f"… +{more}"), highlight=False)
