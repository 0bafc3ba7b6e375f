"""Họ và tên: the name as it is shown, and the keys by which names are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from lieny.vocabulary.name_parts import ENDS_NAME, PLACEHOLDERS, dissect, is_abbreviated
from lieny.vocabulary.name_similarity import similarity
from lieny.vocabulary.name_titles import is_abbreviation, may_begin_title
from lieny.vocabulary.text import clean, fold, word_keys

__all__ = [
    "PLACEHOLDERS",
    "NameReading",
    "NameWord",
    "NotAPersonName",
    "PersonName",
    "name_word",
    "read_person_name",
    "similarity",
]

_CAMEL = re.compile(r"(?:[A-Z][a-z]+){2}")
_LONGEST_CELL = 300  # characters
_FULL = 2  # a surname and a given name
_PIECES = re.compile(r"[^'\-]+['\-]?|['\-]")


class NotAPersonName(ValueError):
    """The text holds no name: digits only, a single letter, a placeholder, nothing."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """Họ và tên người hành nghề; build it with `of`.

    Attributes:
        text: composed (NFC), in proper case, without titles: "Nguyễn Văn An".
        folded: without marks or case: "nguyen van an"; final y as i where spelling allows both.
        toned: the same with marks, independent of the tone's place: "nguyên4 văn an"; None
            where the source shows no marks at all.
        is_abbreviated: some word is given by its first letters only ("N.V. An").
    """

    text: str
    folded: str
    toned: str | None
    is_abbreviated: bool

    @classmethod
    def of(cls, text: str) -> PersonName:
        """Read a name.

        Raises:
            NotAPersonName: the text holds no name.
        """
        reading = read_person_name(text)
        if reading.name is None:
            raise NotAPersonName(f"{text!r}: {'; '.join(reading.notes)}")
        return reading.name

    @property
    def surname(self) -> str:
        """Folded first word."""
        return self.folded.split(" ", 1)[0]

    @property
    def middle(self) -> str:
        """Folded words between surname and given name, "" when there are none."""
        return " ".join(self.folded.split(" ")[1:-1])

    @property
    def given(self) -> str:
        """Folded last word: the name by which Vietnamese people are called and sorted."""
        return self.folded.rsplit(" ", 1)[-1]

    @property
    def initials(self) -> str:
        """First letters of the folded words: "nva"."""
        return "".join(word[0] for word in self.folded.split(" "))


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name cell gave.

    Attributes:
        text: the cell.
        name: None where the cell holds no name; `notes` say why.
        titles: titles as written, in order ("BS.CKI").
        notes: Vietnamese sentences on what was set aside or doubted.
    """

    text: str
    name: PersonName | None
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def folded(self) -> str | None:
        """The name's folded key."""
        return None if self.name is None else self.name.folded


@lru_cache(maxsize=65_536)
def read_person_name(text: str) -> NameReading:
    """Read a name cell; titles, ordinals, remarks in brackets and birth years are set aside."""
    if len(text) > _LONGEST_CELL:
        return NameReading(text, None, (), (f"ô dài {len(text)} ký tự, không phải họ tên",))
    cleaned = clean(text)
    if "\n" not in text:
        titles, written = _without_plain_titles(cleaned.split(" "))
        if all(map(str.isalpha, written)):
            plain = _name_of(written)
            if plain is not None:
                return NameReading(text, plain, titles)
    parts = dissect(text)
    if parts.refusal:
        return NameReading(text, None, parts.titles, (*parts.notes, parts.refusal))
    seen = [_word(word) for word in parts.words]
    notes = parts.notes
    if len(seen) == 1:
        notes = (*notes, "chỉ có một từ, chưa đủ họ và tên")
    elif parts.is_abbreviated:
        notes = (*notes, "có từ viết tắt trong họ tên")
    return NameReading(
        text, _joined(seen, is_abbreviated=parts.is_abbreviated), parts.titles, notes
    )


class _Word(NamedTuple):
    shown: str
    folded: str
    toned: str
    begins_title: bool
    ends_title: bool
    needs_a_look: bool  # an initial, or a word that ends a name


class NameWord(NamedTuple):
    """One word of a name, and where in a name it says nothing but itself.

    Attributes:
        shown: in proper case.
        folded: without marks or case.
        toned: with marks, independent of the tone's place.
        may_begin: no title begins with it.
        may_continue: it is no initial and no word that ends a name.
        may_end: it is no title.
    """

    shown: str
    folded: str
    toned: str
    may_begin: bool
    may_continue: bool
    may_end: bool


@lru_cache(maxsize=65_536)
def name_word(word: str) -> NameWord | None:
    """Look at a word of a name; None where a reader must see the whole cell to understand it.

    A cell of at least two such words, one blank between them, each of which may stand where it
    stands, is the name that `read_person_name` reads in it, unless its key is in `PLACEHOLDERS`.
    """
    if not word.isalpha() or clean(word) != word:
        return None
    seen = _word(word)
    if not seen.folded or " " in seen.folded or " " in seen.toned:
        return None
    return NameWord(
        seen.shown,
        seen.folded,
        seen.toned,
        may_begin=not (seen.begins_title or _is_plain_title(word)),
        may_continue=not seen.needs_a_look,
        may_end=not seen.ends_title,
    )


def _without_plain_titles(written: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Take off abbreviated titles that stand apart from the name by a blank: "BS.CKI An Bình"."""
    count = 0
    while count < len(written) and _is_plain_title(written[count]):
        count += 1
    return tuple(word.rstrip(".") for word in written[:count]), written[count:]


@lru_cache(maxsize=4_096)
def _is_plain_title(chunk: str) -> bool:
    pieces = fold(chunk).removesuffix(".").split(".")
    return all(is_abbreviation(piece) for piece in pieces)


def _name_of(written: list[str]) -> PersonName | None:
    """Build the name of a cell that holds a name and nothing else, which most cells do."""
    seen = [_word(word) for word in written]
    if len(seen) < _FULL or seen[0].begins_title or seen[-1].ends_title:
        return None
    if any(word.needs_a_look for word in seen[:-1]):
        return None
    name = _joined(seen, is_abbreviated=False)
    return None if name.folded in PLACEHOLDERS else name


def _joined(seen: list[_Word], *, is_abbreviated: bool) -> PersonName:
    folded = " ".join([word.folded for word in seen])
    toned = " ".join([word.toned for word in seen])
    return PersonName(
        " ".join([word.shown for word in seen]),
        folded,
        None if toned == folded else toned,
        is_abbreviated,
    )


@lru_cache(maxsize=65_536)
def _word(word: str) -> _Word:
    folded, toned = word_keys(word.rstrip("."))
    return _Word(
        _proper_case(word),
        folded.replace("-", " ").replace("'", ""),
        toned.replace("-", " ").replace("'", ""),
        may_begin_title(folded, toned),
        is_abbreviation(folded),
        is_abbreviated((word, "")) or toned in ENDS_NAME,
    )


def _proper_case(word: str) -> str:
    """Write one word in proper case; keep "McDonald" and "Jong-un", mend "NGUYễN" and "h'hen"."""
    if _is_camel(word) or ("-" in word and word != word.upper() and word != word.lower()):
        return word
    return "".join(piece[:1].upper() + piece[1:].lower() for piece in _pieces(word))


def _is_camel(word: str) -> bool:
    """Test for two capitals, each followed by small letters, in a word without marks."""
    return _CAMEL.fullmatch(word) is not None


def _pieces(word: str) -> list[str]:
    """Cut after each hyphen or apostrophe, which stay with the piece before them."""
    return [piece for piece in _PIECES.findall(word) if piece]
