"""`lieny detect`: series of counts in, expected values, thresholds and alarms out."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from lieny.surveillance.cli.detection_output import result_file
from lieny.surveillance.cli.render_detection import render_detection
from lieny.surveillance.cli.render_signals import render_signals
from lieny.surveillance.engine.compiled import preparation_told
from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.intake.series_file import SeriesUnusable
from lieny.surveillance.services.algorithms import Algorithm
from lieny.surveillance.services.detection import DetectionOptions, detect_file
from lieny.surveillance.services.detection import Progress as Report
from lieny.surveillance.services.detection_config import ConfigFault, read_config
from lieny.ui.dates import Language

NOTHING_USABLE = 2
RANGE = re.compile(r"(\d{1,9}):(\d{1,9})")
FIGURES = (".svg", ".png")


class WeekRange(click.ParamType[tuple[int, int]]):
    """`FIRST:LAST`, both ends included."""

    name = "FIRST:LAST"

    def convert(
        self,
        value: str | tuple[int, int],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        """Read the two numbers."""
        if isinstance(value, tuple):
            return value
        match = RANGE.fullmatch(value.strip())
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            self.fail(
                f"“{value}”: cần hai số tuần như 420:471 / expected two weeks such as 420:471",
                param,
                ctx,
            )
        return int(match[1]), int(match[2])


class FigurePath(click.Path):
    """A path that ends in `.svg` or `.png`."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Refuse other endings before any work is done."""
        if Path(value).suffix.lower() not in FIGURES:
            self.fail(f"“{value}”: cần tên .svg hoặc .png / expected .svg or .png", param, ctx)
        return super().convert(value, param, ctx)


@contextmanager
def show_progress(language: Language) -> Iterator[Report]:
    """Draw one bar on standard error, where somebody looks; else stay silent."""
    console = Console(stderr=True)
    words = "Xét các chuỗi" if language is Language.VI else "Series"
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bars:
        task = bars.add_task(words, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def say_preparing(language: Language) -> None:
    """Say why nothing is seen for a while: the first use of an algorithm compiles it."""
    click.echo(
        "Đang chuẩn bị lần đầu, có thể mất một phút; những lần sau không phải chờ…"
        if language is Language.VI
        else "Preparing for the first use; this may take a minute, later runs do not wait…",
        err=True,
    )


@click.command()
@click.argument(
    "series", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tệp JSON ghi các tham số theo tên của R surveillance.",
)
@click.option(
    "--algorithm",
    type=click.Choice([algorithm.value for algorithm in Algorithm]),
    help="Thuật toán (mặc định: theo tệp cấu hình, nếu không thì farrington-flexible).",
)
@click.option(
    "--frequency",
    type=click.IntRange(1),
    default=52,
    show_default=True,
    help="Số thời điểm một năm: 52 tuần, 12 tháng, 365 ngày.",
)
@click.option("--dated", is_flag=True, help="epoch là số ngày kể từ 1970-01-01.")
@click.option(
    "--range",
    "chosen",
    type=WeekRange(),
    help="Tuần đầu và tuần cuối cần xét, theo cột t (mặc định: một năm mới nhất).",
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.R.value,
    show_default=True,
    help="r: bằng R surveillance đến từng số; corrected: sửa các lỗi đã biết của R.",
)
@click.option("--threads", type=click.IntRange(1), help="Số luồng tính (mặc định: mọi lõi).")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp kết quả .csv hoặc .parquet (không có thì ghi CSV ra đầu ra chuẩn).",
)
@click.option(
    "--plot", type=FigurePath(dir_okay=False, path_type=Path), help="Hình .svg hoặc .png."
)
@click.option("--unit", "shown", multiple=True, help="Đơn vị cần vẽ; dùng được nhiều lần.")
@click.option(
    "--least-cases",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Tín hiệu của thời điểm mới nhất cần ít nhất số ca này.",
)
@click.option(
    "--most-signals",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="Số tín hiệu nêu ra, theo giá trị q.",
)
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def detect(  # noqa: PLR0913, PLR0917 - one parameter an option of the command
    series: Path,
    config: Path | None,
    algorithm: str | None,
    frequency: int,
    dated: bool,  # noqa: FBT001 - click passes by name
    chosen: tuple[int, int] | None,
    mode: str,
    threads: int | None,
    output: Path | None,
    plot: Path | None,
    shown: tuple[str, ...],
    least_cases: int,
    most_signals: int,
    lang: str,
) -> None:
    """Đọc các chuỗi số ca trong SERIES (CSV hoặc Parquet) và nêu các tuần vượt ngưỡng.

    Read the series of counts in SERIES (unit,t,epoch,observed,population) and show the weeks above
    their threshold. Ends with 0 when the detection ran, 2 when nothing usable was given, 1 on a
    fault of the program.
    """
    language = Language(lang)
    watched = output is None and sys.stdout.isatty()
    try:
        options = DetectionOptions(
            config=read_config(config, algorithm=Algorithm(algorithm) if algorithm else None),
            frequency=frequency,
            dated=dated,
            chosen=chosen,
            mode=Mode(mode),
            threads=threads or os.cpu_count() or 1,
            figure=plot is not None,
            shown=shown,
            least_cases=least_cases,
        )
        with (
            show_progress(language) as progress,
            preparation_told(lambda: say_preparing(language)),
            result_file(output, to_screen=watched) as sink,
        ):
            summary = detect_file(series, options=options, sink=sink, progress=progress)
    except (SeriesUnusable, ConfigFault, ControlFault) as fault:
        for line in explain(fault, language):
            click.echo(line, err=True)
        raise click.exceptions.Exit(NOTHING_USABLE) from None
    if plot is not None:
        # Drawing takes a second to load; who wants no figure does not wait for it.
        from lieny.surveillance.cli.detection_figure import draw_detection  # noqa: PLC0415

        draw_detection(summary, options, plot, language=language)
    # With the rows on standard output the summary must not stand among them.
    screen = Console(stderr=output is None and not watched)
    render_detection(summary, options, language=language, console=screen)
    render_signals(summary, language=language, console=screen, most=most_signals)
    for written in (output, plot):
        if written is not None:
            screen.print(str(written), highlight=False, markup=False, soft_wrap=True)


def explain(fault: SeriesUnusable | ConfigFault | ControlFault, language: Language) -> list[str]:
    """Say what was wrong with what was given, and what to do."""
    if isinstance(fault, SeriesUnusable):
        return list(fault.explain(language))
    if isinstance(fault, ConfigFault):
        return [fault.sentences[language]]
    return [str(fault)]
