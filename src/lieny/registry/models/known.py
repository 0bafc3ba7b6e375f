"""What every kept row has: since when it is known here, and until when it was."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q


def known_index(table: str) -> models.Index:
    """Index the rows that are known today, which are asked for most."""
    return models.Index(
        fields=["file"], condition=Q(known_until__isnull=True), name=f"{table}_known"
    )


def known_at(at: datetime | None) -> Q:
    """Keep rows known at a moment; today's for None."""
    if at is None:
        return Q(known_until__isnull=True)
    return Q(known_from__lte=at) & (Q(known_until__isnull=True) | Q(known_until__gt=at))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """What is forgotten was known before."""
    later: Any = Q(known_until__gt=models.F("known_from"))
    return models.CheckConstraint(name=name, condition=Q(known_until__isnull=True) | later)


def known_once(name: str) -> models.UniqueConstraint:
    """A row of a file is known once at a time; what was forgotten may come to be known again."""
    return models.UniqueConstraint(
        fields=["file", "index"], condition=Q(known_until__isnull=True), name=name
    )
