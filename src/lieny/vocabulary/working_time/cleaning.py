"""The text of a cell made even: one character a letter, three views of equal length."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_ODD = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "―": "-", "→": "→", "⇒": "→", "➔": "→",
        "➜": "→", "⟶": "→", "›": "→", "~": "→", "∼": "→", "÷": "→", "…": " ", "•": ";",
        "Ð": "Đ", "ð": "đ", "\u00a0": " ", "\u200b": None, "\u200c": None, "\u200d": None,
        "\ufeff": None, "\u202e": None, "\r": "\n", "\t": " ", "|": ";", "：": ":", "；": ";",
        "，": ",", "（": "(", "）": ")", "[": "(", "]": ")", "{": "(", "}": ")", "_": " ", "*": " ",
        "ʼ": "'", "’": "'", "‘": "'", "´": "'", "`": "'", "′": "'", "″": '"', "”": '"', "“": '"',
    }
)  # fmt: skip
_ARROW = re.compile(r"(?:-{1,9}|={1,9})?>{1,9}")
_DASHES = re.compile(r"-{2,}")
_BREAK = re.compile(r"(?i)<br\s*/?>|\\n")
# A letter read for a digit by a scanner, only where digits or the hour sign stand beside it.
_ZERO_AFTER = re.compile(r"(?<=\d)[oO](?=[\dhHgG:.\s\-→,;)oO]|$)|(?<=[hHgG:])[oO](?=[\doO])")
_ZERO_LAST = re.compile(r"(?<=[hHgG:][\d])[oO](?![a-zA-Z])")
_ZERO_FIRST = re.compile(r"(?<![A-Za-z\d])[oO](?=\d[hHgG:])")
_ONE = re.compile(
    r"(?<=\d)[lI|](?=[\dhHgG:])|(?<![A-Za-z\d])[lI](?=\d[hHgG:])|(?<=[hHgG:])[lI](?=\d)"
)


_SPACES = re.compile(r"[^\S\n]+")
_DOTS = re.compile(r"(?<=\w)\.{2,}(?=\w)")  # "T2..T6"
_ABOUT = re.compile(r"(?:(?<=\s)|^)[~∼](?=\d)")  # "~17h"
_BULLET = re.compile(r"(?m)^\s*(?:\d|[abde])[.)] +(?=\D)")  # "1. T2-T6: …"
_GLUED = re.compile(
    r"(?i)(?<=\d)(?=(?:đến|den|tới|thứ|thu|và|sáng|chiều|trưa|tối|từ)(?!\w*[a-z]{4}))"
    r"|(?<=\d[hg])(?=đến|den|tới|thứ|và|sáng|chiều|trưa|tối|từ)"
    r"|(?<=đến|tới|den)(?=thứ|thu|chủ|cn)"
)
_MAY_BE_GLUED = re.compile(r"(?i)\d[hg]?[đdtvsc]|[ni][tc]")  # wherever `_GLUED` matches, and more
_MOST_LETTERS_KEPT = 8_192


@dataclass(frozen=True, slots=True)
class CleanText:
    """Three views of one text, equal in length.

    Attributes:
        shown: composed, with its own case.
        toned: lower case, with tone marks.
        plain: lower case, without any mark (`đ` becomes `d`).
    """

    shown: str
    toned: str
    plain: str


def clean(text: str) -> CleanText:
    """Make a cell's text even. Nothing is dropped that could carry a time or a day."""
    even = _spaced(_with_digits(_with_even_signs(text))).strip()
    toned = even.translate(_LOWERED)
    return CleanText(even, toned, toned.translate(_BARED))


# Each step looks for its letters first: most texts need none of them.


def _with_even_signs(text: str) -> str:
    if "<" in text or "\\" in text:
        text = _BREAK.sub("\n", text)
    text = html.unescape(text)
    if "~" in text or "∼" in text:
        text = _ABOUT.sub("≈", text)
    even = unicodedata.normalize("NFKC", text).translate(_ODD)
    if ">" in even:
        even = _ARROW.sub("→", even)
    if "--" in even:
        even = _DASHES.sub("-", even)
    return unicodedata.normalize("NFC", even)


def _with_digits(even: str) -> str:
    if "o" in even or "O" in even:
        for pattern in (_ZERO_AFTER, _ZERO_LAST, _ZERO_FIRST):
            even = pattern.sub("0", even)
    return _ONE.sub("1", even) if "l" in even or "I" in even or "|" in even else even


def _spaced(even: str) -> str:
    if ". " in even or ") " in even:
        even = _BULLET.sub("", even)
    if ".." in even:
        even = _DOTS.sub("→", even)
    if _MAY_BE_GLUED.search(even):
        even = _GLUED.sub(" ", even)
    # Every white space but the plain one is unprintable.
    return even if even.isprintable() and "  " not in even else _SPACES.sub(" ", even)


def _lower(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _bare(letter: str) -> str:
    if letter == "đ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0]
    return base if len(base) == 1 else letter


class _Letters(dict[int, str]):
    """Letters by their number, made when first met; the rarest beyond a bound are made anew."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, number: int) -> str:
        letter = self._make(chr(number))
        if len(self) < _MOST_LETTERS_KEPT:
            self[number] = letter
        return letter


_LOWERED = _Letters(_lower)
_BARED = _Letters(_bare)
