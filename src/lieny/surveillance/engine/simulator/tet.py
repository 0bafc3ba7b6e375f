"""Tết: the share of each period that lies in the days around the lunar new year.

`tet_days.csv` holds the first day of the lunar year 1990 to 2060 in Việt Nam, computed once with
the MIT package `holidays` by `tools/calibrate_simulator.py` and kept as data.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.preparation.calendar import Days, day_number

DAYS_BEFORE, DAYS_AFTER = 3, 10
"""The window in which people travel, clinics close and fewer cases are reported."""


class TetUnknown(LookupError):
    """The table of the lunar new year does not reach these years."""


@cache
def tet_days() -> npt.NDArray[np.int64]:
    """Give the first days of the lunar years, ascending."""
    text = resources.files("lieny.surveillance.engine.simulator").joinpath("tet_days.csv")
    rows = text.read_text("utf-8").split()[1:]
    return np.array([day_number(date.fromisoformat(row)) for row in rows], np.int64)


def tet_share(starts: Days, lengths: Days) -> npt.NDArray[np.float64]:
    """Give the share of each period's days in the window around Tết, 0 to 1.

    Raises:
        TetUnknown: a period lies outside the table.
    """
    tet = tet_days()
    if starts.min() < tet[0] or (starts + lengths).max() > tet[-1]:
        raise TetUnknown("the table of Tết covers 1990 to 2060")
    before = np.searchsorted(tet, starts, side="right") - 1
    share = np.zeros(len(starts))
    for nearest in (before, before + 1):  # the Tết before and the one after
        first = np.maximum(starts, tet[nearest] - DAYS_BEFORE)
        last = np.minimum(starts + lengths, tet[nearest] + DAYS_AFTER + 1)
        share += np.maximum(last - first, 0) / lengths
    return share
