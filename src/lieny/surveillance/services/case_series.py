"""Lập chuỗi từ danh sách ca: a case list in, a file of series that a detection reads out.

Every case is in the series, or counted beside them: without a day, outside the days, at a place
that is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.preparation.breaks import merger_breaks
from lieny.surveillance.engine.preparation.calendar import Calendar, date_of
from lieny.surveillance.engine.preparation.cube import cube
from lieny.surveillance.engine.preparation.days import read_days
from lieny.surveillance.engine.preparation.places import (
    COMMUNE,
    PROVINCE,
    Followed,
    follow_communes,
    follow_provinces,
)
from lieny.surveillance.engine.preparation.series import (
    OUTSIDE,
    UNDATED,
    Series,
    SeriesPlan,
    series,
)
from lieny.vocabulary.place_table import NEW_MAP_FROM


class PlaceLevel(StrEnum):
    """Cấp hành chính by which cases are counted."""

    COMMUNE = COMMUNE
    PROVINCE = PROVINCE


class PlaceMap(StrEnum):
    """Bản đồ of which the codes of a list are."""

    DAY = "day"  # that of the day of onset
    OLD = "old"  # before 1 July 2025, whatever the day
    NEW = "new"  # since then: somebody has put the older cases on today's map

    def on(self, onset: str) -> str | date:
        """Give the column of days, or the day, whose map it is."""
        if self is PlaceMap.DAY:
            return onset
        return NEW_MAP_FROM if self is PlaceMap.NEW else NEW_MAP_FROM - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountingOptions:
    """Cách đếm ca.

    Attributes:
        onset: column of the day by which cases are counted.
        report: column of the day of report; its latest day ends the series where `last` is None.
        by: columns that make the series.
        place: column of codes of communes or provinces, of either map; None: no places.
        level: what the codes of `place` are, and by what cases are counted.
        calendar: weeks, months or days.
        first: first day for which the list is complete; None: its earliest onset.
        last: last such day; None: the latest day of the list.
        totals: add the totals of every level and stratum.
        codes: of which map the codes of `place` are.
    """

    onset: str
    report: str | None = None
    by: tuple[str, ...] = ()
    place: str | None = None
    level: PlaceLevel = PlaceLevel.COMMUNE
    calendar: Calendar = Calendar.ISO_WEEK
    first: date | None = None
    last: date | None = None
    totals: bool = False
    codes: PlaceMap = PlaceMap.DAY

    @property
    def strata(self) -> tuple[str, ...]:
        """Columns of the series: what is asked for, then the place from large to small."""
        places = {PlaceLevel.COMMUNE: (PROVINCE, COMMUNE), PlaceLevel.PROVINCE: (PROVINCE,)}
        by = tuple(name for name in self.by if name not in (self.place, PROVINCE, COMMUNE))
        return (*by, *(places[self.level] if self.place else ()))


@dataclass(frozen=True, slots=True)
class Counted:
    """Kết quả đếm ca: the series and what became of every case.

    Attributes:
        made: the series, totals after the others.
        own: how many of them are no totals.
        breaks: first time point of the valid stretch of each, from 1; 0 for none.
        first: first day of the days asked for.
        last: last such day.
        cases: rows of the list.
        undated: cases without a day.
        outside: cases on days that no whole period has.
        places: what was recognised of the places; None without places.
    """

    made: Series
    own: int
    breaks: npt.NDArray[np.int64]
    first: date
    last: date
    cases: int
    undated: int
    outside: int
    places: Followed | None

    @property
    def counted(self) -> int:
        """Cases that are in the series."""
        return int(np.nansum(self.made.panel.observed[:, : self.own]))


def count_cases(cases: pa.Table, options: CountingOptions) -> Counted:
    """Make series of a case list.

    Raises:
        SeriesFault: the list cannot be used.
    """
    first, last = days_between(cases, options)
    places = placed(cases, options)
    table = cases if places is None else places.table
    plan = SeriesPlan(options.onset, first, last, options.strata, options.calendar)
    made = series(table, plan)
    own = len(made.panel.units)
    beside = [int(pc.sum(made.keys[name]).as_py()) for name in (UNDATED, OUTSIDE)]
    if options.totals and options.strata:
        made = cube(made, _dimensions(options)).series
    # One map for all days means one extent for all days: nothing breaks.
    breaks = merger_breaks(made)
    if options.codes is not PlaceMap.DAY:
        breaks = np.zeros_like(breaks)
    return Counted(made, own, breaks, first, last, cases.num_rows, beside[0], beside[1], places)


def placed(cases: pa.Table, options: CountingOptions) -> Followed | None:
    """Give each case its place of today."""
    if options.place is None:
        return None
    follow = follow_communes if options.level is PlaceLevel.COMMUNE else follow_provinces
    return follow(cases, options.place, options.codes.on(options.onset))


def days_between(cases: pa.Table, options: CountingOptions) -> tuple[date, date]:
    """Give the days asked for; where one is not, that of the list.

    Raises:
        SeriesFault: a column is missing or holds no days.
    """
    onset, dated = read_days(cases, options.onset)
    known = onset[dated]
    ends = [known]
    if options.report is not None:
        report, told = read_days(cases, options.report)
        ends.append(report[told])
    every = np.concatenate(ends)
    earliest = date_of(int(known.min())) if len(known) else options.last or date(1970, 1, 1)
    latest = date_of(int(every.max())) if len(every) else options.first or date(1970, 1, 1)
    return options.first or earliest, options.last or latest


def _dimensions(options: CountingOptions) -> tuple[tuple[str, ...], ...]:
    strata = options.strata
    chain = tuple(name for name in strata if options.place and name in (PROVINCE, COMMUNE))
    single = tuple((name,) for name in strata if name not in chain)
    return (*single, chain) if chain else single


def series_rows(counted: Counted) -> pa.Table:
    """Lay the series out as a detection reads them: unit after unit, `break` where one has any."""
    panel = counted.made.panel
    times, units = panel.observed.shape
    rows = {
        "unit": np.repeat(np.asarray(panel.units, dtype=object), times),
        "t": np.tile(np.arange(1, times + 1), units),
        "epoch": np.tile(panel.epoch, units),
        "observed": pa.array(panel.observed.T.ravel(), pa.float64(), from_pandas=True),
    }
    if counted.breaks.any():
        since = np.repeat(counted.breaks, times)
        rows["break"] = pa.array(since, pa.int64(), mask=since == 0)
    return pa.table(rows)
