"""Thông báo: what one's department was told, and how often the digest comes by e-mail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.services import audit
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import SIGNED_IN, asks
from lieny.registry.models import CaseNotice
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_words import DEEDS
from lieny.registry.rules.mail_terms import DigestFrequency
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.cases.notices import mark_all_read, notices_of, unread_of
from lieny.registry.services.mail.digest import choose_frequency, frequency_of
from lieny.registry.web.case_conclusion_shown import news_shown
from lieny.registry.web.case_questions import own_facilities
from lieny.registry.web.context import departments_of
from lieny.registry.web.said import department_said, said, said_day, said_time
from lieny.ui.portal.language import chosen

ROWS_A_PAGE = 40
OTHERS = {
    "opened": Bilingual("hồ sơ mới được mở", "a case was opened"),
    "message": Bilingual("có lời trao đổi", "somebody wrote in the discussion"),
    Act.SIGN.value: Bilingual("lãnh đạo một Sở đã ký", "the head of a department has signed"),
}
FREQUENCIES = {
    DigestFrequency.WEEKLY: Bilingual("Mỗi tuần, sáng thứ Hai", "Every week, on Monday morning"),
    DigestFrequency.DAILY: Bilingual("Mỗi ngày làm việc", "Every working day"),
    DigestFrequency.NEVER: Bilingual("Không nhận", "Never"),
}


@require_GET
@asks(SIGNED_IN)
def notices(request: HttpRequest) -> HttpResponse:
    """List what one's departments were told, what nobody has read first."""
    actor = actor_of(request)
    departments, facilities = departments_of(actor.standings), own_facilities(request)
    page = Paginator(notices_of(departments), ROWS_A_PAGE).get_page(request.GET.get("page"))
    several = len(departments) > 1
    chosen_now = frequency_of(actor.user.pk) if actor.user else DigestFrequency.WEEKLY
    words = {
        "page": page,
        "notices": [_shown(one, several=several) for one in page],
        "unread": unread_of(tuple(departments)),
        "frequencies": [(one.value, said(text)) for one, text in FREQUENCIES.items()],
        "frequency": chosen_now.value,
        "mail": bool(settings.EMAIL_HOST),
        "address": actor.user.email if actor.user else "",
        "for_facility": bool(facilities) and not departments,
        "told": news_shown(request, facilities),
    }
    return render(request, "registry/notices.html", words)


def _shown(one: CaseNotice, *, several: bool) -> dict[str, object]:
    return {
        "number": one.case.number,
        "address": reverse("case", args=[one.case_id]),
        "what": said(OTHERS[one.act] if one.act in OTHERS else DEEDS[Act(one.act)]),
        "to": department_said(one.department) if several else "",
        "at": said_time(one.at),
        "due": said_day(one.due_on) if one.due_on else "",
        "unread": one.read_at is None,
    }


@require_POST
@asks(SIGNED_IN)
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that everything was read."""
    actor = actor_of(request)
    if actor.user is not None:
        mark_all_read(departments_of(actor.standings), by=actor.user.pk, at=timezone.now())
    return HttpResponseRedirect(reverse("notices"))


@require_POST
@asks(SIGNED_IN)
def choose_digest(request: HttpRequest) -> HttpResponse:
    """Keep how often the digest comes; what is no choice changes nothing."""
    user, given = actor_of(request).user, request.POST.get("frequency", "")
    if user is None or given not in {one.value for one in DigestFrequency}:
        messages.error(
            request,
            chosen(
                "Chưa lưu: hãy chọn một trong các cách nhận.",
                "Nothing was kept: choose one of them.",
            ),
        )
        return HttpResponseRedirect(reverse("notices") + "#thu")
    choose_frequency(user.pk, DigestFrequency(given))
    audit.record(
        audit.Deed(
            action="account.digest",
            at=timezone.now(),
            by=user.pk,
            target_kind="account",
            target=str(user.pk),
            origin=origin_of(request),
            detail={"frequency": given},
        )
    )
    messages.success(request, chosen("Đã lưu cách nhận thư tổng hợp.", "Your choice was kept."))
    return HttpResponseRedirect(reverse("notices") + "#thu")
