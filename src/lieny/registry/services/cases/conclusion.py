"""What a facility that was asked is told in the end: what was agreed, nothing else of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Case, CaseQuestion
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import CaseFile, Measure, Office, Outcome, Party
from lieny.registry.services.cases.stored_case import file_of


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Kết luận báo cho cơ sở: what the departments agreed on in the case of its question.

    Attributes:
        case_number: "2026/000123".
        outcome: what all departments signed.
        measure: what follows; None where nothing does, or not yet.
        at: when the last of them signed.
        departments: codes of their provinces, the leading one first.
        is_closed: nothing more is to be done.
        appealed: a complaint is being settled.
        may_appeal: the facility may complain now.
    """

    case_number: str
    outcome: Outcome
    measure: Measure | None
    at: datetime
    departments: tuple[str, ...]
    is_closed: bool
    appealed: bool
    may_appeal: bool


def conclusion_for(asked: CaseQuestion, *, by: UUID) -> Conclusion | None:
    """Give the outcome of the case that a facility was asked about; None before there is one.

    Within the facility's boundary only the question exists: the case is read in the name of the
    department that asked.
    """
    with within(Boundary(by, (asked.province,))):
        stored = Case.objects.filter(pk=asked.case_id).first()
        if stored is None:
            return None
        file = file_of(stored)
        return _concluded(stored, file) if file.outcome is not None else None


def outcomes_for(questions: Sequence[CaseQuestion], *, by: UUID) -> Mapping[int, Outcome]:
    """Give what was agreed in the cases of several questions, by the question's id."""
    found: dict[UUID, str] = {}
    for province in {one.province for one in questions}:
        cases = [one.case_id for one in questions if one.province == province]
        with within(Boundary(by, (province,))):
            agreed = Case.objects.filter(pk__in=cases).exclude(outcome="")
            found.update(agreed.values_list("pk", "outcome"))
    return {one.pk: Outcome(found[one.case_id]) for one in questions if one.case_id in found}


def _concluded(stored: Case, file: CaseFile) -> Conclusion | None:
    if file.outcome is None:
        return None
    agreed = stored.events.filter(act=Act.SIGN.value, state_after=file.outcome.value)
    last = agreed.exclude(state_before=file.outcome.value).order_by("-version").first()
    return Conclusion(
        case_number=stored.number,
        outcome=file.outcome,
        measure=file.measure,
        at=last.at if last else file.since,
        departments=(file.lead, *sorted(file.peers)),
        is_closed=file.is_settled,
        appealed=file.appealed,
        may_appeal=file.outcome is Outcome.CONFIRMED
        and Act.APPEAL in acts_open_to(file, Party.FACILITY, Office.NONE),
    )
