"""Takes the texts of a row by its layout: merged cells, ditto marks, faulty and split cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lieny.registry.intake.cell_columns import Texts, columns_of, may_be_mark, texts_of
from lieny.registry.intake.cells import BLANK, Cell, shown
from lieny.registry.intake.layout import Layout
from lieny.registry.intake.row_marks import Mark, mark_of
from lieny.registry.intake.sheet import Flaw
from lieny.registry.intake.split_cells import joined_licence, joined_time, name_and_rest
from lieny.vocabulary.text import clean

_JOINED = frozenset(
    {"time_days", "time_hours", "time_from", "time_until", "time_slot", "birth_male",
     "birth_female", "family_name", "given_name"}
)  # fmt: skip
_NOT_REPEATED = frozenset({"name", "licence", "sequence", "family_name", "given_name"})


class OnCell(Protocol):
    """Told of a cell that cannot be taken as it stands."""

    def __call__(self, column: int, code: str, given: str) -> None:
        """Take note."""


@dataclass(slots=True)
class RowTexts:
    """Reads rows of one table.

    Attributes:
        previous: texts of the row before, for ditto marks.
        previous_row: its number.
        seen: what the cells of the current row show where that is not what they mean.
    """

    layout: Layout
    previous: dict[str, str | None] = field(default_factory=dict)
    previous_row: int = 0
    seen: dict[str, str] = field(default_factory=dict)
    _plain: tuple[tuple[str, int], ...] = field(init=False)
    _split: bool = field(init=False)
    _mixed: str | None = field(init=False)  # what a cell holds besides the name

    def __post_init__(self) -> None:
        self._plain = tuple(
            (name, column - 1)
            for name, column in self.layout.columns.items()
            if name != "time_slot"
        )
        columns = self.layout.columns
        self._mixed = next(
            (f for f in ("birth", "licence") if f in columns and columns[f] == columns.get("name")),
            None,
        )
        self._split = self._mixed is not None or bool(
            _JOINED.intersection(self.layout.columns) or self.layout.licence_parts
        )

    def take(
        self,
        row: Sequence[Cell],
        number: int,
        inherited: Mapping[int, Cell],
        flaws: Mapping[tuple[int, int], Flaw],
        on_cell: OnCell,
    ) -> dict[str, str | None]:
        """Give the texts of a row by field; blank cells are None."""
        width = len(row)
        texts: dict[str, str | None] = {}
        self.seen = {}
        for name, column in self._plain:
            cell = row[column] if column < width else BLANK
            if cell == "" and inherited:
                cell = inherited.get(column + 1, BLANK)
            text = (cell if cell.__class__ is str else shown(cell)).strip()
            if may_be_mark(text) and mark_of(text) is not Mark.NONE:
                text = self._meant(name, text, column, on_cell)
            texts[name] = text or None
        if flaws:
            self._note_flaws(number, flaws, on_cell)
        if self._split:
            self._join(texts, row, inherited)
        self.previous, self.previous_row = texts, number
        return texts

    def take_run(self, rows: Sequence[Sequence[Cell]]) -> tuple[dict[str, Texts], set[int]]:
        """Give the texts of rows by field, as columns, for rows without merged or faulty cells.

        Returns:
            The columns, of the fields that `take` gives; and the places of rows with ditto marks,
            whose texts must be taken one by one.
        """
        cells = columns_of(rows)
        nothing: Texts = [None] * len(rows)
        columns: dict[str, Texts] = {}
        apart: set[int] = set()
        for name, column in self._plain:
            if column >= len(cells):
                columns[name] = nothing
                continue
            texts, dittos = texts_of(cells[column])
            if dittos and name not in _NOT_REPEATED:
                apart.update(place for place, text in enumerate(texts) if text in dittos)
            columns[name] = texts
        return (self._joined(columns, rows) if self._split else columns), apart

    def _joined(
        self, columns: Mapping[str, Texts], rows: Sequence[Sequence[Cell]]
    ) -> dict[str, Texts]:
        """Put together, row by row, what several columns split."""
        given = zip(*columns.values(), strict=True) if columns else ((),) * len(rows)
        whole: list[dict[str, str | None]] = []
        for values, row in zip(given, rows, strict=True):
            texts = dict(zip(columns, values, strict=True))
            self._join(texts, row, {})
            whole.append(texts)
        names = dict.fromkeys(name for texts in whole for name in texts)
        return {name: [texts.get(name) for texts in whole] for name in names}

    def remember(self, texts: dict[str, str | None], number: int) -> None:
        """Keep the last row of a run, for ditto marks below it."""
        self.previous, self.previous_row, self.seen = texts, number, {}

    def take_aside(
        self, row: Sequence[Cell], number: int, inherited: Mapping[int, Cell], on_cell: OnCell
    ) -> dict[str, str | None]:
        """Give the texts of a row that only goes on; ditto marks below still mean the row above."""
        before, seen = (self.previous, self.previous_row), self.seen
        texts = self.take(row, number, inherited, {}, on_cell)
        (self.previous, self.previous_row), self.seen = before, seen
        return texts

    def _meant(self, name: str, text: str, column: int, on_cell: OnCell) -> str:
        if mark_of(text) is Mark.NO_VALUE:
            return ""
        if name in _NOT_REPEATED:
            return text
        above = self.previous.get(name)
        if above is None:
            on_cell(column + 1, "ditto-without-row", text)
            return ""
        self.seen[name] = f"{text} (hàng {self.previous_row}: {above})"
        return above

    def _note_flaws(
        self, number: int, flaws: Mapping[tuple[int, int], Flaw], on_cell: OnCell
    ) -> None:
        for _, column in self._plain:
            flaw = flaws.get((number, column + 1))
            if flaw is not None:
                on_cell(column + 1, flaw.kind.value, flaw.given)

    def _join(
        self, texts: dict[str, str | None], row: Sequence[Cell], inherited: Mapping[int, Cell]
    ) -> None:
        if self._mixed:
            texts["name"], texts[self._mixed] = name_and_rest(texts["name"] or "")
        if "given_name" in texts and not texts.get("name"):
            parts = (texts.get("family_name"), texts.get("given_name"))
            texts["name"] = " ".join(part for part in parts if part) or None
        for name, gender in (("birth_male", "Nam"), ("birth_female", "Nữ")):
            if texts.get(name):
                texts["birth"], texts["gender"] = texts[name], texts.get("gender") or gender
        if self.layout.licence_parts:
            texts["licence"] = joined_licence(self._licence_parts(row, inherited))
        written = joined_time(texts, self._slots(row, inherited))
        if written:
            texts["time"] = written

    def _licence_parts(self, row: Sequence[Cell], inherited: Mapping[int, Cell]) -> list[str]:
        parts = []
        for column in self.layout.licence_parts:
            cell = row[column - 1] if column <= len(row) else BLANK
            text = shown(cell if cell != "" else inherited.get(column, BLANK)).strip()
            if text and mark_of(text) is Mark.NONE:
                parts.append(text)
        return parts

    def _slots(self, row: Sequence[Cell], inherited: Mapping[int, Cell]) -> list[tuple[str, str]]:
        slots = []
        for column, heading in self.layout.slots:
            cell = row[column - 1] if column <= len(row) else BLANK
            text = clean(shown(cell if cell != "" else inherited.get(column, BLANK)))
            if text and text not in {"-", "–", "/", "0"}:
                slots.append((clean(heading).replace(" / ", " "), text))
        return slots
