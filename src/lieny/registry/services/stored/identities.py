"""Ids that last: groups found anew take over the ids that their rows had before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
NONE = -1
GROUP_BITS = 32
DENSE = 8  # so many times more numbers than rows are cheaper than sorting


@dataclass(frozen=True, slots=True)
class Identities:
    """What became of the ids.

    Attributes:
        of_group: id of each group; `NONE` where a new one is needed.
        merged: pairs (id that no group took over, id of the group where most of its rows are).
    """

    of_group: Longs
    merged: tuple[tuple[int, int], ...]


def take_over(group: Longs, before: Longs, formerly: Longs | None = None) -> Identities:
    """Give each group the id that most of its rows had; of equally many the oldest.

    An id goes to one group, a group takes one id. Design: pairs are served from the most rows
    down, then from the smallest id, then from the group of the earliest row, so the answer does
    not depend on how groups are numbered. A group that would be new takes, by the same order, an
    id that its rows had earlier and that no row bears now.

    Args:
        group: group of each row, numbered from zero without gaps.
        before: id of each row so far; `NONE` for a row that is new.
        formerly: an earlier id of each row; `NONE` where there was none.
    """
    of_group = np.full(int(group.max(initial=-1)) + 1, NONE, np.int64)
    homes = _serve(of_group, group, before)
    taken = set(of_group.tolist())
    merged = tuple(
        (one, int(of_group[home])) for one, home in sorted(homes.items()) if one not in taken
    )
    if formerly is not None:
        _serve(of_group, group, np.where(np.isin(formerly, before), NONE, formerly))
    return Identities(of_group, merged)


def _serve(of_group: Longs, group: Longs, ids: Longs) -> dict[int, int]:
    """Give groups that have none an id of their rows; tell of each id where most of its rows are.

    Args:
        of_group: id of each group, filled in.
        group: group of each row.
        ids: id that each row offers; `NONE` for none.
    """
    offered = _contested(of_group, group, ids)
    if not len(offered):
        return {}
    pairs, first, rows = np.unique(
        (ids[offered] << GROUP_BITS) | group[offered], return_index=True, return_counts=True
    )
    taken: set[int] = set()
    homes: dict[int, int] = {}
    for at in np.lexsort((first, pairs >> GROUP_BITS, -rows)).tolist():
        one, found = int(pairs[at] >> GROUP_BITS), int(pairs[at] & (2**GROUP_BITS - 1))
        homes.setdefault(one, found)
        if one not in taken and of_group[found] == NONE:
            of_group[found] = one
            taken.add(one)
    return homes


def _contested(of_group: Longs, group: Longs, ids: Longs) -> Longs:
    """Serve the groups and ids that have nobody but each other; give the rows of all others.

    Nearly all are such, and no order of serving can change what they get.
    """
    offered = np.flatnonzero(ids != NONE)
    theirs, whose = ids[offered], group[offered]
    id_of = np.full(len(of_group), NONE, np.int64)
    id_of[whose] = theirs
    mixed = np.zeros(len(of_group), np.bool_)
    mixed[whose[id_of[whose] != theirs]] = True
    known, which = _numbered(theirs)
    home = np.full(known, NONE, np.int64)
    home[which] = whose
    shared = np.zeros(known, np.bool_)
    shared[which[home[which] != whose]] = True
    alone = ~mixed[whose] & ~shared[which]
    free = alone & (of_group[whose] == NONE)
    of_group[whose[free]] = theirs[free]
    return offered[~alone]


def _numbered(ids: Longs) -> tuple[int, Longs]:
    """Number ids below a bound: themselves where that bound is no larger than a table of them."""
    bound = int(ids.max(initial=NONE)) + 1
    if bound <= DENSE * len(ids):
        return bound, ids
    found, which = np.unique(ids, return_inverse=True)
    return len(found), which.astype(np.int64)
