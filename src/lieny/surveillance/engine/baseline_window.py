"""Baselines of whole weeks: the last `w` weeks and the weeks around this one in `b` past years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.detected import ByteGrid, Span, Status
from lieny.surveillance.engine.panel import FloatGrid, IntVector

IntGrid = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BaselineWindow:
    """Which weeks before the evaluated one make its baseline."""

    years: int  # b
    half_width: int  # w
    this_year: bool  # actY

    def weeks_back(self, frequency: int, *, past_only: bool) -> tuple[int, ...]:
        """Give how far each baseline week lies back; 0 or less is the evaluated week or later.

        R's window of this year, `(t - w):(t - 1)`, runs backwards when w is 0 and then holds
        the evaluated week; its windows of past years hold it when w is a year or more.
        `past_only` leaves such weeks out.
        """
        w = self.half_width
        recent = (tuple(range(w, 0, -1)) if w else (0, 1)) if self.this_year else ()
        earlier = tuple(
            year * frequency + away
            for year in range(1, self.years + 1)
            for away in range(w, -w - 1, -1)
        )
        if past_only:
            recent = recent if w else ()
            earlier = tuple(back for back in earlier if back > 0)
        return recent + earlier

    def reach(self, frequency: int) -> int:
        """Give how many weeks of history an evaluated week needs."""
        return self.years * frequency + self.half_width


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the baselines of `[time of span, unit]` hold."""

    total: FloatGrid
    present: IntGrid  # weeks with a count
    missing: IntGrid  # weeks without


def gather(observed: FloatGrid, span: Span, weeks_back: tuple[int, ...]) -> Baseline:
    """Add up the baseline of every evaluated week of `observed`, `[time, unit]`."""
    shape = (len(span), observed.shape[1])
    total, present, missing = np.zeros(shape), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for back in weeks_back:
        values, absent = _shifted(observed, span, back)
        empty = np.isnan(values)
        total += np.where(empty, 0.0, values)
        present += ~empty
        missing += empty & ~absent[:, None]
    return Baseline(total, present, missing)


def squares_about(
    mean: FloatGrid, observed: FloatGrid, span: Span, weeks_back: tuple[int, ...]
) -> FloatGrid:
    """Add up the squared distances of the baseline's counts from `mean`."""
    squares = np.zeros_like(mean)
    for back in weeks_back:
        values, _ = _shifted(observed, span, back)
        squares += np.where(np.isnan(values), 0.0, (values - mean) ** 2)
    return squares


def history(span: Span, starts: IntVector, reach: int) -> ByteGrid:
    """Give the status that the length of history alone allows, `[time of span, unit]`."""
    first_needed = np.arange(span.first - 1, span.last)[:, None] - reach
    status = np.full((len(span), len(starts)), Status.OK, np.int8)
    status[np.broadcast_to(first_needed < starts, status.shape)] = Status.BREAK
    status[np.broadcast_to(first_needed < 0, status.shape)] = Status.INSUFFICIENT_HISTORY
    return status


def _shifted(observed: FloatGrid, span: Span, back: int) -> tuple[FloatGrid, npt.NDArray[np.bool_]]:
    """Give the counts `back` weeks before the span, and which weeks lie before the first one."""
    at = np.arange(span.first - 1, span.last) - back
    values = observed[np.clip(at, 0, len(observed) - 1)]
    values[(at < 0) | (at >= len(observed))] = np.nan
    return values, at < 0
