"""Chất lượng danh sách: how well a list could be read and whether it came in time, 0 to 100.

    score = 100 × (weight_rows × rows + weight_cells × cells + weight_time × time)

rows: share of the rows that were read whole, times the share of the files that could be read;
cells: share of the cells that were read; time: 1 for a list received within the term after the
day it bears, falling evenly to 0 when `nothing_after` further days have passed. A list without a
day is not judged by time: its two other parts share the weight. Weights are dated data
(`list_quality.toml`); the term is that of the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from lieny.law.book import Book
from lieny.registry.rules.dated_terms import holding, terms_of

TOPIC = "practice.join-notice"


@dataclass(frozen=True, slots=True)
class QualityTerms:
    """Cách chấm điểm from a day on; the fields are those of `list_quality.toml`."""

    since: date
    weight_rows: float
    weight_cells: float
    weight_time: float
    nothing_after: int
    good: int
    fair: int

    def __post_init__(self) -> None:
        if abs(self.weight_rows + self.weight_cells + self.weight_time - 1) > 1e-9:  # noqa: PLR2004 - what floats lose
            raise ValueError("the weights do not add up to 1")
        if not 0 < self.fair <= self.good or self.nothing_after < 1:
            raise ValueError("fair is above 0 and not above good; nothing_after is a day or more")


@cache
def _table() -> tuple[QualityTerms, ...]:
    return terms_of("list_quality.toml", QualityTerms)


def quality_terms(on: date) -> QualityTerms:
    """Give the terms that hold on a day.

    Raises:
        NoTermsHold: the day lies before the first entry.
    """
    return holding(_table(), on)


@dataclass(frozen=True, slots=True)
class FileMeasure:
    """Số đo một tệp: what was counted in one file.

    Attributes:
        rows: rows of data seen, those refused included.
        rows_whole: rows in which nothing is to be corrected.
        cells: cells of the columns that were recognised.
        cells_unread: cells with a problem.
        days_late: days past the term at which it was received, 0 in time; None without a day.
    """

    rows: int
    rows_whole: int
    cells: int
    cells_unread: int
    days_late: int | None

    def __post_init__(self) -> None:
        if not (0 <= self.rows_whole <= self.rows and 0 <= self.cells_unread <= self.cells):
            raise ValueError("a part is larger than its whole")
        if self.days_late is not None and self.days_late < 0:
            raise ValueError("what came in time is 0 days late")


class Band(StrEnum):
    """Xếp loại of a score."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class QualityScore:
    """Điểm chất lượng with its parts.

    Attributes:
        points: 0 to 100, rounded half up.
        band: what the points amount to.
        rows: share of rows read whole, of files that could be read.
        cells: share of cells read.
        time: part for being in time; None where no file bears a day.
    """

    points: int
    band: Band
    rows: float
    cells: float
    time: float | None


def days_late(listed_on: date | None, received_on: date, *, law: Book) -> int | None:
    """Count the days past the term between the day that a list bears and its receipt.

    Law: practice.join-notice (96/2023/NĐ-CP Điều 29): who joins is told of within so many days.
    Reading: a list tells of nobody who joined after its own day, so that from this day on the
        term has begun for everybody whom it names.
    """
    if listed_on is None or not law.binds(TOPIC, on=listed_on):
        return None
    term = int(law.parameter(TOPIC, "days", on=listed_on))
    return max(0, (received_on - listed_on).days - term)


def quality_score(files: Sequence[FileMeasure], terms: QualityTerms) -> QualityScore | None:
    """Score a list of one or several files; None for no file at all.

    Design: rows and cells count alike in whichever file they stand; a file of which nothing could
        be read has no rows and lowers the first part by its share of the files.
    """
    if not files:
        return None
    readable = sum(one.rows > 0 for one in files) / len(files)
    rows = _share([(one.rows_whole, one.rows) for one in files]) * readable
    cells = _share([(one.cells - one.cells_unread, one.cells) for one in files]) * readable
    time = _in_time(files, terms)
    weighted = terms.weight_rows * rows + terms.weight_cells * cells
    if time is None:
        total = weighted / (terms.weight_rows + terms.weight_cells)
    else:
        total = weighted + terms.weight_time * time
    points = int(round(100 * total, 6) + 0.5)  # halves go up, whatever floats lose
    return QualityScore(points, band_of(points, terms), rows, cells, time)


def band_of(points: int, terms: QualityTerms) -> Band:
    """Say what points amount to."""
    if points >= terms.good:
        return Band.GOOD
    return Band.FAIR if points >= terms.fair else Band.POOR


def _share(parts: Sequence[tuple[int, int]]) -> float:
    whole = sum(total for _, total in parts)
    return sum(part for part, _ in parts) / whole if whole else 0.0


def _in_time(files: Sequence[FileMeasure], terms: QualityTerms) -> float | None:
    """Weigh the files that bear a day by their rows, one without rows as if it had one."""
    dated = [(max(1, one.rows), one.days_late) for one in files if one.days_late is not None]
    if not dated:
        return None
    kept = sum(rows * max(0.0, 1 - days / terms.nothing_after) for rows, days in dated)
    return kept / sum(rows for rows, _ in dated)
