"""Rows of a submission that wait for confirmation, counted; problems and columns of its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from lieny.registry.intake import table_kind
from lieny.registry.intake.cells import column_letter, column_number
from lieny.registry.models import FileBlock, SourceFile, Submission
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.result import Problem
from lieny.registry.services.stored.blocks import unpacked

Table = FileBlock.Table
_GIVEN = re.compile(r"(,| từ| from| in)? ?[«“][^»”]*[»”]")
WITNESSES = (Table.ACTIVITIES, Table.TRAINEES)
# Registers of facilities keep what is a facility's own under shorter names.
_NAMED = {"name": "facility_name", "licence": "facility_licence", "code": "facility_code"}
ROW_TABLES = (Table.REGISTRATIONS, Table.LICENCES, Table.FACILITIES)


@dataclass(frozen=True, slots=True)
class WillEnter:
    """What a confirmation lets in.

    Attributes:
        registrations: rows of lists.
        licences: rows of registers of licences.
        persons: distinct names with licence numbers in them; linking may find fewer.
        facilities: distinct facilities named.
        others: rows of activities and of trainees.
        refused: rows and files that do not go in.
    """

    registrations: int
    licences: int
    persons: int
    facilities: int
    others: int
    refused: int

    @property
    def rows(self) -> int:
        """Give how many rows of people go in."""
        return self.registrations + self.licences + self.others


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Vấn đề ở một ô: what was given, what is wrong, what to do.

    Attributes:
        sheet: its name; "" for a text file or the whole file.
        row: 1-based row; 0 for the whole sheet or file.
        column: 1-based column; 0 for the whole row.
        code: stable code of the kind.
        refused: the row did not go in.
    """

    sheet: str
    row: int
    column: int
    code: str
    refused: bool
    given: str
    problem: Bilingual
    advice: Bilingual


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """Cột đã nhận: a column of a sheet and the field that it was taken for.

    Attributes:
        sheet: where it stands.
        table: number of the table within the file.
        column: counted from 1.
        heading: in the sender's own words.
        field: as the rows of the table are kept.
        named: the same as lists name it; in a register of facilities `name` is `facility_name`.
    """

    sheet: str
    table: int
    column: int
    heading: str
    field: str
    named: str


def will_enter(submission: Submission) -> WillEnter:
    """Count what a submission's files gave."""
    tables = _tables(submission)
    people = _distinct(tables, (Table.REGISTRATIONS, Table.LICENCES), "name_folded")
    places = _distinct(tables, (Table.FACILITIES,), "name_folded")
    return WillEnter(
        registrations=sum(one.num_rows for one in tables[Table.REGISTRATIONS]),
        licences=sum(one.num_rows for one in tables[Table.LICENCES]),
        persons=people,
        facilities=places,
        others=sum(one.num_rows for table in WITNESSES for one in tables[table]),
        refused=sum(sum(one["refused"].to_pylist()) for one in tables[Table.PROBLEMS]),
    )


def _tables(submission: Submission) -> Mapping[str, Sequence[pa.Table]]:
    wanted = (*ROW_TABLES, *WITNESSES, Table.PROBLEMS)
    blocks = FileBlock.objects.filter(file__submission=submission, table__in=wanted)
    held: dict[str, list[pa.Table]] = {table: [] for table in wanted}
    for table, content in blocks.values_list("table", "arrow"):
        held[table].append(unpacked(content))
    return held


def _distinct(tables: Mapping[str, Sequence[pa.Table]], wanted: Sequence[str], name: str) -> int:
    found: set[tuple[object, object]] = set()
    for table in wanted:
        for one in tables[table]:
            names, serials = one[name].to_pylist(), one["licence_serial"].to_pylist()
            found.update(zip(names, serials, strict=True))
    return len(found - {(None, None), ("", None)})


def problems_of(file: SourceFile) -> tuple[CellProblem, ...]:
    """List the problems of a file in the order of its sheets and rows."""
    found = []
    for row in _rows(file, Table.PROBLEMS):
        letters = row["column"] or ""
        column = column_number(letters) if letters.isalpha() and letters.isupper() else 0
        found.append(
            CellProblem(
                sheet=row["sheet"] or "",
                row=row["row"] or 0,
                column=column,
                code=row["code"],
                refused=row["refused"],
                given=row["given"] or "",
                problem=Bilingual(row["problem_vi"], row["problem_en"]),
                advice=Bilingual(row["advice_vi"], row["advice_en"]),
            )
        )
    sheets = {sheet: place for place, sheet in enumerate(dict.fromkeys(p.sheet for p in found))}
    return tuple(sorted(found, key=lambda one: (sheets[one.sheet], one.row, one.column)))


def sheet_problems(problems: Sequence[CellProblem]) -> tuple[Problem, ...]:
    """Give problems as a check of files tells them: letters of columns, None for the whole."""
    return tuple(
        Problem(
            sheet=one.sheet or None,
            row=one.row or None,
            column=column_letter(one.column) if one.column else None,
            code=one.code,
            refused=one.refused,
            given=one.given,
            problem=one.problem,
            advice=one.advice,
        )
        for one in problems
    )


def kinds_of(problems: Sequence[CellProblem]) -> list[tuple[str, Bilingual, int]]:
    """Count problems by kind, the most frequent first: code, what is wrong, how many."""
    counts = Counter(one.code for one in problems)
    first = {one.code: one.problem for one in reversed(problems)}
    return [
        (code, Bilingual(_without_given(first[code].vi), _without_given(first[code].en)), count)
        for code, count in counts.most_common()
    ]


def _without_given(text: str) -> str:
    """Leave out what one cell held: the kind is the same whatever was given."""
    return _GIVEN.sub("", text)


def columns_of(file: SourceFile) -> tuple[ReadColumn, ...]:
    """List the columns that were recognised, table by table."""
    registers = _facility_registers(file)
    return tuple(
        ReadColumn(
            row["sheet"] or "",
            row["table"],
            row["column"],
            row["heading"],
            row["field"],
            _NAMED.get(row["field"], row["field"]) if row["table"] in registers else row["field"],
        )
        for row in _rows(file, Table.HEADINGS)
    )


def _facility_registers(file: SourceFile) -> frozenset[int]:
    """Find the tables that hold facilities and nobody who practises there."""
    if table_kind.FACILITY_REGISTER not in file.kind.split("|"):
        return frozenset()
    held = {
        table: {row["table"] for row in _rows(file, table, columns=("table",))}
        for table in (Table.FACILITIES, Table.REGISTRATIONS, Table.LICENCES)
    }
    return frozenset(held[Table.FACILITIES] - held[Table.REGISTRATIONS] - held[Table.LICENCES])


def tables_with_columns(columns: Sequence[ReadColumn]) -> tuple[ReadColumn, ...]:
    """Leave the head block of a list out: its name, address and hours stand in no columns."""
    across: dict[int, set[int]] = {}
    for one in columns:
        across.setdefault(one.table, set()).add(one.column)
    return tuple(one for one in columns if len(across[one.table]) > 1)


def first_rows(file: SourceFile) -> Mapping[int, int]:
    """Give the first row of data of each table of a file, 1-based."""
    firsts: dict[int, int] = {}
    for table in ROW_TABLES:
        for row in _rows(file, table, columns=("table", "row")):
            known = firsts.get(row["table"], row["row"])
            firsts[row["table"]] = min(known, row["row"])
    return firsts


def _rows(file: SourceFile, table: str, *, columns: Sequence[str] = ()) -> list[dict[str, Any]]:
    block = FileBlock.objects.filter(file=file, table=table).values_list("arrow", flat=True).first()
    if block is None:
        return []
    rows = unpacked(block)
    return list((rows.select(list(columns)) if columns else rows).to_pylist())
