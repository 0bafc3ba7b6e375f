"""One step of a stored case: locked, compared, judged by the rules, written with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.law.book import Book
from lieny.people.services import audit
from lieny.registry.models import Case, CaseEvent
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, CaseFile, Measure, Outcome
from lieny.registry.rules.case_step import AsItWas, Step
from lieny.registry.rules.case_steps import take
from lieny.registry.services.cases import notices
from lieny.registry.services.cases.stored_case import file_of, keep


class NoSuchCase(LookupError):
    """There is none, or it lies outside of the boundary."""


class CaseHasChanged(ValueError):
    """Somebody took a step since the page was read; nothing was written.

    Attributes:
        version: steps taken by now.
    """

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}")
        self.version = version


@dataclass(frozen=True, slots=True)
class Order:
    """Lệnh thực hiện một bước: what a person, or the checker, wants done to a case.

    Attributes:
        case: id of the case.
        act: what is done.
        actor: as whom (`rules.case_actor.actor_for`).
        by: account; None for the checker.
        at: when.
        expected_version: steps taken when the page was read; None for the checker, which has
            read nothing before.
        reason: words for the record.
        outcome: what is proposed, or how an appeal was settled.
        measure: what is done after confirmation.
        peers: departments that come in, or that go out where persons part.
        as_it_was: of a case that comes back, where it stood.
    """

    case: UUID
    act: Act
    actor: Actor
    by: UUID | None
    at: datetime
    expected_version: int | None
    reason: str = ""
    outcome: Outcome | None = None
    measure: Measure | None = None
    peers: frozenset[str] = frozenset()
    as_it_was: AsItWas | None = None


@transaction.atomic
def take_step(order: Order) -> Case:
    """Take one step; the other departments are told.

    Raises:
        NoSuchCase: not to be seen from here.
        CaseHasChanged: somebody was faster.
        StepRefused: the rules refuse, and say why.
        Nothing was written in any of these cases.
    """
    stored = locked(order.case, order.expected_version)
    before = file_of(stored)
    step = Step(
        order.act,
        order.actor,
        order.at,
        order.reason,
        order.outcome,
        order.measure,
        order.peers,
        as_it_was=order.as_it_was,
    )
    after = take(before, step, law=Book.load())
    write_step(stored, before, after, order)
    return stored


def locked(case: UUID, expected_version: int | None) -> Case:
    """Lock a case's row until the transaction ends, and compare what was read before.

    Raises:
        NoSuchCase: not to be seen from here.
        CaseHasChanged: somebody was faster.
    """
    stored = Case.objects.select_for_update().filter(pk=case).first()
    if stored is None:
        raise NoSuchCase(str(case))
    if expected_version is not None and stored.version != expected_version:
        raise CaseHasChanged(stored.version)
    return stored


def write_step(stored: Case, before: CaseFile, after: CaseFile, order: Order) -> None:
    """Write a step that the rules have allowed: case, history, notices, audit."""
    keep(stored, after, by=order.by, at=order.at)
    CaseEvent.objects.create(
        case_id=stored.pk,
        version=stored.version,
        act=order.act.value,
        party=order.actor.party.value,
        department=order.actor.department,
        by_id=order.by,
        at=order.at,
        state_before=before.state.value,
        state_after=after.state.value,
        outcome=order.outcome.value if order.outcome else "",
        measure=order.measure.value if order.measure else "",
        reason=order.reason.strip(),
    )
    notices.tell(stored, act=order.act.value, but=order.actor.department or None, at=order.at)
    audit.record(
        audit.Deed(
            action=f"case.{order.act.value}",
            at=order.at,
            by=order.by,
            province=order.actor.department or stored.lead,
            target_kind="case",
            target=str(stored.pk),
            detail={"number": stored.number, "version": stored.version},
        )
    )
