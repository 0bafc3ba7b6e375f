"""Checking anew: what rules say today of what is stored."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lieny.registry.services.stored.signs import SignChange
from lieny.registry.services.stored.taking_in import hold_registry, run_all


@transaction.atomic
def check_all(*, at: datetime, day: date) -> SignChange:
    """Link and judge everybody as of a day: opens signs, refreshes those that stand, ends others.

    How rare names are is judged anew, and holds until the next time (docs/adr/0062).

    Args:
        at: the time of the check.
        day: the day whose law and registrations count.
    """
    hold_registry()
    return run_all(at=at, day=day, last=None, law_changed=True)
