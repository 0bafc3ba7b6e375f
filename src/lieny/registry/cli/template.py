"""`lieny template`: a clean workbook to fill in, which reads back exactly."""

from __future__ import annotations

from pathlib import Path

import click

from lieny.registry.intake.blank_form import FormKind, write_form


@click.command()
@click.argument(
    "out", metavar="OUT.xlsx", type=click.Path(dir_okay=False, writable=True, path_type=Path)
)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in FormKind]),
    default=FormKind.LIST.value,
    show_default=True,
    help="Loại biểu mẫu: danh sách đăng ký hành nghề, sổ cấp giấy phép, sổ cơ sở.",
)
def template(out: Path, kind: str) -> None:
    """Ghi biểu mẫu trống OUT.xlsx để điền và gửi cho Sở Y tế.

    Writes a clean form with drop-downs and explanations; filled in, it reads back exactly.
    """
    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(
            f"Tên tệp phải có đuôi .xlsx, nhận được «{out.name}». / The name must end in .xlsx."
        )
    try:
        write_form(out, FormKind(kind))
    except OSError as trouble:
        raise click.ClickException(
            f"Không ghi được {out}: {trouble.strerror}. / It could not be written."
        ) from trouble
    click.echo(f"Đã ghi biểu mẫu: {out}")
