"""Lời của vị trí và khoa: which title and which specialties the words of a post call for."""

from __future__ import annotations

from functools import lru_cache

from lieny.vocabulary.position import names_block
from lieny.vocabulary.scope import Scope, read_scope
from lieny.vocabulary.title import Title, read_title

WORDS_OF_A_TITLE = 3


@lru_cache(maxsize=16_384)
def post_title(text: str) -> Title | None:
    """Give the title that a post calls for, where its words begin with exactly one title."""
    reading = read_title(text)
    if reading.title is None or reading.notes:
        return None
    begin = " ".join(text.split()[:WORDS_OF_A_TITLE])
    return reading.title if read_title(begin).title is reading.title else None


@lru_cache(maxsize=16_384)
def named_scopes(text: str) -> tuple[Scope, ...]:
    """Give the specialties that the words of a post or unit name, without those by reference.

    A block of several units ("Khối ngoại") names no specialty.
    """
    reading = read_scope(text)
    return () if reading.by_reference or names_block(text) else reading.scopes
