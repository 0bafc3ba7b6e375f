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
        unclear: the words may mean other days.
        is_range: written as a range.
        is_every_day: named as a whole ("hàng ngày") and narrowed by days named beside it.
        is_rest: "các ngày còn lại": what no other word names.
        possible_only: a remark makes these days merely possible.
    """

    sure: frozenset[int]
    unsure: frozenset[int] = frozenset()
    part: frozenset[Part] | None = None
    last_part: tuple[int, Part] | None = None
    is_range: bool = False
    is_every_day: bool = False
    is_rest: bool = False
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
        open_ended: only one end is written ("từ 17h").
    """

    spans: tuple[Span, ...] = ()
    readings: tuple[Span, ...] = ()
    named: Named | None = None
    part: Part | None = None
    open_ended: bool = False
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
        sites: places, where hours of more than one place stand in the text.
        impossible: something cannot be ("T8", "25h").
        shift_labels: names of shifts ("Ca 1", "Ca A").
        says_shifts: a part of the day is called a shift ("ca sáng").
        days_per_week: "3 buổi/tuần": on how many days at most.
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
    shift_labels: set[str] = field(default_factory=set)
    says_shifts: bool = False
    days_per_week: float | None = None
    hours_per_week: float | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    unknown: list[str] = field(default_factory=list)
