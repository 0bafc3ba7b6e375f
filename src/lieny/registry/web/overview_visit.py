"""When somebody looked at the overview before this session: a time in a cookie, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE, BEFORE = "lieny_visit", "visit_before"
YEAR = 31_536_000


def visit_before(request: HttpRequest) -> datetime | None:
    """Give the last look of an earlier session; the same all through this session."""
    if BEFORE not in request.session:
        request.session[BEFORE] = request.COOKIES.get(COOKIE, "")
    text = str(request.session[BEFORE])
    if not text.isascii() or not text.isdigit() or len(text) > len("99999999999"):
        return None
    return datetime.fromtimestamp(int(text), UTC)


def remember_visit(request: HttpRequest, response: HttpResponse) -> None:
    """Keep this look for the next session."""
    if request.user.is_authenticated:
        response.set_cookie(
            COOKIE,
            str(int(timezone.now().timestamp())),
            YEAR,
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
            samesite="Lax",
        )
