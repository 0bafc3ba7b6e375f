"""The text of a cell made even: one character a letter, three views of equal length."""

from __future__ import annotations

import html
import re
import unicodedata
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
    even = unicodedata.normalize(
        "NFKC", _ABOUT.sub("≈", html.unescape(_BREAK.sub("\n", text)))
    ).translate(_ODD)
    even = unicodedata.normalize("NFC", _DASHES.sub("-", _ARROW.sub("→", even)))
    for pattern, digit in ((_ZERO_AFTER, "0"), (_ZERO_LAST, "0"), (_ZERO_FIRST, "0"), (_ONE, "1")):
        even = pattern.sub(digit, even)
    even = _SPACES.sub(" ", _GLUED.sub(" ", _DOTS.sub("→", _BULLET.sub("", even)))).strip()
    toned = "".join(_lower(letter) for letter in even)
    return CleanText(even, toned, "".join(_bare(letter) for letter in toned))


def _lower(letter: str) -> str:
    lowered = letter.lower()
    return lowered if len(lowered) == 1 else letter


def _bare(letter: str) -> str:
    if letter == "đ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0]
    return base if len(base) == 1 else letter
