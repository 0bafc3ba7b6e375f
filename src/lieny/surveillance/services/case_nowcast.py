"""Ước số ca sẽ biết: cases with days of report in, expected totals of the last periods out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa

from lieny.surveillance.engine.nowcast import Nowcast, NowcastPlan, nowcast
from lieny.surveillance.engine.preparation.calendar import Calendar, labels
from lieny.surveillance.engine.preparation.series import Series, SeriesPlan
from lieny.surveillance.engine.reporting_triangle import AsKnown, Triangle, triangle
from lieny.surveillance.services.case_series import CountingOptions, days_between, placed

LONGEST = {Calendar.ISO_WEEK: 8, Calendar.EPI_WEEK: 8, Calendar.MONTH: 3, Calendar.DAY: 42}


@dataclass(frozen=True, slots=True)
class Estimated:
    """Kết quả ước tính.

    Attributes:
        made: the series as known on the day looked from.
        known: their triangle.
        estimate: expected totals and their interval.
        plan: how it was estimated.
        longest: periods after which a count is taken as complete.
        as_of: the day looked from.
    """

    made: Series
    known: Triangle
    estimate: Nowcast
    plan: NowcastPlan
    longest: int
    as_of: date


def estimate_cases(
    cases: pa.Table,
    options: CountingOptions,
    *,
    report: str,
    plan: NowcastPlan,
    longest: int | None,
) -> Estimated:
    """Estimate what the periods of a case list will come to.

    All series together tell the delay: a commune has too few cases of its own.

    Args:
        cases: a row a case.
        options: how they are counted; `last` is the day looked from.
        report: column of the day of report.
        plan: window and level.
        longest: periods after which a count is complete; None: as usual for the calendar.

    Raises:
        SeriesFault: the list cannot be used.
        TriangleFault: too few periods for the longest delay.
    """
    first, as_of = days_between(cases, replace(options, report=report))
    places = placed(cases, options)
    table = cases if places is None else places.table
    counting = SeriesPlan(options.onset, first, as_of, options.strata, options.calendar)
    most = LONGEST[options.calendar] if longest is None else longest
    made, known = triangle(table, counting, AsKnown(report, as_of, most))
    return Estimated(made, known, nowcast(known, plan), plan, most, as_of)


def nowcast_rows(found: Estimated) -> pa.Table:
    """Lay the periods out: unit after unit; empty where nothing can be said."""
    panel, estimate = found.made.panel, found.estimate
    times, units = panel.observed.shape
    grids = {
        "reported": estimate.known.astype(np.float64),
        "expected": estimate.expected,
        "lower": estimate.lower,
        "upper": estimate.upper,
        "share": estimate.share,
    }
    return pa.table(
        {
            "unit": np.repeat(np.asarray(panel.units, dtype=object), times),
            "t": np.tile(np.arange(1, times + 1), units),
            "epoch": np.tile(panel.epoch, units),
            "period": list(labels(panel.epoch, found.made.calendar)) * units,
            **{
                name: pa.array(grid.T.ravel(), pa.float64(), from_pandas=True)
                for name, grid in grids.items()
            },
        }
    )
