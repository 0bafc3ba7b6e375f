"""What an administrator does with an account, or asks a second person for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lieny.people.models.membership import Membership
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.office import Record
from lieny.people.rules.two_persons import AccountAct, needs_second_person
from lieny.people.services import account_requests, accounts
from lieny.people.web.account_forms import OfficeForm
from lieny.people.web.account_page import (
    acting,
    department_of,
    opened,
    place_of,
    roles_of,
    shown,
)
from lieny.people.web.actor import actor_of
from lieny.people.web.invitation import way_in_path
from lieny.people.web.permission import asks, require
from lieny.people.web.public_address import public_address
from lieny.ui.portal.language import chosen

CONFLICT, REFUSED = 409, 422


@require_POST
@asks("people.manage")
def act(request: HttpRequest, account: UUID, what: str) -> HttpResponse:
    """Do one thing with an account, or ask a second person for it."""
    require(request, "people.manage", Record(actor_of(request).province or None))
    user = opened(request, account)
    if what not in ACTS:
        raise Http404
    try:
        with transaction.atomic():
            return ACTS[what](request, user)
    except (accounts.NotOneself, accounts.LastAdministrator, account_requests.AlreadyAsked) as no:
        return shown(request, user, trouble=chosen(*TROUBLES[type(no)]), status=CONFLICT)


TROUBLES: dict[type[Exception], tuple[str, str]] = {
    accounts.NotOneself: (
        "Không ai tự làm việc này với tài khoản của mình; hãy nhờ một quản trị viên khác.",
        "Nobody does this to the account they are using; ask another administrator.",
    ),
    accounts.LastAdministrator: (
        "Đây là quản trị viên duy nhất của Sở. Hãy giao vai trò quản trị cho người khác trước.",
        "This is the department's only administrator. Give that office to somebody else first.",
    ),
    account_requests.AlreadyAsked: (
        "Việc này đã được đề nghị và đang chờ người thứ hai.",
        "This was asked for already and waits for a second person.",
    ),
}


def _give(request: HttpRequest, user: User) -> HttpResponse:
    form = OfficeForm(request.POST)
    if not form.is_valid():
        return shown(request, user, form=form, status=REFUSED)
    place, by, at = place_of(request, form), acting(request), timezone.now()
    if needs_second_person(AccountAct.OFFICE, role=form.office):
        return _asked(request, user, AccountAct.OFFICE, form, place)
    try:
        with transaction.atomic():
            accounts.give_office(user, place, form.office, days=form.days, by=by, at=at)
    except IntegrityError:
        trouble = chosen(
            "Người này đã giữ vai trò đó trong những ngày này.",
            "The person holds that office already on some of these days.",
        )
        return shown(request, user, form=form, trouble=trouble, status=CONFLICT)
    messages.success(request, chosen("Đã giao vai trò.", "The office was given."))
    return redirect("account_page", user.pk)


def _asked(
    request: HttpRequest,
    user: User,
    what: AccountAct,
    form: OfficeForm | None = None,
    place: Organisation | None = None,
) -> HttpResponse:
    """Leave an act to a second person."""
    reason = request.POST.get("reason", "").strip()
    if not reason:
        trouble = chosen(
            "Việc này cần người thứ hai: hãy viết lý do để họ đọc.",
            "This takes a second person: write the reason for them to read.",
        )
        return shown(request, user, trouble=trouble, status=REFUSED)
    begins, ends = form.days if form else (None, None)
    asked = account_requests.Asked(
        act=what,
        user=user,
        organisation=place or department_of(request),
        reason=reason,
        role=form.office if form else None,
        valid_from=begins,
        valid_until=ends,
    )
    account_requests.ask(asked, by=acting(request), at=timezone.now())
    said = chosen(
        "Đã đề nghị. Việc được làm khi một người khác đồng ý.",
        "Asked for. It is done when somebody else agrees.",
    )
    messages.success(request, said)
    return redirect("account_page", user.pk)


def _end_office(request: HttpRequest, user: User) -> HttpResponse:
    number = request.POST.get("office", "")
    own = Membership.objects.filter(user=user, organisation__province=actor_of(request).province)
    held = own.filter(pk=int(number)).first() if number.isdecimal() else None
    if held is None:
        raise Http404
    # Today is the last day, unless it has not begun: then it never does.
    last = max(timezone.localdate() - timedelta(days=1), held.valid_from)
    accounts.end_office(held, last_day=last, by=acting(request), at=timezone.now())
    messages.success(request, chosen("Đã thu vai trò.", "The office was ended."))
    return redirect("account_page", user.pk)


def _close(request: HttpRequest, user: User) -> HttpResponse:
    place, by, at = department_of(request), acting(request), timezone.now()
    accounts.close(user, organisation=place, by=by, at=at)
    accounts.end_sessions(user, organisation=place, by=by, at=at)
    messages.success(request, chosen("Đã khoá tài khoản.", "The account is closed."))
    return redirect("account_page", user.pk)


def _reopen(request: HttpRequest, user: User) -> HttpResponse:
    if needs_second_person(AccountAct.REOPEN, held=roles_of(user)):
        return _asked(request, user, AccountAct.REOPEN)
    place = department_of(request)
    accounts.reopen(user, organisation=place, by=acting(request), at=timezone.now())
    messages.success(request, chosen("Đã mở lại tài khoản.", "The account is open again."))
    return redirect("account_page", user.pk)


def _end_sessions(request: HttpRequest, user: User) -> HttpResponse:
    place = department_of(request)
    ended = accounts.end_sessions(user, organisation=place, by=acting(request), at=timezone.now())
    messages.success(request, chosen(f"Đã kết thúc {ended} phiên.", f"{ended} sessions ended."))
    return redirect("account_page", user.pk)


def _take_factor(request: HttpRequest, user: User) -> HttpResponse:
    if needs_second_person(AccountAct.FACTOR, held=roles_of(user)):
        return _asked(request, user, AccountAct.FACTOR)
    place, by, at = department_of(request), acting(request), timezone.now()
    accounts.take_second_factor(user, organisation=place, by=by, at=at)
    accounts.end_sessions(user, organisation=place, by=by, at=at)
    messages.success(request, chosen("Đã xoá lớp xác thực.", "The second factor was taken away."))
    return redirect("account_page", user.pk)


def _way_in(request: HttpRequest, user: User) -> HttpResponse:
    if not user.is_active:
        trouble = chosen("Tài khoản đang khoá: hãy mở lại trước.", "The account is closed.")
        return shown(request, user, trouble=trouble, status=CONFLICT)
    place = department_of(request)
    accounts.note_way_in(user, organisation=place, by=acting(request), at=timezone.now())
    # Shown once, in the answer itself: it stands in no address and in no session.
    return shown(request, user, way_in=public_address(request, way_in_path(user)))


ACTS: dict[str, Callable[[HttpRequest, User], HttpResponse]] = {
    "giao-vai-tro": _give,
    "thu-vai-tro": _end_office,
    "khoa": _close,
    "mo-lai": _reopen,
    "ket-thuc-phien": _end_sessions,
    "xoa-lop-hai": _take_factor,
    "loi-vao": _way_in,
}
