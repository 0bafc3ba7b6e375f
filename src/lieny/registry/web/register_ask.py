"""Hỏi trước khi duyệt: free or busy first, then the week, what clashes, which hours are free."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.registry.models import Facility, Person
from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.asking_before import Answer, Question, ask_before
from lieny.registry.services.cases.week import Shift, Week
from lieny.registry.services.question_words import FIELDS, NotAQuestion, Typed, question_of
from lieny.registry.web.case_subject import week_shown
from lieny.registry.web.register_access import asker_of
from lieny.registry.web.register_shown import hours_said
from lieny.registry.web.said import language, province_said, said, said_day
from lieny.ui.dates import period_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.words import weekly_hours_in_words, weekly_minutes_in_words
from lieny.vocabulary.weekly_set import EMPTY

REFUSED = 422
MOST_FACILITIES = 2_000
LONGEST = 300
SENTENCES: Mapping[str, Bilingual] = {
    "unknown": Bilingual(
        "Không tỉnh nào có dòng nào ghi cả số giấy phép và họ tên này. Chưa thể nói người này "
        "rảnh: hãy kiểm tra lại số và tên.",
        "No province has a row with both this number and this name. That does not mean free: "
        "check number and name.",
    ),
    "several": Bilingual(
        "Số và tên này đang chỉ nhiều hơn một người. Hãy đối chiếu bản gốc trước khi duyệt.",
        "This number and name lead to more than one person. Compare the originals first.",
    ),
    "free": Bilingual(
        "Rảnh: các giờ này không trùng với đăng ký nào đang biết.",
        "Free: these hours clash with no registration that is known.",
    ),
    "busy": Bilingual(
        "Không rảnh: giờ này trùng với đăng ký khác.",
        "Busy: these hours clash with another registration.",
    ),
    "maybe": Bilingual(
        "Chưa chắc: có đăng ký khác có thể trùng giờ này; cần hỏi rõ giờ.",
        "Not certain: another registration may clash; ask for its exact hours.",
    ),
    "licence": Bilingual(
        "Sổ cấp phép ghi giấy phép không dùng được trong những ngày này. Hãy đối chiếu quyết định "
        "trước khi duyệt.",
        "A register says that the licence cannot be used on these days. Compare the decision "
        "before you accept.",
    ),
    "hours": Bilingual("Đây là các giờ đã đăng ký.", "These are the registered hours."),
}

HINDRANCES: Mapping[Hindrance, Bilingual] = {
    Hindrance.REVOKED: Bilingual("đã bị thu hồi", "revoked"),
    Hindrance.SUSPENDED: Bilingual("bị đình chỉ", "suspended"),
    Hindrance.EXPIRED: Bilingual("đã hết hạn", "expired"),
}


@require_http_methods(["GET", "POST"])
@asks("registry.ask-before")
def ask_page(request: HttpRequest) -> HttpResponse:
    """Show the form; with what was typed, the answer above it.

    What was typed comes by POST: names and numbers do not stand in addresses. A link from a
    person's page gives the person's public id, which says nothing to anybody else.
    """
    given = request.POST if request.method == "POST" else request.GET
    typed = Typed(**{name: given.get(name, "").strip()[:LONGEST] for name in (*FIELDS, "person")})
    words: dict[str, object] = {"typed": typed, "facilities": _facilities(request), "wrong": {}}
    status = 200
    if typed.person:
        found = Person.objects.filter(public_id=typed.person).first() if _is_id(typed) else None
        words["person"] = found
    if request.method == "POST":
        require(request, "registry.ask-before", record_of_asker(request))
        try:
            question = question_of(typed, today=timezone.localdate())
        except NotAQuestion as trouble:
            words["wrong"] = {name: said(one) for name, one in trouble.said.items()}
            status = REFUSED
        else:
            answer = ask_before(question, by=asker_of(request), at=timezone.now())
            words["answer"] = _shown(question, answer)
    return render(request, "registry/register_ask.html", words, status=status)


def _is_id(typed: Typed) -> bool:
    return len(typed.person) == 36 and typed.person.count("-") == 4  # noqa: PLR2004 - a UUID


def record_of_asker(request: HttpRequest) -> Record:
    """Say in whose name it is asked: the department's or the facility's own."""
    standings = [one for one in actor_of(request).standings if one.province]
    first = standings[0] if standings else None
    return Record(first.province, first.facility) if first else Record()


def _facilities(request: HttpRequest) -> list[tuple[int, str]]:
    """List the facilities in whose name may be asked: those of one's own province, or one's own."""
    standings = actor_of(request).standings
    own = {one.province for one in standings if one.province}
    found = Facility.objects.filter(province__in=own, merged_into=None)
    keys = {one.facility for one in standings if one.facility}
    if keys and not any(one.province and not one.facility for one in standings):
        found = found.filter(key__in=keys)
    named = found.order_by("sort_key").values_list("id", "name")
    return [(number, name) for number, name in named[:MOST_FACILITIES]]


def _shown(question: Question, answer: Answer) -> dict[str, object]:
    hours = answer.hours
    shifts = tuple(
        Shift(
            facility=one.facility_name or chosen("cơ sở ở tỉnh khác", "a facility elsewhere"),
            province=one.province or "",
            position="",
            definite=one.time.definite,
            possible=one.time.possible - one.time.definite,
            valid_from=one.valid.valid_from,
            valid_until=one.valid.valid_until,
        )
        for one in answer.engagements
    )
    asked = Shift(
        facility=chosen("Giờ đang hỏi", "Hours asked for"),
        province="",
        position="",
        definite=question.wanted.definite,
        possible=question.wanted.possible - question.wanted.definite,
        valid_from=question.during.valid_from,
        valid_until=question.during.valid_until,
    )
    overlap, possible = EMPTY, EMPTY
    for clash in hours.clashes:
        overlap |= clash.definite
        possible |= clash.possible
    wanted = bool(question.wanted.definite or question.wanted.possible)
    return {
        "verdict": verdict_of(answer, asks_hours=wanted),
        "sentence": said(SENTENCES[verdict_of(answer, asks_hours=wanted)]),
        "against": [_against(*one) for one in answer.against],
        "week": _week(Week((*shifts, asked) if wanted else shifts, overlap, possible)),
        "clashes": [
            {
                "definite": weekly_hours_in_words(one.definite, language()) if one.definite else "",
                "minutes": weekly_minutes_in_words(one.definite.minutes, language()),
                "possible": weekly_hours_in_words(one.possible, language()) if one.possible else "",
            }
            for one in hours.clashes
        ],
        "free": weekly_hours_in_words(hours.free, language()) if hours.free else "",
        "slots": weekly_hours_in_words(hours.slots, language()) if hours.slots else "",
        "afterwards": weekly_minutes_in_words(hours.minutes_afterwards, language()),
        "engagements": [
            {
                "facility": one.facility_name
                or chosen("cơ sở ở tỉnh khác (chỉ thấy giờ)", "elsewhere (hours only)"),
                "key": province_key(one.province),
                "province": province_said(one.province) if one.province else "",
                "hours": hours_said(one.time),
            }
            for one in answer.engagements
        ],
    }


def _against(entry: RegisterEntry, what: Hindrance) -> dict[str, str]:
    """Say what one register has against a licence, and since when."""
    if what is Hindrance.EXPIRED and entry.status != what.value:
        ended = said_day(entry.valid_until) if entry.valid_until else ""
        period = chosen(f"ngày {ended}", f"on {ended}")
    else:
        period = period_in_words(entry.status_from, entry.status_until, language())
    return {
        "number": entry.number.canonical,
        "what": f"{said(HINDRANCES[what])} {period}".strip(),
        "register": province_said(entry.register),
    }


def _week(week: Week) -> dict[str, object]:
    """Draw the week; what has no province to tell (hours asked for, hours elsewhere) names none."""
    shown = week_shown(week)
    lanes = shown["lanes"]
    if isinstance(lanes, list):
        for lane, shift in zip(lanes, week.shifts, strict=True):
            lane["province"] = lane["province"] if shift.province else ""
    return shown


def verdict_of(answer: Answer, *, asks_hours: bool) -> str:
    """Give the answer in one word: unknown, several, licence, free, busy, maybe, or hours."""
    if not answer.is_known:
        return "unknown"
    if not answer.is_one:
        return "several"
    if answer.against:
        return "licence"
    if not asks_hours:
        return "hours"
    if answer.hours.is_free:
        return "free"
    return "busy" if any(one.definite for one in answer.hours.clashes) else "maybe"
