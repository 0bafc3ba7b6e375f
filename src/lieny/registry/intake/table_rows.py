"""The rows of one table: which are data, and where their texts go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lieny.registry.intake import table_kind
from lieny.registry.intake.cell_columns import Texts, cut, without_any
from lieny.registry.intake.cells import BLANK, Cell, is_blank
from lieny.registry.intake.gathering import FileEntry, Gathering
from lieny.registry.intake.joined_fields import JOINED, note_headings
from lieny.registry.intake.layout import Layout
from lieny.registry.intake.list_context import FLAT_FACILITY, ListContext
from lieny.registry.intake.raw_rows import RawRows
from lieny.registry.intake.row_shape import RowShape
from lieny.registry.intake.row_texts import RowTexts
from lieny.registry.intake.sheet import Sheet
from lieny.registry.intake.table_fields import brought_fields, renamed_fields
from lieny.registry.intake.table_problems import TableProblems
from lieny.registry.intake.witness import signs_of

# Of each group of fields a row must fill one, or it does not go in.
_IDENTITY = {
    table_kind.FACILITY_REGISTER: (("facility_name", "facility_licence"),),
    table_kind.TRAINEE: (("trainee_name",), ("mentor_name", "mentor_licence")),
}
_LONGEST_NAME = 4  # words; a longer text that begins with no surname is a sentence


@dataclass(slots=True)
class TableRows:
    """One table while its rows are read.

    Attributes:
        unit: department of the section.
        rows_read: rows that were data.
        second_part: the rows are staff who hold no practising licence.
        told: texts that the title of the table tells for all its rows.
        whole: the layout with the columns that are not to be read; `layout` is without them.
        shape: tells which rows are data.
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
    whole: Layout = field(init=False)
    shape: RowShape = field(init=False)
    _number: int = field(init=False)
    _texts: RowTexts = field(init=False)
    _rows: RawRows = field(init=False)
    _problems: TableProblems = field(init=False)
    _last: int = -1
    _clocked: frozenset[int] = frozenset()
    _identity: tuple[tuple[str, ...], ...] = (("name", "licence"),)
    _wanted: tuple[tuple[str, ...], ...] = ()
    _renamed: tuple[tuple[str, str], ...] = ()
    _nameless: bool = False
    _flat: tuple[str, ...] = ()
    _names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._number = self.entry.tables
        self.entry.tables += 1
        self.entry.kinds.append(self.kind)
        self.unit = self.context.unit
        # Rows are known by all columns, also by those that are not to be read.
        self.whole, self.layout = self.layout, self.layout.as_read()
        self.shape = RowShape.of(self.whole)
        self._texts = RowTexts(self.layout)
        columns = self.layout.columns
        times = (*JOINED["time"], "time")
        self._clocked = frozenset(
            [columns[name] for name in times if name in columns] + [c for c, _ in self.layout.slots]
        )
        self._rows = {
            table_kind.LICENCE_REGISTER: self.gathering.licences,
            table_kind.FACILITY_REGISTER: self.gathering.facilities,
            table_kind.ACTIVITY: self.gathering.activities,
            table_kind.TRAINEE: self.gathering.trainees,
        }.get(self.kind, self.gathering.registrations)
        self._renamed = renamed_fields(self.kind, self.layout)
        self._flat = tuple(name for name in FLAT_FACILITY if name in columns)
        made = [*(new for _, new in self._renamed), *self.told]
        self._names = brought_fields(self.layout, self._rows.fields, made)
        self._rows.even_out()
        key = (self.entry.number, self._number)
        self.gathering.sheets[key] = self.sheet.name
        note_headings(self.gathering, key, self.kind, self.layout, dict(self._renamed))
        self._problems = TableProblems(
            self.gathering.problems, self.entry.number, self.sheet.name, self.layout, self._clocked
        )
        self._problems.note_gaps(self.kind)
        self._identity = _IDENTITY.get(self.kind, self._identity)
        self._wanted = self._identity
        if self._rows is self.gathering.registrations:
            licensed, clocked = "licence" in columns, bool(self._clocked)
            self._wanted = (("name",), *[("licence",)] * licensed, *[("time",)] * clocked)

    def begin_second_part(self) -> None:
        """The rows that follow list staff without a practising licence."""
        self.second_part = True
        self.unit = None

    def add(self, row: list[Cell], number: int, inherited: Mapping[int, Cell]) -> None:
        """Take one row of data."""
        problems = self._problems
        problems.begin_row(number)
        texts = self._texts.take(row, number, inherited, self.sheet.flaws, problems.on_cell)
        self._count(read=1)
        for old, new in self._renamed:
            texts[new] = texts.pop(old)
        if self.unit and not texts.get("unit"):
            texts["unit"] = self.unit
        for name, told in self.told.items():
            texts[name] = texts.get(name) or told
        lacks_identity = not all(any(texts.get(name) for name in some) for some in self._identity)
        if lacks_identity or (not inherited and _is_lone_remark(row, texts)):
            of = "facility" if self.kind == table_kind.FACILITY_REGISTER else "person"
            problems.refuse_row(f"row-without-{of}", row)
            return
        self._count(accepted=1)
        where = (self.entry.number, self._number, number)
        facility = self._facility(texts, where)
        if self.kind == table_kind.FACILITY_REGISTER:
            texts["source"] = "register"
        index = self._last = self._rows.add(where, texts, self._names, facility)
        if self._rows is self.gathering.registrations:
            self.gathering.registrations.lists.append(self.context.list_number)
            problems.note_missing(texts, second_part=self.second_part)
        for name, seen in self._texts.seen.items():
            self._rows.seen.setdefault(name, {})[index] = seen

    def add_run(self, rows: Sequence[list[Cell]], first: int) -> None:
        """Take ordinary rows one below the other, as columns.

        None of them may have merged or faulty cells. A row of which something is to be told, or
        that repeats what stands above it, is taken by itself.

        Args:
            rows: for each `shape.is_ordinary` holds.
            first: number of the first.
        """
        columns, apart = self._texts.take_run(rows)
        for old, new in self._renamed:
            columns[new] = columns.pop(old)
        filled = {**self.told, "unit": self.unit} if self.unit else self.told
        for name, text in filled.items():
            given = columns.get(name)
            columns[name] = [text] * len(rows) if given is None else [one or text for one in given]
        for some in self._wanted:
            apart |= without_any([columns[name] for name in some if name in columns], len(rows))
        begin = 0
        for place in [*sorted(apart), len(rows)]:
            if place > begin:
                part = columns if place - begin == len(rows) else cut(columns, begin, place)
                self._add_columns(part, place - begin, first + begin)
            if place < len(rows):
                self.add(rows[place], first + place, {})
            begin = place + 1

    def _add_columns(self, columns: dict[str, Texts], length: int, first: int) -> None:
        """Take the texts of rows of which nothing is to be told."""
        last = first + length - 1
        self._problems.begin_row(last)
        self._count(read=length, accepted=length)
        where = (self.entry.number, self._number, first)
        facilities: Sequence[int | None] = [None] * length
        if self._rows is self.gathering.registrations:
            facilities = self._facilities(columns, where, length)
            self.gathering.registrations.lists.extend([self.context.list_number] * length)
        elif self.kind == table_kind.FACILITY_REGISTER:
            columns["source"] = ["register"] * length
        self._last = self._rows.add_run(where, columns, self._names, facilities)
        self._texts.remember({name: texts[-1] for name, texts in columns.items()}, last)

    def _count(self, *, read: int = 0, accepted: int = 0) -> None:
        self.rows_read += read
        self.entry.rows += read
        self.entry.accepted += accepted

    def go_on(self, row: list[Cell], number: int, inherited: Mapping[int, Cell]) -> bool:
        """Take a row that goes on with the person above; tell whether it was one.

        Further hours alone are added to the working time of the person's row; a further position
        or paper of a name merged over several rows is a row of its own.
        """
        filled = {column for column, cell in enumerate(row, 1) if cell != ""}
        if (
            not filled
            or self._rows is not self.gathering.registrations
            or self.shape.has_person(row)
        ):
            return False
        merged = inherited.get(self.layout.columns.get("name", 0), BLANK) != BLANK
        if not filled <= self._clocked:
            if merged:
                self.add(row, number, inherited)
            return merged
        follows = number == self._problems.row + 1 and any(
            "clock" in signs_of(cell) for cell in row
        )
        if not (merged or follows) or not 0 <= self._last == len(self._rows) - 1:
            return False
        self._problems.row = number
        times = self._rows.texts["time"]
        parts = {column: cell for column, cell in inherited.items() if column in self._clocked}
        parts.pop(self.layout.columns.get("time", 0), None)
        further = self._texts.take_aside(row, number, parts, self._problems.on_cell).get("time")
        times[-1] = "\n".join(text for text in (times[-1], further) if text) or None
        return True

    def _facility(self, texts: dict[str, str | None], where: tuple[int, int, int]) -> int | None:
        if self._rows is not self.gathering.registrations:
            return None
        found = self.context.facility
        if self._flat:
            found = self.context.facility_of(texts, self._flat, where, self.gathering)
        return self._stand_in(where) if found is None else found

    def _facilities(
        self, columns: Mapping[str, Texts], where: tuple[int, int, int], length: int
    ) -> Sequence[int]:
        if self._flat:
            return self.context.facilities_of(
                columns, self._flat, where, self.gathering, self._stand_in
            )
        own = self.context.facility
        return [self._stand_in(where) if own is None else own] * length

    def _stand_in(self, where: tuple[int, int, int]) -> int:
        """Give the facility that nobody named."""
        if not self._nameless:
            self._nameless = True
            self._problems.note_facility_missing(where[2] if self._flat else None)
        return self.context.anonymous(where, self.gathering)

    def check_count(self, counted: int, number: int, before: int) -> None:
        """Compare with the number that the list itself states, for this table or for all of it.

        Args:
            counted: the number.
            number: row that states it.
            before: persons in earlier tables of the same list.
        """
        if counted not in {self.rows_read, self.rows_read + before}:
            self._problems.note_count(counted, self.rows_read, number)

    def end(self) -> None:
        """Forget what only a table in progress needs."""
        self._texts.previous = {}


def _is_lone_remark(row: Sequence[Cell], texts: Mapping[str, str | None]) -> bool:
    """A sentence in the column of names with nothing beside it is nobody's name."""
    name = texts.get("name") or ""
    return (
        len(name.split()) > _LONGEST_NAME
        and sum(not is_blank(cell) for cell in row) == 1
        and "name" not in signs_of(name)
    )
