"""Breaks: days across which a series has no common extent, so no baseline may reach.

    breaks = np.maximum(merger_breaks(made), declared_breaks(made, known, "from"))
    detected = kernel(made.panel, control, span=span, mode=mode, breaks=breaks)

A break is given as the kernels take it: the first time point of the valid stretch, from 1; 0 for
none.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.preparation.calendar import day_number
from lieny.surveillance.engine.preparation.days import read_days
from lieny.surveillance.engine.preparation.places import COMMUNE, divided_communes
from lieny.surveillance.engine.preparation.reporting import matches
from lieny.surveillance.engine.preparation.series import Series
from lieny.vocabulary.place_table import NEW_MAP_FROM

Ints = npt.NDArray[np.int64]


def merger_breaks(made: Series, column: str = COMMUNE) -> Ints:
    """Give for each series the first whole period after the merger, from 1; 0: no break.

    A break have the communes that took a part of a divided one, and the unknown commune, which
    before the merger holds the cases of divided communes. Totals over communes have none. A
    panel that ends before the merger, or begins after it, has none either.

    Args:
        made: series with today's commune codes (`follow_communes`).
        column: its column of communes.
    """
    since = int(np.searchsorted(made.panel.epoch, day_number(NEW_MAP_FROM)))
    if column not in made.strata or since in (0, len(made.panel.epoch)):
        return np.zeros(len(made.panel.units), np.int64)
    commune = made.keys[column]
    broken = pc.or_(pc.is_null(commune), pc.is_in(commune, pa.array(sorted(divided_communes()))))
    return np.where(broken.to_numpy(), since + 1, 0).astype(np.int64)


def declared_breaks(made: Series, breaks: pa.Table, day: str) -> Ints:
    """Give the same for breaks that people know of: a changed case definition, a new laboratory.

    Args:
        made: series.
        breaks: a row a break: some strata of the series, and the first day of the new state.
        day: column of that day.
    """
    days, known = read_days(breaks, day)
    row, column = matches(made, breaks, tuple(n for n in breaks.column_names if n != day))
    position = np.searchsorted(made.panel.epoch, days)
    since = np.zeros(len(made.panel.units), np.int64)
    kept = known[row] & (position[row] < len(made.panel.epoch))
    np.maximum.at(since, column[kept], position[row[kept]] + 1)
    return np.where(since > 1, since, 0)  # the first period of all breaks nothing
