"""Hỏi trước khi duyệt: may this person work these hours here, and which hours are free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_

from lieny.vocabulary.period import Period
from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet, WeeklyTime

# Usual shifts of a clinic, offered when they are wholly free: morning, afternoon, evening.
_SHIFTS = ((450, 690), (780, 1_020), (1_050, 1_230))


class Detail(StrEnum):
    """How much of a registration the asker may know."""

    WHOLE = "whole"  # facility and hours
    HOURS = "hours"  # that the person is busy, not where


@dataclass(frozen=True, slots=True)
class Engagement:
    """Một đăng ký đang có: where and when a person is registered already.

    Attributes:
        registration: id of the registration.
        facility: id of its facility.
        time: registered hours.
        valid: its term.
        detail: how much of it the asker may know.
    """

    registration: int
    facility: int
    time: WeeklyTime
    valid: Period
    detail: Detail


@dataclass(frozen=True, slots=True)
class Clash:
    """Giờ trùng of what is asked with one engagement.

    Attributes:
        registration: None where the asker may know the hours only.
        facility: the same.
        definite: minutes surely worked at both.
        possible: minutes that may be worked at both.
    """

    registration: int | None
    facility: int | None
    definite: WeeklySet
    possible: WeeklySet


@dataclass(frozen=True, slots=True)
class FreeBusy:
    """Giờ bận, giờ trống of a person over all provinces, as far as the asker may know.

    Attributes:
        clashes: with engagements elsewhere, most minutes first.
        busy: minutes in which the person surely works somewhere.
        maybe_busy: minutes in which the person may work somewhere.
        free: hours asked that clash with nothing, not even possibly.
        slots: usual shifts that are wholly free, within the opening hours where these are known.
        minutes_afterwards: definite minutes a week if the registration were accepted.
        most_minutes_afterwards: the same with the minutes that are only possible.
    """

    clashes: tuple[Clash, ...]
    busy: WeeklySet
    maybe_busy: WeeklySet
    free: WeeklySet
    slots: WeeklySet
    minutes_afterwards: int
    most_minutes_afterwards: int

    @property
    def is_free(self) -> bool:
        """Test whether nothing stands against the hours asked, as far as is known."""
        return not self.clashes


def free_busy(
    engagements: Sequence[Engagement],
    *,
    wanted: WeeklyTime,
    facility: int | None,
    during: Period,
    open_hours: WeeklySet | None = None,
) -> FreeBusy:
    """Compare hours that a facility asks for with everything registered in all provinces.

    Law: practice.no-overlap (15/2023/QH15 Điều 36 khoản 1), as R01 and R02 read it; work at the
    asking facility itself is not a clash.

    Args:
        engagements: of the person, from all provinces.
        wanted: hours asked for; the empty week asks only when the person is free.
        facility: the asking facility; None when it is not known yet.
        during: days for which it is asked.
        open_hours: of the asking facility; None when they are not known.
    """
    present = [one for one in engagements if one.valid.common_with(during) is not None]
    elsewhere = [one for one in present if facility is None or one.facility != facility]
    clashes = [clash for one in elsewhere if (clash := _clash(one, wanted)) is not None]
    busy = _union(one.time.definite for one in present)
    reach = _union(one.time.possible for one in present)
    taken = busy | reach
    return FreeBusy(
        clashes=tuple(sorted(clashes, key=_weight)),
        busy=busy,
        maybe_busy=reach - busy,
        free=(wanted.definite | wanted.possible)
        - _union(one.time.definite | one.time.possible for one in elsewhere),
        slots=_slots(taken, open_hours),
        minutes_afterwards=(busy | wanted.definite).minutes,
        most_minutes_afterwards=(taken | wanted.definite | wanted.possible).minutes,
    )


def _clash(one: Engagement, wanted: WeeklyTime) -> Clash | None:
    both = one.time & wanted
    if not both.definite and not both.possible:
        return None
    known = one.detail is Detail.WHOLE
    return Clash(
        registration=one.registration if known else None,
        facility=one.facility if known else None,
        definite=both.definite,
        possible=both.possible,
    )


def _weight(clash: Clash) -> tuple[int, int, int]:
    return -clash.definite.minutes, -clash.possible.minutes, clash.registration or 0


def _union(sets: Iterable[WeeklySet]) -> WeeklySet:
    return reduce(or_, sets, EMPTY)


def _slots(taken: WeeklySet, open_hours: WeeklySet | None) -> WeeklySet:
    """Join the usual shifts that nothing touches and that lie within the opening hours."""
    free = []
    for day in range(7):
        for start, end in _SHIFTS:
            shift = WeeklySet(((day * DAY + start, day * DAY + end),))
            is_open = open_hours is None or (shift & open_hours) == shift
            if is_open and not shift & taken:
                free.append(shift)
    return _union(free)
