"""Pages of people: the empty home by office, one's own account, the audit log."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from lieny.people.models.membership import Membership
from lieny.people.rules.office import Record
from lieny.people.rules.permission import permissions
from lieny.people.services import audit
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import SIGNED_IN, asks, require

ROWS_A_PAGE = 50
MOST_ROWS_OUT = 100_000


@require_GET
@asks(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show which offices somebody holds and what they open."""
    user = actor_of(request).user
    held = Membership.objects.filter(user=user).in_force_on(timezone.localdate())
    words = {
        "memberships": held.select_related("organisation"),
        "actions": permissions().values(),
    }
    return render(request, "people/home.html", words)


@require_GET
@asks(SIGNED_IN)
def own_account(request: HttpRequest) -> HttpResponse:
    """Show one's own account: sessions, password, second factor."""
    sessions = UserSession.objects.purge_and_list(actor_of(request).user)
    return render(request, "people/own_account.html", {"sessions": sessions})


@require_POST
@asks(SIGNED_IN)
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one of one's own sessions, at once."""
    user = actor_of(request).user
    session = UserSession.objects.filter(pk=number, user_id=user.pk if user else None).first()
    if session is None or user is None:
        raise Http404
    session.end()
    audit.record(
        audit.Deed(
            action="account.session-revoked",
            at=timezone.now(),
            by=user.pk,
            target_kind="session",
            target=str(number),
            origin=origin_of(request),
        )
    )
    return HttpResponseRedirect(reverse("own_account"))


@require_GET
@asks("audit.read")
def audit_log(request: HttpRequest) -> HttpResponse:
    """Search the audit log of one's own province."""
    require(request, "audit.read", Record(actor_of(request).province or None))
    rows = audit.found(_search(request))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    words = {"page": page, "asked": request.GET, "query": query.urlencode()}
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


def _search(request: HttpRequest) -> audit.Search:
    asked = request.GET
    return audit.Search(
        action=asked.get("action", "").strip(),
        outcome=asked.get("outcome", ""),
        actor=_account(asked.get("actor", "")),
        target=asked.get("target", "").strip(),
        since=_midnight(asked.get("since", ""), days=0),
        until=_midnight(asked.get("until", ""), days=1),
    )


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
