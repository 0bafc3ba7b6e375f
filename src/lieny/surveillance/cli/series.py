"""`lieny series`: a list of cases in, series of counts that `lieny detect` reads out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lieny.surveillance.cli.case_options import (
    NOTHING_USABLE,
    STEPS,
    Columns,
    Day,
    write_table,
)
from lieny.surveillance.engine.preparation.faults import SeriesFault
from lieny.surveillance.intake.case_file import CaseFileUnusable, read_cases
from lieny.surveillance.services.case_series import (
    Counted,
    CountingOptions,
    PlaceLevel,
    PlaceMap,
    count_cases,
    series_rows,
)
from lieny.ui.dates import Language, day_in_words, number_in_words

# Each: what (vi, en), what to do (vi, en); shown where the number is above 0.
REMARKS: dict[str, tuple[str, str, str, str]] = {
    "undated": (
        "ca không có ngày khởi phát",
        "cases without a day of onset",
        "không nằm trong chuỗi nào; bổ sung ngày",
        "in no series; fill in the day",
    ),
    "outside": (
        "ca ngoài các kỳ trọn vẹn",
        "cases outside the whole periods",
        "kỳ đầu hoặc kỳ cuối dở dang bị bỏ; xem --first và --last",
        "a broken first or last period is left out; see --first and --last",
    ),
    "unrecognised": (
        "ca có mã nơi ở không có trên bản đồ của ngày đó",
        "cases with a place code that the map of that day does not have",
        "được đếm ở nơi “unknown”; kiểm tra mã (5 số với xã, 2 số với tỉnh)",
        "counted at the place “unknown”; check the codes (5 digits a commune, 2 a province)",
    ),
    "unplaced": (
        "ca không ghi mã nơi ở hoặc không có ngày",
        "cases without a place code or a day",
        "được đếm ở nơi “unknown”",
        "counted at the place “unknown”",
    ),
    "divided": (
        "ca ở xã cũ đã chia cho nhiều xã mới",
        "cases of old communes that were divided",
        "biết tỉnh, không biết xã: đếm ở xã “unknown” của tỉnh",
        "the province is known, the commune not: counted at its commune “unknown”",
    ),
}


@click.command()
@click.argument(
    "cases", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--onset", required=True, help="Cột ngày khởi phát (hoặc ngày dùng để đếm).")
@click.option("--report", help="Cột ngày báo cáo.")
@click.option("--by", type=Columns(), default=(), help="Các cột phân tầng: benh,tuoi,gioi.")
@click.option("--place", help="Cột mã xã (5 số) hoặc mã tỉnh (2 số), bản đồ cũ hoặc mới.")
@click.option(
    "--level",
    type=click.Choice([level.value for level in PlaceLevel]),
    default=PlaceLevel.COMMUNE.value,
    show_default=True,
    help="Cấp của mã nơi ở.",
)
@click.option(
    "--codes",
    type=click.Choice([each.value for each in PlaceMap]),
    default=PlaceMap.DAY.value,
    show_default=True,
    help="Mã nơi ở theo bản đồ nào: của ngày khởi phát, cũ, hay mới (từ 01/07/2025).",
)
@click.option("--step", type=click.Choice(list(STEPS)), default="week", show_default=True)
@click.option("--first", type=Day(), help="Ngày đầu mà danh sách đầy đủ.")
@click.option("--last", type=Day(), help="Ngày cuối mà danh sách đầy đủ.")
@click.option("--totals", is_flag=True, help="Thêm tổng của mọi cấp và mọi phân tầng.")
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp chuỗi .csv hoặc .parquet.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def series(  # noqa: PLR0913, PLR0917 - one parameter an option of the command
    cases: Path,
    onset: str,
    report: str | None,
    by: tuple[str, ...],
    place: str | None,
    level: str,
    codes: str,
    step: str,
    first: date | None,
    last: date | None,
    totals: bool,  # noqa: FBT001 - click passes by name
    output: Path,
    lang: str,
) -> None:
    """Đếm danh sách ca CASES (CSV hoặc Parquet) thành chuỗi cho `lieny detect --dated`.

    Count the list of cases CASES into series for `lieny detect --dated`. Ends with 0 when the file
    was written, 2 when nothing usable was given, 1 on a fault of the program.
    """
    language = Language(lang)
    options = CountingOptions(
        onset=onset,
        report=report,
        by=by,
        place=place,
        level=PlaceLevel(level),
        calendar=STEPS[step],
        first=first,
        last=last,
        totals=totals,
        codes=PlaceMap(codes),
    )
    try:
        days = [onset] if report is None else [onset, report]
        counted = count_cases(read_cases(cases, days), options)
    except (CaseFileUnusable, SeriesFault) as fault:
        click.echo(fault.vietnamese if language is Language.VI else fault.english, err=True)
        raise click.exceptions.Exit(NOTHING_USABLE) from None
    write_table(series_rows(counted), output)
    for line in summary_of(counted, language):
        click.echo(line)
    click.echo(str(output))


def summary_of(counted: Counted, language: Language) -> list[str]:
    """Say how much was counted, and what became of the rest."""

    def number(value: float) -> str:
        return number_in_words(value, language)

    vietnamese = language is Language.VI
    times, units = counted.made.panel.observed.shape
    ends = [day_in_words(day, language) for day in (counted.first, counted.last)]
    broken = int((counted.breaks > 0).sum())
    lines = [
        f"{number(counted.counted)} / {number(counted.cases)} ca → {number(units)} chuỗi × "
        f"{number(times)} kỳ ({ends[0]} – {ends[1]})."
        if vietnamese
        else f"{number(counted.counted)} / {number(counted.cases)} cases → {number(units)} series "
        f"× {number(times)} periods ({ends[0]} – {ends[1]})."
    ]
    for name, words in REMARKS.items():
        held = counted if name in ("undated", "outside") else counted.places
        count = 0 if held is None else getattr(held, name)
        if count:
            what, advice = words[0 if vietnamese else 1 :: 2]
            lines.append(f"- {number(count)} {what}: {advice}")
    if broken:
        lines.append(
            f"- {number(broken)} chuỗi bị ngắt ngày 01/07/2025 (cột break): `lieny detect` không "
            "so sánh qua ngày này"
            if vietnamese
            else f"- {number(broken)} series break on 1 Jul 2025 (column break): `lieny detect` "
            "does not compare across that day"
        )
    return lines
