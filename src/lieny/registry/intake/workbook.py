"""Reads .xlsx and .xls through calamine, after the archive was found harmless."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lieny.registry.intake.archive import check_archive, is_sheet
from lieny.registry.intake.biff import hidden_rows
from lieny.registry.intake.cells import BLANK, Cell
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.sheet import MergedRange, Sheet
from lieny.registry.intake.sheet_xml import SheetScan, StringsScan
from lieny.registry.intake.workbook_parts import KEPT, sheet_parts, shown_widths


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in the workbook's order, and whether cells refer to other workbooks."""

    sheets: Iterator[Sheet]
    links_elsewhere: bool = False


def read_xlsx(content: bytes, limits: Limits) -> Workbook:
    """Open an .xlsx.

    Raises:
        FileRefused: the archive is damaged, hostile or beyond the limits; also while the sheets
            are drawn from the result.
    """
    scans: dict[str, SheetScan] = {}
    strings = StringsScan()

    def watch(name: str, kept: dict[str, bytes]) -> Callable[[bytes], None] | None:
        if is_sheet(name):
            scans[name] = SheetScan(limits, shown_widths(kept))
            return scans[name].feed
        return strings.feed if name.lower() == "xl/sharedstrings.xml" else None

    parts = check_archive(content, limits, keep=KEPT, scan=watch)
    strings.finish()
    for scan in scans.values():
        scan.finish()
    names = sheet_parts(parts.kept)
    by_sheet = {names[part]: scan for part, scan in scans.items() if part in names}
    return Workbook(_sheets(content, by_sheet, {}), parts.links_elsewhere)


def read_xls(content: bytes, limits: Limits) -> Workbook:
    """Open a workbook of Excel 97-2003.

    Raises:
        FileRefused: it is damaged or encrypted; also while the sheets are drawn from the result.
    """
    return Workbook(_sheets(content, {}, hidden_rows(content), limits))


def _sheets(
    content: bytes,
    scans: Mapping[str, SheetScan],
    hidden: Mapping[str, frozenset[int]],
    limits: Limits | None = None,
) -> Iterator[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for index, tab in enumerate(workbook.sheets_metadata):
            if tab.typ is not SheetTypeEnum.WorkSheet:
                continue
            if tab.visible is not SheetVisibleEnum.Visible:
                yield Sheet(tab.name, (), visible=False)
                continue
            found = workbook.get_sheet_by_index(index)
            if limits is not None:
                _check_extent(found, limits)
            yield _sheet(found, scans.get(tab.name), hidden.get(tab.name, frozenset()))
    except PasswordError as locked:
        raise FileRefused("file-encrypted") from locked
    except (CalamineError, ValueError, OSError) as damage:
        raise FileRefused("file-damaged", type(damage).__name__) from damage


def _sheet(found: CalamineSheet, scan: SheetScan | None, hidden: frozenset[int]) -> Sheet:
    merged = tuple(
        MergedRange(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    )
    if scan is None:
        return Sheet(found.name, _rows(found, {}), merged, hidden)
    return Sheet(found.name, _rows(found, scan.padded), merged, frozenset(scan.hidden), scan.flaws)


def _check_extent(sheet: CalamineSheet, limits: Limits) -> None:
    row, column = sheet.end or (0, 0)
    if row >= limits.sheet_rows or column >= limits.sheet_columns:
        raise FileRefused(
            "sheet-too-large",
            f"{row + 1} × {column + 1}",
            f"{limits.sheet_rows} hàng/rows × {limits.sheet_columns} cột/columns",
            sheet.name,
        )


def _rows(sheet: CalamineSheet, padded: Mapping[tuple[int, int], str]) -> Iterator[list[Cell]]:
    """Give rows from row 1; calamine fills rows above the first value but not columns before it."""
    offset = sheet.start[1] if sheet.start else 0
    before: list[Cell] = [BLANK] * offset
    replaced: dict[int, dict[int, str]] = {}
    for (number, column), text in padded.items():
        replaced.setdefault(number, {})[column] = text
    for number, values in enumerate(sheet.iter_rows(), 1):
        row = before + values if offset else values
        if number in replaced:
            for column, text in replaced[number].items():
                if column <= len(row):
                    row[column - 1] = text
        yield row
