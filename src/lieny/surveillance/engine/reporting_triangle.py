"""Counts by period of onset and by how many periods later they were reported, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.surveillance.engine.preparation.calendar import day_number, grid, period_starts
from lieny.surveillance.engine.preparation.days import read_days
from lieny.surveillance.engine.preparation.series import (
    Series,
    SeriesPlan,
    coded_rows,
    series,
)

Ints = npt.NDArray[np.int64]


class TriangleFault(ValueError):
    """The case list or the counts make no triangle; the message says why."""


@dataclass(frozen=True, slots=True)
class Triangle:
    """Tam giác báo cáo.

    Attributes:
        counts: `[onset, delay, unit]` cases; the last delay holds that delay and all longer ones.
            A cell after the last period is not known yet and is 0.
        known: `[onset, unit]` all cases known, those without a day of report too.
        impossible: cases reported before their onset; counted as delay 0.
        undelayed: cases without a day of report; they are known but say nothing of the delay.
    """

    counts: Ints
    known: Ints
    impossible: int = 0
    undelayed: int = 0

    def __post_init__(self) -> None:
        times, delays, units = self.counts.shape
        if self.known.shape != (times, units):
            raise TriangleFault(f"known is {self.known.shape}, expected {(times, units)}")
        if delays < 2 or times < 1:  # noqa: PLR2004
            raise TriangleFault("a triangle needs at least delays 0 and 1, and one period")
        later = np.arange(times)[:, None] + np.arange(delays) >= times
        if self.counts.min() < 0 or np.any(self.counts[later]):
            raise TriangleFault("a cell is negative, or is counted after the last period")
        if np.any(self.counts.sum(axis=1) > self.known):
            raise TriangleFault("more cases by delay than are known")


@dataclass(frozen=True, slots=True)
class AsKnown:
    """Thời điểm nhìn lại: what was known on a day.

    Attributes:
        reported: column of the day of report. Cases reported after `now` are left out: so the
            past can be judged by what was known then.
        now: the last day of the last period, or a day inside it (then the period before is last).
        longest: periods after which a count is taken as complete, at least 1.
    """

    reported: str
    now: date
    longest: int

    def __post_init__(self) -> None:
        if self.longest < 1:
            raise TriangleFault(f"the longest delay is {self.longest}, expected at least 1")


def triangle(
    table: pa.Table, plan: SeriesPlan, known: AsKnown, *, wanted: pa.Table | None = None
) -> tuple[Series, Triangle]:
    """Count a case list by onset and delay.

    Args:
        table: a row a case.
        plan: series by the day of onset; `plan.last` is overruled by `known.now`. The
            triangle takes `longest + 1` times the memory of the panel: let `plan.first` lie as
            far back as the nowcast looks, not further.
        known: the day that is looked from, the column of reports and the longest delay.
        wanted: strata that shall be there even without a case, as in `series`.

    Returns:
        the series as known, and their triangle in the same order of units.

    Raises:
        SeriesFault: the table cannot be used.
        TriangleFault: counts instead of cases.
    """
    if plan.count is not None:
        raise TriangleFault("a triangle needs a row a case: counts do not show their delay")
    longest = known.longest
    reports, told = read_days(table, known.reported)
    kept = ~told | (reports <= day_number(known.now))
    table = table.filter(pa.array(kept))
    made = series(table, replace(plan, last=known.now), wanted=wanted)
    onsets, dated = read_days(table, plan.day)
    reports, told = reports[kept], told[kept]
    epoch = made.panel.epoch
    time = _position(onsets, plan, epoch)
    inside = dated & (time >= 0) & (time < len(epoch))
    delay = _position(reports, plan, epoch) - time
    used = inside & told & (delay <= len(epoch) - 1 - time)
    cell = np.clip(delay, 0, longest)
    unit = coded_rows(table, plan.strata, wanted).of_row[: table.num_rows]
    counts = np.zeros((len(epoch), longest + 1, len(made.panel.units)), np.int64)
    np.add.at(counts, (time[used], cell[used], unit[used]), 1)
    return made, Triangle(
        counts=counts,
        known=made.panel.observed.astype(np.int64),
        impossible=int((used & (delay < 0)).sum()),
        undelayed=int((inside & ~told).sum()),
    )


def _position(days: Ints, plan: SeriesPlan, epoch: Ints) -> Ints:
    """Give the position of each day's period; below 0 and beyond the end outside the grid."""
    starts = period_starts(days, plan.calendar)
    if len(starts) == 0:
        return starts
    ends = np.array([min(starts.min(), epoch[0]), max(starts.max(), epoch[-1])])
    first, last = (date.fromordinal(date(1970, 1, 1).toordinal() + int(end)) for end in ends)
    wide = grid(first, last, plan.calendar)
    return np.searchsorted(wide, starts) - int(np.searchsorted(wide, epoch[0]))
