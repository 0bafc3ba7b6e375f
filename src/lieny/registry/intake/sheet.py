"""A sheet as read from any format: rows in order, with what the cells' values do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lieny.registry.intake.cells import Cell


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Merged cells; rows and columns are 1-based, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


class FlawKind(StrEnum):
    """Why a cell has no value although something stands in it."""

    ERROR = "cell-error"  # #N/A, #REF!, …
    UNCOMPUTED = "formula-without-value"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that cannot be read."""

    kind: FlawKind
    given: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, one text file, or one table of an HTML file.

    Attributes:
        name: as on the tab; "" for a text file.
        rows: cells of row 1, row 2, … from column A; rows may differ in length; read once.
        merged: merged ranges; None where the format knows no merging (text files).
        hidden: 1-based numbers of rows that the sender's program does not show.
        flaws: by 1-based (row, column).
        visible: false for a hidden sheet.
    """

    name: str
    rows: Iterable[list[Cell]]
    merged: tuple[MergedRange, ...] | None = None
    hidden: frozenset[int] = frozenset()
    flaws: Mapping[tuple[int, int], Flaw] = field(default_factory=dict)
    visible: bool = True
