"""Tra cứu công khai: a whole licence number, or a facility and a whole name, without an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lieny.law.book import Book
from lieny.people.web.permission import asks
from lieny.registry.rules.rule_words import POSITION_WORDS
from lieny.registry.services import public_lookup as public
from lieny.registry.services.public_answers import PublicFacility, PublicLicence, PublicPractitioner
from lieny.registry.web.case_subject import STOPPED
from lieny.registry.web.public_access import closed, too_often, visitor_of
from lieny.registry.web.register_shown import hours_said
from lieny.registry.web.said import language, province_said, said, said_day
from lieny.ui.dates import period_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.words import weekly_hours_in_words

LONGEST = 150
REFUSED = 422
HOUR = 3600
_SALT = "lieny.registry.public-facility"
Words = dict[str, object]


@require_http_methods(["GET", "POST"])
@asks("public.lookup")
def look_up(request: HttpRequest) -> HttpResponse:
    """Show the form; with what was typed, the answer above it.

    What is typed comes by POST: it stands in no address and no search engine follows it.
    """
    today = timezone.localdate()
    most, least_letters = public.limits_on(today)
    words: Words = {
        "most": most,
        "least_letters": least_letters,
        "laws": Book.load().provisions_on(public.TOPIC, on=today),
        "typed": {},
        "wrong": {},
    }
    if request.method == "GET":
        answer = render(request, "registry/public_lookup.html", words)
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer
    refused = too_often(request)
    if refused is not None:
        return refused
    status = _answered(request, words)
    return closed(render(request, "registry/public_lookup.html", words, status=status))


def _answered(request: HttpRequest, words: Words) -> int:
    """Answer the one question that was asked; what is wrong with it stands beside its field."""
    asked = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("so", "co-so", "ten")}
    words["typed"] = {"number": asked["so"], "facility": asked["co-so"], "name": asked["ten"]}
    where = request.POST.get("noi", "")
    question: Callable[[HttpRequest, Mapping[str, str], Words], None]
    if asked["so"]:
        question = _by_number
    elif where:
        asked["noi"], question = where, _by_name
    else:
        question = _by_facility
    try:
        question(request, asked, words)
    except public.NotAWholeNumber:
        words["wrong"] = {"number": True}
    except public.TooShort:
        words["wrong"] = {"name" if where else "facility": True}
    except signing.BadSignature:
        words["wrong"] = {"facility": True}
    else:
        return 200
    return REFUSED


def _by_number(request: HttpRequest, asked: Mapping[str, str], words: Words) -> None:
    number = public.whole_number(asked["so"])
    found = public.look_up_practitioner(number, by=visitor_of(request))
    words["asked"] = number.canonical
    words["answered"] = "person" if found else "nobody"
    if found:
        words["person"] = _person(found)


def _by_facility(request: HttpRequest, asked: Mapping[str, str], words: Words) -> None:
    found, more = public.look_up_facilities(asked["co-so"], by=visitor_of(request))
    words["asked"], words["more"] = asked["co-so"], more
    words["answered"] = "facilities" if found else "no-facility"
    words["facilities"] = [_facility(one) for one in found]


def _by_name(request: HttpRequest, asked: Mapping[str, str], words: Words) -> None:
    where = int(signing.loads(asked["noi"], salt=_SALT, max_age=HOUR))
    facility, found = public.look_up_colleague(where, asked["ten"], by=visitor_of(request))
    words["asked"], words["facility"] = asked["ten"], facility
    words["answered"] = "colleagues" if found else "no-colleague"
    words["colleagues"] = [
        {
            "name": one.name,
            "number": one.number.canonical if one.number else "",
            "position": _position(one.position),
            "hours": hours_said(one.time),
        }
        for one in found
    ]


def _person(found: PublicPractitioner) -> Words:
    return {
        "name": found.name,
        "number": found.number.canonical,
        "licences": [_licence(one) for one in found.licences],
        "practices": [
            {
                "facility": one.facility,
                "address": one.address,
                "key": province_key(one.province),
                "province": province_said(one.province),
                "position": _position(one.position),
                "hours": hours_said(one.time),
                "period": period_in_words(one.valid_from, one.valid_until, language()),
                "listed": said_day(one.listed_on) if one.listed_on else "",
            }
            for one in found.practices
        ],
    }


def _licence(one: PublicLicence) -> Words:
    parts = []
    if one.issued_on:
        parts.append(chosen("cấp", "issued") + f" {said_day(one.issued_on)}")
    if one.valid_until:
        parts.append(chosen("đến", "until") + f" {said_day(one.valid_until)}")
    status = "expired" if _has_passed(one) else one.status
    stopped = status in STOPPED
    words = chosen(*LICENCE_STATUS.get(status, UNSAID))
    period = ""
    if stopped and status == one.status:
        period = period_in_words(one.status_from, one.status_until, language())
    return {
        "status": f"{words} {period}".strip(),
        "stopped": stopped,
        "said": " · ".join(parts),
        "register": province_said(one.register),
    }


def _has_passed(one: PublicLicence) -> bool:
    """Test whether a licence that nobody stopped has come to the end of its term."""
    passed = one.valid_until is not None and one.valid_until < timezone.localdate()
    return passed and one.status not in STOPPED


def _facility(one: PublicFacility) -> Words:
    return {
        "token": signing.dumps(one.id, salt=_SALT),
        "name": one.name,
        "licence": one.operating_licence,
        "address": one.address,
        "key": province_key(one.province),
        "province": province_said(one.province),
        "opens": weekly_hours_in_words(one.open_hours, language()) if one.open_hours else "",
        "stopped": chosen(*FACILITY_STOPPED[one.status]) if one.status in FACILITY_STOPPED else "",
    }


UNSAID = ("sổ không ghi tình trạng", "the register names no status")
LICENCE_STATUS = {
    "active": ("đang hiệu lực", "in force"),
    "revoked": ("đã thu hồi", "revoked"),
    "suspended": ("đình chỉ", "suspended"),
    "expired": ("đã hết hạn", "expired"),
    "replaced": ("đã thay bằng giấy phép khác", "replaced by another licence"),
}
FACILITY_STOPPED = {
    "revoked": ("Giấy phép hoạt động đã thu hồi", "Operating licence revoked"),
    "suspended": ("Giấy phép hoạt động bị đình chỉ", "Operating licence suspended"),
    "closed": ("Đã ngừng hoạt động", "Closed"),
}


def _position(code: str) -> str:
    return said(POSITION_WORDS[code]) if code in POSITION_WORDS else ""
