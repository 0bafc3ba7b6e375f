"""The one place that reads the clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """Day at the offices of the departments, whatever the machine's own zone."""
    return datetime.now(tz=OFFICE_ZONE).date()  # noqa: TID251 - this is the clock


def now() -> datetime:
    """Give this moment, with its zone."""
    return datetime.now(tz=OFFICE_ZONE)  # noqa: TID251 - this is the clock
