"""Các đăng ký trong tuần: the lanes of a week timetable and what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lieny.ui.dates import Language
from lieny.ui.words import weekly_hours_in_words, weekly_minutes_in_words
from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet

HOUR = 60
MORNING, EVENING = 6 * HOUR, 21 * HOUR
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class TimetableLane:
    """One registration in the week.

    Attributes:
        facility: name of the facility.
        province: code of its province, which gives the colour; None is grey.
        province_name: as people read it.
    """

    facility: str
    province: str | None
    province_name: str
    definite: WeeklySet
    possible: WeeklySet = EMPTY


def lane_letter(index: int) -> str:
    """Give the letter that names a lane in the picture and in the list beside it."""
    return LETTERS[index] if index < len(LETTERS) else str(index + 1)


def has_night_hours(lanes: Sequence[TimetableLane]) -> bool:
    """Test whether anything stands in the folded hours, before 06:00 or after 21:00."""
    nights = [
        piece
        for day in range(7)
        for piece in ((day * DAY, day * DAY + MORNING), (day * DAY + EVENING, (day + 1) * DAY))
    ]
    night = WeeklySet.of(nights)
    return any((lane.definite | lane.possible) & night for lane in lanes)


def timetable_words(
    lanes: Sequence[TimetableLane],
    *,
    overlap: WeeklySet = EMPTY,
    language: Language = Language.VI,
) -> list[str]:
    """Say the picture line by line: each lane's hours, then the overlap and its sum."""
    maybe = "có thể" if language is Language.VI else "possibly"
    lines = []
    for index, lane in enumerate(lanes):
        hours = []
        if lane.definite or not lane.possible:
            hours.append(weekly_hours_in_words(lane.definite, language))
        if lane.possible:
            hours.append(f"{maybe} {weekly_hours_in_words(lane.possible, language)}")
        place = f"{lane.facility} ({lane.province_name})"
        lines.append(f"{lane_letter(index)} · {place}: {'; '.join(hours)}")
    if overlap:
        lines.append(overlap_words(overlap, language))
    return lines


def overlap_words(overlap: WeeklySet, language: Language = Language.VI) -> str:
    """Say an overlap and its sum: `Trùng: T3, T5 08:00–11:00 = 6 giờ/tuần`."""
    word = "Trùng" if language is Language.VI else "Overlap"
    hours = weekly_hours_in_words(overlap, language)
    return f"{word}: {hours} = {weekly_minutes_in_words(overlap.minutes, language)}"
