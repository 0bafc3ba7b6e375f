"""Two clocks as a span: what "chiều" adds, when a night runs into the next day, what stays open."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.vocabulary.working_time.items import DAY_MINUTES, Span
from lieny.vocabulary.working_time.tokens import Clock, Part

NOON = 720
HALF_DAY = 720
LATEST_NOON = 180  # "1h trưa"
LATEST_SMALL_HOUR = 240
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
        return minute + HALF_DAY if minute <= LATEST_NOON else minute
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
    if plain and label is not None:
        begin, end = _labelled(begin, end, label)
    elif label not in {None, second.part} and first.part is None:
        begin = said_minute(first._replace(part=label))  # "tối 10h đến 6h sáng"
    elif _is_of_the_same_half(first, second) and end - begin > HALF_DAY:
        begin += HALF_DAY  # "1h-5h chiều"
    if begin == DAY_MINUTES and first.part is Part.NIGHT:
        # "12h đêm T2": the night before or the night after.
        return Reading(choices=((0, end), (DAY_MINUTES, DAY_MINUTES + end)) if end else ())
    begin = 0 if begin == DAY_MINUTES else begin
    if end == 0:
        end = DAY_MINUTES
    return _order(begin, end, night=label is Part.NIGHT, next_day=next_day, plain=plain)


def _is_of_the_same_half(first: Clock, second: Clock) -> bool:
    """Test for "1h-5h chiều": the first is not later on the dial than the second."""
    late = second.part in {Part.AFTERNOON, Part.EVENING}
    return first.part is None and late and first.minute <= min(second.minute, NOON - 1)


def _labelled(begin: int, end: int, label: Part) -> tuple[int, int]:
    """Put plain clocks into the part of the day that stands before them."""
    if label is Part.NOON:
        begin = begin + HALF_DAY if begin <= LATEST_NOON else begin
        return begin, end + HALF_DAY if end <= LATEST_NOON else end
    if label not in {Part.AFTERNOON, Part.EVENING}:
        return begin, end
    if begin >= NOON:
        in_half = label is Part.AFTERNOON and end < begin < end + HALF_DAY
        return begin, end + HALF_DAY if in_half else end  # "chiều 12h-4h"
    late = begin < LATEST_SMALL_HOUR or label is Part.EVENING or end <= begin
    if not late and begin + HALF_DAY >= end > NOON:
        return begin, end  # "Chiều 11h30-16h": already of the 24-hour clock
    moved = begin + HALF_DAY
    return moved, end + HALF_DAY if end <= NOON and end + HALF_DAY > moved else end


def _order(begin: int, end: int, *, night: bool, next_day: bool, plain: bool) -> Reading:
    if next_day:
        return Reading((begin, end + DAY_MINUTES if end <= begin else end))
    if begin < end:
        small_hours = plain and not night and 0 < begin < EARLIEST_MORNING and end <= NOON
        span = (begin, end)
        return (
            Reading(choices=((begin + HALF_DAY, end + HALF_DAY),)) if small_hours else Reading(span)
        )
    return Reading() if begin == end else _reversed(begin, end, night=night)


def _reversed(begin: int, end: int, *, night: bool) -> Reading:
    """Read a range whose end is the earlier clock: a night, or the other half of the day."""
    overnight = (begin, end + DAY_MINUTES)
    # "17h-7h" may mean 7 in the evening; "19h-7h" cannot.
    if end < NOON and end + HALF_DAY > begin and not night:
        same_evening = (begin, end + HALF_DAY)
        return Reading(choices=(same_evening,) if begin < NOON else (same_evening, overnight))
    believed = night or (begin >= NOON and end < NOON)
    return Reading(overnight) if believed else Reading()
