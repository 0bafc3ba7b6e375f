"""Where a row stands in the sender's sheet and what its cells say, kept beside the row itself.

Another province sees the rows of its own persons, never the file they came in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.services.stored.region import StoredBatch

Longs = npt.NDArray[np.int64]
RAW = "raw_"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a row stands in what was handed in, and what it says there.

    Attributes:
        file: name of the file.
        sheet: of the workbook.
        row: 1-based, as people see it.
        cells: the sheet's own heading → what the cell says.
    """

    file: str
    sheet: str
    row: int
    cells: Mapping[str, str]

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> SourceRow:
        """Read what `sources` wrote."""
        cells = kept.get("cells", {})
        return cls(
            file=str(kept.get("file", "")),
            sheet=str(kept.get("sheet", "")),
            row=int(str(kept.get("row", 0))),
            cells=cells if isinstance(cells, dict) else {},
        )


def sources(stored: StoredBatch, table: str, rows: Longs) -> Iterator[str]:
    """Give of each row of a table, as JSON, its file, sheet, row and cells."""
    if not len(rows):
        return
    taken = getattr(stored.batch, table).take(pa.array(rows))
    raw = [name for name in taken.column_names if name.startswith(RAW)]
    columns = [taken[name].to_pylist() for name in raw]
    fields = [name.removeprefix(RAW) for name in raw]
    names = stored.batch.files["path"].to_pylist()
    headings = _headings(stored, np.unique(taken["file"].to_numpy()))
    places = zip(*(taken[name].to_pylist() for name in ("file", "table", "row")), strict=True)
    for (file, number, row), *said in zip(places, *columns, strict=True):
        sheet, words = headings.get((file, number), ("", {}))
        cells = {
            words.get(field, field): value
            for field, value in zip(fields, said, strict=True)
            if value is not None
        }
        kept = {"file": names[file], "sheet": sheet, "row": row, "cells": cells}
        yield json.dumps(kept, ensure_ascii=False)


def _headings(
    stored: StoredBatch, files: Longs
) -> dict[tuple[int, int], tuple[str, dict[str, str]]]:
    """Give of each table of some files its sheet, and the heading of each field."""
    told: dict[tuple[int, int], tuple[str, dict[str, str]]] = {}
    asked = stored.batch.headings.filter(pc.field("file").isin(files.tolist()))
    for row in asked.to_pylist():
        sheet = told.setdefault((row["file"], row["table"]), (row["sheet"], {}))
        sheet[1][row["field"]] = row["heading"]
    return told
