"""Where each series begins to count, and how series are shared out among threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import NO_ANSWER, ByteGrid, Span
from lieny.surveillance.engine.panel import IntVector, Panel

Work = Callable[[slice], None]


def valid_from(panel: Panel, span: Span, breaks: IntVector | None) -> IntVector:
    """Give `[unit]` the 0-based time point at which the valid stretch of each series begins.

    `breaks` is `[unit]`, 1-based, 0 for none. Raises `ControlFault` where the span or a break lies
    outside the panel.
    """
    times, units = panel.observed.shape
    if span.last > times:
        raise ControlFault("range", f"{span.first}:{span.last}", f"time points within 1:{times}")
    if breaks is None:
        return np.zeros(units, np.int64)
    if breaks.shape != (units,):
        raise ControlFault("breaks", breaks.shape, f"one for each of {units} series")
    if np.any((breaks < 0) | (breaks > times)):
        raise ControlFault("breaks", (breaks.min(), breaks.max()), f"time points within 0:{times}")
    return np.maximum(np.asarray(breaks, np.int64), 1) - 1


def share_out(work: Work, units: int, threads: int) -> None:
    """Call `work` on consecutive slices of the series, one slice a thread.

    `work` writes the columns of its slice and no others, so that the answer does not depend on
    the number of threads.
    """
    if threads < 1:
        raise ControlFault("threads", threads, "at least 1")
    edges = [units * place // threads for place in range(threads + 1)]
    slices = [slice(*edge) for edge in pairwise(edges) if edge[0] < edge[1]]
    if len(slices) <= 1:
        for one in slices:
            work(one)
        return
    with ThreadPoolExecutor(len(slices)) as pool:
        for done in [pool.submit(work, one) for one in slices]:
            done.result()


def flags(condition: npt.NDArray[np.bool_], unknown: npt.NDArray[np.bool_]) -> ByteGrid:
    """Give alarms: 1 or 0, and `NO_ANSWER` where it is unknown."""
    return np.where(unknown, np.int8(NO_ANSWER), condition.astype(np.int8))
