"""Accounts and offices: inviting, giving an office, ending one, closing an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
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


class LastAdministrator(ValueError):
    """Without this account nobody could administer the department's accounts."""


class NotOneself(ValueError):
    """Nobody closes the account they are using, or gives or ends their own office."""


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
    user = open_account(invitation, by=by, at=at)
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
def open_account(invitation: Invitation, *, by: UUID | None, at: datetime) -> User:
    """Make an account without a password and without its office yet.

    Raises:
        AlreadyInvited: the address has an account; nothing was written.
        OfficeDoesNotFit: the organisation has no such office; nothing was written.
    """
    if User.objects.filter(email=invitation.email.strip().lower()).exists():
        raise AlreadyInvited
    check_office(invitation.organisation, invitation.role)
    user = User.objects.create_user(invitation.email, full_name=invitation.full_name)
    _write("people.invite", user, invitation.organisation, by=by, at=at)
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
        NotOneself: nobody gives offices to themselves; nothing was written.
        OfficeDoesNotFit: the organisation has no such office; nothing was written.
        IntegrityError: the person holds it already on one of these days.
    """
    if by == user.pk:
        raise NotOneself
    check_office(organisation, role)
    begins, ends = days
    Membership.objects.create(
        user=user, organisation=organisation, role=role.value, valid_from=begins, valid_until=ends
    )
    _write("people.office-given", user, organisation, by=by, at=at, role=role.value)


def check_office(organisation: Organisation, role: OfficeRole) -> None:
    """Let an office pass that the organisation has.

    Raises:
        OfficeDoesNotFit: it has none such.
    """
    if role not in OFFICES_OF[Organisation.Kind(organisation.kind)]:
        raise OfficeDoesNotFit(f"{role.value}: {organisation.kind}")


@transaction.atomic
def end_office(membership: Membership, *, last_day: date, by: UUID | None, at: datetime) -> None:
    """End an office; it holds to the end of `last_day`.

    Raises:
        NotOneself: it is one's own; nothing was written.
        LastAdministrator: nobody else administers the department afterwards.
    """
    if by == membership.user_id:
        raise NotOneself
    if membership.role == OfficeRole.ADMINISTRATOR.value:
        _keep_an_administrator(membership.user, membership.organisation, after=last_day)
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
    """Close an account: its next request is refused.

    Raises:
        NotOneself: it is one's own; nothing was written.
        LastAdministrator: nobody else administers the department.
    """
    if by == user.pk:
        raise NotOneself
    if Membership.objects.of(user).filter(role=OfficeRole.ADMINISTRATOR.value).exists():
        _keep_an_administrator(user, organisation, after=at.date())
    user.is_active = False
    user.save(update_fields=["is_active"])
    _write("people.account-closed", user, organisation, by=by, at=at)


@transaction.atomic
def reopen(user: User, *, organisation: Organisation, by: UUID | None, at: datetime) -> None:
    """Open a closed account again; its offices hold as far as their days go."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    _write("people.account-reopened", user, organisation, by=by, at=at)


@transaction.atomic
def take_second_factor(
    user: User, *, organisation: Organisation, by: UUID | None, at: datetime
) -> None:
    """Take app, keys and recovery codes away; the next sign-in sets new ones up."""
    Authenticator.objects.filter(user_id=user.pk).delete()
    _write("people.second-factor-taken", user, organisation, by=by, at=at)


@transaction.atomic
def end_sessions(user: User, *, organisation: Organisation, by: UUID | None, at: datetime) -> int:
    """Sign somebody out everywhere; give how many sessions that were."""
    sessions = list(UserSession.objects.filter(user_id=user.pk))
    for session in sessions:
        session.end()
    _write("people.sessions-ended", user, organisation, by=by, at=at)
    return len(sessions)


def note_way_in(user: User, *, organisation: Organisation, by: UUID | None, at: datetime) -> None:
    """Write down that somebody was handed an address at which a password is chosen."""
    _write("people.way-in", user, organisation, by=by, at=at)


def _keep_an_administrator(user: User, organisation: Organisation, *, after: date) -> None:
    others = Membership.objects.filter(
        organisation=organisation, role=OfficeRole.ADMINISTRATOR.value, user__is_active=True
    ).exclude(user=user)
    if not others.in_force_on(after + timedelta(days=1)).exists():
        raise LastAdministrator


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
