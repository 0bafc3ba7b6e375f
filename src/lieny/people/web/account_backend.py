"""Accounts as allauth signs them in."""

from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from lieny.people.models.user import User
from lieny.people.services.prepared import Prepared
from lieny.people.services.who_is_who import account_kept
from lieny.people.web.second_factor import with_second_factor

_ACCOUNT = Prepared(lambda user: with_second_factor(User.objects.filter(pk=user)))


def _account(user: UUID) -> User | None:
    return _ACCOUNT.first(user=user)


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's own, but for how the account of a session is found."""

    def get_user(self, user_id: UUID) -> User | None:
        """Give an account that may sign in, by its id."""
        user = account_kept(user_id, _account)
        return user if user is not None and self.user_can_authenticate(user) else None
