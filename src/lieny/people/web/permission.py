"""Every view names its permission; a view that names none is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.urls import ResolverMatch

from lieny.people.rules.office import Record
from lieny.people.rules.permission import Decision, may, permissions
from lieny.people.web.actor import actor_of
from lieny.people.web.reading import allowed_as

ANYBODY = "anybody"  # also without an account
SIGNED_IN = "signed-in"  # one's own account and nothing else
NOT_OFFERED = "not-offered"  # a library brings the page, we do not use it
View = TypeVar("View", bound=Callable[..., Any])

# Views of libraries, by the name of their address.
OF_LIBRARIES = {
    "set_language": ANYBODY,
    "account_login": ANYBODY,
    "account_logout": ANYBODY,
    "account_inactive": ANYBODY,
    "account_reset_password_from_key": ANYBODY,  # where an invitation leads
    "account_reset_password_from_key_done": ANYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "mfa_authenticate": ANYBODY,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "openid_connect_login": ANYBODY,
    "openid_connect_callback": ANYBODY,
    "socialaccount_login_cancelled": ANYBODY,
    "socialaccount_login_error": ANYBODY,
    "socialaccount_connections": SIGNED_IN,
    "socialaccount_signup": NOT_OFFERED,
    "account_signup": NOT_OFFERED,
    "account_email": NOT_OFFERED,
    "account_email_verification_sent": NOT_OFFERED,
    "account_confirm_email": NOT_OFFERED,
    "account_set_password": NOT_OFFERED,
    "account_reset_password": NOT_OFFERED,
    "account_reset_password_done": NOT_OFFERED,
    "account_confirm_login_code": NOT_OFFERED,
}


def asks(permission: str) -> Callable[[View], View]:
    """Name what a view needs: an action of the table, SIGNED_IN or ANYBODY."""
    if permission not in {ANYBODY, SIGNED_IN} and permission not in permissions():
        raise LookupError(permission)

    def named(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return named


def reads_only(view: View) -> View:
    """Say that a view changes nothing: it needs no savepoint within its request's transaction.

    What it writes is whom it shows, and it writes that when it may show them. When it fails
    nothing of the request is kept (`BoundaryMiddleware.process_exception`).
    """
    return transaction.non_atomic_requests(view)


def is_reads_only(match: ResolverMatch | None) -> bool:
    """Test whether the view of an address is `reads_only`."""
    return bool(getattr(match and match.func, "_non_atomic_requests", None))


def permission_of(match: ResolverMatch) -> str | None:
    """Give what the view of an address needs; None when it does not say."""
    own: str | None = getattr(match.func, "permission", None)
    return own or OF_LIBRARIES.get(match.url_name or "")


def require(request: HttpRequest, action: str, record: Record) -> Decision:
    """Ask for one record; pages do so for each record that they show or change.

    Raises:
        PermissionDenied: refused; the refusal is written to the audit log.
    """
    decision = may(action, standings=actor_of(request).standings, record=record)
    if not decision.allowed:
        raise PermissionDenied(action)
    allowed_as(request, decision)
    return decision
