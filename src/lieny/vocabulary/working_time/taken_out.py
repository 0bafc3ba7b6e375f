"""Minutes that a text takes out: days off, halves off, lunch breaks."""

from __future__ import annotations

from collections.abc import Iterable

from lieny.vocabulary.weekly_set import EMPTY, WeeklySet
from lieny.vocabulary.working_time.items import Sentence
from lieny.vocabulary.working_time.lexicon import EVERY_DAY
from lieny.vocabulary.working_time.office import OFF_BANDS, OFF_FRINGES, on_days
from lieny.vocabulary.working_time.tokens import Part
from lieny.vocabulary.working_time.understanding import Meaning

MIDDAY = ((660, 840),)


def take_out(
    part: Meaning, sentence: Sentence, days: frozenset[int], *, others: frozenset[int]
) -> None:
    """Take out of one clause what the text takes out.

    Args:
        part: minutes of the clause.
        sentence: the whole text.
        days: ISO days that the clause names.
        others: ISO days that the other clauses name.
    """
    for off in sentence.excluded:
        if off.part is None and days and days <= off.sure:
            # "T2-T6 (trừ T4) …; T4: 18h-21h": other hours on that day. Alone it is a contradiction.
            part.doubt(part.definite if not days <= others else EMPTY)
            continue
        halves = off.part or frozenset({Part.ALL})
        part.doubt(_fringe(part.definite, halves, off.sure))
        _remove(part, on_days([band for half in halves for band in OFF_BANDS[half]], off.sure))
    if sentence.lunch:
        _remove(part, on_days(sentence.lunch, EVERY_DAY))
    if sentence.lunch_unknown:
        # Somewhere around midday there is a break whose hours nobody wrote.
        part.doubt(on_days(MIDDAY, EVERY_DAY))


def _remove(part: Meaning, minutes: WeeklySet) -> None:
    part.definite -= minutes
    part.possible -= minutes


def _fringe(minutes: WeeklySet, parts: Iterable[Part], days: Iterable[int]) -> WeeklySet:
    """Give what remains doubtful of hours that run on across the border of a half that is off."""
    days = tuple(days)
    doubtful = EMPTY
    for low, high in (OFF_FRINGES[part] for part in parts if part in OFF_FRINGES):
        for band in on_days(((low, high),), days).intervals:
            crossing = any(start < band[0] < end for start, end in minutes.intervals)
            doubtful |= WeeklySet((band,)) if crossing else EMPTY
    return doubtful
