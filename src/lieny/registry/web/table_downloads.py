"""Tables of pages as files: the rows that the page shows, the columns that were chosen.

A page offers its table under its own address: `tai=xlsx` or `tai=csv`, `cot=` once a column.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from lieny.people.rules.office import Record
from lieny.people.rules.permission import may
from lieny.people.services import audit
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import require
from lieny.registry.web.downloads import CSV_TYPE, WORKBOOK_TYPE, download_headers, streamed
from lieny.registry.web.register_access import asker_of
from lieny.registry.web.said import language
from lieny.ui.dates import number_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.table_file import TableColumn, TableRow, csv_lines, write_workbook

ACTION = "registry.export"
FORMS = ("xlsx", "csv")
FORM, COLUMN = "tai", "cot"  # names in the address
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class PageTable:
    """Bảng tải về: what a page shows, as it may be saved.

    Attributes:
        name: of the file, without ending.
        columns: that may be chosen.
        rows: all rows of the page's list, its further pages included.
        record: whose rows they are, for the question whether they may be taken out.
        kind: kind of the record, for the audit log.
        target: its id.
    """

    name: str
    columns: Sequence[TableColumn]
    rows: Iterable[TableRow]
    record: Record
    kind: str
    target: str = ""


def wants_table(request: HttpRequest) -> bool:
    """Test whether the address asks for the file instead of the page."""
    return request.GET.get(FORM) in FORMS


def table_offered(
    request: HttpRequest, columns: Sequence[TableColumn], record: Record
) -> dict[str, object] | None:
    """Give what the form of a download shows; None for those who take nothing out."""
    if not may(ACTION, standings=actor_of(request).standings, record=record).allowed:
        return None
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in {FORM, COLUMN, "page"}
    ]
    return {"columns": columns, "kept": kept, "most": number_in_words(MOST_ROWS, language())}


def table_file(request: HttpRequest, table: PageTable) -> HttpResponseBase:
    """Hand a table out; the download is recorded.

    Raises:
        PermissionDenied: whoever asks may not take these rows out.
    """
    require(request, ACTION, table.record)
    asked = set(request.GET.getlist(COLUMN))
    columns = [one for one in table.columns if one.key in asked] or list(table.columns)
    rows = list(table.rows)
    form = "csv" if request.GET.get(FORM) == "csv" else "xlsx"
    name = f"{table.name} {timezone.localdate():%d-%m-%Y}.{form}"
    answer: HttpResponseBase
    if form == "csv":
        answer = StreamingHttpResponse(
            csv_lines(columns, rows), content_type=CSV_TYPE, headers=download_headers(name)
        )
    else:
        handle = tempfile.TemporaryFile(prefix="lieny-")  # noqa: SIM115 - closed with the answer
        write_workbook(handle, table.name, columns, rows)
        handle.seek(0)
        answer = streamed(handle, WORKBOOK_TYPE, name)
    _recorded(request, table, form, rows=len(rows), columns=len(columns))
    return answer


def own_record(request: HttpRequest) -> Record:
    """Say whose a list is that shows what one's own department sees."""
    return Record(actor_of(request).province or None)


def seen_column(key: str, vi: str, en: str, width: int = 20) -> TableColumn:
    """Make a column in the language of the page."""
    return TableColumn(key, chosen(vi, en), width)


def _recorded(
    request: HttpRequest, table: PageTable, form: str, *, rows: int, columns: int
) -> None:
    asker = asker_of(request)
    audit.record(
        audit.Deed(
            action=ACTION,
            at=timezone.now(),
            by=asker.user,
            province=asker.province,
            target_kind=table.kind,
            target=table.target,
            origin=asker.origin,
            detail={"what": "table", "form": form, "rows": rows, "columns": columns},
        )
    )
