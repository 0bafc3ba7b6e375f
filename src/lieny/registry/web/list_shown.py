"""Submissions, files and their problems as templates show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lieny.registry.intake.headings import FIELDS
from lieny.registry.intake.sheet_window import SheetNotShown, SheetWindow, sheet_window
from lieny.registry.models import SourceFile, Submission
from lieny.registry.rules.field_words import FIELD_SAID, field_said
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.handed_in.staged import CellProblem, ReadColumn
from lieny.registry.web.said import said
from lieny.ui.portal.language import chosen
from lieny.ui.portal.sheet import SheetHead, SheetMark, SheetView, column_letters, sheet_view

State = Submission.State
STATES: Mapping[str, Bilingual] = {
    State.READING: Bilingual("đang đọc", "being read"),
    State.READ: Bilingual("chờ xác nhận", "waits for confirmation"),
    State.CONFIRMED: Bilingual("đã xác nhận", "confirmed"),
    State.RETURNED: Bilingual("đã trả lại", "returned"),
    State.WITHDRAWN: Bilingual("đã rút", "withdrawn"),
    State.FAILED: Bilingual("không đọc được", "cannot be read"),
}
KINDS: Mapping[str, Bilingual] = {
    "registration-list": Bilingual("danh sách đăng ký hành nghề", "list of registrations"),
    "registrations": Bilingual("danh sách nhiều cơ sở", "list of several facilities"),
    "licence-register": Bilingual("sổ cấp giấy phép", "register of licences"),
    "facility-register": Bilingual("danh sách cơ sở", "list of facilities"),
    "activities": Bilingual("dấu vết hoạt động", "activity"),
    "trainees": Bilingual("danh sách người thực hành", "trainees"),
    "unrecognised": Bilingual("chưa nhận ra", "not recognised"),
}


def state_said(state: str) -> str:
    """Say how far a submission is; one that was confirmed may still be on its way in."""
    return said(STATES[state])


def progress_said(submission: Submission) -> str:
    """Say what is being done with a submission, or what is waited for."""
    if submission.state == State.READING:
        done, total = submission.files_done, submission.files_total
        return chosen(f"Đang đọc: {done}/{total} tệp", f"Reading: {done} of {total} files")
    if submission.state == State.CONFIRMED and submission.taken_in_at is None:
        return chosen(
            "Đã xác nhận; đang đưa vào sổ đăng ký và đối chiếu",
            "Confirmed; coming into the register and being compared",
        )
    return state_said(submission.state)


def is_under_way(submission: Submission) -> bool:
    """Test whether the background has something to do with it still."""
    return submission.state == State.READING or (
        submission.state == State.CONFIRMED and submission.taken_in_at is None
    )


def kinds_said(kind: str) -> str:
    """Say what a file holds; a workbook may hold several kinds."""
    words = [KINDS.get(one, Bilingual(one, one)) for one in kind.split("|") if one]
    return ", ".join(said(one) for one in words)


def window_shown(
    file: SourceFile, sheet: str, first: int, last: int
) -> tuple[SheetWindow | None, str]:
    """Open a part of a file; or say why it cannot be shown."""
    try:
        return sheet_window(bytes(file.content), sheet, first, last), ""
    except SheetNotShown:
        return None, chosen(
            "Không mở được tệp này thành bảng; xem vấn đề ở trên.",
            "The file cannot be opened as a table; see the problems above.",
        )


def rows_shown(window: SheetWindow | None) -> dict[str, str | int]:
    """Say for the audit log which rows of a sheet somebody reads; its name may name people."""
    if window is None or not window.rows:
        return {}
    number = window.sheets.index(window.name) + 1 if window.name in window.sheets else 1
    return {"sheet": number, "rows": f"{window.first}-{window.first + len(window.rows) - 1}"}


def field_choices() -> list[tuple[str, str]]:
    """List what a column may be said to be; first that it is not read."""
    fields = sorted((said(words), name) for name, words in FIELD_SAID.items() if name in FIELDS)
    nothing = chosen("(không đọc cột này)", "(not read)")
    return [("", nothing), *((name, words) for words, name in fields)]


def heads_of(columns: Sequence[ReadColumn], sheet: str) -> dict[int, SheetHead]:
    """Give what each column of a sheet was taken for; the first table of the sheet counts."""
    heads: dict[int, SheetHead] = {}
    for one in columns:
        if one.sheet == sheet and one.column not in heads:
            heads[one.column] = SheetHead(one.named, said(field_said(one.named)))
    return heads


def marks_of(problems: Sequence[CellProblem], sheet: str) -> list[SheetMark]:
    """Mark the cells of a sheet that have a problem."""
    return [
        SheetMark(
            row=one.row,
            column=one.column,
            kind="wrong" if one.refused else "doubt",
            note=said(one.problem),
            advice=said(one.advice),
            given=one.given,
        )
        for one in problems
        if one.sheet == sheet and one.row
    ]


def view_of(  # noqa: PLR0913 - the part, and all that is said of it
    window: SheetWindow,
    caption: str,
    *,
    columns: Sequence[ReadColumn] = (),
    problems: Sequence[CellProblem] = (),
    marks: Sequence[SheetMark] = (),
    correct: Mapping[int, str] | None = None,
) -> SheetView:
    """Lay out a part of a sheet with its heads and marks.

    Args:
        window: the part.
        caption: its name.
        columns: what columns were taken for.
        problems: of the file.
        marks: further marks.
        correct: by column, the heading of columns that may be corrected.
    """
    heads = heads_of(columns, window.name)
    empty = SheetHead("", "")
    for column in correct or ():
        heads[column] = replace(heads.get(column, empty), name=f"col-{column}")
    return sheet_view(
        window.rows,
        first=window.first,
        caption=caption,
        heads=heads,
        choices=field_choices() if correct else (),
        marks=[*marks_of(problems, window.name), *marks],
        hidden=window.hidden,
    )


def address_of(problem: CellProblem) -> str:
    """Say where a problem stands: `Sheet1 › D12`."""
    letters = column_letters(problem.column)
    if problem.row:
        row = chosen("dòng", "row")
        place = f"{letters}{problem.row}" if letters else f"{row} {problem.row}"
    else:
        place = chosen("cả bảng", "whole sheet") if problem.sheet else chosen("cả tệp", "the file")
    return " › ".join(part for part in (problem.sheet, place) if part)
