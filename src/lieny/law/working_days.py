"""Ngày làm việc: Monday to Friday, less public holidays, plus the Saturdays worked in exchange."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Lịch làm việc của cơ quan nhà nước.

    Attributes:
        off: holidays that fall on Monday to Friday.
        worked: Saturdays worked in exchange for another day off.
        estimated_from: from this day on the holidays are a forecast, not yet announced.
    """

    off: frozenset[date]
    worked: frozenset[date]
    estimated_from: date

    def is_working(self, day: date) -> bool:
        """Test whether offices work on `day`."""
        return day in self.worked or (day.weekday() <= FRIDAY and day not in self.off)

    def working_days(self, after: date, until: date) -> int:
        """Count the working days later than `after`, up to and including `until`; 0 if none."""
        span = (until - after).days
        days = (after + timedelta(offset) for offset in range(1, span + 1))
        return sum(map(self.is_working, days))

    def after(self, day: date, count: int) -> date:
        """Give the last day of a term of `count` working days; the day of the event is not counted.

        Source: Bộ luật Dân sự 2015, Điều 147: a term of days begins on the day that follows.
        """
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day


@cache
def calendar() -> WorkCalendar:
    """Read the calendar that comes with the package.

    Law: Bộ luật Lao động 2019, Điều 112, and the yearly announcements (data/holidays.toml).
    """
    text = (resources.files("lieny.law") / "data" / "holidays.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return WorkCalendar(
        off=frozenset(table["off"]),
        worked=frozenset(table["worked"]),
        estimated_from=table["estimated_from"],
    )
