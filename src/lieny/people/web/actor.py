"""Who is at the other end of a request."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from lieny.people.models.user import User
from lieny.people.rules.office import VISITOR, Standing


@dataclass(frozen=True)
class Actor:
    """Người thao tác: the account and the offices it holds today.

    Attributes:
        user: the account; None for a visitor.
        standings: its offices.
    """

    user: User | None
    standings: tuple[Standing, ...]

    @property
    def province(self) -> str:
        """Code of the province in whose name somebody acts; empty when there is not just one."""
        provinces = {standing.province for standing in self.standings if standing.province}
        return provinces.pop() if len(provinces) == 1 else ""


NOBODY = Actor(None, (VISITOR,))


def actor_of(request: HttpRequest) -> Actor:
    """Give the actor of a request; a visitor before the boundary is drawn."""
    actor = getattr(request, "actor", NOBODY)
    return actor if isinstance(actor, Actor) else NOBODY


def user_of(request: HttpRequest) -> User | None:
    """Give the account that is signed in."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) and user.is_authenticated else None


def origin_of(request: HttpRequest) -> str:
    """Give the client's address as the sign-in library reads it."""
    from allauth.account.adapter import get_adapter  # noqa: PLC0415 - needs the tables loaded

    return str(get_adapter().get_client_ip(request))
