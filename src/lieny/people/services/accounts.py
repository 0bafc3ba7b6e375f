"""Accounts and offices: inviting, giving an office, ending one, closing an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lieny.people.models.membership import Membership
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.office import OfficeRole
from lieny.people.services import audit

DEPARTMENT_OFFICES = frozenset(
    {
        OfficeRole.LICENSING_OFFICER,
        OfficeRole.INSPECTOR,
        OfficeRole.HEAD_OF_DEPARTMENT,
        OfficeRole.AUDITOR,
        OfficeRole.ADMINISTRATOR,
    }
)
OFFICES_OF = {
    Organisation.Kind.DEPARTMENT: DEPARTMENT_OFFICES,
    Organisation.Kind.FACILITY: frozenset({OfficeRole.FACILITY_USER}),
    Organisation.Kind.REGION: frozenset({OfficeRole.REGIONAL_COORDINATOR}),
}


class OfficeDoesNotFit(ValueError):
    """The organisation has no such office: a facility has no licensing officer."""


class AlreadyInvited(ValueError):
    """Somebody with this address has an account."""


@dataclass(frozen=True)
class Invitation:
    """Lời mời: who is invited to what.

    Attributes:
        email: address by which the person signs in.
        full_name: as people write it.
        organisation: where.
        role: which office.
        valid_from: first day of the office.
        valid_until: last day; None until further notice.
    """

    email: str
    full_name: str
    organisation: Organisation
    role: OfficeRole
    valid_from: date
    valid_until: date | None = None


@transaction.atomic
def invite(invitation: Invitation, *, by: UUID | None, at: datetime) -> User:
    """Make an account without a password and give it its first office.

    Raises:
        AlreadyInvited: the address has an account; nothing was written.
        OfficeDoesNotFit: the organisation has no such office; nothing was written.
    """
    if User.objects.filter(email=invitation.email.strip().lower()).exists():
        raise AlreadyInvited
    user = User.objects.create_user(invitation.email, full_name=invitation.full_name)
    _write("people.invite", user, invitation.organisation, by=by, at=at)
    give_office(
        user,
        invitation.organisation,
        invitation.role,
        days=(invitation.valid_from, invitation.valid_until),
        by=by,
        at=at,
    )
    return user


@transaction.atomic
def give_office(  # noqa: PLR0913 - who, where, what, when; by whom, at what time
    user: User,
    organisation: Organisation,
    role: OfficeRole,
    *,
    days: tuple[date, date | None],
    by: UUID | None,
    at: datetime,
) -> None:
    """Give somebody an office from a day, until a day or until further notice.

    Raises:
        OfficeDoesNotFit: the organisation has no such office; nothing was written.
        IntegrityError: the person holds it already on one of these days.
    """
    if role not in OFFICES_OF[Organisation.Kind(organisation.kind)]:
        raise OfficeDoesNotFit(f"{role.value}: {organisation.kind}")
    begins, ends = days
    Membership.objects.create(
        user=user, organisation=organisation, role=role.value, valid_from=begins, valid_until=ends
    )
    _write("people.office-given", user, organisation, by=by, at=at, role=role.value)


@transaction.atomic
def end_office(membership: Membership, *, last_day: date, by: UUID | None, at: datetime) -> None:
    """End an office; it holds to the end of `last_day`."""
    membership.valid_until = last_day
    membership.save(update_fields=["valid_until"])
    _write(
        "people.office-ended",
        membership.user,
        membership.organisation,
        by=by,
        at=at,
        role=membership.role,
    )


@transaction.atomic
def close(user: User, *, organisation: Organisation, by: UUID | None, at: datetime) -> None:
    """Close an account: its next request is refused."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    _write("people.account-closed", user, organisation, by=by, at=at)


def _write(  # noqa: PLR0913
    action: str,
    user: User,
    organisation: Organisation,
    *,
    by: UUID | None,
    at: datetime,
    role: str = "",
) -> None:
    audit.record(
        audit.Deed(
            action=action,
            at=at,
            by=by,
            province=organisation.province,
            on_behalf_of=str(organisation.pk),
            target_kind="account",
            target=str(user.pk),
            detail={"role": role} if role else {},
        )
    )
