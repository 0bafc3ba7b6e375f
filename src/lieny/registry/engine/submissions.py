"""Which row is the current word of a facility on a person, when lists were sent again and again.

A facility sends its list anew whenever something changes. The later list speaks for the persons it
names; a person it no longer names has probably left, but nobody said so: the older row stays, with
the number of later full lists that pass over it (rule R19 weighs that).

Lists are ordered by the day that they bear. Of two that bear the same day, or none, the one that
arrived later speaks, where it is known when lists arrived.
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


def order_submissions(  # noqa: PLR0913 - the rows, and when they were said
    person: npt.NDArray[np.int32],
    facility: npt.NDArray[np.int32],
    listed_on: Days,
    supplement: npt.NDArray[np.bool_],
    as_of: int,
    *,
    arrival: Days | None = None,
) -> Submissions:
    """Order the lists of each facility by their own dates, then by their arrival.

    Args:
        person: linked person of each row.
        facility: facility entity of each row, negative where the row names none: such rows stand.
        listed_on: days since 1970-01-01 of the row's list; `NO_DAY` where it has no date.
        supplement: the row's list only adds persons ("bổ sung"): silence in it means nothing.
        as_of: day of the check, days since 1970-01-01.
        arrival: which submission brought the row: 0 or more and below 2**31, the later the
            greater. Rows of one submission stand beside each other. None where nobody knows: then
            lists of one day stand beside each other, and so do lists without a day.

    Returns:
        Arrays aligned with the rows.
    """
    rows = len(person)
    current = np.ones(rows, dtype=np.bool_)
    passed_over = np.zeros(rows, dtype=np.int32)
    placed = facility >= 0
    dated = np.flatnonzero(placed & (listed_on != NO_DAY))
    if len(dated):
        inside = _known(facility[dated].astype(np.int64), listed_on[dated], as_of)
        current[dated[~inside]] = False
        dated = dated[inside]
    undated = np.flatnonzero(placed & (listed_on == NO_DAY))
    parts = [(dated, listed_on[dated])]
    if arrival is not None:
        parts.append((undated, np.zeros(len(undated), np.int64)))
    for part, day in parts:
        if not len(part):
            continue
        moment = day if arrival is None else _moments(day, arrival[part])
        superseded, later = _ordered(
            person[part], facility[part].astype(np.int64), day, moment, ~supplement[part]
        )
        current[part] = ~superseded
        passed_over[part] = np.where(superseded, 0, later)
    return Submissions(current, passed_over)


def _known(place: Days, day: Days, as_of: int) -> npt.NDArray[np.bool_]:
    """Tell the rows of lists that were written by the day of the check.

    A facility all of whose lists are later than the day of the check: the earliest stands in.
    """
    last_known = _latest_per_key(place, np.where(day <= as_of, day, NO_DAY))
    first_any = -_latest_per_key(place, -day)
    return np.asarray(day <= np.where(last_known == NO_DAY, first_any, last_known), np.bool_)


def _moments(day: Days, arrival: Days) -> Days:
    """Number the days of lists, and within a day their arrivals, in their order."""
    _, number = np.unique((day << 31) | arrival, return_inverse=True)
    return np.asarray(number, np.int64)


def _ordered(
    person: npt.NDArray[np.int32],
    place: Days,
    day: Days,
    moment: Days,
    full: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int32]]:
    """Tell which rows a later list says anew, and how many later full lists each row has.

    Full lists of one day that take each other's place count once: one day's word is one word.
    """
    superseded = moment < _latest_per_key(_pair_key(person, place), moment)
    last_of_day = _latest_per_key(_list_key(place[full], day[full]), moment[full])
    lists = distinct(_list_key(place[full], last_of_day))
    return superseded, _later_lists(lists, place, moment)


def _pair_key(person: npt.NDArray[np.int32], place: Days) -> Days:
    return (person.astype(np.int64) << 32) | place


def _latest_per_key(key: Days, day: Days) -> Days:
    """Give each row the greatest day of its key."""
    if not len(key):
        return day
    order = np.argsort(key)
    ordered = key[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    latest = np.empty_like(day)
    sizes = np.diff(starts, append=len(ordered))
    latest[order] = np.repeat(np.maximum.reduceat(day[order], starts), sizes)
    return latest


def _later_lists(lists: Days, place: Days, moment: Days) -> npt.NDArray[np.int32]:
    """Count, for each (place, moment), the lists of the place that are later than the moment.

    `lists` holds distinct lists as `_list_key` writes them, sorted: a list's rank among all and
    the end of its place give the count by two binary searches.
    """
    here = np.searchsorted(lists, _list_key(place, moment), side="right")
    end = np.searchsorted(lists, _list_key(place + 1, np.full_like(moment, EARLIEST)), side="left")
    return (end - here).astype(np.int32)


def _list_key(place: Days, moment: Days) -> Days:
    """One number that sorts as (place, moment) do; days lie within 2**31 of the epoch."""
    return (place << 32) + moment
