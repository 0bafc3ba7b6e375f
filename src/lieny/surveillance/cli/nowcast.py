"""`lieny nowcast`: what the last periods of a case list will come to when all is reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import numpy as np

from lieny.surveillance.cli.case_options import NOTHING_USABLE, STEPS, Columns, Day, write_table
from lieny.surveillance.engine.nowcast import NowcastPlan
from lieny.surveillance.engine.preparation.calendar import labels
from lieny.surveillance.engine.preparation.faults import SeriesFault
from lieny.surveillance.engine.reporting_triangle import TriangleFault
from lieny.surveillance.intake.case_file import CaseFileUnusable, read_cases
from lieny.surveillance.services.case_nowcast import Estimated, estimate_cases, nowcast_rows
from lieny.surveillance.services.case_series import CountingOptions, PlaceLevel, PlaceMap
from lieny.ui.dates import Language, number_in_words

FIGURES = (".svg", ".png")
LATEST = 4  # periods that are shown


@click.command()
@click.argument(
    "cases", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--onset", required=True, help="Cột ngày khởi phát.")
@click.option("--report", required=True, help="Cột ngày báo cáo.")
@click.option("--by", type=Columns(), default=(), help="Các cột phân tầng: benh,tuoi,gioi.")
@click.option("--place", help="Cột mã xã (5 số) hoặc mã tỉnh (2 số), bản đồ cũ hoặc mới.")
@click.option(
    "--level",
    type=click.Choice([level.value for level in PlaceLevel]),
    default=PlaceLevel.PROVINCE.value,
    show_default=True,
)
@click.option(
    "--codes",
    type=click.Choice([each.value for each in PlaceMap]),
    default=PlaceMap.DAY.value,
    show_default=True,
    help="Mã nơi ở theo bản đồ nào: của ngày khởi phát, cũ, hay mới (từ 01/07/2025).",
)
@click.option("--step", type=click.Choice(list(STEPS)), default="week", show_default=True)
@click.option("--as-of", type=Day(), help="Chỉ dùng báo cáo đến ngày này (mặc định: ngày cuối).")
@click.option("--longest", type=click.IntRange(1), help="Số kỳ sau đó coi như đã đủ báo cáo.")
@click.option("--window", type=click.IntRange(2), default=30, show_default=True)
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp kết quả .csv hoặc .parquet.",
)
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Hình .svg, .png.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def nowcast(  # noqa: PLR0913, PLR0917 - one parameter an option of the command
    cases: Path,
    onset: str,
    report: str,
    by: tuple[str, ...],
    place: str | None,
    level: str,
    codes: str,
    step: str,
    as_of: date | None,
    longest: int | None,
    window: int,
    output: Path,
    plot: Path | None,
    lang: str,
) -> None:
    """Ước số ca của các kỳ gần nhất khi báo cáo còn chậm, từ danh sách ca CASES.

    Estimate what the last periods of the case list CASES will come to. Ends with 0 when the file
    was written, 2 when nothing usable was given, 1 on a fault of the program.
    """
    language = Language(lang)
    if plot is not None and plot.suffix.lower() not in FIGURES:
        raise click.BadParameter(f"{plot}: .svg, .png", param_hint="--plot")
    options = CountingOptions(
        onset=onset,
        by=by,
        place=place,
        level=PlaceLevel(level),
        calendar=STEPS[step],
        last=as_of,
        codes=PlaceMap(codes),
    )
    try:
        found = estimate_cases(
            read_cases(cases, [onset, report]),
            options,
            report=report,
            plan=NowcastPlan(window=window),
            longest=longest,
        )
    except (CaseFileUnusable, SeriesFault, TriangleFault) as fault:
        click.echo(said(fault, language), err=True)
        raise click.exceptions.Exit(NOTHING_USABLE) from None
    write_table(nowcast_rows(found), output)
    if plot is not None:
        # Drawing takes a second to load; who wants no figure does not wait for it.
        from lieny.surveillance.cli.nowcast_figure import draw_nowcast  # noqa: PLC0415

        draw_nowcast(found, plot, language=language)
    for line in (*summary_of(found, language), *(str(path) for path in (output, plot) if path)):
        click.echo(line)


def said(fault: CaseFileUnusable | SeriesFault | TriangleFault, language: Language) -> str:
    """Say what was wrong with what was given, and what to do."""
    if not isinstance(fault, TriangleFault):
        return fault.vietnamese if language is Language.VI else fault.english
    if language is Language.VI:
        return f"Chưa đủ số kỳ để ước độ trễ: cần dữ liệu dài hơn hoặc --longest nhỏ hơn ({fault})."
    return f"The delay cannot be estimated: give a longer list or a smaller --longest ({fault})."


def summary_of(found: Estimated, language: Language) -> list[str]:
    """Say what the last periods come to, all series together, and which rows told no delay."""
    vietnamese = language is Language.VI
    estimate, names = found.estimate, labels(found.made.panel.epoch, found.made.calendar)
    lines = []
    for place in range(max(0, len(names) - LATEST), len(names)):
        known = number_in_words(int(estimate.known[place].sum()), language)
        total = "–"
        if not np.isnan(estimate.expected[place]).any():
            total = number_in_words(float(estimate.expected[place].sum()), language, decimals=1)
        words = ("đã báo cáo", "ước tính") if vietnamese else ("reported", "expected")
        lines.append(f"{names[place]}: {words[0]} {known}, {words[1]} {total}")
    if found.known.impossible:
        lines.append(
            f"- {found.known.impossible} ca báo cáo trước khi khởi phát: kiểm tra hai ngày"
            if vietnamese
            else f"- {found.known.impossible} cases reported before their onset: check both days"
        )
    if found.known.undelayed:
        lines.append(
            f"- {found.known.undelayed} ca không có ngày báo cáo: được đếm, không cho biết độ trễ"
            if vietnamese
            else f"- {found.known.undelayed} cases without a day of report: counted, tell no delay"
        )
    return lines
