"""Inviting somebody, and deciding on what another administrator asked for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lieny.people.models.account_request import AccountRequest
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.office import OfficeRole, Record
from lieny.people.rules.two_persons import AccountAct, needs_second_person
from lieny.people.services import account_requests, accounts
from lieny.people.web.account_forms import InvitationForm, starting
from lieny.people.web.account_page import acting, place_of, shown
from lieny.people.web.actor import actor_of
from lieny.people.web.invitation import way_in_path
from lieny.people.web.permission import asks, require
from lieny.people.web.public_address import public_address
from lieny.ui.portal.language import chosen

REFUSED, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
@asks("people.manage")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the address at which they choose a password is shown once."""
    province = actor_of(request).province
    require(request, "people.manage", Record(province or None))
    if request.method == "GET":
        return _form(request, InvitationForm(initial=_initial(request)))
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=REFUSED)
    try:
        with transaction.atomic():
            user = _invited(request, form)
    except accounts.AlreadyInvited:
        said = chosen(
            "Địa chỉ này đã có tài khoản. Nếu là người của Sở, hãy giao vai trò ở trang tài khoản "
            "của họ; nếu không thấy, hãy dùng một địa chỉ khác.",
            "This address has an account. Give an office on its page; where you see none, use "
            "another address.",
        )
        form.add_error("email", said)
        return _form(request, form, status=CONFLICT)
    return shown(request, user, way_in=public_address(request, way_in_path(user)))


def _invited(request: HttpRequest, form: InvitationForm) -> User:
    """Make the account; an office that takes two people is left to the second one."""
    place, by, at = place_of(request, form), acting(request), timezone.now()
    begins, ends = form.days
    invitation = accounts.Invitation(
        email=form.cleaned_data["email"],
        full_name=form.cleaned_data["full_name"],
        organisation=place,
        role=form.office,
        valid_from=begins,
        valid_until=ends,
    )
    if not needs_second_person(AccountAct.OFFICE, role=form.office):
        return accounts.invite(invitation, by=by, at=at)
    user = accounts.open_account(invitation, by=by, at=at)
    asked = account_requests.Asked(
        act=AccountAct.OFFICE,
        user=user,
        organisation=place,
        reason=form.cleaned_data["reason"],
        role=form.office,
        valid_from=begins,
        valid_until=ends,
    )
    account_requests.ask(asked, by=by, at=at)
    return user


def _initial(request: HttpRequest) -> dict[str, object]:
    """Begin with the facility from whose page somebody came."""
    given = starting()
    facility = request.GET.get("facility", "")[:80]
    if facility:
        given |= {
            "role": OfficeRole.FACILITY_USER.value,
            "facility": facility,
            "facility_name": request.GET.get("name", "")[:250],
        }
    return given


def _form(request: HttpRequest, form: InvitationForm, *, status: int = 200) -> HttpResponse:
    known = Organisation.objects.filter(
        kind=Organisation.Kind.FACILITY, province=actor_of(request).province
    )
    words = {"form": form, "known": known}
    return render(request, "people/account_invite.html", words, status=status)


@require_POST
@asks("people.second")
def decide(request: HttpRequest, number: UUID, what: str) -> HttpResponse:
    """Agree to what somebody else asked for, refuse it, or withdraw one's own."""
    require(request, "people.second", Record(actor_of(request).province or None))
    found = AccountRequest.objects.filter(pk=number).first()
    if found is None or what not in {"dong-y", "tu-choi"}:
        raise Http404
    deciding = account_requests.agree if what == "dong-y" else account_requests.refuse
    try:
        with transaction.atomic():
            done = deciding(number, by=acting(request), at=timezone.now())
    except account_requests.NotTheirs:
        trouble = chosen(
            "Bạn không quyết định việc này được: bạn đã đề nghị nó, hoặc đó là tài khoản của bạn, "
            "hoặc đã có người quyết định.",
            "This is not yours to decide: you asked for it, it is your own account, or somebody "
            "has decided.",
        )
        return shown(request, found.user, trouble=trouble, status=CONFLICT)
    except IntegrityError:
        trouble = chosen(
            "Người này đã giữ vai trò đó trong những ngày này.",
            "The person holds that office already on some of these days.",
        )
        return shown(request, found.user, trouble=trouble, status=CONFLICT)
    messages.success(request, f"{chosen('Đề nghị', 'Request')}: {done.get_decision_display()}.")
    return redirect("account_page", done.user_id)
