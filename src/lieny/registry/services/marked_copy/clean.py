"""A clean .xlsx of the values of any file, same rows and columns, with marked cells.

For text files, .xls, and workbooks too large to be held whole: rows are written as they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lieny.registry.intake.cells import Cell
from lieny.registry.intake.sheet import Sheet
from lieny.registry.services.marked_copy.marks import Mark, joined_note, worst
from lieny.registry.services.marked_copy.original import (
    AUTHOR,
    FILLS,
    HEADING_FILL,
    writable,
)
from lieny.registry.services.marked_copy.results import (
    LINK_COLUMN,
    RESULTS_SHEET,
    WIDTHS,
    Line,
    Marked,
    sheet_link,
    unused_title,
)
from lieny.ui.dates import Language
from lieny.ui.table_file import FORMULA_STARTS, LONGEST_CELL

TEXT_SHEET = {Language.VI: "Danh sách", Language.EN: "List"}
NOTES_A_SHEET = 5_000  # Excel draws each of them when it opens the sheet
WIDEST = 60
MEASURED_ROWS = 300
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class CleanWorkbook:
    """A workbook being written row by row; nothing of it is held in memory."""

    book: xlsxwriter.Workbook
    _formats: dict[tuple[str, str, bool], Format] = field(default_factory=dict)

    @classmethod
    def at(cls, target: Path) -> CleanWorkbook:
        """Begin a workbook; close `book` to finish it."""
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        }
        return cls(xlsxwriter.Workbook(str(target), options))

    def format(self, fill: str = "", number: str = "", *, quoted: bool = False) -> Format:
        """Give the format with this fill and number format, made once."""
        key = (fill, number, quoted)
        if key not in self._formats:
            made = self.book.add_format({"valign": "top"})
            if fill:
                made.set_bg_color(f"#{fill}")
            if number:
                made.set_num_format(number)
            if quoted:
                made.set_quote_prefix()
            self._formats[key] = made
        return self._formats[key]

    def write(self, sheet: Worksheet, row: int, column: int, value: Cell, fill: str = "") -> None:
        """Write one value, 0-based; text stays text whatever it begins with."""
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.format(fill))
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, self.format(fill))
        elif isinstance(value, str):
            self._write_text(sheet, row, column, value, fill)
        else:
            number = _number_format(value)
            sheet.write_datetime(row, column, value, self.format(fill, number))

    def _write_text(self, sheet: Worksheet, row: int, column: int, text: str, fill: str) -> None:
        shown = writable(text)[:LONGEST_CELL]
        if not shown:
            if fill:
                sheet.write_blank(row, column, None, self.format(fill))
            return
        quoted = shown.startswith(FORMULA_STARTS)
        sheet.write_string(row, column, shown, self.format(fill, quoted=quoted))


def write_clean_copy(
    sheets: Iterable[Sheet], marked: Marked, *, target: Path, language: Language
) -> None:
    """Write the values of all sheets, with marks, after the list of results.

    Args:
        sheets: in order, read once while they are written.
        marked: what to mark, and the list of results.
        target: where to write.
        language: of notes and list.
    """
    clean = CleanWorkbook.at(target)
    with clean.book:
        taken = [unused_title(RESULTS_SHEET[language], map(_safe_title, marked.cells))]
        results = clean.book.add_worksheet(taken[0])
        write_lines(clean, results, marked.lines, language)
        for sheet in sheets:
            taken.append(unused_title(sheet_title(sheet.name, language), taken))
            written = clean.book.add_worksheet(taken[-1])
            _write_sheet(clean, written, sheet, marked.cells.get(sheet.name, {}))


def write_lines(
    clean: CleanWorkbook, sheet: Worksheet, lines: Iterable[Line], language: Language
) -> None:
    """Write a list of results, row by row, with links to the cells of the same workbook."""
    bold = clean.book.add_format({"bold": True, "valign": "top"})
    heading = clean.book.add_format({"bold": True, "bg_color": f"#{HEADING_FILL}"})
    link = clean.book.add_format({"font_color": "#0B6168", "underline": 1, "valign": "top"})
    for row, line in enumerate(lines):
        style = heading if len(line.texts) > 1 else bold
        for column, text in enumerate(line.texts):
            if line.is_heading:
                sheet.write_string(row, column, writable(text), style)
            elif line.target is not None and column == LINK_COLUMN - 1:
                address = sheet_link(sheet_title(line.target.sheet, language), line.target.address)
                book = line.target.workbook
                url = f"external:{book}#{address}" if book else f"internal:{address}"
                sheet.write_url(row, column, url, link, writable(text))
            else:
                fill = FILLS[line.severity] if column == 1 and line.severity else ""
                clean.write(sheet, row, column, text, fill)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)


def sheet_title(name: str, language: Language) -> str:
    """Give the title that a sheet has in the copy; a text file's sheet has no name of its own."""
    return _safe_title(name) or TEXT_SHEET[language]


def _safe_title(name: str) -> str:
    return _NOT_IN_TITLES.sub(" ", name).strip("' ")[:31]


def _write_sheet(
    clean: CleanWorkbook, written: Worksheet, sheet: Sheet, marks: Mapping[int, Sequence[Mark]]
) -> None:
    widths: dict[int, int] = {}
    notes = 0
    for number, cells in enumerate(sheet.rows, 1):
        marked = _by_column(marks.get(number, ()))
        for column, value in enumerate(cells, 1):
            fill = FILLS[worst(marked[column])] if column in marked else ""
            clean.write(written, number - 1, column - 1, value, fill)
            if number <= MEASURED_ROWS and isinstance(value, str):
                widths[column] = max(widths.get(column, 0), min(len(value), WIDEST))
        for column, here in marked.items():
            if column > len(cells):
                clean.write(written, number - 1, column - 1, "", FILLS[worst(here)])
            note = joined_note(here)
            if note and notes < NOTES_A_SHEET:
                notes += 1
                options = {"author": AUTHOR, "x_scale": 3, "y_scale": 2.4}
                written.write_comment(number - 1, column - 1, writable(note), options)
    for column, width in widths.items():
        written.set_column(column - 1, column - 1, max(width + 1, 6))


def _by_column(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.column, []).append(mark)
    return found


def _number_format(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime):
        return "dd/mm/yyyy" if value.time() == time() else "dd/mm/yyyy hh:mm"
    if isinstance(value, date):
        return "dd/mm/yyyy"
    return "hh:mm" if isinstance(value, time) else "[h]:mm"
