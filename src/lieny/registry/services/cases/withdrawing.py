"""A department takes a question back that a facility has not answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lieny.law.book import Book
from lieny.registry.models import Case, CaseEvent, CaseQuestion
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_step import Step, StepRefused, StillAsked, Why
from lieny.registry.rules.case_steps import take
from lieny.registry.services.cases import notices
from lieny.registry.services.cases.questions import AnsweredAlready, NoSuchQuestion, worded
from lieny.registry.services.cases.stepping import Order, locked, write_step
from lieny.registry.services.cases.stored_case import file_of


@transaction.atomic
def withdraw_question(order: Order, question: int) -> Case:
    """Take a question back with a reason; the facility and the departments are told.

    Raises:
        NoSuchCase, CaseHasChanged, StepRefused: as `stepping.take_step`.
        NoSuchQuestion: it is not of this case.
        AnsweredAlready: its answer stands.
        NothingAsked: no reason, or one that is too long.
        Nothing was written in any of these cases.
    """
    stored = locked(order.case, order.expected_version)
    before = file_of(stored)
    asked = _waiting(stored, question, order)
    still = still_asked(list(stored.questions.all()), _hearings(stored), but=asked.pk)
    reason = worded(order.reason)
    step = Step(Act.WITHDRAW, order.actor, order.at, reason, still_asked=still)
    after = take(before, step, law=Book.load())
    asked.withdrawn_by_id, asked.withdrawn_at, asked.withdrawn_reason = order.by, order.at, reason
    asked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    write_step(stored, before, after, order)
    notices.write_withdrawal(asked, stored, at=order.at)
    return stored


def _waiting(stored: Case, question: int, order: Order) -> CaseQuestion:
    """Lock the question that is to be withdrawn: whoever asked it takes it back."""
    rows = CaseQuestion.objects.select_for_update(of=("self",)).select_related("facility")
    asked = rows.filter(case_id=stored.pk, pk=question).first()
    if asked is None:
        raise NoSuchQuestion(str(question))
    if asked.answered_at is not None:
        raise AnsweredAlready
    if asked.withdrawn_at is not None or asked.province != order.actor.department:
        raise StepRefused(Why.NOT_OPEN, Act.WITHDRAW)
    return asked


def _hearings(stored: Case) -> Sequence[CaseEvent]:
    return list(stored.events.filter(act=Act.HEAR.value).order_by("at"))


def still_asked(
    questions: Sequence[CaseQuestion], hearings: Sequence[CaseEvent], *, but: int
) -> StillAsked:
    """Say what facilities are asked still.

    A hearing by question bears the moment of its questions; one that bears no question's was held
    on paper and stands.

    Args:
        questions: all of the case.
        hearings: steps by which a reply was asked for.
        but: id of the one that is withdrawn now.
    """
    standing = [one for one in questions if one.withdrawn_at is None and one.pk != but]
    gone = {one.asked_at for one in questions if one not in standing}
    held = {one.asked_at for one in standing}
    heard = [one.at for one in hearings if one.at in held or one.at not in gone]
    return StillAsked(
        since=min(held, default=None),
        heard_at=min(heard, default=None),
        answered=bool(standing) and all(one.answered_at is not None for one in standing),
    )
