"""Ids that last: groups found anew take over the ids that their rows had before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Longs = npt.NDArray[np.int64]
NONE = -1


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
    offered = np.flatnonzero(ids != NONE)
    if not len(offered):
        return {}
    pairs, first, rows = np.unique(
        np.stack([ids[offered], group[offered]], axis=1),
        axis=0,
        return_index=True,
        return_counts=True,
    )
    taken: set[int] = set()
    homes: dict[int, int] = {}
    for at in np.lexsort((first, pairs[:, 0], -rows)).tolist():
        one, found = int(pairs[at, 0]), int(pairs[at, 1])
        homes.setdefault(one, found)
        if one not in taken and of_group[found] == NONE:
            of_group[found] = one
            taken.add(one)
    return homes
