"""Chữ Việt: cleaning, folding and word keys that every reader of this package shares.

A *folded* word has no marks and no case ("hòa" -> "hoa"). A *toned* key keeps the shape marks
and writes the tone as a digit at the end, as VNI typing does ("hòa" and "hoà" -> "hoa2"), so it
does not depend on which vowel carries the tone. Both write a final `y` as `i` where Vietnamese
spelling allows either ("Mỹ" and "Mĩ", "Quý" and "Quí"; but not "Mai" and "May").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_CELL = 2_000  # characters of which words are read: more is no list of anybody's work

_ZERO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffc"
_BIDI = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
_CONTROLS = "".join(map(chr, [*range(9), *range(14, 28), *range(0x7F, 0x85)]))
_LATIN = [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_VOWELS = frozenset("aeiouyăâêôơư")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DOTTED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")


def _cleaning() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(mark): None for mark in _ZERO_WIDTH + _BIDI + _CONTROLS}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width forms
    # Eth and the African D look like Đ and are typed for it.
    table |= {0xD0: "Đ", 0x189: "Đ", 0xF0: "đ", 0x256: "đ"}
    table |= dict.fromkeys(map(ord, "’‘ʼʹ`´′"), "'")
    return table


def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in _LATIN:
        base = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if c < "\u0300")
        if base and base != chr(code):
            table[code] = base.lower()
    table |= {ord(c): "d" for c in "đĐðÐɖƉ"}
    table |= {ord("ø"): "o", ord("ł"): "l", ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe"}
    return table


_CLEANING = _cleaning()
_FOLDING = _folding()
_UNCLEAN = re.compile(f"[{''.join(re.escape(chr(code)) for code in _CLEANING)}]")
_MOST_WORDS, _LONGEST_WORD = 65_536, 40


class _FoldedWords(dict[str, str]):
    """Words as they are folded: lists are made of a few thousand syllables."""

    def __missing__(self, word: str) -> str:
        folded = word.lower().translate(_FOLDING)
        if len(word) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = folded
        return folded


_FOLDED = _FoldedWords()


def clean(text: str) -> str:
    """Compose (NFC), drop invisible marks, make every run of blanks one space, Ð a Đ."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _UNCLEAN.search(text):
            text = text.translate(_CLEANING)
    elif not text.isprintable():
        text = text.translate(_CLEANING)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Lower the case and take off all marks: "Đặng Thị Hoà" -> "dang thi hoa"."""
    if text.isascii():
        return text.lower()
    return " ".join([_FOLDED[word] for word in text.split(" ")])


@lru_cache(maxsize=65_536)
def word_keys(word: str) -> tuple[str, str]:
    """Give the folded and the toned key of one word.

    The two are equal when the word carries no mark.
    """
    shape: list[str] = []
    tone = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        digit = _TONES.get(character)
        if digit is None:
            shape.append(character)
        else:
            tone = digit
    toned = _y_as_i(unicodedata.normalize("NFC", "".join(shape)))
    return _y_as_i(fold(word)), toned + tone


def words(text: str) -> list[str]:
    """Split a text into words and numbers; "T.M.H" is one word, what is over-long is cut."""
    return _WORD.findall(_DOTTED.sub(r"\1", clean(text[:LONGEST_CELL])))


def _y_as_i(word: str) -> str:
    if len(word) > 1 and word[-1] == "y" and (word[-2] not in _VOWELS or word[-3:] == "quy"):
        return word[:-1] + "i"
    return word
