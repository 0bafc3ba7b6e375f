"""What every page knows of whoever reads it."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest

from lieny.people.rules.office import Standing
from lieny.people.rules.permission import may_ever, permissions
from lieny.people.web.actor import actor_of

OFFICES_KEPT = 1024


def actor(request: HttpRequest) -> dict[str, object]:
    """Give templates the actor and the actions open to it, as {% if "audit.read" in may %}."""
    asking = actor_of(request)
    return {"actor": asking, "may": _open_to(tuple(asking.standings))}


@lru_cache(maxsize=OFFICES_KEPT)
def _open_to(standings: tuple[Standing, ...]) -> frozenset[str]:
    """List the actions that are open to somebody with these offices; the table does not change."""
    return frozenset(name for name in permissions() if may_ever(name, standings=standings))
