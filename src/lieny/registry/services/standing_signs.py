"""Signs counted and listed as an address asks, within the boundary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from lieny.people.services.prepared import Prepared
from lieny.registry.models import CaseSign, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.services.cases.inbox import URGENCY
from lieny.registry.services.kept import Changing, kept_until_change


class Stage(StrEnum):
    """Which signs are asked for, and of which of their times `since` and `until` speak."""

    STANDING = "standing"  # those that stand, by when they were first seen
    ARISEN = "arisen"  # all, by when they were first seen
    ENDED = "ended"  # those that have ended, by when they did


@dataclass(frozen=True, slots=True)
class AskedSigns:
    """Điều kiện lọc dấu hiệu: what is empty asks nothing.

    Attributes:
        rule, severity: as in the table.
        provinces: codes; one alone asks for signs of that province alone, two for those that
            concern both.
        across: with one code: the signs that concern that province and another.
        since: at or after it.
        until: before it.
        stage: which signs.
    """

    rule: str = ""
    severity: str = ""
    provinces: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    across: bool = False
    stage: Stage = Stage.STANDING


def standing_signs(asked: AskedSigns) -> QuerySet[StoredSign]:
    """Find signs, the most severe first, of equally severe the latest."""
    found = StoredSign.objects.all()
    if asked.stage is not Stage.ARISEN:
        found = found.filter(ended_at__isnull=asked.stage is Stage.STANDING)
    equal = {"rule": asked.rule, "severity": asked.severity}
    found = found.filter(**{name: value for name, value in equal.items() if value})
    found = _located(found, asked)
    moment = "ended_at" if asked.stage is Stage.ENDED else "first_seen_at"
    bounds = {f"{moment}__gte": asked.since, f"{moment}__lt": asked.until}
    found = found.filter(**{name: value for name, value in bounds.items() if value is not None})
    return found.annotate(urgency=URGENCY).order_by("urgency", "-first_seen_at", "id")


def _located(found: QuerySet[StoredSign], asked: AskedSigns) -> QuerySet[StoredSign]:
    codes = list(asked.provinces)
    if not codes:
        return found
    if len(codes) > 1 or asked.across:
        found = found.filter(provinces__contains=codes)
        return found.filter(provinces__len__gt=1) if len(codes) == 1 else found
    return found.filter(provinces=codes)


@kept_until_change(Changing.SIGNS)
def counts_by_rule() -> Counter[tuple[str, str]]:
    """Count standing signs by rule and severity."""
    rows = (
        StoredSign.objects.filter(ended_at=None)
        .order_by()
        .values_list("rule", "severity")
        .annotate(count=Count("pk"))
    )
    return Counter({(rule, severity): count for rule, severity, count in rows})


@kept_until_change(Changing.SIGNS)
def counts_by_provinces() -> Counter[tuple[str, ...]]:
    """Count standing signs by the provinces that they name, in the order in which they do."""
    rows = (
        StoredSign.objects.filter(ended_at=None)
        .order_by()
        .values_list("provinces")
        .annotate(count=Count("pk"))
    )
    return Counter({tuple(provinces): count for provinces, count in rows})


@kept_until_change(Changing.SIGNS)
def region_totals(_by: UUID) -> Counter[tuple[str, ...]]:
    """Count standing signs of the whole region by provinces; none for an account that may not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT provinces, signs FROM registry_region_signs()")
        return Counter({tuple(provinces): count for provinces, count in cursor.fetchall()})


def latest(asked: AskedSigns, most: int) -> list[StoredSign]:
    """Give the first of the signs; which they are is kept, and read from the index."""
    first = _first(asked, most)
    found = {sign.pk: sign for sign in _SIGNS(signs=list(first))}
    return [found[pk] for pk in first]


_SIGNS = Prepared(lambda signs: StoredSign.objects.filter(pk__one_of=signs))


@kept_until_change(Changing.SIGNS)
def _first(asked: AskedSigns, most: int) -> tuple[int, ...]:
    return tuple(sign.pk for sign in standing_signs(asked).only("pk")[:most])


@kept_until_change(Changing.SIGNS)
def count_of(asked: AskedSigns) -> int:
    """Count the signs."""
    return standing_signs(asked).count()


_CASES_OF_SIGNS = Prepared(
    lambda signs: CaseSign.objects.filter(sign_id__one_of=signs).select_related("case")
)


def cases_of_signs(signs: Sequence[StoredSign]) -> Mapping[int, tuple[UUID, str]]:
    """Give id and number of the case of each sign that has one; an open one before a settled."""
    held = _CASES_OF_SIGNS(signs=[sign.pk for sign in signs])
    ordered = sorted(held, key=lambda one: (one.case.state not in SETTLED, one.case.opened_at))
    return {one.sign_id: (one.case.pk, one.case.number) for one in ordered}
