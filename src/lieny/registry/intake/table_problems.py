"""Problems of one table: of cells, of rows that lack something, of the table as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lieny.registry.intake import table_kind
from lieny.registry.intake.cells import BLANK, Cell, column_letter, shown
from lieny.registry.intake.layout import Layout
from lieny.registry.intake.problems import Place, ProblemLog


@dataclass(slots=True)
class TableProblems:
    """Tells of one table.

    Attributes:
        log: where problems are kept.
        file: number of the file.
        sheet: name of the sheet.
        layout: fields of the table by column.
        clocked: columns that hold working time.
        row: the row being read.
    """

    log: ProblemLog
    file: int
    sheet: str
    layout: Layout
    clocked: frozenset[int]
    row: int = 0
    _faulty: set[int] = field(default_factory=set)

    def begin_row(self, number: int) -> None:
        """Take note of the row that is read now."""
        self.row = number
        self._faulty.clear()

    def on_cell(self, column: int, code: str, given: str) -> None:
        """Tell of a cell that cannot be taken as it stands."""
        self._faulty.add(column)
        self.log.add(
            Place(self.file, self.sheet, self.row, column_letter(column)), code, given=given
        )

    def refuse_row(self, code: str, row: Sequence[Cell]) -> None:
        """Tell of a row that does not go in."""
        given = " | ".join(shown(cell) for cell in row if cell != BLANK)
        self.log.add(Place(self.file, self.sheet, self.row), code, given=given, refused=True)

    def note_missing(self, texts: Mapping[str, str | None], *, second_part: bool) -> None:
        """Tell of what a registration lacks; other staff need neither licence nor hours."""
        if not texts.get("name"):
            self._tell("name-missing", self.layout.columns.get("name"))
        elif not texts.get("licence") and not second_part:
            self._tell_blank("licence-missing", self.layout.columns.get("licence"))
        if not texts.get("time") and not second_part:
            self._tell_blank("time-missing", min(self.clocked, default=None))

    def _tell_blank(self, code: str, column: int | None) -> None:
        """A cell with a problem of its own is told of already."""
        if column is not None and column not in self._faulty:
            self._tell(code, column)

    def _tell(self, code: str, column: int | None) -> None:
        letter = column_letter(column) if column else None
        self.log.add(Place(self.file, self.sheet, self.row, letter), code)

    def note_gaps(self, kind: str) -> None:
        """Tell of what a whole table lacks, or what of it is not read."""
        if self.layout.is_doubled:
            self.log.add(Place(self.file, self.sheet), "tables-side-by-side")
        listed = kind in {table_kind.LIST, table_kind.FLAT}  # who came and left has no hours
        if listed and not self.clocked and not self.layout.has("valid_from"):
            self.log.add(Place(self.file, self.sheet), "time-column-missing")

    def note_facility_missing(self, number: int | None) -> None:
        """Tell that no facility was found: of the table's row, or of the whole table."""
        self.log.add(Place(self.file, self.sheet, number), "facility-missing")

    def note_count(self, counted: int, found: int, number: int) -> None:
        """Tell that row `number` states another count than was read."""
        self.log.add(
            Place(self.file, self.sheet, number),
            "count-differs", given=str(found), expected=str(counted),
        )  # fmt: skip
