"""Nhập dồn: rows of one file that were received late together, on one day."""

from __future__ import annotations

from collections import Counter

import numpy as np

from lieny.registry.engine.columns_read import NO_DAY, Flags, days
from lieny.registry.engine.screen_input import ScreenInput

LATE_DAYS = 10
BACKLOG_ROWS = 5


def in_late_heaps(given: ScreenInput) -> Flags:
    """Tell the rows of files in which most events were received late on one day."""
    received = days(given.registrations["received_on"])
    event, begun, ended = (
        days(given.registrations[name]) for name in ("event_on", "valid_from", "valid_until")
    )
    told = np.where((ended != NO_DAY) & (ended <= received), ended, begun)
    event = np.where(event != NO_DAY, event, told)
    dated = (event != NO_DAY) & (received != NO_DAY)
    heap = np.zeros(len(event), np.bool_)
    if not dated.any():
        return heap
    file = given.registrations["file"].to_numpy()
    rows = np.flatnonzero(dated)
    late = received[rows] - event[rows] > LATE_DAYS
    heaps = list(zip(file[rows].tolist(), received[rows].tolist(), strict=True))
    total = Counter(heaps)
    behind = Counter(one for one, is_late in zip(heaps, late.tolist(), strict=True) if is_late)
    piled = {one for one, many in behind.items() if many >= BACKLOG_ROWS and 2 * many > total[one]}
    heap[rows] = [one in piled for one in heaps]
    return heap
