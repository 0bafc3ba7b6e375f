"""Công văn: kinds of letters of a case, the blanks in their words, and how blanks are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

_BLANK = re.compile(r"\{([a-z_]+)\}")


class LetterKind(StrEnum):
    """Loại công văn."""

    QUESTION = "question"  # to a facility
    NOTICE = "notice"  # to the other department
    CLOSING = "closing"  # to everybody who was told


# What may stand in braces in the words of each kind; the page that edits them lists these.
BLANKS: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.QUESTION: (
        "case_number", "person", "facility", "matter", "signs", "question", "papers", "due_on",
    ),
    LetterKind.NOTICE: ("case_number", "person", "matter", "signs", "law", "due_on", "recipient"),
    LetterKind.CLOSING: (
        "case_number", "person", "matter", "signs", "outcome", "closed_on", "recipient",
    ),
}  # fmt: skip


class UnknownBlank(ValueError):
    """The words have a blank that nothing fills."""

    def __init__(self, kind: LetterKind, blank: str) -> None:
        super().__init__(f"{kind}: {{{blank}}}")
        self.kind = kind
        self.blank = blank


def check_words(kind: LetterKind, words: str) -> None:
    """Refuse words with a blank that letters of this kind cannot fill.

    Raises:
        UnknownBlank: names the blank.
    """
    for blank in _BLANK.findall(words):
        if blank not in BLANKS[kind]:
            raise UnknownBlank(kind, blank)


def filled(kind: LetterKind, words: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Fill the blanks and part the words into paragraphs, by blank lines.

    What is filled in is never read as a blank again.

    Raises:
        UnknownBlank: the words have a blank that letters of this kind cannot fill.
    """
    check_words(kind, words)
    whole = _BLANK.sub(lambda found: values[found.group(1)], words)
    return tuple(part.strip() for part in re.split(r"\n\s*\n", whole) if part.strip())
