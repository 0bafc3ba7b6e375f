"""Jobs of people: what pages leave to the background."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from lieny.people.services.audit_checks import TASK, run_check


@app.task(name=TASK, queue="people")
def check_audit(*, check: int) -> None:
    """Check the chain of the audit log."""
    run_check(check, at=timezone.now())
