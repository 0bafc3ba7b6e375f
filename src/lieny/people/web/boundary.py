"""Each request in its boundary: offices, permission of the view, second factor, refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from lieny.people.rules.office import VISITOR
from lieny.people.rules.permission import may_ever
from lieny.people.rules.second_factor import must_use_second_factor
from lieny.people.services import audit
from lieny.people.services.boundary import boundary_of, within
from lieny.people.services.who_is_who import offices_kept
from lieny.people.web.actor import NOBODY, Actor, actor_of, origin_of, user_of
from lieny.people.web.permission import (
    ANYBODY,
    NOT_OFFERED,
    SIGNED_IN,
    is_reads_only,
    permission_of,
)
from lieny.people.web.reading import note_reading
from lieny.people.web.second_factor import has_second_factor
from lieny.people.web.signed_in import how_accounts_stood
from lieny.ui.portal.programs import asked_by_program, told

UNSIGNED = 401

# Where somebody may go who still has to set a second factor up.
WHILE_SETTING_UP = {
    "account_logout",
    "account_reauthenticate",
    "account_inactive",
    "set_language",
    "set_theme",
}


class BoundaryMiddleware:
    """Draws the boundary of whoever asks, and closes every view that they may not open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within one transaction in which only the rows within the boundary exist."""
        user = user_of(request)
        if user is None:
            request.actor = NOBODY  # type: ignore[attr-defined]
            return self.get_response(request)
        held = offices_kept(user, on=timezone.localdate(), how=how_accounts_stood(request))
        request.actor = Actor(user, (*held, VISITOR))  # type: ignore[attr-defined]
        with within(boundary_of(user.pk, held)), audit.chained_at_the_end() as written:
            response = self.get_response(request)
            match = request.resolver_match
            note_reading(request, response, permission_of(match) if match else None, written)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: object, _words: object
    ) -> HttpResponseBase | None:
        """Let the view answer, or answer in its place.

        Raises:
            Http404: the page is not offered.
            PermissionDenied: the view names no permission, or one that the actor does not have.
        """
        match = request.resolver_match
        permission = permission_of(match) if match else None
        if permission == NOT_OFFERED:
            raise Http404
        if permission == ANYBODY and actor_of(request).user is None:
            return None
        return self._for_accounts(request, permission)

    def _for_accounts(
        self, request: HttpRequest, permission: str | None
    ) -> HttpResponseBase | None:
        actor = actor_of(request)
        if permission not in {ANYBODY, SIGNED_IN}:
            if permission is None or not may_ever(permission, standings=actor.standings):
                return self._without_permission(request, permission)
        elif permission == SIGNED_IN and actor.user is None:
            return redirect_to_login(request.get_full_path())
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        if name.startswith("mfa_") or name in WHILE_SETTING_UP or actor.user is None:
            return None
        if must_use_second_factor(actor.standings) and not has_second_factor(actor.user):
            return redirect("mfa_index")
        return None

    def _without_permission(self, request: HttpRequest, permission: str | None) -> HttpResponseBase:
        if permission is not None and actor_of(request).user is None:
            if asked_by_program(request):
                return told(UNSIGNED, "session", "Chưa đăng nhập.", "Nobody is signed in.")
            return redirect_to_login(request.get_full_path())
        refusal = PermissionDenied(permission or "unnamed")
        self.write_refusal(request, refusal)  # Django tells us only of faults within a view
        raise refusal

    def process_exception(self, request: HttpRequest, fault: Exception) -> None:
        """Write a refusal to the audit log; what the view itself wrote is already undone.

        What a view wrote that has no savepoint (`reads_only`) goes with all of its request.
        """
        if isinstance(fault, PermissionDenied):
            self.write_refusal(request, fault)
        elif _has_no_savepoint(request) and not isinstance(fault, Http404):
            transaction.set_rollback(True)

    def write_refusal(self, request: HttpRequest, fault: PermissionDenied) -> None:
        """Write one refusal."""
        actor = actor_of(request)
        match = request.resolver_match
        audit.record(
            audit.Deed(
                action=str(fault)[:60] or "unnamed",
                at=timezone.now(),
                by=actor.user.pk if actor.user else None,
                outcome=audit.Outcome.REFUSED,
                province=actor.province,
                target_kind="view",
                target=((match.url_name if match else "") or "")[:80],
                origin=origin_of(request),
            )
        )


def _has_no_savepoint(request: HttpRequest) -> bool:
    return is_reads_only(request.resolver_match) and transaction.get_connection().in_atomic_block
