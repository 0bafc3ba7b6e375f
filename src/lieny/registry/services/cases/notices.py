"""Telling the other departments: a row in their portal's inbox, and an e-mail without a name in it.

An e-mail says number, deadline and address, nothing of the person: mail lies open on its way.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from smtplib import SMTPException
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from lieny.people.models import Membership, Organisation
from lieny.people.rules.office import OfficeRole
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Case, CaseNotice, CaseQuestion
from lieny.registry.rules.case_actor import OFFICES
from lieny.registry.rules.case_steps import local_day
from lieny.ui.dates import day_in_words

logger = logging.getLogger(__name__)
CASE_PATH = "/ho-so/{}/"
QUESTION_PATH = "/cau-hoi/{}/"


def tell(case: Case, *, act: str, but: str | None, at: datetime) -> None:
    """Tell every department of a case of a step, but for the one that took it.

    While a case only asks, its lead alone is told.
    """
    concerned = [case.lead] if _only_asks(case) else [case.lead, *case.peers]
    told = [code for code in concerned if code != but]
    made = CaseNotice.objects.bulk_create(
        CaseNotice(case_id=case.pk, department=code, act=act, at=at, due_on=case.due_on)
        for code in told
    )
    numbers = [notice.pk for notice in made]
    transaction.on_commit(lambda: mail_notices(numbers, told, at=at))


def _only_asks(case: Case) -> bool:
    return case.asks_first and case.state in {"detected", "question", "suppressed", "superseded"}


def mail_notices(numbers: Sequence[int], departments: Iterable[str], *, at: datetime) -> None:
    """Send e-mails of notices that none was sent of; what could not be sent waits for a next time.

    Each department's addresses are read within its own boundary.
    """
    for code in departments:
        with within(Boundary(uuid4(), (code,))):
            waiting = CaseNotice.objects.filter(
                pk__in=numbers, department=code, mailed_at=None
            ).select_related("case")
            for notice in waiting:
                _mail_one(notice, at)


def _mail_one(notice: CaseNotice, at: datetime) -> None:
    addresses = addresses_of_department(notice.department, on=local_day(at))
    path = CASE_PATH.format(notice.case_id)
    if sent(f"Hồ sơ {notice.case.number}", notice.due_on, path, addresses):
        CaseNotice.objects.filter(pk=notice.pk).update(mailed_at=at)


def mail_question(question: int, *, province: str, at: datetime) -> None:
    """Tell a facility's people by e-mail that a question waits for them."""
    with within(Boundary(uuid4(), (province,))):
        asked = CaseQuestion.objects.select_related("case", "facility").get(pk=question)
        addresses = _addresses(
            Organisation.Kind.FACILITY,
            [OfficeRole.FACILITY_USER],
            on=local_day(at),
            province=asked.facility.province,
            facility=asked.facility.key,
        )
        subject = f"Câu hỏi về hồ sơ {asked.case.number}"
        sent(subject, asked.due_on, QUESTION_PATH.format(asked.pk), addresses)


def addresses_of_department(province: str, *, on: date) -> list[str]:
    """List the addresses of a department's people who handle cases."""
    return _addresses(Organisation.Kind.DEPARTMENT, list(OFFICES), on=on, province=province)


def _addresses(
    kind: Organisation.Kind, roles: Sequence[OfficeRole], *, on: date, **place: str
) -> list[str]:
    held = Membership.objects.in_force_on(on).filter(
        role__in=[role.value for role in roles],
        user__is_active=True,
        organisation__kind=kind,
        **{f"organisation__{name}": value for name, value in place.items()},
    )
    return sorted(set(held.values_list("user__email", flat=True)))


def sent(subject: str, due_on: date | None, path: str, addresses: Sequence[str]) -> bool:
    """Send one letter to each address; False where nobody can be written to."""
    if not addresses or not settings.EMAIL_HOST:
        return False
    body = _body(subject, due_on, settings.LIENY_PUBLIC_URL + path)
    letters = [EmailMessage(f"[Liên Y] {subject}", body, to=[one]) for one in addresses]
    try:
        return bool(get_connection().send_messages(letters))
    except (OSError, SMTPException) as fault:
        # The step stands and the notice is in the portal; the log names no address.
        logger.warning("e-mail not sent: %s", type(fault).__name__)
        return False


def _body(subject: str, due_on: date | None, address: str) -> str:
    due = f"Thời hạn / Due: {day_in_words(due_on)}\n" if due_on else ""
    return (
        f"{subject}\n{due}Mở trong Liên Y / Open: {address}\n\n"
        "Thư này không ghi thông tin cá nhân; hãy đăng nhập để xem.\n"
        "This letter holds no personal data; sign in to read.\n"
    )


def unread_of(departments: Sequence[str]) -> int:
    """Count the notices that nobody of these departments has read."""
    return CaseNotice.objects.filter(department__in=departments, read_at=None).count()


@transaction.atomic
def mark_read(case: UUID, departments: Sequence[str], *, by: UUID, at: datetime) -> None:
    """Note that somebody of a department has seen what it was told of a case."""
    unread = CaseNotice.objects.filter(case_id=case, department__in=departments, read_at=None)
    unread.update(read_at=at, read_by_id=by)
