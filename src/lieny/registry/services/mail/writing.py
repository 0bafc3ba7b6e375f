"""A letter is written as a row, in the transaction of the deed that it tells of.

It says number, deadline and address, nothing of the person: mail lies open on its way. No page
waits for a mail server, and nothing is lost when the process ends before the letter is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from lieny.people.models import Membership, Organisation
from lieny.people.rules.office import OfficeRole
from lieny.registry.models import OutgoingMail
from lieny.ui.dates import day_in_words


@dataclass(frozen=True, slots=True)
class Letter:
    """Thư sẽ gửi: to each account the same words.

    Attributes:
        kind: one of `OutgoingMail.Kind`.
        province: whose administrator sees what became of it.
        subject: of the e-mail, without the portal's name.
        body: its text.
        notice: id of the notice that it tells of.
    """

    kind: OutgoingMail.Kind
    province: str
    subject: str
    body: str
    notice: int | None = None


def write(letter: Letter, users: Sequence[UUID], *, at: datetime) -> int:
    """Write a letter to accounts; give how many. None where the portal has no mail server.

    The transaction must lie within the letter's province.
    """
    if not settings.EMAIL_HOST:
        return 0
    rows = [
        OutgoingMail(
            user_id=user,
            province=letter.province,
            kind=letter.kind,
            notice_id=letter.notice,
            subject=letter.subject,
            body=letter.body,
            made_at=at,
            next_at=at,
        )
        for user in users
    ]
    return len(OutgoingMail.objects.bulk_create(rows))


def case_letter(subject: str, due_on: date | None, path: str) -> str:
    """Word what a case or a question asks somebody to open."""
    due = f"Thời hạn / Due: {day_in_words(due_on)}\n" if due_on else ""
    return (
        f"{subject}\n{due}Mở trong Liên Y / Open: {settings.LIENY_PUBLIC_URL}{path}\n\n"
        "Thư này không ghi thông tin cá nhân; hãy đăng nhập để xem.\n"
        "This letter holds no personal data; sign in to read.\n"
    )


def accounts(
    kind: Organisation.Kind, roles: Sequence[OfficeRole], *, on: date, **place: str
) -> list[UUID]:
    """List the accounts that hold an office at a place on a day, within the boundary."""
    held = Membership.objects.in_force_on(on).filter(
        role__in=[role.value for role in roles],
        user__is_active=True,
        organisation__kind=kind,
        **{f"organisation__{name}": value for name, value in place.items()},
    )
    return sorted(set(held.values_list("user_id", flat=True)))
