"""One step of a case: the case as it stands and an act in, the case as it stands afterwards out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.registry.rules.case_acts import UNDECIDED, Act, acts_open_to
from lieny.registry.rules.case_file import (
    Actor,
    CaseFile,
    CaseState,
    Outcome,
    Party,
    Signature,
)
from lieny.registry.rules.case_step import NEED_REASON, Step, StepRefused, Why


def take(case: CaseFile, step: Step, *, law: Book) -> CaseFile:
    """Give the case after a step.

    Law: procedure.right-to-reply, procedure.disagreement (law/data/procedure.toml).

    Raises:
        StepRefused: the step may not be taken; the case is as it was.
    """
    is_open = step.act in acts_open_to(case, step.by.party, step.by.office)
    _refuse_unless(is_open and _is_of(case, step.by), Why.NOT_OPEN, step)
    if step.act in NEED_REASON:
        _refuse_unless(bool(step.reason.strip()), Why.NO_REASON, step)
    return _EFFECTS[step.act](case, step, law)


def _refuse_unless(holds: bool, why: Why, step: Step) -> None:  # noqa: FBT001 - a test in words
    if not holds:
        raise StepRefused(why, step.act)


def _is_of(case: CaseFile, actor: Actor) -> bool:
    if actor.party is Party.LEAD:
        return actor.department == case.lead
    return actor.party is not Party.PEER or actor.department in case.peers


def _to(state: CaseState) -> Callable[[CaseFile, Step, Book], CaseFile]:
    def moved(case: CaseFile, step: Step, law: Book) -> CaseFile:
        del law
        return replace(case, state=state, since=step.at)

    return moved


def _open(case: CaseFile, step: Step, law: Book) -> CaseFile:
    replied = Party.FACILITY in case.replied or _reply_term_passed(case.since, step, law)
    asked = case.state is CaseState.QUESTION and replied
    _refuse_unless(asked or not case.asks_first, Why.ASK_FIRST, step)
    return replace(case, state=CaseState.OPEN, since=step.at)


def _ask_facility(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    if case.state is CaseState.DETECTED:
        return replace(case, state=CaseState.QUESTION, since=step.at)
    return case


def _withdraw(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """What was never asked has given nobody time to reply: terms run from what is left."""
    del law
    left = step.still_asked
    heard = left.heard_at if case.heard_at is not None else None
    replied = case.replied | {Party.FACILITY} if left.since and left.answered else case.replied
    after = replace(case, heard_at=heard, replied=replied)
    if case.state is not CaseState.QUESTION:
        return after
    if left.since is None:
        return replace(after, state=CaseState.DETECTED, since=step.at)
    return replace(after, since=left.since)


def _notify(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """The department that tells the others knows of it itself."""
    del law
    told = replace(case, state=CaseState.NOTIFIED, since=step.at)
    return _with_acknowledgement(told, case.lead, step.at)


def _acknowledge(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    _refuse_unless(step.by.department not in case.acknowledged, Why.ACKNOWLEDGED_ALREADY, step)
    return _with_acknowledgement(case, step.by.department, step.at)


def _with_acknowledgement(case: CaseFile, department: str, at: datetime) -> CaseFile:
    acknowledged = case.acknowledged | {department}
    if acknowledged >= case.departments:
        return replace(case, acknowledged=acknowledged, state=CaseState.VERIFYING, since=at)
    return replace(case, acknowledged=acknowledged)


def _hear(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    return case if case.heard_at is not None else replace(case, heard_at=step.at)


def _reply(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    return replace(case, replied=case.replied | {step.by.party})


def _propose(case: CaseFile, step: Step, law: Book) -> CaseFile:
    if step.outcome is None:
        raise StepRefused(Why.NO_OUTCOME, step.act)
    _refuse_unless(case.proposed is None, Why.WAITS_FOR_SIGNATURES, step)
    if step.outcome is Outcome.CONFIRMED:
        _refuse_before_reply(case, step, law)
    return replace(case, proposed=step.outcome, proposed_at=step.at, signed=())


def _refuse_before_reply(case: CaseFile, step: Step, law: Book) -> None:
    """Nothing is confirmed before facility and practitioner had their time to reply."""
    if case.heard_at is None:
        raise StepRefused(Why.NOT_HEARD, step.act)
    if case.replied >= {Party.FACILITY, Party.PRACTITIONER}:
        return
    _refuse_unless(_reply_term_passed(case.heard_at, step, law), Why.TERM_RUNS, step)


def _reply_term_passed(asked: datetime, step: Step, law: Book) -> bool:
    days = int(law.parameter("procedure.right-to-reply", "working_days", on=local_day(asked)))
    return local_day(step.at) > calendar().after(local_day(asked), days)


def _sign(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    _refuse_unless(case.proposed_at is not None, Why.NOTHING_PROPOSED, step)
    _refuse_unless(step.by.department in case.lacks_signatures_of, Why.SIGNED_ALREADY, step)
    signed = replace(case, signed=(*case.signed, Signature(step.by.department, step.at)))
    if signed.lacks_signatures_of:
        return signed
    settled = replace(signed, proposed=None, proposed_at=None, signed=(), since=step.at)
    if case.proposed is None:
        return replace(settled, state=CaseState.CLOSED)
    return replace(settled, state=case.proposed.state, outcome=case.proposed)


def _object(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    _refuse_unless(case.proposed_at is not None, Why.NOTHING_PROPOSED, step)
    return replace(case, proposed=None, proposed_at=None, signed=())


def _ask_ministry(case: CaseFile, step: Step, law: Book) -> CaseFile:
    begun = local_day(case.since)
    days = int(law.parameter("procedure.disagreement", "working_days", on=begun))
    late = calendar().working_days(begun, local_day(step.at)) > days
    _refuse_unless(late, Why.STILL_TALKING, step)
    return case


def _take_measure(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    if step.measure is None:
        raise StepRefused(Why.NO_MEASURE, step.act)
    return replace(case, state=CaseState.ACTION, since=step.at, measure=step.measure)


def _propose_closing(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    _refuse_unless(case.proposed_at is None, Why.WAITS_FOR_SIGNATURES, step)
    return replace(case, proposed_at=step.at, signed=())


def _reopen(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """New evidence: what was agreed falls; all who were told still know of it."""
    del law
    told = case.acknowledged >= case.departments
    state = CaseState.VERIFYING if told else CaseState.OPEN
    return replace(case, state=state, since=step.at, outcome=None, measure=None)


def _appeal(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    _refuse_unless(case.outcome is Outcome.CONFIRMED, Why.NOT_OPEN, step)
    return replace(case, appealed=True, proposed=None, proposed_at=None, signed=())


def _add_peer(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """Who comes in acknowledges first; what was proposed falls, what was agreed does not."""
    del law
    _refuse_unless(bool(step.peers - case.departments), Why.NOT_OPEN, step)
    wider = replace(
        case,
        peers=case.peers | (step.peers - case.departments),
        proposed=None,
        proposed_at=None,
        signed=(),
    )
    if case.state is CaseState.VERIFYING:
        return replace(wider, state=CaseState.NOTIFIED, since=step.at)
    return wider


def _note_signs(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """The reason says what came and what went; who judges decides what follows."""
    del step, law
    return case


def _part(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """What was proposed of two persons as one falls; what was agreed of one before stays."""
    del law
    if case.state not in UNDECIDED:
        return case
    left = case.peers - step.peers
    acknowledged = case.acknowledged & (left | {case.lead})
    after = replace(
        case, peers=left, acknowledged=acknowledged, proposed=None, proposed_at=None, signed=()
    )
    if case.state is CaseState.NOTIFIED and acknowledged >= after.departments:
        return replace(after, state=CaseState.VERIFYING, since=step.at)
    return after


def _come_back(case: CaseFile, step: Step, law: Book) -> CaseFile:
    del law
    was = step.as_it_was
    if was is None or was.state not in UNDECIDED:
        raise StepRefused(Why.NOT_OPEN, step.act)
    return replace(case, state=was.state, since=was.since)


def _settle_appeal(case: CaseFile, step: Step, law: Book) -> CaseFile:
    """The complaint is refused (confirmed stands), or the departments verify anew."""
    del law
    if step.outcome is None:
        raise StepRefused(Why.NO_OUTCOME, step.act)
    if step.outcome is Outcome.CONFIRMED:
        return replace(case, appealed=False)
    return replace(
        case, appealed=False, state=CaseState.VERIFYING, since=step.at, outcome=None, measure=None
    )


_VIETNAM = timedelta(hours=7)


def local_day(at: datetime) -> date:
    """Give the day in Viet Nam (UTC+7, no summer time) of an aware time."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a time without its zone")
    return (at - offset + _VIETNAM).date()


_EFFECTS: dict[Act, Callable[[CaseFile, Step, Book], CaseFile]] = {
    Act.SUPPRESS: _to(CaseState.SUPPRESSED),
    Act.ASK_FACILITY: _ask_facility,
    Act.WITHDRAW: _withdraw,
    Act.OPEN: _open,
    Act.NOTIFY: _notify,
    Act.ACKNOWLEDGE: _acknowledge,
    Act.HEAR: _hear,
    Act.REPLY: _reply,
    Act.PROPOSE: _propose,
    Act.SIGN: _sign,
    Act.OBJECT: _object,
    Act.ASK_MINISTRY: _ask_ministry,
    Act.TAKE_MEASURE: _take_measure,
    Act.PROPOSE_CLOSING: _propose_closing,
    Act.REOPEN: _reopen,
    Act.APPEAL: _appeal,
    Act.SETTLE_APPEAL: _settle_appeal,
    Act.SUPERSEDE: _to(CaseState.SUPERSEDED),
    Act.NOTE_SIGNS: _note_signs,
    Act.ADD_PEER: _add_peer,
    Act.JOIN: _to(CaseState.SUPERSEDED),
    Act.TAKE_OVER: _note_signs,
    Act.PART: _part,
    Act.COME_BACK: _come_back,
    Act.STAY_JOINED: _note_signs,
}
