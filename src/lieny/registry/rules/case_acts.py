"""The acts on a case: in which states, by whom. One table that a lawyer can read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lieny.registry.rules.case_file import CaseFile, CaseState, Office, Party

S = CaseState


class Act(StrEnum):
    """Việc làm với hồ sơ."""

    SUPPRESS = "suppress"
    ASK_FACILITY = "ask-facility"
    WITHDRAW = "withdraw"  # a question that has no answer yet is taken back
    OPEN = "open"
    NOTIFY = "notify"
    ACKNOWLEDGE = "acknowledge"
    HEAR = "hear"  # facility and practitioner are asked for their reply
    REPLY = "reply"
    PROPOSE = "propose"
    SIGN = "sign"
    OBJECT = "object"
    ASK_MINISTRY = "ask-ministry"
    TAKE_MEASURE = "take-measure"
    PROPOSE_CLOSING = "propose-closing"
    REOPEN = "reopen"
    APPEAL = "appeal"
    SETTLE_APPEAL = "settle-appeal"
    SUPERSEDE = "supersede"
    NOTE_SIGNS = "note-signs"  # the signs that it rests on have changed; it goes on
    ADD_PEER = "add-peer"  # a sign concerns one more department
    JOIN = "join"  # two persons turned out to be one: it goes on in the older case
    TAKE_OVER = "take-over"  # the older case, or the only one, goes on about the person as found
    PART = "part"  # the persons were parted again: it goes on without what came of the merging
    COME_BACK = "come-back"  # they were: a joined case goes on as it was
    STAY_JOINED = "stay-joined"  # they were, and yet it stays as it is; the reason says why


@dataclass(frozen=True, slots=True)
class Permit:
    """Who may do an act, and in which states of the case."""

    states: frozenset[CaseState]
    parties: frozenset[Party]
    offices: frozenset[Office]


_DEPARTMENTS = frozenset({Party.LEAD, Party.PEER})
_LEAD = frozenset({Party.LEAD})
_OUTSIDE = frozenset({Party.FACILITY, Party.PRACTITIONER})
_SYSTEM = frozenset({Party.SYSTEM})
_STAFF = frozenset({Office.OFFICER, Office.HEAD})
_HEAD = frozenset({Office.HEAD})
_NONE = frozenset({Office.NONE})
_SETTLED_OUTCOMES = frozenset({S.DATA_ERROR, S.EXEMPT, S.NOT_CONFIRMED})
_WITH_OUTCOME = _SETTLED_OUTCOMES | {S.CONFIRMED, S.ACTION}
UNDECIDED = frozenset({S.DETECTED, S.QUESTION, S.OPEN, S.NOTIFIED, S.VERIFYING})

PERMITS: dict[Act, Permit] = {
    Act.SUPPRESS: Permit(frozenset({S.DETECTED, S.QUESTION}), _LEAD, _STAFF),
    Act.ASK_FACILITY: Permit(UNDECIDED, _DEPARTMENTS, _STAFF),
    Act.WITHDRAW: Permit((UNDECIDED | _WITH_OUTCOME) - {S.DETECTED}, _DEPARTMENTS, _STAFF),
    Act.OPEN: Permit(frozenset({S.DETECTED, S.QUESTION}), _LEAD, _STAFF),
    Act.NOTIFY: Permit(frozenset({S.OPEN}), _LEAD, _STAFF),
    Act.ACKNOWLEDGE: Permit(frozenset({S.NOTIFIED}), _DEPARTMENTS, _STAFF),
    Act.HEAR: Permit(frozenset({S.NOTIFIED, S.VERIFYING}), _DEPARTMENTS, _STAFF),
    Act.REPLY: Permit(frozenset({S.QUESTION, S.OPEN, S.NOTIFIED, S.VERIFYING}), _OUTSIDE, _NONE),
    Act.PROPOSE: Permit(frozenset({S.VERIFYING}), _DEPARTMENTS, _STAFF),
    Act.SIGN: Permit(frozenset({S.VERIFYING, *_WITH_OUTCOME}), _DEPARTMENTS, _HEAD),
    Act.OBJECT: Permit(frozenset({S.VERIFYING, *_WITH_OUTCOME}), _DEPARTMENTS, _HEAD),
    Act.ASK_MINISTRY: Permit(frozenset({S.VERIFYING}), _DEPARTMENTS, _HEAD),
    Act.TAKE_MEASURE: Permit(frozenset({S.CONFIRMED}), _LEAD, _HEAD),
    Act.PROPOSE_CLOSING: Permit(_SETTLED_OUTCOMES | {S.ACTION}, _DEPARTMENTS, _STAFF),
    Act.REOPEN: Permit(frozenset({S.CLOSED, S.SUPPRESSED}), _DEPARTMENTS, _STAFF),
    Act.APPEAL: Permit(frozenset({S.CONFIRMED, S.ACTION, S.CLOSED}), _OUTSIDE, _NONE),
    Act.SETTLE_APPEAL: Permit(frozenset({S.CONFIRMED, S.ACTION, S.CLOSED}), _LEAD, _HEAD),
    Act.SUPERSEDE: Permit(UNDECIDED, _SYSTEM, _NONE),
    Act.NOTE_SIGNS: Permit(UNDECIDED | _WITH_OUTCOME, _SYSTEM, _NONE),
    Act.ADD_PEER: Permit(UNDECIDED | _WITH_OUTCOME, _SYSTEM, _NONE),
    Act.JOIN: Permit(UNDECIDED, _SYSTEM, _NONE),
    Act.TAKE_OVER: Permit(UNDECIDED | _WITH_OUTCOME, _SYSTEM, _NONE),
    Act.PART: Permit(UNDECIDED | _WITH_OUTCOME | {S.SUPERSEDED}, _SYSTEM, _NONE),
    Act.COME_BACK: Permit(frozenset({S.SUPERSEDED}), _SYSTEM, _NONE),
    Act.STAY_JOINED: Permit(frozenset(S), _SYSTEM, _NONE),
}

# While a complaint is being settled nothing else may go on (Luật Khiếu nại 2011).
WHILE_APPEALED = frozenset({Act.SETTLE_APPEAL})


def acts_open_to(case: CaseFile, party: Party, office: Office) -> tuple[Act, ...]:
    """List the acts that the table opens to somebody in the present state.

    Single acts may still be refused for what the case lacks, such as a term that still runs
    (`case_steps`).
    """
    return tuple(
        act
        for act, permit in PERMITS.items()
        if case.state in permit.states
        and party in permit.parties
        and office in permit.offices
        and (not case.appealed or act in WHILE_APPEALED)
        and (case.appealed or act is not Act.SETTLE_APPEAL)
    )
