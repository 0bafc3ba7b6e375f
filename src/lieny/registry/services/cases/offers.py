"""Which acts a case offers to somebody, and what each still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.people.rules.office import Record, Standing
from lieny.people.rules.permission import may
from lieny.registry.rules.case_actor import (
    PERMISSIONS,
    WRITTEN_DOWN,
    actor_for,
    actors_of,
    record_of,
)
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import Actor, CaseFile, Measure, Office, Outcome, Party
from lieny.registry.rules.case_step import NEED_REASON, Step, StepRefused, Why
from lieny.registry.rules.case_steps import local_day, take

# In the order in which a case goes forward; what turns it aside comes last.
ORDER = (
    Act.OPEN, Act.NOTIFY, Act.ACKNOWLEDGE, Act.SIGN, Act.PROPOSE, Act.TAKE_MEASURE,
    Act.PROPOSE_CLOSING, Act.SETTLE_APPEAL, Act.ASK_FACILITY, Act.HEAR, Act.REPLY, Act.OBJECT,
    Act.ASK_MINISTRY, Act.REOPEN, Act.APPEAL, Act.SUPPRESS,
)  # fmt: skip
BY_QUESTION = frozenset({Act.ASK_FACILITY, Act.HEAR})
OF_QUESTIONS = BY_QUESTION | {Act.WITHDRAW}


@dataclass(frozen=True, slots=True)
class Offer:
    """Việc có thể làm: an act open to somebody now.

    Attributes:
        act: what.
        actor: as whom.
        lacks: what stands against it still; None when it can be done at once.
        told: departments that would be told.
    """

    act: Act
    actor: Actor
    lacks: Why | None
    told: frozenset[str]


def permitted(case: CaseFile, act: Act, standings: Sequence[Standing]) -> bool:
    """Test whether the table of permissions lets somebody do an act in a case at all.

    Questions go to facilities of one's own province; a reply or a complaint on paper is written
    down by who verifies.
    """
    if act in OF_QUESTIONS:
        own = [one.province for one in actors_of_offices(case, standings)]
        return any(
            may(PERMISSIONS[act], standings=standings, record=Record(code)).allowed for code in own
        )
    name = "case.verify" if act in WRITTEN_DOWN else PERMISSIONS.get(act, "")
    return bool(name) and may(name, standings=standings, record=record_of(case)).allowed


def actors_of_offices(case: CaseFile, standings: Sequence[Standing]) -> list[Standing]:
    """Keep the offices at departments that were told of the case."""
    return [one for one in standings if not one.facility and one.province in case.told]


def offers(case: CaseFile, standings: Sequence[Standing], *, at: datetime) -> tuple[Offer, ...]:
    """List the acts open to somebody, the next one first; each says what it still lacks."""
    found = []
    for act in ORDER:
        actor = acting(case, act, standings)
        if actor is None or not permitted(case, act, standings):
            continue
        if act not in acts_open_to(case, actor.party, actor.office):
            continue
        lacks = _lacks(case, act, actor, at)
        if lacks in _NEVER_SHOWN:
            continue
        quiet = case.only_asks and act is not Act.OPEN
        told = frozenset[str]() if quiet else case.departments - _own(case, actor, standings)
        found.append(Offer(act, actor, lacks, told))
    return tuple(sorted(found, key=lambda offer: offer.lacks is not None))


def _own(case: CaseFile, actor: Actor, standings: Sequence[Standing]) -> frozenset[str]:
    """Give the department that acts; what came in on paper its own officers write down."""
    if actor.department:
        return frozenset({actor.department})
    return frozenset(one.province or "" for one in actors_of_offices(case, standings))


# Not a lack that time or work mends: the act is simply done, or nothing is there to be done.
_NEVER_SHOWN = frozenset(
    {Why.SIGNED_ALREADY, Why.ACKNOWLEDGED_ALREADY, Why.NOTHING_PROPOSED, Why.NOT_OPEN}
)


def acting(
    case: CaseFile,
    act: Act,
    standings: Sequence[Standing],
    writer: Party = Party.PRACTITIONER,
) -> Actor | None:
    """Choose as whom somebody would act; for papers that came in, whoever wrote them."""
    if act in WRITTEN_DOWN:
        officers = [one for one in actors_of(case, standings) if one.office is Office.OFFICER]
        return Actor(writer, Office.NONE) if officers else None
    return actor_for(case, act, standings)


def may_withdraw(case: CaseFile, province: str, standings: Sequence[Standing]) -> bool:
    """Test whether somebody may take a question back that a province's department asked."""
    own = [one for one in standings if one.province == province and not one.facility]
    actor = acting(case, Act.WITHDRAW, own)
    if actor is None or not permitted(case, Act.WITHDRAW, own):
        return False
    return Act.WITHDRAW in acts_open_to(case, actor.party, actor.office)


def _lacks(case: CaseFile, act: Act, actor: Actor, at: datetime) -> Why | None:
    """Try the act with everything that a form can give."""
    # What only "confirmed" lacks is said beside that outcome (`lacks_to_confirm`).
    outcome = Outcome.DATA_ERROR if act in {Act.PROPOSE, Act.SETTLE_APPEAL} else None
    measure = Measure.ADJUST_REGISTRATION if act is Act.TAKE_MEASURE else None
    return _tried(case, Step(act, actor, at, "…", outcome, measure))


def lacks_to_confirm(case: CaseFile, actor: Actor, *, at: datetime) -> Why | None:
    """Say what stands against proposing "confirmed" now."""
    return _tried(case, Step(Act.PROPOSE, actor, at, "…", Outcome.CONFIRMED))


def _tried(case: CaseFile, step: Step) -> Why | None:
    try:
        take(case, step, law=Book.load())
    except StepRefused as refused:
        return refused.why
    return None


def confirm_from(case: CaseFile) -> date | None:
    """Give the first day on which a case can be confirmed without a reply; None before a hearing.

    Law: procedure.right-to-reply.
    """
    if case.heard_at is None:
        return None
    heard = local_day(case.heard_at)
    days = int(Book.load().parameter("procedure.right-to-reply", "working_days", on=heard))
    return calendar().after(heard, days) + timedelta(days=1)


def needs_reason(act: Act) -> bool:
    """Test whether an act needs words: by the rules, or because it is what was written to us."""
    return act in NEED_REASON or act in WRITTEN_DOWN
