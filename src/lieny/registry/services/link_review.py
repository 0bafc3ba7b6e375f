"""Ghép hồ sơ: two persons who may be one, side by side, for whoever sees one of them.

Within the boundary of the transaction: a pair across provinces shows what its question keeps of the
other side (name, year of birth, licence number, province), and nothing of where and when they work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from lieny.people.services import audit
from lieny.people.services.prepared import Given, Prepared
from lieny.registry.models import (
    LinkDecision,
    LinkDoubt,
    LinkQuestion,
    Person,
    Registration,
    StoredSign,
)
from lieny.registry.services.as_of import Asker
from lieny.registry.services.link_decisions import LONGEST, Decider
from lieny.registry.services.own_persons import own_persons

READING, REVIEWING = "link.read", "link.review"
MOST_PLACES = 6  # of one side, shown beside its name
# Of a decision that answered no question.
NOTHING_KEPT: Mapping[str, Any] = {
    "one": {}, "other": {}, "weight": 0.0, "contradicted": False, "parts": {}, "levels": {},
    "makes": {}, "unmakes": [],
}  # fmt: skip


class NoSuchPair(LookupError):
    """Nobody asks about this pair, or neither side is there for whoever reads."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side works, shown to whoever may read that side."""

    facility: str
    province: str


@dataclass(frozen=True, slots=True)
class Side:
    """Một bên của cặp: what its row shows, and more where the reader sees the person.

    Attributes:
        number: id of the person.
        shown: name, birth year, licence number and province of the row that was compared.
        person: the person, where within the boundary; else None.
        places: where they are registered now; empty behind another province's wall.
        signs: rules of the signs that stand about them; empty behind the wall.
    """

    number: int
    shown: Mapping[str, Any]
    person: Person | None
    places: tuple[Place, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Cặp hồ sơ: two persons side by side, with what speaks for and against.

    Attributes:
        one, other: both sides, in order of their ids.
        weight: log2 of the odds that they are one person.
        contradicted: birth dates or personal numbers speak against it.
        parts: comparison → its share of the weight.
        levels: comparison → the level that was found.
        makes: rule → minutes a week, of signs that merging would bring.
        unmakes: rules of signs that merging would take away.
        decision: what was said of it and stands, or None.
        doubt: one's own department could not decide.
    """

    one: Side
    other: Side
    weight: float
    contradicted: bool
    parts: Mapping[str, float]
    levels: Mapping[str, str]
    makes: Mapping[str, int]
    unmakes: Sequence[str]
    decision: LinkDecision | None
    doubt: LinkDoubt | None

    @property
    def is_across(self) -> bool:
        """Test whether one of the two is behind another province's wall, or rows are of two."""
        hidden = self.one.person is None or self.other.person is None
        held = {code for side in (self.one, self.other) for code in _provinces(side)}
        return hidden or len(held) > 1


def _provinces(side: Side) -> Sequence[str]:
    return side.person.provinces if side.person else [str(side.shown.get("province", ""))]


def decisions_about(person: Person) -> list[LinkDecision]:
    """Give everything that was ever decided of a person or of who was merged into them."""
    return _DECISIONS(person=person.pk)


def _decisions(person: Given) -> QuerySet[LinkDecision]:
    merged = Person.objects.filter(merged_into=person).values("pk")
    about = Q(one=person) | Q(other=person) | Q(one__in=merged) | Q(other__in=merged)
    return LinkDecision.objects.filter(about).order_by("-decided_at", "-id")


_DECISIONS = Prepared(_decisions)


@transaction.atomic
def read_pair(one: int, other: int, *, by: Asker, at: datetime, provinces: Sequence[str]) -> Pair:
    """Show a pair; the reading is recorded.

    Raises:
        NoSuchPair: it is not asked about, or not to be seen from here; nothing is recorded.
    """
    question = LinkQuestion.objects.filter(one=one, other=other).first()
    decision = LinkDecision.objects.filter(one=one, other=other, undone_at=None).first()
    asked = _shown_of(question, decision)
    if asked is None:
        raise NoSuchPair(f"{one}, {other}")
    doubt = LinkDoubt.objects.filter(one=one, other=other, province__in=provinces).first()
    people = own_persons().in_bulk([one, other])
    pair = Pair(
        one=_side(one, asked["one"], people),
        other=_side(other, asked["other"], people),
        weight=asked["weight"],
        contradicted=asked["contradicted"],
        parts=asked["parts"],
        levels=asked["levels"],
        makes=asked["makes"],
        unmakes=asked["unmakes"],
        decision=decision,
        doubt=doubt,
    )
    _recorded(READING, f"{one}-{other}", {"one": one, "other": other}, by=by, at=at)
    return pair


def _shown_of(
    question: LinkQuestion | None, decision: LinkDecision | None
) -> Mapping[str, Any] | None:
    """Give what is shown: as it was when it was decided, else as it is asked now."""
    if decision is not None and decision.asked:
        kept: Mapping[str, Any] = decision.asked
        return kept
    if question is None:
        return NOTHING_KEPT if decision is not None else None
    return {
        "one": question.one_shown,
        "other": question.other_shown,
        "weight": question.weight,
        "contradicted": question.contradicted,
        "parts": question.parts,
        "levels": question.levels,
        "makes": question.makes,
        "unmakes": question.unmakes,
    }


def _side(number: int, shown: Mapping[str, Any], people: Mapping[int, Person]) -> Side:
    person = people.get(number)
    if person is None:
        return Side(number, shown, None, (), ())
    roles = Registration.objects.filter(person=person, known_until=None, facility__isnull=False)
    named = roles.order_by("facility__name").values_list("facility__name", "province").distinct()
    standing = StoredSign.objects.filter(person=person, ended_at=None)
    rules = standing.order_by("rule").values_list("rule", flat=True).distinct()
    places = tuple(Place(name, code) for name, code in named[:MOST_PLACES])
    return Side(number, shown, person, places, tuple(rules))


@transaction.atomic
def set_aside(one: int, other: int, *, by: Decider, at: datetime, note: str = "") -> LinkDoubt:
    """Say that one's own department cannot decide; the pair leaves its queue as its rows are now.

    Raises:
        NoSuchPair: it is not asked about; nothing was written.
    """
    question = LinkQuestion.objects.filter(one=one, other=other).first()
    if question is None:
        raise NoSuchPair(f"{one}, {other}")
    doubt, _ = LinkDoubt.objects.update_or_create(
        one_id=one,
        other_id=other,
        province=by.province,
        defaults={
            "by_id": by.user,
            "at": at,
            "note": note.strip()[:LONGEST],
            "one_shown": question.one_shown,
            "other_shown": question.other_shown,
        },
    )
    asker = Asker(by.user, by.province)
    _recorded(REVIEWING, f"{one}-{other}", {"step": "set-aside"}, by=asker, at=at)
    return doubt


def record_listing(shown: Sequence[tuple[int, int]], *, by: Asker, at: datetime) -> None:
    """Record that a page of pairs was read."""
    pairs = " ".join(f"{one}-{other}" for one, other in shown)
    _recorded(READING, "", {"pairs": pairs, "shown": len(shown)}, by=by, at=at)


def _recorded(
    action: str, target: str, detail: Mapping[str, str | int], *, by: Asker, at: datetime
) -> None:
    audit.record(
        audit.Deed(
            action=action,
            at=at,
            by=by.user,
            province=by.province,
            target_kind="pair",
            target=target,
            origin=by.origin,
            detail=detail,
        )
    )
