"""Hai nơi, một người: where the registered hours at two facilities meet, and why it may be nothing.

Rules R01 and R02 divide between them what this module sees: R01 takes the definite overlaps that
no doubt touches, R02 asks about the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce
from operator import or_

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import choice, number
from lieny.registry.rules.standing import (
    FULL_TIME,
    active_roles,
    is_in_transfer,
    is_passed_over,
    place_pairs,
    remembered,
)
from lieny.registry.rules.week_bands import hours_less_lunch
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

NO_OVERLAP = "practice.no-overlap"
_TYPED_CLOCK = re.compile(r"\d\s*(?:h|g|giờ|gio|am|pm)(?![a-z])|\d[:.]\d", re.I)


class Doubt(Enum):
    """Why two registrations that meet may still be in order."""

    PASSED_OVER = auto()  # later lists leave the person out
    ASSIGNMENT = auto()  # sent by one to the other: Điều 36 khoản 3
    TRANSFER = auto()  # one move, reported late
    FULL_TIME_WORDS = auto()  # "cơ hữu" without hours, where nobody says that it means them all


@dataclass(frozen=True, slots=True)
class Meeting:
    """One person at two facilities.

    Attributes:
        left: roles at the one facility, right: at the other.
        sure: minutes that definite hours of both share and no doubt touches.
        sure_less_lunch: the same, were a lunch break taken by whoever's day runs across noon.
        reach: minutes that both may share.
        doubts: doubts about pairs whose definite hours meet.
        is_undetermined: some role's text fixes no hours at all, and both sides speak of hours.
    """

    left: tuple[Role, ...]
    right: tuple[Role, ...]
    sure: WeeklySet
    sure_less_lunch: WeeklySet
    reach: WeeklySet
    doubts: tuple[Doubt, ...]
    is_undetermined: bool

    @property
    def roles(self) -> tuple[Role, ...]:
        """All roles of the meeting."""
        return self.left + self.right

    def is_overlap(self, least: float) -> bool:
        """Test whether the hours overlap beyond doubt, even if lunch were taken."""
        return self.sure.minutes >= least and self.sure_less_lunch.minutes >= least


@remembered
def meetings(dossier: Dossier, region: Region) -> tuple[Meeting, ...]:
    """Compare the active roles of each pair of facilities; several roles at one are united."""
    at_work = tuple(role for role in active_roles(dossier, region) if not role.away)
    return tuple(_meeting(left, right, region) for left, right in place_pairs(at_work))


def least_minutes(region: Region) -> float:
    """Give the shortest overlap a week that is worth a sign."""
    return number(region, NO_OVERLAP, "least_minutes")


def doubt_about(one: Role, other: Role, region: Region) -> Doubt | None:
    """Give the reason for which hours that meet may be in order, None if there is none."""
    if is_passed_over(one, region) or is_passed_over(other, region):
        return Doubt.PASSED_OVER
    if one.assignment or other.assignment:
        return Doubt.ASSIGNMENT
    if is_in_transfer(one, other, region):
        return Doubt.TRANSFER
    if has_doubtful_words(one, region) or has_doubtful_words(other, region):
        return Doubt.FULL_TIME_WORDS
    return None


def has_doubtful_words(role: Role, region: Region) -> bool:
    """Test whether hours that only "cơ hữu" or "toàn thời gian" gives may not be meant.

    Law: practice.full-time; its parameter `words` says whether the words alone mean the opening
    hours. A small place that calls all its rows full time copied the words in any case.
    """
    if not role.full_time or _TYPED_CLOCK.search(role.raw_time):
        return False
    copied = region.facilities[role.facility].template_full_time
    return copied or choice(region, FULL_TIME, "words") != "opening-hours"


def _meeting(left: tuple[Role, ...], right: tuple[Role, ...], region: Region) -> Meeting:
    sure: list[WeeklySet] = []
    less_lunch: list[WeeklySet] = []
    reach: list[WeeklySet] = []
    doubts: dict[Doubt, None] = {}
    for one in left:
        for other in right:
            reach.append(_reach(one) & _reach(other))
            both = one.time.definite & other.time.definite
            if not both:
                continue
            doubt = doubt_about(one, other, region)
            if doubt is not None:
                doubts[doubt] = None
                continue
            sure.append(both)
            has_span = one.unbroken_day or other.unbroken_day
            less_lunch.append(_without_lunch(one, other, region) if has_span else both)
    return Meeting(
        left=left,
        right=right,
        sure=_united(sure),
        sure_less_lunch=_united(less_lunch),
        reach=_united(reach),
        doubts=tuple(doubts),
        is_undetermined=_is_undetermined(left, right),
    )


def _without_lunch(one: Role, other: Role, region: Region) -> WeeklySet:
    return hours_less_lunch(one, region) & hours_less_lunch(other, region)


def _united(sets: list[WeeklySet]) -> WeeklySet:
    return sets[0] if len(sets) == 1 else reduce(or_, sets, EMPTY)


def _reach(role: Role) -> WeeklySet:
    if not role.time.possible:
        return role.time.definite
    return role.time.definite | role.time.possible


def _is_undetermined(left: tuple[Role, ...], right: tuple[Role, ...]) -> bool:
    some_vague = any(is_vague(role) for role in (*left, *right))
    return some_vague and _speak_of_time(left) and _speak_of_time(right)


def is_vague(role: Role) -> bool:
    """Test whether the text speaks of hours that nothing can be known of: `theo ca`, `trực`."""
    return not role.time_determined and not role.no_hours_given and not _reach(role)


def _speak_of_time(roles: tuple[Role, ...]) -> bool:
    return any(is_vague(role) or _reach(role) for role in roles)
