"""Nhật ký: searching it, taking it out, and having its chain checked."""

from __future__ import annotations

import re

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.models.audit_check import AuditCheck
from lieny.people.rules.deed_words import kind_words
from lieny.people.rules.office import Record
from lieny.people.services import audit, audit_checks
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.audit_shown import (
    OUTCOMES,
    actions_offered,
    rows_shown,
    said,
    search_of,
    told_in_words,
)
from lieny.people.web.permission import asks, require
from lieny.people.web.reading import reads
from lieny.ui.portal.language import chosen

ROWS_A_PAGE, CHECKS_SHOWN = 50, 20
MOST_ROWS_OUT = 100_000
CONFLICT, REFUSED = 409, 422
ANCHOR = re.compile(r"^\s*(\d{1,18})\s*:\s*([0-9a-fA-F]{64})\s*$")
FAULTS = {
    "changed": ("đã bị sửa sau khi ghi", "was changed after it was written"),
    "unlinked": ("không nối với dòng trước", "does not follow the row before"),
    "missing": ("thiếu dòng ở ngay trước nó", "rows right before it are missing"),
    "cut": ("thiếu từ dòng này tới cuối", "rows from here to the end are missing"),
    "rewritten": ("khác với dấu đã ghi ở nơi khác", "differs from the anchor"),
}


@require_GET
@asks("audit.read")
def audit_log(request: HttpRequest) -> HttpResponse:
    """Search the audit log of one's own province."""
    require(request, "audit.read", Record(actor_of(request).province or None))
    search = search_of(request)
    page = Paginator(audit.found(search), ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows, persons = rows_shown(page.object_list, standings=actor_of(request).standings)
    if persons:  # a head reads names, and that is written down as well
        reads(request, "search", "", {"persons": f",{','.join(persons)},"}, action="audit.read")
    query = request.GET.copy()
    query.pop("page", None)
    words = {
        "page": page,
        "rows": rows,
        "asked": request.GET,
        "kind": said(kind_words(search.kind)) if search.kind else "",
        "meant": search.meant,
        "query": query.urlencode(),
        "actions": actions_offered(search.action),
        "outcomes": [(code, chosen(*both)) for code, both in OUTCOMES.items()],
        "most_out": MOST_ROWS_OUT if page.paginator.count > MOST_ROWS_OUT else 0,
    }
    return render(request, "people/audit_log.html", words)


@require_GET
@asks("audit.export")
def audit_csv(request: HttpRequest) -> HttpResponse:
    """Hand out the rows that a search finds, as CSV; the taking is itself written down."""
    actor = actor_of(request)
    require(request, "audit.export", Record(actor.province or None))
    rows = list(audit.found(search_of(request))[: MOST_ROWS_OUT + 1])
    whole = len(rows) <= MOST_ROWS_OUT
    rows = rows[:MOST_ROWS_OUT]
    # Written whole: rows fetched after the transaction's end would be outside of its boundary.
    body = "".join(audit.as_csv(rows, *told_in_words(rows)))
    audit.record(
        audit.Deed(
            action="audit.export",
            at=timezone.now(),
            by=actor.user.pk if actor.user else None,
            province=actor.province,
            origin=origin_of(request),
            detail={"rows": len(rows), **({} if whole else {"cut": "yes"})},
        )
    )
    part = "" if whole else f"-{MOST_ROWS_OUT}-dong-moi-nhat"
    name = f"nhat-ky-{timezone.localdate():%Y%m%d}{part}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
@asks("audit.read")
def checks(request: HttpRequest) -> HttpResponse:
    """List the checks of the chain, the latest first."""
    return _checks(request)


@require_POST
@asks("audit.verify")
def check_anew(request: HttpRequest) -> HttpResponse:
    """Have the chain checked, against an anchor where somebody noted one."""
    actor = actor_of(request)
    require(request, "audit.verify", Record(actor.province or None))
    typed = request.POST.get("anchor", "").strip()
    found = ANCHOR.match(typed)
    if typed and found is None:
        trouble = chosen(
            "Dấu phải có dạng SỐ:BĂM, băm là 64 chữ số thập lục phân, như lệnh sao lưu đã in.",
            "An anchor is NUMBER:HASH with 64 hexadecimal digits, as the backup printed it.",
        )
        return _checks(request, trouble=trouble, status=REFUSED)
    anchor = (int(found[1]), found[2].lower()) if found and int(found[1]) else None
    if actor.user is None:
        raise Http404
    try:
        audit_checks.ask_for_check(
            by=actor.user.pk, province=actor.province, at=timezone.now(), anchor=anchor
        )
    except audit_checks.CheckUnderWay:
        trouble = chosen("Lần kiểm trước chưa xong.", "The last check has not ended.")
        return _checks(request, trouble=trouble, status=CONFLICT)
    return redirect("audit_checks")


@require_GET
@asks("audit.read")
def check_progress(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far one check is."""
    require(request, "audit.read", Record(actor_of(request).province or None))
    check = AuditCheck.objects.filter(pk=number).first()
    if check is None:
        raise Http404
    return render(request, "people/audit_check.html", {"one": _check(check)})


def _checks(request: HttpRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    require(request, "audit.read", Record(actor_of(request).province or None))
    listed = AuditCheck.objects.select_related("asked_by")[:CHECKS_SHOWN]
    words = {
        "checks": [_check(one) for one in listed],
        "going": any(one.is_going for one in listed),
        "trouble": trouble,
        "typed": request.POST.get("anchor", ""),
    }
    return render(request, "people/audit_checks.html", words, status=status)


def _check(check: AuditCheck) -> dict[str, object]:
    return {
        "check": check,
        "breaks": [(number, chosen(*FAULTS[fault])) for number, fault in check.breaks],
        "anchor": f"{check.rows_done}:{check.head}",
    }
