"""What is left for the background, within the transaction of the deed that asks for it.

Jobs are named here, not imported: `jobs` stands above the services that leave work to it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

READING, TAKING_IN = "registry.read", "registry.take_in"
ONE_AT_A_TIME = "registry"  # what changes the registry waits for what changes it
LINKING_ANEW = "registry.link_anew"  # one such job waits, however many decisions it will read
GATHERING = 20  # seconds: who reviews pairs decides several in a row


def defer_reading(submission: UUID) -> None:
    """Let the files of a submission be read."""
    app.configure_task(READING).defer(submission=str(submission))


def defer_taking_in(*, at: datetime) -> None:
    """Let everything that is confirmed come into the registry, and what was taken back go."""
    app.configure_task(TAKING_IN, lock=ONE_AT_A_TIME).defer(at=at.isoformat())


def defer_linking_anew(*, at: datetime) -> None:
    """Let decisions about links take effect: one job reads all that were made until it begins."""
    waiting = app.configure_task(
        TAKING_IN,
        lock=ONE_AT_A_TIME,
        queueing_lock=LINKING_ANEW,
        schedule_in={"seconds": GATHERING},
    )
    try:
        with transaction.atomic():
            waiting.defer(at=at.isoformat())
    except AlreadyEnqueued:
        return  # it waits already, and will read this decision too
