"""Reads a cell of registered working time: what is certain, what is possible, what stayed open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.clauses import cut
from lieny.vocabulary.working_time.cleaning import clean
from lieny.vocabulary.working_time.flags import TimeFlag, TimeStatus
from lieny.vocabulary.working_time.items import Days, Hours, Sentence, Span
from lieny.vocabulary.working_time.lexer import tokenise
from lieny.vocabulary.working_time.meaning import Meaning, mean
from lieny.vocabulary.working_time.notes import Note, notes_of
from lieny.vocabulary.working_time.office import FacilityHours
from lieny.vocabulary.working_time.scan import Scanner
from lieny.vocabulary.working_time.tokens import Named

_DITTO = re.compile(
    r"[-\s.]*(?:n/?t|nhu tren|giong tren|tuong tu|idem|ditto|nhu (?:dong|hang) tren|[\"'/]{1,4}|〃+)[-\s.]*"
)
_BLANK = re.compile(r"[-\s.…_/\\0]*")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(30_000, 60_000)  # 1982 to 2064
_MIDDAY = (690, 780)  # a span across 11:30–13:00 may hide a lunch break


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What a text of working time says.

    Attributes:
        text: as given.
        status: how far it determines the hours.
        time: definite and possible minutes of the week.
        flags: what else it says.
        notes: what a person should know about the reading.
        days: ISO days that are certain, when no hours go with them; None when none are said.
        times: hours that are certain, when no days go with them; minutes of the day.
        hours_per_week: an amount that was said instead of hours.
        valid_from: first day, if a full date was said.
        valid_until: last day, if a full date was said.
        not_understood: words that the grammar does not know.
    """

    text: str
    status: TimeStatus
    time: WeeklyTime = WeeklyTime()
    flags: frozenset[TimeFlag] = frozenset()
    notes: tuple[Note, ...] = ()
    days: frozenset[int] | None = None
    times: tuple[Span, ...] = ()
    hours_per_week: float | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    not_understood: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def read_working_time(text: str, *, facility: FacilityHours | None = None) -> TimeReading:
    """Read free Vietnamese (or English) text about weekly working time.

    Args:
        text: the cell, as it stands.
        facility: opening hours that the same list states; without them hours that a text only
            names ("hành chính", "cả ngày") stay possible.

    Returns:
        The reading. Nothing is definite that the text leaves open; nothing is raised for any text.
    """
    even = clean(text)
    if (special := _special(text, even.plain)) is not None:
        return special
    sentence = Scanner(tokenise(even)).scan()
    if not any(isinstance(one, Hours) and (one.spans or one.readings) for one in sentence.core):
        _complete_named(sentence)
    ways = [mean(sentence, clauses, facility) for clauses in cut(sentence.core)] if sentence.core else []
    meaning = _agree(ways, facility)
    meaning.flags |= sentence.flags
    return _reading(text, sentence, meaning)


def read_facility_hours(text: str) -> FacilityHours | None:
    """Read the opening hours of a facility; None when the text leaves them open.

    Hours without days are taken for every day: "Thời gian hoạt động hằng ngày" asks for a day's hours.
    """
    reading = read_working_time(text)
    if reading.time.definite:
        return FacilityHours(reading.time.definite)
    if reading.times and not reading.not_understood and reading.status is not TimeStatus.INVALID:
        return read_facility_hours(f"{text} hằng ngày") if "hằng ngày" not in text else None
    return None


def _special(text: str, plain: str) -> TimeReading | None:
    if _BLANK.fullmatch(plain):
        return TimeReading(text, TimeStatus.UNDETERMINED, flags=frozenset({TimeFlag.BLANK}), notes=notes_of({TimeFlag.BLANK}))
    if _DITTO.fullmatch(plain):
        return TimeReading(text, TimeStatus.UNDETERMINED, flags=frozenset({TimeFlag.DITTO}), notes=notes_of({TimeFlag.DITTO}))
    serial = _SERIAL.fullmatch(plain)
    if serial and int(serial[1]) in _SERIALS:
        flags = {TimeFlag.DATE_ONLY}
        return TimeReading(
            text,
            TimeStatus.UNDETERMINED,
            flags=frozenset(flags),
            notes=notes_of(flags),
            valid_from=_EXCEL_EPOCH + timedelta(days=int(serial[1])),
        )
    return None


def _complete_named(sentence: Sentence) -> None:
    """Give a text without written hours the hours that its words name, where they name any."""
    named = any(isinstance(one, Hours) for one in sentence.core)
    if TimeFlag.FULL_TIME in sentence.flags and not named:
        sentence.core.append(Hours(named=Named.OFFICE))
    # "Giờ hành chính" takes its own days where the text says days without a half.
    for element in sentence.core:
        if isinstance(element, Days) and element.part and named:
            element.unclear = True


def _agree(ways: list[Meaning], facility: FacilityHours | None) -> Meaning:
    """Keep as definite what every reading of the text agrees on."""
    if not ways:
        return Meaning(facility)
    first, *others = ways
    for other in others:
        if (other.definite, other.possible) == (first.definite, first.possible):
            continue
        everything = first.definite | first.possible | other.definite | other.possible
        first.definite &= other.definite
        first.possible = everything - first.definite
        first.open_questions = True
        first.flags.add(TimeFlag.AMBIGUOUS)
    return first


def _reading(text: str, sentence: Sentence, meaning: Meaning) -> TimeReading:
    flags = set(meaning.flags)
    time = _weighed(sentence, meaning, flags)
    status = _status(sentence, meaning, time, flags)
    if status is TimeStatus.INVALID:
        time = WeeklyTime()
    if _crosses_midday(time.definite | time.possible):
        flags.add(TimeFlag.UNBROKEN_DAY)
    written = [one for one in sentence.core if isinstance(one, Hours) and one.spans]
    said_days = frozenset(
        day for one in sentence.core if isinstance(one, Days) for day in one.sure
    )
    return TimeReading(
        text=text,
        status=status,
        time=time,
        flags=frozenset(flags),
        notes=notes_of(flags, sentence),
        days=said_days or None,
        times=tuple(span for one in written for span in one.spans) if not said_days else (),
        hours_per_week=sentence.hours_per_week,
        valid_from=sentence.valid_from,
        valid_until=sentence.valid_until,
        not_understood=tuple(sentence.unknown),
    )


def _weighed(sentence: Sentence, meaning: Meaning, flags: set[TimeFlag]) -> WeeklyTime:
    """Make everything merely possible where a word casts doubt on the whole text."""
    time = meaning.time()
    if TimeFlag.AWAY in flags:
        meaning.open_questions = True
        return WeeklyTime()
    if sentence.sites:
        flags.add(TimeFlag.MULTI_SITE)
    rotating = _is_rotation(sentence, time)
    if rotating:
        flags.add(TimeFlag.SHIFT_ROTATION)
    if sentence.doubtful or sentence.sites or rotating:
        meaning.open_questions = True
        return WeeklyTime(EMPTY, time.definite | time.possible)
    if any(isinstance(one, Days) and one.unclear for one in sentence.core):
        flags.add(TimeFlag.AMBIGUOUS)
    return time


def _is_rotation(sentence: Sentence, time: WeeklyTime) -> bool:
    """Test for shifts that one person cannot all work: more than 16 hours on every day."""
    daily = [span for one in sentence.core if isinstance(one, Hours) for span in one.spans]
    always = TimeFlag.ALWAYS in sentence.flags
    return not always and len(daily) > 1 and sum(end - start for start, end in daily) >= 960 and (
        time.definite.minutes > 5 * 960
    )


def _status(
    sentence: Sentence, meaning: Meaning, time: WeeklyTime, flags: set[TimeFlag]
) -> TimeStatus:
    if sentence.impossible:
        return TimeStatus.INVALID
    if not time.definite:
        return TimeStatus.UNDETERMINED
    loose = (
        meaning.open_questions
        or sentence.unknown
        or sentence.open_ended
        or bool({TimeFlag.ON_CALL, TimeFlag.SHIFT_ROTATION} & flags)
    )
    return TimeStatus.PARTIAL if loose else TimeStatus.DETERMINED


def _crosses_midday(minutes: WeeklySet) -> bool:
    for start, end in minutes.intervals:
        first_day, last_day = start // DAY, (end - 1) // DAY
        for day in range(first_day, last_day + 1):
            if start < day * DAY + _MIDDAY[0] and end > day * DAY + _MIDDAY[1]:
                return True
    return False
