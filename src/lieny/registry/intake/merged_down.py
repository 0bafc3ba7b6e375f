"""Cells merged over several rows: the value stands in the first, the rows beneath inherit it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lieny.registry.intake.cells import BLANK, Cell
from lieny.registry.intake.sheet import MergedRange

_MOST_ROWS_MERGED = 20_000  # a taller range is a mistake of formatting


@dataclass(slots=True)
class MergedDown:
    """Values of cells merged over several rows, for the rows that they cover."""

    covered: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    tops: dict[int, list[int]] = field(default_factory=dict)
    values: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @classmethod
    def of(cls, merged: Sequence[MergedRange]) -> MergedDown:
        """Note which cells stand under the first cell of a merged range."""
        found = cls()
        for one in merged:
            if one.bottom <= one.top or one.bottom - one.top > _MOST_ROWS_MERGED:
                continue
            found.tops.setdefault(one.top, []).append(one.left)
            for row in range(one.top + 1, one.bottom + 1):
                found.covered.setdefault(row, {})[one.left] = (one.top, one.left)
        return found

    def remember(self, number: int, row: Sequence[Cell]) -> None:
        """Keep the values that begin in this row."""
        for column in self.tops.get(number, ()):
            self.values[number, column] = row[column - 1] if column <= len(row) else BLANK

    def inherited(self, number: int) -> Mapping[int, Cell]:
        """Give, by column, the values that reach into this row from above."""
        covering = self.covered.get(number)
        if not covering:
            return {}
        return {column: self.values.get(place, BLANK) for column, place in covering.items()}
