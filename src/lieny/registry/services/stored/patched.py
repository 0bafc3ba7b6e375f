"""Numbers of all rows, kept so that a small change is written small.

What a run leaves of each row is tens of megabytes at a nation's size, and a list of sixty rows
changes some hundred numbers of it. So the columns are kept once, and beside them the positions
that differ since; when these are many, the columns are kept anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.services.stored.large_memory import forget_large, keep_large, recall_large

Column = npt.NDArray[np.generic]
Columns = Mapping[str, Column]
SINCE = " since"
AT = "at"
MOST_SINCE = 20  # one position in so many may differ


@dataclass(frozen=True, slots=True)
class Patched:
    """Columns of equal length.

    Attributes:
        now: as they are.
        base: as they were when all of them were written last.
    """

    now: Columns
    base: Columns


def recall_patched(name: str) -> Patched | None:
    """Take up columns; None where none were kept, or other code kept them."""
    kept = recall_large(name)
    if kept is None:
        return None
    base = _columns(kept)
    since = recall_large(name + SINCE)
    if since is None:
        return Patched(base, base)
    patch = dict(_columns(since))
    at = patch.pop(AT).astype(np.int64)
    length = max(kept.num_rows, int(at.max(initial=-1)) + 1)
    now = {one: np.resize(column, length) for one, column in base.items()}
    for one, values in patch.items():
        now[one][at] = values
    return Patched(now, base)


def keep_patched(name: str, now: Columns, last: Patched | None, *, at: datetime) -> None:
    """Keep columns; of those that were kept before only what differs is written.

    Args:
        name: what they are called.
        now: numbers and truth values, all columns of one length.
        last: what `recall_patched` gave; None writes everything.
        at: the time of the run.
    """
    differing = None if last is None else _differing(now, last.base)
    if differing is None:
        keep_large(name, pa.table(dict(now)), at=at)
        forget_large(name + SINCE)
        return
    patch = {one: column[differing] for one, column in now.items()}
    keep_large(name + SINCE, pa.table({AT: differing, **patch}), at=at)


def _differing(now: Columns, base: Columns) -> npt.NDArray[np.int64] | None:
    """Give the positions that differ; None where they are many, or the columns are shorter."""
    (length,), (before,) = ({len(one) for one in columns.values()} for columns in (now, base))
    if set(now) != set(base) or length < before:
        return None
    differ = np.ones(length, np.bool_)
    differ[:before] = False
    for one, column in now.items():
        differ[:before] |= column[:before] != base[one]
    if differ.sum() * MOST_SINCE > length:
        return None
    return np.flatnonzero(differ)


def _columns(table: pa.Table) -> dict[str, Column]:
    return {
        name: np.asarray(table[name].combine_chunks().to_numpy(zero_copy_only=False))
        for name in table.column_names
    }
