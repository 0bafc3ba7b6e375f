"""Signs that stand, counted and listed as an address asks, within the boundary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from lieny.registry.models import StoredSign
from lieny.registry.services.cases.inbox import URGENCY


@dataclass(frozen=True, slots=True)
class AskedSigns:
    """Điều kiện lọc dấu hiệu: what is empty asks nothing.

    Attributes:
        rule, severity: as in the table.
        provinces: codes; one alone asks for signs of that province alone, two for those that
            concern both.
        since: first seen at or after it.
    """

    rule: str = ""
    severity: str = ""
    provinces: tuple[str, ...] = ()
    since: datetime | None = None


def standing_signs(asked: AskedSigns) -> QuerySet[StoredSign]:
    """Find signs that stand, the most severe first, of equally severe the latest."""
    found = StoredSign.objects.filter(ended_at=None)
    equal = {"rule": asked.rule, "severity": asked.severity}
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if len(asked.provinces) == 1:
        found = found.filter(provinces=list(asked.provinces))
    elif asked.provinces:
        found = found.filter(provinces__contains=list(asked.provinces))
    if asked.since is not None:
        found = found.filter(first_seen_at__gte=asked.since)
    return found.annotate(urgency=URGENCY).order_by("urgency", "-first_seen_at", "id")


def counts_by_rule() -> Counter[tuple[str, str]]:
    """Count standing signs by rule and severity."""
    rows = (
        StoredSign.objects.filter(ended_at=None)
        .order_by()
        .values_list("rule", "severity")
        .annotate(count=Count("pk"))
    )
    return Counter({(rule, severity): count for rule, severity, count in rows})
