"""Sheets of cells, and the files they become. A row's number is what its reader will see."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lieny.node.sample.styles import Style

Value = str | int | float | date | None


@dataclass(slots=True)
class Sheet:
    """One sheet being written.

    Attributes:
        rows: values; short rows are fine.
        merges: (first row, first column, last row, last column), 0-based, values from the first.
        hidden: 0-based rows that are there but not shown.
    """

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def add(self, *values: Value) -> int:
        """Append a row; give its number as the user sees it."""
        self.rows.append(list(values))
        return len(self.rows)


def write(path: Path, sheets: list[Sheet], style: Style) -> None:
    """Write the sheets as the style has it: a workbook, or delimited text of the first sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if style.delimiter:
        _write_csv(path, sheets[0], style)
    else:
        _write_xlsx(path, sheets, style.spell)


def extension(style: Style) -> str:
    """`.csv`, `.txt` or `.xlsx`."""
    if style.delimiter:
        return ".txt" if style.delimiter == "\t" else ".csv"
    return ".xlsx"


def _write_xlsx(path: Path, sheets: list[Sheet], spell: Callable[[str], str]) -> None:
    options = {"strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2026, 1, 5)})  # noqa: DTZ001 - as Excel writes
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows):
                for column, value in enumerate(row):
                    _put(
                        page,
                        (number, column),
                        spell(value) if isinstance(value, str) else value,
                        day,
                    )
            for top, left, bottom, right in sheet.merges:
                page.merge_range(top, left, bottom, right, spell(str(sheet.rows[top][left])))
            for number in sorted(sheet.hidden):
                page.set_row(number, None, None, {"hidden": True})


def _put(page: Worksheet, at: tuple[int, int], value: Value, day: Format) -> None:
    if isinstance(value, str):
        if value:
            page.write_string(*at, value)
    elif isinstance(value, date):
        page.write_datetime(*at, _midnight(value), day)
    elif value is not None:
        page.write_number(*at, value)


def _write_csv(path: Path, sheet: Sheet, style: Style) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=style.delimiter, lineterminator="\r\n")
    writer.writerows([[style.spell(_as_text(value)) for value in row] for row in sheet.rows])
    path.write_bytes(text.getvalue().encode(style.encoding))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date of a sheet has no zone


def _as_text(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    # One record a line: a cell of several lines would shift the numbers of all lines after it.
    text = "" if value is None else str(value).replace("\n", "; ")
    return unicodedata.normalize("NFC", text)
