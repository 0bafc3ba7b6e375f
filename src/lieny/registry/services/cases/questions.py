"""Questions to facilities, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.people.services import audit
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Case, CaseQuestion, Facility
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, Office, Party
from lieny.registry.rules.case_step import Step, StepRefused
from lieny.registry.rules.case_steps import local_day, take
from lieny.registry.services.cases import notices
from lieny.registry.services.cases.papers import Paper, add_papers
from lieny.registry.services.cases.stepping import Order, locked, write_step
from lieny.registry.services.cases.stored_case import due_on, file_of

MOST_LETTERS = 6_000


class NothingAsked(ValueError):
    """A question, an answer or a message without words."""


class TooManyLetters(NothingAsked):
    """More words than anybody reads; nothing is cut, nothing was written.

    Attributes:
        count: letters that were given.
    """

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


class NobodyAsked(NothingAsked):
    """A question that names no facility to be put to."""


class FacilityElsewhere(ValueError):
    """The facility does not belong to the case, or not to the province that asks."""


class AnsweredAlready(ValueError):
    """The question has an answer; it is not written over."""


class QuestionWithdrawn(ValueError):
    """The department has taken the question back: it needs no answer any more."""


class AskedAlready(ValueError):
    """A facility has a question of this case that it has not answered.

    Attributes:
        questions: those, of the facilities that were to be asked again.
    """

    def __init__(self, questions: Sequence[CaseQuestion]) -> None:
        super().__init__(f"{len(questions)} not answered")
        self.questions = tuple(questions)


class NoSuchQuestion(LookupError):
    """There is none, or it lies outside of the boundary."""


@dataclass(frozen=True, slots=True)
class Question:
    """Câu hỏi sẽ gửi: to one facility, in words that people have read over.

    Attributes:
        facility: whom it is put to.
        text: the words.
        again: people know that the facility has a question of the case that it has not answered.
    """

    facility: int
    text: str
    again: bool = False


def reply_by(at: datetime) -> date:
    """Give the last day for an answer to a question that is sent at a time.

    Law: procedure.right-to-reply (law/data/procedure.toml), in working days.
    """
    day = local_day(at)
    days = int(Book.load().parameter("procedure.right-to-reply", "working_days", on=day))
    return calendar().after(day, days)


def worded(text: str) -> str:
    """Give a text as it is kept.

    Raises:
        NothingAsked: no words.
        TooManyLetters: more than anybody reads.
    """
    kept = text.replace("\r\n", "\n").strip()
    if not kept:
        raise NothingAsked("0")
    if len(kept) > MOST_LETTERS:
        raise TooManyLetters(len(kept))
    return kept


@transaction.atomic
def ask_facilities(order: Order, questions: Sequence[Question]) -> Case:
    """Send questions to facilities of one's own province: `ask-facility`, or `hear` (their say).

    Raises:
        NoSuchCase, CaseHasChanged, StepRefused: as `stepping.take_step`.
        NobodyAsked, NothingAsked, FacilityElsewhere: the question cannot go out.
        AskedAlready: a facility has not answered the question before it, and nobody said that it
            is to be asked again.
        Nothing was written in any of these cases.
    """
    by = order.by
    if by is None:
        raise NothingAsked("the checker asks nobody")
    stored = locked(order.case, order.expected_version)
    before = file_of(stored)
    if not questions:
        raise NobodyAsked("0")
    words = "\n\n".join(dict.fromkeys(worded(one.text) for one in questions))
    waiting = waiting_of(stored.pk, [one.facility for one in questions if not one.again])
    if waiting:
        raise AskedAlready(waiting)
    order = replace(order, reason=words)
    after = take(before, Step(order.act, order.actor, order.at, words), law=Book.load())
    for one in questions:
        _send(stored, one, order, by)
    write_step(stored, before, after, order)
    return stored


def waiting_of(case: UUID, facilities: Sequence[int]) -> list[CaseQuestion]:
    """Find the questions of a case that facilities have not answered yet, the oldest first."""
    waiting = CaseQuestion.objects.filter(
        case_id=case, facility__in=facilities, answered_at=None, withdrawn_at=None
    )
    return list(waiting.select_related("facility").order_by("asked_at", "pk"))


def _send(stored: Case, question: Question, order: Order, by: UUID) -> None:
    department = order.actor.department
    place = Facility.objects.filter(pk=question.facility, province=department).first()
    if place is None:
        raise FacilityElsewhere(str(question.facility))
    kept = CaseQuestion.objects.create(
        case_id=stored.pk,
        province=department,
        facility_id=place.pk,
        facility_key=f"{place.province}:{place.key}",
        text=worded(question.text),
        asked_by_id=by,
        asked_at=order.at,
        due_on=reply_by(order.at),
    )
    notices.write_question(kept, stored)


@transaction.atomic
def answer(
    question: int, text: str, papers: Sequence[Paper], *, by: UUID, at: datetime
) -> CaseQuestion:
    """Answer a question for one's own facility; its papers go with it.

    Within the facility's boundary only the question exists. That the case has been replied to is
    written in the name of the department that asked.

    Raises:
        NoSuchQuestion: not to be seen from here.
        AnsweredAlready, QuestionWithdrawn, NothingAsked, PaperRefused: nothing was written.
    """
    asked = CaseQuestion.objects.select_for_update().filter(pk=question).first()
    if asked is None:
        raise NoSuchQuestion(str(question))
    if asked.answered_at is not None:
        raise AnsweredAlready
    if asked.withdrawn_at is not None:
        raise QuestionWithdrawn
    asked.answer, asked.answered_by_id, asked.answered_at = worded(text), by, at
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    add_papers(asked.case_id, papers, by=by, at=at, question=asked.pk)
    with within(Boundary(by, (asked.province,))):
        _note_reply(asked, by=by, at=at)
    audit.record(
        audit.Deed(
            action="case.answer",
            at=at,
            by=by,
            province=asked.province,
            target_kind="question",
            target=str(asked.pk),
        )
    )
    return asked


def _note_reply(asked: CaseQuestion, *, by: UUID, at: datetime) -> None:
    """The facilities have replied once none that was asked is silent."""
    stored = locked(asked.case_id, None)
    before = file_of(stored)
    silent = CaseQuestion.objects.filter(
        case_id=stored.pk, answered_at=None, withdrawn_at=None
    ).exists()
    actor = Actor(Party.FACILITY, Office.NONE)
    try:
        after = take(before, Step(Act.REPLY, actor, at), law=Book.load())
    except StepRefused:
        silent = True  # it came too late to be a step; the case still shows the answer
        after = before
    if silent:
        stored.due_on = due_on(stored, before)
        stored.save(update_fields=["due_on"])
        notices.tell(stored, act=Act.REPLY.value, but=None, at=at)
        return
    write_step(stored, before, after, Order(stored.pk, Act.REPLY, actor, by, at, None))
