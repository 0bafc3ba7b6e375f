"""Pages of people: the empty home by office, and one's own account."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.models.membership import Membership
from lieny.people.rules.permission import permissions
from lieny.people.services import audit
from lieny.people.web.account_list import requests_for_me
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import SIGNED_IN, asks

# Where an action begins that has a page of its own.
WAYS = {
    "public.lookup": "public_lookup",
    "law.read": "law",
    "region.read": "rule_precision",
    "people.read": "accounts",
    "people.manage": "account_invite",
    "people.second": "accounts",
    "audit.read": "audit_log",
    "audit.verify": "audit_checks",
    "mail.read": "mail",
    "mail.retry": "mail",
    "node.read": "node_state",
    "node.manage": "node_state",
    "design.read": "gallery",
}


@require_GET
@asks(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Show which offices somebody holds and what they open."""
    user = actor_of(request).user
    held = Membership.objects.filter(user=user).in_force_on(timezone.localdate())
    words = {
        "memberships": held.select_related("organisation"),
        "requests": requests_for_me(request),
        "actions": [(one, WAYS.get(name, "")) for name, one in permissions().items()],
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
            province=actor_of(request).province,
            target_kind="session",
            target=str(number),
            origin=origin_of(request),
        )
    )
    return HttpResponseRedirect(reverse("own_account"))
