"""What is left for the background, within the transaction of the deed that asks for it.

Jobs are named here, not imported: `jobs` stands above the services that leave work to it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

READING, TAKING_IN = "registry.read", "registry.take_in"
ONE_AT_A_TIME = "registry"  # what changes the registry waits for what changes it


def defer_reading(submission: UUID) -> None:
    """Let the files of a submission be read."""
    app.configure_task(READING).defer(submission=str(submission))


def defer_taking_in(*, at: datetime) -> None:
    """Let everything that is confirmed come into the registry, and what was taken back go."""
    app.configure_task(TAKING_IN, lock=ONE_AT_A_TIME).defer(at=at.isoformat())
