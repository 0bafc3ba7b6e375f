"""Rows of a sheet one by one, with a look at those that follow and those that went before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice

from lieny.registry.intake.cells import Cell

_REMEMBERED = 2


class RowSource:
    """Draws rows from any iterable without holding more than a few.

    Attributes:
        number: 1-based number of the row that was drawn last.
    """

    __slots__ = ("_ahead", "_behind", "_rows", "number")

    def __init__(self, rows: Iterable[list[Cell]]) -> None:
        self._rows = iter(rows)
        self._ahead: deque[list[Cell]] = deque()
        self._behind: deque[list[Cell]] = deque(maxlen=_REMEMBERED + 1)
        self.number = 0

    def draw(self) -> list[Cell] | None:
        """Give the next row; None after the last."""
        row = self._ahead.popleft() if self._ahead else next(self._rows, None)
        if row is not None:
            self.number += 1
            self._behind.append(row)
        return row

    def ahead(self, count: int) -> list[list[Cell]]:
        """Look at the next rows without drawing them."""
        self._ahead.extend(islice(self._rows, max(count - len(self._ahead), 0)))
        return list(islice(self._ahead, count))

    def behind(self) -> list[list[Cell]]:
        """Give the rows just before the one drawn last, nearest last."""
        return list(self._behind)[:-1]
