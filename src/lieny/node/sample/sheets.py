"""Sheets of cells, and the files they become. A row's number is what its reader will see."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

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


def write_xlsx(path: Path, sheets: list[Sheet]) -> None:
    """Write a workbook; equal sheets give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"constant_memory": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime(2026, 1, 5)})  # noqa: DTZ001 - as Excel writes
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for number, row in enumerate(sheet.rows):
                for column, value in enumerate(row):
                    _put(page, (number, column), value, day)
            for top, left, bottom, right in sheet.merges:
                text = str(sheet.rows[top][left])
                page.merge_range(top, left, bottom, right, text)
            for number in sorted(sheet.hidden):
                page.set_row(number, None, None, {"hidden": True})


def _put(page: Worksheet, at: tuple[int, int], value: Value, day: Format) -> None:
    if isinstance(value, str):
        page.write_string(*at, value)
    elif isinstance(value, date):
        page.write_datetime(*at, _midnight(value), day)
    elif value is not None:
        page.write_number(*at, value)


def write_csv(path: Path, sheet: Sheet, *, encoding: str = "utf-8", delimiter: str = ",") -> None:
    """Write one sheet as delimited text; dates as dd/mm/yyyy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([[_as_text(value) for value in row] for row in sheet.rows])
    path.write_bytes(text.getvalue().encode(encoding))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date of a sheet has no zone


def _as_text(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
