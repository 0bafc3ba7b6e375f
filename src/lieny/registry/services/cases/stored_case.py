"""Between the row of a case and the `CaseFile` that the rules judge."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Min

from lieny.law.book import Book
from lieny.registry.models import Case, CaseQuestion, CaseSignature
from lieny.registry.rules.case_file import (
    CaseFile,
    CaseState,
    Measure,
    Outcome,
    Party,
    Signature,
)
from lieny.registry.rules.case_terms import Due, dues
from lieny.registry.rules.sign import Severity


def file_of(stored: Case) -> CaseFile:
    """Read a case as the rules know it."""
    signed = sorted(stored.signatures.all(), key=lambda one: (one.at, one.department))
    return CaseFile(
        state=CaseState(stored.state),
        severity=Severity(stored.severity),
        lead=stored.lead,
        peers=frozenset(stored.peers),
        since=stored.since,
        acknowledged=frozenset(stored.acknowledged),
        proposed=Outcome(stored.proposed) if stored.proposed else None,
        proposed_at=stored.proposed_at,
        signed=tuple(Signature(one.department, one.at) for one in signed),
        outcome=Outcome(stored.outcome) if stored.outcome else None,
        measure=Measure(stored.measure) if stored.measure else None,
        heard_at=stored.heard_at,
        replied=frozenset(map(Party, stored.replied)),
        appealed=stored.appealed_at is not None,
        asks_first=stored.asks_first,
    )


def keep(stored: Case, after: CaseFile, *, by: UUID | None, at: datetime) -> None:
    """Write what the rules made of a case into its rows; the caller holds the row's lock."""
    stored.state = after.state.value
    stored.severity = after.severity.value
    stored.peers = sorted(after.peers)
    stored.since = after.since
    stored.acknowledged = sorted(after.acknowledged)
    stored.proposed = after.proposed.value if after.proposed else ""
    stored.proposed_at = after.proposed_at
    stored.outcome = after.outcome.value if after.outcome else ""
    stored.measure = after.measure.value if after.measure else ""
    stored.heard_at = after.heard_at
    stored.replied = sorted(party.value for party in after.replied)
    stored.appealed_at = (stored.appealed_at or at) if after.appealed else None
    _keep_signatures(stored, after, by)
    stored.version += 1
    stored.due_on = due_on(stored, after)
    stored.save()


def _keep_signatures(stored: Case, after: CaseFile, by: UUID | None) -> None:
    standing = {one.department for one in after.signed}
    rows = CaseSignature.objects.filter(case_id=stored.pk)
    rows.exclude(department__in=standing).delete()
    if by is None:
        return  # the checker signs nothing
    kept = set(rows.values_list("department", flat=True))
    CaseSignature.objects.bulk_create(
        CaseSignature(case_id=stored.pk, department=one.department, signed_by_id=by, at=one.at)
        for one in after.signed
        if one.department not in kept
    )


def dues_of(stored: Case, file: CaseFile) -> tuple[Due, ...]:
    """List what is due, the earliest first."""
    return dues(file, law=Book.load(), appealed_at=stored.appealed_at)


def due_on(stored: Case, file: CaseFile) -> date | None:
    """Give the earliest day that runs: a department's term, or a facility's while only it is asked.

    Law: as `rules.case_terms.dues`; procedure.right-to-reply for questions.
    """
    terms = [due.last_day for due in dues_of(stored, file)]
    if terms or file.state is not CaseState.QUESTION:
        return min(terms, default=None)
    open_questions = CaseQuestion.objects.filter(
        case_id=stored.pk, answered_at=None, withdrawn_at=None
    )
    first: date | None = open_questions.aggregate(first=Min("due_on"))["first"]
    return first
