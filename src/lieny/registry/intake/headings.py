"""Scores a heading for every field, by the grammar of `heading_words`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lieny.registry.intake.heading_words import FIELD_WORDS
from lieny.vocabulary.text import clean, fold

LEAST = 1.5  # a heading below this is not taken for the field
LONGEST_HEADING = 160

_COMPILED = tuple(
    (field, tuple((re.compile(pattern), weight) for pattern, weight in weights))
    for field, weights in FIELD_WORDS.items()
)
# Whatever speaks for some field; a text in which nothing does is no heading.
_SPEAKING = re.compile(
    "|".join(
        f"(?:{pattern})"
        for weights in FIELD_WORDS.values()
        for pattern, weight in weights
        if weight > 0
    )
)
_REMARK = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_WORD = re.compile(r"[^a-z0-9#]+")


@lru_cache(maxsize=65_536)
def heading_words(text: str) -> str:
    """Bring a heading to folded words: remarks in brackets, stars, line breaks are taken off.

    A heading that is nothing but a remark keeps it. "SoCCHN" and "ho_ten" are split as names of
    database columns are built.
    """
    plain = clean(text)
    bare = _REMARK.sub(" ", plain)
    if not any(letter.isalpha() for letter in bare):
        bare = plain
    if " " not in bare:
        bare = _CAMEL.sub(" ", bare)
    return " ".join(_NOT_WORD.sub(" ", fold(bare)).split())


FIELDS = frozenset(FIELD_WORDS)
CHOSEN = 50.0  # what people said of a heading outweighs its words and what its column holds
LEFT_OUT = ""  # said of a heading whose column is not to be read
_chosen: dict[str, str] = {}


def choose(fields: Mapping[str, str]) -> None:
    """Let people's own word on headings count, in this process, from now on.

    Args:
        fields: folded heading words (`heading_words`) → field, or `LEFT_OUT`; a field that nobody
            knows is passed over.
    """
    _chosen.clear()
    _chosen.update(
        (words, field) for words, field in fields.items() if field in FIELDS or field == LEFT_OUT
    )
    field_scores.cache_clear()
    _best_field.cache_clear()


def is_left_out(words: str) -> bool:
    """Test whether people said that columns of this heading are not to be read."""
    return _chosen.get(words) == LEFT_OUT


def is_spoken_for(words: str) -> bool:
    """Test whether people said which field a heading stands for."""
    return _chosen.get(words, LEFT_OUT) != LEFT_OUT


@lru_cache(maxsize=65_536)
def field_scores(words: str) -> Mapping[str, float]:
    """Score folded heading words for every field that they speak for, as people said.

    A column that is left out is scored by its words: it stays a heading of its table and keeps
    its field from other columns, and is taken out when the table is read.
    """
    field = _chosen.get(words, LEFT_OUT)
    return {field: CHOSEN} if field != LEFT_OUT else own_scores(words)


@lru_cache(maxsize=65_536)
def own_scores(words: str) -> Mapping[str, float]:
    """Score folded heading words by themselves, whatever people said."""
    padded = f" {words} "
    scores: dict[str, float] = {}
    if not _SPEAKING.search(padded):
        return scores
    for field, weights in _COMPILED:
        score = sum(weight for pattern, weight in weights if pattern.search(padded))
        if score >= LEAST:
            scores[field] = score
    return scores


def best_field(text: str) -> str | None:
    """Name the field that a heading speaks for most; None where it is no heading.

    Its own words go first, so that a table is found whatever people said of its columns.
    """
    return _best_field(text) if 0 < len(text) <= LONGEST_HEADING else None


@lru_cache(maxsize=65_536)
def _best_field(text: str) -> str | None:
    words = heading_words(text)
    scores = own_scores(words) or field_scores(words)
    return max(scores, key=lambda field: scores[field]) if scores else None
