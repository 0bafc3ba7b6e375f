"""Opens any foreign file: its kind by the bytes, its sheets one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lieny.registry.intake.file_kind import Container, container_of
from lieny.registry.intake.html_table import read_html
from lieny.registry.intake.limits import MEBIBYTE, Limits
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.sheet import Sheet
from lieny.registry.intake.text_encoding import ByteEncoding, decode_bytes
from lieny.registry.intake.text_table import read_text
from lieny.registry.intake.workbook import read_xls, read_xlsx

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """Sheets of a file in order, and what was seen on the way in."""

    sheets: Iterator[Sheet]
    bytes_read_as: ByteEncoding = ByteEncoding.UNICODE
    links_elsewhere: bool = False


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file in hex; "" where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def load(path: Path, limits: Limits) -> bytes:
    """Read a file's bytes.

    Raises:
        FileRefused: it cannot be opened, or is larger than any kind of file may be.
    """
    try:
        size = path.stat().st_size
        if size > max(limits.plain_bytes, limits.workbook_bytes):
            raise FileRefused("file-too-large", _megabytes(size), _megabytes(limits.plain_bytes))
        return path.read_bytes()
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise FileRefused("file-missing", path.name, reason) from trouble


def open_content(content: bytes, limits: Limits) -> OpenedFile:
    """Open what was read.

    Raises:
        FileRefused: it is no table, damaged, hostile or too large; also while sheets or their
            rows are drawn from the result.
    """
    container = container_of(content)
    if container is Container.XLSX:
        if len(content) > limits.workbook_bytes:
            raise FileRefused(
                "file-too-large", _megabytes(len(content)), _megabytes(limits.workbook_bytes)
            )
        workbook = read_xlsx(content, limits)
        return OpenedFile(workbook.sheets, links_elsewhere=workbook.links_elsewhere)
    if container is Container.XLS:
        return OpenedFile(read_xls(content, limits).sheets)
    text, read_as = decode_bytes(content)
    if container is Container.HTML:
        return OpenedFile(iter(read_html(text, limits)), read_as)
    return OpenedFile(iter([read_text(text, limits)]), read_as)


def _megabytes(size: int) -> str:
    return f"{size / MEBIBYTE:.1f} MB".replace(".0 ", " ")
