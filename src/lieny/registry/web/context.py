"""What every page knows of the registry: how much a department was told that nobody has read."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lieny.people.rules.office import Record, Standing
from lieny.people.rules.permission import may
from lieny.people.web.actor import actor_of
from lieny.registry.services.cases.notices import unread_of


def departments_of(standings: tuple[Standing, ...]) -> list[str]:
    """List the provinces in whose department somebody reads cases."""
    return sorted(
        {
            one.province
            for one in standings
            if one.province
            and not one.facility
            and may("case.read", standings=[one], record=Record(one.province)).allowed
        }
    )


def unread(request: HttpRequest) -> dict[str, object]:
    """Give templates the number of notices not read; it is counted only where it is shown."""
    departments = departments_of(actor_of(request).standings)
    return {
        "told_of_cases": bool(departments),
        "unread_notices": SimpleLazyObject(lambda: _counted(tuple(departments))),
    }


def _counted(departments: tuple[str, ...]) -> int:
    """Count; a page that says what went wrong is shown also where the database is what did."""
    try:
        return unread_of(departments)
    except DatabaseError:
        return 0
