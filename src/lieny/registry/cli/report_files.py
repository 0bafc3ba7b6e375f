"""Các tệp đã gửi: what became of each file, and the pairs of rows that a human must judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lieny.registry.cli.report_evidence import EvidenceView, evidence_view
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.result import FileReport, LinkQuestion, Problem
from lieny.registry.services.sentences import below
from lieny.ui.dates import Language, number_in_words
from lieny.ui.provinces import province_name

PROBLEMS_A_FILE = 40
PROBLEMS_IN_ALL = 2_000
QUESTIONS_SHOWN = 100

KIND_WORDS = {
    "registration-list": Bilingual("Danh sách đăng ký (Mẫu 01)", "Registration list"),
    "registrations": Bilingual("Bảng đăng ký hành nghề", "Registrations"),
    "licence-register": Bilingual("Sổ cấp giấy phép hành nghề", "Licence register"),
    "facility-register": Bilingual("Danh sách cơ sở", "Facility register"),
    "activities": Bilingual("Dấu vết hoạt động", "Activities"),
    "trainees": Bilingual("Người thực hành", "Trainees"),
    "unrecognised": Bilingual("Không nhận ra", "Not recognised"),
}


@dataclass(frozen=True, slots=True)
class ProblemView:
    """One thing to correct."""

    place: Bilingual
    refused: bool
    given: str
    problem: Bilingual
    advice: Bilingual


@dataclass(frozen=True, slots=True)
class FileView:
    """One file."""

    path: str
    kind: Bilingual
    province: Bilingual
    rows: Bilingual
    accepted: Bilingual
    usable: bool
    problems: tuple[ProblemView, ...]
    unshown: int
    count: int


@dataclass(frozen=True, slots=True)
class LinkView:
    """Two rows that may be one person."""

    left: EvidenceView
    right: EvidenceView
    weight: Bilingual
    reasons: tuple[tuple[Bilingual, Bilingual], ...]


def file_views(files: Iterable[FileReport], as_of: date, folder: str) -> tuple[FileView, ...]:
    """Lay out the files, those to correct first; the number of problems shown is bounded."""
    room = PROBLEMS_IN_ALL
    views = []
    for file in sorted(files, key=lambda one: (one.accepted > 0, not one.problems, one.path)):
        shown = file.problems[: min(PROBLEMS_A_FILE, room)]
        room -= len(shown)
        views.append(
            FileView(
                path=below(file.path, folder),
                kind=_kind(file.kind),
                province=Bilingual(
                    *(
                        province_name(file.province, as_of, language) if file.province else "–"
                        for language in Language
                    )
                ),
                rows=_number(file.rows),
                accepted=_number(file.accepted),
                usable=file.accepted > 0,
                problems=tuple(map(_problem, shown)),
                unshown=len(file.problems) - len(shown),
                count=len(file.problems),
            )
        )
    return tuple(views)


def link_views(questions: Iterable[LinkQuestion], folder: str) -> tuple[LinkView, ...]:
    """Lay out the pairs of the grey band."""
    return tuple(
        LinkView(
            left=evidence_view(question.left, 1, folder),
            right=evidence_view(question.right, 2, folder),
            weight=_bits(question.weight),
            reasons=tuple((reason, _bits(bits)) for reason, bits in question.reasons),
        )
        for question in questions
    )


def _kind(kind: str) -> Bilingual:
    """Name a kind of table; a workbook may hold several."""
    words = [KIND_WORDS.get(one, Bilingual(one, one)) for one in kind.split("|")]
    return Bilingual(", ".join(one.vi for one in words), ", ".join(one.en for one in words))


def _problem(problem: Problem) -> ProblemView:
    return ProblemView(
        place=Bilingual(
            _place(problem, "dòng", "cột"),
            _place(problem, "row", "column"),
        ),
        refused=problem.refused,
        given=problem.given,
        problem=problem.problem,
        advice=problem.advice,
    )


def _place(problem: Problem, row: str, column: str) -> str:
    parts = [problem.sheet or ""]
    if problem.row is not None:
        parts.append(f"{row} {problem.row}")
    if problem.column:
        parts.append(f"{column} {problem.column}")
    return " › ".join(part for part in parts if part)


def _number(number: int) -> Bilingual:
    return Bilingual(*(number_in_words(number, language) for language in Language))


def _bits(weight: float) -> Bilingual:
    sign = "+" if weight > 0 else "−" if weight < 0 else ""
    return Bilingual(
        *(sign + number_in_words(abs(weight), language, decimals=1) for language in Language)
    )
