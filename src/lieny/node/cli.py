"""The command line `lieny`: composes the doors of the wings."""

from __future__ import annotations

import sys
from types import TracebackType

import click

from lieny.node.clock import today
from lieny.node.demo import demo
from lieny.registry.cli.check import check
from lieny.registry.cli.read import read
from lieny.registry.cli.template import template

FAULT = 1


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lieny", prog_name="lieny")
def lieny() -> None:
    """Liên Y: các Sở Y tế cùng thấy điều mà riêng một nơi không thấy.

    Health departments see together what none sees alone.
    """


for command in (check, read, template, demo):
    lieny.add_command(command)


def main() -> None:
    """Run the command line; a fault of the program ends with status 1 and no stack trace."""
    sys.excepthook = say_fault
    lieny(obj=today)


def say_fault(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Say where the program failed, without the fault's own words: they may hold personal data."""
    where = "?"
    while trace is not None:
        where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    if issubclass(kind, KeyboardInterrupt):
        click.echo("Đã dừng theo yêu cầu. / Stopped as you asked.", err=True)
        sys.exit(130)
    click.echo(
        f"Lỗi của chương trình ({kind.__name__}, {where}). Dữ liệu của bạn không bị thay đổi. "
        "Hãy gửi dòng này cho đội phát triển.\n"
        f"A fault of the program ({kind.__name__}, {where}). Nothing of yours was changed. "
        "Please send this line to the developers.",
        err=True,
    )
    sys.exit(FAULT)
