"""What a page may load: our own files, pictures within the page, nothing inline, nobody else's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), publickey-credentials-get=(self)"


class ContentSecurityMiddleware:
    """Sends the policy with every answer (OWASP ASVS 5.0.0, 3.4.3, 3.4.6)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # Browsers hold a form to the policy along its redirections: the button that leads to
        # another system's sign-in has to be let out to it, and to nobody else.
        others = " ".join(getattr(settings, "LIENY_SIGN_ON_ORIGINS", ()))
        self.policy = POLICY.replace("form-action 'self'", f"form-action 'self' {others}".strip())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy."""
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = self.policy
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response
