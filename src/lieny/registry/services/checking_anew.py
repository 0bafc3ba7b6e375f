"""Checking anew: what rules say today of what is stored."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lieny.registry.services.stored.signs import SignChange, keep_signs
from lieny.registry.services.stored.taking_in import hold_registry, relate


@transaction.atomic
def check_all(*, at: datetime, day: date) -> SignChange:
    """Judge everybody as of a day: opens signs, refreshes those that stand, ends those gone.

    Args:
        at: the time of the check.
        day: the day whose law and registrations count.
    """
    hold_registry()
    known = relate(at=at, day=day)
    return keep_signs(
        known.stored, known.linked, known.places, known.persons, at=at, law_changed=True
    )
