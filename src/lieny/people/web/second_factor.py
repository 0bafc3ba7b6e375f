"""The second factor: kept encrypted, and asked for by office."""

from __future__ import annotations

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, QuerySet

from lieny.people.models.user import User
from lieny.ui.portal.language import either

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
HAS_ONE = "has_a_second_factor"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second factor with our words, and secrets that a stolen backup does not show."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": either(
            "Mã không đúng hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi nhập lại.",
            "The code is wrong or was used. Wait for the next one in your app and type it.",
        ),
        "cannot_delete_authenticator": either(
            "Vai trò của bạn bắt buộc có lớp xác thực thứ hai, nên không gỡ được cái cuối cùng.",
            "Your office calls for a second factor, so the last one cannot be removed.",
        ),
    }

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with the node's own key."""
        return _cipher().encrypt(text.encode("utf-8")).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret."""
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode("utf-8")

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Name the account in the authenticator app."""
        return str(user.get_username())


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"lieny second factor\0" + settings.SECRET_KEY.encode("utf-8")).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def with_second_factor(users: QuerySet[User]) -> QuerySet[User]:
    """Let accounts come with whether somebody has set up an app or a security key."""
    held = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=SECOND_FACTORS)
    return users.annotate(**{HAS_ONE: Exists(held)})


def has_second_factor(user: User) -> bool:
    """See whether the account of a request had a second factor when the request began."""
    return bool(getattr(user, HAS_ONE))
