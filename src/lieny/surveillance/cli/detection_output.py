"""Where the rows of a detection go: a CSV or Parquet file, written whole or not at all."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from lieny.surveillance.services.detection_rows import ROWS

Sink = Callable[[pa.Table], None]
PARQUET = (".parquet", ".pq")
NEEDS_QUOTES = re.compile(r'[",\r\n]')


@contextmanager
def result_file(target: Path | None, *, to_screen: bool) -> Iterator[Sink]:
    """Give the place for blocks of rows.

    A file gets its name only when all is written. Numbers are written with the fewest digits (17 at
    most) that give the same number back.

    Args:
        target: `.parquet` or else CSV; None for standard output.
        to_screen: whether somebody looks at standard output, and rows would only run past.
    """
    if target is None:
        if to_screen:
            yield unseen
        else:
            yield csv_sink(sys.stdout.buffer)
            sys.stdout.flush()
        return
    part = target.with_name(f".{target.name}.part")
    try:
        if target.suffix.lower() in PARQUET:
            with pyarrow.parquet.ParquetWriter(part, ROWS) as writer:
                yield writer.write_table
        else:
            with part.open("wb") as file:
                yield csv_sink(file)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unseen(table: pa.Table) -> None:
    """Take rows where nobody wants them."""


def csv_sink(file: BinaryIO) -> Sink:
    """Write the heading with the first block: a refused run leaves nothing behind."""
    heading = [(",".join(ROWS.names) + "\n").encode()]

    def write(table: pa.Table) -> None:
        while heading:
            file.write(heading.pop())
        pyarrow.csv.write_csv(
            table.set_column(0, "unit", table["unit"].cast(pa.string())).set_column(
                10, "status", table["status"].cast(pa.string())
            ),
            file,
            pyarrow.csv.WriteOptions(
                include_header=False,
                batch_size=65536,
                quoting_style="needed" if _has_separators(table) else "none",
            ),
        )

    return write


def _has_separators(table: pa.Table) -> bool:
    """Whether a unit's name needs quotes; the writer would else quote every name."""
    for chunk in table["unit"].chunks:
        matches = pc.match_substring_regex(chunk.dictionary, NEEDS_QUOTES.pattern)
        if pc.any(matches).as_py():
            return True
    return False
