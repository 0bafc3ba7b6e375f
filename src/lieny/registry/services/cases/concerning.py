"""Cases as a number of the overview asks for them: of provinces, and of a stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from lieny.registry.models import Case
from lieny.registry.models.case import SETTLED
from lieny.registry.services.sign_trend import settled_between


@dataclass(frozen=True, slots=True)
class AskedCases:
    """Điều kiện lọc hồ sơ: what is empty asks nothing.

    Attributes:
        provinces: every one of them leads the case or is beside.
        since, until: the stretch of time; both or none.
        settled: the cases that came to their end in that time, instead of those opened in it.
    """

    provinces: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    settled: bool = False


def cases_concerning(asked: AskedCases) -> QuerySet[Case]:
    """Find cases, those with the nearest deadline first, the settled ones last."""
    found = Case.objects.all()
    if asked.since is not None and asked.until is not None:
        if asked.settled:
            found = settled_between(asked.since, asked.until)
        else:
            found = found.filter(opened_at__gte=asked.since, opened_at__lt=asked.until)
    for code in asked.provinces:
        found = found.filter(Q(lead=code) | Q(peers__contains=[code]))
    is_settled = ExpressionWrapper(Q(state__in=SETTLED), output_field=BooleanField())
    found = found.annotate(is_settled=is_settled)
    return found.order_by("is_settled", F("due_on").asc(nulls_last=True), "-opened_at", "number")
