"""Thời hạn của hồ sơ: what is due, from whom, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.registry.rules.case_file import CaseFile, CaseState
from lieny.registry.rules.case_steps import local_day
from lieny.registry.rules.sign import Severity


class Duty(StrEnum):
    """Việc phải làm đúng hạn."""

    NOTIFY = "notify"
    ACKNOWLEDGE = "acknowledge"
    VERIFY = "verify"
    SIGN = "sign"
    CORRECT = "correct"
    SETTLE_APPEAL = "settle-appeal"


@dataclass(frozen=True, slots=True)
class Due:
    """Một thời hạn.

    Attributes:
        duty: what is due.
        department: from which department (province code).
        last_day: the last day in time, in Viet Nam.
    """

    duty: Duty
    department: str
    last_day: date

    def is_late(self, on: date) -> bool:
        """Test whether the day lies behind the last day in time."""
        return on > self.last_day


_TOPICS = {
    Severity.CRITICAL: "procedure.terms-critical",
    Severity.HIGH: "procedure.terms-high",
    Severity.MEDIUM: "procedure.terms-medium",
    Severity.LOW: "procedure.terms-medium",
    Severity.INFO: "procedure.terms-medium",
}
_TO_CORRECT = frozenset({CaseState.DATA_ERROR, CaseState.EXEMPT, CaseState.NOT_CONFIRMED})


def dues(case: CaseFile, *, law: Book, appealed_at: datetime | None = None) -> tuple[Due, ...]:
    """List what is due in the present state, the earliest first.

    Law: procedure.terms-critical, procedure.terms-high, procedure.terms-medium,
        procedure.correction, procedure.appeal.
    """
    if case.appealed:
        begun = local_day(appealed_at or case.since)
        days = int(law.parameter("procedure.appeal", "settle_days", on=begun))
        return (Due(Duty.SETTLE_APPEAL, case.lead, begun + timedelta(days=days)),)
    found = [*_of_state(case, law), *_of_signatures(case, law)]
    return tuple(sorted(found, key=lambda due: (due.last_day, due.department, due.duty)))


def _of_state(case: CaseFile, law: Book) -> list[Due]:
    begun = local_day(case.since)
    topic = _TOPICS[case.severity]

    def term(name: str) -> int:
        return int(law.parameter(topic, name, on=begun))

    if case.state is CaseState.OPEN:
        last = local_day(case.since + timedelta(hours=term("notify_hours")))
        return [Due(Duty.NOTIFY, case.lead, last)]
    if case.state is CaseState.NOTIFIED:
        last = calendar().after(begun, term("acknowledge"))
        late = sorted(case.departments - case.acknowledged)
        return [Due(Duty.ACKNOWLEDGE, department, last) for department in late]
    if case.state is CaseState.VERIFYING and case.proposed is None:
        last = calendar().after(begun, term("verify"))
        return [Due(Duty.VERIFY, department, last) for department in sorted(case.departments)]
    if case.state in _TO_CORRECT:
        days = int(law.parameter("procedure.correction", "days", on=begun))
        return [Due(Duty.CORRECT, case.lead, begun + timedelta(days=days))]
    return []


def _of_signatures(case: CaseFile, law: Book) -> list[Due]:
    if case.proposed_at is None:
        return []
    begun = local_day(case.proposed_at)
    days = int(law.parameter(_TOPICS[case.severity], "acknowledge", on=begun))
    last = calendar().after(begun, days)
    return [Due(Duty.SIGN, department, last) for department in sorted(case.lacks_signatures_of)]
