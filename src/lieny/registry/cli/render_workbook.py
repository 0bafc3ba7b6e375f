"""The senders' own workbooks with marks at the cells, to be sent back for correction."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click

from lieny.registry.cli.sentences import common_folder, headline, scale
from lieny.registry.cli.workbook_clean import CleanWorkbook, write_clean_copy, write_lines
from lieny.registry.cli.workbook_marks import FileMarks, SignLine, marked_columns, marks_by_file
from lieny.registry.cli.workbook_original import WorkbookNotKept, write_marked_original
from lieny.registry.cli.workbook_results import (
    RESULTS_SHEET,
    SIGN_HEADINGS,
    Line,
    Target,
    sign_texts,
)
from lieny.registry.intake.file_kind import Container, container_of
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.opening import load, open_content
from lieny.registry.intake.problems import FileRefused
from lieny.registry.rules.evidence_words import cell_address
from lieny.registry.services.result import CheckResult, FileReport
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, number_in_words

WORKBOOK = ".xlsx"
OVERVIEW = {Language.VI: "Liên Y - kết quả.xlsx", Language.EN: "Liên Y - results.xlsx"}
# A styled cell of a workbook held in memory takes about half a kilobyte.
CELLS_IN_MEMORY = 250_000
CELLS_MERGED = 50_000
MOST_ROWS = 1_000_000
MOST_LINKS = 60_000  # a sheet holds 65,530


class OutputWouldReplaceInput(click.ClickException):
    """The place to write to is one of the lists that were read."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """One file to be copied."""

    file: FileReport
    target: Path


def write_annotated_workbooks(
    result: CheckResult, output: Path, lang: str = "vi"
) -> tuple[Path, ...]:
    """Write a marked copy of every input file that could be read.

    One file and an output that ends in `.xlsx`: that file is written. Otherwise `output` is a
    folder (or, ending in `.xlsx`, the list of all signs with the copies in a folder of the same
    name beside it) in which the copies keep the folders of the originals.

    Args:
        result: what the check found; its paths must still lead to the files.
        output: file or folder.
        lang: language of notes and lists.

    Returns:
        The files written, the list of all signs first where there is one.

    Raises:
        OutputWouldReplaceInput: nothing was written.
    """
    language = Language(lang)
    usable = [file for file in result.files if _is_readable(file)]
    is_workbook = output.suffix.lower() == WORKBOOK and not output.is_dir()
    _refuse_inputs(result, output)
    marks = marks_by_file(result, language)
    if is_workbook and len(usable) == 1:
        output.parent.mkdir(parents=True, exist_ok=True)
        return (output,) if _write_copy(_Copy(usable[0], output), marks, language) else ()
    folder = output.with_suffix("") if is_workbook else output
    overview = output if is_workbook else folder / OVERVIEW[language]
    folder.mkdir(parents=True, exist_ok=True)
    copies = _plan(usable, folder, {overview.resolve(), *_inputs(result)})
    written = [copy for copy in copies if _write_copy(copy, marks, language)]
    _write_overview(result, written, overview, language)
    return (overview, *(copy.target for copy in written))


def _is_readable(file: FileReport) -> bool:
    """Test whether the file as a whole went in; its rows may still all be refused."""
    return file.accepted > 0 or not any(
        problem.refused and problem.sheet is None and problem.row is None
        for problem in file.problems
    )


def _inputs(result: CheckResult) -> set[Path]:
    return {Path(file.path).resolve() for file in result.files}


def _refuse_inputs(result: CheckResult, output: Path) -> None:
    if output.resolve() in _inputs(result):
        raise OutputWouldReplaceInput(
            f"{output}: đây là tệp danh sách đã gửi, không ghi đè; chọn tên khác cho --output.\n"
            f"{output} is one of the lists that were read; choose another --output."
        )


def _plan(files: list[FileReport], folder: Path, taken: set[Path]) -> list[_Copy]:
    """Give every file a place under `folder`, as the originals lie to one another."""
    resolved = [Path(file.path).resolve() for file in files]
    root = Path(os.path.commonpath([path.parent for path in resolved])) if files else folder
    used = set(taken)
    copies = []
    for file, path in zip(files, resolved, strict=True):
        wanted = folder / path.relative_to(root).with_suffix(WORKBOOK)
        target, number = wanted, 2
        while target.resolve() in used:
            target = wanted.with_name(f"{wanted.stem} ({number}){WORKBOOK}")
            number += 1
        used.add(target.resolve())
        copies.append(_Copy(file, target))
    return copies


def _write_copy(copy: _Copy, marks: Mapping[str, FileMarks], language: Language) -> bool:
    """Write one copy; False when the file is no longer what was checked."""
    limits = Limits()
    try:
        content = load(Path(copy.file.path), limits)
        # Only bytes that the limited reader has accepted are opened here.
        if hashlib.sha256(content).hexdigest() != copy.file.sha256:
            return False
        copy.target.parent.mkdir(parents=True, exist_ok=True)
        _write(content, copy, marks[copy.file.path], language, limits)
    except FileRefused:
        return False
    return True


def _write(
    content: bytes, copy: _Copy, marks: FileMarks, language: Language, limits: Limits
) -> None:
    title = one_line(Path(copy.file.path).name)
    if container_of(content) is Container.XLSX and _is_small(content, limits):
        try:
            write_marked_original(content, marks, title, copy.target, language)
        except WorkbookNotKept:
            copy.target.unlink(missing_ok=True)
        else:
            return
    sheets = open_content(content, limits).sheets
    write_clean_copy(sheets, marks, title, target=copy.target, language=language)


def _is_small(content: bytes, limits: Limits) -> bool:
    """Test whether a workbook can be held whole, with styles and merged cells."""
    cells = 0
    for sheet in open_content(content, limits).sheets:
        cells += sum(
            (area.bottom - area.top + 1) * (area.right - area.left + 1) > CELLS_MERGED
            for area in sheet.merged or ()
        ) * (CELLS_IN_MEMORY + 1)
        for row in sheet.rows:
            cells += len(row)
            if cells > CELLS_IN_MEMORY:
                return False
    return True


def _write_overview(
    result: CheckResult, copies: list[_Copy], target: Path, language: Language
) -> None:
    """Write the list of all signs of all files, and what became of each file."""
    place_of = {copy.file.path: os.path.relpath(copy.target, target.parent) for copy in copies}
    clean = CleanWorkbook.at(target)
    with clean.book:
        sheet = clean.book.add_worksheet(RESULTS_SHEET[language])
        write_lines(clean, sheet, _sign_lines(result, place_of, language), language)
        files = clean.book.add_worksheet("Tệp" if language is Language.VI else "Files")
        write_lines(clean, files, _file_lines(result, place_of, language), language)


def _sign_lines(
    result: CheckResult, place_of: Mapping[str, str], language: Language
) -> Iterator[Line]:
    folder = common_folder(result.files)
    yield Line((headline(result, language),), is_heading=True)
    yield Line((scale(result, language),))
    yield Line(())
    yield Line(SIGN_HEADINGS[language], is_heading=True)
    for number, finding in enumerate(islice(result.findings, MOST_ROWS), 1):
        cell = finding.evidence[0]
        sign = SignLine(finding, cell, marked_columns(finding, cell)[0])
        where = place_of.get(cell.path, cell.path)
        row = "dòng" if language is Language.VI else "row"
        place = " › ".join(part for part in (where, cell.sheet, f"{row} {cell.row}") if part)
        target = None
        if cell.path in place_of and number <= MOST_LINKS and "#" not in where:
            target = Target(cell.sheet, cell_address(sign.column, cell.row), workbook=where)
        texts = sign_texts(number, sign, one_line(place), language, folder)
        yield Line(texts, target, finding.severity)


def _file_lines(
    result: CheckResult, place_of: Mapping[str, str], language: Language
) -> Iterator[Line]:
    is_vietnamese = language is Language.VI
    yield Line(
        ("STT", "Nhận", "Số dòng", "Tệp đã gửi", "Cần sửa", "Bản có đánh dấu", "Vì sao không nhận")
        if is_vietnamese
        else ("No.", "Accepted", "Rows", "File", "To correct", "Marked copy", "Why refused"),
        is_heading=True,
    )
    for number, file in enumerate(result.files, 1):
        why = [one.problem for one in file.problems if one.row is None]
        yield Line(
            (
                str(number),
                number_in_words(file.accepted, language),
                number_in_words(file.rows, language),
                one_line(file.path),
                str(len(file.problems)),
                one_line(place_of.get(file.path, "–")),
                "; ".join(one.vi if is_vietnamese else one.en for one in why),
            )
        )
