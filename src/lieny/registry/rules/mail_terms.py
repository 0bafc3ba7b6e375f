"""Thư điện tử: when a letter that could not be sent is tried again, and when a digest is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

# After each attempt that failed; when the last one fails nobody tries any more.
WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
MONDAY = 0


class DigestFrequency(StrEnum):
    """Bao lâu nhận thư tổng hợp một lần."""

    WEEKLY = "weekly"
    DAILY = "daily"
    NEVER = "never"


def next_attempt(failed: int, at: datetime) -> datetime | None:
    """Say when a letter is tried again after so many attempts that failed; None: never.

    Design: waits grow, so that a mail server that is away for a night loses nothing and one that
        refuses for good is asked seven times and no more.

    Raises:
        ValueError: no attempt was made.
    """
    if failed < 1:
        raise ValueError("nothing was tried")
    return at + WAITS[failed - 1] if failed <= len(WAITS) else None


def digest_due(frequency: DigestFrequency, last: date | None, today: date) -> bool:
    """Test whether a digest is due: daily on working days, weekly on Monday or as soon after it.

    Design: whoever never had one gets the first on a Monday; a Monday on which the portal stood
        still is made good on the next day on which it runs.

    Args:
        frequency: as the officer chose.
        last: day of the last one; None before the first.
        today: the day of the question.
    """
    if frequency is DigestFrequency.NEVER or last == today:
        return False
    if frequency is DigestFrequency.DAILY:
        return today.weekday() < 5  # noqa: PLR2004 - Saturday
    monday = today - timedelta(days=today.weekday())
    return today == monday if last is None else last < monday
