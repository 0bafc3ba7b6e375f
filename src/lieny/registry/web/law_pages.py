"""Luật và tham số: what binds on a day, how it was read, and what it was before and will be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lieny.law.book import FIELDS, Book
from lieny.law.provision import HowRead, Provision
from lieny.people.web.permission import asks
from lieny.registry.rules.evidence_words import HOW_READ_WORDS
from lieny.registry.rules.sign import Bilingual
from lieny.registry.web.register_access import asked_day
from lieny.registry.web.said import language, said, said_day
from lieny.ui.dates import period_in_words
from lieny.ui.portal.language import chosen

FIELD_WORDS: Mapping[str, Bilingual] = {
    "practice": Bilingual("Đăng ký và hành nghề", "Registration and practice"),
    "licence": Bilingual("Giấy phép, chứng chỉ hành nghề", "Licences"),
    "facility": Bilingual("Cơ sở khám bệnh, chữa bệnh", "Facilities"),
    "education": Bilingual("Thực hành và cập nhật kiến thức", "Training"),
    "labour": Bilingual("Thời giờ làm việc", "Hours of work"),
    "penalty": Bilingual("Mức phạt", "Penalties"),
    "procedure": Bilingual("Thời hạn của hồ sơ giữa các Sở", "Terms of cases"),
}


@require_GET
@asks("law.read")
def law(request: HttpRequest) -> HttpResponse:
    """List the provisions in force on the day `ngay`, with the numbers rules take from them."""
    asked = asked_day(request)
    book = Book.load()
    parts = [(field, _part(book, field, asked.day)) for field in FIELDS]
    shown = [provision for _, part in parts for provision in part]
    words = {
        "asked": asked,
        "day": said_day(asked.day),
        "parts": [(field, said(FIELD_WORDS[field]), part) for field, part in parts if part],
        "count": len(shown),
        "unread": sum(one["doubtful"] is True for one in shown),
    }
    return render(request, "registry/law.html", words)


def _part(book: Book, field: str, day: date) -> list[dict[str, object]]:
    topics = [topic for topic in book.topics if topic.partition(".")[0] == field]
    return [
        {**_provision(one), "others": _others(book, one, day)}
        for topic in topics
        for one in book.provisions_on(topic, on=day)
    ]


def _provision(one: Provision) -> dict[str, object]:
    return {
        "title": f"{one.instrument}, {one.article}",
        "summary": chosen(one.summary_vi, one.summary_en),
        "reading": chosen(one.reading, one.reading_en),
        "term": period_in_words(one.in_force_from, one.in_force_until, language()),
        "how_read": said(HOW_READ_WORDS[one.how_read]),
        "doubtful": one.how_read is not HowRead.ORIGINAL,
        "source": one.source,
        "parameters": [f"{name} = {_value(value)}" for name, value in one.parameters],
    }


def _others(book: Book, one: Provision, day: date) -> list[dict[str, object]]:
    """Give what led the same topic on other days; beside what completes it nothing."""
    if one.completes:
        return []
    history = book.history(one.topic)
    return [_provision(other) for other in history if not other.binds_on(day)]


def _value(value: float | str) -> str:
    if isinstance(value, bool):
        return chosen("có", "yes") if value else chosen("không", "no")
    return str(value)
