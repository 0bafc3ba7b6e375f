"""Case lists or tables of counts to series over any strata.

    plan = SeriesPlan(day="onset_on", strata=("disease", "province", "age_group"),
                      first=date(2016, 1, 4), last=date(2026, 12, 27))
    made = series(cases, plan)               # a row a case
    made.panel, made.keys                    # series and what each is of

Nothing is dropped: an unknown value is a stratum of its own, and every case is in the panel, or
counted in `keys` as `undated` or `outside` of the days asked for. A property test holds the sum.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.preparation.calendar import (
    Calendar,
    Days,
    day_number,
    grid,
    period_lengths,
    period_starts,
)
from lieny.surveillance.engine.preparation.days import read_counts, read_days
from lieny.surveillance.engine.preparation.faults import SeriesFault
from lieny.surveillance.engine.preparation.strata import Coded, as_text, encode, names_of, require

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_CELLS = 400_000_000
"""Time points times series: 3.2 GB of counts."""
UNIT, UNDATED, OUTSIDE = "unit", "undated", "outside"


class Absent(StrEnum):
    """What a cell without a row says."""

    ZERO = "zero"  # a case list: no case
    MISSING = "missing"  # a table of counts: no report


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """Cách lập chuỗi.

    Attributes:
        day: column of the day by which cases are counted.
        first: first day for which the input is complete.
        last: last such day. Only periods wholly inside are made: half a week would look like a
            fall. Cases beside them are counted as `outside`.
        strata: columns that make the series, any of the table.
        calendar: weeks, months or days.
        count: column of numbers of cases; None: a row is a case. A null count is a missing report.
        absent: what a cell without a row says.
    """

    day: str
    first: date
    last: date
    strata: tuple[str, ...] = ()
    calendar: Calendar = Calendar.ISO_WEEK
    count: str | None = None
    absent: Absent = Absent.ZERO


@dataclass(frozen=True, slots=True)
class Series:
    """Chuỗi số ca with what each is of.

    Attributes:
        panel: counts; NaN where nothing was reported.
        keys: a row a series: `unit`, the strata (null: unknown, "*": all together), `undated`
            cases without a day and `outside` cases on other days (float64, as counts are).
        strata: the columns of `keys` that make the series.
        calendar: the grid.
        reported_anyway: cells with cases although they were said to be without report; they keep
            their counts.
    """

    panel: Panel
    keys: pa.Table
    strata: tuple[str, ...]
    calendar: Calendar
    reported_anyway: int = 0


def whole_periods(plan: SeriesPlan) -> Days:
    """List the first days of the periods that lie wholly inside the days of the plan.

    Raises:
        SeriesFault: there is none.
    """
    between = f"{plan.first.isoformat()}, {plan.last.isoformat()}"
    if plan.last < plan.first:
        raise SeriesFault("days-reversed", given=between, where=plan.day)
    epoch = grid(plan.first, plan.last, plan.calendar)
    inside = epoch >= day_number(plan.first)
    inside &= epoch + period_lengths(epoch, plan.calendar) <= day_number(plan.last) + 1
    if not inside.any():
        raise SeriesFault("days-reversed", given=between, where=plan.day)
    return epoch[inside]


def series(table: pa.Table, plan: SeriesPlan, *, wanted: pa.Table | None = None) -> Series:
    """Count the cases of a table.

    Args:
        table: cases or counts.
        plan: how.
        wanted: strata that shall have a series even without a case; a row each.

    Raises:
        SeriesFault: the table cannot be used; the message says why, in Vietnamese and English.
    """
    require(table, (plan.day, *plan.strata, *((plan.count,) if plan.count else ())))
    epoch = whole_periods(plan)
    days, dated = read_days(table, plan.day)
    if plan.count is None:
        cases, known = np.ones(table.num_rows), np.ones(table.num_rows, np.bool_)
    else:
        cases, known = read_counts(table, plan.count)
    coded = coded_rows(table, plan.strata, wanted)
    if coded.keys.num_rows == 0:
        raise SeriesFault("no-series", given="0", where=plan.day)
    if coded.keys.num_rows * len(epoch) > MOST_CELLS:
        cells = f"{coded.keys.num_rows * len(epoch):,}"
        raise SeriesFault("too-many-cells", given=cells, where=f"{MOST_CELLS:,}")
    time = np.searchsorted(epoch, period_starts(days, plan.calendar))
    time[time == len(epoch)] = 0
    inside = dated & (epoch[time] == period_starts(days, plan.calendar))
    return _laid(coded, plan, _Rows(time, cases, known, dated, inside), epoch)


@dataclass(frozen=True, slots=True)
class _Rows:
    time: Ints
    cases: Floats
    known: Flags
    dated: Flags
    inside: Flags


def coded_rows(table: pa.Table, strata: tuple[str, ...], wanted: pa.Table | None) -> Coded:
    """Number the strata of the rows, those that are wanted among them: the columns of `series`."""
    if wanted is None:
        if table.num_rows == 0 and not strata:
            return encode(pa.table({"row": [0]}), ())  # one series of everything, without a case
        return encode(table, strata)
    require(wanted, strata)
    both = {
        name: pa.chunked_array(
            [*as_text(table[name], name).chunks, *as_text(wanted[name], name).chunks]
        )
        for name in strata
    }
    coded = encode(pa.table(both), strata)
    return replace(coded, of_row=coded.of_row[: table.num_rows])


def _laid(coded: Coded, plan: SeriesPlan, rows: _Rows, epoch: Days) -> Series:
    """Lay the rows on the grid."""
    count, periods = coded.keys.num_rows, len(epoch)
    cell = rows.time * count + coded.of_row
    shape, cells = (periods, count), periods * count
    told = rows.inside & rows.known
    observed = np.bincount(cell[told], rows.cases[told], minlength=cells).astype(
        np.float64, copy=False
    )
    untold = np.zeros(cells, np.bool_)
    untold[cell[rows.inside & ~rows.known]] = True
    if plan.absent is Absent.MISSING:
        without = np.ones(cells, np.bool_)
        without[cell[told]] = False
        untold |= without
    anyway = untold & (observed > 0)
    observed[untold & ~anyway] = np.nan
    panel = Panel(
        units=names_of(coded.keys),
        epoch=epoch,
        observed=observed.reshape(shape),
        population=None,
        frequency=plan.calendar.frequency,
        dated=True,
    )
    beside = {
        UNDATED: rows.known & ~rows.dated,
        OUTSIDE: rows.known & rows.dated & ~rows.inside,
    }
    keys = pa.table({UNIT: list(panel.units)})
    for name in plan.strata:
        keys = keys.append_column(name, coded.keys[name])
    for name, chosen in beside.items():
        lost = np.bincount(coded.of_row[chosen], rows.cases[chosen], minlength=count)
        keys = keys.append_column(name, pa.array(lost))
    return Series(panel, keys, plan.strata, plan.calendar, int(anyway.sum()))
