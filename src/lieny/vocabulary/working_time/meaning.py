"""From clauses to minutes of the week: definite, possible, and what stayed open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.clauses import Clause
from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Days, Gap, Hours, Sentence, Span
from lieny.vocabulary.working_time.lexicon import EVERY_DAY, WORKING_DAYS
from lieny.vocabulary.working_time.office import (
    DEFAULT_OFFICE_HOURS,
    OFF_BANDS,
    FacilityHours,
    band_of,
    on_days,
)
from lieny.vocabulary.working_time.tokens import Named, Part

MORNING_AND_AFTERNOON = frozenset({Part.MORNING, Part.AFTERNOON})


@dataclass(slots=True)
class Meaning:
    """What was understood so far."""

    facility: FacilityHours | None
    definite: WeeklySet = EMPTY
    possible: WeeklySet = EMPTY
    open_questions: bool = False  # something was said that could not be made definite
    flags: set[TimeFlag] = field(default_factory=set)

    def add(self, minutes: WeeklySet, *, sure: bool) -> None:
        """Add minutes, definite or merely possible."""
        if sure:
            self.definite |= minutes
        else:
            self.possible |= minutes
            self.open_questions = True

    def time(self) -> WeeklyTime:
        """Give both sets, disjoint."""
        return WeeklyTime(self.definite, self.possible - self.definite)


def mean(sentence: Sentence, clauses: Iterable[Clause], facility: FacilityHours | None) -> Meaning:
    """Give the minutes that the clauses of a sentence stand for."""
    meaning = Meaning(facility)
    earlier: frozenset[int] = frozenset()
    for clause in clauses:
        part = Meaning(facility)
        if clause.days and clause.hours:
            _days_and_hours(part, sentence, clause)
        elif clause.hours:
            _hours_alone(part, sentence, clause, earlier)
        else:
            _days_alone(part, sentence, clause.days)
        earlier |= _sure_days(clause.days)
        _take_into(meaning, part, possible_only=clause.possible_only)
    _exclude(meaning, sentence)
    return meaning


def _take_into(meaning: Meaning, part: Meaning, *, possible_only: bool) -> None:
    meaning.flags |= part.flags
    meaning.open_questions |= part.open_questions or possible_only
    if possible_only:
        meaning.possible |= part.definite | part.possible
    else:
        meaning.definite |= part.definite
        meaning.possible |= part.possible


def _sure_days(days: Iterable[Days]) -> frozenset[int]:
    return frozenset(day for element in days for day in element.sure)


def _days_and_hours(part: Meaning, sentence: Sentence, clause: Clause) -> None:
    named = {hours.named for hours in clause.hours if hours.named}
    spans = [span for hours in clause.hours for span in hours.spans]
    choices = [span for hours in clause.hours for span in hours.readings]
    for days in clause.days:
        _on(part, days, spans)
    everything = _sure_days(clause.days) | sentence.included
    if sentence.included:
        part.add(on_days(spans, sentence.included), sure=True)
    if choices:
        part.add(on_days(choices, everything), sure=False)
    for name in named:
        _named_on(part, name, everything)


def _on(part: Meaning, days: Days, spans: list[Span]) -> None:
    """Put written hours on days, within the half of the day that was said."""
    whole = days.sure
    if days.last_part is not None:
        last, half = days.last_part
        whole = whole - {last}
        inside = _within(spans, (half,))
        part.add(on_days(inside, {last}), sure=True)
    if days.part and Part.ALL not in days.part:
        inside = _within(spans, days.part)
        part.add(on_days(inside, whole), sure=True)
        outside = [span for span in spans if span not in inside]
        if outside:
            part.add(on_days(outside, whole), sure=False)
    else:
        part.add(on_days(spans, whole), sure=True)
    if days.unsure:
        part.add(on_days(spans, days.unsure), sure=False)


def _within(spans: Iterable[Span], parts: Iterable[Part]) -> list[Span]:
    """Choose the spans that lie in the said parts of the day (a night may end the next day)."""
    bands = band_of(parts)
    night = Part.NIGHT in set(parts)
    return [
        (start, end)
        for start, end in spans
        if any(low <= start and (end <= high or night) for low, high in bands)
    ]


def _hours_alone(
    part: Meaning, sentence: Sentence, clause: Clause, earlier: frozenset[int]
) -> None:
    """Hours without days: on the opening days of the facility, else nobody said when."""
    spans = [span for hours in clause.hours for span in hours.spans]
    choices = [span for hours in clause.hours for span in hours.readings]
    named = [hours.named for hours in clause.hours if hours.named]
    excluded_days = any(not days.part for days in sentence.excluded)
    if excluded_days or sentence.included:
        part.add(on_days(spans, EVERY_DAY), sure=True)
    elif part.facility is not None and not earlier:
        part.add(on_days(spans, part.facility.days), sure=True)
    elif spans:
        part.flags.add(TimeFlag.TIMES_ONLY)
        part.add(on_days(spans, earlier or WORKING_DAYS), sure=False)
    if choices:
        part.add(on_days(choices, earlier or WORKING_DAYS), sure=False)
    for name in named:
        _named_on(part, name, None)


def _named_on(part: Meaning, name: Named, days: frozenset[int] | None) -> None:
    """Put hours that somebody else fixes on days; None means the days are not said either."""
    facility = part.facility
    if name is Named.ALWAYS:
        part.add(on_days(((0, 1440),), EVERY_DAY if days is None else days), sure=True)
        return
    if name is Named.OFFICE:
        chosen = DEFAULT_OFFICE_HOURS.days if days is None else days
        office = facility.office if facility else None
        if office is not None:
            part.add(office & on_days(((0, 1440),), chosen), sure=True)
        else:
            part.add(DEFAULT_OFFICE_HOURS.on(chosen), sure=False)
        return
    if name is Named.OUTSIDE_OFFICE:
        if facility is not None:
            office = facility.office or DEFAULT_OFFICE_HOURS.on(WORKING_DAYS)
            outside = facility.open - office
            part.add(outside & on_days(((0, 1440),), days or EVERY_DAY), sure=False)
        part.open_questions = True
        return
    if facility is not None:
        part.add(facility.on(days or EVERY_DAY), sure=True)
    else:
        if days is not None:
            part.add(DEFAULT_OFFICE_HOURS.on(days), sure=False)
        part.open_questions = True


def _days_alone(part: Meaning, sentence: Sentence, elements: Iterable[Days]) -> None:
    """Days without hours: the whole day of the facility, or the half that was said."""
    said: frozenset[Part] | None = None
    for days in elements:
        # "Sáng T2, T4": the word before the first day holds for those listed after it.
        said = days.part or (said if days.gap is Gap.WEAK else None)
        part.flags.add(TimeFlag.HALF_DAY if said else TimeFlag.DAYS_ONLY)
        halves = {day: said for day in days.sure | days.unsure | sentence.included}
        if days.last_part is not None:
            halves[days.last_part[0]] = frozenset({days.last_part[1]})
        for day, half in halves.items():
            whole = half is None or Part.ALL in half or half >= MORNING_AND_AFTERNOON
            _day_alone(part, day, frozenset() if whole or half is None else half)


def _day_alone(part: Meaning, day: int, half: frozenset[Part]) -> None:
    if part.facility is not None:
        stated = part.facility.on({day})
        band = on_days(band_of(half), {day}) if half else stated
        part.add(stated & band, sure=True)
        return
    office = DEFAULT_OFFICE_HOURS
    spans = {Part.MORNING: office.morning, Part.AFTERNOON: office.afternoon}
    chosen = [spans[one] for one in half if one in spans] if half else list(spans.values())
    part.add(on_days(chosen, {day}), sure=False)


def _exclude(meaning: Meaning, sentence: Sentence) -> None:
    """Take out days off, halves off and lunch breaks."""
    for days in sentence.excluded:
        parts = days.part or frozenset({Part.ALL})
        bands = [band for part in parts for band in OFF_BANDS[part]]
        out = on_days(bands, days.sure)
        meaning.definite -= out
        meaning.possible -= out
    if sentence.lunch:
        out = on_days(sentence.lunch, EVERY_DAY)
        meaning.definite -= out
        meaning.possible -= out
    if sentence.lunch_unknown:
        # Somewhere around midday there is a break whose hours nobody wrote.
        around = on_days(((660, 840),), EVERY_DAY) & meaning.definite
        meaning.definite -= around
        meaning.possible |= around
        meaning.open_questions |= bool(around)

