"""Rows that the sender's program does not show: passed over and told of, run by run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lieny.registry.intake.cells import Cell, says_something
from lieny.registry.intake.problems import Place, ProblemLog
from lieny.registry.intake.sheet import Sheet


@dataclass(slots=True)
class HiddenRows:
    """Hidden rows are not read: whoever hid a row did not mean to send it; the note says so."""

    problems: ProblemLog
    file: int
    sheet: Sheet
    _since: int = 0

    def passes_over(self, number: int, row: Sequence[Cell]) -> bool:
        """Tell whether the row is hidden; a run of filled ones is told of when it ends."""
        if number not in self.sheet.hidden:
            self.end(number)
            return False
        if not self._since and any(says_something(cell) for cell in row):
            self._since = number
        return True

    def end(self, number: int) -> None:
        """Tell of the run that ended before row `number`."""
        if not self._since:
            return
        first, last = self._since, number - 1
        self._since = 0
        given = str(first) if first == last else f"{first}–{last}"
        self.problems.add(Place(self.file, self.sheet.name, first), "rows-hidden", given=given)
