"""Which row is the current word of a facility on a person, when lists were sent again and again.

A facility sends its list anew whenever something changes. The later list speaks for the persons it
names; a person it no longer names has probably left, but nobody said so: the older row stays, with
the number of later full lists that pass over it (rule R19 weighs that).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lieny.registry.engine.columns_read import distinct

Days = npt.NDArray[np.int64]
NO_DAY = np.iinfo(np.int64).min
EARLIEST = -(1 << 31)  # days of dates lie within 2**31 of the epoch


@dataclass(frozen=True, slots=True)
class Submissions:
    """For each registration row: is it the current word, and how often was it passed over.

    Attributes:
        current: false where a later list of the same facility names the person again, or where
            the list was not yet written on the day of the check although an earlier one was.
        passed_over: number of later full lists of the facility, known on the day of the check,
            that no longer name the person.
    """

    current: npt.NDArray[np.bool_]
    passed_over: npt.NDArray[np.int32]


def order_submissions(
    person: npt.NDArray[np.int32],
    facility: npt.NDArray[np.int32],
    listed_on: Days,
    supplement: npt.NDArray[np.bool_],
    as_of: int,
) -> Submissions:
    """Order the lists of each facility by their own dates.

    Args:
        person: linked person of each row.
        facility: facility entity of each row.
        listed_on: days since 1970-01-01 of the row's list; `NO_DAY` where it has no date.
        supplement: the row's list only adds persons ("bổ sung"): silence in it means nothing.
        as_of: day of the check, days since 1970-01-01.

    Returns:
        Arrays aligned with the rows.
    """
    rows = len(person)
    current = np.ones(rows, dtype=np.bool_)
    passed_over = np.zeros(rows, dtype=np.int32)
    dated = np.flatnonzero(listed_on != NO_DAY)
    if not len(dated):
        return Submissions(current, passed_over)
    place, day = facility[dated].astype(np.int64), listed_on[dated]
    known = day <= as_of
    # A facility all of whose lists are later than the day of the check: the earliest stands in.
    last_known = _latest_per_key(place, np.where(known, day, NO_DAY))
    first_any = -_latest_per_key(place, -day)
    horizon = np.where(last_known == NO_DAY, first_any, last_known)
    current[dated[day > horizon]] = False

    inside = dated[day <= horizon]
    pair = _pair_key(person[inside], facility[inside])
    latest = _latest_per_key(pair, listed_on[inside])
    superseded = listed_on[inside] < latest
    current[inside[superseded]] = False

    full = inside[~supplement[inside]]
    lists = distinct(_list_key(facility[full].astype(np.int64), listed_on[full]))
    keep = inside[~superseded]
    passed_over[keep] = _later_lists(lists, facility[keep].astype(np.int64), listed_on[keep])
    return Submissions(current, passed_over)


def _pair_key(person: npt.NDArray[np.int32], facility: npt.NDArray[np.int32]) -> Days:
    return (person.astype(np.int64) << 32) | facility.astype(np.int64)


def _latest_per_key(key: Days, day: Days) -> Days:
    """Give each row the greatest day of its key."""
    order = np.argsort(key)
    ordered = key[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    latest = np.empty_like(day)
    sizes = np.diff(starts, append=len(ordered))
    latest[order] = np.repeat(np.maximum.reduceat(day[order], starts), sizes)
    return latest


def _later_lists(lists: Days, place: Days, day: Days) -> npt.NDArray[np.int32]:
    """Count, for each (place, day), the lists of the place that are later than the day.

    `lists` holds distinct lists as `_list_key` writes them, sorted: a list's rank among all and
    the end of its place give the count by two binary searches.
    """
    here = np.searchsorted(lists, _list_key(place, day), side="right")
    end = np.searchsorted(lists, _list_key(place + 1, np.full_like(day, EARLIEST)), side="left")
    return (end - here).astype(np.int32)


def _list_key(place: Days, day: Days) -> Days:
    """One number that sorts as (place, day) do; days lie within 2**31 of the epoch."""
    return (place << 32) + day
