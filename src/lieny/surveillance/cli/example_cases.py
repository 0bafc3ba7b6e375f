"""`lieny example-cases`: a simulated case list to try `series`, `nowcast` and `detect` with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lieny.surveillance.cli.case_options import Day, write_table
from lieny.surveillance.services.example_cases import example_cases as made

SUNDAY = 7


@click.command("example-cases")
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--last", type=Day(), default="2026-11-01", show_default=True, help="Một chủ nhật.")
def example_cases(output: Path, seed: int, last: date) -> None:
    """Ghi một danh sách ca mô phỏng ra OUTPUT (.csv hoặc .parquet).

    Write a simulated case list; no real person is in it.
    """
    if last.isoweekday() != SUNDAY:
        raise click.BadParameter(f"{last}: cần một chủ nhật / expected a Sunday", param_hint="last")
    example = made(seed, last)
    write_table(example.cases, output)
    click.echo(f"{example.cases.num_rows} ca / cases; ổ dịch / outbreak: {example.unit}")
    click.echo(str(output))
