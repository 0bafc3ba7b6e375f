"""How much of a foreign file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Giới hạn khi đọc tệp lạ. Sizes in bytes, times in seconds.

    Attributes:
        workbook_bytes: size of an .xlsx on disk.
        plain_bytes: size of a file that is not compressed (.xls, .csv, HTML).
        zip_entries: parts inside an .xlsx.
        inflated_bytes: all parts of an .xlsx together, counted while they are inflated.
        inflation_ratio: inflated : packed, of any part larger than `ratio_floor_bytes` inflated.
        ratio_floor_bytes: parts smaller than this may be as repetitive as they like.
        sheet_rows: last row of a sheet that may hold a value.
        sheet_columns: last column of a sheet that may hold a value.
        text_rows: rows of a text file; these are streamed, so they may be more.
        cell_characters: longest text of one cell; what Excel itself allows.
        memory_bytes: address space of a reading process.
        cpu_seconds: processor time for one file.
        wall_seconds: time for one file, after which its reader is taken for hung.
    """

    workbook_bytes: int = 20 * MEBIBYTE
    plain_bytes: int = 200 * MEBIBYTE
    zip_entries: int = 2_000
    inflated_bytes: int = 200 * MEBIBYTE
    inflation_ratio: int = 200
    ratio_floor_bytes: int = 4 * MEBIBYTE
    sheet_rows: int = 200_000
    sheet_columns: int = 200
    text_rows: int = 2_000_000
    cell_characters: int = 32_767
    memory_bytes: int = 1_536 * MEBIBYTE
    cpu_seconds: int = 60
    wall_seconds: float = 120.0
