"""Which cells of a panel are zero and which are missing: what places reported, and since when.

A place that did not report a week had not zero cases. Without this, a silent clinic looks well.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.preparation.calendar import period_lengths, period_starts
from lieny.surveillance.engine.preparation.days import read_days
from lieny.surveillance.engine.preparation.series import Series
from lieny.surveillance.engine.preparation.strata import as_text, encode, require

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def without_report(made: Series, silent: pa.Table, day: str) -> Series:
    """Make cells missing whose place gave no report.

    Args:
        made: series.
        silent: a row a missing report: some strata of the series (for instance `commune`) and a
            day of the period. Strata that it does not name are all meant.
        day: column of that day.

    Returns:
        the series; a cell that has cases all the same keeps them and is counted.
    """
    by = _shared(silent, (day,))
    days, known = read_days(silent, day)
    starts = period_starts(days, made.calendar)
    time = np.searchsorted(made.panel.epoch, starts)
    time[time == len(made.panel.epoch)] = 0
    there = known & (made.panel.epoch[time] == starts)
    row, column = matches(made, silent, by)
    kept = there[row]
    gone = np.zeros(made.panel.observed.shape, np.bool_)
    gone[time[row[kept]], column[kept]] = True
    return _blanked(made, gone)


def reporting_between(made: Series, reporting: pa.Table, first: str, last: str) -> Series:
    """Make cells missing that lie, wholly or in part, outside the days a place reported.

    Args:
        made: series.
        reporting: a row a place: some strata of the series, its first and last day of reporting
            (null: open). A series of no row reported always.
        first: column of the first day.
        last: column of the last day.
    """
    by = _shared(reporting, (first, last))
    begins, has_begin = read_days(reporting, first)
    ends, has_end = read_days(reporting, last)
    epoch = made.panel.epoch
    begins = np.where(has_begin, begins, epoch[0])
    beyond = epoch + period_lengths(epoch, made.calendar)  # first day after each period
    ends = np.where(has_end, ends, beyond[-1])
    row, column = matches(made, reporting, by)
    within = (epoch[:, None] >= begins[row]) & (beyond[:, None] <= ends[row] + 1)
    told = np.zeros(made.panel.observed.shape, np.bool_)
    np.logical_or.at(told.T, column, within.T)  # several stretches of one place
    listed = np.zeros(len(made.panel.units), np.bool_)
    listed[column] = True
    return _blanked(made, ~told & listed)


def _shared(table: pa.Table, own: tuple[str, ...]) -> tuple[str, ...]:
    require(table, own)
    return tuple(name for name in table.column_names if name not in own)


def matches(made: Series, table: pa.Table, by: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Pair the rows of a table with the series whose strata they name, in the order of the rows.

    Raises:
        SeriesFault: a column is no stratum of the series.
    """
    require(made.keys.select(list(made.strata)), by)
    texts = [as_text(table[name], name) for name in by]
    both = pa.table(
        {
            name: pa.chunked_array([*made.keys[name].chunks, *text.chunks], pa.string())
            for name, text in zip(by, texts, strict=True)
        }
    )
    if not by:
        count = len(made.panel.units)
        return np.repeat(np.arange(table.num_rows), count), np.tile(
            np.arange(count), table.num_rows
        )
    code = encode(both, by).of_row
    count = len(made.panel.units)
    left = pa.table({"code": code[:count], "column": np.arange(count)})
    right = pa.table({"code": code[count:], "row": np.arange(table.num_rows)})
    pairs = right.join(left, "code", join_type="inner").sort_by([("row", "ascending")])
    return pairs["row"].to_numpy(), pairs["column"].to_numpy()


def _blanked(made: Series, gone: Flags) -> Series:
    observed = made.panel.observed
    anyway = gone & (np.nan_to_num(observed) > 0)
    blank = np.where(gone & ~anyway, np.nan, observed)
    return replace(
        made,
        panel=replace(made.panel, observed=blank),
        reported_anyway=made.reported_anyway + int(anyway.sum()),
    )


def missing_share(made: Series) -> pa.Table:
    """Give for each series the share of its periods without a report, 0 to 1."""
    share = np.isnan(made.panel.observed).mean(axis=0)
    return pa.table({"unit": made.keys["unit"], "missing": pc.round(pa.array(share), 6)})
