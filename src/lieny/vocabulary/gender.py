"""Giới tính: the words of a list's column."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from lieny.vocabulary.text import clean, fold


class Gender(StrEnum):
    """Giới tính."""

    FEMALE = "F"
    MALE = "M"


_WORDS = {
    "nam": Gender.MALE, "trai": Gender.MALE, "m": Gender.MALE, "male": Gender.MALE,
    "ong": Gender.MALE, "mr": Gender.MALE,
    "nu": Gender.FEMALE, "gai": Gender.FEMALE, "f": Gender.FEMALE, "female": Gender.FEMALE,
    "ba": Gender.FEMALE, "mrs": Gender.FEMALE, "ms": Gender.FEMALE, "g": Gender.FEMALE,
}  # fmt: skip


@lru_cache(maxsize=1_024)
def read_gender(text: str) -> Gender | None:
    """Read a gender word; None for anything else (numbers differ from list to list)."""
    return _WORDS.get(fold(clean(text)).strip(" ."))
