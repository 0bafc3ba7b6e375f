"""A table as a file for spreadsheets: CSV that Excel opens in Unicode, or a workbook.

No cell can act: text that a spreadsheet would take for a formula stays text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

import xlsxwriter

# What a spreadsheet would take for the beginning of a formula, were the text typed.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767  # what Excel holds
WIDEST, NARROWEST = 60, 8
TableCell = str | int | date | None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Cột của bảng: a column that may be chosen.

    Attributes:
        key: stands in the address.
        heading: in the language of the reader.
        width: in letters.
    """

    key: str
    heading: str
    width: int = 20


TableRow = Mapping[str, TableCell]


def csv_lines(columns: Sequence[TableColumn], rows: Iterable[TableRow]) -> Iterator[bytes]:
    """Write a table as CSV in UTF-8 with a byte order mark, line by line; days are ISO 8601.

    A text that begins as a formula gets an apostrophe before it, as spreadsheets themselves write.
    """
    writer = csv.writer(_Line())
    yield (BYTE_ORDER_MARK + _written(writer, [one.heading for one in columns])).encode()
    for row in rows:
        yield _written(writer, [_plain(row.get(one.key)) for one in columns]).encode()


def write_workbook(
    target: IO[bytes], title: str, columns: Sequence[TableColumn], rows: Iterable[TableRow]
) -> None:
    """Write a table as an .xlsx: texts are text cells, numbers numbers, days dates.

    Args:
        target: an open file; the workbook is written row by row.
        title: of the sheet, at most 31 letters of it are kept.
        columns: in order.
        rows: values by key of column.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\'")[:31])
        bold = book.add_format({"bold": True, "bg_color": "#D9EAEA", "valign": "top"})
        wrapped = {"text_wrap": True, "valign": "top"}
        text, quoted = (
            book.add_format({**wrapped, "num_format": "@", "quote_prefix": quote})
            for quote in (False, True)
        )
        day = book.add_format({**wrapped, "num_format": "dd/mm/yyyy"})
        number = book.add_format(wrapped)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, min(max(column.width, NARROWEST), WIDEST))
            sheet.write_string(0, at, column.heading, bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, 1):
            for at, column in enumerate(columns):
                value = row.get(column.key)
                if isinstance(value, str) and value:
                    looks = quoted if value.startswith(FORMULA_STARTS) else text
                    sheet.write_string(line, at, value[:LONGEST_CELL], looks)
                elif isinstance(value, date):
                    sheet.write_datetime(line, at, value, day)
                elif isinstance(value, int):
                    sheet.write_number(line, at, value, number)


class _Line:
    """What `csv` writes to: hands the line back."""

    def write(self, line: str) -> str:
        return line


def _written(writer: object, cells: Sequence[str]) -> str:
    return str(writer.writerow(cells))  # type: ignore[attr-defined]


def _plain(value: TableCell) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
