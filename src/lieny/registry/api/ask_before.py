"""`POST /api/v1/ask-before`: is this person free at these hours, as JSON (`openapi.json`).

By the session of whoever is signed in, with its CSRF token; the same permission, boundary, record
and answer as the page.
"""

from __future__ import annotations

import json

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.registry.services.as_of import Asker
from lieny.registry.services.asking_before import Answer, ask_before
from lieny.registry.services.question_words import FIELDS, NotAQuestion, Typed, question_of
from lieny.ui.portal.programs import told
from lieny.vocabulary.weekly_set import WeeklySet

BAD, REFUSED, UNSIGNED = 400, 422, 401
MOST_BYTES = 10_000


@require_POST
@asks("registry.ask-before")
def ask_before_api(request: HttpRequest) -> JsonResponse:
    """Answer one question."""
    actor = actor_of(request)
    if actor.user is None:
        return told(UNSIGNED, "session", "Chưa đăng nhập.", "Nobody is signed in.")
    first = next((one for one in actor.standings if one.province), None)
    record = Record(first.province, first.facility) if first else Record()
    require(request, "registry.ask-before", record)
    typed = _typed(request)
    if typed is None:
        return told(
            BAD,
            "body",
            "Nội dung phải là một đối tượng JSON gồm các chuỗi: licence, name, hours, facility, "
            "since, until.",
            "The body must be one JSON object of strings: licence, name, hours, facility, since, "
            "until.",
        )
    try:
        question = question_of(typed, today=timezone.localdate())
    except NotAQuestion as trouble:
        problems = [
            {"field": name, "vi": one.vi, "en": one.en} for name, one in trouble.said.items()
        ]
        return JsonResponse({"problems": problems}, status=REFUSED)
    by = Asker(actor.user.pk, actor.province, origin_of(request))
    return JsonResponse(as_json(ask_before(question, by=by, at=timezone.now())))


def _typed(request: HttpRequest) -> Typed | None:
    if len(request.body) > MOST_BYTES:
        return None
    try:
        given = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(given, dict):
        return None
    wanted = {name: given.get(name, "") for name in (*FIELDS, "person")}
    known = set(given) <= set(wanted) and all(isinstance(one, str) for one in wanted.values())
    return Typed(**wanted) if known else None


def as_json(answer: Answer) -> dict[str, object]:
    """Write an answer; weekly sets as [[from, to], …] in minutes since Monday 00:00."""
    hours = answer.hours
    return {
        "known": answer.is_known,
        "one_person": answer.is_one,
        "free": hours.is_free if answer.is_known else None,
        "clashes": [
            {"definite": _week(one.definite), "possible": _week(one.possible)}
            for one in hours.clashes
        ],
        "busy": _week(hours.busy),
        "maybe_busy": _week(hours.maybe_busy),
        "free_of_asked": _week(hours.free),
        "free_shifts": _week(hours.slots),
        "minutes_a_week_afterwards": hours.minutes_afterwards,
        "licence_signs": [
            {
                "number": entry.number.canonical,
                "register": entry.register,
                "sign": what.value,
                "from": entry.status_from.isoformat() if entry.status_from else None,
                "until": entry.status_until.isoformat() if entry.status_until else None,
                "valid_until": entry.valid_until.isoformat() if entry.valid_until else None,
            }
            for entry, what in answer.against
        ],
        "engagements": [
            {
                "facility": one.facility_name,
                "province": one.province,
                "definite": _week(one.time.definite),
                "possible": _week(one.time.possible),
                "valid_from": one.valid.valid_from.isoformat() if one.valid.valid_from else None,
                "valid_until": one.valid.valid_until.isoformat() if one.valid.valid_until else None,
            }
            for one in answer.engagements
        ],
    }


def _week(hours: WeeklySet) -> list[list[int]]:
    return [[start, end] for start, end in hours.intervals]
