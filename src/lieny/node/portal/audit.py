"""`lieny audit`: checks the audit log from outside of the pages."""

from __future__ import annotations

import sys

import click

from lieny.node.data_folder import data_folder
from lieny.node.portal.migrate import set_up_django_as_owner
from lieny.node.postgres.launcher import joined
from lieny.node.saying import troubles_said

BROKEN = 3
FAULTS = {
    "changed": ("đã bị sửa", "was changed"),
    "unlinked": ("không nối với dòng trước", "does not follow the row before"),
    "missing": ("thiếu dòng trước nó", "rows before it are missing"),
    "cut": ("thiếu từ dòng này tới cuối", "rows from here to the end are missing"),
    "rewritten": ("khác với dấu đã ghi", "differs from the anchor"),
}


@click.group()
def audit() -> None:
    """Nhật ký: kiểm tra không ai sửa.

    The audit log: see that nobody changed it.
    """


@audit.command()
@click.option("--anchor", default="", help="SỐ:BĂM đã ghi lần trước / NUMBER:HASH noted before.")
@troubles_said
def verify(anchor: str) -> None:
    """Tính lại chuỗi băm; trạng thái 3 nếu có dòng không khớp.

    Compute the chain of hashes again; status 3 when a row does not fit.
    """
    number, _, noted = anchor.partition(":")
    if anchor and not (number.isdecimal() and len(noted) == 64):  # noqa: PLR2004 - SHA-256
        raise click.BadParameter("SỐ:BĂM / NUMBER:HASH", param_hint="--anchor")
    with joined(data_folder()):
        set_up_django_as_owner()
        from lieny.people.services.audit_chain import verify as verified  # noqa: PLC0415

        result = verified(anchor=(int(number), noted) if anchor else None)
    for found in result.breaks:
        vi, en = FAULTS[found.fault]
        click.echo(f"Dòng {found.sequence}: {vi}. / Row {found.sequence} {en}.")
    click.echo(f"{result.rows} dòng / rows; {result.rows}:{result.head}")
    sys.exit(BROKEN if result.breaks else 0)
