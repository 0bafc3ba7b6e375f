"""One account: offices, ways of signing in, what was done with it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.models.account_request import AccountRequest
from lieny.people.models.audit_record import AuditRecord
from lieny.people.models.membership import Membership
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.deed_words import action_words
from lieny.people.rules.office import OfficeRole, Record
from lieny.people.rules.permission import may
from lieny.people.rules.two_persons import AccountAct, needs_second_person
from lieny.people.web.account_forms import OfficeForm, starting
from lieny.people.web.account_list import factor_said, office_said, requests_shown
from lieny.people.web.actor import actor_of
from lieny.people.web.audit_shown import OUTCOMES, said
from lieny.people.web.permission import asks, require
from lieny.ui.portal.language import chosen

LATEST = 20


@require_GET
@asks("people.read")
def account_page(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show an account with its offices and what was done with it."""
    require(request, "people.read", Record(actor_of(request).province or None))
    return shown(request, opened(request, account))


def opened(request: HttpRequest, account: UUID) -> User:
    """Give an account of one's own department or of a facility of its province.

    Raises:
        Http404: there is none such for whoever asks.
    """
    province = actor_of(request).province
    own = Membership.objects.filter(user_id=account, organisation__province=province)
    asked = AccountRequest.objects.filter(user_id=account, province=province)
    user = User.objects.filter(pk=account).first()
    if user is None or not (own.exists() or asked.exists()):
        raise Http404
    return user


def shown(  # noqa: PLR0913 - what is said above the account, beside it
    request: HttpRequest,
    user: User,
    *,
    trouble: str = "",
    form: OfficeForm | None = None,
    way_in: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page of an account."""
    actor = actor_of(request)
    own = Membership.objects.filter(user=user, organisation__province=actor.province)
    today = timezone.localdate()
    record = Record(actor.province or None)
    reads = may("audit.read", standings=actor.standings, record=record).allowed
    log = AuditRecord.objects.filter(target_kind="account", target=str(user.pk))
    words = {
        "account": user,
        "offices": [
            {
                "held": one,
                "said": office_said(one.role),
                "lasts": one.valid_until is None or today <= one.valid_until,
            }
            for one in own.select_related("organisation").order_by("-valid_from", "-id")
        ],
        "factor": factor_said(
            Authenticator.objects.filter(user=user).values_list("type", flat=True)
        ),
        "needs_two": needs_second_person(AccountAct.FACTOR, held=roles_of(user)),
        "sessions": UserSession.objects.filter(user=user).order_by("-last_seen_at"),
        "requests": requests_shown(request, user),
        "is_own": actor.user is not None and actor.user.pk == user.pk,
        "log": _told(log.order_by("-sequence")[:LATEST]) if reads else [],
        "form": form or OfficeForm(initial=starting()),
        "trouble": trouble,
        "way_in": way_in,
    }
    answer = render(request, "people/account.html", words, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(rows: Iterable[AuditRecord]) -> list[dict[str, object]]:
    return [
        {
            "at": row.at,
            "sequence": row.sequence,
            "words": said(action_words(row.action)),
            "outcome": "" if row.outcome == "done" else chosen(*OUTCOMES[row.outcome]),
        }
        for row in rows
    ]


def roles_of(user: User) -> list[OfficeRole]:
    """List the offices of an account today, as far as they are to be seen."""
    held = Membership.objects.of(user).in_force_on(timezone.localdate())
    return [OfficeRole(role) for role in held.values_list("role", flat=True)]


def acting(request: HttpRequest) -> UUID:
    """Give the account that acts.

    Raises:
        Http404: nobody is signed in.
    """
    user = actor_of(request).user
    if user is None:
        raise Http404
    return user.pk


def department_of(request: HttpRequest) -> Organisation:
    """Give the department in whose name somebody administers.

    Raises:
        Http404: there is none.
    """
    found = Organisation.objects.filter(
        kind=Organisation.Kind.DEPARTMENT, province=actor_of(request).province
    ).first()
    if found is None:
        raise Http404
    return found


def place_of(request: HttpRequest, form: OfficeForm) -> Organisation:
    """Give the organisation of an office: the department, or a facility, made when it is new."""
    if form.office is not OfficeRole.FACILITY_USER:
        return department_of(request)
    key, name = form.cleaned_data["facility"], form.cleaned_data["facility_name"]
    words = {
        "kind": Organisation.Kind.FACILITY,
        "province": actor_of(request).province,
        "facility": key,
    }
    return Organisation.objects.get_or_create(defaults={"name": name or key}, **words)[0]
