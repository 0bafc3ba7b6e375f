"""What the scanner makes of tokens: days, hours, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.tokens import Named, Part

DAY_MINUTES = 1_440
Span = tuple[int, int]  # minutes of the day; the end may lie beyond 1440: the next day


class Gap(IntEnum):
    """How strongly two neighbours are parted."""

    NONE = 0
    COLON = 1
    WEAK = 2  # comma, slash, "và", plus
    STRONG = 3  # semicolon, end of a line


@dataclass(slots=True)
class Days:
    """Days as one element of the text.

    Attributes:
        sure: ISO days that are meant.
        unsure: ISO days that may be meant ("2-4": a range or two days).
        part: the half of these days that is meant, None when nothing was said.
        last_part: the half of the last day of a range ("đến sáng thứ 7").
        unclear: why the words may mean other days.
    """

    sure: frozenset[int]
    unsure: frozenset[int] = frozenset()
    part: frozenset[Part] | None = None
    last_part: tuple[int, Part] | None = None
    is_range: bool = False
    unclear: bool = False
    possible_only: bool = False
    gap: Gap = Gap.NONE  # before this element


@dataclass(slots=True)
class Hours:
    """Hours as one element of the text: written, or only named.

    Attributes:
        spans: what is written, when there is one reading.
        readings: the readings between which the text leaves a choice.
        named: hours that somebody else fixes.
    """

    spans: tuple[Span, ...] = ()
    readings: tuple[Span, ...] = ()
    named: Named | None = None
    part: Part | None = None
    possible_only: bool = False
    gap: Gap = Gap.NONE


@dataclass(slots=True)
class Sentence:
    """All that one text says, before it is understood as times.

    Attributes:
        core: days and hours in the order of the text.
        parts_alone: parts of the day that stand beside no days and no hours.
        excluded: days (or halves) that are taken out.
        included: days that are added.
        lunch: breaks that are taken out; `lunch_unknown` when their hours are not said.
        dropped: pieces of the text that hold something impossible ("T8", "25h").
    """

    core: list[Days | Hours] = field(default_factory=list)
    parts_alone: set[Part] = field(default_factory=set)
    excluded: list[Days] = field(default_factory=list)
    included: set[int] = field(default_factory=set)
    lunch: list[Span] = field(default_factory=list)
    lunch_unknown: bool = False
    flags: set[TimeFlag] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    doubtful: bool = False
    open_ended: bool = False
    impossible: bool = False
    shift_labels: int = 0
    hours_per_week: float | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    unknown: list[str] = field(default_factory=list)
