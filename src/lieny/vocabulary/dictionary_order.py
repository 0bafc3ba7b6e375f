"""The order of Vietnamese dictionaries: letter by letter, then tone by tone, case aside."""

from __future__ import annotations

import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang huyền hỏi ngã sắc nặng


def letter_shapes() -> list[tuple[str, str, int]]:
    """Give every letter as it may be written, with its plain lower case and its tone."""
    shapes = [(case(letter), letter, 0) for letter in LETTERS for case in (str.lower, str.upper)]
    for vowel in VOWELS:
        for tone, mark in enumerate(TONES):
            toned = unicodedata.normalize("NFC", vowel + mark)
            shapes += [(toned, vowel, tone), (toned.upper(), vowel, tone)] if tone else []
    return shapes


_PLACE = {written: (LETTERS.index(plain) + 1, tone) for written, plain, tone in letter_shapes()}


def dictionary_order(text: str) -> tuple[tuple[tuple[int, str], ...], tuple[int, ...]]:
    """Give the key by which a text is sorted: its letters first, its tones second.

    Blanks, digits and signs go before letters, in their own order.
    """
    written = unicodedata.normalize("NFC", text)
    places = [_PLACE.get(letter) for letter in written]
    letters = tuple(
        (0, letter) if place is None else (place[0], "")
        for letter, place in zip(written, places, strict=True)
    )
    return letters, tuple(place[1] if place else 0 for place in places)
