"""Dấu hiệu và hồ sơ: what waits for a decision, the nearest deadline first."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.permission import may_ever
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, reads_only
from lieny.registry.services.cases.inbox import VIEWS, Asked, cases
from lieny.registry.services.kept import nothing_changes
from lieny.registry.web.case_tables import case_columns, case_table
from lieny.registry.web.inbox_drawn import SIGNS, Shown, inbox_drawn
from lieny.registry.web.said import language
from lieny.registry.web.table_downloads import (
    own_record,
    table_file,
    table_offered,
    wants_table,
)

LONGEST_PAGE = 7  # digits


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    view = given.get("view", "all")
    return Asked(
        view=view if view in VIEWS else "all",
        state=given.get("state", ""),
        severity=given.get("severity", ""),
        rule=given.get("rule", ""),
        province=given.get("province", ""),
        words=given.get("words", "").strip()[:100],
        place=given.get("place", "")[:100],
    )


@require_GET
@asks("case.read")
@reads_only
@nothing_changes()
def inbox(request: HttpRequest) -> HttpResponseBase:
    """List cases, or persons and places with signs and no case; the address holds every choice."""
    asked, standings = _asked(request), actor_of(request).standings
    own = tuple(one.province for one in standings if one.province and not one.facility)
    today = timezone.localdate()
    reads_signs = may_ever("sign.read", standings=standings)
    signs = reads_signs and request.GET.get("view") == SIGNS
    if wants_table(request) and not signs:
        return table_file(request, case_table(request, cases(asked, provinces=own, on=today)))
    page = request.GET.get("page", "")
    shown = Shown(
        own=own,
        day=today,
        language=language(),
        reads_signs=reads_signs,
        signs=signs,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < LONGEST_PAGE else 1,
    )
    words = {
        "drawn": inbox_drawn(asked, shown),
        "download": None if signs else table_offered(request, case_columns(), own_record(request)),
    }
    return render(request, "registry/inbox.html", words)
