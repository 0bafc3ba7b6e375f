"""Marks cells in a copy of the sender's own .xlsx; everything else stays as it looked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lieny.registry.rules.sign import Severity
from lieny.registry.services.marked_copy.marks import Mark, joined_note, worst
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
from lieny.ui.table_file import FORMULA_STARTS

AUTHOR = "Liên Y"
FILLS: Mapping[Severity | None, str] = {
    Severity.CRITICAL: "F6B8B1",
    Severity.HIGH: "FBD9A0",
    Severity.MEDIUM: "C5DAF3",
    Severity.LOW: "DDE3E6",
    Severity.INFO: "ECEFF0",
    None: "FFF3A8",
}
HEADING_FILL = "D9EAEA"
NOTE_WIDTH, NOTE_LINE, LETTERS_A_LINE = 420, 17, 62
# Formulas of rules and lists that would reach outside the workbook.
_REACHES_OUT = re.compile(r"\[|\||WEBSERVICE|DDE|EXEC|CALL\(|HYPERLINK", re.IGNORECASE)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class WorkbookNotKept(Exception):
    """The workbook has a form that cannot be rewritten faithfully; a clean copy is made instead."""


def write_marked_original(
    content: bytes, marked: Marked, *, target: Path, language: Language
) -> None:
    """Write a copy of an .xlsx with marked cells and the list of results as its first sheet.

    Args:
        content: a workbook that the reader has accepted within its limits.
        marked: what to mark, and the list of results.
        target: where to write.
        language: of notes and list.

    Raises:
        WorkbookNotKept: openpyxl cannot read or write this workbook.
    """
    try:
        workbook = load_workbook(
            io.BytesIO(content), data_only=True, keep_links=False, keep_vba=False
        )
        sheets = list(workbook.worksheets)
        for sheet in sheets:
            _disarm(sheet)
            _mark_sheet(sheet, _rows_of(marked, sheet.title, len(sheets)))
        _drop_outside_names(workbook)
        _add_results(workbook, sheets, marked.lines, language)
        workbook.save(target)
    except (
        *(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError),
        *(IndexError, AttributeError, OverflowError),
    ) as unkept:
        raise WorkbookNotKept(f"{type(unkept).__name__}: {unkept}") from unkept


def writable(text: str) -> str:
    """Take out characters that no workbook can hold."""
    return _UNWRITABLE.sub("", text)


def _rows_of(marked: Marked, sheet: str, sheets: int) -> Mapping[int, Sequence[Mark]]:
    if sheet in marked.cells:
        return marked.cells[sheet]
    return marked.cells.get("", {}) if sheets == 1 else {}


def _disarm(sheet: Worksheet) -> None:
    """Keep text text, and cut what would leave the workbook."""
    sheet.sheet_view.tabSelected = False
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
                cell.data_type = "s"
                cell.quotePrefix = True
            if cell.hyperlink is not None and cell.hyperlink.target:
                cell.hyperlink = None
    validations = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = [
        one
        for one in validations
        if not _REACHES_OUT.search(f"{one.formula1 or ''} {one.formula2 or ''}")
    ]


def _drop_outside_names(workbook: Workbook) -> None:
    for names in (workbook.defined_names, *(sheet.defined_names for sheet in workbook.worksheets)):
        for name in [key for key, one in names.items() if _REACHES_OUT.search(one.value or "")]:
            del names[name]


def _mark_sheet(sheet: Worksheet, rows: Mapping[int, Sequence[Mark]]) -> None:
    anchors = _anchors(sheet)
    by_cell: dict[tuple[int, int], list[Mark]] = {}
    for row, marks in rows.items():
        for mark in marks:
            place = anchors.get((row, mark.column), (row, mark.column))
            by_cell.setdefault(place, []).append(mark)
    for (row, column), marks in by_cell.items():
        cell = sheet.cell(row, column)
        cell.fill = _fill(FILLS[worst(marks)])
        note = joined_note(marks)
        if note:
            _comment(cell, note)


def _anchors(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each merged cell to the one that holds the value of its range."""
    return {
        place: (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for place in area.cells
    }


def _comment(cell: Cell, note: str) -> None:
    before = f"{cell.comment.text}\n\n" if cell.comment else ""
    text = writable(before + note)
    lines = sum(1 + len(line) // LETTERS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, height=NOTE_LINE * (lines + 2), width=NOTE_WIDTH)


def _add_results(
    workbook: Workbook, sheets: list[Worksheet], lines: Sequence[Line], language: Language
) -> None:
    names = [sheet.title for sheet in sheets]
    results = workbook.create_sheet(unused_title(RESULTS_SHEET[language], names), 0)
    workbook.active = 0
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line.texts, 1):
            cell = results.cell(number, column)
            cell.value = writable(text)
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(FORMULA_STARTS)
            cell.alignment = Alignment(vertical="top", wrap_text=column > 1 and not line.is_heading)
            if line.is_heading:
                cell.font = Font(bold=True)
                if len(line.texts) > 1:
                    cell.fill = _fill(HEADING_FILL)
        if line.severity is not None:
            results.cell(number, 2).fill = _fill(FILLS[line.severity])
        if line.target is not None and _titled(line.target.sheet, names):
            cell = results.cell(number, LINK_COLUMN)
            link = sheet_link(_titled(line.target.sheet, names), line.target.address)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=link)
            cell.font = Font(color="0B6168", underline="single")
    for column, width in enumerate(WIDTHS):
        results.column_dimensions[chr(ord("A") + column)].width = width
    results.sheet_view.tabSelected = True


def _titled(sheet: str, names: list[str]) -> str:
    """Give the title of a marked sheet; a file's only sheet may go without a name."""
    if sheet in names:
        return sheet
    return names[0] if not sheet and len(names) == 1 else ""


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)
