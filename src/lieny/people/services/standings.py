"""Which offices somebody holds on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

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
    return offices_of(user.pk, on=on) if user.is_active else ()


def offices_of(user: UUID, *, on: date) -> tuple[Standing, ...]:
    """List the offices of an account, closed or not."""
    # Before the offices are known nothing but one's own memberships can be seen.
    with within(Boundary(user=user)):
        return tuple(membership.standing() for membership in _HELD(user=user, on=on))


def province_of(user: User, *, on: date) -> str:
    """Give the province of somebody's offices, whose auditor reads what they did; "" for several.

    For rows that are written before the boundary of a request is drawn.
    """
    provinces = {one.province for one in standings_of(user, on=on) if one.province}
    return provinces.pop() if len(provinces) == 1 else ""
