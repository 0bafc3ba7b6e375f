"""How well lists could be read in each province, in sums in which no sender can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

WINDOW = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ProvinceTotal:
    """Số đo của một tỉnh over a year: sums of `FileMeasure`, files and how many could be read."""

    province: str
    files: int
    readable: int
    rows: int
    rows_whole: int
    cells: int
    cells_unread: int


def province_totals(*, at: datetime) -> list[ProvinceTotal]:
    """Sum up the lists handed in within a year before a time, by province."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT province, files, readable, rows, rows_whole, cells, cells_unread "
            "FROM registry_quality_by_province(%s) ORDER BY province",
            [at - WINDOW],
        )
        return [ProvinceTotal(*row) for row in cursor.fetchall()]
