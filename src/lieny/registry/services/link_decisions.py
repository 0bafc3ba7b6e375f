"""Deciding whether two persons are one: people's word, seconded where provinces meet, undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.people.services import audit
from lieny.registry.models import LinkDecision, Person
from lieny.registry.services import waiting_jobs

Verdict = LinkDecision.Verdict
ACTION = "link.review"


class NotToBeDecided(ValueError):
    """One and the same person, or one that was merged or decided already; nothing was written."""


class NotToBeSeconded(ValueError):
    """Undone, seconded already, or one's own word; nothing was written."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides: the account, and the province in whose name."""

    user: UUID
    province: str


@transaction.atomic
def decide(
    pair: tuple[int, int], verdict: Verdict, *, by: Decider, at: datetime, reason: str = ""
) -> LinkDecision:
    """Say of two persons whether they are one; linking follows in the background.

    Two persons whose rows lie in several provinces become one when somebody else agrees too. One
    who is behind another province's wall may be named too: a question names both.

    Raises:
        Person.DoesNotExist: neither is there for whoever asks; nothing was written.
        NotToBeDecided: it is one person, or the pair was decided; nothing was written.
    """
    one, other = sorted(pair)
    if one == other or _open(one, other):
        raise NotToBeDecided(f"{one}, {other}")
    seen = list(Person.objects.filter(pk__in=(one, other), merged_into=None))
    if not seen:
        raise Person.DoesNotExist
    provinces = {province for person in seen for province in person.provinces}
    decision = LinkDecision.objects.create(
        one_id=one,
        other_id=other,
        verdict=verdict,
        across_provinces=len(seen) < len(pair) or len(provinces) > 1,
        decided_by_id=by.user,
        decided_at=at,
        reason=reason[:400],
    )
    return _followed(decision, "decided", by=by, at=at)


@transaction.atomic
def second(decision: int, *, by: Decider, at: datetime) -> LinkDecision:
    """Agree with somebody else's decision.

    Raises:
        LinkDecision.DoesNotExist: it is not there for whoever asks.
        NotToBeSeconded: it is one's own, seconded already or undone; nothing was written.
    """
    found = LinkDecision.objects.select_for_update().get(pk=decision)
    if by.user == found.decided_by_id or found.seconded_by_id or found.undone_at is not None:
        raise NotToBeSeconded(decision)
    found.seconded_by_id, found.seconded_at = by.user, at
    found.save(update_fields=["seconded_by", "seconded_at"])
    return _followed(found, "seconded", by=by, at=at)


@transaction.atomic
def undo(decision: int, *, by: Decider, at: datetime) -> LinkDecision:
    """Take a decision back: from then on the weights speak again.

    Raises:
        LinkDecision.DoesNotExist: it is not there for whoever asks.
        NotToBeSeconded: it was undone before; nothing was written.
    """
    found = LinkDecision.objects.select_for_update().get(pk=decision)
    if found.undone_at is not None:
        raise NotToBeSeconded(decision)
    found.undone_by_id, found.undone_at = by.user, at
    found.save(update_fields=["undone_by", "undone_at"])
    return _followed(found, "undone", by=by, at=at)


def _open(one: int, other: int) -> bool:
    return LinkDecision.objects.filter(one=one, other=other, undone_at=None).exists()


def _followed(decision: LinkDecision, step: str, *, by: Decider, at: datetime) -> LinkDecision:
    waiting_jobs.defer_taking_in(at=at)
    audit.record(
        audit.Deed(
            action=ACTION,
            at=at,
            by=by.user,
            province=by.province,
            target_kind="link",
            target=str(decision.pk),
            detail={
                "step": step,
                "verdict": decision.verdict,
                "one": decision.one_id,
                "other": decision.other_id,
            },
        )
    )
    return decision
