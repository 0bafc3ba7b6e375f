"""Where registrations stand: what tells equal rows of one person from those of namesakes.

A row that shows nothing but a common name says little. In the next list of the same place the same
row stands again, and it is the same person's; two such rows in one list are two persons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Posts:
    """Place and list of each registration, in their order.

    Attributes:
        place: facility entity; negative where the row names none.
        file: number of the file.
    """

    place: Ints
    file: Ints

    def of(self, rows: Longs) -> Posts:
        """Give the posts of some registrations."""
        return Posts(self.place[rows], self.file[rows])

    def seats(self, record: Ints, *, among: Flags) -> Longs:
        """Give for each row the first row that is of the same person, mostly itself.

        The first equal row of a place in one file is the first in another, the second the second.

        Args:
            record: what each row shows; rows of registrations come first, others have no place.
            among: the rows that are asked about; others are given as themselves.
        """
        seat = np.arange(len(record), dtype=np.int64)
        asked = np.flatnonzero(among[: len(self.place)] & (self.place >= 0))
        if not len(asked):
            return seat
        same = _numbered(record[asked], self.place[asked])
        inside = _numbered(same, self.file[asked])
        order = np.argsort(inside, kind="stable")
        begins = np.flatnonzero(np.diff(inside[order], prepend=-1))
        sizes = np.diff(begins, append=len(order))
        which = np.empty(len(order), np.int64)
        which[order] = np.arange(len(order)) - np.repeat(begins, sizes)
        _, first, back = np.unique(_numbered(same, which), return_index=True, return_inverse=True)
        seat[asked] = asked[first[back]]
        return seat


def _numbered(one: npt.NDArray[np.integer], other: npt.NDArray[np.integer]) -> Longs:
    """Number the distinct pairs of two columns."""
    pairs = (one.astype(np.int64) << 32) | other.astype(np.int64)
    return np.asarray(np.unique(pairs, return_inverse=True)[1], np.int64)
