"""Which offices somebody holds on a day."""

from __future__ import annotations

from datetime import date

from lieny.people.models.membership import Membership
from lieny.people.models.user import User
from lieny.people.rules.office import Standing
from lieny.people.services.boundary import Boundary, within
from lieny.people.services.prepared import Prepared

_HELD = Prepared(
    lambda user, on: Membership.objects.of(user).in_force_on(on).select_related("organisation")
)


def standings_of(user: User, *, on: date) -> tuple[Standing, ...]:
    """List the offices that a person holds on a day; an account that is closed holds none."""
    # Before the offices are known nothing but one's own memberships can be seen.
    with within(Boundary(user=user.pk)):
        return standings_here(user, on=on)


def standings_here(user: User, *, on: date) -> tuple[Standing, ...]:
    """List them in a transaction whose boundary is drawn around the person already."""
    if not user.is_active:
        return ()
    return tuple(membership.standing() for membership in _HELD(user=user.pk, on=on))


def province_of(user: User, *, on: date) -> str:
    """Give the province of somebody's offices, whose auditor reads what they did; "" for several.

    For rows that are written before the boundary of a request is drawn.
    """
    provinces = {one.province for one in standings_of(user, on=on) if one.province}
    return provinces.pop() if len(provinces) == 1 else ""
