"""Trang kết quả: the list of signs and problems that stands first in every marked workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lieny.registry.rules.evidence_words import cell_address
from lieny.registry.rules.rule_words import (
    CERTAINTY_WORDS,
    SEVERITY_GLYPHS,
    SEVERITY_WORDS,
    in_language,
    rule_title,
)
from lieny.registry.rules.sign import Severity
from lieny.registry.services.marked_copy.marks import FileMarks, Mark, SignLine, column_number
from lieny.registry.services.result import Problem
from lieny.registry.services.sentences import where_written
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language
from lieny.ui.words import weekly_hours_in_words, weekly_minutes_in_words

RESULTS_SHEET = {Language.VI: "Liên Y – kết quả", Language.EN: "Liên Y – results"}
LINK_COLUMN = 6  # 1-based: "Ô"

SIGN_HEADINGS = {
    Language.VI: (
        *("STT", "Mức", "Độ chắc", "Người hành nghề", "Số giấy phép", "Ô", "Dấu hiệu"),
        *("Nội dung", "Giờ trùng", "Căn cứ", "Dòng kia", "Không còn nếu", "Câu hỏi cần gửi"),
    ),
    Language.EN: (
        *("No.", "Severity", "Certainty", "Practitioner", "Licence", "Cell", "Sign"),
        *("What was seen", "Hours", "Law", "Other rows", "Vanishes if", "What to ask"),
    ),
}
PROBLEM_HEADINGS = {
    Language.VI: ("STT", "Cần sửa", "", "", "Nội dung ô", "Ô", "Vấn đề", "Cách sửa"),
    Language.EN: ("No.", "To correct", "", "", "Given", "Cell", "Problem", "What to do"),
}
WIDTHS = (6, 16, 11, 28, 20, 22, 30, 60, 28, 34, 44, 40, 44)


@dataclass(frozen=True, slots=True)
class Target:
    """A cell that a line leads to; `workbook` is "" for the same one, else a relative path."""

    sheet: str
    address: str
    workbook: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    texts: tuple[str, ...]
    target: Target | None = None
    severity: Severity | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """Bản có đánh dấu: all that is written into a copy, in words; needs nothing else to be written.

    Attributes:
        cells: marks by sheet ("" is the only sheet of a text file), then by 1-based row.
        lines: the list of results.
    """

    cells: Mapping[str, Mapping[int, Sequence[Mark]]]
    lines: Sequence[Line]


def marked(marks: FileMarks, title: str, language: Language) -> Marked:
    """Put in words what is to be written into the copy of a file called `title`."""
    return Marked(marks.marks, result_lines(marks, title, language))


def result_lines(marks: FileMarks, title: str, language: Language) -> list[Line]:
    """List what was seen in one file: a title, its signs, its problems."""
    lines = [Line((title,), is_heading=True), Line((_note(language),)), Line(())]
    if marks.signs:
        lines.append(Line(SIGN_HEADINGS[language], is_heading=True))
        lines += [
            _sign(number, sign, language, marks.folder)
            for number, sign in enumerate(marks.signs, 1)
        ]
    else:
        lines.append(Line((_nothing(language),)))
    if marks.problems:
        lines += [Line(()), Line(PROBLEM_HEADINGS[language], is_heading=True)]
        lines += [_problem(number, one, language) for number, one in enumerate(marks.problems, 1)]
    return lines


def sign_texts(
    number: int, sign: SignLine, place: str, language: Language, folder: str
) -> tuple[str, ...]:
    """Write one sign in the columns of `SIGN_HEADINGS`."""
    finding = sign.finding
    severity = in_language(SEVERITY_WORDS[finding.severity], language)
    hours = ""
    if finding.overlap:
        hours = (
            f"{weekly_hours_in_words(finding.overlap, language)} = "
            f"{weekly_minutes_in_words(finding.overlap.minutes, language)}"
        )
    others = [cell for cell in finding.evidence if cell != sign.cell]
    return (
        str(number),
        f"{SEVERITY_GLYPHS[finding.severity]} {severity}",
        in_language(CERTAINTY_WORDS[finding.certainty], language),
        one_line(finding.person.name),
        ", ".join(finding.person.licences),
        place,
        f"{finding.rule} {in_language(rule_title(finding.rule), language)}",
        one_line(in_language(finding.said, language)),
        hours,
        _joined(f"{law.article}, {law.instrument}" for law in finding.law),
        _joined(where_written(cell, language, folder) for cell in others),
        in_language(finding.vanishes_if, language) if finding.vanishes_if else "",
        in_language(finding.question, language) if finding.question else "",
    )


def sheet_link(title: str, address: str) -> str:
    """Address a cell for an internal link: `'Danh sách'!E12`."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{address}"


def unused_title(wanted: str, taken: Iterable[str]) -> str:
    """Give a sheet title that no other sheet has, within Excel's 31 characters."""
    used = {title.casefold() for title in taken}
    title, number = wanted[:31], 2
    while title.casefold() in used:
        suffix = f" ({number})"
        title, number = wanted[: 31 - len(suffix)] + suffix, number + 1
    return title


def _sign(number: int, sign: SignLine, language: Language, folder: str) -> Line:
    address = cell_address(sign.column, sign.cell.row)
    place = f"{sign.cell.sheet} › {address}" if sign.cell.sheet else address
    return Line(
        sign_texts(number, sign, one_line(place), language, folder),
        Target(sign.cell.sheet, address),
        sign.finding.severity,
    )


def _problem(number: int, problem: Problem, language: Language) -> Line:
    refused = ("không nhận", "refused") if problem.refused else ("", "")
    sheet = problem.sheet or ""
    address = ""
    if problem.row is not None:
        address = cell_address(column_number(problem.column) or 1, problem.row)
    return Line(
        (
            str(number),
            refused[0 if language is Language.VI else 1],
            "",
            "",
            one_line(problem.given),
            one_line(" › ".join(part for part in (sheet, address) if part)),
            one_line(in_language(problem.problem, language)),
            one_line(in_language(problem.advice, language)),
        ),
        Target(sheet, address) if address else None,
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _note(language: Language) -> str:
    if language is Language.VI:
        return (
            "Dấu hiệu là câu hỏi có bằng chứng, chưa phải kết luận. Bấm vào cột “Ô” để đến ô được "
            "đánh dấu. Bản sao chỉ giữ giá trị: công thức và liên kết ra ngoài đã được bỏ."
        )
    return (
        "A sign is a question with evidence, not a conclusion. Click “Cell” to go to the marked "
        "cell. The copy holds values only: formulas and outside links were taken out."
    )


def _nothing(language: Language) -> str:
    if language is Language.VI:
        return "Không thấy dấu hiệu nào trong tệp này."
    return "No signs were seen in this file."
