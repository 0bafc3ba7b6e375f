"""`POST /api/v1/ask-before`: is this person free, and which signs would arise, as JSON.

Described in `openapi.json`.

By the session of whoever is signed in, with its CSRF token; the same permission, boundary, record
and answer as the page.
"""

from __future__ import annotations

import json
from datetime import date

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.registry.rules.rule_words import rule_title
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.as_of import Asker
from lieny.registry.services.asked_answer import Answer, Question
from lieny.registry.services.asking_before import ask_before
from lieny.registry.services.hours_asked import remarks_on
from lieny.registry.services.question_words import FIELDS, NotAQuestion, Typed, question_of
from lieny.registry.services.would_be_signs import NOT_JUDGED, WouldBeSign
from lieny.ui.portal.programs import told
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

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
            "position, scope, since, until, person.",
            "The body must be one JSON object of strings: licence, name, hours, facility, "
            "position, scope, since, until, person.",
        )
    try:
        question = question_of(typed, today=timezone.localdate())
    except NotAQuestion as trouble:
        problems = [
            {"field": name, "vi": one.vi, "en": one.en} for name, one in trouble.said.items()
        ]
        return JsonResponse({"problems": problems}, status=REFUSED)
    by = Asker(actor.user.pk, actor.province, origin_of(request))
    return JsonResponse(as_json(question, ask_before(question, by=by, at=timezone.now())))


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


def as_json(question: Question, answer: Answer) -> dict[str, object]:
    """Write an answer; weekly sets as [[from, to], …] in minutes since Monday 00:00."""
    hours = answer.hours
    return {
        "reply": answer.reply.value,
        "known": answer.is_known,
        "one_person": answer.is_one,
        "free": _is_free(question, answer),
        "hours_read": {
            **_time(question.wanted),
            "not_understood": list(question.hours.not_understood),
            "remarks": [_both(one) for one in remarks_on(question.hours)],
        },
        "clashes": [
            {"facility": one.facility_name, "province": one.province, **_time(one.time)}
            for one in answer.clashes
        ],
        "busy": _week(hours.busy),
        "maybe_busy": _week(hours.maybe_busy),
        "free_of_asked": _week(hours.free),
        "free_shifts": _week(hours.slots),
        "minutes_a_week_afterwards": hours.minutes_afterwards,
        "most_minutes_a_week_afterwards": hours.most_minutes_afterwards,
        "remarks": [_both(one) for one in answer.remarks],
        "signs": None if answer.signs is None else [_sign(one) for one in answer.signs],
        "not_judged": list(NOT_JUDGED),
        "licence_signs": [
            {
                "number": entry.number.canonical,
                "register": entry.register,
                "sign": what.value,
                "from": _day(entry.status_from),
                "until": _day(entry.status_until),
                "valid_until": _day(entry.valid_until),
            }
            for entry, what in answer.against
        ],
        "engagements": [
            {
                "facility": one.facility_name,
                "province": one.province,
                **_time(one.time),
                "valid_from": _day(one.valid.valid_from),
                "valid_until": _day(one.valid.valid_until),
            }
            for one in answer.engagements
        ],
    }


def _is_free(question: Question, answer: Answer) -> bool | None:
    """Say whether nothing clashes; None where nobody is known or the hours are not certain."""
    if not answer.is_known:
        return None
    if not answer.hours.is_free:
        return False
    return True if question.is_firm else None


def _sign(sign: WouldBeSign) -> dict[str, object]:
    return {
        "rule": sign.rule,
        "label": _both(rule_title(sign.rule)),
        "severity": sign.severity.value,
        "certainty": sign.certainty.value,
        "said": _both(sign.said),
        "overlap": _week(sign.overlap or EMPTY),
        "on": sign.on.isoformat(),
        "stands": sign.stands,
        "hours_only": sign.hours_only,
    }


def _both(words: Bilingual) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _time(time: WeeklyTime) -> dict[str, object]:
    return {"definite": _week(time.definite), "possible": _week(time.possible)}


def _week(hours: WeeklySet) -> list[list[int]]:
    return [[start, end] for start, end in hours.intervals]
