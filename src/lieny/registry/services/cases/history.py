"""What happened in a case, in one line of time: steps, messages, questions, papers, letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lieny.people.services.prepared import Prepared
from lieny.registry.models import Case, CaseEvent, CaseQuestion
from lieny.registry.rules.case_acts import Act


@dataclass(frozen=True, slots=True)
class Moment:
    """Mốc trong lịch sử hồ sơ.

    Attributes:
        at: when.
        kind: "opened", "step", "question", "answer", "paper" or "letter".
        act: of a step; kind of a letter.
        department: who, as far as a department; "" for the checker, a facility, a practitioner.
        party: of a step.
        who: name of the person who did it.
        words: reason, or name of a paper.
        outcome: of a step.
        measure: of a step.
        state: after a step.
        version: of a step; 0 of anything else.
        by: account that took a step; None for the checker.
        facilities: names of those that were asked, that answered, or whose paper it is.
        signed: what a signature stands under: an outcome, or "closing".
    """

    at: datetime
    kind: str
    act: str = ""
    department: str = ""
    party: str = ""
    who: str = ""
    words: str = ""
    outcome: str = ""
    measure: str = ""
    state: str = ""
    version: int = 0
    by: UUID | None = None
    facilities: tuple[str, ...] = ()
    signed: str = ""


def steps_since(case: Case, version: int) -> tuple[Moment, ...]:
    """List the steps that were taken after a page was read, the earliest first."""
    return tuple(step for step in _steps(case) if step.version > version)


def history_of(case: Case) -> tuple[Moment, ...]:
    """List everything that happened, the latest first; of a case with its parts."""
    moments = [
        _opening(case),
        *(step for step in _steps(case) if not _is_answer(step, case)),
        *_questions(case),
        *_papers(case),
    ]
    return tuple(sorted(moments, key=lambda moment: moment.at, reverse=True))


def _opening(case: Case) -> Moment:
    who = case.opened_by.full_name if case.opened_by else ""
    return Moment(case.opened_at, "opened", who=who)


_PROPOSED = frozenset({Act.PROPOSE.value, Act.PROPOSE_CLOSING.value})
_ASKED = frozenset({Act.ASK_FACILITY.value, Act.HEAR.value})


_EVENTS = Prepared(
    lambda case: CaseEvent.objects.filter(case=case).select_related("by").order_by("version")
)


def _steps(case: Case) -> Iterator[Moment]:
    proposed = ""
    for event in _EVENTS(case=case.pk):
        if event.act in _PROPOSED:
            proposed = event.outcome or "closing"
        asked = _questions_of(case, event)
        yield Moment(
            at=event.at,
            kind="step",
            act=event.act,
            department=event.department,
            party=event.party,
            who=event.by.full_name if event.by else "",
            words="\n\n".join(dict.fromkeys(one.text for one in asked))
            if asked and event.act in _ASKED
            else event.reason,
            outcome=event.outcome,
            measure=event.measure,
            state=event.state_after if event.state_after != event.state_before else "",
            version=event.version,
            by=event.by_id,
            facilities=tuple(one.facility.name for one in asked),
            signed=proposed if event.act == Act.SIGN.value else "",
        )


def _questions_of(case: Case, event: CaseEvent) -> list[CaseQuestion]:
    """Find the questions that a step sent or took back: they bear its moment."""
    if event.act in _ASKED:
        return [one for one in case.questions.all() if one.asked_at == event.at]
    if event.act == Act.WITHDRAW.value:
        return [one for one in case.questions.all() if one.withdrawn_at == event.at]
    return []


def _is_answer(step: Moment, case: Case) -> bool:
    """Test for a facility's reply through the portal: it is told once, as the answer."""
    answered = {one.answered_at for one in case.questions.all()}
    return step.act == Act.REPLY.value and not step.words and step.at in answered


def _questions(case: Case) -> Iterator[Moment]:
    for one in case.questions.all():
        if one.answered_at is not None:
            who = one.answered_by.full_name if one.answered_by else ""
            yield Moment(one.answered_at, "answer", who=who, facilities=(one.facility.name,))


def _papers(case: Case) -> Iterator[Moment]:
    asked = {one.pk: one.facility.name for one in case.questions.all()}
    for paper in case.attachments.all():
        place = asked.get(paper.question_id or 0, "")
        yield Moment(
            paper.at,
            "paper",
            department=paper.department,
            who=paper.by.full_name,
            words=paper.name,
            facilities=(place,) if place else (),
        )
    for letter in case.letters.all():
        yield Moment(
            letter.at,
            "letter",
            act=letter.kind,
            department=letter.department,
            who=letter.by.full_name,
            words=letter.recipient,
        )
