"""Whose session a request belongs to."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lieny.people.services.who_is_who import accounts_stand


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own, but the account comes from what is kept while no account has changed."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the account be found when it is first asked for."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _account(request))  # type: ignore[assignment]


def how_accounts_stood(request: HttpRequest) -> str | None:
    """Give what the session was read with; None where there is none that was kept."""
    how = getattr(request.session, "accounts", None)
    return None if how is None else str(how)


def _account(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    request.session.get(SESSION_KEY)  # reads the session
    with accounts_stand(how_accounts_stood(request)):
        return get_user(request)
