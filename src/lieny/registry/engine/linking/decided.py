"""What people said of rows: they are of one person, or of two. It holds against every weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions about rows; registrations are counted first, then rows of registers.

    Attributes:
        same: pairs of rows that are of one person.
        different: pairs of rows that are of two; it wins where both are said of one pair.
    """

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()

    def of_records(self, of_row: Ints) -> DecidedRecords:
        """Say the same of the records that the rows became.

        Rows that show exactly the same are one record: such rows cannot be told apart.
        """
        one, other = _records(self.same, of_row)
        left, right = _records(self.different, of_row)
        return DecidedRecords(one, other, left, right)


@dataclass(frozen=True, slots=True)
class DecidedRecords:
    """Decisions about records: `same` and `different`, each as two sides of equal length."""

    same_left: Ints
    same_right: Ints
    different_left: Ints
    different_right: Ints


def _records(pairs: tuple[Pair, ...], of_row: Ints) -> tuple[Ints, Ints]:
    rows = np.array(pairs, np.int64).reshape(-1, 2)
    records = of_row[rows] if len(rows) else np.empty((0, 2), np.int32)
    apart = records[:, 0] != records[:, 1]
    return records[apart, 0].astype(np.int32), records[apart, 1].astype(np.int32)
