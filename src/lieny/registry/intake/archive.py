"""The zip around an .xlsx, checked before any spreadsheet reader sees it.

The directory of a zip can lie about sizes, so every part is inflated here, counted to its real end.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lieny.registry.intake.limits import MEBIBYTE, Limits
from lieny.registry.intake.problems import FileRefused

_PIECE = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_PART = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_SHEET = re.compile(r"(?:^|/)xl/worksheets/[^/]+\.xml$", re.IGNORECASE)

# Given a part's name and the kept parts, says who watches it; kept parts are inflated first.
OpenScan = Callable[[str, dict[str, bytes]], Callable[[bytes], None] | None]


@dataclass(frozen=True, slots=True)
class ArchiveParts:
    """What the directory lists, and the small parts that say how the workbook is built."""

    names: frozenset[str]
    kept: dict[str, bytes]

    @property
    def links_elsewhere(self) -> bool:
        """Test whether cells refer to other workbooks."""
        return any("externallinks/" in name.lower() for name in self.names)


def check_archive(
    content: bytes, limits: Limits, *, keep: frozenset[str], scan: OpenScan
) -> ArchiveParts:
    """Inflate every part once, within limits.

    Args:
        content: the file.
        limits: what is too much.
        keep: names of small parts whose bytes are wanted.
        scan: asked for each part by name; the returned function is fed the part in pieces.

    Raises:
        FileRefused: damaged, encrypted, hostile, with macros, or too large inside.
    """
    try:
        directory = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, EOFError) as damage:
        raise FileRefused("file-damaged", "zip") from damage
    if len(directory) > limits.zip_entries:
        raise FileRefused(
            "file-too-large", f"{len(directory)} phần/parts", f"{limits.zip_entries} phần/parts"
        )
    names = frozenset(entry.filename for entry in directory)
    _check_names(directory, names)
    kept: dict[str, bytes] = {}
    total = 0
    for entry in sorted(directory, key=lambda part: part.filename not in keep):
        wanted = entry.filename in keep
        gathered: list[bytes] = []
        watch = scan(entry.filename, kept)
        for piece in _inflated(content, entry, limits, total):
            total += len(piece)
            if wanted:
                gathered.append(piece)
            if watch is not None:
                watch(piece)
        if wanted:
            kept[entry.filename] = b"".join(gathered)
    return ArchiveParts(names, kept)


def _check_names(directory: list[zipfile.ZipInfo], names: frozenset[str]) -> None:
    for entry in directory:
        path = entry.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or re.match(r"^[A-Za-z]:", path):
            raise FileRefused("file-hostile", f"đường dẫn/path «{entry.filename[:60]}»")
        if entry.flag_bits & _ENCRYPTED:
            raise FileRefused("file-encrypted")
        if path.lower().endswith("vbaproject.bin"):
            raise FileRefused("file-has-macros")
    if len(names) != len(directory):
        raise FileRefused("file-hostile", "phần trùng tên/parts of one name")
    _check_is_workbook(names)


def _check_is_workbook(names: frozenset[str]) -> None:
    folded = {name.lower() for name in names}
    if "xl/workbook.xml" in folded:
        return
    if any(name.startswith("word/") for name in folded):
        raise FileRefused("file-is-document", "Word (.docx)")
    if any(name.startswith("ppt/") for name in folded):
        raise FileRefused("file-is-document", "PowerPoint (.pptx)")
    if "xl/workbook.bin" in folded:
        raise FileRefused("file-type-unknown", ".xlsb", ".xlsx, .xls, .csv")
    if "content.xml" in folded:
        raise FileRefused("file-type-unknown", "OpenDocument (.ods)", ".xlsx, .xls, .csv")
    if not any(name.startswith("xl/") for name in folded):
        raise FileRefused("file-type-unknown", "nén/zip", ".xlsx, .xls, .csv")
    raise FileRefused("file-damaged", "xl/workbook.xml")


def _inflated(
    content: bytes, entry: zipfile.ZipInfo, limits: Limits, before: int
) -> Iterator[bytes]:
    """Give the real bytes of a part in pieces, however long its header says it is."""
    packed = _packed(content, entry)
    is_xml = _PART.search(entry.filename) is not None
    size = 0
    tail = b""
    for piece, consumed in _pieces(packed, entry):
        size += len(piece)
        _check_size(size, before + size, consumed, limits)
        if is_xml:
            _check_xml(piece, tail, first=size == len(piece))
            tail = piece[-16:]
        yield piece
    if size != entry.file_size:
        raise FileRefused("file-damaged", f"{entry.filename[:60]}: {size} ≠ {entry.file_size}")


def _packed(content: bytes, entry: zipfile.ZipInfo) -> memoryview:
    try:
        header = _LOCAL_HEADER.unpack_from(content, entry.header_offset)
    except struct.error as damage:
        raise FileRefused("file-damaged", entry.filename[:60]) from damage
    start = entry.header_offset + _LOCAL_HEADER.size + header[9] + header[10]
    if header[0] != b"PK\x03\x04" or start + entry.compress_size > len(content):
        raise FileRefused("file-damaged", entry.filename[:60])
    return memoryview(content)[start : start + entry.compress_size]


def _pieces(packed: memoryview, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """Give pieces with the number of packed bytes that they and those before them took."""
    if entry.compress_type == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _PIECE):
            yield bytes(packed[start : start + _PIECE]), min(start + _PIECE, len(packed))
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(packed, entry.filename[:60])
    else:
        raise FileRefused("file-hostile", f"kiểu nén/compression {entry.compress_type}")


def _deflated(packed: memoryview, name: str) -> Iterator[tuple[bytes, int]]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while True:
            piece = stream.decompress(rest, _PIECE)
            rest = stream.unconsumed_tail
            if piece:
                yield piece, len(packed) - len(rest)
            if stream.eof or (not piece and not rest):
                break
    except zlib.error as damage:
        raise FileRefused("file-damaged", name) from damage
    if not stream.eof:
        raise FileRefused("file-damaged", name)


def _check_size(size: int, total: int, consumed: int, limits: Limits) -> None:
    if total > limits.inflated_bytes:
        raise FileRefused(
            "file-inflates",
            f"> {limits.inflated_bytes // MEBIBYTE} MB",
            f"{limits.inflated_bytes // MEBIBYTE} MB",
        )
    if size > limits.ratio_floor_bytes and size > limits.inflation_ratio * consumed:
        raise FileRefused(
            "file-inflates", f"> {limits.inflation_ratio} : 1", f"{limits.inflation_ratio} : 1"
        )


def _check_xml(piece: bytes, tail: bytes, *, first: bool) -> None:
    if first and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in piece[:64]):
        raise FileRefused("file-hostile", "XML không phải UTF-8/XML is not UTF-8")
    if _DECLARATION.search(tail + piece):
        raise FileRefused("file-hostile", "XML có DOCTYPE/XML with a DOCTYPE")


def is_sheet(name: str) -> bool:
    """Test whether a part is a worksheet."""
    return _SHEET.search(name) is not None
