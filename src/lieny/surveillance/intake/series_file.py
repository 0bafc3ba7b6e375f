"""Tệp chuỗi số ca: a CSV or Parquet file `unit,t,epoch,observed,population`, read in blocks.

DuckDB reads, checks and orders the rows, on disk where the file is large, so that a million series
need no more memory than the block in hand. A unit with a fault is left out and named; the others
go in.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from lieny.surveillance.columns.series import IntVector, SeriesBlock, TimeGrid, breaks_on
from lieny.surveillance.intake import series_sql as sql
from lieny.surveillance.intake.series_problem import SeriesProblem, SeriesProblemCode
from lieny.ui.dates import Language

REQUIRED = ("unit", "t", "epoch", "observed")
OPTIONAL = ("population", "break")
PARQUET = (".parquet", ".pq")
# Above this size of the file (bytes) the ordered rows are kept in a file instead of in memory.
LARGE = 200_000_000
MEMORY = "2GB"
UNEVEN = 1.5  # a step longer than this many shortest steps is a lost week
COLUMN_OF = {
    SeriesProblemCode.NO_UNIT: "unit",
    SeriesProblemCode.NOT_A_TIME: "t",
    SeriesProblemCode.NOT_AN_EPOCH: "epoch",
    SeriesProblemCode.NOT_A_COUNT: "observed",
    SeriesProblemCode.NEGATIVE_COUNT: "observed",
    SeriesProblemCode.NOT_A_POPULATION: "population",
    SeriesProblemCode.NOT_A_BREAK: "break",
    SeriesProblemCode.DUPLICATE_TIME: "t",
    SeriesProblemCode.EPOCH_DISAGREES: "epoch",
}


class SeriesUnusable(ValueError):
    """Nothing of the file can be used; `problems` say why."""

    def __init__(self, path: Path, problems: tuple[SeriesProblem, ...]) -> None:
        super().__init__("no usable series in the file")
        self.path = path
        self.problems = problems

    def explain(self, language: Language) -> Iterator[str]:
        """Say, a line a problem, what was given, what was expected and what to do."""
        vietnamese = language is Language.VI
        yield f"{self.path}: " + (
            "không có chuỗi số liệu nào dùng được."
            if vietnamese
            else "no series in the file could be used."
        )
        for problem in self.problems:
            yield f"- {problem.explain(language)}"


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """An opened file: what it holds, what is wrong in it, and its series in blocks.

    Attributes:
        units: the usable units, in the order of their first row.
        grid: the time points they share.
        problems: at most `series_sql.LISTED` of each kind.
        refused: units that were left out.
    """

    units: tuple[str, ...]
    grid: TimeGrid
    problems: tuple[SeriesProblem, ...]
    refused: int
    has_population: bool
    has_breaks: bool
    database: duckdb.DuckDBPyConnection

    def blocks(self, size: int) -> Iterator[SeriesBlock]:
        """Give the series, at most `size` units at a time, in the order of `units`."""
        for first in range(0, len(self.units), size):
            yield self._block(first, min(first + size, len(self.units)))

    def _block(self, first: int, last: int) -> SeriesBlock:
        rows = self.database.execute(sql.BLOCK, {"first": first, "last": last}).fetchnumpy()
        place = (rows["t"] - self.grid.first, rows["position"] - first)
        shape = (len(self.grid), last - first)
        grids = []
        for name in ("observed", "population"):
            grid = np.full(shape, np.nan)
            grid[place] = np.ma.filled(np.ma.asarray(rows[name], dtype=np.float64), np.nan)
            grids.append(grid)
        breaks = None
        if self.has_breaks:
            given = np.ma.filled(np.ma.asarray(rows["break"], dtype=np.int64), 0)
            breaks = breaks_on(self.grid, given, place[1], units=last - first)
        return SeriesBlock(
            units=self.units[first:last],
            grid=self.grid,
            observed=grids[0],
            population=grids[1] if self.has_population else None,
            breaks=breaks,
        )


@contextmanager
def open_series(path: Path, *, dated: bool) -> Iterator[SeriesFile]:
    """Open a file of series for the length of the block.

    Args:
        path: CSV, or Parquet by its ending.
        dated: whether `epoch` counts days since 1970-01-01.

    Raises:
        SeriesUnusable: no unit of the file can be used.
    """
    with tempfile.TemporaryDirectory(prefix="lieny-series-") as scratch:
        large = path.stat().st_size > LARGE
        with duckdb.connect(str(Path(scratch, "series.duckdb")) if large else ":memory:") as base:
            base.execute(f"SET temp_directory = '{scratch}'")
            base.execute(f"SET memory_limit = '{MEMORY}'")
            _load(base, path)
            yield _opened(base, path, dated=dated)


def _load(base: duckdb.DuckDBPyConnection, path: Path) -> None:
    source = sql.READ_PARQUET if path.suffix.lower() in PARQUET else sql.READ_CSV
    try:
        described = base.execute(sql.columns_of(source), {"path": str(path)}).fetchall()
        columns = _columns(path, [row[0] for row in described])
        base.execute(sql.load(source, columns), {"path": str(path)})
    except (duckdb.InvalidInputException, duckdb.IOException, duckdb.ConversionException) as fault:
        problem = SeriesProblem(SeriesProblemCode.UNREADABLE, given=_reason(fault))
        raise SeriesUnusable(path, (problem,)) from None


def _columns(path: Path, given: list[str]) -> dict[str, str | None]:
    by_name = {name.strip().lower(): name for name in reversed(given)}
    missing = [name for name in REQUIRED if name not in by_name]
    if missing:
        problem = SeriesProblem(
            SeriesProblemCode.MISSING_COLUMN, expected=", ".join(missing), given=", ".join(given)
        )
        raise SeriesUnusable(path, (problem,))
    return {name: by_name.get(name) for name in (*REQUIRED, *OPTIONAL)}


def _reason(fault: Exception) -> str:
    """Say at which line, if the reader knows it; its own words may quote the data."""
    line = re.search(r"[Ll]ine:? (\d+)", str(fault))
    return f"dòng / line {line[1]}" if line else type(fault).__name__


def _opened(base: duckdb.DuckDBPyConnection, path: Path, *, dated: bool) -> SeriesFile:
    statements = (sql.UNITS, sql.CALENDAR, sql.FINDINGS, sql.KEPT, sql.ORDERED, sql.ENDS_EARLY)
    for statement in statements:
        base.execute(statement)
    problems = [_problem(*row) for row in base.execute(sql.LISTING).fetchall()]
    names = base.execute("SELECT unit FROM kept ORDER BY position").fetchall()
    if not names:
        if not problems:
            problems.append(SeriesProblem(SeriesProblemCode.EMPTY))
        raise SeriesUnusable(path, tuple(problems))
    times = base.execute(sql.GRID).fetchnumpy()
    grid, fault = _grid(times["t"], times["epoch"], dated=dated)
    if fault is not None:
        problems.append(fault)
        if fault.refuses:
            raise SeriesUnusable(path, tuple(problems))
    counted = base.execute(
        "SELECT (SELECT count(*) FROM member), count(population), count(break) FROM ordered"
    )
    members, populations, breaks = counted.fetchall()[0]
    return SeriesFile(
        units=tuple(name for (name,) in names),
        grid=grid,
        problems=tuple(problems),
        refused=members - len(names),
        has_population=populations > 0,
        has_breaks=breaks > 0,
        database=base,
    )


def _problem(code: str, unit: str | None, row: int, given: str, expected: str) -> SeriesProblem:
    known = SeriesProblemCode(code)
    return SeriesProblem(
        known, unit=unit, row=row, column=COLUMN_OF.get(known), given=given or "", expected=expected
    )


def _grid(t: IntVector, epoch: IntVector, *, dated: bool) -> tuple[TimeGrid, SeriesProblem | None]:
    first = int(t[0])
    every = np.arange(first, int(t[-1]) + 1)
    # A week that no kept unit has lies between the units; its day is between its neighbours'.
    filled = np.interp(every, t, epoch).astype(np.int64)
    grid = TimeGrid(first=first, epoch=filled)
    steps = np.diff(filled)
    falls = np.flatnonzero(steps <= 0)
    if falls.size:
        where = str(every[falls[0] + 1])
        return grid, SeriesProblem(SeriesProblemCode.EPOCH_FALLS, given=where)
    uneven = np.flatnonzero(steps > UNEVEN * steps.min()) if steps.size else steps
    if dated and uneven.size:
        where = str(every[uneven[0] + 1])
        return grid, SeriesProblem(SeriesProblemCode.UNEVEN_DAYS, given=where)
    return grid, None
