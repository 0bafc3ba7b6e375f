"""Overlaps of registered hours: every pair of roles of one person at two places, to the minute.

Weekly patterns are interned and kept in flat arrays. The sweep lists the pairs of roles of each
person and reads the minutes shared from a clock of each pattern; that costs about as much as a
table of all pairs of patterns would, and serves any number of them: there is one path only
(docs/adr/0021).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.sweep_patterns import PatternBook

Ints = npt.NDArray[np.int32]

OVERLAPS = pa.schema(
    [
        ("left", pa.int32()),  # row of the earlier role in the arrays given; left < right
        ("right", pa.int32()),
        ("definite_minutes", pa.int32()),  # a week: definite of one and definite of the other
        ("possible_minutes", pa.int32()),  # a week: what may be shared beyond the definite
    ]
)

# Pairs looked at in one go: bounds memory, whatever number of roles one person has.
PAIRS_AT_ONCE = 4_000_000
ROW_BITS = 32  # person and row in one number: such sorts are several times faster
EARLIEST = np.iinfo(np.int32).min
LATEST = np.iinfo(np.int32).max


class ColumnsOfUnequalLength(ValueError):
    """The arrays given to the sweep do not describe the same registrations."""


def sweep(  # noqa: PLR0913, PLR0917 - one argument a column
    person: Ints,
    facility: Ints,
    definite: pa.DictionaryArray,
    possible: pa.DictionaryArray,
    valid_from: pa.Array,
    valid_until: pa.Array,
    active: npt.NDArray[np.bool_],
) -> pa.Table:
    """List the pairs of active roles of one person, at two facilities, that share minutes.

    Args:
        person: linked person of each registration; negative means none is known.
        facility: facility entity of each registration.
        definite: `WeeklySet.to_bytes` of the definite minutes, interned; null means none.
        possible: the same for the minutes that are merely possible.
        valid_from: first day of validity (date32, inclusive); null means open.
        valid_until: last day of validity (date32, inclusive); null means open.
        active: which registrations take part.

    Returns:
        `OVERLAPS`, ordered by (left, right). Two roles are paired when their periods of validity
        share a day and their weekly times (definite or possible) share a minute. Minutes are
        exact: `definite_minutes` is |Da ∩ Db|, `possible_minutes` is
        |(Da ∪ Pa) ∩ (Db ∪ Pb)| less the definite ones.

    Raises:
        ColumnsOfUnequalLength: the arrays differ in length.
    """
    columns = (person, facility, definite, possible, valid_from, valid_until, active)
    if len({len(column) for column in columns}) != 1:
        raise ColumnsOfUnequalLength(f"lengths {[len(column) for column in columns]}")
    book = PatternBook.of(definite, possible)
    begins, ends = _days(valid_from, EARLIEST), _days(valid_until, LATEST)
    takes_part = active & (person >= 0) & (book.reach.total_minutes()[book.of_reach] > 0)
    rows = _by_person(person, np.flatnonzero(takes_part).astype(np.int32))
    found: list[tuple[Ints, Ints, Ints, Ints]] = []
    for left, right in _pairs_within(person[rows]):
        a, b = rows[left], rows[right]
        meets = facility[a] != facility[b]
        meets &= (begins[a] <= ends[b]) & (begins[b] <= ends[a])
        a, b = a[meets], b[meets]
        reach = book.reach.shared_minutes(book.of_reach[a], book.of_reach[b])
        a, b, reach = a[reach > 0], b[reach > 0], reach[reach > 0]
        sure = book.definite.shared_minutes(book.of_definite[a], book.of_definite[b])
        found.append((a, b, sure, reach - sure))
    return _table(found)


def _days(dates: pa.Array, when_open: int) -> Ints:
    filled = dates.cast(pa.int32()).fill_null(when_open)
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=np.int32)


def _by_person(person: Ints, rows: Ints) -> Ints:
    """Order the rows by person, without those whose person has no other row."""
    if not len(rows):
        return rows
    roles = np.bincount(person[rows])
    rows = rows[roles[person[rows]] > 1]
    ordered = np.sort((person[rows].astype(np.int64) << ROW_BITS) | rows)
    return np.asarray(ordered & (2**ROW_BITS - 1), np.int32)


def _pairs_within(groups: Ints) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Give the positions of all pairs that stand in one group, some millions at a time."""
    count = len(groups)
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    sizes = np.diff(starts, append=count)
    group_end = np.repeat(starts + sizes, sizes)
    later = group_end - np.arange(count) - 1  # how many of its group follow each position
    upto = np.cumsum(later)
    begin = 0
    while begin < count:
        done = upto[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(upto, done + PAIRS_AT_ONCE, side="right")))
        followers = later[begin:end]
        left = np.repeat(np.arange(begin, end), followers)
        first_of_run = np.repeat(np.cumsum(followers) - followers, followers)
        yield left, left + 1 + np.arange(len(left)) - first_of_run
        begin = end


def _table(found: list[tuple[Ints, Ints, Ints, Ints]]) -> pa.Table:
    columns = [
        np.concatenate([np.empty(0, np.int32), *(part[k] for part in found)]) for k in range(4)
    ]
    order = np.argsort((columns[0].astype(np.int64) << ROW_BITS) | columns[1])
    return pa.table([pa.array(column[order]) for column in columns], schema=OVERLAPS)
