"""What the departments of a case write to each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.people.services import audit
from lieny.registry.models import Case, CaseMessage
from lieny.registry.services.cases import notices
from lieny.registry.services.cases.questions import worded
from lieny.registry.services.cases.stepping import NoSuchCase


@transaction.atomic
def write_message(case: UUID, text: str, *, department: str, by: UUID, at: datetime) -> None:
    """Write to the other departments of a case.

    Raises:
        NoSuchCase: not to be seen from here.
        NothingAsked: no words.
    """
    kept = worded(text)
    stored = Case.objects.filter(pk=case).first()
    if stored is None or department not in {stored.lead, *stored.peers}:
        raise NoSuchCase(str(case))
    CaseMessage.objects.create(case_id=case, department=department, by_id=by, at=at, text=kept)
    notices.tell(stored, act="message", but=department, at=at)
    audit.record(
        audit.Deed(
            action="case.discuss",
            at=at,
            by=by,
            province=department,
            target_kind="case",
            target=str(case),
        )
    )
