"""One file of a submission: the columns as they were taken, and problems beside their cells."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lieny.people.web.permission import asks
from lieny.people.web.reading import reads
from lieny.registry.services.handed_in.staged import (
    CellProblem,
    ReadColumn,
    columns_of,
    first_rows,
    kinds_of,
    problems_of,
    tables_with_columns,
)
from lieny.registry.services.handed_in.unsure import unsure_cells
from lieny.registry.web.list_access import allowed, opened_file
from lieny.registry.web.list_columns import offered_columns
from lieny.registry.web.list_correct import may_correct
from lieny.registry.web.list_shown import (
    address_of,
    kinds_said,
    rows_shown,
    view_of,
    window_shown,
)
from lieny.registry.web.list_unsure import unsure_marks, unsure_shown
from lieny.registry.web.said import said, said_time
from lieny.ui.portal.language import chosen

ROWS_A_WINDOW = 60
ROWS_ABOVE = 8
MOST_LISTED = 300


@require_GET
@asks("registry.read")
def file_page(request: HttpRequest, number: UUID, file_id: int) -> HttpResponse:
    """Show a file as its sender sees it; `bang` is the sheet, `dong` the first row shown."""
    file = opened_file(request, number, file_id, "registry.read")
    columns, problems = tables_with_columns(columns_of(file)), problems_of(file)
    sheet = request.GET.get("bang") or (columns[0].sheet if columns else "")
    firsts = first_rows(file)
    start = min((row for table, row in firsts.items() if _is_in(columns, table, sheet)), default=1)
    first = _whole(request.GET.get("dong"), max(1, start - ROWS_ABOVE))
    window, trouble = window_shown(file, sheet, first, first + ROWS_A_WINDOW - 1)
    reads(request, "file", file.pk, rows_shown(window))
    caption = " › ".join(part for part in (file.name, window.name if window else "") if part)
    chosen_code = request.GET.get("loai", "")
    listed = [one for one in problems if chosen_code in {"", one.code}]
    columns_open = may_correct(request, file)
    unsure = unsure_cells(file)
    marks = unsure_marks(unsure, window) if not chosen_code else []
    offered = offered_columns(window, columns, start) if window and columns_open else {}
    words = {
        "offered": offered,
        "may_take_copies": allowed(request, "registry.export", file.submission),
        "reads_signs": allowed(request, "sign.read", file.submission),
        "file": file,
        "submission": file.submission,
        "at": said_time(file.submission.handed_in_at),
        "kind": kinds_said(file.kind),
        "view": view_of(
            window, caption, columns=columns, problems=listed, marks=marks, correct=offered
        )
        if window
        else None,
        "trouble": trouble,
        "window": window,
        "last": first + len(window.rows) - 1 if window else 0,
        "earlier": max(1, first - ROWS_A_WINDOW) if first > 1 else 0,
        "later": _later(first, window.total) if window else 0,
        "sheets": [name for name in window.sheets if name] if window else [],
        "kinds": [(code, said(text), count) for code, text, count in kinds_of(problems)],
        "chosen": chosen_code,
        "problems": [_problem(one) for one in listed[:MOST_LISTED]],
        "count": len(problems),
        "unsure": unsure_shown(unsure),
        "listed": len(listed),
        "next": _next(listed, window.name if window else "", first + ROWS_A_WINDOW),
        "columns": len({(one.sheet, one.column) for one in columns}),
    }
    return render(request, "registry/list_file.html", words)


def _is_in(columns: Sequence[ReadColumn], table: int, sheet: str) -> bool:
    return any((one.table, one.sheet) == (table, sheet) for one in columns)


def _whole(text: str | None, otherwise: int) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdigit() else otherwise


def _later(first: int, total: int) -> int:
    after = first + ROWS_A_WINDOW
    return after if after <= total else 0


def _next(problems: Sequence[CellProblem], sheet: str, after: int) -> CellProblem | None:
    """Find the first problem below what is shown."""
    return next((one for one in problems if one.sheet == sheet and one.row >= after), None)


def _problem(one: CellProblem) -> dict[str, object]:
    return {
        "address": address_of(one),
        "sheet": one.sheet,
        "row": one.row,
        "from": max(1, one.row - 3),
        "refused": chosen("không nhận", "not taken") if one.refused else chosen("cần xem", "look"),
        "is_refused": one.refused,
        "given": one.given,
        "problem": said(one.problem),
        "advice": said(one.advice),
    }
