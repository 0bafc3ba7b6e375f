"""Which cells of each file are marked, how strongly, and what the mark says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lieny.registry.rules.evidence_words import FIELDS_OF_RULES
from lieny.registry.rules.rule_words import (
    SEVERITY_GLYPHS,
    SEVERITY_WORDS,
    in_language,
    rule_title,
)
from lieny.registry.rules.sign import Severity
from lieny.registry.services.result import CheckResult, EvidenceCell, Finding, Problem
from lieny.registry.services.sentences import common_folder, where_written
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language

# Where a row has none of the cells that a sign is about, its name is marked.
NAME = "name"
LONGEST_NOTE = 1_800


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell to colour. `severity` None is a problem of reading, not a sign."""

    column: int
    severity: Severity | None
    note: str  # "" for the further cells of a sign: one note a sign is enough


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign in the list of results, with the cell of this file that it leads to."""

    finding: Finding
    cell: EvidenceCell
    column: int


@dataclass(slots=True)
class FileMarks:
    """Everything to write into the copy of one file.

    Attributes:
        marks: by sheet ("" is the only sheet of a text file), then by 1-based row.
        signs: for the list of results, most severe first.
        problems: what could not be read.
        folder: the folder of all files, left out where other rows are named.
    """

    marks: dict[str, dict[int, list[Mark]]] = field(default_factory=dict)
    signs: list[SignLine] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    folder: str = ""

    def add(self, sheet: str, row: int, mark: Mark) -> None:
        """Note one cell."""
        self.marks.setdefault(sheet, {}).setdefault(row, []).append(mark)


def marks_by_file(result: CheckResult, language: Language) -> Mapping[str, FileMarks]:
    """Gather what is to be marked, by path of the input file."""
    folder = common_folder(result.files)
    by_file = {file.path: FileMarks(problems=file.problems, folder=folder) for file in result.files}
    for file in result.files:
        for problem in file.problems:
            _mark_problem(by_file[file.path], problem, language)
    for finding in result.findings:
        for cell in finding.evidence:
            if cell.path in by_file:
                _mark_evidence(by_file[cell.path], finding, cell, language, folder)
    return by_file


def marks_of_file(
    path: str, problems: Sequence[Problem], findings: Iterable[Finding], language: Language
) -> FileMarks:
    """Gather what is to be marked in one file.

    Args:
        path: by which evidence names the file.
        problems: what could not be read.
        findings: that rest on some row of it, most severe first.
        language: of the notes.
    """
    marks = FileMarks(problems=tuple(problems))
    for problem in problems:
        _mark_problem(marks, problem, language)
    for finding in findings:
        for cell in finding.evidence:
            if cell.path == path:
                _mark_evidence(marks, finding, cell, language, "")
    return marks


def worst(marks: Iterable[Mark]) -> Severity | None:
    """Give the severity that colours a cell with several marks; None where all are problems."""
    order = list(Severity)
    severities = [mark.severity for mark in marks if mark.severity is not None]
    return min(severities, key=order.index) if severities else None


def joined_note(marks: Iterable[Mark]) -> str:
    """Join the notes of one cell, each said once; `""` when there are none."""
    notes = dict.fromkeys(mark.note for mark in marks if mark.note)
    text = "\n\n".join(notes)
    return text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1] + "…"


def column_number(letters: str | None) -> int | None:
    """Read "AB" as 28; None where it is no column."""
    if not letters or not letters.isascii() or not letters.isalpha():
        return None
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def sign_note(finding: Finding, here: EvidenceCell, language: Language, folder: str = "") -> str:
    """Write the note of a marked cell: what, by which law, and where the other row is."""
    is_vietnamese = language is Language.VI
    title = in_language(rule_title(finding.rule), language)
    severity = in_language(SEVERITY_WORDS[finding.severity], language)
    lines = [
        f"{SEVERITY_GLYPHS[finding.severity]} {severity} · {finding.rule} {title}",
        in_language(finding.said, language),
    ]
    law = "; ".join(dict.fromkeys(f"{one.article}, {one.instrument}" for one in finding.law))
    if law:
        lines.append(f"{'Căn cứ' if is_vietnamese else 'Law'}: {law}")
    others = [where_written(cell, language, folder) for cell in finding.evidence if cell != here]
    lines += [f"{'Dòng kia' if is_vietnamese else 'Other row'}: {place}" for place in others]
    if finding.vanishes_if:
        lines.append(in_language(finding.vanishes_if, language))
    if finding.question:
        question = in_language(finding.question, language)
        lines.append(f"{'Cần hỏi' if is_vietnamese else 'To ask'}: {question}")
    return "\n".join(map(one_line, lines))


def marked_columns(finding: Finding, cell: EvidenceCell) -> list[int]:
    """Choose the cells of a row that a sign is about, the most telling first; never empty."""
    column_of = {cell.fields.get(heading, ""): column for heading, column in cell.columns.items()}
    wanted = [*FIELDS_OF_RULES.get(finding.rule, ())]
    chosen = [column_of[name] for name in wanted if name in column_of]
    if chosen:
        return chosen
    return [column_of[NAME]] if NAME in column_of else [min(cell.columns.values(), default=1)]


def _mark_evidence(
    file: FileMarks, finding: Finding, cell: EvidenceCell, language: Language, folder: str
) -> None:
    first, *others = marked_columns(finding, cell)
    note = sign_note(finding, cell, language, folder)
    file.add(cell.sheet, cell.row, Mark(first, finding.severity, note))
    for column in others:
        file.add(cell.sheet, cell.row, Mark(column, finding.severity, ""))
    file.signs.append(SignLine(finding, cell, first))


def _mark_problem(file: FileMarks, problem: Problem, language: Language) -> None:
    if problem.row is None:
        return
    heading = "✎ Cần sửa" if language is Language.VI else "✎ To correct"
    said = in_language(problem.problem, language)
    advice = in_language(problem.advice, language)
    column = column_number(problem.column) or 1
    note = f"{heading}: {one_line(said)}\n→ {one_line(advice)}"
    file.add(problem.sheet or "", problem.row, Mark(column, None, note))
