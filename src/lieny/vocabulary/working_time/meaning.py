"""From clauses to minutes of the week: definite, possible, and what stayed open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from lieny.vocabulary.weekly_set import DAY
from lieny.vocabulary.working_time.clauses import Clause
from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Days, Gap, Hours, Sentence, Span
from lieny.vocabulary.working_time.lexicon import EVERY_DAY, WEEKEND, WORKING_DAYS
from lieny.vocabulary.working_time.named_hours import named_hours, whole_days
from lieny.vocabulary.working_time.office import (
    FacilityHours,
    band_of,
    on_days,
)
from lieny.vocabulary.working_time.taken_out import take_out
from lieny.vocabulary.working_time.tokens import Named, Part
from lieny.vocabulary.working_time.understanding import Meaning

TWO_SHIFTS = 960  # minutes
MORNING_AND_AFTERNOON = frozenset({Part.MORNING, Part.AFTERNOON})


def mean(sentence: Sentence, clauses: Sequence[Clause], facility: FacilityHours | None) -> Meaning:
    """Give the minutes that the clauses of a sentence stand for."""
    meaning = Meaning(facility)
    earlier: frozenset[int] = frozenset()
    parts: list[tuple[Clause, Meaning]] = []
    for clause in clauses:
        part = Meaning(facility)
        if clause.days and clause.hours:
            _days_and_hours(part, sentence, clause)
        elif clause.hours:
            _hours_alone(part, sentence, clause, earlier)
        else:
            _days_alone(part, sentence, clause.days)
        earlier |= _sure_days(clause.days)
        parts.append((clause, part))
    restrict(parts)
    for clause, part in parts:
        _doubt_shifts(clause, part, sentence)
    for clause, part in parts:
        take_out(part, sentence, _sure_days(clause.days), others=_days_of_others(parts, clause))
        _take_into(meaning, part, possible_only=clause.possible_only)
    return meaning


def _days_of_others(parts: Sequence[tuple[Clause, Meaning]], clause: Clause) -> frozenset[int]:
    return frozenset(
        day for other, _ in parts if other is not clause for day in _sure_days(other.days)
    )


def restrict(parts: Sequence[tuple[Clause, Meaning]]) -> None:
    """Let words about some days limit what was said of more days: "hàng ngày 7h-19h, CN 7h-11h".

    Hours that lie inside the general ones can only be meant as a limit. Hours beside those of "hàng
    ngày" may be meant instead of them, or besides: the general ones are then merely possible.
    """
    for general, wide in parts:
        for special, narrow in parts:
            days = _sure_days(special.days)
            if not narrow.definite or not days < _sure_days(general.days):
                continue
            there = wide.definite & on_days(((0, DAY),), days)
            every_day = any(element.is_every_day for element in general.days)
            if there and not narrow.definite - there:
                wide.definite -= there
            elif there and every_day and there - narrow.definite:
                wide.definite -= there
                wide.add(there - narrow.definite, sure=False)


def _doubt_shifts(clause: Clause, part: Meaning, sentence: Sentence) -> None:
    """Make shifts that follow each other merely possible: one person does not work all of them.

    Sixteen hours and more in shifts that touch ("6h-14h, 14h-22h"), or any that are called shifts.
    """
    spans = sorted(span for hours in clause.hours for span in hours.spans)
    touching = any(one[1] == two[0] for one, two in pairwise(spans))
    minutes = sum(end - start for start, end in spans)
    if touching and (minutes >= TWO_SHIFTS or sentence.says_shifts):
        part.flags.add(TimeFlag.SHIFT_ROTATION)
        part.doubt(part.definite)


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
    spans = [span for hours in clause.hours for span in hours.spans]
    choices = [span for hours in clause.hours for span in hours.readings]
    halves_only = all(days.part and Part.ALL not in days.part for days in clause.days)
    for days in clause.days:
        _on(part, days, spans, alone=halves_only)
    everything = _sure_days(clause.days) | sentence.included
    if sentence.included:
        part.add(on_days(spans, sentence.included), sure=True)
    if choices:
        part.add(on_days(choices, everything), sure=False)
    part.open_questions |= any(hours.open_ended for hours in clause.hours)
    for hours in clause.hours:
        _named_on_days(part, hours, clause.days, sentence.included)


def _on(part: Meaning, days: Days, spans: list[Span], *, alone: bool) -> None:
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
        if outside and alone:  # else they are the hours of the other days
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
    off = {day for days in sentence.excluded if not days.part for day in days.sure}
    if sentence.included or off & WEEKEND:
        part.add(on_days(spans, EVERY_DAY), sure=True)  # "nghỉ CN": on all other days
    elif off:
        part.add(on_days(spans, WORKING_DAYS), sure=True)
        part.add(on_days(spans, WEEKEND), sure=False)  # "trừ thứ 4": of the week, or of its days?
    elif part.facility is not None and not earlier:
        part.add(on_days(spans, part.facility.days), sure=True)
    elif spans:
        part.flags.add(TimeFlag.TIMES_ONLY)
        part.add(on_days(spans, earlier or WORKING_DAYS), sure=False)
    if choices:
        part.add(on_days(choices, earlier or WORKING_DAYS), sure=False)
    part.open_questions |= any(hours.open_ended for hours in clause.hours)
    for hours in clause.hours:
        if hours.named is not None:
            _named_on(part, hours.named, None, _halves(hours, None))


def _halves(hours: Hours, days: Days | None) -> frozenset[Part]:
    """Give the halves of the day that the words limit named hours to; none: the whole day."""
    said = (days.part if days else None) or (frozenset({hours.part}) if hours.part else frozenset())
    return _unless_whole(said)


def _unless_whole(halves: frozenset[Part]) -> frozenset[Part]:
    """Give no halves where the words mean the whole day ("sáng và chiều")."""
    return frozenset() if Part.ALL in halves or halves >= MORNING_AND_AFTERNOON else halves


def _named_on_days(
    part: Meaning, hours: Hours, elements: Iterable[Days], included: Iterable[int]
) -> None:
    if hours.named is None:
        return
    for days in elements:
        whole = days.sure
        if days.last_part is not None:
            last, half = days.last_part
            whole = whole - {last}
            _named_on(part, hours.named, frozenset({last}), frozenset({half}))
        _named_on(part, hours.named, whole, _halves(hours, days))
    if included:
        _named_on(part, hours.named, frozenset(included), frozenset())


def _named_on(
    part: Meaning, name: Named, days: frozenset[int] | None, halves: frozenset[Part]
) -> None:
    """Put hours that somebody else fixes on days; None means the days are not said either."""
    found = named_hours(name, days, halves, part.facility)
    part.definite |= found.definite
    part.possible |= found.possible
    part.open_questions |= bool(found.possible) or not found.definite


def _days_alone(part: Meaning, sentence: Sentence, elements: Iterable[Days]) -> None:
    """Days without hours: the whole day of the facility, or the half that was said."""
    said: frozenset[Part] | None = None
    for days in elements:
        # "Sáng T2, T4": the word before the first day holds for those listed after it.
        said = days.part or (said if days.gap is Gap.WEAK else None)
        part.flags.add(TimeFlag.HALF_DAY if said else TimeFlag.DAYS_ONLY)
        halves = dict.fromkeys(days.sure | days.unsure | sentence.included, said)
        if days.last_part is not None:
            halves[days.last_part[0]] = frozenset({days.last_part[1]})
        for day, half in halves.items():
            found = whole_days({day}, _unless_whole(half or frozenset()), part.facility)
            part.definite |= found.definite
            part.possible |= found.possible
            part.open_questions |= not found.definite or bool(found.possible)
