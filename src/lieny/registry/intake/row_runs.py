"""Runs of ordinary rows of a sheet: found cheaply, handed to their table together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lieny.registry.intake.hidden_rows import HiddenRows
from lieny.registry.intake.merged_down import MergedDown
from lieny.registry.intake.row_source import RowSource
from lieny.registry.intake.sheet import Sheet
from lieny.registry.intake.table_rows import TableRows

RELIEVED_EVERY = 1_024  # rows


@dataclass(slots=True)
class RowRuns:
    """Takes the rows that are plainly data, as long as they follow one another.

    Attributes:
        source: rows of the sheet.
        hidden: told when a run of hidden rows has ended.
        relieve: called after every `RELIEVED_EVERY` rows of the sheet.
        odd: numbers of the rows that need a look of their own, rising.
    """

    source: RowSource
    hidden: HiddenRows
    relieve: Callable[[], None]
    odd: Sequence[int]

    def take(self, table: TableRows) -> None:
        """Give the table its next rows up to the first that is not plainly data."""
        source = self.source
        while rows := source.draw_run(table.shape.is_ordinary, self._most()):
            first = source.number - len(rows) + 1
            self.hidden.end(first)
            table.add_run(rows, first)
            if not source.number % RELIEVED_EVERY:
                self.relieve()

    def _most(self) -> int:
        """Count the rows until the next odd one, or until it is time to relieve."""
        drawn = self.source.number
        most = RELIEVED_EVERY - drawn % RELIEVED_EVERY
        place = bisect_right(self.odd, drawn)
        return min(most, self.odd[place] - drawn - 1) if place < len(self.odd) else most


def odd_rows(sheet: Sheet, merged: MergedDown) -> list[int]:
    """Give the numbers of the rows that are merged, faulty or hidden, rising."""
    faulty = {row for row, _ in sheet.flaws}
    return sorted(faulty.union(sheet.hidden, merged.covered, merged.tops))
