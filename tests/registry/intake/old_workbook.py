"""Writes a workbook of Excel 97-2003 with labels, numbers, merged cells and hidden rows.

After MS-XLS and MS-CFB, as little as a reader needs; there is no maintained writer to borrow.
"""

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<4H2I", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _label(row: int, column: int, text: str) -> bytes:
    body = struct.pack("<3HHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return _record(0x0204, body)


def _sheet(rows, hidden, merged) -> bytes:
    stream = _bof(0x0010)
    stream += _record(0x0200, struct.pack("<2I3H", 0, len(rows), 0, 40, 0))
    for at in range(len(rows)):
        options = 0x0100 | (0x20 if at + 1 in hidden else 0)
        stream += _record(0x0208, struct.pack("<8H", at, 0, 40, 255, 0, 0, options, 0))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                stream += _label(at, column, cell)
            elif isinstance(cell, (int, float)):
                stream += _record(0x0203, struct.pack("<3Hd", at, column, 0, cell))
    if merged:
        ranges = [(top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in merged]
        body = struct.pack("<H", len(ranges)) + b"".join(struct.pack("<4H", *r) for r in ranges)
        stream += _record(0x00E5, body)
    return stream + _record(0x000A)


def old_workbook(rows, *, name="Danh sách", hidden=(), merged=()) -> bytes:
    """Give the bytes of an .xls with one sheet."""
    head = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    bound = struct.pack("<IHBB", 0, 0, len(name), 1) + name.encode("utf-16-le")
    offset = len(head) + 4 + len(bound) + 4
    bound = struct.pack("<I", offset) + bound[4:]
    stream = head + _record(0x0085, bound) + _record(0x000A) + _sheet(rows, set(hidden), merged)
    stream += b"\0" * (max(4096 - len(stream), 0) + (-len(stream)) % _SECTOR)
    return _contained(stream[: len(stream) // _SECTOR * _SECTOR])


def _contained(stream: bytes) -> bytes:
    """Put the stream into a compound file: FAT, directory, stream."""
    sectors = len(stream) // _SECTOR
    fats = -(-(sectors + 2) // 127)
    first = fats + 1  # after the FAT and the directory
    table = [_FAT] * fats + [_END] + [first + n + 1 for n in range(sectors - 1)] + [_END]
    table += [_FREE] * (fats * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, fats, fats, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fats), *[_FREE] * (109 - fats))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(
        "Workbook", 2, _FREE, first, len(stream)
    )
    directory += b"\0" * (_SECTOR - len(directory))
    return header + struct.pack(f"<{len(table)}I", *table) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    body = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    body += struct.pack("<3I", _FREE, _FREE, child) + b"\0" * 36
    return body + struct.pack("<IQ", start, size)
