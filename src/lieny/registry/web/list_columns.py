"""Which columns of a sheet may be corrected: those with a heading, recognised or not."""

from __future__ import annotations

from collections.abc import Sequence

from lieny.registry.intake.sheet_window import SheetWindow
from lieny.registry.services.handed_in.staged import ReadColumn


def offered_columns(
    window: SheetWindow, columns: Sequence[ReadColumn], first_row: int
) -> dict[int, str]:
    """Give the heading of every column that has one, by 1-based column.

    Headings of recognised columns are those that were read; the others are taken from the row in
    which most recognised headings stand, above the first row of data.
    """
    known = {one.column: one.heading for one in columns if one.sheet == window.name}
    offered = {column: heading for column, heading in known.items() if heading.strip()}
    head = _head_row(window, known, first_row)
    for column, text in enumerate(head, 1):
        if text.strip() and column not in offered:
            offered[column] = text
    return offered


def _head_row(window: SheetWindow, known: dict[int, str], first_row: int) -> Sequence[str]:
    above = window.rows[: max(0, first_row - window.first)]
    best: Sequence[str] = ()
    most = 0
    for row in above:
        hits = sum(
            1
            for column, heading in known.items()
            if column <= len(row) and row[column - 1].strip() and row[column - 1].strip() in heading
        )
        if hits > most:
            best, most = row, hits
    return best
