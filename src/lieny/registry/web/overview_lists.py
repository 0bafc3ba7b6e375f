"""The signs and the cases behind a number of the overview."""

from __future__ import annotations

from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.permission import may_ever
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks
from lieny.registry.rules.rule_words import RULE_TITLES, SEVERITY_WORDS
from lieny.registry.services.cases.concerning import AskedCases, cases_concerning
from lieny.registry.services.sign_trend import week_bounds
from lieny.registry.services.standing_signs import AskedSigns, Stage, standing_signs
from lieny.registry.web.case_tables import case_columns, case_table, sign_columns, sign_table
from lieny.registry.web.overview_lines import case_lines, sign_lines
from lieny.registry.web.said import province_said, said, said_time
from lieny.registry.web.table_downloads import (
    own_record,
    table_file,
    table_offered,
    wants_table,
)
from lieny.ui.portal.language import chosen

ROWS_A_PAGE = 40
MOST_PROVINCES = 3
KEPT = ("tinh", "voi", "tu", "tuan")


@require_GET
@asks("sign.read")
def sign_list(request: HttpRequest) -> HttpResponseBase:
    """List the signs behind a number of the overview, or hand the list out."""
    given = request.GET
    codes, (since, until) = _codes(given), _bounds(given)
    asked = AskedSigns(
        rule=given.get("loai", ""),
        severity=given.get("muc", ""),
        provinces=codes,
        since=since,
        until=until,
        across=given.get("voi") == "khac",
        stage=_stage(given),
    )
    found = standing_signs(asked)
    if wants_table(request):
        return table_file(request, sign_table(request, found))
    page = Paginator(found, ROWS_A_PAGE).get_page(given.get("page"))
    titles = {code: f"{code} · {said(title)}" for code, title in sorted(RULE_TITLES.items())}
    words = {
        "asked": asked,
        "page": page,
        "signs": sign_lines(list(page)),
        "download": table_offered(request, sign_columns(), own_record(request)),
        "rules": titles.items(),
        "severities": [(one.value, said(text)) for one, text in SEVERITY_WORDS.items()],
        "stages": [(one.value, name) for one, name in stage_names().items()],
        "question": _question(asked.stage),
        "kept": [(name, given[name]) for name in KEPT if given.get(name)],
        "cases": _number_of_cases(request, codes) if len(codes) > 1 else None,
        **_situated(given, codes),
    }
    return render(request, "registry/overview_signs.html", words)


def _number_of_cases(request: HttpRequest, codes: tuple[str, ...]) -> int | None:
    if not may_ever("case.read", standings=actor_of(request).standings):
        return None
    return cases_concerning(AskedCases(provinces=codes)).count()


@require_GET
@asks("case.read")
def case_list(request: HttpRequest) -> HttpResponseBase:
    """List the cases behind a number of the overview, or hand the list out."""
    given = request.GET
    codes, (since, until) = _codes(given), _bounds(given)
    asked = AskedCases(
        provinces=codes,
        since=since,
        until=until,
        settled=given.get("ra") == "xong",
    )
    found = cases_concerning(asked)
    if wants_table(request):
        return table_file(request, case_table(request, found))
    page = Paginator(found, ROWS_A_PAGE).get_page(given.get("page"))
    reads_signs = may_ever("sign.read", standings=actor_of(request).standings)
    signs = standing_signs(AskedSigns(provinces=codes)).count() if len(codes) > 1 else None
    words = {
        "page": page,
        "cases": case_lines(list(page)),
        "download": table_offered(request, case_columns(), own_record(request)),
        "signs": signs if reads_signs else None,
        "settled": asked.settled,
        "bounded": asked.since is not None and asked.until is not None,
        **_situated(given, codes),
    }
    return render(request, "registry/overview_cases.html", words)


def _situated(given: QueryDict, codes: tuple[str, ...]) -> dict[str, object]:
    """Say between which provinces and in which time, and keep it in the address."""
    query = given.copy()
    query.pop("page", None)
    since, until = _bounds(given)
    between = [province_said(code) for code in codes]
    if len(codes) == 1 and given.get("voi") == "khac":
        between.append(chosen("tỉnh khác", "other provinces"))
    return {
        "query": query.urlencode(),
        "between": between,
        "pair": ",".join(codes),
        "since": said_time(since) if since else "",
        "until": said_time(until) if until else "",
    }


def _codes(given: QueryDict) -> tuple[str, ...]:
    found = {code for code in given.get("tinh", "").split(",") if code.isascii() and code.isdigit()}
    return tuple(sorted(found))[:MOST_PROVINCES]


def _stage(given: QueryDict) -> Stage:
    try:
        return Stage(given.get("ra", ""))
    except ValueError:
        return Stage.STANDING


def stage_names() -> dict[Stage, str]:
    """Name the choices of which signs are listed."""
    return {
        Stage.STANDING: chosen("đang còn", "standing"),
        Stage.ARISEN: chosen("đã phát hiện, còn hay không", "ever seen"),
        Stage.ENDED: chosen("không còn", "gone"),
    }


def _question(stage: Stage) -> str:
    return {
        Stage.STANDING: chosen("Những dấu hiệu nào đang còn?", "Which signs stand?"),
        Stage.ARISEN: chosen("Những dấu hiệu nào đã xuất hiện?", "Which signs came up?"),
        Stage.ENDED: chosen("Những dấu hiệu nào không còn?", "Which signs are gone?"),
    }[stage]


def _bounds(given: QueryDict) -> tuple[datetime | None, datetime | None]:
    """Read `tuan`, a day of the week that is asked for, or `tu`, the first moment."""
    try:
        return week_bounds(date.fromisoformat(given.get("tuan", "")))
    except (ValueError, OverflowError):
        return moment(given.get("tu", "")), None


def moment(text: str) -> datetime | None:
    """Read a time with its zone from an address; anything else is no time."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
        return timezone.localtime(found) if found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
