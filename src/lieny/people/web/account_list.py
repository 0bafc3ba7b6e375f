"""Người dùng: who has which office in one's own department and its facilities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.models.account_request import AccountRequest
from lieny.people.models.membership import Membership
from lieny.people.models.user import User
from lieny.people.rules.office import OfficeRole, Record
from lieny.people.rules.permission import may
from lieny.people.services.prepared import Prepared
from lieny.people.web.account_forms import OFFICES
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.ui.portal.language import chosen
from lieny.vocabulary.text import fold

A_PAGE = 50


@require_GET
@asks("people.read")
def accounts(request: HttpRequest) -> HttpResponse:
    """List accounts; the address holds what was asked."""
    province = actor_of(request).province
    require(request, "people.read", Record(province or None))
    typed, role = request.GET.get("q", "").strip()[:100], request.GET.get("role", "")
    state = request.GET.get("state", "")
    held = _held(province)
    people = [user for user in held if _asked_for(user, held[user], typed, role, state)]
    page = Paginator(sorted(people, key=_order), A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    words = {
        "page": page,
        "rows": rows_shown(list(page), held),
        "total": len(held),
        "typed": typed,
        "role": role,
        "state": state,
        "roles": [(one.value, chosen(*said)) for one, said in OFFICES.items()],
        "query": query.urlencode(),
        "requests": requests_shown(request),
    }
    return render(request, "people/accounts.html", words)


def _held(province: str) -> dict[User, list[Membership]]:
    found: dict[User, list[Membership]] = defaultdict(list)
    own = Membership.objects.filter(organisation__province=province)
    for one in own.select_related("user", "organisation").order_by("valid_from", "id"):
        found[one.user].append(one)
    waiting = AccountRequest.objects.filter(province=province, decision="").select_related("user")
    for request in waiting:
        found.setdefault(request.user, [])
    return dict(found)


def _asked_for(user: User, held: Sequence[Membership], typed: str, role: str, state: str) -> bool:
    today = timezone.localdate()
    words = fold(f"{user.full_name} {user.email} {' '.join(str(m.organisation) for m in held)}")
    if any(word not in words for word in fold(typed).split()):
        return False
    if role and not any(one.role == role and _holds(one, today) for one in held):
        return False
    return state not in {"open", "closed"} or user.is_active is (state == "open")


def _holds(one: Membership, day: object) -> bool:
    ends = one.valid_until
    return one.valid_from <= day and (ends is None or day <= ends)  # type: ignore[operator]


def _order(user: User) -> tuple[str, str]:
    """Put people in the order of their given names, as lists of an office do."""
    folded = fold(user.full_name)
    return folded.rpartition(" ")[2], folded


def rows_shown(
    people: Sequence[User], held: dict[User, list[Membership]]
) -> list[dict[str, object]]:
    """Lay accounts out with offices, second factor and last use."""
    ids = [user.pk for user in people]
    kinds: dict[UUID, set[str]] = defaultdict(set)
    for owner, kind in Authenticator.objects.filter(user_id__in=ids).values_list("user_id", "type"):
        kinds[owner].add(kind)
    last = dict(
        UserSession.objects.filter(user_id__in=ids)
        .values_list("user_id")
        .annotate(Max("last_seen_at"))
    )
    today = timezone.localdate()
    return [
        {
            "user": user,
            "offices": [
                (office_said(one.role), one.organisation)
                for one in held.get(user, [])
                if _holds(one, today)
            ],
            "factor": factor_said(kinds[user.pk]),
            "last": last.get(user.pk),
        }
        for user in people
    ]


def factor_said(kinds: Iterable[str]) -> str:
    """Say which second factor somebody has."""
    said = {
        Authenticator.Type.TOTP: chosen("ứng dụng", "app"),
        Authenticator.Type.WEBAUTHN: chosen("khoá bảo mật", "security key"),
    }
    return ", ".join(words for kind, words in said.items() if kind in set(kinds))


def office_said(role: str) -> str:
    """Name an office in the language of the page."""
    return chosen(*OFFICES[OfficeRole(role)]) if OfficeRole(role) in OFFICES else role


def requests_shown(request: HttpRequest, user: User | None = None) -> list[dict[str, object]]:
    """Lay out what waits for a second person, and who may decide."""
    actor = actor_of(request)
    record = Record(actor.province or None)
    seconds = may("people.second", standings=actor.standings, record=record).allowed
    concerned = Q(user=user) if user else Q()
    waiting = AccountRequest.objects.filter(concerned, decision="", province=actor.province)
    own = actor.user.pk if actor.user else None
    return [
        {
            "request": one,
            "act": _act_said(one),
            "is_own": one.asked_by_id == own,
            "may_decide": seconds and own not in {one.asked_by_id, one.user_id},
        }
        for one in waiting.select_related("user", "asked_by", "organisation")
    ]


_FOR_ME = Prepared(
    lambda by, province: (
        AccountRequest.objects.filter(decision="", province=province)
        .exclude(asked_by_id=by)
        .exclude(user_id=by)
        .order_by()
        .values_list("pk")
    )
)


def requests_for_me(request: HttpRequest) -> int:
    """Count what waits for the word of whoever asks."""
    actor = actor_of(request)
    record = Record(actor.province or None)
    if actor.user is None:
        return 0
    if not may("people.second", standings=actor.standings, record=record).allowed:
        return 0
    return len(_FOR_ME(by=actor.user.pk, province=actor.province))


def _act_said(one: AccountRequest) -> str:
    said = {
        AccountRequest.Act.OFFICE: ("Giao vai trò", "Give the office"),
        AccountRequest.Act.FACTOR: ("Xoá lớp xác thực thứ hai", "Take the second factor away"),
        AccountRequest.Act.REOPEN: ("Mở lại tài khoản", "Open the account again"),
    }
    words = chosen(*said[AccountRequest.Act(one.act)])
    return f"{words}: {office_said(one.role)}" if one.role else words
