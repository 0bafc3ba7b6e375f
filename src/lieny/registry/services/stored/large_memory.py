"""Tables of all rows in the memory of runs: in parts, as bytes that nobody turns into text."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cache
from importlib.metadata import version

import duckdb
import psycopg
import pyarrow as pa
from django.db import connection

from lieny.registry.engine.linking.model import shipped

CODEC = "lz4"
ROWS_IN_A_PART = 400_000  # a value of PostgreSQL holds a gigabyte


@cache
def made_with() -> str:
    """Fingerprint what computes: another version may weigh, hash or judge otherwise."""
    told = [version("lieny"), duckdb.__version__, pa.__version__, shipped().splink_settings()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def keep_large(name: str, table: pa.Table, *, at: datetime) -> None:
    """Keep a table in place of what bears its name."""
    forget_large(name)
    begins = range(0, max(table.num_rows, 1), ROWS_IN_A_PART)
    with _plain() as cursor:
        for number, begin in enumerate(begins):
            content = _written(table.slice(begin, ROWS_IN_A_PART))
            cursor.execute(
                "INSERT INTO registry_runmemory (name, made_with, arrow, at) "
                "VALUES (%s, %s, %b, %s)",
                [f"{name}/{number}", made_with(), content, at],
            )


def forget_large(name: str) -> None:
    """Drop what bears a name."""
    with _plain() as cursor:
        cursor.execute("DELETE FROM registry_runmemory WHERE split_part(name, '/', 1) = %s", [name])


def recall_large(name: str) -> pa.Table | None:
    """Give what was kept under a name; None where nothing was, or other code kept it."""
    with _plain() as cursor:
        cursor.execute(
            "SELECT arrow FROM registry_runmemory WHERE split_part(name, '/', 1) = %s "
            "AND made_with = %s ORDER BY split_part(name, '/', 2)::int",
            [name, made_with()],
            binary=True,
        )
        parts = [pa.ipc.open_stream(pa.py_buffer(content)).read_all() for (content,) in cursor]
    return pa.concat_tables(parts).combine_chunks() if parts else None


def _written(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=CODEC, unify_dictionaries=True)
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table.combine_chunks())
    return bytes(sink.getvalue())


def _plain() -> psycopg.Cursor[tuple[bytes]]:
    """Give a cursor that sends and takes bytes as bytes; Django's own writes them as text."""
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)
