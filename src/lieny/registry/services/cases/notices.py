"""Telling the other departments: a row in their portal's inbox, and a letter for each officer.

The letter is written with the step and sent in the background (`services/mail`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from lieny.people.models import Organisation
from lieny.people.rules.office import OfficeRole
from lieny.people.services.boundary import Boundary, within
from lieny.people.services.prepared import Prepared
from lieny.registry.models import Case, CaseNotice, CaseQuestion, OutgoingMail
from lieny.registry.rules.case_actor import OFFICES
from lieny.registry.rules.case_steps import local_day
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.kept import Changing, kept_until_change
from lieny.registry.services.mail.writing import Letter, accounts, case_letter, write

CASE_PATH = "/ho-so/{}/"
QUESTION_PATH = "/cau-hoi/{}/"


def tell(case: Case, *, act: str, but: str | None, at: datetime) -> None:
    """Tell every department of a case of a step, but for the one that took it.

    While a case only asks, its lead alone is told.
    """
    concerned = [case.lead] if file_of(case).only_asks else [case.lead, *case.peers]
    made = CaseNotice.objects.bulk_create(
        CaseNotice(case_id=case.pk, department=code, act=act, at=at, due_on=case.due_on)
        for code in concerned
        if code != but
    )
    for notice in made:
        _write(notice, case)


def _write(notice: CaseNotice, case: Case) -> None:
    """Write to a department's people, who are read within its own boundary."""
    subject = f"Hồ sơ {case.number}"
    body = case_letter(subject, notice.due_on, CASE_PATH.format(case.pk))
    letter = Letter(OutgoingMail.Kind.NOTICE, notice.department, subject, body, notice.pk)
    with within(Boundary(uuid4(), (notice.department,))):
        told = accounts(
            Organisation.Kind.DEPARTMENT,
            list(OFFICES),
            on=local_day(notice.at),
            province=notice.department,
        )
        write(letter, told, at=notice.at)


def write_question(asked: CaseQuestion, case: Case) -> None:
    """Write to a facility's people that a question waits for them; its department asks."""
    subject = f"Câu hỏi về hồ sơ {case.number}"
    _write_to_facility(asked, subject, asked.due_on, at=asked.asked_at)


def write_withdrawal(asked: CaseQuestion, case: Case, *, at: datetime) -> None:
    """Write to a facility's people that a question needs no answer any more."""
    subject = f"Sở Y tế đã rút câu hỏi về hồ sơ {case.number}: không cần trả lời"
    _write_to_facility(asked, subject, None, at=at)


def _write_to_facility(
    asked: CaseQuestion, subject: str, due_on: date | None, *, at: datetime
) -> None:
    body = case_letter(subject, due_on, QUESTION_PATH.format(asked.pk))
    told = accounts(
        Organisation.Kind.FACILITY,
        [OfficeRole.FACILITY_USER],
        on=local_day(at),
        province=asked.facility.province,
        facility=asked.facility.key,
    )
    letter = Letter(OutgoingMail.Kind.QUESTION, asked.province, subject, body)
    write(letter, told, at=at)


def notices_of(departments: Sequence[str]) -> QuerySet[CaseNotice]:
    """Find what departments were told, what nobody has read first, then the latest first."""
    found = CaseNotice.objects.filter(department__in=departments).select_related("case")
    return found.order_by(F("read_at").asc(nulls_first=True), "-at", "-id")


@kept_until_change(Changing.CASES, Changing.NOTICES)
def unread_of(departments: tuple[str, ...]) -> int:
    """Count the notices that nobody of these departments has read."""
    return CaseNotice.objects.filter(department__in=departments, read_at=None).count()


@transaction.atomic
def mark_all_read(departments: Sequence[str], *, by: UUID, at: datetime) -> int:
    """Note that somebody of a department has seen all that it was told; give how much it was."""
    unread = CaseNotice.objects.filter(department__in=departments, read_at=None, at__lte=at)
    return unread.update(read_at=at, read_by_id=by)


_UNREAD = Prepared(
    lambda case, departments: CaseNotice.objects.filter(
        case_id=case, department__one_of=departments, read_at=None
    ).values_list("pk", flat=True)
)


def mark_read(case: UUID, departments: Sequence[str], *, by: UUID, at: datetime) -> None:
    """Note that somebody of a department has seen what it was told of a case.

    Where nothing is new nothing is written: any writing lets news be counted anew.
    """
    new = _UNREAD(case=case, departments=list(departments))
    if new:
        CaseNotice.objects.filter(pk__in=new, read_at=None).update(read_at=at, read_by_id=by)
