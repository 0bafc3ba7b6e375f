"""Options that `lieny series` and `lieny nowcast` share, and files written whole or not at all."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from lieny.surveillance.engine.preparation.calendar import Calendar

NOTHING_USABLE = 2
STEPS = {
    "week": Calendar.ISO_WEEK,
    "epiweek": Calendar.EPI_WEEK,
    "month": Calendar.MONTH,
    "day": Calendar.DAY,
}
FORMS = ("%Y-%m-%d", "%d/%m/%Y")
PARQUET = (".parquet", ".pq")


class Day(click.ParamType[date]):
    """A day as 2026-07-01 or 01/07/2026."""

    name = "DAY"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the day."""
        if isinstance(value, date):
            return value
        for form in FORMS:
            try:
                return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
        return self.fail(
            f"“{value}”: cần một ngày như 2026-07-01 hoặc 01/07/2026 / "
            "expected a day such as 2026-07-01 or 01/07/2026",
            param,
            ctx,
        )


class Columns(click.ParamType[tuple[str, ...]]):
    """Names of columns, commas between them."""

    name = "COLUMN,…"

    def convert(
        self,
        value: str | tuple[str, ...],
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002
    ) -> tuple[str, ...]:
        """Split the names."""
        if isinstance(value, tuple):
            return value
        return tuple(name.strip() for name in value.split(",") if name.strip())


def write_table(table: pa.Table, target: Path) -> None:
    """Write a table as Parquet or, by its ending, CSV; the name is given when all is written."""
    part = target.with_name(f".{target.name}.part")
    try:
        if target.suffix.lower() in PARQUET:
            pyarrow.parquet.write_table(table, part)
        else:
            options = pyarrow.csv.WriteOptions(quoting_style="needed")
            pyarrow.csv.write_csv(table, part, options)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
