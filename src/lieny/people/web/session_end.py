"""A session ends when nobody uses it, and after its longest time even when somebody does."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lieny.people.services import audit
from lieny.people.services.standings import province_of
from lieny.people.web.actor import origin_of, user_of

SAVE_EVERY = 60  # seconds; the end is exact to a minute and not every request writes


class SessionEndMiddleware:
    """Signs out whoever has been away, or here, for too long (OWASP ASVS 5.0.0, 7.3.1, 7.3.2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the clock of a session before anything else is done with it."""
        user = user_of(request)
        if user is not None:
            now = int(timezone.now().timestamp())
            ended = self._ended(request, now)
            if ended:
                deed = audit.Deed(
                    action=f"account.session-{ended}",
                    at=timezone.now(),
                    by=user.pk,
                    province=province_of(user, on=timezone.localdate()),
                    target_kind="account",
                    target=str(user.pk),
                    origin=origin_of(request),
                )
                audit.record(deed)
                logout(request)
                request.session["ended"] = ended
            elif self._is_to_be_noted(request, now):
                request.session["seen_at"], request.session["listed"] = now, True
                UserSession.objects.create_from_request(request)  # the list of one's own sessions
        return self.get_response(request)

    def _is_to_be_noted(self, request: HttpRequest, now: int) -> bool:
        """Test whether a session is used for the first time, or the first time in a minute."""
        seen = int(request.session["seen_at"])
        return "listed" not in request.session or now - seen >= SAVE_EVERY

    def _ended(self, request: HttpRequest, now: int) -> str:
        """Say how a session ended: "idle", "longest", or not ("")."""
        since = int(request.session.get("signed_in_at", 0))
        seen = int(request.session.get("seen_at", 0))
        if now - since >= settings.LIENY_SESSION_LONGEST_SECONDS:
            return "longest"
        if now - seen >= settings.LIENY_SESSION_IDLE_SECONDS:
            return "idle"
        return ""
