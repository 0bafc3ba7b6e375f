"""Reads a cell of registered working time: what is certain, what is possible, what stayed open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.clauses import MOST_ELEMENTS, cut
from lieny.vocabulary.working_time.cleaning import clean
from lieny.vocabulary.working_time.flags import TimeFlag, TimeStatus
from lieny.vocabulary.working_time.items import Days, Hours, Sentence, Span
from lieny.vocabulary.working_time.lexer import tokenise
from lieny.vocabulary.working_time.lexicon import EVERY_DAY
from lieny.vocabulary.working_time.meaning import mean
from lieny.vocabulary.working_time.notes import Note, notes_of
from lieny.vocabulary.working_time.office import FacilityHours
from lieny.vocabulary.working_time.scan import Scanner
from lieny.vocabulary.working_time.tokens import Named
from lieny.vocabulary.working_time.understanding import Meaning

_DITTO = re.compile(
    r"[-\s.]*(?:n[/.]?t|tuong tu(?: (?:nhu )?tren)?|idem|ditto|[\"'/]{1,4}|〃+|↓"
    r"|(?:nhu|giong)(?: (?:dong|hang|muc))?(?: (?:ben|o))? tren)[-\s.]*"
)
_BLANK = re.compile(r"[-\s.…_/\\0]*")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_MOST_LETTERS = 1_000  # no honest cell of hours is longer
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(30_000, 60_000)  # 1982 to 2064
NOTHING = WeeklyTime()
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
    time: WeeklyTime = NOTHING
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
    sentence = _understood(text)
    if isinstance(sentence, TimeReading):
        return sentence
    if not any(isinstance(one, Hours) and (one.spans or one.readings) for one in sentence.core):
        sentence = _with_named_hours(sentence, facility)
    ways = (
        [mean(sentence, clauses, facility) for clauses in cut(sentence.core)]
        if sentence.core
        else []
    )
    meaning = _agree(ways, facility)
    meaning.flags |= sentence.flags
    return _reading(text, sentence, meaning)


@lru_cache(maxsize=8_192)
def _understood(text: str) -> Sentence | TimeReading:
    """Understand what a text says whatever the opening hours; nobody may change the sentence.

    Returns:
        The sentence; for a text that is none, its reading.
    """
    if len(text) > _MOST_LETTERS * 4:
        return _without_hours(text, TimeFlag.TOO_LONG, None)
    even = clean(text)
    if (special := _special(text, even.plain)) is not None:
        return special
    sentence = Scanner(tokenise(even)).scan()
    sentence.doubtful |= len(sentence.core) > MOST_ELEMENTS
    return sentence


def read_facility_hours(text: str) -> FacilityHours | None:
    """Read the opening hours of a facility; None when the text leaves them open.

    Hours without days are taken for every day: the form asks for the hours of a day.
    """
    reading = read_working_time(text)
    if reading.time.definite:
        return FacilityHours(reading.time.definite)
    if reading.times and not reading.not_understood and reading.status is not TimeStatus.INVALID:
        return read_facility_hours(f"{text} hằng ngày") if "hằng ngày" not in text else None
    return None


def _special(text: str, plain: str) -> TimeReading | None:
    """Read what is no sentence: an empty cell, a ditto mark, a serial day, a whole document."""
    for found, flag in (
        (len(plain) > _MOST_LETTERS, TimeFlag.TOO_LONG),
        (_BLANK.fullmatch(plain), TimeFlag.BLANK),
        (_DITTO.fullmatch(plain), TimeFlag.DITTO),
    ):
        if found:
            return _without_hours(text, flag, None)
    serial = _SERIAL.fullmatch(plain)
    if serial and int(serial[1]) in _SERIALS:
        day = _EXCEL_EPOCH + timedelta(days=int(serial[1]))
        return _without_hours(text, TimeFlag.DATE_ONLY, day)
    return None


def _without_hours(text: str, flag: TimeFlag, valid_from: date | None) -> TimeReading:
    return TimeReading(
        text,
        TimeStatus.UNDETERMINED,
        flags=frozenset({flag}),
        notes=notes_of({flag}),
        valid_from=valid_from,
    )


def _with_named_hours(sentence: Sentence, facility: FacilityHours | None) -> Sentence:
    """Give a text without written hours the hours that its words name, where they name any."""
    sentence = replace(sentence, core=[*sentence.core])
    named = any(isinstance(one, Hours) for one in sentence.core)
    if TimeFlag.FULL_TIME in sentence.flags and not named:
        sentence.core.append(Hours(named=Named.OFFICE))
    off = {day for days in sentence.excluded if not days.part for day in days.sure}
    if not sentence.core and off and TimeFlag.AWAY not in sentence.flags:
        sentence.core.append(Days(EVERY_DAY - off))  # "Nghỉ CN": the other days
    roster = sentence.flags & {TimeFlag.ON_CALL, TimeFlag.SHIFT_ROTATION, TimeFlag.AWAY}
    if not sentence.core and sentence.parts_alone and facility is not None and not roster:
        sentence.core.append(Days(facility.days, part=frozenset(sentence.parts_alone)))
    return sentence


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
    said_days = _said_days(sentence)
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


def _said_days(sentence: Sentence) -> frozenset[int]:
    named = {day for one in sentence.core if isinstance(one, Days) for day in one.sure}
    off = {day for days in sentence.excluded if not days.part for day in days.sure}
    return frozenset(named - off)


def _weighed(sentence: Sentence, meaning: Meaning, flags: set[TimeFlag]) -> WeeklyTime:
    """Make everything merely possible where a word casts doubt on the whole text."""
    time = meaning.time()
    if TimeFlag.AWAY in flags:
        meaning.open_questions = True
        return WeeklyTime(EMPTY, time.definite)  # the hours before, or after: nobody knows
    if sentence.sites:
        flags.add(TimeFlag.MULTI_SITE)
    if len(sentence.shift_labels) > 1:
        flags.add(TimeFlag.SHIFT_ROTATION)  # "Ca 1: …; ca 2: …"
    unsure = sentence.doubtful or sentence.sites or len(sentence.shift_labels) > 1
    if unsure or _works_fewer_days(sentence):
        meaning.open_questions = True
        return WeeklyTime(EMPTY, time.definite | time.possible)
    if any(isinstance(one, Days) and one.unclear for one in sentence.core):
        flags.add(TimeFlag.AMBIGUOUS)
    return time


def _works_fewer_days(sentence: Sentence) -> bool:
    """Test for "3 buổi/tuần T2-T6": on which of the days, nobody knows."""
    most = sentence.days_per_week
    return most is not None and most < len(_said_days(sentence))


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
