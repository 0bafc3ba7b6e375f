"""Takes the texts of a row by its layout: merged cells, ditto marks, faulty and split cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lieny.registry.intake.cells import BLANK, Cell, shown
from lieny.registry.intake.layout import Layout
from lieny.registry.intake.row_marks import Mark, mark_of
from lieny.registry.intake.sheet import Flaw, MergedRange
from lieny.vocabulary.text import clean

_JOINED = frozenset(
    {"time_days", "time_hours", "time_from", "time_until", "time_slot", "birth_male",
     "birth_female", "family_name", "given_name"}
)  # fmt: skip
_NOT_REPEATED = frozenset({"name", "licence", "sequence", "family_name", "given_name"})
_LONGEST_MARK = 16
_FRACTION, _WHOLE_HOUR = re.compile(r"^0?\.\d+$"), re.compile(r"^(?:1?\d|2[0-4])$")
_MINUTES_A_DAY = 1_440
_MOST_ROWS_MERGED = 20_000  # a taller range is a mistake of formatting


class OnCell(Protocol):
    """Told of a cell that cannot be taken as it stands."""

    def __call__(self, column: int, code: str, given: str) -> None:
        """Take note."""


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
            if (
                len(text) < _LONGEST_MARK
                and text
                and not text[0].isdigit()
                and mark_of(text) is not Mark.NONE
            ):
                text = self._meant(name, text, column, on_cell)
            texts[name] = text or None
        if flaws:
            self._note_flaws(number, flaws, on_cell)
        if self._split:
            self._join(texts, row, inherited)
        self.previous, self.previous_row = texts, number
        return texts

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


def name_and_rest(text: str) -> tuple[str | None, str | None]:
    """Cut a name from the numbers after it: "Lê Thị Hà (sinh năm 1979)" gives "Lê Thị Hà", "1979".

    A number before the name, such as that of the row, is no part of either.
    """
    bare = text.lstrip(" .)(0123456789")
    begin = next((place for place, letter in enumerate(bare) if letter.isdigit()), len(bare))
    name = _BEFORE_NUMBER.sub("", bare[:begin]).strip(" ,;:.(–-\n/")
    return name or None, bare[begin:].strip(" ).") or None


_BEFORE_NUMBER = re.compile(
    r"[\s,;(–-]*(?:\b(?:ngày|năm|sinh|ns|sn|số|cchn|gphn)\b[\s:.,]*)+$", re.IGNORECASE
)


def joined_licence(parts: Sequence[str]) -> str | None:
    """Write one text of licences from the columns that split it.

    A bare number takes what has no digits for its issuer and type: "1234" and "HCM-CCHN" become
    "1234/HCM-CCHN"; several whole numbers stand side by side.
    """
    bare = next((part for part in parts if part.isdigit()), None)
    endings = [part.strip(" /-") for part in parts if not any(map(str.isdigit, part))]
    if bare is not None and endings and len(parts) == len(endings) + 1:
        return f"{bare}/{'-'.join(endings)}"
    return "; ".join(parts) or None


def joined_time(texts: Mapping[str, str | None], slots: Sequence[tuple[str, str]]) -> str | None:
    """Write one text of working time from columns that split it.

    Days in one column and hours in another become "days: hours"; columns of days or parts of the
    day become "Thứ 2: 7h-11h; Thứ 3: …"; crosses mean that the hours of the row hold on that day.
    """
    hours = texts.get("time_hours") or _span(texts.get("time_from"), texts.get("time_until"))
    days = texts.get("time_days")
    crossed = [label for label, text in slots if text.lower() in _CROSSES]
    spoken = [f"{label}: {text}" for label, text in slots if text.lower() not in _CROSSES]
    if crossed:
        marked = ", ".join(crossed)
        if days is None:
            days = marked
        elif hours is None:  # "Sáng (7h30-11h30)" beside a column of days
            hours = marked
    base = texts.get("time")
    parts = [base] if base else []
    if hours and days:
        parts.append(f"{days}: {hours}")
    elif hours or days:
        parts = _beside(base, hours, days)
    return "; ".join([*parts, *spoken]) or None


_CROSSES = frozenset({"x", "✓", "✔", "v", "có", "+", "☑", "☒", "true", "1"})


def _beside(base: str | None, hours: str | None, days: str | None) -> list[str]:
    """Join a time column with a second one that has only days, or only hours."""
    if base is None:
        return [part for part in (hours, days) if part]
    return [f"{days}: {base}"] if days else [f"{base}: {hours}"]


def _span(begin: str | None, end: str | None) -> str | None:
    if begin and end:
        return f"{_clock(begin)} - {_clock(end)}"
    return begin or end


def _clock(text: str) -> str:
    """Write a fraction of a day (0.5) or a whole hour (17) of a column of hours as a clock."""
    if _FRACTION.match(text):
        minutes = round(float(text) * _MINUTES_A_DAY)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}h" if _WHOLE_HOUR.match(text) else text
