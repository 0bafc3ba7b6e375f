"""Diễn biến theo tuần: signs and cases that came and went, week by week, within the boundary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncWeek
from django.utils import timezone

from lieny.registry.models import Case, CaseEvent, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.services.kept import Changing, kept_until_change

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class TrendWeek:
    """Một tuần: Monday 00:00 to the next, of Viet Nam.

    Attributes:
        begins: its Monday.
        arisen: signs first seen in it.
        ended: signs that were no longer there from some time in it on.
        standing: signs that stood at its end; of the last week, that stand now.
        opened: cases opened in it.
        settled: cases that came to their end in it and have not been taken up again.
    """

    begins: date
    arisen: int
    ended: int
    standing: int
    opened: int
    settled: int


def week_bounds(day: date) -> tuple[datetime, datetime]:
    """Give the first moment of the week of a day, and that of the next week."""
    monday = day - timedelta(days=day.weekday())
    return _midnight(monday), _midnight(monday + WEEK)


def sign_trend(weeks: int, *, on: date) -> tuple[TrendWeek, ...]:
    """Count the last `weeks` weeks, that of `on` included, the oldest first."""
    this_week = on - timedelta(days=on.weekday())
    mondays = [this_week - WEEK * back for back in reversed(range(weeks))]
    start = _midnight(mondays[0])
    arisen, ended, standing = _signs_since(start)
    opened, settled = _cases_since(start)
    found = []
    for monday in mondays:
        standing += arisen.get(monday, 0) - ended.get(monday, 0)
        found.append(
            TrendWeek(
                begins=monday,
                arisen=arisen.get(monday, 0),
                ended=ended.get(monday, 0),
                standing=standing,
                opened=opened.get(monday, 0),
                settled=settled.get(monday, 0),
            )
        )
    return tuple(found)


@kept_until_change(Changing.SIGNS)
def _signs_since(start: datetime) -> tuple[dict[date, int], dict[date, int], int]:
    """Count by Monday the signs that arose and ended, and those that stood before."""
    signs = StoredSign.objects.order_by()
    return (
        _by_week(signs.filter(first_seen_at__gte=start), "first_seen_at"),
        _by_week(signs.filter(ended_at__gte=start), "ended_at"),
        signs.filter(first_seen_at__lt=start).exclude(ended_at__lt=start).count(),
    )


@kept_until_change(Changing.OPENED)
def _cases_since(start: datetime) -> tuple[dict[date, int], dict[date, int]]:
    """Count by Monday the cases that were opened, and those that were settled."""
    return (
        _by_week(Case.objects.order_by().filter(opened_at__gte=start), "opened_at"),
        _by_week(settled_between(start).order_by(), "settled_at"),
    )


def settled_between(since: datetime, until: datetime | None = None) -> QuerySet[Case]:
    """Find cases that are settled and came to it from `since` on and before `until`."""
    settling = (
        CaseEvent.objects.filter(case_id=OuterRef("pk"), state_after__in=SETTLED)
        .exclude(state_before__in=SETTLED)
        .order_by("-version")
    )
    found = Case.objects.filter(state__in=SETTLED).annotate(
        settled_at=Subquery(settling.values("at")[:1])
    )
    found = found.filter(settled_at__gte=since)
    return found if until is None else found.filter(settled_at__lt=until)


def _by_week(rows: QuerySet[StoredSign] | QuerySet[Case], moment: str) -> dict[date, int]:
    weeks = rows.annotate(week=TruncWeek(moment)).values_list("week").annotate(count=Count("pk"))
    return {timezone.localtime(week).date(): count for week, count in weeks}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
