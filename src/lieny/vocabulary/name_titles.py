"""Chức danh, học vị and forms of address that stand before or after a name in the same cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lieny.vocabulary.phrase_table import PhraseTable, keys_of, load_terms

_TERMS = load_terms("name.toml")

# Abbreviations of degrees and titles, alone or written together: "ThSBS", "BSCKII", "CNĐD".
_ATOMS = "|".join(sorted(_TERMS["abbreviations"], key=len, reverse=True))
_GLUED = re.compile(f"(?:{_ATOMS})+(?:-(?:{_ATOMS})+)*")

_PHRASES: PhraseTable[bool] = PhraseTable((phrase, True) for phrase in _TERMS["titles"])
# Words that are a title before a surname, but may themselves be a name: "Ông Ích Khiêm".
_ADDRESS: PhraseTable[bool] = PhraseTable((phrase, True) for phrase in _TERMS["address"])
_AFTER: PhraseTable[bool] = PhraseTable((phrase, True) for phrase in _TERMS["after_title"])
_MADAM = "ba2"  # with its mark it is nobody's surname
_OF_TWO_WORDS = frozenset(tuple(keys_of(phrase)) for phrase in _TERMS["address"] if " " in phrase)
_HEALER = "li"  # lương y, or the surname Lý without its mark
FULL_NAME = 3  # words of a usual name
_HEAD = "trương3"  # "ĐD trưởng"; without its marks it may be the surname Trương
_SURNAMES = frozenset(_TERMS["surnames"])
_RANKED = frozenset(_TERMS["ranked"])
_RANKS = frozenset({"i", "ii", "1", "2"})
_FIRST_WORDS = frozenset(
    key
    for phrase in (*_TERMS["titles"], *_TERMS["address"], *_TERMS["after_title"])
    for first in (keys_of(phrase)[0], keys_of(phrase)[0].rstrip("12345"))
    for key in (first, first.translate(str.maketrans("ăâđêôơư", "aadeoou")))
)

Span = tuple[int, int]


@lru_cache(maxsize=65_536)
def is_abbreviation(folded: str) -> bool:
    """Test whether one folded word is an abbreviated title: "bscki", "ths-bs"."""
    return _GLUED.fullmatch(folded) is not None


def may_begin_title(folded: str, toned: str) -> bool:
    """Test cheaply whether a title may begin with this word."""
    return toned in _FIRST_WORDS or is_abbreviation(folded)


def is_title(keys: Sequence[str], folded: Sequence[str]) -> bool:
    """Test whether all the words together are one or more titles and nothing else."""
    spans = leading(keys, folded)
    return bool(spans) and spans[-1][1] == len(keys)


def leading(keys: Sequence[str], folded: Sequence[str]) -> list[Span]:
    """Find the titles with which the words begin, as spans of words.

    Args:
        keys: toned keys of the words.
        folded: their folded keys.
    """
    spans: list[Span] = []
    start = 0
    while start < len(keys):
        end = _title_at(keys, folded, start)
        if end > start:
            spans.append((start, end))
        elif spans:
            end = _continued(keys, folded, start)
            spans[-1] = (spans[-1][0], end)
        if end == start:
            break
        start = end
    return spans


def trailing(folded: Sequence[str]) -> list[Span]:
    """Find the abbreviated titles at the end; full words there could belong to the name."""
    end = len(folded)
    while end and is_abbreviation(folded[end - 1]):
        end -= 1
    return [(position, position + 1) for position in range(end, len(folded))]


def _continued(keys: Sequence[str], folded: Sequence[str], start: int) -> int:
    """Give the end of what continues a title at `start`: "CK I", "ĐD trưởng", "BS đa khoa"."""
    if (folded[start] in _RANKS and folded[start - 1] in _RANKED) or keys[start] == _HEAD:
        return start + 1
    found = _AFTER.at(keys, start)
    return start if found is None else found.end


def _title_at(keys: Sequence[str], folded: Sequence[str], start: int) -> int:
    """Give the end of the title that begins at `start`, or `start`."""
    found = _PHRASES.at(keys, start)
    if found is not None:
        return found.end
    if is_abbreviation(folded[start]):
        return start + 1
    address = _ADDRESS.at(keys, start)
    if address is not None:
        following = folded[address.end :]
        if not following or keys[start] == _MADAM or _is_plainly_title(keys, start, following):
            return address.end
        if following[0] in _SURNAMES and not _is_surname_ly(keys, folded, start):
            return address.end
    return start


def _is_plainly_title(keys: Sequence[str], start: int, following: Sequence[str]) -> bool:
    """Test for a title of two words with its marks before a whole name: "Y sĩ Văn Công Cường".

    A name of the highlands ("Y Sĩ Niê") has fewer words after it.
    """
    return tuple(keys[start : start + 2]) in _OF_TWO_WORDS and len(following) >= FULL_NAME


def _is_surname_ly(keys: Sequence[str], folded: Sequence[str], start: int) -> bool:
    """Test whether "Ly Hoang Hoa" is whole: Lý without its mark, as the other words are."""
    others = keys[start + 1 :]
    bare = all(key.isascii() and not key[-1].isdigit() for key in others)
    return folded[start] == _HEALER and bare and len(others) < FULL_NAME
