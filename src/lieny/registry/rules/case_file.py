"""Hồ sơ: what two departments hold together of one person's signs, and who may do what with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lieny.registry.rules.sign import Severity


class CaseState(StrEnum):
    """Trạng thái hồ sơ."""

    DETECTED = "detected"  # the checker saw signs; nobody has looked yet
    SUPPRESSED = "suppressed"  # a person of the department found that there is nothing to ask
    QUESTION = "question"  # a facility was asked before anybody is told
    OPEN = "open"  # a department took it up
    NOTIFIED = "notified"  # the departments concerned were told
    VERIFYING = "verifying"  # all have acknowledged
    CONFIRMED = "confirmed"
    DATA_ERROR = "data-error"
    EXEMPT = "exempt"  # Luật 15/2023/QH15 Điều 36 khoản 3
    NOT_CONFIRMED = "not-confirmed"
    ACTION = "action"
    CLOSED = "closed"
    SUPERSEDED = "superseded"  # the rows that it rested on have changed


class Outcome(StrEnum):
    """Kết luận that the departments may agree on."""

    CONFIRMED = "confirmed"
    DATA_ERROR = "data-error"
    EXEMPT = "exempt"
    NOT_CONFIRMED = "not-confirmed"

    @property
    def state(self) -> CaseState:
        """The state of a case with this outcome."""
        return CaseState(self.value)


class Measure(StrEnum):
    """Biện pháp after a case is confirmed."""

    ADJUST_REGISTRATION = "adjust-registration"
    INSPECTION = "inspection"
    SANCTION = "sanction"
    POLICE = "police"


class Party(StrEnum):
    """Bên tham gia: how somebody stands to a case."""

    LEAD = "lead"  # the department that leads
    PEER = "peer"  # another department concerned
    FACILITY = "facility"
    PRACTITIONER = "practitioner"
    SYSTEM = "system"  # the checker itself


class Office(StrEnum):
    """Chức trách with which somebody acts."""

    OFFICER = "officer"  # licensing officer or inspector
    HEAD = "head"  # head of department, who signs for it
    NONE = "none"  # facility, practitioner, checker


@dataclass(frozen=True, slots=True)
class Actor:
    """Người thực hiện một bước.

    Attributes:
        party: how they stand to the case.
        office: with which office they act.
        department: NSO code of the province whose department they are of; "" outside of one.
    """

    party: Party
    office: Office
    department: str = ""

    def __post_init__(self) -> None:
        of_department = self.party in {Party.LEAD, Party.PEER}
        if of_department != bool(self.department) or of_department == (self.office is Office.NONE):
            raise ValueError(f"{self.party} acts as {self.office} of {self.department!r}")


@dataclass(frozen=True, slots=True)
class Signature:
    """Chữ ký của một Sở under an outcome or under the closing."""

    department: str
    at: datetime


# States of a case that asks first, before a department takes it up.
_ONLY_ASKED = frozenset(
    {CaseState.DETECTED, CaseState.QUESTION, CaseState.SUPPRESSED, CaseState.SUPERSEDED}
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Hồ sơ xử lý dấu hiệu của một người, as it stands.

    Attributes:
        state: where it stands.
        severity: the highest of its signs.
        lead: department that leads (province code).
        peers: other departments concerned; empty for a case within one province.
        since: when it came to this state.
        acknowledged: departments that have said that they received it.
        proposed: outcome that waits for signatures.
        proposed_at: when it was proposed; of the closing too.
        signed: departments that signed what is proposed.
        outcome: what was agreed; None before.
        measure: what is done about it; None before.
        heard_at: when facility and practitioner were asked for their reply; None before.
        replied: parties that have replied.
        appealed: a complaint is being settled: nothing is published, nothing goes on.
        asks_first: all its rules are seldom confirmed (`rule_precision`): it is taken up only
            after a facility was asked, and has replied or let its time pass.
    """

    state: CaseState
    severity: Severity
    lead: str
    peers: frozenset[str]
    since: datetime
    acknowledged: frozenset[str] = frozenset()
    proposed: Outcome | None = None
    proposed_at: datetime | None = None
    signed: tuple[Signature, ...] = ()
    outcome: Outcome | None = None
    measure: Measure | None = None
    heard_at: datetime | None = None
    replied: frozenset[Party] = frozenset()
    appealed: bool = False
    asks_first: bool = False

    def __post_init__(self) -> None:
        if not self.lead or self.lead in self.peers:
            raise ValueError("a case has one lead, and peers beside it")
        if (self.measure is not None) and self.outcome is not Outcome.CONFIRMED:
            raise ValueError("only what is confirmed has a measure")

    @property
    def departments(self) -> frozenset[str]:
        """All departments concerned."""
        return self.peers | {self.lead}

    @property
    def only_asks(self) -> bool:
        """Test whether nobody but its lead is told of it, because it has only asked so far."""
        return self.asks_first and self.state in _ONLY_ASKED

    @property
    def told(self) -> frozenset[str]:
        """Departments that know of it, and so may know whom it is about."""
        return frozenset({self.lead}) if self.only_asks else self.departments

    @property
    def is_settled(self) -> bool:
        """Test whether nothing more is to be done."""
        return self.state in {CaseState.CLOSED, CaseState.SUPPRESSED, CaseState.SUPERSEDED}

    @property
    def lacks_signatures_of(self) -> frozenset[str]:
        """Departments that have not signed what is proposed."""
        return self.departments - {signature.department for signature in self.signed}
