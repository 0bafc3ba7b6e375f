"""From text to tokens. Every letter ends in a token; what is not known becomes `UNKNOWN`."""

from __future__ import annotations

import re

from lieny.vocabulary.working_time.cleaning import CleanText
from lieny.vocabulary.working_time.lexicon import PHRASES
from lieny.vocabulary.working_time.lexicon_words import OTHER_WORDS, SIGNS, WORDS
from lieny.vocabulary.working_time.number_patterns import (
    ANY_NUMBER,
    NUMBERS,
    PHRASE_WITH_DIGITS,
)
from lieny.vocabulary.working_time.numbers import Found
from lieny.vocabulary.working_time.tokens import Kind, Part, Token

_WORD = re.compile(r"[a-z]+|\S")
_SPACE = re.compile(r"[ ]+")
_LETTER_PARTS = {"S": Part.MORNING, "C": Part.AFTERNOON, "T": None}
_THE_WORD_DAY = {"thứ", "thú", "thừ", "thư"}
_UNSETTLED = {Kind.PART, Kind.FROM, Kind.DAY_WORD, Kind.DAY, Kind.DOUBT}
_LIST_SIGNS = {Kind.COMMA, Kind.AND, Kind.DASH, Kind.SLASH, Kind.SEMICOLON, Kind.TO}

_VALUES: list[tuple[Kind, object]] = []
_BRANCHES: list[str] = []
for _kind, _value, _expressions in (*PHRASES, *WORDS):
    _BRANCHES.append(f"(?P<p{len(_VALUES)}>{'|'.join(_expressions)})")
    _VALUES.append((_kind, _value))
# A phrase begins and ends at the border of a word.
_PHRASE = re.compile(rf"(?<![a-z])(?:{'|'.join(_BRANCHES)})(?![a-z])|→")


def tokenise(text: CleanText) -> list[Token]:
    """Cut a text into tokens, in order."""
    tokens: list[Token] = []
    place, spaced = 0, False
    while place < len(text.plain):
        if gap := _SPACE.match(text.plain, place):
            place, spaced = gap.end(), True
            continue
        found = _number(text, place, tokens) or _letter(text, place) or _phrase(text, place)
        found = found or _sign_or_unknown(text, place)
        pieces, place = found
        for kind, shown, value in pieces:
            tokens.append(Token(kind, shown, value, spaced))
            spaced = False
    return _settled(tokens, text)


Pieces = tuple[list[tuple[Kind, str, object]], int]


def _number(text: CleanText, place: int, tokens: list[Token]) -> Pieces | None:
    """Try what begins with a digit or a day's name, longest reading first."""
    if text.plain[place].isdecimal() and PHRASE_WITH_DIGITS.match(text.plain, place):
        return None
    first = ANY_NUMBER.match(text.plain, place)
    if first is None or first.lastindex is None:
        return None
    before = tuple(token.kind for token in tokens[-2:])
    for pattern, build in NUMBERS[first.lastindex - 1 :]:
        if match := pattern.match(text.plain, place):
            pieces = build(Found(match, text, before))
            if pieces:
                return pieces, match.end()
    return None


def _letter(text: CleanText, place: int) -> Pieces | None:
    """Read `S` and `C` alone as morning and afternoon."""
    letter = text.shown[place]
    if letter not in {"S", "C", "s", "c"}:
        return None
    around = text.plain[max(0, place - 1)] if place else " "
    after = text.plain[place + 1] if place + 1 < len(text.plain) else " "
    if around.isalnum() or after.isalnum() or after == ".":
        return None
    if letter.islower() and after != ":":
        return None
    return [(Kind.PART, letter, _LETTER_PARTS[letter.upper()])], place + 1


def _phrase(text: CleanText, place: int) -> Pieces | None:
    match = _PHRASE.match(text.plain, place)
    if match is None or match.end() == place:
        return None
    if match.lastgroup is None:
        return [(Kind.TO, match.group(), None)], match.end()
    kind, value = _VALUES[int(match.lastgroup[1:])]
    words = text.toned[place : match.end()].split()
    if kind is not Kind.FILLER and not OTHER_WORDS.isdisjoint(words):
        return None  # "sàng" is no morning
    return [(kind, text.toned[place : match.end()], value)], match.end()


def _sign_or_unknown(text: CleanText, place: int) -> Pieces:
    sign = SIGNS.get(text.plain[place])
    if text.plain[place : place + 2] in {". ", ".\n"}:
        sign = Kind.SEMICOLON  # the end of a sentence
    if sign is not None:
        return [(sign, text.plain[place], None)], place + 1
    match = _WORD.match(text.plain, place)
    end = match.end() if match else place + 1
    return [(Kind.UNKNOWN, text.shown[place:end], text.shown[place:end])], end


def _settled(tokens: list[Token], text: CleanText) -> list[Token]:
    """Decide the words that only their marks, or their neighbours, tell apart."""
    marked = text.toned != text.plain
    settled: list[Token] = []
    for number, token in enumerate(tokens):
        before = settled[-1] if settled else None
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.kind in _UNSETTLED:
            token = _settle(token, before, after, marked=marked)  # noqa: PLW2901 - the same token
        settled.append(token)
    return settled


def _settle(token: Token, before: Token | None, after: Token | None, *, marked: bool) -> Token:
    text = token.text
    kind = token.kind
    if kind is Kind.PART and text.endswith(("tới", "toi")):
        if text == "tới" or (text == "toi" and _joins(before, after)):
            return Token(Kind.TO, text, None, token.spaced)
    elif kind is Kind.FROM:
        day = _day_of_from(token, before, after, marked=marked)
        return token if day is None else Token(Kind.DAY_WORD, text, day, token.spaced)
    elif kind is Kind.DAY_WORD and marked and text in {"sau", "nam", "bay"}:
        return Token(Kind.UNKNOWN, text, text, token.spaced)
    elif kind is Kind.DAY and text in _THE_WORD_DAY:
        return Token(Kind.FILLER, text, None, token.spaced)  # "Thứ: 2,4,6"
    elif kind is Kind.DOUBT and text.endswith(("ngày lễ", "ngay le")):
        return Token(Kind.HOLIDAY, text, None, token.spaced)
    return token


def _day_of_from(
    token: Token, before: Token | None, after: Token | None, *, marked: bool
) -> int | None:
    """Tell "tư" (Wednesday) from "từ", "sáu" (Friday) from "sau"."""
    if token.text.startswith("sáu"):
        return 5
    if token.text not in {"tư", "tu"}:
        return None
    listed = before is not None and before.kind in _LIST_SIGNS
    is_day = token.text == "tư" or (not marked and listed and not _starts_clock(after))
    return 3 if is_day else None


def _joins(before: Token | None, after: Token | None) -> bool:
    ends = {Kind.CLOCK, Kind.DAY, Kind.NUMBER, Kind.DAY_WORD, Kind.DATE, Kind.UNCLEAR_CLOCK}
    return (
        before is not None
        and after is not None
        and before.kind in ends
        and (after.kind in ends or after.kind is Kind.PART)
    )


def _starts_clock(token: Token | None) -> bool:
    return token is not None and token.kind in {Kind.CLOCK, Kind.NUMBER}
