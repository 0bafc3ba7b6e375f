"""From the bytes of a text file to Vietnamese text."""

from __future__ import annotations

import codecs
import unicodedata
from enum import StrEnum

from lieny.vocabulary.legacy_encoding import LegacyEncoding, decode
from lieny.vocabulary.syllable import is_syllable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000


class ByteEncoding(StrEnum):
    """How bytes became text; the old fonts are judged later, from the text."""

    UNICODE = "unicode"
    WINDOWS_1258 = "cp1258"
    WESTERN = "latin-1"  # every byte a letter: TCVN3, VNI, or a Western file


def decode_bytes(content: bytes) -> tuple[str, ByteEncoding]:
    """Decode a text file: byte order marks, UTF-8, UTF-16, Windows-1258, else byte by byte.

    A file cut inside its last UTF-8 letter is still UTF-8. Windows-1258 writes tones as letters
    of their own after the vowel; they are composed (NFC). Between it and the one-byte fonts the
    count of readable Vietnamese words decides.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return unicodedata.normalize("NFC", content.decode(name, "replace")), _UNICODE
    zeros = content[:4096].count(0)
    if zeros:
        even = content[:4096:2].count(0)
        name = "utf-16-be" if even > zeros - even else "utf-16-le"
        return unicodedata.normalize("NFC", content.decode(name, "replace")), _UNICODE
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as stop:
        if stop.start < len(content) - 3:
            return _one_byte(content)
        text = content[: stop.start].decode("utf-8")
    return (text if text.isascii() else unicodedata.normalize("NFC", text)), _UNICODE


_UNICODE = ByteEncoding.UNICODE


def _one_byte(content: bytes) -> tuple[str, ByteEncoding]:
    windows = unicodedata.normalize("NFC", content[:_SAMPLE].decode("cp1258", "replace"))
    western = content[:_SAMPLE].decode("latin-1")
    # As the old fonts mean it: a short TCVN3 file has syllables by accident in Windows-1258.
    if _readable(windows) > max(_readable(decode(western, font)) for font in LegacyEncoding):
        text = content.decode("cp1258", "replace")
        return unicodedata.normalize("NFC", text), ByteEncoding.WINDOWS_1258
    # latin-1, not cp1252: a TCVN3 file may use the bytes that cp1252 leaves empty.
    return content.decode("latin-1"), ByteEncoding.WESTERN


def _readable(text: str) -> int:
    """Count distinct words beyond ASCII that are Vietnamese syllables."""
    words = {word.strip(".,;:()\"'/-") for word in text.split()}
    return sum(1 for word in words if not word.isascii() and is_syllable(word))
