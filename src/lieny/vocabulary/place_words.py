"""The words of an address without marks, each with what stands between it and the word before.

Marks are dropped because addresses come with and without them, with the tone on either vowel
("Hòa", "Hoà") and in capitals; the separators are kept because they carry the meaning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lieny.vocabulary.text import fold

_WORD = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"([^\W_]+)")
_COMMA = re.compile(r"[,;:()\[\]|\n\r\t•]")
_DASH = re.compile(r"[–—-]")


def without_marks(text: str) -> str:
    """Lower-case and drop the marks: "Bà Rịa" gives "ba ria"."""
    return fold(unicodedata.normalize("NFC", text))


def glued(text: str) -> str:
    """Run the words together without marks: "Phường Phúc Xá" gives "phuongphucxa"."""
    return "".join(_WORD.findall(without_marks(text)))


@dataclass(frozen=True, slots=True)
class Words:
    """An address taken apart.

    Attributes:
        plain: words without marks, in lower case.
        raw: the same words as written, composed.
        opens: whether the word begins a part: after a comma, dash, bracket, or at the start.
        comma: the same, but a dash does not count ("Bà Rịa - Vũng Tàu" is one name).
    """

    plain: tuple[str, ...]
    raw: tuple[str, ...]
    opens: tuple[bool, ...]
    comma: tuple[bool, ...]

    def closes(self, end: int) -> bool:
        """Test whether a part ends before word `end`."""
        return end >= len(self.plain) or self.opens[end]

    def part_end(self, start: int) -> int:
        """Give the first word after the part that holds word `start`."""
        end = start + 1
        while not self.closes(end):
            end += 1
        return end


@lru_cache(maxsize=1 << 10)
def words_of(text: str) -> Words:
    """Take an address apart; digits stuck to letters stay one word ("Q10", "12A")."""
    pieces = _WORDS.split(unicodedata.normalize("NFC", text))
    raw, gaps = pieces[1::2], pieces[2:-1:2]
    plain = fold(" ".join(raw)).split(" ") if raw else []
    breaks = [_break(gap) for gap in gaps]
    opens = (True, *[kind > _BLANK for kind in breaks])[: len(raw)]
    comma = (True, *[kind > _DASHED for kind in breaks])[: len(raw)]
    return Words(tuple(plain), tuple(raw), opens, comma)


_BLANK, _DASHED, _PARTED = range(3)


@lru_cache(maxsize=1 << 10)
def _break(gap: str) -> int:
    if _COMMA.search(gap):
        return _PARTED
    return _DASHED if _DASH.search(gap) else _BLANK
