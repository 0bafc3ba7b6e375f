"""Evidence opened at its cell: the row of the sender's own sheet, with what stands around it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lieny.people.web.permission import asks, require
from lieny.people.web.reading import reads
from lieny.registry.models import SourceFile
from lieny.registry.services.handed_in.staged import columns_of, tables_with_columns
from lieny.registry.web.list_access import record_of
from lieny.registry.web.list_shown import rows_shown, view_of, window_shown
from lieny.registry.web.said import department_said, said_time
from lieny.ui.portal.sheet import SheetMark

ROWS_AROUND = 12


@require_GET
@asks("registry.read")
def evidence(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show the row `dong` of the sheet `bang`; the column that holds `truong` is marked."""
    file = SourceFile.objects.filter(pk=file_id).select_related("submission__organisation").first()
    if file is None:
        raise Http404
    require(request, "registry.read", record_of(file.submission))
    sheet, asked = request.GET.get("bang", ""), request.GET.get("dong", "")
    row = max(1, int(asked)) if asked.isascii() and asked.isdigit() else 1
    columns = tables_with_columns(columns_of(file))
    wanted = request.GET.get("truong", "")
    column = next((one.column for one in columns if (one.sheet, one.field) == (sheet, wanted)), 0)
    window, trouble = window_shown(file, sheet, row - ROWS_AROUND, row + ROWS_AROUND)
    reads(request, "file", file.pk, rows_shown(window))
    mark = SheetMark(row, column or 1, "here")
    caption = " › ".join(part for part in (file.name, sheet) if part)
    words = {
        "file": file,
        "submission": file.submission,
        "row": row,
        "sheet": sheet,
        "trouble": trouble,
        "received": said_time(file.submission.handed_in_at),
        "department": department_said(file.province),
        "view": view_of(window, caption, columns=columns, marks=[mark]) if window else None,
    }
    return render(request, "registry/register_evidence.html", words)
