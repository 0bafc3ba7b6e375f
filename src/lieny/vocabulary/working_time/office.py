"""Hours that somebody else fixes: office hours, opening hours of a facility, halves of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lieny.vocabulary.weekly_set import DAY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.items import Span
from lieny.vocabulary.working_time.tokens import Part

EARLIEST_OFFICE, LATEST_OFFICE = 390, 1080  # 06:30 to 18:00


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Giờ hành chính: two halves of the day, on days of the week.

    Attributes:
        morning: from, until, in minutes of the day.
        afternoon: from, until.
        days: ISO days.
    """

    morning: Span
    afternoon: Span
    days: frozenset[int]

    def on(self, days: Iterable[int]) -> WeeklySet:
        """Give these hours on other days."""
        return on_days((self.morning, self.afternoon), days)


# The pair met in practice. Nobody wrote it in the list: it is never more than possible.
DEFAULT_OFFICE_HOURS = OfficeHours((420, 690), (810, 1020), frozenset(range(1, 6)))

# Generous, because "sáng" ends when lunch begins and clinics differ.
PART_BANDS: dict[Part, tuple[Span, ...]] = {
    Part.MORNING: ((0, 760),),
    Part.NOON: ((630, 870),),
    Part.AFTERNOON: ((690, 1140),),
    Part.EVENING: ((960, 1440),),
    Part.NIGHT: ((1020, 1440), (0, 540)),
    Part.ALL: ((0, 1440),),
}

# What nobody doubts to be of the half, where the opening hours do not part the halves.
SURE_BANDS: dict[Part, tuple[Span, ...]] = {
    Part.MORNING: ((300, 660),),
    Part.NOON: ((690, 780),),
    Part.AFTERNOON: ((840, 1020),),
    Part.EVENING: ((1080, 1440),),
    Part.NIGHT: ((1260, 1440),),
    Part.ALL: ((0, 1440),),
}

# What a half takes away when it is off: the halves meet at noon.
OFF_BANDS: dict[Part, tuple[Span, ...]] = {
    Part.MORNING: ((0, 720),),
    Part.NOON: ((690, 810),),
    Part.AFTERNOON: ((720, 1110),),
    Part.EVENING: ((1020, 1440),),
    Part.NIGHT: ((1080, 1440),),
    Part.ALL: ((0, 1440),),
}

# Beside a half that is off: of hours that run on across its border nobody knows the rest.
OFF_FRINGES: dict[Part, Span] = {Part.MORNING: (720, 810), Part.AFTERNOON: (1110, 1260)}


@dataclass(frozen=True, slots=True)
class FacilityHours:
    """Thời gian hoạt động hằng ngày, as the list states it.

    Attributes:
        open: minutes of the week in which the facility is open.
    """

    open: WeeklySet

    @property
    def days(self) -> frozenset[int]:
        """ISO days on which it opens."""
        return frozenset(start // DAY + 1 for start, _ in self.open.intervals) | frozenset(
            (end - 1) // DAY + 1 for _, end in self.open.intervals
        )

    def on(self, days: Iterable[int]) -> WeeklySet:
        """Give the opening hours that fall on these days."""
        return self.open & on_days(((0, DAY),), days)

    def half(self, day: int, parts: Iterable[Part]) -> WeeklyTime:
        """Give the opening hours of some parts of a day.

        An interval within the part is of it; of one that runs on (07:00 to 20:00) only what nobody
        doubts is definite.
        """
        sure = possible = WeeklySet()
        for part in parts:
            band = on_days(PART_BANDS[part], {day})
            for start, end in self.on({day}).intervals:
                piece = WeeklySet(((start, end),))
                if piece - band:
                    sure |= piece & on_days(SURE_BANDS[part], {day})
                    possible |= piece & band
                else:
                    sure |= piece
        return WeeklyTime(sure, possible - sure)

    @property
    def office(self) -> WeeklySet | None:
        """Give the office hours, when what the facility states is of that kind.

        Monday to Friday, within 06:30 and 18:00, not above nine and a half hours a day.
        """
        weekdays = self.on(range(1, 6))
        band = on_days(((EARLIEST_OFFICE, LATEST_OFFICE),), range(1, 6))
        days = len(self.days & set(range(1, 6)))
        if not weekdays or weekdays - band or weekdays.minutes > days * 570:
            return None
        return weekdays


def on_days(spans: Iterable[Span], days: Iterable[int]) -> WeeklySet:
    """Put spans of the day on days of the week; what runs past midnight goes on the next day."""
    return _on_days(tuple(spans), frozenset(days))


@lru_cache(maxsize=8_192)
def _on_days(spans: tuple[Span, ...], days: frozenset[int]) -> WeeklySet:
    return WeeklySet.of(
        ((day - 1) * DAY + start, (day - 1) * DAY + end) for day in days for start, end in spans
    )


def band_of(parts: Iterable[Part]) -> tuple[Span, ...]:
    """Give the bands of some parts of the day."""
    return tuple(band for part in parts for band in PART_BANDS[part])
