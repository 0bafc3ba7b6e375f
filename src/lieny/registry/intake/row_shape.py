"""Which rows of a table are data, told by a row alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lieny.registry.intake.cells import Cell, shown
from lieny.registry.intake.layout import Layout

_PERSON = ("name", "licence", "given_name", "facility_name", "facility_licence", "mentor_name",
           "mentor_licence", "trainee_name")  # fmt: skip
_WHOLE_LICENCE = re.compile(r"\d{3,7}/[A-ZĐ]{2,5}-(?:CCHN|GPHN)$", re.IGNORECASE)
_FEWEST_FILLED = 5


@dataclass(frozen=True, slots=True)
class RowShape:
    """Columns of a table, from 0, by which its rows of data are known; -1 where there is none.

    Attributes:
        sequence: running number.
        licence: practising licence.
        person: whatever names a person or facility.
    """

    sequence: int
    licence: int
    person: tuple[int, ...]

    @classmethod
    def of(cls, layout: Layout) -> RowShape:
        """Take the columns of a layout."""
        columns = layout.columns
        return cls(
            columns.get("sequence", 0) - 1,
            columns.get("licence", 0) - 1,
            tuple(columns[name] - 1 for name in _PERSON if name in columns),
        )

    def is_plainly_data(self, row: Sequence[Cell]) -> bool:
        """Test cheaply for an ordinary row: numbered, with a person or facility."""
        if not 0 <= self.sequence < len(row):
            return False
        mark = row[self.sequence]
        if isinstance(mark, str) and not mark.strip(" .").isdigit():
            return False
        return mark != "" and self._is_licensed(row) and self._has_letters(row)

    def is_surely_data(self, row: Sequence[Cell]) -> bool:
        """Test for a row that needs no running number: a whole licence among several cells.

        Such a row is no heading, key, numbering, section or footer.
        """
        column = self.licence
        if not 0 <= column < len(row):
            return False
        licence = row[column]
        if not isinstance(licence, str) or not _WHOLE_LICENCE.match(licence):
            return False
        filled = {cell for cell in row if cell != ""}
        first = next(cell for cell in row if cell != "")
        return len(filled) > _FEWEST_FILLED and not (isinstance(first, str) and ":" in first)

    def is_ordinary(self, row: Sequence[Cell]) -> bool:
        """Test cheaply whether a row is data, whatever stands around it."""
        return self.is_plainly_data(row) or self.is_surely_data(row)

    def _is_licensed(self, row: Sequence[Cell]) -> bool:
        """A row without a number may be a section: "1 | Khoa Nội"."""
        column = self.licence
        return column < 0 or (column < len(row) and row[column] != "")

    def _has_letters(self, row: Sequence[Cell]) -> bool:
        for column in self.person:
            if column < len(row):
                cell = row[column]
                if isinstance(cell, str) and (cell[:1].isalpha() or cell[-1:].isalpha()):
                    return True
        return False

    def has_person(self, row: Sequence[Cell]) -> bool:
        """Test whether a cell that names a person or facility is filled."""
        return any(column < len(row) and row[column] != "" for column in self.person)

    def is_numbered(self, row: Sequence[Cell]) -> bool:
        """Test whether the row carries a running number: it was meant as a row of data."""
        if not 0 <= self.sequence < len(row):
            return False
        mark = shown(row[self.sequence]).strip(" .")
        return mark.isdigit()
