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


def take_over(group: Longs, before: Longs) -> Identities:
    """Give each group the id that most of its rows had; of equally many the oldest.

    An id goes to one group, a group takes one id. Design: pairs are served from the most rows
    down, then from the smallest id, then from the group of the earliest row, so the answer does
    not depend on how groups are numbered.

    Args:
        group: group of each row, numbered from zero without gaps.
        before: id of each row so far; `NONE` for a row that is new.
    """
    count = int(group.max(initial=-1)) + 1
    of_group = np.full(count, NONE, np.int64)
    known = np.flatnonzero(before != NONE)
    if not len(known):
        return Identities(of_group, ())
    pairs, first, rows = np.unique(
        np.stack([before[known], group[known]], axis=1),
        axis=0,
        return_index=True,
        return_counts=True,
    )
    taken: set[int] = set()
    orphans: dict[int, int] = {}  # id → group where most of its rows are
    for at in np.lexsort((first, pairs[:, 0], -rows)).tolist():
        id_before, found = int(pairs[at, 0]), int(pairs[at, 1])
        orphans.setdefault(id_before, found)
        if id_before not in taken and of_group[found] == NONE:
            of_group[found] = id_before
            taken.add(id_before)
    merged = tuple(
        (one, int(of_group[found])) for one, found in sorted(orphans.items()) if one not in taken
    )
    return Identities(of_group, merged)
