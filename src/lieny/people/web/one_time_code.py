"""One-time codes: a step early or late is taken, twice never."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache


class _OnceWhileValid:
    """Refuses a code that was taken before, for as long as the clock would still take it.

    RFC 6238 §5.2 lets one step of delay pass, and has each code taken once. allauth forgets a code
    after one step; with the steps before and after, three go by before it is worth nothing.
    """

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Take a code.

        Raises:
            ValidationError: it is wrong, or was taken before.
        """
        code = str(super().clean_code())  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            key = f"lieny.one-time-code?user={self.user.pk}&code={normalize_user_code(code)}"
            if not cache.add(key, "taken", timeout=seconds):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SignInCode(_OnceWhileValid, AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""


class ConfirmCode(_OnceWhileValid, ReauthenticateForm):  # type: ignore[misc]
    """The code before something that asks for it again."""
