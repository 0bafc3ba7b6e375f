"""Từ trong số giấy phép: which words are types, which are issuers, which say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from lieny.vocabulary.issuer import CodeReading, issuers, read_issuer_code
from lieny.vocabulary.licence_number import LicenceType
from lieny.vocabulary.licence_text import Token
from lieny.vocabulary.phrase_table import load_terms
from lieny.vocabulary.text import fold

_TYPES = {
    "CCHN": LicenceType.CERTIFICATE,
    "GPHN": LicenceType.LICENCE,
    "GPHĐ": LicenceType.OPERATING,
    "GPHD": LicenceType.OPERATING,
    "CCHND": LicenceType.PHARMACY,
    "CCHNDƯỢC": LicenceType.PHARMACY,
    "CCHNDUOC": LicenceType.PHARMACY,
    "CCHNDS": LicenceType.PHARMACY,
}
_TYPO_OF = ("CCHN", "GPHN", "GPHĐ", "CCHND")
_PHARMACY_TAILS = frozenset({"D", "DƯỢC", "DUOC", "DS"})
# Words that say nothing about serial, issuer or type, folded.
_SILENT = frozenset(load_terms("licence.toml")["silent"])
_SUFFIXES = frozenset({"KB", "KCB", "KBCB", "KBCHB", "SYT"})  # "CCHNKCB"
_CODE = re.compile("[A-ZĐ]{2,6}")


@dataclass(frozen=True, slots=True)
class TypeReading:
    """A word taken for a type; `is_certain` is false where it was misspelt."""

    type: LicenceType
    is_certain: bool


@lru_cache(maxsize=16_384)
def read_type(word: str) -> TypeReading | None:
    """Take a word in capitals for a type, misspelt by one letter at most."""
    if word in _TYPES:
        return TypeReading(_TYPES[word], is_certain=True)
    if len(word) <= len("CC") or word in issuers():
        return None
    near = [mark for mark in _TYPO_OF if OSA.distance(word, mark) == 1]
    if not near or {"CCHN", "GPHN"} <= set(near):
        return None
    # "CCHNN" is one letter away from CCHN and from CCHND: the commoner one is meant.
    return TypeReading(_TYPES[near[0]], is_certain=False)


@lru_cache(maxsize=16_384)
def split_glued(word: str) -> tuple[str, ...]:
    """Cut "HPCCHN" into HP and CCHN, "SYTTNI" into SYT and TNI; other words stay whole."""
    if word in _TYPES or word in issuers() or read_issuer_code(word).is_known:
        return (word,)
    for mark in sorted(_TYPES, key=len, reverse=True):
        head, tail = word.removesuffix(mark), word.removeprefix(mark)
        if head != word and _is_code(head):
            return (*split_glued(head), mark)
        if tail != word and (_is_code(tail) or tail in _SUFFIXES):
            return (mark, *split_glued(tail))
    rest = word.removeprefix("SYT")
    return ("SYT", rest) if rest and rest != word and _is_code(rest) else (word,)


def is_silent(word: str) -> bool:
    """Test whether a word says nothing about serial, issuer or type."""
    return fold(word) in _SILENT and word not in issuers()


def types_in(words: Iterable[Token]) -> Iterator[tuple[TypeReading, bool]]:
    """Give the types among the words, each with whether it is tied to what stands before it."""
    previous: tuple[TypeReading, bool] | None = None
    for word in words:
        if previous is not None:
            if previous[0].type is LicenceType.CERTIFICATE and word.text in _PHARMACY_TAILS:
                previous = TypeReading(LicenceType.PHARMACY, is_certain=True), previous[1]
            yield previous
        found = read_type(word.text)
        previous = None if found is None else (found, word.is_tied)
    if previous is not None:
        yield previous


def codes_in(words: Iterable[Token]) -> list[tuple[CodeReading, bool]]:
    """Give the issuer codes among the words: tied ones, and known ones that stand apart."""
    found: list[tuple[CodeReading, bool]] = []
    kept = [word for word in words if not is_silent(word.text) and read_type(word.text) is None]
    position = 0
    while position < len(kept):
        joined = "".join(word.text for word in kept[position : position + 2])
        pair = read_issuer_code(joined)
        if position + 1 < len(kept) and pair.is_known and pair.is_certain:
            found.append((pair, kept[position].is_tied))  # "BR-VT", "TP.HCM"
            position += 2
            continue
        word = kept[position]
        reading = read_issuer_code(word.text)
        is_code = _CODE.fullmatch(word.text) is not None and word.text not in _PHARMACY_TAILS
        if reading.is_known or reading.candidates or (word.is_tied and is_code):
            found.append((reading, word.is_tied))
        position += 1
    return found


def _is_code(word: str) -> bool:
    reading = read_issuer_code(word)
    return reading.is_known or bool(reading.candidates) or word.startswith("SYT")
