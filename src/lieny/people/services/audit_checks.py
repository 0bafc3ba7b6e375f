"""Checking the audit log from a page: asked for there, done by the background, which sees all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app

from lieny.people.models.audit_check import AuditCheck
from lieny.people.services import audit
from lieny.people.services.audit_chain import verify

TASK = "people.check_audit"
MOST_BREAKS = 200  # shown; that there are more is said


class CheckUnderWay(ValueError):
    """The department's last check has not ended yet."""


@transaction.atomic
def ask_for_check(
    *, by: UUID, province: str, at: datetime, anchor: tuple[int, str] | None = None
) -> AuditCheck:
    """Let the background check the whole chain.

    Args:
        by: who asks.
        province: in whose name.
        at: when.
        anchor: number and hash of a row as somebody noted them elsewhere.

    Raises:
        CheckUnderWay: nothing was written.
    """
    check = AuditCheck(
        province=province,
        asked_by_id=by,
        asked_at=at,
        anchor_row=anchor[0] if anchor else None,
        anchor_hash=anchor[1] if anchor else "",
    )
    try:
        with transaction.atomic():
            check.save(force_insert=True)
    except IntegrityError as fault:
        raise CheckUnderWay from fault
    app.configure_task(TASK, queue="people").defer(check=check.pk)
    audit.record(
        audit.Deed(
            action="audit.verify",
            at=at,
            by=by,
            province=province,
            target_kind="audit-check",
            target=str(check.pk),
        )
    )
    return check


def run_check(check_id: int, *, at: datetime) -> None:
    """Check the chain, as the owner of the tables, and write down what was found.

    Args:
        check_id: of the check.
        at: when.
    """
    rows = AuditCheck.objects.filter(pk=check_id)
    check = rows.get()
    rows.update(state=AuditCheck.State.RUNNING, rows_done=0, rows_total=_length(), ended_at=None)
    anchor = (check.anchor_row, check.anchor_hash) if check.anchor_row is not None else None
    try:
        found = verify(anchor=anchor, progress=lambda done: _told(check_id, done))
    except BaseException:
        rows.update(state=AuditCheck.State.FAILED, ended_at=at)
        raise
    rows.update(
        state=AuditCheck.State.DONE,
        rows_done=found.rows,
        rows_total=found.rows,
        head=found.head,
        breaks=[[one.sequence, one.fault] for one in found.breaks[:MOST_BREAKS]],
        more_breaks=len(found.breaks) > MOST_BREAKS,
        ended_at=at,
    )


def _told(check_id: int, done: int) -> None:
    AuditCheck.objects.filter(pk=check_id).update(rows_done=done)


def _length() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence FROM people_audithead")
        return int(cursor.fetchone()[0])
