"""Where a run can go on from the last one, and where it has to look at everything."""

from __future__ import annotations

import numpy as np

from lieny.registry.engine.linking import Before
from lieny.registry.services.stored.decisions import rows_decided_anew
from lieny.registry.services.stored.kept_rows import NONE, KeptRows
from lieny.registry.services.stored.memory import Remembered
from lieny.registry.services.stored.region import StoredBatch

# Share of rows that may be new: beyond it names are counted anew, and little would be saved.
MOST_NEW = 0.1


def what_is_known(
    stored: StoredBatch,
    kept: tuple[KeptRows, KeptRows],
    last: Remembered | None,
    *,
    most_new: float = MOST_NEW,
) -> Before | None:
    """Say what is known of the rows from the last run.

    Args:
        stored: all rows.
        kept: where registrations and rows of registers stand.
        last: what the last run left.
        most_new: share of rows that may be new.

    Returns:
        None where everything is to be linked: nothing was left, a file was taken back, or more
        rows are new than `most_new`.
    """
    if last is None or not np.isin(last.files, stored.files).all():
        return None
    had = np.isin(stored.files, last.files)
    batch = stored.batch
    known = np.concatenate(
        [had[table["file"].to_numpy()] for table in (batch.registrations, batch.licences)]
    ).astype(np.bool_)
    person = np.concatenate(
        [
            one.owners(stored.keys(table))
            for one, table in zip(kept, ("registrations", "licences"), strict=True)
        ]
    )
    if (~known).sum() > most_new * len(known) or (person[known] == NONE).any():
        return None
    decided = rows_decided_anew(stored, last.decisions)
    return Before(known, np.where(known, person, NONE), last.link, decided)
