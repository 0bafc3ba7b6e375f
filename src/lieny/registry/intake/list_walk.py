"""Walks down a sheet: heads of lists, tables, sections, footers; raw rows out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lieny.registry.intake.cells import Cell, is_blank, says_something, shown
from lieny.registry.intake.gathering import FileEntry, Gathering
from lieny.registry.intake.head_block import (
    ListHead,
    is_head_key,
    is_head_line,
    organisation_in,
)
from lieny.registry.intake.header_search import (
    ROWS_BELOW,
    SAMPLED,
    Header,
    find_header,
    find_headerless,
    is_promising,
)
from lieny.registry.intake.headings import heading_words
from lieny.registry.intake.hidden_rows import HiddenRows
from lieny.registry.intake.list_context import ListContext
from lieny.registry.intake.merged_down import MergedDown
from lieny.registry.intake.row_marks import (
    counted_persons,
    day_of_line,
    has_ordinal,
    is_closing,
    is_numbering,
    is_ordinal,
    is_second_part,
    is_total,
    section_title,
)
from lieny.registry.intake.row_runs import RELIEVED_EVERY, RowRuns, odd_rows
from lieny.registry.intake.row_source import RowSource
from lieny.registry.intake.sheet import Sheet
from lieny.registry.intake.status_words import told_by_title
from lieny.registry.intake.table_kind import LICENCE_REGISTER, kind_of
from lieny.registry.intake.table_rows import TableRows
from lieny.registry.intake.witness import signs_of
from lieny.vocabulary.text import clean, fold

_AHEAD = SAMPLED + ROWS_BELOW + 3
_LOOKED_AT = 300
_LONGEST_TITLE = 2_000
_MOST_IN_FOOTER = _FEWEST_CELLS = 3


@dataclass(slots=True)
class SheetWalk:
    """One sheet on its way to raw rows.

    Attributes:
        gathering: where rows and problems go.
        entry: the file.
        context: the list that rows belong to; carried from sheet to sheet.
        sheet: what is read.
        found: number of tables recognised.
        unread_persons: rows with a licence number outside of any table.
        relieve: called now and then; may type what was gathered and let go of it.
    """

    gathering: Gathering
    entry: FileEntry
    context: ListContext
    sheet: Sheet
    found: int = 0
    unread_persons: int = 0
    relieve: Callable[[], None] = lambda: None
    _source: RowSource = field(init=False)
    _merged: MergedDown = field(init=False)
    _runs: RowRuns = field(init=False)
    _head: ListHead = field(default_factory=ListHead)
    _title: str = ""
    _header: Header | None = None
    _table: TableRows | None = None
    _resting: TableRows | None = None
    _persons: dict[int, int] = field(default_factory=dict)
    _by_sections: bool = False
    _closed: bool = False
    _hidden: HiddenRows = field(init=False)

    def __post_init__(self) -> None:
        self._source = RowSource(self.sheet.rows)
        self._merged = MergedDown.of(self.sheet.merged or ())
        self._hidden = HiddenRows(self.gathering.problems, self.entry.number, self.sheet)
        odd = odd_rows(self.sheet, self._merged)
        self._runs = RowRuns(self._source, self._hidden, self.relieve, odd)

    def run(self) -> None:
        """Read the sheet to its end."""
        hidden, tops = bool(self.sheet.hidden), self._merged.tops
        while (row := self._draw()) is not None:
            number = self._source.number
            if number in tops:
                self._merged.remember(number, row)
            if hidden and self._hidden.passes_over(number, row):
                continue
            self._step(row, number)
            if not number % RELIEVED_EVERY:
                self.relieve()
        self._hidden.end(self._source.number + 1)
        self._end_table()
        self.context.end_sheet(self._head, self.gathering)

    def _draw(self) -> list[Cell] | None:
        """Give the next row that is not of a run of ordinary ones."""
        if self._table is not None and not self._closed:
            self._runs.take(self._table)
        return self._source.draw()

    def _step(self, row: list[Cell], number: int) -> None:
        table = self._table
        if table is not None and not self._closed and table.shape.is_plainly_data(row):
            table.add(row, number, self._merged.inherited(number))
            return
        texts = [(column, cell) for column, cell in enumerate(row, 1) if not is_blank(cell)]
        if not any(says_something(cell) for _, cell in texts):
            return
        inherited = self._merged.inherited(number)
        if table is not None and not self._closed and table.go_on(row, number, inherited):
            return
        if self._begins_table(row, number):
            return
        if table is None:
            if not self._resumes(row, number, texts):
                self._read_head(row, number, texts)
        elif is_head_key(row):
            self._end_table()
            self._resting = table
            self._head = ListHead()
            self._read_head(row, number, texts)
        else:
            self._step_in_table(table, row, number, texts)

    def _begins_table(self, row: list[Cell], number: int) -> bool:
        if self._table is not None and self._repeats_headings(row):
            return True
        if is_head_line(row):
            return False
        header, merged = None, self.sheet.merged or ()
        if is_promising(row):
            ahead = self._source.ahead(_AHEAD)
            header = find_header(self._source.behind(), row, ahead, number, merged)
        elif self._table is None and not self.found:
            header = find_headerless(row, self._source.ahead(SAMPLED))
        return header is not None and self._open_table(header, row, number)

    def _repeats_headings(self, row: Sequence[Cell]) -> bool:
        """The headings come again at the top of a printed page."""
        if self._header is None or self._closed:
            return False
        known = zip(row, self._header.words, strict=False)
        pairs = [
            heading_words(cell) == words
            for cell, words in known
            if words and isinstance(cell, str) and cell
        ]
        return len(pairs) > 1 and sum(pairs) * 5 >= len(pairs) * 4

    def _open_table(self, header: Header, row: list[Cell], number: int) -> bool:
        facility_known = self._head.names_facility or self.context.names_facility
        kinds = (
            kind_of(layout, facility_known=facility_known, title=self._title)
            for layout in (header.layout, header.by_words)
        )
        kind = next(filter(None, kinds), None)
        if kind is None:
            return False
        self._end_table()
        self.context.take_head(self._head, self.sheet, self.entry, self.gathering)
        told = told_by_title(self._title) if kind == LICENCE_REGISTER else {}
        self._head = ListHead()
        self._title = ""
        self._header, self._closed, self._resting = header, False, None
        self.found += 1
        self._table = TableRows(
            self.gathering, self.entry, self.context, self.sheet, kind, header.layout, told=told
        )
        if header.below < 0:  # no headings: the row itself is data
            self._table.add(row, number, self._merged.inherited(number))
        for _ in range(header.below):
            self._source.draw()
        return True

    def _resumes(self, row: list[Cell], number: int, texts: Sequence[tuple[int, Cell]]) -> bool:
        """Go on under the same headings after a row that only names the next facility."""
        resting = self._resting
        if resting is None or not (
            resting.shape.is_plainly_data(row)
            or (resting.shape.has_person(row) and len(texts) >= _FEWEST_CELLS)
        ):
            return False
        self.context.take_head(self._head, self.sheet, self.entry, self.gathering)
        self._head, self._title = ListHead(), ""
        self._closed = False
        self._resting = None
        self._table = TableRows(
            self.gathering, self.entry, self.context, self.sheet, resting.kind, resting.whole
        )
        self._table.add(row, number, self._merged.inherited(number))
        return True

    def _end_table(self) -> None:
        table, number = self._table, self.context.list_number
        if table is not None:
            table.end()
            self._persons[number] = self._persons.get(number, 0) + table.rows_read
        self._table = None

    def _read_head(self, row: list[Cell], number: int, texts: list[tuple[int, Cell]]) -> None:
        self._head.take(row, number)
        looks_on = number <= _LOOKED_AT and len(texts) > 1
        if looks_on and any("licence" in signs_of(cell) for _, cell in texts):
            self.unread_persons += 1
        if len(self._title) < _LONGEST_TITLE:
            self._title += " " + " ".join(fold(clean(shown(cell))) for _, cell in texts)

    def _step_in_table(
        self, table: TableRows, row: list[Cell], number: int, texts: list[tuple[int, Cell]]
    ) -> None:
        words = [clean(shown(cell)) for _, cell in texts]
        if is_numbering(words):
            return
        if self._closed:
            self._step_after_table(table, row, number, words)
            return
        if len(set(words)) <= _MOST_IN_FOOTER and self._is_footer(words, table, number):
            return
        if self._names_next_facility(words, number) or self._is_section(words, table):
            return
        if (
            table.shape.has_person(row)
            or len(texts) >= _FEWEST_CELLS
            or (len(texts) > 1 and table.shape.is_numbered(row))
        ):
            table.add(row, number, self._merged.inherited(number))

    def _step_after_table(
        self, table: TableRows, row: list[Cell], number: int, words: list[str]
    ) -> None:
        """After the signature only a whole row counts; a lone name is who signed."""
        self._note_footer(words, table, number)
        if len(words) > _FEWEST_CELLS and table.shape.has_person(row):
            self._closed = False
            table.add(row, number, self._merged.inherited(number))
        else:
            self._head.take(row, number)

    def _is_footer(self, words: list[str], table: TableRows, number: int) -> bool:
        self._note_footer(words, table, number)
        if is_total(words) or any(counted_persons(word) is not None for word in words):
            return True
        if any(is_closing(word) for word in words):
            self._closed = True
            return True
        return False

    def _note_footer(self, words: list[str], table: TableRows, number: int) -> None:
        for word in words:
            day = day_of_line(word)
            if day is not None:
                self.context.note_day(day, self.gathering)
            counted = counted_persons(word)
            if counted is not None:
                before = self._persons.get(self.context.list_number, 0)
                table.check_count(counted, number, before)

    def _names_next_facility(self, words: list[str], number: int) -> bool:
        """In a list of no facility of its own "I. PHÒNG KHÁM …" is that of the rows below."""
        *marks, title = dict.fromkeys(words)
        organisation = organisation_in(title)
        own = self.context.names_facility and not self._by_sections
        if organisation is None or own or any(not is_ordinal(mark) for mark in marks):
            return False
        self._by_sections = True
        head = ListHead(organisation=organisation, organisation_row=number)
        self.context.take_head(head, self.sheet, self.entry, self.gathering)
        return True

    def _is_section(self, words: list[str], table: TableRows) -> bool:
        """Rows such as "I | KHOA NỘI" give the unit of those that follow."""
        *marks, title = dict.fromkeys(words)
        if len(marks) > 1 or (marks and not is_ordinal(marks[0])):
            return False
        if is_second_part(title):
            table.begin_second_part()
            return True
        unit = section_title(title)
        if unit is not None:
            table.unit = unit
            return True
        return has_ordinal(title) or (bool(marks) and not marks[0].isdigit())
