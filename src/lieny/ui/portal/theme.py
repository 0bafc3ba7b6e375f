"""Light or dark: the system's own, unless somebody chose."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "lieny_theme"
THEMES = ("auto", "light", "dark")
YEAR = 31_536_000


def theme_of(request: HttpRequest) -> str:
    """Give the theme that somebody chose, "auto" when nobody did."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice for a year and go back to the page."""
    chosen, back = request.POST.get("theme", ""), request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in THEMES:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, chosen, YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


set_theme.permission = "anybody"  # type: ignore[attr-defined]
