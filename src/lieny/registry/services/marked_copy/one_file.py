"""One file's marked copy: the sender's own workbook where it can be kept, else its values."""

from __future__ import annotations

from pathlib import Path

from lieny.registry.intake.file_kind import Container, container_of
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.opening import open_content
from lieny.registry.services.marked_copy.clean import write_clean_copy
from lieny.registry.services.marked_copy.original import WorkbookNotKept, write_marked_original
from lieny.registry.services.marked_copy.results import Marked
from lieny.ui.dates import Language

WORKBOOK = ".xlsx"
# A styled cell of a workbook held in memory takes about half a kilobyte.
CELLS_IN_MEMORY = 250_000
CELLS_MERGED = 50_000


def write_copy(
    content: bytes, marked: Marked, *, target: Path, language: Language, limits: Limits
) -> None:
    """Write a copy of a file with marked cells and the list of results as its first sheet.

    Args:
        content: of the file; only bytes within the reader's limits are opened.
        marked: what to mark, and the list of results.
        target: where to write, an `.xlsx`.
        language: of notes and list.
        limits: what is too much.

    Raises:
        FileRefused: it is no table.
    """
    if container_of(content) is Container.XLSX and _is_small(content, limits):
        try:
            write_marked_original(content, marked, target=target, language=language)
        except WorkbookNotKept:
            target.unlink(missing_ok=True)
        else:
            return
    sheets = open_content(content, limits).sheets
    write_clean_copy(sheets, marked, target=target, language=language)


def _is_small(content: bytes, limits: Limits) -> bool:
    """Test whether a workbook can be held whole, with styles and merged cells."""
    cells = 0
    for sheet in open_content(content, limits).sheets:
        cells += sum(
            (area.bottom - area.top + 1) * (area.right - area.left + 1) > CELLS_MERGED
            for area in sheet.merged or ()
        ) * (CELLS_IN_MEMORY + 1)
        for row in sheet.rows:
            cells += len(row)
            if cells > CELLS_IN_MEMORY:
                return False
    return True
