"""Rows of a sheet one by one, with a look at those that follow and those that went before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice

from lieny.registry.intake.cells import Cell
from lieny.registry.intake.problems import FileRefused

_REMEMBERED = 2
_DRAWN_AT_ONCE = 64


class RowSource:
    """Draws rows from any iterable without holding more than a few.

    Attributes:
        number: 1-based number of the row that was drawn last.
    """

    __slots__ = ("_ahead", "_behind", "_refusal", "_rows", "number")

    def __init__(self, rows: Iterable[list[Cell]]) -> None:
        self._rows = iter(rows)
        self._ahead: deque[list[Cell]] = deque()
        self._behind: deque[list[Cell]] = deque(maxlen=_REMEMBERED + 1)
        self._refusal: FileRefused | None = None
        self.number = 0

    def draw(self) -> list[Cell] | None:
        """Give the next row; None after the last.

        Raises:
            FileRefused: the file is refused at this row.
        """
        if not self._ahead:
            self._look(1)
        if self._ahead:
            self.number += 1
            self._behind.append(self._ahead[0])
            return self._ahead.popleft()
        if self._refusal is not None:
            raise self._refusal
        return None

    def draw_run(self, is_wanted: Callable[[list[Cell]], bool], most: int) -> list[list[Cell]]:
        """Give the next rows as long as they are wanted, and no more than `most`."""
        run: list[list[Cell]] = []
        ahead = self._ahead
        while len(run) < most:
            if not ahead:
                self._look(min(most - len(run), _DRAWN_AT_ONCE))
            if not ahead or not is_wanted(ahead[0]):
                break
            run.append(ahead.popleft())
        self.number += len(run)
        self._behind.extend(run[-_REMEMBERED - 1 :])
        return run

    def _look(self, count: int) -> None:
        """Take rows in; what is refused further down is no reason to lose those before it."""
        try:
            self._ahead.extend(islice(self._rows, count))
        except FileRefused as refusal:
            self._refusal = refusal

    def ahead(self, count: int) -> list[list[Cell]]:
        """Look at the next rows without drawing them."""
        self._look(max(count - len(self._ahead), 0))
        return list(islice(self._ahead, count))

    def behind(self) -> list[list[Cell]]:
        """Give the rows just before the one drawn last, nearest last."""
        return list(self._behind)[:-1]
