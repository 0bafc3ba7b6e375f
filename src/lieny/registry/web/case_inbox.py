"""Dấu hiệu và hồ sơ: what waits for a decision, the nearest deadline first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.permission import may_ever
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks
from lieny.registry.models import Case
from lieny.registry.rules.case_file import CaseState
from lieny.registry.rules.case_words import STATES
from lieny.registry.rules.rule_words import RULE_TITLES, SEVERITY_WORDS
from lieny.registry.services.cases.inbox import (
    VIEWS,
    Asked,
    Subject,
    cases,
    counts,
    provinces_of_cases,
    subjects,
)
from lieny.registry.services.cases.waiting import (
    Waiting,
    WaitingPlace,
    place_names,
    waiting,
)
from lieny.registry.services.cases.without_case import OF_A_PLACE, Counted, WithoutCase
from lieny.registry.services.kept import nothing_changes
from lieny.registry.web.case_shown import days_said
from lieny.registry.web.case_tables import case_columns, case_table
from lieny.registry.web.said import (
    department_said,
    province_said,
    rule_said,
    said,
    said_day,
    severity_said,
)
from lieny.registry.web.table_downloads import (
    own_record,
    table_file,
    table_offered,
    wants_table,
)
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key

ROWS_A_PAGE = 30
SIGNS = "signs"
FILTERS = ("state", "severity", "rule", "province", "words", "place")


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
@nothing_changes()
def inbox(request: HttpRequest) -> HttpResponseBase:
    """List cases, or persons and places with signs and no case; the address holds every choice."""
    asked, standings = _asked(request), actor_of(request).standings
    own = [one.province for one in standings if one.province and not one.facility]
    today = timezone.localdate()
    reads_signs = may_ever("sign.read", standings=standings)
    signs = reads_signs and request.GET.get("view") == SIGNS
    found = cases(asked, provinces=own, on=today)
    if wants_table(request) and not signs:
        return table_file(request, case_table(request, found))
    without = WithoutCase(asked)
    listed: Any = without if signs else found
    filtered = any(getattr(asked, name) for name in FILTERS)
    pages = Paginator(listed, ROWS_A_PAGE)
    if not signs and not filtered:
        pages.count = counts(provinces=tuple(own), on=today)[asked.view]  # kept, as the tab says it
    page: Page[Any] = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    words = {
        "asked": asked,
        "view": SIGNS if signs else asked.view,
        "tabs": _tabs(own, reads_signs=reads_signs),
        "page": page,
        "waiting": [_line(one, asked) for one in waiting(page, asked)] if signs else [],
        "found": _found(without.counted) if signs else "",
        "place": _place(asked) if signs and asked.place else "",
        "cases": [] if signs else _cases(list(page)),
        "query": query.urlencode(),
        "download": None if signs else table_offered(request, case_columns(), own_record(request)),
        "states": [(one.value, said(words)) for one, words in STATES.items()],
        "severities": [(one.value, said(words)) for one, words in SEVERITY_WORDS.items()],
        "rules": [(code, f"{code} · {said(title)}") for code, title in sorted(RULE_TITLES.items())],
        "provinces": _provinces(own),
        "filtered": filtered,
    }
    return render(request, "registry/inbox.html", words)


def _tabs(own: list[str], *, reads_signs: bool) -> list[dict[str, object]]:
    counted = counts(provinces=tuple(own), on=timezone.localdate())
    names = {
        "mine": chosen("Chờ Sở tôi", "Waiting for us"),
        "late": chosen("Trễ hạn", "Late"),
        "new": chosen("Có tin mới", "News"),
        "all": chosen("Đang xử lý", "All open"),
        "settled": chosen("Đã xong", "Settled"),
    }
    tabs: list[dict[str, object]] = [
        {"view": view, "name": name, "count": counted[view]} for view, name in names.items()
    ]
    if reads_signs:
        name = chosen("Dấu hiệu chưa có hồ sơ", "Signs without a case")
        tabs.append({"view": SIGNS, "name": name, "count": WithoutCase(Asked()).count()})
    return tabs


def _provinces(own: list[str]) -> list[tuple[str, str]]:
    codes = provinces_of_cases().union(own)
    return sorted(((code, province_said(code)) for code in codes), key=lambda one: one[1])


def _subject(subject: Subject) -> dict[str, object]:
    return {
        "name": subject.name or chosen("(không hiện tên)", "(name not shown)"),
        "rules": [rule_said(rule) for rule in subject.rules],
        "places": [(province_key(code), province_said(code)) for code in subject.provinces],
    }


def _cases(listed: list[Case]) -> list[dict[str, object]]:
    about, today = subjects(listed), timezone.localdate()
    return [
        {
            "id": case.pk,
            "number": case.number,
            "severity": severity_said(case.severity),
            "state": said(STATES[CaseState(case.state)]),
            "lead": department_said(case.lead),
            "due": said_day(case.due_on) if case.due_on else "",
            "when": days_said(case.due_on, today) if case.due_on else "",
            "late": case.due_on is not None and case.due_on < today,
            **_subject(about[case.pk]),
        }
        for case in listed
    ]


def _found(counted: Counted) -> str:
    """Say how many lines of which kind there are."""
    people, places = counted
    lines = people + places
    whole = chosen(f"{lines} mục", f"{lines} {'entry' if lines == 1 else 'entries'}")
    if not places:
        return whole
    return chosen(
        f"{whole}: {people} của từng người, {places} của cơ sở",
        f"{whole}: {people} of one person, {places} of a facility",
    )


def _place(asked: Asked) -> str:
    """Say whose signs alone are listed."""
    name, rule = place_names([asked.place]).get(asked.place) or _no_place(), rule_said(OF_A_PLACE)
    return chosen(f"Chỉ những người ở {name}: {rule}.", f"Only those at {name}: {rule}.")


def _line(one: Waiting | WaitingPlace, asked: Asked) -> dict[str, object]:
    return _waiting(one) if isinstance(one, Waiting) else _waiting_place(one, asked)


def _waiting(one: Waiting) -> dict[str, object]:
    return {
        **_subject(one.subject),
        "severity": severity_said(one.severity),
        "id": one.person.public_id if one.person is not None else None,
        "name": one.person.name if one.person is not None else _people_elsewhere(1),
        "at": one.place,
    }


def _waiting_place(one: WaitingPlace, asked: Asked) -> dict[str, object]:
    provinces = [one.province] if one.province else []
    return {
        "severity": severity_said(one.severity),
        "people": _people_at(one, named=bool(asked.words)),
        "persons": [(person.public_id, person.name) for person in one.persons],
        "unknown": _people_elsewhere(one.unknown) if one.unknown else "",
        "all": _address_of_all(one, asked) if one.unlisted else "",
        "total": one.people,
        "open": bool(asked.words),
        "rules": [rule_said(OF_A_PLACE)],
        "places": [(province_key(code), province_said(code)) for code in provinces],
    }


def _people_at(one: WaitingPlace, *, named: bool) -> str:
    """Say how many there are and where; only those of a name, where one was asked for."""
    place, count = one.name or _no_place(), one.people
    if named:
        return chosen(f"{count} người tên như vậy ở {place}", f"{count} of that name at {place}")
    return chosen(f"{count} người ở {place}", f"{count} people at {place}")


def _address_of_all(one: WaitingPlace, asked: Asked) -> str:
    """Give what asks for all people of the place whom the same filters find."""
    kept = {"severity": asked.severity, "province": asked.province, "words": asked.words}
    given = {"view": SIGNS, "place": one.place, **kept}
    return urlencode({name: value for name, value in given.items() if value})


def _no_place() -> str:
    return chosen("một cơ sở chưa rõ tên", "a facility of unknown name")


def _people_elsewhere(count: int) -> str:
    if count == 1:
        return chosen("Người ở tỉnh khác", "A person of another province")
    return chosen(f"{count} người ở tỉnh khác", f"{count} persons of other provinces")
