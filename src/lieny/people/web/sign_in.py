"""How allauth and axes behave here: invited people only, every step in the audit log."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lieny.people.models.user import User
from lieny.people.services import audit
from lieny.people.services.standings import province_of
from lieny.people.web.actor import origin_of
from lieny.ui.portal.language import either

TOO_MANY_REQUESTS = 429


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts of invited people."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": either(
            "Địa chỉ e-mail hoặc mật khẩu không đúng. Sau 5 lần sai, tài khoản tạm khoá 15 phút.",
            "The e-mail address or the password is wrong. After 5 wrong attempts the account is "
            "locked for 15 minutes.",
        ),
        "too_many_login_attempts": either(
            "Quá nhiều lần đăng nhập sai. Hãy chờ vài phút rồi thử lại.",
            "Too many wrong attempts. Wait some minutes and try again.",
        ),
        "incorrect_password": either("Mật khẩu không đúng.", "The password is wrong."),
        "enter_current_password": either(
            "Mật khẩu hiện tại không đúng.", "The current password is wrong."
        ),
        "rate_limited": either(
            "Quá nhiều yêu cầu. Hãy chờ vài phút.", "Too many requests. Wait some minutes."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's contract
        """Nobody enrols: an administrator of the department invites."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign somebody in after all factors, in a new session, and write it down."""
        super().login(request, user)
        request.session["signed_in_at"] = request.session["seen_at"] = int(
            timezone.now().timestamp()
        )
        _write(request, "account.signed-in", user)

    def logout(self, request: HttpRequest) -> None:
        """Sign somebody out and write it down."""
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            _write(request, "account.signed-out", user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """Write a wrong password down; an address that nobody has leaves no name."""
        super().authentication_failed(request, **credentials)
        address = typed_address(request, credentials)
        user = User.objects.filter(email=address).first()
        _write(request, "account.sign-in", user, audit.Outcome.FAILED)

    def send_notification_mail(
        self, template_prefix: str, user: User, *_more: object, **_words: object
    ) -> None:
        """Write down what allauth would send a letter about: factors and passwords that change."""
        _write(
            self.request, f"account.{template_prefix.rpartition('/')[2]}".replace("_", "-"), user
        )

    def add_message(self, *_args: object, **_words: object) -> None:
        """Say nothing beside the page: its next state says it."""


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-on by another system, for accounts that an administrator has connected."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002
        """Nobody enrols this way either."""
        return False


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Give the address that was typed, as accounts keep it; axes counts by it."""
    words = credentials or {}
    typed = words.get("email") or words.get("username") or request.POST.get("login", "")
    return str(typed).strip().lower()


def locked_out(request: HttpRequest, *_more: object, **_words: object) -> HttpResponse:
    """Tell somebody that the account is closed for a while, and what to do."""
    return render(request, "people/locked_out.html", status=TOO_MANY_REQUESTS)


def _write(
    request: HttpRequest,
    action: str,
    user: User | None,
    outcome: audit.Outcome = audit.Outcome.DONE,
) -> None:
    audit.record(
        audit.Deed(
            action=action,
            at=timezone.now(),
            by=user.pk if user else None,
            outcome=outcome,
            province=province_of(user, on=timezone.localdate()) if user else "",
            target_kind="account",
            target=str(user.pk) if user else "",
            origin=origin_of(request),
        )
    )
