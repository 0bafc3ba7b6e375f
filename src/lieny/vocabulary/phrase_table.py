"""Bảng cụm từ: finds known phrases in free Vietnamese text, with or without marks.

A word that carries marks must carry the right ones ("nội" is not "nơi"); a word without marks
matches whatever it could stand for ("NOI" matches "nội").
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from lieny.vocabulary.text import word_keys, words

Meaning = TypeVar("Meaning")

_LONGEST_MIXED = 5  # words of a phrase of which each may lack its marks independently


@cache
def load_terms(name: str) -> dict[str, Any]:
    """Read the package's terms file `name` ("scope.toml")."""
    text = (files("lieny.vocabulary") / "terms" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """A phrase that stands in a text: words `start` to `end` (exclusive) mean `meaning`."""

    start: int
    end: int
    meaning: Meaning


class PhraseTable(Generic[Meaning]):
    """Phrases and what they mean; the longest phrase at a place wins."""

    __slots__ = ("_longest", "_phrases")

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._phrases: dict[tuple[str, ...], Meaning] = {}
        self._longest: dict[str, int] = {}
        for phrase, meaning in phrases:
            for spelling in _spellings(words(phrase)):
                self._phrases.setdefault(spelling, meaning)
                first = spelling[0]
                self._longest[first] = max(self._longest.get(first, 0), len(spelling))

    @classmethod
    def of_lists(cls, lists: Mapping[Meaning, Iterable[str]]) -> PhraseTable[Meaning]:
        """Build from lists of phrases by meaning."""
        return cls((phrase, meaning) for meaning, some in lists.items() for phrase in some)

    def at(self, keys: Sequence[str], start: int) -> Found[Meaning] | None:
        """Give the longest phrase that begins at word `start`."""
        for length in range(min(self._longest.get(keys[start], 0), len(keys) - start), 0, -1):
            meaning = self._phrases.get(tuple(keys[start : start + length]))
            if meaning is not None:
                return Found(start, start + length, meaning)
        return None

    def all_in(self, keys: Sequence[str]) -> Iterator[Found[Meaning]]:
        """Give the phrases of a text from left to right; they do not overlap."""
        start = 0
        while start < len(keys):
            found = self.at(keys, start)
            if found is None:
                start += 1
            else:
                yield found
                start = found.end


def keys_of(text: str) -> tuple[str, ...]:
    """Give the toned keys of a text's words, which `PhraseTable` looks up."""
    return tuple(word_keys(word)[1] for word in words(text))


def _spellings(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    pairs = [word_keys(word) for word in phrase]
    yield tuple(toned for _, toned in pairs)
    yield tuple(folded for folded, _ in pairs)
    if len(pairs) <= _LONGEST_MIXED:
        for mask in range(1, 2 ** len(pairs) - 1):
            yield tuple(pair[mask >> i & 1] for i, pair in enumerate(pairs))
