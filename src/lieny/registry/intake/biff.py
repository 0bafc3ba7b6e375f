"""Hidden rows of an Excel 97-2003 workbook, which calamine does not tell.

Walks the container's sector chain to the workbook stream and its ROW records (MS-CFB, MS-XLS
§2.4.221, §2.4.28). Best effort: where the container is unusual nothing is said to be hidden, and
the values are read as always.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_FREE = 0xFFFFFFFA  # sector numbers from here on end or mark a chain
_BOF, _EOF, _BOUNDSHEET, _ROW = 0x0809, 0x000A, 0x0085, 0x0208
_HIDDEN_ROW = 0x20  # fDyZero
_MOST_SECTORS = 1 << 20
_SECTOR_SHIFTS, _MINI_SHIFT = (9, 12), 6
_ROW_LENGTH = 16


class _Unusual(Exception):
    """The container is not built as usual."""


def hidden_rows(content: bytes) -> dict[str, frozenset[int]]:
    """Give the hidden rows, 1-based, of each sheet by name."""
    try:
        stream = _workbook_stream(content)
        sheets = _sheet_offsets(stream)
        return {name: _hidden_in(stream, offset) for name, offset in sheets}
    except (_Unusual, struct.error, IndexError, UnicodeDecodeError):
        return {}


def _workbook_stream(content: bytes) -> bytes:
    shift, mini_shift = struct.unpack_from("<2H", content, 30)
    if shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT:
        raise _Unusual
    first_directory, _, cutoff = struct.unpack_from("<3I", content, 48)
    table = _allocation_table(content, shift)
    directory = _chain(content, table, first_directory, shift)
    for start in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, start + 64)[0]
        name = directory[start : start + max(length - 2, 0)].decode("utf-16-le")
        if name in {"Workbook", "Book"}:
            first, size = struct.unpack_from("<2I", directory, start + 116)
            if size < cutoff:
                raise _Unusual  # kept in the mini stream: such a small sheet is not worth it
            return _chain(content, table, first, shift)[:size]
    raise _Unusual


def _allocation_table(content: bytes, shift: int) -> tuple[int, ...]:
    sectors = [n for n in struct.unpack_from("<109I", content, 76) if n < _FREE]
    following, count = struct.unpack_from("<2I", content, 68)
    per_sector = (1 << shift) // 4
    while following < _FREE and count > 0:
        extra = struct.unpack_from(f"<{per_sector}I", content, (following + 1) << shift)
        sectors.extend(n for n in extra[:-1] if n < _FREE)
        following, count = extra[-1], count - 1
    table: list[int] = []
    for sector in sectors:
        table.extend(struct.unpack_from(f"<{per_sector}I", content, (sector + 1) << shift))
    return tuple(table)


def _chain(content: bytes, table: tuple[int, ...], first: int, shift: int) -> bytes:
    pieces: list[bytes] = []
    sector = first
    while sector < _FREE:
        if len(pieces) > _MOST_SECTORS or len(pieces) > len(table):
            raise _Unusual
        start = (sector + 1) << shift
        pieces.append(content[start : start + (1 << shift)])
        sector = table[sector]
    return b"".join(pieces)


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Give (kind, offset of the body, length) from `start` to the end of the substream."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, start)
        yield kind, start + 4, length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        start += 4 + length


def _sheet_offsets(stream: bytes) -> list[tuple[str, int]]:
    sheets = []
    for kind, body, _ in _records(stream, 0):
        if kind == _BOUNDSHEET:
            offset, _, characters, wide = struct.unpack_from("<IHBB", stream, body)
            encoding, width = ("utf-16-le", 2) if wide & 1 else ("latin-1", 1)
            raw = stream[body + 8 : body + 8 + characters * width]
            sheets.append((raw.decode(encoding), offset))
    return sheets


def _hidden_in(stream: bytes, offset: int) -> frozenset[int]:
    hidden = set()
    for kind, body, length in _records(stream, offset):
        if kind == _ROW and length >= _ROW_LENGTH:
            row = struct.unpack_from("<H", stream, body)[0]
            if stream[body + 12] & _HIDDEN_ROW:
                hidden.add(row + 1)
    return frozenset(hidden)
