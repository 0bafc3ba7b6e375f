"""`GET /api/v1/openapi.json`: what other programs may ask, as OpenAPI 3.1; open to everybody.

The document is kept beside this module; tests ask a running portal what it promises.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lieny.people.web.permission import ANYBODY, asks


@cache
def _document() -> bytes:
    return files("lieny.registry.api").joinpath("openapi.json").read_bytes()


@require_safe
@asks(ANYBODY)
def document(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's contract
    """Give the document."""
    return HttpResponse(_document(), content_type="application/json")
