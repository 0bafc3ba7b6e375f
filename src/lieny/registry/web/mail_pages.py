"""Thư điện tử: letters that wait and letters that were given up, for the administrator."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.rules.office import Record
from lieny.people.rules.permission import may
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.registry.models import OutgoingMail
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.mail.sending import ACCOUNT_CLOSED, try_again
from lieny.registry.web.said import said, said_time
from lieny.ui.portal.language import chosen

ROWS_A_PAGE = 40
# Kinds of faults as an administrator may act on them; another one is shown by its own name.
TROUBLES = {
    ACCOUNT_CLOSED: Bilingual("tài khoản đã đóng", "the account is closed"),
    "ConnectionRefusedError": Bilingual(
        "máy chủ thư không nhận kết nối: kiểm tra LIENY_MAIL_HOST và máy chủ thư",
        "the mail server refuses connections: check LIENY_MAIL_HOST and the server",
    ),
    "TimeoutError": Bilingual("máy chủ thư không trả lời", "the mail server does not answer"),
    "gaierror": Bilingual("không tìm thấy máy chủ thư theo tên", "the mail server was not found"),
    "SMTPAuthenticationError": Bilingual(
        "máy chủ thư từ chối tài khoản gửi", "the mail server refuses the account"
    ),
    "SMTPSenderRefused": Bilingual(
        "máy chủ thư từ chối địa chỉ gửi", "the mail server refuses the sender's address"
    ),
    "SMTPRecipientsRefused": Bilingual(
        "địa chỉ nhận bị từ chối: sửa địa chỉ của tài khoản",
        "the address is refused: mend the account's address",
    ),
}


@require_GET
@asks("mail.read")
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters of one's own province that have not gone out, those given up first."""
    province = _province(request, "mail.read")
    found = _unsent(province)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    given_up = found.filter(given_up_at__isnull=False).count()
    standings = actor_of(request).standings
    words = {
        "page": page,
        "letters": [_shown(one) for one in page],
        "given_up": given_up,
        "waiting": page.paginator.count - given_up,
        "mail": bool(settings.EMAIL_HOST),
        "may_retry": may("mail.retry", standings=standings, record=Record(province)).allowed,
    }
    return render(request, "registry/mail.html", words)


def _province(request: HttpRequest, action: str) -> str:
    province = actor_of(request).province
    require(request, action, Record(province or None))
    return province


def _unsent(province: str) -> QuerySet[OutgoingMail]:
    found = OutgoingMail.objects.filter(province=province, sent_at=None).select_related("user")
    return found.order_by(F("given_up_at").desc(nulls_last=True), "next_at", "pk")


def _shown(one: OutgoingMail) -> dict[str, object]:
    kind = one.trouble.split(" ")[0]
    words = TROUBLES.get(kind)
    return {
        "number": one.pk,
        "to": one.user.full_name,
        "subject": one.subject,
        "made": said_time(one.made_at),
        "attempts": one.attempts,
        "trouble": f"{said(words)} ({one.trouble})" if words else one.trouble,
        "next": said_time(one.next_at) if one.next_at else "",
        "given_up": said_time(one.given_up_at) if one.given_up_at else "",
    }


@require_POST
@asks("mail.retry")
def send_again(request: HttpRequest) -> HttpResponse:
    """Let letters that were given up be tried again: the one in the form, or all."""
    province, user = _province(request, "mail.retry"), actor_of(request).user
    asked = request.POST.get("letter", "")
    given_up = _unsent(province).filter(given_up_at__isnull=False)
    if asked:
        given_up = given_up.filter(pk=int(asked) if asked.isascii() and asked.isdigit() else 0)
    count = 0
    if user is not None:
        numbers = list(given_up.values_list("pk", flat=True))
        count = try_again(numbers, province=province, by=user.pk, at=timezone.now())
    messages.success(
        request,
        chosen(f"{count} thư sẽ được gửi lại trong ít phút.", f"{count} letters are tried again."),
    )
    return HttpResponseRedirect(reverse("mail"))
