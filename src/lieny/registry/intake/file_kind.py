"""What a foreign file is, judged by its bytes and never by its name."""

from __future__ import annotations

from enum import Enum, auto

from lieny.registry.intake.problems import FileRefused

READABLE = ".xlsx, .xls, .csv, .txt, .tsv"
ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EMPTY_ZIP = b"PK\x05\x06"

_DOCUMENTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "hình ảnh PNG"),
    (b"\xff\xd8\xff", "hình ảnh JPEG"),
    (b"GIF8", "hình ảnh GIF"),
    (b"BM", "hình ảnh BMP"),
    (b"II*\x00", "hình ảnh TIFF"),
    (b"MM\x00*", "hình ảnh TIFF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "nén RAR"),
    (b"7z\xbc\xaf", "nén 7-Zip"),
    (b"\x1f\x8b", "nén GZIP"),
    (b"\x7fELF", "chương trình"),
    (b"MZ", "chương trình"),
    (b"SQLite format 3", "cơ sở dữ liệu SQLite"),
)


class Container(Enum):
    """How the bytes hold their table."""

    XLSX = auto()
    XLS = auto()
    HTML = auto()
    TEXT = auto()


def container_of(content: bytes) -> Container:
    """Tell what kind of file this is.

    Raises:
        FileRefused: it is empty, a document, a picture, an encrypted workbook or unknown.
    """
    if not content:
        raise FileRefused("file-empty")
    if content.startswith((ZIP, EMPTY_ZIP)):
        return Container.XLSX
    if content.startswith(COMPOUND):
        return _compound(content)
    for mark, name in _DOCUMENTS:
        if content.startswith(mark) and not (len(mark) == len(b"BM") and _looks_like_text(content)):
            raise FileRefused("file-is-document", name)
    if (
        content[:2] in {b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"}
        and b"\x00" in content[:16]
    ):
        return Container.XLS  # BIFF stream without a container
    return _textual(content)


def _compound(content: bytes) -> Container:
    """Tell an .xls from the other formats that share its container.

    The names of the streams stand in the container's directory as UTF-16.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused("file-encrypted")
    if "WordDocument".encode("utf-16-le") in content:
        raise FileRefused("file-is-document", "Word")
    if "PowerPoint Document".encode("utf-16-le") in content:
        raise FileRefused("file-is-document", "PowerPoint")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Container.XLS
    raise FileRefused("file-type-unknown", "OLE", READABLE)


def _textual(content: bytes) -> Container:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Container.TEXT
    folded = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in folded and b"<?xml" in folded:
        raise FileRefused("file-type-unknown", "XML Spreadsheet 2003", READABLE)
    if folded.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style")):
        return Container.HTML
    if folded.startswith(b"<") and b"<table" in content[:65536].lower():
        return Container.HTML
    if not _looks_like_text(content):
        raise FileRefused("file-type-unknown", "nhị phân/binary", READABLE)
    return Container.TEXT


def _looks_like_text(content: bytes) -> bool:
    """Test for text: no control characters but line ends and tabs, or UTF-16 without a mark."""
    head = content[:65536]
    zeros = head.count(0)
    if zeros:
        even, odd = head[::2].count(0), head[1::2].count(0)
        return zeros > len(head) // 5 and min(even, odd) < zeros // 20 + 1
    # Legacy Vietnamese fonts keep letters in 0x80-0x9F, some even below 0x20.
    control = sum(head.count(code) for code in range(32) if code not in {9, 10, 12, 13})
    return control <= len(head) // 100
