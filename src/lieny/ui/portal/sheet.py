"""Bảng của người gửi: a sender's own sheet on a page, with marks at its cells and notes beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LETTERS = 26


@dataclass(frozen=True, slots=True)
class SheetMark:
    """One mark at a cell, or at a whole row where `column` is 0.

    Attributes:
        row: 1-based row of the sheet.
        column: 1-based column; 0 for the row.
        kind: "wrong" (did not go in), "doubt" (went in, to be looked at), "unsure" (went in, may be
            left as it is) or "here" (the cell that was asked for).
        note: what is wrong; "" for a mark without words.
        advice: what to do.
        given: what stands in the cell, as it was read.
    """

    row: int
    column: int
    kind: str
    note: str = ""
    advice: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What a column was taken for.

    Attributes:
        field: the field's code; "" where the column is not read.
        said: the field in words.
        name: name of the form's control that corrects it; "" where nothing is to be corrected.
    """

    field: str
    said: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as the template shows it."""

    text: str
    address: str
    kind: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """Words beneath a row: which cell, what is wrong, what to do, and which note comes next."""

    number: int
    address: str
    kind: str
    note: str
    advice: str
    given: str
    next: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as the template shows it."""

    number: int
    cells: tuple[SheetCell, ...]
    notes: tuple[SheetNote, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """Bảng có đánh dấu: what `portal/sheet.html` shows.

    Attributes:
        caption: which file and sheet, for those who hear the page.
        columns: letter and head of each column shown.
        rows: rows in order.
        width: columns with the number's.
        choices: values and words of the controls that correct a head.
    """

    caption: str
    columns: tuple[tuple[str, SheetHead], ...]
    rows: tuple[SheetRow, ...]
    width: int
    choices: Sequence[tuple[str, str]] = field(default=())

    @property
    def has_heads(self) -> bool:
        """Test whether any column was taken for a field."""
        return any(head.said or head.name for _, head in self.columns)


def column_letters(column: int) -> str:
    """Name a 1-based column as spreadsheets do."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_view(  # noqa: PLR0913 - what stands in the sheet, and what is said of it
    texts: Sequence[Sequence[str]],
    *,
    first: int,
    caption: str,
    heads: Mapping[int, SheetHead] | None = None,
    marks: Iterable[SheetMark] = (),
    hidden: frozenset[int] = frozenset(),
    choices: Sequence[tuple[str, str]] = (),
) -> SheetView:
    """Lay a part of a sheet out.

    Args:
        texts: rows of cells from column A.
        first: 1-based number of the first of them.
        caption: name of the table.
        heads: by 1-based column, what it was taken for.
        marks: of any row; those outside of this part are left out.
        hidden: rows that the sender's program does not show.
        choices: what a head may be corrected to.
    """
    known = dict(heads or {})
    shown = [one for one in marks if first <= one.row < first + len(texts)]
    width = max([len(row) for row in texts] + [*known] + [one.column for one in shown] + [1])
    by_row: dict[int, list[SheetMark]] = {}
    for mark in shown:
        by_row.setdefault(mark.row, []).append(mark)
    noted = [mark for number in sorted(by_row) for mark in by_row[number] if mark.note]
    places = {id(mark): place for place, mark in enumerate(noted, 1)}
    empty = SheetHead("", "")
    rows = [
        SheetRow(
            number=number,
            cells=_cells(row, number, width, by_row.get(number, []), known),
            notes=tuple(
                _note(mark, places[id(mark)], len(noted))
                for mark in by_row.get(number, [])
                if mark.note
            ),
            hidden=number in hidden,
        )
        for number, row in enumerate(texts, first)
    ]
    return SheetView(
        caption=caption,
        columns=tuple((column_letters(one), known.get(one, empty)) for one in range(1, width + 1)),
        rows=tuple(rows),
        width=width + 1,
        choices=choices,
    )


def _cells(
    texts: Sequence[str],
    number: int,
    width: int,
    marks: Sequence[SheetMark],
    heads: Mapping[int, SheetHead],
) -> tuple[SheetCell, ...]:
    kinds: dict[int, str] = {}
    for mark in marks:
        known = kinds.get(mark.column)
        if known != "wrong" and (mark.kind != "unsure" or known is None):
            kinds[mark.column] = mark.kind
    return tuple(
        SheetCell(
            text=texts[column - 1] if column <= len(texts) else "",
            address=f"{column_letters(column)}{number}",
            kind=kinds.get(column, ""),
            field=heads[column].field if column in heads else "",
        )
        for column in range(1, width + 1)
    )


def _note(mark: SheetMark, place: int, count: int) -> SheetNote:
    address = f"{column_letters(mark.column)}{mark.row}"
    following = place + 1 if place < count else 0
    given = "" if mark.given in mark.note else mark.given
    return SheetNote(place, address, mark.kind, mark.note, mark.advice, given, following)
