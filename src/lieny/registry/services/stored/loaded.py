"""Cột đã nạp: the rows of all files that count, kept as columns, so that few blocks are unpacked.

A nation's lists are some hundred thousand blocks. Those of files that were there before lie joined
in the memory of the last run; only the blocks of later files are read. The columns are those that
the blocks would give, in the order of files: what was confirmed is never read anew. Where a file is
gone, all blocks are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.columns.tables import Batch
from lieny.registry.services.stored.blocks import SCHEMAS
from lieny.registry.services.stored.large_memory import keep_large, recall_large

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
FILES = "files of all rows"
NAMES = {name: f"all {name}" for name in SCHEMAS if name != "problems"}
MOST_BESIDE = 200  # files whose blocks are read each time, before all columns are kept anew


@dataclass(frozen=True, slots=True)
class Loaded:
    """Columns of some files.

    Attributes:
        files: ids of the files, in order; the batch numbers them so.
        batch: their rows; `problems` is left empty.
    """

    files: Longs
    batch: Batch


def recall_loaded() -> Loaded | None:
    """Take up the columns that were kept; None where none were, or others than today's."""
    kept = {name: recall_large(word) for name, word in NAMES.items()}
    files = recall_large(FILES)
    if files is None or any(table is None for table in kept.values()):
        return None
    if any(not table.schema.equals(SCHEMAS[name]) for name, table in kept.items() if table):
        return None
    batch = Batch(**kept, problems=SCHEMAS["problems"].empty_table())
    return Loaded(files["file"].to_numpy(), batch)


def keep_loaded(what: Loaded, *, at: datetime) -> None:
    """Keep columns in place of those that were kept."""
    keep_large(FILES, pa.table({"file": what.files}), at=at)
    for name, word in NAMES.items():
        keep_large(word, getattr(what.batch, name), at=at)


def woven(one: Loaded, other: Loaded) -> Loaded:
    """Put the rows of two sets of files together, in the order of the files' ids.

    Args:
        one: files in order.
        other: other files in order.
    """
    files = np.concatenate([one.files, other.files])
    order = np.argsort(files)
    runs = _runs(order, len(one.files))
    places = np.empty(len(files), np.int64)
    places[order] = np.arange(len(files))
    numbers = (places[: len(one.files)], places[len(one.files) :])
    sides = (one.batch, other.batch)
    starts = _facility_starts(sides, numbers, len(files))
    tables = {}
    for name, schema in SCHEMAS.items():
        parts = [_renumbered(getattr(side, name), name, numbers[at], starts[at])
                 for at, side in enumerate(sides)]  # fmt: skip
        if name == "problems":
            tables[name] = schema.empty_table()
            continue
        begins = [_begins(getattr(side, name), len(numbers[at]))
                  for at, side in enumerate(sides)]  # fmt: skip
        pieces = [
            parts[at].slice(begins[at][low], begins[at][high] - begins[at][low])
            for at, low, high in runs
        ]
        tables[name] = pa.concat_tables(pieces or [schema.empty_table()]).combine_chunks()
    return Loaded(files[order], Batch(**tables))


def _runs(order: Longs, size: int) -> list[tuple[int, int, int]]:
    """Give the files as runs that stand beside each other: side, first file, end."""
    cuts = np.flatnonzero((np.diff(order) != 1) | (order[1:] == size)) + 1
    runs = []
    for run in np.split(order, cuts):
        if len(run):
            at, first = int(run[0] >= size), int(run[0])
            first -= size * at
            runs.append((at, first, first + len(run)))
    return runs


def _begins(table: pa.Table, files: int) -> list[int]:
    """Give the first row of each file, and the end."""
    if "file" not in table.column_names:
        return list(range(files + 1))
    found: list[int] = np.searchsorted(table["file"].to_numpy(), np.arange(files + 1)).tolist()
    return found


def _facility_starts(
    sides: Sequence[Batch], numbers: Sequence[Longs], files: int
) -> tuple[Longs, ...]:
    """Give of each file of each side how far its rows of facilities move."""
    sizes = np.zeros(files, np.int64)
    before = []
    for side, number in zip(sides, numbers, strict=True):
        begins = np.array(_begins(side.facilities, len(number)), np.int64)
        sizes[number] = np.diff(begins)
        before.append(begins[:-1])
    after = np.cumsum(sizes) - sizes
    return tuple(after[number] - begins for number, begins in zip(numbers, before, strict=True))


def _renumbered(table: pa.Table, name: str, number: Longs, moved: Longs) -> pa.Table:
    """Number files, and facilities of registrations, as in the whole."""
    if "file" not in table.column_names or not table.num_rows:
        return table
    file = table["file"].to_numpy()
    if name == "registrations" and moved.any():
        given = table["facility"].combine_chunks()
        shifted = given.fill_null(0).to_numpy() + moved[file]
        column = pa.array(shifted.astype(np.int32), mask=~np.asarray(given.is_valid()))
        index = table.schema.get_field_index("facility")
        table = table.set_column(index, table.schema.field(index), column)
    index = table.schema.get_field_index("file")
    column = pa.array(number[file].astype(np.int32))
    return table.set_column(index, table.schema.field(index), column)
