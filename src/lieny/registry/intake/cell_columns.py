"""Columns of cells to columns of texts: what a column repeats is looked at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from lieny.registry.intake.cells import BLANK, Cell, shown
from lieny.registry.intake.row_marks import Mark, mark_of

Texts = list[str | None]
_LONGEST_MARK = 16


def columns_of(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Turn rows into columns; short rows are filled with blanks."""
    if len(set(map(len, rows))) > 1:
        return list(zip_longest(*rows, fillvalue=BLANK))
    return list(zip(*rows, strict=True))


def may_be_mark(text: str) -> bool:
    """Test cheaply whether a text without blanks around it may stand for something else."""
    return 0 < len(text) < _LONGEST_MARK and not text[0].isdigit()


def stripped(cells: Sequence[Cell]) -> list[str]:
    """Give the texts of cells without blanks around them."""
    kinds = set(map(type, cells))
    if str in kinds:
        return [(cell if isinstance(cell, str) else shown(cell)).strip() for cell in cells]
    if len(kinds) == 1:
        known = {cell: shown(cell) for cell in set(cells)}
        return [known[cell] for cell in cells]
    return list(map(shown, cells))


def texts_of(cells: Sequence[Cell]) -> tuple[Texts, frozenset[str]]:
    """Give the texts of a column, and which of them repeat the cell above.

    Returns:
        The texts, None for what is blank or says that there is nothing; and the ditto marks
        among them, which stand as they are.
    """
    texts = stripped(cells)
    marks = {text: mark_of(text) for text in set(texts) if may_be_mark(text)}
    nothing = {text for text, mark in marks.items() if mark is Mark.NO_VALUE}
    nothing.add("")
    found: Texts = [None if text in nothing else text for text in texts]
    return found, frozenset(text for text, mark in marks.items() if mark is Mark.DITTO)


def blanks_in(values: Sequence[object | None]) -> list[int]:
    """Give the places of what is None."""
    return [place for place, value in enumerate(values) if value is None] if None in values else []


def without_any(columns: Sequence[Texts], length: int) -> set[int]:
    """Give the rows that are blank in all the columns."""
    places = set(range(length)) if not columns else set(blanks_in(columns[0]))
    for texts in columns[1:]:
        places = {place for place in places if texts[place] is None}
    return places


def cut(columns: Mapping[str, Texts], begin: int, end: int) -> dict[str, Texts]:
    """Give the same columns of fewer rows."""
    return {name: texts[begin:end] for name, texts in columns.items()}
