"""A file's rows as bytes, and many files' rows as one batch again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.columns.tables import (
    ACTIVITIES,
    FACILITIES,
    FILES,
    HEADINGS,
    LICENCES,
    PROBLEMS,
    REGISTRATIONS,
    TRAINEES,
    Batch,
)

SCHEMAS: Mapping[str, pa.Schema] = {
    "files": FILES,
    "headings": HEADINGS,
    "registrations": REGISTRATIONS,
    "licences": LICENCES,
    "facilities": FACILITIES,
    "activities": ACTIVITIES,
    "trainees": TRAINEES,
    "problems": PROBLEMS,
}
CODEC = "zstd"
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OneFile:
    """What one file gave: its tables, `file` always 0, `facility` a row of its own facilities."""

    tables: Mapping[str, pa.Table]


def by_file(batch: Batch) -> Iterable[OneFile]:
    """Part a batch into its files, in the order of its files table; rows keep their order."""
    sorted_tables = {name: _by_file_column(getattr(batch, name)) for name in SCHEMAS}
    place, begins = _facility_places(batch.facilities, batch.files.num_rows)
    for number in range(batch.files.num_rows):
        tables = {"files": batch.files.slice(number, 1)}
        for name, (table, numbers) in sorted_tables.items():
            if name == "files":
                continue
            low, high = np.searchsorted(numbers, [number, number + 1])
            part = table.slice(int(low), int(high - low))
            tables[name] = _renumbered(part, name, place, int(begins[number]))
        yield OneFile(tables)


def _by_file_column(table: pa.Table) -> tuple[pa.Table, Longs]:
    if "file" not in table.column_names:
        return table, np.empty(0, np.int64)
    numbers = table["file"].to_numpy().astype(np.int64)
    if (np.diff(numbers) >= 0).all():
        return table, numbers
    order = np.argsort(numbers, kind="stable")
    return table.take(pa.array(order)), numbers[order]


def _facility_places(facilities: pa.Table, files: int) -> tuple[Longs, Longs]:
    """Give each facility row its place when sorted by file, and where each file begins."""
    numbers = facilities["file"].to_numpy().astype(np.int64)
    order = np.argsort(numbers, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place, np.searchsorted(numbers[order], np.arange(files))


def _renumbered(
    part: pa.Table,
    name: str,
    place: Longs,
    begin: int,
) -> pa.Table:
    zeros = pa.array(np.zeros(part.num_rows, np.int32))
    part = part.set_column(part.schema.get_field_index("file"), SCHEMAS[name].field("file"), zeros)
    if name != "registrations":
        return part
    given = part["facility"].fill_null(-1).to_numpy().astype(np.int64)
    known = given >= 0
    moved = np.where(known, (place[given] if len(place) else given) - begin, -1)
    column = pa.array(moved.astype(np.int32), mask=~known)
    index = part.schema.get_field_index("facility")
    return part.set_column(index, SCHEMAS[name].field("facility"), column)


def packed(table: pa.Table) -> bytes:
    """Write a table as an Arrow stream, compressed; words are written once a row, not interned."""
    plain = pa.table([_unpacked(column) for column in table.columns], names=table.column_names)
    sink = pa.BufferOutputStream()
    with (
        pa.CompressedOutputStream(sink, CODEC) as stream,
        pa.ipc.new_stream(stream, plain.schema) as writer,
    ):
        writer.write_table(plain.combine_chunks())
    return bytes(sink.getvalue())


def _unpacked(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def unpacked(content: bytes | memoryview) -> pa.Table:
    """Read what `packed` wrote; words are plain text still (`joined` interns them)."""
    with pa.CompressedInputStream(pa.BufferReader(pa.py_buffer(content)), CODEC) as stream:
        return pa.ipc.open_stream(stream).read_all()


def joined(files: Sequence[Mapping[str, pa.Table]]) -> Batch:
    """Join the tables of files to one batch, numbered in the order given.

    Args:
        files: of each file its tables as `unpacked` gives them; one that is missing is empty.
    """
    sizes = np.array([_rows(one.get("facilities")) for one in files] or [0], np.int64)
    before = np.concatenate([[0], np.cumsum(sizes)])
    tables = {
        name: _joined(name, [(i, one[name]) for i, one in enumerate(files) if name in one], before)
        for name in SCHEMAS
    }
    return Batch(**{part.name: tables[part.name] for part in fields(Batch)})


def _rows(table: pa.Table | None) -> int:
    return 0 if table is None else int(table.num_rows)


def _joined(
    name: str,
    parts: Sequence[tuple[int, pa.Table]],
    before: Longs,
) -> pa.Table:
    schema = SCHEMAS[name]
    filled = [(number, table) for number, table in parts if table.num_rows]
    if not filled:
        return schema.empty_table()
    whole = pa.concat_tables([table for _, table in filled]).combine_chunks()
    if "file" in schema.names:
        sizes = [table.num_rows for _, table in filled]
        numbers = np.repeat(np.array([number for number, _ in filled], np.int64), sizes)
        index = schema.get_field_index("file")
        whole = whole.set_column(index, "file", pa.array(numbers.astype(np.int32)))
        if name == "registrations":
            moved = pc.add(whole["facility"], pa.array(before[numbers].astype(np.int32)))
            whole = whole.set_column(schema.get_field_index("facility"), "facility", moved)
    return whole.cast(schema)
