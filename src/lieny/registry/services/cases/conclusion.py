"""What a facility that was asked is told in the end: what was agreed, nothing else of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from lieny.law.book import Book
from lieny.people.models import Membership
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Case, CaseEvent, CaseQuestion, Person, Registration
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import CaseFile, Measure, Office, Outcome, Party
from lieny.registry.rules.case_steps import local_day
from lieny.registry.services.cases.stored_case import dues_of, file_of

AGREED = tuple(outcome.value for outcome in Outcome)  # the states that a conclusion leads to


@dataclass(frozen=True, slots=True)
class Complaint:
    """Khiếu nại về kết luận: one that is being settled, as a facility may read it.

    Attributes:
        text: what the facility wrote; "" where the complaint is another's.
        at: when it came.
        settled_by: the last day to settle it.
    """

    text: str
    at: datetime
    settled_by: date | None


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
        rules: what kinds of sign the case holds.
        person: whom it concerns; "" where nobody of that name is registered at the facility.
        complain_until: last day to complain, counted from the day of the outcome; the law counts
            from the day on which it became known. Law: procedure.appeal.
        complaint: the one that is being settled.
    """

    case_number: str
    outcome: Outcome
    measure: Measure | None
    at: datetime
    departments: tuple[str, ...]
    is_closed: bool
    appealed: bool
    may_appeal: bool
    rules: tuple[str, ...]
    person: str
    complain_until: date
    complaint: Complaint | None


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
        return _concluded(stored, file, asked) if file.outcome is not None else None


def is_looked_at_anew(asked: CaseQuestion, *, by: UUID) -> bool:
    """Test whether the departments had agreed on an outcome that counts no more."""
    with within(Boundary(by, (asked.province,))):
        anew = Case.objects.filter(pk=asked.case_id, outcome="").exclude(state__in=SETTLED)
        return _signatures().filter(case__in=anew).exists()


def _signatures() -> QuerySet[CaseEvent]:
    """Find the steps by which an outcome came into force."""
    signed = CaseEvent.objects.filter(act=Act.SIGN.value, state_after__in=AGREED)
    return signed.exclude(state_before=F("state_after"))


def concluded_since(
    questions: Sequence[CaseQuestion], *, by: UUID, since: datetime
) -> Mapping[int, tuple[Outcome, datetime]]:
    """Give what was agreed from a time on, and when, by the question's id."""
    found: dict[UUID, tuple[Outcome, datetime]] = {}
    for province in {one.province for one in questions}:
        cases = [one.case_id for one in questions if one.province == province]
        with within(Boundary(by, (province,))):
            signed = _signatures().filter(case__in=cases, at__gte=since).exclude(case__outcome="")
            for case, outcome, at in signed.order_by("at").values_list(
                "case_id", "case__outcome", "at"
            ):
                found[case] = (Outcome(outcome), at)
    return {one.pk: found[one.case_id] for one in questions if one.case_id in found}


def outcomes_for(questions: Sequence[CaseQuestion], *, by: UUID) -> Mapping[int, Outcome]:
    """Give what was agreed in the cases of several questions, by the question's id."""
    found: dict[UUID, str] = {}
    for province in {one.province for one in questions}:
        cases = [one.case_id for one in questions if one.province == province]
        with within(Boundary(by, (province,))):
            agreed = Case.objects.filter(pk__in=cases).exclude(outcome="")
            found.update(agreed.values_list("pk", "outcome"))
    return {one.pk: Outcome(found[one.case_id]) for one in questions if one.case_id in found}


def _concluded(stored: Case, file: CaseFile, asked: CaseQuestion) -> Conclusion | None:
    if file.outcome is None:
        return None
    agreed = stored.events.filter(act=Act.SIGN.value, state_after=file.outcome.value)
    last = agreed.exclude(state_before=file.outcome.value).order_by("-version").first()
    at = last.at if last else file.since
    rules = stored.signs.order_by("sign__rule").values_list("sign__rule", flat=True)
    return Conclusion(
        case_number=stored.number,
        outcome=file.outcome,
        measure=file.measure,
        at=at,
        departments=(file.lead, *sorted(file.peers)),
        is_closed=file.is_settled,
        appealed=file.appealed,
        may_appeal=file.outcome is Outcome.CONFIRMED
        and Act.APPEAL in acts_open_to(file, Party.FACILITY, Office.NONE),
        rules=tuple(dict.fromkeys(rules)),
        person=_person_at(asked, stored),
        complain_until=_complain_until(local_day(at)),
        complaint=_complaint(stored, file, asked) if file.appealed else None,
    )


def _person_at(asked: CaseQuestion, stored: Case) -> str:
    """Name the person of a case to a facility that has registered them."""
    here = Registration.objects.filter(person=stored.person_id, facility=asked.facility_id)
    person = Person.objects.filter(pk=stored.person_id).first() if here.exists() else None
    return person.name if person else ""


def _complain_until(known_on: date) -> date:
    days = int(Book.load().parameter("procedure.appeal", "file_days", on=known_on))
    return known_on + timedelta(days=days)


def _complaint(stored: Case, file: CaseFile, asked: CaseQuestion) -> Complaint | None:
    written = stored.events.filter(act=Act.APPEAL.value).order_by("-version").first()
    if written is None:
        return None
    province, _, key = asked.facility_key.partition(":")
    own = Membership.objects.filter(
        user=written.by_id, organisation__province=province, organisation__facility=key
    )
    last = [due.last_day for due in dues_of(stored, file)]
    return Complaint(
        text=written.reason if own.exists() else "",
        at=written.at,
        settled_by=max(last, default=None),
    )
