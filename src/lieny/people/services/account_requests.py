"""Acts on accounts that take two people: one asks, another agrees, and then it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lieny.people.models.account_request import AccountRequest
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.office import OfficeRole
from lieny.people.rules.two_persons import AccountAct
from lieny.people.services import accounts, audit

Decision = AccountRequest.Decision


class AlreadyAsked(ValueError):
    """The same act waits for somebody already."""


class NotTheirs(ValueError):
    """Whoever decides has asked for it, or it is their own account; or it is decided already."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Việc được đề nghị.

    Attributes:
        act: what is to be done.
        user: with whose account.
        organisation: in whose name.
        reason: why; whoever decides reads it.
        role: the office, for `AccountAct.OFFICE`.
        valid_from: its first day.
        valid_until: its last day; None until further notice.
    """

    act: AccountAct
    user: User
    organisation: Organisation
    reason: str
    role: OfficeRole | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@transaction.atomic
def ask(asked: Asked, *, by: UUID, at: datetime) -> AccountRequest:
    """Ask for an act that takes two people.

    Raises:
        OfficeDoesNotFit: the organisation has no such office; nothing was written.
        AlreadyAsked: it waits already; nothing was written.
    """
    if asked.role is not None:
        accounts.check_office(asked.organisation, asked.role)
    request = AccountRequest(
        act=asked.act.value,
        user=asked.user,
        organisation=asked.organisation,
        province=asked.organisation.province,
        role=asked.role.value if asked.role else "",
        valid_from=asked.valid_from,
        valid_until=asked.valid_until,
        reason=asked.reason.strip()[:400],
        asked_by_id=by,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as fault:
        raise AlreadyAsked from fault
    _write("people.asked", request, by=by, at=at)
    return request


@transaction.atomic
def agree(request_id: UUID, *, by: UUID, at: datetime) -> AccountRequest:
    """Agree, and do what was asked for.

    Raises:
        AccountRequest.DoesNotExist: not to be seen from here.
        NotTheirs: they may not decide this one; nothing was written.
        IntegrityError: the office is held already on one of these days.
    """
    request = _decided(request_id, Decision.AGREED, by=by, at=at)
    _write("people.agreed", request, by=by, at=at)
    place = request.organisation
    if request.act == AccountRequest.Act.OFFICE and request.valid_from is not None:
        days = (request.valid_from, request.valid_until)
        role = OfficeRole(request.role)
        accounts.give_office(request.user, place, role, days=days, by=by, at=at)
    elif request.act == AccountRequest.Act.FACTOR:
        accounts.take_second_factor(request.user, organisation=place, by=by, at=at)
        accounts.end_sessions(request.user, organisation=place, by=by, at=at)
    else:
        accounts.reopen(request.user, organisation=place, by=by, at=at)
    return request


@transaction.atomic
def refuse(request_id: UUID, *, by: UUID, at: datetime) -> AccountRequest:
    """Refuse; whoever asked may withdraw it in the same way.

    Raises:
        AccountRequest.DoesNotExist: not to be seen from here.
        NotTheirs: it is their own account, or it is decided already; nothing was written.
    """
    own = AccountRequest.objects.filter(pk=request_id, asked_by_id=by).exists()
    decision = Decision.WITHDRAWN if own else Decision.REFUSED
    request = _decided(request_id, decision, by=by, at=at)
    _write(f"people.{decision.value}", request, by=by, at=at)
    return request


def _decided(
    request_id: UUID, decision: AccountRequest.Decision, *, by: UUID, at: datetime
) -> AccountRequest:
    request = AccountRequest.objects.select_for_update().get(pk=request_id)
    about_themselves = by in {request.asked_by_id, request.user_id}
    if not request.is_open or (about_themselves and decision is not Decision.WITHDRAWN):
        raise NotTheirs
    request.decision, request.decided_by_id, request.decided_at = decision.value, by, at
    request.save(update_fields=["decision", "decided_by", "decided_at"])
    return request


def _write(action: str, request: AccountRequest, *, by: UUID, at: datetime) -> None:
    audit.record(
        audit.Deed(
            action=action,
            at=at,
            by=by,
            province=request.province,
            on_behalf_of=str(request.organisation_id),
            target_kind="account",
            target=str(request.user_id),
            detail={"act": request.act, **({"role": request.role} if request.role else {})},
        )
    )
