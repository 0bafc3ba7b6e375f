"""The list of all signs of a check and what became of each file, with links to the copies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from lieny.registry.rules.evidence_words import cell_address
from lieny.registry.services.marked_copy.clean import CleanWorkbook, write_lines
from lieny.registry.services.marked_copy.marks import SignLine, marked_columns
from lieny.registry.services.marked_copy.results import (
    RESULTS_SHEET,
    SIGN_HEADINGS,
    Line,
    Target,
    sign_texts,
)
from lieny.registry.services.result import CheckResult
from lieny.registry.services.sentences import common_folder, headline, scale
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, number_in_words

MOST_ROWS = 1_000_000
MOST_LINKS = 60_000  # a sheet holds 65,530


def write_overview(
    result: CheckResult, copies: Mapping[str, Path], target: Path, language: Language
) -> None:
    """Write the list of all signs of all files, and what became of each file.

    Args:
        result: what the check found.
        copies: by path of a file, where its marked copy is.
        target: where to write, an `.xlsx`.
        language: of the lists.
    """
    place_of = {path: os.path.relpath(copy, target.parent) for path, copy in copies.items()}
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
