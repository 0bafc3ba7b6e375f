"""What every page knows of whoever reads it."""

from __future__ import annotations

from django.http import HttpRequest

from lieny.people.rules.permission import may_ever, permissions
from lieny.people.web.actor import actor_of


def actor(request: HttpRequest) -> dict[str, object]:
    """Give templates the actor and the actions open to it, as {% if "audit.read" in may %}."""
    standings = actor_of(request).standings
    open_to = {name for name in permissions() if may_ever(name, standings=standings)}
    return {"actor": actor_of(request), "may": open_to}
