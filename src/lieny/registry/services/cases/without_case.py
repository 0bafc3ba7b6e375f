"""Dấu hiệu chưa có hồ sơ: persons and places with signs that stand and no case, line by line.

A place whose licence is to be clarified gives each of its people the same sign (R09). That is one
thing to look into, so those signs are one line of the place; all others are a line of the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from lieny.registry.models import Case, CaseSign, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.services.cases.inbox import URGENCY, Asked
from lieny.registry.services.kept import Changing, kept_until_change

OF_A_PLACE = "R09"
FIELDS = ("urgency", "first_seen", "at", "who", "people", "signs")  # as `Line` names them
PLACE = Coalesce(F("facilities__0"), Value(""))


class Line(NamedTuple):
    """One line of the list.

    Attributes:
        urgency: 0 is critical.
        first_seen: the earliest of the signs.
        place: "79:key" of the place whose people have the sign, "" where the sign names none; None
            where the line is of one person's other signs.
        person: whose line it is; of a place, one of its people.
        people: how many persons the line is about.
        signs: how many signs.
    """

    urgency: int
    first_seen: datetime
    place: str | None
    person: int
    people: int
    signs: int


class Counted(NamedTuple):
    """Lines that name one person, and those that name a place and fold its people."""

    people: int
    places: int


def standing(asked: Asked) -> QuerySet[StoredSign]:
    """Find signs about persons that stand, that no case holds, as an address asks."""
    open_cases = Case.objects.exclude(state__in=SETTLED)
    dealt_with = CaseSign.objects.filter(sign_id=OuterRef("pk"), case__state="suppressed")
    found = StoredSign.objects.filter(ended_at=None, person__isnull=False).exclude(
        Exists(dealt_with)
    )
    found = found.exclude(person_id__in=Subquery(open_cases.values("person_id")))
    equal = {"severity": asked.severity, "rule": asked.rule}
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if asked.province:
        found = found.filter(provinces__contains=[asked.province])
    if asked.words:
        found = found.filter(person__name__icontains=asked.words.strip())
    if asked.place:
        found = of_places(found).filter(Exact(PLACE, asked.place))
    return found


def of_places(signs: QuerySet[StoredSign]) -> QuerySet[StoredSign]:
    """Keep the signs that are folded by place, `PLACE`."""
    return signs.filter(rule=OF_A_PLACE)


def of_persons(signs: QuerySet[StoredSign], asked: Asked) -> QuerySet[StoredSign]:
    """Keep the signs that make lines of persons; whoever asks for one place gets its people so."""
    return signs if asked.place else signs.exclude(rule=OF_A_PLACE)


def without_case(asked: Asked) -> QuerySet[StoredSign, Any]:
    """Find the lines, the most severe first, of equally severe the oldest: fields as of `Line`."""
    signs = standing(asked)
    persons = (
        of_persons(signs, asked)
        .values(who=F("person_id"))
        .annotate(
            urgency=Min(URGENCY),
            first_seen=Min("first_seen_at"),
            at=Value(None, CharField()),
            people=Value(1, BigIntegerField()),
            signs=Count("pk"),
        )
        .order_by()
    )
    places = (
        of_places(signs)
        .values(at=PLACE)
        .annotate(
            urgency=Min(URGENCY),
            first_seen=Min("first_seen_at"),
            who=Min("person_id"),
            people=Count("person_id", distinct=True),
            signs=Count("pk"),
        )
        .order_by()
    )
    found = persons.values_list(*FIELDS)
    if not asked.place:
        found = found.union(places.values_list(*FIELDS), all=True)
    return found.order_by(F("urgency"), F("first_seen"), F("at").asc(nulls_first=True), F("who"))


def lines_anew(asked: Asked, first: int, end: int) -> tuple[Line, ...]:
    """Look for the lines from `first` up to `end`."""
    return tuple(Line(*row) for row in without_case(asked)[first:end])


def counted_anew(asked: Asked) -> Counted:
    """Look how many lines there are."""
    signs = standing(asked)
    persons = of_persons(signs, asked).order_by().values("person_id").distinct().count()
    if asked.place:
        return Counted(persons, places=0)
    places = of_places(signs).order_by().values(at=PLACE)
    heads = places.annotate(heads=Count("person_id", distinct=True))
    found = heads.aggregate(
        one=Count("at", filter=Q(heads=1)), many=Count("at", filter=Q(heads__gt=1))
    )
    return Counted(persons + found["one"], found["many"])


_kept_lines = kept_until_change(Changing.OPENED, Changing.SIGNS)(lines_anew)
_kept_count = kept_until_change(Changing.OPENED, Changing.SIGNS)(counted_anew)


@dataclass(frozen=True)
class WithoutCase:
    """Danh sách chờ mở hồ sơ, page by page: `without_case`, kept until a case or a sign changes.

    Names change by themselves, so what asks for a name is not kept.
    """

    asked: Asked

    @cached_property
    def counted(self) -> Counted:
        """How many lines there are of each kind; counted once."""
        return counted_anew(self.asked) if self.asked.words else _kept_count(self.asked)

    def count(self) -> int:
        """Count the lines."""
        return sum(self.counted)

    def __getitem__(self, rows: slice) -> Sequence[Line]:
        """Give the lines from `rows.start` up to `rows.stop`."""
        find = lines_anew if self.asked.words else _kept_lines
        return find(self.asked, rows.start, rows.stop)
