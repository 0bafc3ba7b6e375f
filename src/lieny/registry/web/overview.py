"""Tổng quan: what is late, what is new, what waits, and how it lies between provinces."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.permission import may_ever
from lieny.people.web import pages
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import SIGNED_IN, asks
from lieny.registry.rules.sign import Severity
from lieny.registry.services.between_provinces import counts_of, region_view
from lieny.registry.services.cases import inbox
from lieny.registry.services.handed_in import listing
from lieny.registry.services.sign_counts import kept_until_signs_change
from lieny.registry.services.standing_signs import (
    AskedSigns,
    counts_by_provinces,
    counts_by_rule,
    standing_signs,
)
from lieny.registry.web.list_shown import progress_said
from lieny.registry.web.map_words import map_shown
from lieny.registry.web.overview_lines import address_between, case_lines, sign_lines
from lieny.registry.web.overview_trend import trend_shown
from lieny.registry.web.overview_visit import remember_visit, visit_before
from lieny.registry.web.said import language, rule_said, said_time, severity_said
from lieny.ui.dates import Language
from lieny.ui.portal.language import chosen

WAITING_SHOWN = 8
NEW_SHOWN, PRESSING_SHOWN = 6, 8
SOON = timedelta(days=7)
WITHOUT_A_VISIT = timedelta(days=7)


@require_GET
@asks(SIGNED_IN)
def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits; whoever reads neither lists nor signs gets the page of their offices."""
    standings = actor_of(request).standings
    if not may_ever("registry.read", standings=standings):
        return pages.home(request)
    since = visit_before(request) or timezone.now() - WITHOUT_A_VISIT
    words: dict[str, object] = {"since": said_time(since), "since_iso": since.isoformat()}
    words |= _lists()
    if may_ever("sign.read", standings=standings):
        words |= _signs(since)
    if may_ever("case.read", standings=standings):
        words |= _cases(request)
    words |= trend_shown(cases="cases" in words) if "reads_signs" in words else {}
    words["sentence"] = _sentence(words)
    response = render(request, "registry/overview.html", words)
    remember_visit(request, response)
    return response


def _lists() -> dict[str, object]:
    found = listing.submissions(listing.Asked("waiting"))
    return {
        "waiting_count": found.count(),
        "waiting": [
            {
                "submission": one,
                "sender": one.organisation.name,
                "at": said_time(one.handed_in_at),
                "said": progress_said(one),
            }
            for one in found[:WAITING_SHOWN]
        ],
    }


def _signs(since: datetime) -> dict[str, object]:
    counts = counts_by_rule()
    severities = [one.value for one in Severity]
    present = [one for one in severities if any(severity == one for _, severity in counts)]
    rules = sorted({rule for rule, _ in counts})
    arrived = standing_signs(AskedSigns(since=since))
    return {
        "reads_signs": True,
        "new_signs": arrived.count(),
        "arrived": sign_lines(list(arrived[:NEW_SHOWN])),
        "sign_count": counts.total(),
        "severities": [severity_said(one) for one in present],
        "rules": [
            {
                "code": rule,
                "title": rule_said(rule),
                "cells": [(one, counts[rule, one]) for one in present],
                "total": sum(counts[rule, one] for one in severities),
            }
            for rule in rules
        ],
        "region": _region_drawn(timezone.localdate(), language()),
    }


@kept_until_signs_change
def _region_drawn(day: date, _language: Language) -> str:
    """Draw map and matrix in the reader's language: much text that changes only with signs."""
    region = region_view(counts_of(counts_by_provinces()), day, link=address_between)
    words = {"region": region, **map_shown()}
    return render_to_string("registry/overview_region.html", words) if region else ""


def _cases(request: HttpRequest) -> dict[str, object]:
    provinces = [one.province for one in actor_of(request).standings if one.province]
    today = timezone.localdate()
    open_cases = inbox.cases(inbox.Asked("all"), provinces=provinces, on=today)
    pressing = open_cases.filter(due_on__lte=today + SOON)[:PRESSING_SHOWN]
    return {
        "cases": inbox.counts(provinces=provinces, on=today),
        "reads_cases": True,
        "pressing": case_lines(list(pressing)),
    }


def _sentence(words: dict[str, object]) -> str:
    cases = words.get("cases")
    late = cases["late"] if isinstance(cases, dict) else 0
    parts = []
    if late:
        parts.append(chosen(f"{late} hồ sơ trễ hạn", f"{late} cases are late"))
    if words["waiting_count"]:
        count = words["waiting_count"]
        parts.append(chosen(f"{count} lần nộp chờ xác nhận", f"{count} submissions wait"))
    if words.get("new_signs"):
        count = words["new_signs"]
        parts.append(chosen(f"{count} dấu hiệu mới", f"{count} new signs"))
    nothing = chosen("Không có gì trễ hạn, không có gì mới.", "Nothing is late, nothing is new.")
    return f"{', '.join(parts)}." if parts else nothing
