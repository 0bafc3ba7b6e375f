"""Tệp ca bệnh: a case list as CSV or Parquet, as one table; nothing is dropped.

Of a CSV every cell is text. Days may be written 2026-07-01 or, as offices do, 01/07/2026; those
named by the caller are brought to the first form. What is no day stays as it is, for the engine to
refuse with its row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

PARQUET = (".parquet", ".pq")
READ = (".csv", ".txt", *PARQUET)
_SAMPLE = 65_536  # bytes in which the separator is looked for
DAY_FIRST = r"^\s*(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})\s*$"
_LINE = re.compile(r"[Rr]ow #?(\d+)")


class CaseFileUnusable(ValueError):
    """Tệp không đọc được: the file cannot be read as a table; says why in both languages."""

    def __init__(self, path: Path, vietnamese: str, english: str) -> None:
        self.vietnamese, self.english = f"{path}: {vietnamese}", f"{path}: {english}"
        super().__init__(self.english)


def read_cases(path: Path, days: Sequence[str]) -> pa.Table:
    """Read a case list, a row a case.

    Args:
        path: CSV (comma, semicolon or tab; UTF-8) or Parquet, by its ending.
        days: columns of days; one that is missing is left to the engine to name.

    Raises:
        CaseFileUnusable: not such a file.
    """
    if path.suffix.lower() not in READ:
        raise CaseFileUnusable(
            path,
            "cần tệp .csv hoặc .parquet; hãy lưu bảng tính thành CSV (UTF-8)",
            "expected a .csv or .parquet file; save the workbook as CSV (UTF-8)",
        )
    try:
        table = _parquet(path) if path.suffix.lower() in PARQUET else _csv(path)
    except (pa.ArrowInvalid, UnicodeDecodeError) as fault:
        found = _LINE.search(str(fault))
        where = f" (dòng / row {found[1]})" if found else ""
        raise CaseFileUnusable(
            path,
            f"không đọc được{where}; lưu lại thành CSV UTF-8, mỗi dòng đủ số cột, hoặc Parquet",
            f"cannot be read{where}; save it as UTF-8 CSV, all columns in every row, or Parquet",
        ) from None
    for name in days:
        if name in table.column_names and pa.types.is_string(table[name].type):
            place = table.column_names.index(name)
            table = table.set_column(place, name, _day_first(table[name]))
    return table


def _parquet(path: Path) -> pa.Table:
    return pyarrow.parquet.read_table(path)


def _csv(path: Path) -> pa.Table:
    with path.open("rb") as file:
        heading = file.read(_SAMPLE).split(b"\n", 1)[0].decode("utf-8-sig")
    separator = max(",;\t", key=heading.count)
    if not heading.strip():
        raise pa.ArrowInvalid("no heading")
    columns = [name.strip().strip('"') for name in heading.rstrip("\r").split(separator)]
    return pyarrow.csv.read_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(column_names=columns, skip_rows=1),
        parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False
        ),
    )


def _day_first(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write 1/7/2026 as 2026-07-01; what has another shape stays."""
    parts = pc.extract_regex(column, DAY_FIRST)
    turned = pc.binary_join_element_wise(
        pc.struct_field(parts, "y"),
        pc.utf8_lpad(pc.struct_field(parts, "m"), 2, "0"),
        pc.utf8_lpad(pc.struct_field(parts, "d"), 2, "0"),
        "-",
    )
    return pc.coalesce(turned, column)
