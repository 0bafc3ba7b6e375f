"""Nhật ký: searching it, taking it out, and having its chain checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from lieny.people.models.audit_check import AuditCheck
from lieny.people.models.audit_record import AuditRecord
from lieny.people.models.membership import Membership
from lieny.people.models.user import User
from lieny.people.rules.office import Record
from lieny.people.rules.permission import permissions
from lieny.people.services import audit, audit_checks
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.ui.portal.language import chosen

ROWS_A_PAGE, CHECKS_SHOWN = 50, 20
MOST_ROWS_OUT = 100_000
CONFLICT, REFUSED = 409, 422
ANCHOR = re.compile(r"^\s*(\d{1,18})\s*:\s*([0-9a-fA-F]{64})\s*$")
NOBODY = UUID(int=0)  # an account that nobody has: finds nothing
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
    rows = audit.found(_search(request))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    words = {
        "page": page,
        "rows": _rows(page.object_list),
        "asked": request.GET,
        "query": query.urlencode(),
        "actions": sorted(permissions()),
    }
    return render(request, "people/audit_log.html", words)


@require_GET
@asks("audit.export")
def audit_csv(request: HttpRequest) -> HttpResponse:
    """Hand out the rows that a search finds, as CSV; the taking is itself written down."""
    actor = actor_of(request)
    require(request, "audit.export", Record(actor.province or None))
    rows = audit.found(_search(request))[:MOST_ROWS_OUT]
    # Written whole: rows fetched after the transaction's end would be outside of its boundary.
    body = "".join(audit.as_csv(rows))
    audit.record(
        audit.Deed(
            action="audit.export",
            at=timezone.now(),
            by=actor.user.pk if actor.user else None,
            province=actor.province,
            origin=origin_of(request),
        )
    )
    name = f"nhat-ky-{timezone.localdate():%Y%m%d}.csv"
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


def _rows(rows: Iterable[AuditRecord]) -> list[dict[str, object]]:
    """Lay rows out with the names of accounts of one's own province; the log has their ids."""
    listed = list(rows)
    ids = {row.actor for row in listed if row.actor}
    targets = [row.target for row in listed if row.target_kind == "account" and row.target]
    wanted = ids | {found for text in targets if (found := _account(text))}
    own = Membership.objects.filter(user_id__in=wanted).values_list("user_id", flat=True)
    names = dict(User.objects.filter(pk__in=set(own)).values_list("pk", "full_name"))
    return [
        {
            "row": row,
            "who": names.get(row.actor) if row.actor else "",
            "whom": _named(row, names),
            "detail": json.dumps(json.loads(row.detail), ensure_ascii=False, indent=1)
            if row.detail != "{}"
            else "",
        }
        for row in listed
    ]


def _named(row: AuditRecord, names: Mapping[UUID, str]) -> str:
    """Name the account that a row tells of, where it is of one's own province."""
    found = _account(row.target) if row.target_kind == "account" else None
    return names.get(found, "") if found else ""


def _search(request: HttpRequest) -> audit.Search:
    asked = request.GET
    return audit.Search(
        action=asked.get("action", "").strip(),
        outcome=asked.get("outcome", ""),
        actor=_somebody(asked.get("actor", "").strip()),
        target=_target(asked.get("target", "").strip()),
        since=_midnight(asked.get("since", ""), days=0),
        until=_midnight(asked.get("until", ""), days=1),
    )


def _somebody(typed: str) -> UUID | None:
    """Read who did it: an id, or the e-mail address of somebody of one's own province."""
    if not typed:
        return None
    if "@" in typed:
        own = Membership.objects.filter(user__email=typed.lower()).first()
        return own.user_id if own else NOBODY
    return _account(typed) or NOBODY


def _target(typed: str) -> str:
    """Read whom or what it was done to; an address stands for its account."""
    return str(_somebody(typed)) if "@" in typed else typed


def _midnight(text: str, *, days: int) -> datetime | None:
    """Read a day of a form as its midnight; what is none asks nothing."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time.min)) + timedelta(days=days)


def _account(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
