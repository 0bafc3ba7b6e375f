"""Whether the portal can answer: for the supervisor, a proxy or a monitor. Says nothing else."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lieny.people.web.permission import ANYBODY, asks

READY = 204


@require_safe
@asks(ANYBODY)
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's contract
    """Answer 204 when the database answers too; otherwise the fault's own page, 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(status=READY)
