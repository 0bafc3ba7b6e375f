"""The inbox as it is drawn, kept until something changes that it shows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string

from lieny.registry.models import Case
from lieny.registry.rules.case_file import CaseState
from lieny.registry.rules.case_words import STATES
from lieny.registry.rules.rule_words import RULE_TITLES, SEVERITY_WORDS
from lieny.registry.services.cases.inbox import (
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
from lieny.registry.services.kept import Changing, kept_until_change
from lieny.registry.web.case_shown import days_said
from lieny.registry.web.said import (
    department_said,
    province_said,
    rule_said,
    said,
    said_day,
    severity_said,
)
from lieny.ui.dates import Language
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key

ROWS_A_PAGE = 30
SIGNS = "signs"
FILTERS = ("state", "severity", "rule", "province", "words", "place")


@dataclass(frozen=True, slots=True)
class Shown:
    """For whom and how the inbox is drawn.

    Attributes:
        own: provinces of the departments for which somebody reads.
        day: today.
        language: of the page.
        reads_signs: whether signs without a case may be listed.
        signs: whether they are what is listed.
        page: number of the page, from 1; one beyond the last shows the last.
    """

    own: tuple[str, ...]
    day: date
    language: Language
    reads_signs: bool
    signs: bool
    page: int


def drawn_anew(asked: Asked, shown: Shown) -> str:
    """Draw tabs, filters and the lines of one page; `shown.language` is that of the page."""
    without = WithoutCase(asked)
    listed: Any = without if shown.signs else cases(asked, provinces=shown.own, on=shown.day)
    filtered = any(getattr(asked, name) for name in FILTERS)
    pages = Paginator(listed, ROWS_A_PAGE)
    if not shown.signs and not filtered:
        pages.count = counts(provinces=shown.own, on=shown.day)[asked.view]  # as the tab says it
    page: Page[Any] = pages.get_page(shown.page)
    view = SIGNS if shown.signs else asked.view
    lines = [_line(one, asked) for one in waiting(page, asked)] if shown.signs else []
    words = {
        "asked": asked,
        "view": view,
        "reads_signs": shown.reads_signs,
        "tabs": _tabs(shown),
        "page": page,
        "waiting": lines,
        "found": _found(without.counted) if shown.signs else "",
        "place": _place(asked) if shown.signs and asked.place else "",
        "cases": [] if shown.signs else _cases(list(page), shown.day),
        "query": _query(asked, view),
        "states": [(one.value, said(words)) for one, words in STATES.items()],
        "severities": [(one.value, said(words)) for one, words in SEVERITY_WORDS.items()],
        "rules": [(code, f"{code} · {said(title)}") for code, title in sorted(RULE_TITLES.items())],
        "provinces": _provinces(shown.own),
        "filtered": filtered,
    }
    return render_to_string("registry/inbox_drawn.html", words)


_kept_drawn = kept_until_change(
    Changing.CASES, Changing.NOTICES, Changing.OPENED, Changing.REGISTER, Changing.SIGNS
)(drawn_anew)


def inbox_drawn(asked: Asked, shown: Shown) -> str:
    """Draw the inbox, or give what was drawn; words are typed once and are not worth keeping."""
    return drawn_anew(asked, shown) if asked.words else _kept_drawn(asked, shown)


def _query(asked: Asked, view: str) -> str:
    """Give what the address of another page of the same list asks."""
    given = {**asdict(asked), "view": view}
    return urlencode({name: value for name, value in given.items() if value})


def _tabs(shown: Shown) -> list[dict[str, object]]:
    counted = counts(provinces=shown.own, on=shown.day)
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
    if shown.reads_signs:
        name = chosen("Dấu hiệu chưa có hồ sơ", "Signs without a case")
        tabs.append({"view": SIGNS, "name": name, "count": WithoutCase(Asked()).count()})
    return tabs


def _provinces(own: tuple[str, ...]) -> list[tuple[str, str]]:
    codes = provinces_of_cases().union(own)
    return sorted(((code, province_said(code)) for code in codes), key=lambda one: one[1])


def _subject(subject: Subject) -> dict[str, object]:
    return {
        "name": subject.name or chosen("(không hiện tên)", "(name not shown)"),
        "rules": [rule_said(rule) for rule in subject.rules],
        "places": [(province_key(code), province_said(code)) for code in subject.provinces],
    }


def _cases(listed: list[Case], today: date) -> list[dict[str, object]]:
    about = subjects(listed)
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
