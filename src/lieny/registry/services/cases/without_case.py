"""Dấu hiệu chưa có hồ sơ: persons with signs that stand and no case, the most severe first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery

from lieny.registry.models import Case, CaseSign, Person, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.sign import Severity
from lieny.registry.services.cases.inbox import URGENCY, Asked, Subject
from lieny.registry.services.kept import Changing, kept_until_change

_ORDER = [severity.value for severity in Severity]


def without_case(asked: Asked) -> QuerySet[StoredSign, Mapping[str, Any]]:
    """Find persons with signs that stand and no case, the most severe first.

    Returns:
        rows of person_id, urgency (0 is critical), signs, first_seen.
    """
    open_cases = Case.objects.exclude(state__in=SETTLED)
    dealt_with = CaseSign.objects.filter(sign_id=OuterRef("pk"), case__state="suppressed")
    standing = StoredSign.objects.filter(ended_at=None, person__isnull=False).exclude(
        Exists(dealt_with)
    )
    standing = standing.exclude(person_id__in=Subquery(open_cases.values("person_id")))
    equal = {"severity": asked.severity, "rule": asked.rule}
    standing = standing.filter(**{name: value for name, value in equal.items() if value})
    if asked.province:
        standing = standing.filter(provinces__contains=[asked.province])
    if asked.words:
        standing = standing.filter(person__name__icontains=asked.words.strip())
    grouped = standing.values("person_id").annotate(
        urgency=Min(URGENCY), signs=Count("pk"), first_seen=Min("first_seen_at")
    )
    return grouped.order_by("urgency", "first_seen", "person_id")


@kept_until_change(Changing.CASES, Changing.SIGNS)
def _count_without_case(asked: Asked) -> int:
    return without_case(asked).count()


@kept_until_change(Changing.CASES, Changing.SIGNS)
def _rows_without_case(asked: Asked, first: int, end: int) -> tuple[Mapping[str, Any], ...]:
    return tuple(without_case(asked)[first:end])


@dataclass(frozen=True, slots=True)
class WithoutCase:
    """Danh sách chờ mở hồ sơ, page by page: `without_case`, kept until a case or a sign changes.

    Names change by themselves, so what asks for a name is not kept.
    """

    asked: Asked

    def count(self) -> int:
        """Count the persons."""
        if self.asked.words:
            return without_case(self.asked).count()
        return _count_without_case(self.asked)

    def __getitem__(self, rows: slice) -> Sequence[Mapping[str, Any]]:
        """Give the rows from `rows.start` up to `rows.stop`, as `without_case` does."""
        if self.asked.words:
            return list(without_case(self.asked)[rows])
        return _rows_without_case(self.asked, rows.start, rows.stop)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Dấu hiệu chờ mở hồ sơ: one person with signs and no case."""

    person: Person
    severity: str
    signs: int
    subject: Subject


def waiting(page: Iterable[Mapping[str, Any]]) -> list[Waiting]:
    """Read persons and rules for one page of `without_case`."""
    rows = list(page)
    people = Person.objects.in_bulk([row["person_id"] for row in rows])
    signs = StoredSign.objects.filter(person_id__in=list(people), ended_at=None).annotate(
        urgency=URGENCY
    )
    rules: dict[int, list[str]] = {}
    places: dict[int, list[str]] = {}
    for sign in signs.order_by("urgency", "rule"):
        if sign.person_id is not None:
            rules.setdefault(sign.person_id, []).append(sign.rule)
            places.setdefault(sign.person_id, []).extend(sign.provinces)
    return [
        Waiting(
            person=people[row["person_id"]],
            severity=_ORDER[row["urgency"]],
            signs=row["signs"],
            subject=Subject(
                people[row["person_id"]].name,
                tuple(dict.fromkeys(rules.get(row["person_id"], []))),
                tuple(dict.fromkeys(places.get(row["person_id"], []))),
            ),
        )
        for row in rows
        if row["person_id"] in people
    ]
