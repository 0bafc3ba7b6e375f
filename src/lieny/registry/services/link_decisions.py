"""Deciding whether two persons are one: people's word, seconded where provinces meet, undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lieny.people.services import audit
from lieny.registry.models import Case, LinkDecision, LinkQuestion, Person
from lieny.registry.services import waiting_jobs
from lieny.registry.services.cases.parting import Hindrance, stands_in_the_way
from lieny.registry.services.link_notices import tell_of_proposal
from lieny.registry.services.own_persons import own_persons

Verdict = LinkDecision.Verdict
ACTION = "link.review"
SECONDING, UNDOING = "link.second", "link.undo"
LONGEST = 400  # letters of a reason


class NotToBeDecided(ValueError):
    """One and the same person, or one that was merged or decided already; nothing was written."""


class NotToBeSeconded(ValueError):
    """Undone, seconded already, or one's own word; nothing was written."""


class OtherSideMustSecond(NotToBeSeconded):
    """Who decided does not see one of the two, and neither does who would second."""


class CaseStandsAgainst(ValueError):
    """A case went on about both as one, and cannot be parted now; nothing was written.

    Attributes:
        case: it, where whoever asks may see it; else None.
        why: what stands against it.
    """

    def __init__(self, case: Case | None, why: Hindrance) -> None:
        super().__init__(why.value)
        self.case = case
        self.why = why


class NoReason(ValueError):
    """A decision is taken back with a reason in words; nothing was written."""


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
    seen = list(own_persons().filter(pk__in=(one, other), merged_into=None))
    if not seen:
        raise Person.DoesNotExist
    provinces = {province for person in seen for province in person.provinces}
    hidden = {one, other} - {person.pk for person in seen}
    decision = LinkDecision(
        one_id=one,
        other_id=other,
        verdict=verdict,
        across_provinces=bool(hidden) or len(provinces) > 1,
        behind_wall_id=next(iter(hidden), None),
        decided_by_id=by.user,
        decided_at=at,
        decided_for=by.province,
        reason=reason.strip()[:LONGEST],
        asked=_asked(one, other),
    )
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as fault:
        if "a_pair_is_decided_once" not in str(fault):
            raise
        raise NotToBeDecided(f"{one}, {other}") from fault
    # Two who are apart already stay so; the next linking reads that people said it.
    joins = decision.is_in_force and decision.verdict == Verdict.SAME
    if decision.verdict == Verdict.SAME and not joins:
        tell_of_proposal(decision, at=at)
    return _followed(decision, ACTION, "decided", by=by, at=at, links_change=joins)


def _asked(one: int, other: int) -> dict[str, object]:
    """Keep what the question showed; questions are written anew, the decision stays."""
    question = LinkQuestion.objects.filter(one=one, other=other).first()
    if question is None:
        return {}
    return {
        "one": question.one_shown,
        "other": question.other_shown,
        "weight": round(question.weight, 2),
        "contradicted": question.contradicted,
        "parts": question.parts,
        "levels": question.levels,
        "makes": question.makes,
        "unmakes": question.unmakes,
    }


@transaction.atomic
def second(decision: int, *, by: Decider, at: datetime) -> LinkDecision:
    """Agree with somebody else's decision.

    Where whoever decided does not see one of the two, whoever seconds must: no province opens
    another's rows by its own word.

    Raises:
        LinkDecision.DoesNotExist: it is not there for whoever asks.
        NotToBeSeconded: it is one's own, seconded already or undone; nothing was written.
        OtherSideMustSecond: the other province's people second it; nothing was written.
    """
    found = LinkDecision.objects.select_for_update().get(pk=decision)
    if by.user == found.decided_by_id or found.seconded_by_id or found.undone_at is not None:
        raise NotToBeSeconded(decision)
    hidden = found.behind_wall_id
    if hidden is not None and not own_persons().filter(pk=hidden).exists():
        raise OtherSideMustSecond(decision)
    before = found.is_in_force
    found.seconded_by_id, found.seconded_at, found.seconded_for = by.user, at, by.province
    found.save(update_fields=["seconded_by", "seconded_at", "seconded_for"])
    changes = found.is_in_force is not before
    return _followed(found, SECONDING, "seconded", by=by, at=at, links_change=changes)


@transaction.atomic
def refuse(decision: int, *, by: Decider, at: datetime, reason: str) -> LinkDecision:
    """Say of a proposal to merge that they are two: it is taken back, and the opposite stands.

    Raises:
        LinkDecision.DoesNotExist: it is not there for whoever asks.
        NotToBeSeconded: it was undone, or is no proposal that waits; nothing was written.
        NoReason: nothing was written.
    """
    found = LinkDecision.objects.select_for_update().get(pk=decision)
    if found.verdict != Verdict.SAME or found.is_in_force or found.undone_at is not None:
        raise NotToBeSeconded(decision)
    undo(decision, by=by, at=at, reason=reason)
    opposite = decide(
        (found.one_id, found.other_id), Verdict.DIFFERENT, by=by, at=at, reason=reason
    )
    if not opposite.asked:
        opposite.asked = found.asked
        opposite.save(update_fields=["asked"])
    return opposite


@transaction.atomic
def undo(decision: int, *, by: Decider, at: datetime, reason: str = "") -> LinkDecision:
    """Take a decision back: from then on the weights speak again.

    Cases that were joined when both became one part again once links are weighed anew.

    Raises:
        LinkDecision.DoesNotExist: it is not there for whoever asks.
        NotToBeSeconded: it was undone before; nothing was written.
        NoReason: nothing was said why; nothing was written.
        CaseStandsAgainst: something was decided of both as one; nothing was written.
    """
    found = LinkDecision.objects.select_for_update().get(pk=decision)
    if found.undone_at is not None:
        raise NotToBeSeconded(decision)
    if not reason.strip():
        raise NoReason(decision)
    for one in stands_in_the_way(found.one_id, found.other_id) if found.is_in_force else ():
        raise CaseStandsAgainst(Case.objects.filter(pk=one.case).first(), one.why)
    # A proposal that was never in force changed no link, but its question has to come back.
    found.undone_by_id, found.undone_at, found.undone_for = by.user, at, by.province
    found.undone_reason = reason.strip()[:LONGEST]
    found.save(update_fields=["undone_by", "undone_at", "undone_for", "undone_reason"])
    return _followed(found, UNDOING, "undone", by=by, at=at, links_change=True)


def _open(one: int, other: int) -> bool:
    return LinkDecision.objects.filter(one=one, other=other, undone_at=None).exists()


def _followed(  # noqa: PLR0913 - what was done, and by whom
    decision: LinkDecision,
    action: str,
    step: str,
    *,
    by: Decider,
    at: datetime,
    links_change: bool,
) -> LinkDecision:
    if links_change:
        waiting_jobs.defer_linking_anew(at=at)
    audit.record(
        audit.Deed(
            action=action,
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
