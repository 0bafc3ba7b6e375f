"""Breaks: days across which a series has no common extent, so no baseline may reach.

since = np.maximum(merger_breaks(made), declared_breaks(made, known, "from"))
detected = kernel(without_broken_history(made.panel, since), …)
detected = mark_breaks(detected, since)
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Status
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.preparation.calendar import day_number
from lieny.surveillance.engine.preparation.days import read_days
from lieny.surveillance.engine.preparation.places import COMMUNE, divided_communes
from lieny.surveillance.engine.preparation.reporting import matches
from lieny.surveillance.engine.preparation.series import Series
from lieny.vocabulary.place_table import NEW_MAP_FROM

Ints = npt.NDArray[np.int64]


def _first_whole(epoch: Ints, day: int) -> int:
    """Give the position of the first period that begins on the day or later."""
    return int(np.searchsorted(epoch, day))


def merger_breaks(made: Series, column: str = COMMUNE) -> Ints:
    """Give for each series the position of the first period after the merger; 0: no break.

    A break have the communes that took a part of a divided one, and the unknown commune, which
    before the merger holds the cases of divided communes. Totals over communes have none. A
    panel that ends before the merger has none either.

    Args:
        made: series with today's commune codes (`follow_communes`).
        column: its column of communes.
    """
    since = _first_whole(made.panel.epoch, day_number(NEW_MAP_FROM))
    if column not in made.strata or since == len(made.panel.epoch):
        return np.zeros(len(made.panel.units), np.int64)
    commune = made.keys[column]
    broken = pc.or_(pc.is_null(commune), pc.is_in(commune, pa.array(sorted(divided_communes()))))
    return np.where(broken.to_numpy(), since, 0).astype(np.int64)


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
    np.maximum.at(since, column[kept], position[row[kept]])
    return since


def without_broken_history(panel: Panel, since: Ints) -> Panel:
    """Take the counts before its break from each series, so that no baseline uses them."""
    before = np.arange(len(panel.epoch))[:, None] < since
    return replace(panel, observed=np.where(before, np.nan, panel.observed))


def mark_breaks(detected: Detected, since: Ints) -> Detected:
    """Say BREAK where a broken series has no answer, and before its break give none."""
    times = np.arange(detected.span.first - 1, detected.span.last)[:, None]
    before = times < since
    lost = before | ((since > 0) & (detected.status != Status.OK))
    return replace(
        detected,
        status=np.where(lost, np.int8(Status.BREAK), detected.status),
        alarm=np.where(lost, np.int8(NO_ANSWER), detected.alarm),
    )
