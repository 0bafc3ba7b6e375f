"""Words as people type them: without marks, cut short, with a slip."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from lieny.vocabulary.text import clean, fold, word_keys

MOST = 50
FEW = 5  # so few found as typed: what is nearly the same is looked for too
SHORTEST_TO_MISTYPE = 3  # letters; in a shorter word a slip makes another word
MOST_ALTERNATIVES = 60
MOST_WORDS = 6
NOT_WORD = re.compile(r"[^a-z0-9]+")


def words_of(typed: str) -> list[str]:
    """Give the words typed, as keys of names are written."""
    words = NOT_WORD.split(fold(clean(typed[:200])))
    return [word_keys(word)[0] for word in words if word]


def bears(name: str, words: Sequence[str]) -> bool:
    """Test whether every one of these words, numbers too, is a word of a name."""
    return bool(words) and set(words) <= set(words_of(name))


def syllables(table: str) -> list[str]:
    """Read every syllable that some name has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT array_agg(word) FROM {table}")  # noqa: S608 - names of our own
        found: tuple[list[str] | None] | None = cursor.fetchone()
    return (found[0] if found else None) or []


def alternatives(word: str, known: Sequence[str]) -> list[str]:
    """Give the syllables that a word may stand for: itself, what it begins, what it nearly is."""
    near = [
        (int(syllable != word), len(syllable), syllable)
        for syllable in known
        if syllable.startswith(word)
    ]
    if len(word) >= SHORTEST_TO_MISTYPE:
        slipped = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=None)
        near += [(2, len(one), one) for one, _, _ in slipped if not one.startswith(word)]
    chosen = [syllable for _, _, syllable in sorted(near)[:MOST_ALTERNATIVES]]
    return chosen or [word]
