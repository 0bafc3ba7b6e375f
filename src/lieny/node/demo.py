"""`lieny demo`: the main job on a generated region, from lists to signs, and in a portal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from lieny.node.clock import now, today
from lieny.node.data_folder import data_folder
from lieny.node.sample.region import generate_region
from lieny.node.saying import troubles_said
from lieny.node.showing.fill import SECOND_FACTOR
from lieny.node.showing.instance import command, demo_at
from lieny.node.trouble import NodeTrouble
from lieny.registry.cli.check import show_progress
from lieny.registry.cli.render_html import render_html
from lieny.registry.cli.render_table import render_table
from lieny.registry.services.check import CheckOptions, check_lists
from lieny.ui.dates import number_in_words

DEMO_DAY = date(2026, 11, 1)  # fixed, so that the same demo is seen on any day
REGISTRATIONS = 8_000
SEED = 34
PERSONS_SHOWN = 8


class NoDemoHere(NodeTrouble):
    """A code was asked for where no demo is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} không phải bản trình diễn. Hãy đặt LIENY_DATA là thư mục mà `lieny demo` đã "
            "in ra.",
            f"{folder} is no demo. Let LIENY_DATA name the folder that `lieny demo` printed.",
        )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("lieny-demo"))
@click.option("--registrations", default=REGISTRATIONS, show_default=True, help="Số đăng ký.")
@click.option("--seed", default=SEED, show_default=True, help="Hạt giống ngẫu nhiên.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option(
    "--portal/--no-portal",
    default=True,
    show_default=True,
    help="Tạo cả một cổng trình diễn / make a demo of the portal too.",
)
@troubles_said
def demo(folder: Path, registrations: int, seed: int, lang: str, *, portal: bool) -> None:
    """Tạo một vùng mẫu (không có người thật), kiểm tra nó và tạo một cổng trình diễn.

    Make a sample region (no real person) in FOLDER, check it, and make a demo of the portal.
    """
    count = number_in_words(registrations)
    click.echo(f"Tạo vùng mẫu {count} đăng ký… / generating the sample region", err=True)
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
    if portal:
        _make_portal(folder / "data")


def _make_portal(wanted: Path) -> None:
    click.echo("\nTạo cổng trình diễn… / making a demo of the portal", err=True)
    folder = demo_at(wanted, day=today())
    click.echo(f"\nCổng trình diễn / demo of the portal: {folder.root}")
    click.echo(folder.demo_accounts.read_text("utf-8").rstrip())
    click.echo(
        f"Mở / open: make serve-demo   ({command(folder, 'serve')})   → http://localhost:8340"
    )


@click.command(name="demo-code")
@troubles_said
def demo_code() -> None:
    """In mã lớp thứ hai của lúc này cho tài khoản của bản trình diễn (LIENY_DATA).

    Print the second-factor code of this moment for accounts of a demo (LIENY_DATA).
    """
    folder = data_folder()
    secret = folder.known_secret(SECOND_FACTOR)
    if secret is None:
        raise NoDemoHere(folder.root)
    click.echo(_code(secret, int(now().timestamp())))


def _code(secret: str, second: int) -> str:
    """Give the code that an authenticator app shows at a second, as the sign-in library counts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lieny.node.settings")
    import django  # noqa: PLC0415 - only this command loads it

    django.setup()
    from allauth.mfa import app_settings  # noqa: PLC0415
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value  # noqa: PLC0415

    return str(format_hotp_value(hotp_value(secret, second // app_settings.TOTP_PERIOD)))
