"""The signals of the latest period on the terminal: which series first, and how many are chance."""

from __future__ import annotations

import math

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lieny.surveillance.services.detection_signals import LatestSignals
from lieny.surveillance.services.detection_summary import DetectionSummary
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, number_in_words

HEADINGS = {
    Language.VI: ("Hạng", "Đơn vị", "Số ca", "Kỳ vọng", "Vượt", "q"),
    Language.EN: ("Rank", "Unit", "Cases", "Expected", "Excess", "q"),
}
COLUMNS = ("rank", "unit", "observed", "expected", "excess", "q")
SMALLEST_Q = 1e-4


def render_signals(
    summary: DetectionSummary, *, language: Language, console: Console, most: int
) -> None:
    """Print the signals of the latest period, best first, at most `most`."""
    found = summary.signals
    if found is None or not most:
        return
    console.print(Text(headline(found, language)), highlight=False)
    if not found.screened.table.num_rows:
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in HEADINGS[language]:
        unit = heading == HEADINGS[language][1]
        table.add_column(heading, justify="left" if unit else "right")
    for row in found.screened.table.slice(0, most).select(list(COLUMNS)).to_pylist():
        table.add_row(
            str(row["rank"]),
            Text(one_line(row["unit"])),
            number(row["observed"], 0, language),
            number(row["expected"], 1, language),
            number(row["excess"], 1, language),
            q_in_words(row["q"], language),
        )
    console.print(table)


def headline(found: LatestSignals, language: Language) -> str:
    """Say in a sentence how many signals there are and how many of them come by chance."""
    screened, rule = found.screened, found.rule
    count = number_in_words(screened.table.num_rows, language)
    tested = number_in_words(screened.tested, language)
    vietnamese = language is Language.VI
    if rule.by_alarm:
        return (
            f"Thời điểm mới nhất: {count} tín hiệu (báo động, từ {rule.least_cases} ca) trong "
            f"{tested} chuỗi xét được; thuật toán này không cho giá trị p nên không tính được q."
            if vietnamese
            else f"Latest: {count} signals (alarms, {rule.least_cases} cases or more) in {tested} "
            "series judged; the algorithm gives no p-value, so there is no q."
        )
    false = number_in_words(screened.expected_false, language, decimals=1)
    rate = number_in_words(rule.rate, language, decimals=2)
    return (
        f"Thời điểm mới nhất: {count} tín hiệu (q ≤ {rate}, từ {rule.least_cases} ca) trong "
        f"{tested} chuỗi xét được; trong đó nhiều nhất khoảng {false} là ngẫu nhiên."
        if vietnamese
        else f"Latest: {count} signals (q ≤ {rate}, {rule.least_cases} cases or more) in {tested} "
        f"series judged; of them at most about {false} come by chance."
    )


def number(value: float | None, decimals: int, language: Language) -> str:
    """Write a number; a dash where there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    return number_in_words(value, language, decimals=decimals)


def q_in_words(q: float | None, language: Language) -> str:
    """Write a q-value; the smallest as a bound."""
    if q is not None and q < SMALLEST_Q:
        return f"<{number(SMALLEST_Q, 4, language)}"
    return number(q, 4, language)
