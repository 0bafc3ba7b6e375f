"""Tổng quan: what is late, what is new, what waits, and how it lies between provinces."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.permission import may_ever
from lieny.people.web import pages
from lieny.people.web.account_list import requests_for_me
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import SIGNED_IN, asks, reads_only
from lieny.people.web.reading import reads
from lieny.registry.services import link_queue
from lieny.registry.services.cases import inbox
from lieny.registry.services.kept import nothing_changes
from lieny.registry.services.standing_signs import AskedSigns, count_of
from lieny.registry.web.case_conclusion_shown import news_shown
from lieny.registry.web.case_questions import own_facilities, unanswered
from lieny.registry.web.link_review import TO_SECOND, decider_of
from lieny.registry.web.overview_drawn import (
    arrived_drawn,
    lists_drawn,
    pressing_drawn,
    region_drawn,
    rules_drawn,
    totals_drawn,
    trend_drawn,
)
from lieny.registry.web.overview_visit import remember_visit, visit_before
from lieny.registry.web.said import language, said_day, said_time
from lieny.ui.portal.language import chosen

WITHOUT_A_VISIT = timedelta(days=7)


@require_GET
@asks(SIGNED_IN)
@reads_only
@nothing_changes()
def overview(request: HttpRequest) -> HttpResponse:
    """Show what waits; whoever reads no list and no total gets the page of their offices."""
    standings = actor_of(request).standings
    reads_registry = may_ever("registry.read", standings=standings)
    if not reads_registry and not may_ever("region.read", standings=standings):
        return pages.home(request)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    since = visit_before(request) or hour - WITHOUT_A_VISIT
    reads_cases = may_ever("case.read", standings=standings)
    words: dict[str, object] = {"since": said_time(since), "since_iso": since.isoformat()}
    words |= _lists() if reads_registry else {}
    if may_ever("case.answer", standings=standings):
        words |= _questions(request, reads_cases=reads_cases)
    if may_ever("sign.read", standings=standings):
        words |= _signs(since, cases=reads_cases)
    elif (user := actor_of(request).user) and may_ever("region.read", standings=standings):
        words["region"] = totals_drawn(user.pk, timezone.localdate(), language())
    words |= _cases(request) if reads_cases else {}
    if words.get("pressing") or words.get("arrived"):
        reads(request, "page", request.path, action="case.read" if reads_cases else "sign.read")
    if may_ever("link.second", standings=standings):
        words["merges"] = link_queue.waiting_for(decider_of(request))
        words["merges_view"] = TO_SECOND
    words["requests"] = requests_for_me(request)
    words["sentence"] = _sentence(words)
    response = render(request, "registry/overview.html", words)
    remember_visit(request, response)
    return response


def _lists() -> dict[str, object]:
    drawn = lists_drawn(language())
    return {
        "reads_lists": True,
        "has_lists": drawn.are_any,
        "waiting_count": drawn.waiting,
        "unreadable_count": drawn.unreadable,
        "waiting": drawn.section,
    }


def _questions(request: HttpRequest, *, reads_cases: bool) -> dict[str, object]:
    """Say what one's own facilities are asked, until when, and what they were told lately."""
    facilities = own_facilities(request)
    waiting = unanswered(facilities)
    first = waiting.values_list("due_on", flat=True).first()
    return {
        "asked": waiting.count(),
        "asked_until": said_day(first) if first else "",
        "asked_late": first is not None and first < timezone.localdate(),
        "told": news_shown(request, facilities),
        "for_facility": bool(facilities) and not reads_cases,
    }


def _signs(since: datetime, *, cases: bool) -> dict[str, object]:
    day = timezone.localdate()
    return {
        "reads_signs": True,
        "new_signs": count_of(AskedSigns(since=since)),
        "arrived": arrived_drawn(since, language()),
        "rules": rules_drawn(language()),
        "region": region_drawn(day, language()),
        "trend": trend_drawn(day, language(), cases=cases),
    }


def _cases(request: HttpRequest) -> dict[str, object]:
    provinces = tuple(one.province for one in actor_of(request).standings if one.province)
    today = timezone.localdate()
    return {
        "cases": inbox.counts(provinces=provinces, on=today),
        "reads_cases": True,
        "holds_cases": bool(provinces),
        "pressing": pressing_drawn(provinces, today, language()),
    }


def _sentence(words: dict[str, object]) -> str:
    cases = words.get("cases")
    late = cases["late"] if isinstance(cases, dict) else 0
    parts = []
    if words.get("asked"):
        count = words["asked"]
        parts.append(chosen(f"{count} câu hỏi của Sở chờ trả lời", f"{count} questions to answer"))
    if late:
        parts.append(chosen(f"{late} hồ sơ trễ hạn", f"{late} cases are late"))
    if words.get("waiting_count"):
        count = words["waiting_count"]
        parts.append(chosen(f"{count} lần nộp chờ quyết định", f"{count} submissions wait"))
    if words.get("told"):
        count = len(cast("list[object]", words["told"]))
        parts.append(
            chosen(f"Sở báo {count} tin trong 30 ngày qua", f"told in the last 30 days: {count}")
        )
    if words.get("new_signs"):
        count = words["new_signs"]
        parts.append(chosen(f"{count} dấu hiệu mới", f"{count} new signs"))
    if words.get("requests"):
        count = words["requests"]
        parts.append(
            chosen(f"{count} đề nghị về tài khoản chờ bạn", f"{count} requests on accounts wait")
        )
    nothing = chosen("Không có gì trễ hạn, không có gì mới.", "Nothing is late, nothing is new.")
    if not words.get("reads_cases") and not words.get("reads_lists"):
        nothing = chosen("Không có việc nào chờ bạn.", "Nothing waits for you.")
    return f"{', '.join(parts)}." if parts else nothing
