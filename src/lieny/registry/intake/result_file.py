"""Batches between a reading process and its parent: Arrow IPC streams, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pyarrow as pa

from lieny.registry.columns.tables import Batch

_NUMBERS = b"file_numbers"
_TABLES = tuple(part.name for part in fields(Batch))


class ResultDamaged(ValueError):
    """A reading process left a result of another shape than agreed."""


def write_result(batch: Batch, numbers: Sequence[int], path: Path) -> None:
    """Write a batch; `numbers` are the run's numbers of the rows of `files`."""
    told = {_NUMBERS: ",".join(map(str, numbers)).encode()}
    with pa.OSFile(str(path), "wb") as sink:
        for name in _TABLES:
            table: pa.Table = getattr(batch, name)
            schema = table.schema.with_metadata(told) if name == "files" else table.schema
            with pa.ipc.new_stream(sink, schema) as stream:
                stream.write_table(table.cast(schema) if name == "files" else table)


def read_result(path: Path, schemas: Batch) -> tuple[Batch, list[int]]:
    """Read back what `write_result` wrote, without copying; the file may be removed afterwards.

    Args:
        path: the file.
        schemas: an empty batch, for the agreed shapes.

    Raises:
        ResultDamaged: the shapes differ.
    """
    tables: dict[str, pa.Table] = {}
    numbers: list[int] = []
    with pa.memory_map(str(path)) as source:
        for name in _TABLES:
            table = pa.ipc.open_stream(source).read_all()
            if name == "files":
                told = (table.schema.metadata or {}).get(_NUMBERS, b"").decode()
                numbers = [int(number) for number in told.split(",") if number]
                table = table.replace_schema_metadata(None)
            if table.schema != getattr(schemas, name).schema:
                raise ResultDamaged(f"{name}: {table.schema}")
            tables[name] = table
    if len(numbers) != tables["files"].num_rows:
        raise ResultDamaged("files")
    return Batch(**tables), numbers
