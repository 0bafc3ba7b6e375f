"""Câu hỏi trước khi duyệt và câu trả lời: what is asked, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lieny.registry.rules.free_busy import FreeBusy
from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.would_be_signs import WouldBeSign
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.period import Period
from lieny.vocabulary.weekly_set import WeeklyTime
from lieny.vocabulary.working_time import TimeReading, TimeStatus


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about, and for which hours.

    Attributes:
        licence: number of the practising licence; with the name, or None when `person` is given.
        name: full name, as written.
        person: id of a person whom one sees already.
        hours: hours asked for, as read; an empty text asks only when the person is free.
        facility: id of the place that asks.
        during: days for which it is asked.
        position, scope: as they would be registered, "" where it is not said.
        place_label: how the place that asks is called, "" where it is not known.
    """

    licence: LicenceNumber | None
    name: str
    person: int | None
    hours: TimeReading
    facility: int | None
    during: Period
    position: str = ""
    scope: str = ""
    place_label: str = ""

    @property
    def wanted(self) -> WeeklyTime:
        """Hours asked for."""
        return self.hours.time

    @property
    def asks_hours(self) -> bool:
        """Test whether any hours are asked for."""
        return bool(self.wanted.definite or self.wanted.possible)

    @property
    def is_firm(self) -> bool:
        """Test whether the hours are certain and nothing beside them stayed unread."""
        is_read = not self.hours.not_understood and not self.wanted.possible
        return is_read and self.hours.status is TimeStatus.DETERMINED


class Reply(StrEnum):
    """Câu trả lời trong một từ, what decides first."""

    UNKNOWN = "unknown"  # no row with this number and name
    SEVERAL = "several"  # more than one person with both
    LICENCE = "licence"  # a register has something against the licence
    BUSY = "busy"  # hours clash for certain
    MAYBE = "maybe"  # hours may clash
    SIGNS = "signs"  # hours are free, but other signs would arise
    LIKELY = "likely-free"  # nothing clashes, but the hours asked for are not certain
    FREE = "free"
    HOURS = "hours"  # no hours were asked for


@dataclass(frozen=True, slots=True)
class ShownEngagement:
    """A registration that the asker may know of: whole, or its hours alone.

    Attributes:
        facility_name: None where only the hours may be known.
        province: the same.
        time: registered hours.
        valid: its term.
    """

    facility_name: str | None
    province: str | None
    time: WeeklyTime
    valid: Period


@dataclass(frozen=True, slots=True)
class ShownClash:
    """Hours asked for that meet those at one place; its name is None where it may not be known."""

    facility_name: str | None
    province: str | None
    time: WeeklyTime


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known.

    Attributes:
        reply: the answer in one word.
        is_known: some row of some province is of this person.
        is_one: all rows meant are of one person; otherwise the number is used by several.
        engagements: what the person is registered for during the days asked.
        hours: busy, free, clashes, usual shifts that are free.
        clashes: one a place, most minutes first.
        against: entries of registers that speak against the licence on the days asked, and how.
        remarks: what is no sign and yet has to be said beside the answer.
        signs: that would arise; None where several persons are meant and nobody can be judged.
    """

    reply: Reply
    is_known: bool
    is_one: bool
    engagements: tuple[ShownEngagement, ...]
    hours: FreeBusy
    clashes: tuple[ShownClash, ...]
    against: tuple[tuple[RegisterEntry, Hindrance], ...]
    remarks: tuple[Bilingual, ...]
    signs: tuple[WouldBeSign, ...] | None
