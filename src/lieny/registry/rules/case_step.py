"""A step of a case as it is asked for, and why one may be refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, CaseState, Measure, Outcome


class Why(StrEnum):
    """Lý do không thực hiện được một bước."""

    NOT_OPEN = "not-open"  # not in this state, or not to this party or office
    NO_REASON = "no-reason"  # the act needs a reason in words
    NO_OUTCOME = "no-outcome"
    NO_MEASURE = "no-measure"
    NOTHING_PROPOSED = "nothing-proposed"
    WAITS_FOR_SIGNATURES = "waits-for-signatures"
    SIGNED_ALREADY = "signed-already"
    ACKNOWLEDGED_ALREADY = "acknowledged-already"
    ASK_FIRST = "ask-first"  # its rules are seldom confirmed: the facility is asked before
    NOT_HEARD = "not-heard"  # nobody asked facility and practitioner
    TERM_RUNS = "term-runs"  # their time to reply has not passed
    STILL_TALKING = "still-talking"  # too early to ask the ministry


class StepRefused(Exception):
    """The act may not be done now; `why` says what stands against it."""

    def __init__(self, why: Why, act: Act) -> None:
        super().__init__(f"{act}: {why}")
        self.why = why
        self.act = act


@dataclass(frozen=True, slots=True)
class StillAsked:
    """Các câu hỏi còn lại của một hồ sơ after one of them was withdrawn.

    Attributes:
        since: when the first of them was sent; None where none is left.
        heard_at: when the first hearing that still stands began; None where none does.
        answered: every one of them has its answer.
    """

    since: datetime | None = None
    heard_at: datetime | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class AsItWas:
    """Trạng thái trước khi gộp: where a case stood when it was joined to another.

    Attributes:
        state: its state.
        since: when it had come to it; its terms run from there again.
    """

    state: CaseState
    since: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước: what is done, by whom, when.

    Attributes:
        reason: words for the record; acts that turn a case aside need them.
        outcome: what is proposed, or how an appeal was settled.
        measure: what is done after confirmation.
        peers: departments that come in, or that go out where persons part.
        still_asked: of a withdrawal, what the facilities are asked besides.
        as_it_was: of a case that comes back, where it stood.
    """

    act: Act
    by: Actor
    at: datetime
    reason: str = ""
    outcome: Outcome | None = None
    measure: Measure | None = None
    peers: frozenset[str] = frozenset()
    still_asked: StillAsked = StillAsked()
    as_it_was: AsItWas | None = None


NEED_REASON = frozenset(
    {Act.SUPPRESS, Act.OBJECT, Act.REOPEN, Act.APPEAL, Act.SETTLE_APPEAL, Act.SUPERSEDE,
     Act.PROPOSE, Act.ASK_MINISTRY, Act.NOTE_SIGNS, Act.ADD_PEER, Act.JOIN, Act.TAKE_OVER,
     Act.WITHDRAW, Act.PART, Act.COME_BACK, Act.STAY_JOINED}
)  # fmt: skip
