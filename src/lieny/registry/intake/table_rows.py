"""The rows of one table: which are data, and where their texts go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lieny.registry.intake import table_kind
from lieny.registry.intake.cells import BLANK, Cell, column_letter, shown
from lieny.registry.intake.gathering import FileEntry, Gathering
from lieny.registry.intake.headings import heading_words
from lieny.registry.intake.joined_fields import JOINED, note_headings
from lieny.registry.intake.layout import Layout
from lieny.registry.intake.list_context import FLAT_FACILITY, ListContext
from lieny.registry.intake.problems import Place
from lieny.registry.intake.raw_rows import RawRows
from lieny.registry.intake.row_texts import RowTexts
from lieny.registry.intake.sheet import Sheet
from lieny.registry.intake.witness import signs_of

_PERSON = ("name", "licence", "given_name", "facility_name", "facility_licence", "mentor_name",
           "mentor_licence", "trainee_name")  # fmt: skip
_REGISTER_FIELDS = {"valid_from": "status_from", "valid_until": "status_until"}


@dataclass(slots=True)
class TableRows:
    """One table while its rows are read.

    Attributes:
        unit: department of the section.
        rows_read: rows that were data.
        second_part: the rows are staff who hold no practising licence.
        told: texts that the title of the table tells for all its rows.
    """

    gathering: Gathering
    entry: FileEntry
    context: ListContext
    sheet: Sheet
    kind: str
    layout: Layout
    unit: str | None = None
    rows_read: int = 0
    second_part: bool = False
    told: Mapping[str, str] = field(default_factory=dict)
    _number: int = field(init=False)
    _texts: RowTexts = field(init=False)
    _rows: RawRows = field(init=False)
    _row: int = 0
    _last: int = -1
    _sequence: int = -1
    _person: tuple[int, ...] = ()
    _clocked: frozenset[int] = frozenset()
    _faulty: set[int] = field(default_factory=set)
    _renamed: tuple[tuple[str, str], ...] = ()
    _nameless: bool = False
    _flat: tuple[str, ...] = ()
    _names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._number = self.entry.tables
        self.entry.tables += 1
        self.entry.kinds.append(self.kind)
        self.unit = self.context.unit
        self._texts = RowTexts(self.layout)
        columns = self.layout.columns
        self._sequence = columns.get("sequence", 0) - 1
        times = (*JOINED["time"], "time")
        self._clocked = frozenset(
            [columns[name] for name in times if name in columns] + [c for c, _ in self.layout.slots]
        )
        self._person = tuple(columns[name] - 1 for name in _PERSON if name in columns)
        self._rows = {
            table_kind.LICENCE_REGISTER: self.gathering.licences,
            table_kind.FACILITY_REGISTER: self.gathering.facilities,
            table_kind.ACTIVITY: self.gathering.activities,
            table_kind.TRAINEE: self.gathering.trainees,
        }.get(self.kind, self.gathering.registrations)
        self._renamed = self._renaming()
        self._flat = tuple(name for name in FLAT_FACILITY if name in columns)
        self._names = self._brought()
        self._rows.even_out()
        key = (self.entry.number, self._number)
        self.gathering.sheets[key] = self.sheet.name
        note_headings(self.gathering, key, self.kind, self.layout, dict(self._renamed))
        self._note_gaps()

    def _renaming(self) -> tuple[tuple[str, str], ...]:
        """Fields that mean something else in this kind of table."""
        columns = self.layout.columns
        pairs: list[tuple[str, str]] = []
        if self.kind in {table_kind.LICENCE_REGISTER, table_kind.FACILITY_REGISTER}:
            pairs += [(a, self._register_field(a, b)) for a, b in _REGISTER_FIELDS.items()]
            pairs = [pair for pair in pairs if pair[1] not in columns]
        if self.kind == table_kind.TRAINEE and "trainee_name" not in columns:
            pairs.append(("name", "trainee_name"))
        return tuple(pair for pair in pairs if pair[0] in columns)

    def _register_field(self, name: str, status: str) -> str:
        """In a register "valid until" is the licence's term, "đến ngày" that of its status."""
        words = heading_words(self.layout.headings.get(self.layout.columns.get(name, 0), ""))
        is_term = self.kind == table_kind.LICENCE_REGISTER and words.startswith("valid")
        return "expires_on" if is_term and name == "valid_until" else status

    def _brought(self) -> tuple[str, ...]:
        """Fields that rows of this table may fill."""
        made = {new for _, new in self._renamed} | {"unit", "source", *self.told}
        for name, parts in JOINED.items():
            if self.layout.has(*parts):
                made |= {name, "gender"} if name == "birth" else {name}
        return tuple(
            name for name in self._rows.fields if name in made or name in self.layout.columns
        )

    def is_plainly_data(self, row: Sequence[Cell]) -> bool:
        """Test cheaply for an ordinary row: numbered, with a person or facility."""
        if not 0 <= self._sequence < len(row):
            return False
        mark = row[self._sequence]
        if isinstance(mark, str) and not mark.strip(" .").isdigit():
            return False
        return mark != "" and self._is_licensed(row) and self._has_letters(row)

    def _is_licensed(self, row: Sequence[Cell]) -> bool:
        """A row without a number may be a section: "1 | Khoa Nội"."""
        column = self.layout.columns.get("licence", 0) - 1
        return column < 0 or (column < len(row) and row[column] != "")

    def _has_letters(self, row: Sequence[Cell]) -> bool:
        for column in self._person:
            if column < len(row):
                cell = row[column]
                if isinstance(cell, str) and (cell[:1].isalpha() or cell[-1:].isalpha()):
                    return True
        return False

    def has_person(self, row: Sequence[Cell]) -> bool:
        """Test whether a cell that names a person or facility is filled."""
        return any(column < len(row) and row[column] != "" for column in self._person)

    def is_numbered(self, row: Sequence[Cell]) -> bool:
        """Test whether the row carries a running number: it was meant as a row of data."""
        if not 0 <= self._sequence < len(row):
            return False
        mark = shown(row[self._sequence]).strip(" .")
        return mark.isdigit()

    def begin_second_part(self) -> None:
        """The rows that follow list staff without a practising licence."""
        self.second_part = True
        self.unit = None

    def add(self, row: list[Cell], number: int, inherited: Mapping[int, Cell]) -> None:
        """Take one row of data."""
        self._row = number
        self._faulty.clear()
        texts = self._texts.take(row, number, inherited, self.sheet.flaws, self._on_cell)
        self.rows_read += 1
        self.entry.rows += 1
        for old, new in self._renamed:
            texts[new] = texts.pop(old)
        if self.unit and not texts.get("unit"):
            texts["unit"] = self.unit
        for name, told in self.told.items():
            texts[name] = texts.get(name) or told
        where = (self.entry.number, self._number, number)
        if not self._is_acceptable(texts, row):
            return
        self.entry.accepted += 1
        facility = self._facility(texts, where)
        if self.kind == table_kind.FACILITY_REGISTER:
            texts["source"] = "register"
        index = self._last = self._rows.add(where, texts, self._names, facility)
        if self._rows is self.gathering.registrations:
            self.gathering.registrations.lists.append(self.context.list_number)
            self._note_missing(texts, number)
        for name, seen in self._texts.seen.items():
            self._rows.seen.setdefault(name, {})[index] = seen

    def go_on(self, row: list[Cell], number: int, inherited: Mapping[int, Cell]) -> bool:
        """Take a row that goes on with the person above; tell whether it was one.

        Further hours alone are added to the working time of the person's row; a further position
        or paper of a name merged over several rows is a row of its own.
        """
        filled = {column for column, cell in enumerate(row, 1) if cell != ""}
        if not filled or self._rows is not self.gathering.registrations or self.has_person(row):
            return False
        merged = inherited.get(self.layout.columns.get("name", 0), BLANK) != BLANK
        if not filled <= self._clocked:
            if merged:
                self.add(row, number, inherited)
            return merged
        follows = number == self._row + 1 and any("clock" in signs_of(cell) for cell in row)
        if not (merged or follows) or not 0 <= self._last == len(self._rows) - 1:
            return False
        self._row = number
        times = self._rows.texts["time"]
        parts = {column: cell for column, cell in inherited.items() if column in self._clocked}
        parts.pop(self.layout.columns.get("time", 0), None)
        further = self._texts.take_aside(row, number, parts, self._on_cell).get("time")
        times[-1] = "\n".join(text for text in (times[-1], further) if text) or None
        return True

    def _facility(self, texts: dict[str, str | None], where: tuple[int, int, int]) -> int | None:
        if self._rows is not self.gathering.registrations:
            return None
        found = self.context.facility
        if self._flat:
            found = self.context.facility_of(texts, self._flat, where, self.gathering)
        if found is None:
            if not self._nameless:
                self._nameless = True
                self._problem("facility-missing", None, number=where[2] if self._flat else None)
            found = self.context.anonymous(where, self.gathering)
        return found

    def _is_acceptable(self, texts: Mapping[str, str | None], row: Sequence[Cell]) -> bool:
        if self.kind == table_kind.FACILITY_REGISTER:
            if texts.get("facility_name") or texts.get("facility_licence"):
                return True
            self._problem("row-without-facility", None, given=_whole(row), refused=True)
            return False
        if self.kind == table_kind.TRAINEE:
            found = texts.get("trainee_name") and (
                texts.get("mentor_name") or texts.get("mentor_licence")
            )
        else:
            found = texts.get("name") or texts.get("licence")
        if not found:
            self._problem("row-without-person", None, given=_whole(row), refused=True)
        return bool(found)

    def _note_missing(self, texts: Mapping[str, str | None], number: int) -> None:
        if not texts.get("name"):
            self._problem("name-missing", "name", number=number)
        elif not texts.get("licence") and self._lacks(self.layout.columns.get("licence")):
            self._problem("licence-missing", "licence", number=number)
        if not texts.get("time") and self._lacks(min(self._clocked, default=None)):
            self._problem("time-missing", min(self._clocked), number=number)

    def _lacks(self, column: int | None) -> bool:
        """Other staff need neither; a cell with a problem of its own is told of already."""
        return column is not None and not self.second_part and column not in self._faulty

    def _note_gaps(self) -> None:
        """Tell of what a whole table lacks, or what of it is not read."""
        if self.layout.is_doubled:
            self._problem("tables-side-by-side", None, number=None)
        listed = self.kind in {table_kind.LIST, table_kind.FLAT}  # who came and left has no hours
        if listed and not self._clocked and not self.layout.has("valid_from"):
            self._problem("time-column-missing", None, number=None)

    def check_count(self, counted: int, number: int, before: int) -> None:
        """Compare with the number that the list itself states, for this table or for all of it.

        Args:
            counted: the number.
            number: row that states it.
            before: persons in earlier tables of the same list.
        """
        if counted not in {self.rows_read, self.rows_read + before}:
            place = Place(self.entry.number, self.sheet.name, number)
            self.gathering.problems.add(
                place, "count-differs", given=str(self.rows_read), expected=str(counted)
            )

    def end(self) -> None:
        """Forget what only a table in progress needs."""
        self._texts.previous = {}

    def _on_cell(self, column: int, code: str, given: str) -> None:
        self._faulty.add(column)
        place = Place(self.entry.number, self.sheet.name, self._row, column_letter(column))
        self.gathering.problems.add(place, code, given=given)

    def _problem(
        self,
        code: str,
        name: str | int | None,
        *,
        given: str = "",
        number: int | None = -1,
        refused: bool = False,
    ) -> None:
        column = self.layout.columns.get(name) if isinstance(name, str) else name
        place = Place(
            self.entry.number,
            self.sheet.name,
            self._row if number == -1 else number,
            column_letter(column) if column else None,
        )
        self.gathering.problems.add(place, code, given=given, refused=refused)


def _whole(row: Sequence[Cell]) -> str:
    """Write a row in one line."""
    return " | ".join(shown(cell) for cell in row if cell != BLANK)
