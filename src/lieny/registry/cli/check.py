"""`lieny check`: lists in, signs out."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from lieny.registry.services.check import CheckOptions, NothingUsable, check_lists
from lieny.registry.services.collector import collector_at_rest
from lieny.registry.services.progress import Progress as Report
from lieny.registry.services.progress import Stage
from lieny.registry.services.result import CheckResult

NOTHING_USABLE = 2
STAGE_WORDS = {
    Stage.READING: "Đọc danh sách",
    Stage.FACILITIES: "Nhận diện cơ sở",
    Stage.LINKING: "Ghép người hành nghề",
    Stage.SWEEP: "So giờ đăng ký",
    Stage.RULES: "Xét các quy tắc",
    Stage.FINDINGS: "Lập hồ sơ dấu hiệu",
}


@contextmanager
def show_progress() -> Iterator[Report]:
    """Draw one bar a stage on standard error, where somebody looks; else stay silent."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as bars:
        tasks = {
            stage: bars.add_task(words, total=None, start=False)
            for stage, words in STAGE_WORDS.items()
        }

        def report(stage: Stage, done: int, total: int) -> None:
            bars.start_task(tasks[stage])
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"]),
    help="Ngày xét: luật, sổ và đăng ký của ngày đó (mặc định: hôm nay).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "xlsx", "html"]),
    default="table",
    show_default=True,
    help="Bảng trên màn hình, JSON, tệp Excel gốc có đánh dấu, hoặc báo cáo HTML.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Tệp (hoặc thư mục) kết quả.")
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình đọc tệp.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--links", type=click.Path(path_type=Path), hidden=True)
@click.pass_obj
def check(  # noqa: PLR0913, PLR0917 - one parameter an option of the command
    today: Callable[[], date],
    paths: tuple[Path, ...],
    as_of: datetime | None,
    form: str,
    output: Path | None,
    jobs: int | None,
    lang: str,
    links: Path | None,
) -> None:
    """Đọc danh sách hành nghề trong PATHS (tệp hoặc thư mục) và nêu các dấu hiệu.

    Read the lists of practitioners in PATHS (files or folders) and show the signs.
    Ends with 0 when the check ran, 2 when nothing usable was given, 1 on a fault of the program.
    """
    day = as_of.date() if as_of else today()
    options = CheckOptions(as_of=day, jobs=jobs or os.cpu_count() or 1, keep_links=bool(links))
    with collector_at_rest():
        try:
            with show_progress() as progress:
                result = check_lists(paths, options=options, progress=progress)
        except NothingUsable as nothing:
            for line in nothing.explain(lang):
                click.echo(line, err=True)
            raise click.exceptions.Exit(NOTHING_USABLE) from None
        deliver(result, form=form, output=output, paths=paths, lang=lang)
        if links:
            write_links(result, links)


def deliver(
    result: CheckResult, *, form: str, output: Path | None, paths: Sequence[Path], lang: str
) -> None:
    """Write the result in the form that was asked for, to the screen or to a file."""
    if form == "xlsx":
        written = _renderer("workbook").write_annotated_workbooks(
            result, output or default_folder(paths), lang
        )
        for path in written:
            click.echo(str(path))
    elif form == "table" and output is None:
        _renderer("table").render_table(result, lang=lang)
    elif form == "table" and output is not None:
        with output.open("w", encoding="utf-8") as target:
            _renderer("table").render_table(
                result, lang=lang, console=Console(file=target, width=110)
            )
    else:
        pieces: Iterator[str] = (
            _renderer("json").render_json(result)
            if form == "json"
            else _renderer("html").render_html(result, lang=lang)
        )
        if output is None:
            for piece in pieces:
                click.echo(piece, nl=False)
        else:
            with output.open("w", encoding="utf-8") as target:
                target.writelines(pieces)


def _renderer(form: str) -> ModuleType:
    """Load what renders a form: the libraries of workbooks and pages load only when asked for."""
    return import_module(f"lieny.registry.cli.render_{form}")


def default_folder(paths: Sequence[Path]) -> Path:
    """Place annotated copies beside what was given, never over it."""
    first = paths[0] if paths[0].is_dir() else paths[0].parent
    return first.resolve().parent / f"{first.resolve().name}-lieny"


def write_links(result: CheckResult, target: Path) -> None:
    """Write which row is which person, for measuring the linkage."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "sheet", "row", "person"])
        writer.writerows(result.links)
