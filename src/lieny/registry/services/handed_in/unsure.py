"""Cells that were understood, but not for sure: hours that a text leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from lieny.registry.intake.cells import column_letter
from lieny.registry.models import FileBlock, SourceFile
from lieny.registry.services.handed_in.entries import hours_of
from lieny.registry.services.stored.blocks import unpacked
from lieny.vocabulary.weekly_set import WeeklyTime
from lieny.vocabulary.working_time import TimeFlag, TimeStatus

Table = FileBlock.Table
TABLES = (Table.HEADINGS, Table.REGISTRATIONS, Table.PROBLEMS)
OPEN = frozenset({TimeStatus.PARTIAL.value, TimeStatus.UNDETERMINED.value})
READ = ("table", "row", "raw_time", "time_status", "time_flags", "definite", "possible")


@dataclass(frozen=True, slots=True)
class UnsureCell:
    """One cell of working time whose hours are not certain; nothing has to be corrected in it.

    Attributes:
        sheet: its name; "" for a text file.
        row: 1-based row.
        column: 1-based column; 0 where it is not known.
        given: what stands in it.
        time: as it was understood.
    """

    sheet: str
    row: int
    column: int
    given: str
    time: WeeklyTime


@dataclass(frozen=True, slots=True)
class UnsureText:
    """What cells of one text were understood as.

    Attributes:
        first: the first cell of the text.
        cells: how many there are.
    """

    first: UnsureCell
    cells: int


def unsure_cells(file: SourceFile) -> tuple[UnsureCell, ...]:
    """List the unsure cells of a file in the order of its rows."""
    blocks = FileBlock.objects.filter(file=file, table__in=TABLES).values_list("table", "arrow")
    return tuple(unsure_of({table: unpacked(content) for table, content in blocks}))


def unsure_of(tables: Mapping[str, pa.Table]) -> Iterator[UnsureCell]:
    """Find the unsure cells among the rows of a file; those with a problem are told as such.

    Args:
        tables: by name, as `stored.blocks` parts them; one that is missing is empty.
    """
    rows = tables.get(Table.REGISTRATIONS)
    if rows is None or not rows.num_rows:
        return
    places = _columns(tables.get(Table.HEADINGS))
    wrong = _with_problem(tables.get(Table.PROBLEMS))
    for row in rows.select(list(READ)).to_pylist():
        given = (row["raw_time"] or "").strip()
        flags = (row["time_flags"] or "").split("|")
        if row["time_status"] not in OPEN or not given or TimeFlag.BLANK.value in flags:
            continue
        sheet, column, letters = places.get(row["table"], ("", 0, ""))
        if (sheet, row["row"], letters) not in wrong:
            time = WeeklyTime(hours_of(row["definite"]), hours_of(row["possible"]))
            yield UnsureCell(sheet, row["row"], column, given, time)


def by_text(cells: Sequence[UnsureCell]) -> tuple[UnsureText, ...]:
    """Join cells of one text that were understood alike, the most frequent first."""
    found: dict[tuple[str, WeeklyTime], list[UnsureCell]] = {}
    for one in cells:
        found.setdefault((one.given, one.time), []).append(one)
    texts = [UnsureText(members[0], len(members)) for members in found.values()]
    return tuple(sorted(texts, key=lambda text: -text.cells))


def _columns(headings: pa.Table | None) -> Mapping[int, tuple[str, int, str]]:
    """Give sheet, column and its letters of the working time of each table of a file."""
    if headings is None:
        return {}
    found: dict[int, tuple[str, int, str]] = {}
    for one in headings.select(["table", "sheet", "field", "column"]).to_pylist():
        if one["field"] == "time":
            letters = column_letter(one["column"])
            found.setdefault(one["table"], (one["sheet"] or "", one["column"], letters))
    return found


def _with_problem(problems: pa.Table | None) -> frozenset[tuple[str, int, str]]:
    """Name the cells that have a problem: sheet, row, letters of the column."""
    if problems is None:
        return frozenset()
    rows = problems.select(["sheet", "row", "column"]).to_pylist()
    return frozenset((one["sheet"] or "", one["row"] or 0, one["column"] or "") for one in rows)
