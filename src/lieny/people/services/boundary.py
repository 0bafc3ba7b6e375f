"""The boundary of a transaction: for whom PostgreSQL shows rows (`models/row_security.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from lieny.people.rules.office import Standing

SETTINGS = ("lieny.user", "lieny.provinces", "lieny.facilities")


@dataclass(frozen=True)
class Boundary:
    """Ranh giới: whose rows a transaction may see.

    Attributes:
        user: who asks.
        provinces: codes of the provinces whose department asks.
        facilities: keys "79:00123" of the facilities whose staff ask.
    """

    user: UUID | None = None
    provinces: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()

    def values(self) -> tuple[str, str, str]:
        """Give the values of `SETTINGS`."""
        user = "" if self.user is None else str(self.user)
        return user, ",".join(self.provinces), ",".join(self.facilities)


def boundary_of(user: UUID, standings: Iterable[Standing]) -> Boundary:
    """Draw the boundary of somebody's offices: departments by province, staff by facility."""
    held = list(standings)
    return Boundary(
        user=user,
        provinces=tuple(sorted({s.province for s in held if s.province and not s.facility})),
        facilities=tuple(sorted({f"{s.province}:{s.facility}" for s in held if s.facility})),
    )


@contextmanager
def within(boundary: Boundary) -> Iterator[None]:
    """Open a transaction in which only the rows within the boundary exist.

    The settings end with the transaction; inside another boundary the outer one comes back.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        before = _current() if is_inside else ()
        _set(boundary.values())
        yield
        if before and not connection.needs_rollback:  # a rollback brings the outer one back
            _set(before)


def _set(values: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true), set_config(%s, %s, true)",
            [word for pair in zip(SETTINGS, values, strict=True) for word in pair],
        )


def _current() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(name, true) FROM unnest(%s::text[]) WITH ORDINALITY "
            "AS asked (name, place) ORDER BY place",
            [list(SETTINGS)],
        )
        return tuple(value or "" for (value,) in cursor.fetchall())
