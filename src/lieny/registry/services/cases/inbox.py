"""Dấu hiệu và hồ sơ: what waits, the nearest deadline first, as an address asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from lieny.people.services.prepared import Prepared
from lieny.registry.models import (
    Case,
    CaseNotice,
    CaseSign,
    CaseSignature,
    Person,
)
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_file import CaseState
from lieny.registry.rules.sign import Severity
from lieny.registry.services.kept import Changing, kept_until_change

LEAD_HOLDS = ("detected", "question", "open")
TO_CORRECT = ("data-error", "exempt", "not-confirmed", "confirmed", "action")
VIEWS = ("all", "mine", "late", "new", "settled")


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều kiện lọc: what an address asks; what is empty asks nothing.

    Attributes:
        view: one of `VIEWS`.
        state, severity, rule, province: as in the tables; a value that none knows finds nothing.
        words: number of a case, or part of a name.
        place: "79:key" of a place; of signs without a case, whose people carry what is said of it.
    """

    view: str = "all"
    state: str = ""
    severity: str = ""
    rule: str = ""
    province: str = ""
    words: str = ""
    place: str = ""


def cases(asked: Asked, *, provinces: Sequence[str], on: date) -> QuerySet[Case]:
    """Find cases within the boundary, the nearest deadline first, those without one last."""
    found = Case.objects.filter(_viewed(asked.view, provinces, on))
    equal = {"state": asked.state, "severity": asked.severity}
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if asked.province:
        found = found.filter(Q(lead=asked.province) | Q(peers__contains=[asked.province]))
    if asked.rule:
        named = CaseSign.objects.filter(case_id=OuterRef("pk"), sign__rule=asked.rule)
        found = found.filter(Exists(named))
    if asked.words:
        found = found.filter(_worded(asked.words))
    return found.order_by(F("due_on").asc(nulls_last=True), "-opened_at", "number")


def _worded(words: str) -> Q:
    people = Person.objects.filter(name__icontains=words.strip()).values("pk")
    return Q(number__icontains=words.strip()) | Q(person_id__in=people)


def _viewed(view: str, provinces: Sequence[str], on: date) -> Q:
    """Cases of a view."""
    is_open = ~Q(state__in=SETTLED)
    if view == "settled":
        return Q(state__in=SETTLED)
    if view == "mine":
        return is_open & held_by(provinces)
    if view == "late":
        return is_open & Q(due_on__lt=on)
    if view == "new":
        unread = CaseNotice.objects.filter(
            case_id=OuterRef("pk"), department__in=provinces, read_at=None
        )
        return is_open & Q(Exists(unread))
    return is_open


def held_by(provinces: Sequence[str]) -> Q:
    """Cases in which the next step is these departments': as `rules.case_terms.dues` says it."""
    mine = Q(lead__in=provinces)
    concerned = mine | Q(peers__overlap=list(provinces))
    held: Any = Q(state__in=LEAD_HOLDS) & mine
    for code in provinces:
        here = Q(lead=code) | Q(peers__contains=[code])
        held |= Q(state="notified") & here & ~Q(acknowledged__contains=[code])
        signed = CaseSignature.objects.filter(case_id=OuterRef("pk"), department=code)
        held |= Q(proposed_at__isnull=False) & here & ~Exists(signed)
    held |= Q(state="verifying", proposed_at=None) & concerned
    held |= Q(state__in=TO_CORRECT, proposed_at=None) & mine
    whole: Q = held & Q(appealed_at=None) | Q(appealed_at__isnull=False) & mine
    return whole


@kept_until_change(Changing.CASES, Changing.NOTICES)
def counts(*, provinces: tuple[str, ...], on: date) -> Mapping[str, int]:
    """Count the cases of each view, all in one look at the table."""
    asked = {view: Count("pk", filter=_viewed(view, provinces, on)) for view in VIEWS}
    found: dict[str, int] = Case.objects.aggregate(**asked)
    return found


@dataclass(frozen=True, slots=True)
class Subject:
    """Người trong danh sách: who a line is about, as far as the reader may know.

    Attributes:
        name: "" where the reader may not know.
        rules: of the signs, the most severe first.
        provinces: that the signs name.
    """

    name: str
    rules: tuple[str, ...]
    provinces: tuple[str, ...]


def subjects(page: Iterable[Case]) -> dict[Any, Subject]:
    """Read names and rules for the cases of one page, in two questions."""
    listed = list(page)
    people = dict(_NAMES(people=[case.person_id for case in listed]))
    rules: dict[Any, list[str]] = {}
    for case, rule in _RULES_OF_CASES(cases=[case.pk for case in listed]):
        rules.setdefault(case, []).append(rule)
    return {
        case.pk: Subject(
            name=people.get(case.person_id, ""),
            rules=tuple(dict.fromkeys(rules.get(case.pk, []))),
            provinces=(case.lead, *case.peers),
        )
        for case in listed
    }


_ORDER = [severity.value for severity in Severity]


def urgency_of(severity: str) -> models.Case:
    """Order by a field that names a severity, the most urgent first."""
    return models.Case(
        *(When(**{severity: word}, then=Value(order)) for order, word in enumerate(_ORDER)),
        default=Value(len(_ORDER)),
        output_field=models.IntegerField(),
    )


URGENCY = urgency_of("severity")
_NAMES = Prepared(lambda people: Person.objects.filter(pk__one_of=people).values_list("pk", "name"))
_RULES_OF_CASES = Prepared(
    lambda cases: (
        CaseSign.objects.filter(case_id__one_of=cases)
        .order_by(urgency_of("sign__severity"), "sign__rule")
        .values_list("case_id", "sign__rule")
    )
)


@kept_until_change(Changing.OPENED)
def provinces_of_cases() -> frozenset[str]:
    """Give the codes of the provinces that the reader's cases concern."""
    concerned = Case.objects.order_by().values_list("lead", "peers").distinct()
    return frozenset(code for lead, peers in concerned for code in (lead, *peers))


STATES = tuple(state.value for state in CaseState)
