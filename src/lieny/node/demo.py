"""`lieny demo`: the main job on a generated region, from lists to signs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lieny.node.sample.region import generate_region
from lieny.registry.cli.check import show_progress
from lieny.registry.cli.render_html import render_html
from lieny.registry.cli.render_table import render_table
from lieny.registry.services.check import CheckOptions, check_lists

DEMO_DAY = date(2026, 11, 1)  # fixed, so that the same demo is seen on any day
REGISTRATIONS = 8_000
SEED = 34
PERSONS_SHOWN = 8


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("lieny-demo"))
@click.option("--registrations", default=REGISTRATIONS, show_default=True, help="Số đăng ký.")
@click.option("--seed", default=SEED, show_default=True, help="Hạt giống ngẫu nhiên.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def demo(folder: Path, registrations: int, seed: int, lang: str) -> None:
    """Tạo một vùng mẫu (không có người thật) và chạy việc kiểm tra trên đó.

    Make a sample region (no real person) in FOLDER and check it.
    """
    click.echo(f"Tạo vùng mẫu {registrations:,} đăng ký… / generating the sample region", err=True)
    generate_region(folder, registrations=registrations, seed=seed, as_of=DEMO_DAY)
    with show_progress() as progress:
        options = CheckOptions(as_of=DEMO_DAY, jobs=2)
        result = check_lists([folder / "input"], options=options, progress=progress)
    render_table(result, lang=lang, most_cases=PERSONS_SHOWN)
    report = folder / "report.html"
    with report.open("w", encoding="utf-8") as target:
        target.writelines(render_html(result))
    click.echo(f"\nBáo cáo / report: {report.resolve()}")
    click.echo(f"Danh sách đã đọc / lists read: {(folder / 'input').resolve()}")
