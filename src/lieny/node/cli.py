"""The command line `lieny`: composes the doors of the wings."""

from __future__ import annotations

import sys
from importlib import import_module
from types import TracebackType

import click

from lieny.node.clock import today

FAULT = 1
STOPPED = 130
# Command → the module that holds it under the same name. Imported when asked for: reading one cell
# must not wait for the linkage to load.
DOORS = {
    "check": "lieny.registry.cli.check",
    "detect": "lieny.surveillance.cli.detect",
    "series": "lieny.surveillance.cli.series",
    "nowcast": "lieny.surveillance.cli.nowcast",
    "example-cases": "lieny.surveillance.cli.example_cases",
    "read": "lieny.registry.cli.read",
    "template": "lieny.registry.cli.template",
    "demo": "lieny.node.demo",
    "demo-code": "lieny.node.demo",
    "migrate": "lieny.node.portal.migrate",
    "serve": "lieny.node.portal.serve",
    "worker": "lieny.node.portal.worker",
    "backup": "lieny.node.portal.backup",
    "restore": "lieny.node.portal.backup",
    "account": "lieny.node.portal.account",
    "audit": "lieny.node.portal.audit",
}


class Doors(click.Group):
    """Commands that are loaded when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands, in the order of use."""
        return list(DOORS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command; None when there is none of that name."""
        module = DOORS.get(cmd_name)
        if module is None:
            return None
        command = getattr(import_module(module), cmd_name.replace("-", "_"))
        return command if isinstance(command, click.Command) else None


@click.group(cls=Doors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lieny", prog_name="lieny")
def lieny() -> None:
    """Liên Y: các Sở Y tế cùng thấy điều mà riêng một nơi không thấy.

    Health departments see together what none sees alone.
    """


def main() -> None:
    """Run the command line; a fault of the program ends with status 1 and no stack trace."""
    sys.excepthook = say_fault
    lieny(obj=today)


def say_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say where the program failed, without the fault's own words: they may hold personal data."""
    del fault
    where = "?"
    while trace is not None:
        where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    if issubclass(kind, KeyboardInterrupt):
        click.echo("Đã dừng theo yêu cầu. / Stopped as you asked.", err=True)
        sys.exit(STOPPED)
    click.echo(
        f"Lỗi của chương trình ({kind.__name__}, {where}). Dữ liệu của bạn không bị thay đổi. "
        "Hãy gửi dòng này cho đội phát triển.\n"
        f"A fault of the program ({kind.__name__}, {where}). Nothing of yours was changed. "
        "Please send this line to the developers.",
        err=True,
    )
    sys.exit(FAULT)
