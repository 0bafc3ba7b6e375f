"""Two clocks as a span: what "chiều" adds, when a night runs into the next day, what stays open."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.vocabulary.working_time.items import DAY_MINUTES, Span
from lieny.vocabulary.working_time.tokens import Clock, Part

NOON = 720
HALF_DAY = 720
EARLIEST_MORNING = 300  # before 05:00 a plain morning clock is not believed
LATE_PARTS = {Part.AFTERNOON, Part.EVENING, Part.NIGHT}


@dataclass(frozen=True, slots=True)
class Reading:
    """A span, or the spans between which the words leave a choice; both empty: impossible."""

    span: Span | None = None
    choices: tuple[Span, ...] = ()


def said_minute(clock: Clock) -> int:
    """Take the part of the day that was said with a clock into account: "5h chiều" is 17:00."""
    minute = clock.minute
    if clock.twelve_hour_done or clock.part is None:
        return minute
    if clock.part is Part.NOON:
        return minute + HALF_DAY if minute <= 3 * 60 else minute
    if clock.part in LATE_PARTS and minute < NOON:
        late_night = clock.part is Part.NIGHT and minute <= 5 * 60
        return minute if late_night else minute + HALF_DAY
    if clock.part in {Part.NIGHT, Part.EVENING} and NOON <= minute < NOON + 60:
        return minute + HALF_DAY  # "12h đêm" is midnight
    return minute


def read_range(first: Clock, second: Clock, label: Part | None, *, next_day: bool) -> Reading:
    """Read "from first to second", with the label that stood before both ("Chiều 1h30-5h")."""
    begin, end = said_minute(first), said_minute(second)
    plain = first.part is None and second.part is None and not first.twelve_hour_done
    if label in {Part.AFTERNOON, Part.EVENING} and plain and begin < NOON:
        begin, end = _shift_both(begin, end, label)
    elif first.part is None and second.part in {Part.AFTERNOON, Part.EVENING} and begin < NOON:
        # "1h-5h chiều": the first is of the same half when it is not later on the dial.
        if begin <= second.minute and end - begin > HALF_DAY:
            begin += HALF_DAY
    elif label is Part.NOON and plain and begin <= 3 * 60:
        begin, end = begin + HALF_DAY, end + HALF_DAY
    begin = 0 if begin == DAY_MINUTES else begin
    if end == 0:
        end = DAY_MINUTES
    return _order(begin, end, night=label is Part.NIGHT, next_day=next_day, plain=plain)


def _shift_both(begin: int, end: int, label: Part) -> tuple[int, int]:
    if begin < 60 * 4 or label is Part.EVENING or end <= begin:
        moved = begin + HALF_DAY
        return moved, end + HALF_DAY if end <= NOON and end <= begin + HALF_DAY else end
    if begin + HALF_DAY >= end > NOON:
        return begin, end  # "Chiều 11h30-16h": already of the 24-hour clock
    return begin + HALF_DAY, end + HALF_DAY if end <= NOON else end


def _order(begin: int, end: int, *, night: bool, next_day: bool, plain: bool) -> Reading:
    if begin == end:
        return Reading()
    if next_day:
        return Reading((begin, end + DAY_MINUTES if end <= begin else end))
    if begin < end:
        if plain and not night and 0 < begin < EARLIEST_MORNING and end <= NOON:
            return Reading(choices=((begin + HALF_DAY, end + HALF_DAY),))
        return Reading((begin, end))
    overnight = (begin, end + DAY_MINUTES)
    # "17h-7h" may mean 7 in the evening; "19h-7h" cannot.
    same_evening = (begin, end + HALF_DAY) if end + HALF_DAY > begin and end < NOON else None
    if night or same_evening is None:
        return Reading(overnight) if begin >= NOON or night else Reading()
    if begin < NOON:
        return Reading(choices=(same_evening,))
    return Reading(choices=(same_evening, overnight))
