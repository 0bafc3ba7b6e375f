"""The address under which people come, for what is printed or handed on."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def public_address(request: HttpRequest, path: str) -> str:
    """Give a whole address: the operator's own, else the one by which this request came.

    Only hosts that the operator allows get as far as here (`ALLOWED_HOSTS`).
    """
    if settings.CSRF_TRUSTED_ORIGINS:  # LIENY_PUBLIC_URL was given
        return f"{settings.LIENY_PUBLIC_URL}{path}"
    return request.build_absolute_uri(path)
