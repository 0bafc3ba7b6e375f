"""Tách ô họ tên: the words of the name apart from titles, ordinals, remarks and birth years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lieny.vocabulary.name_titles import Span, is_title, leading, trailing
from lieny.vocabulary.phrase_table import PhraseTable, keys_of, load_terms
from lieny.vocabulary.text import clean, fold, word_keys

_TERMS = load_terms("name.toml")
PLACEHOLDERS = frozenset(_TERMS["placeholders"])
ENDS_NAME = frozenset(_TERMS["ends_name"])
_REMARKS: PhraseTable[bool] = PhraseTable((phrase, True) for phrase in _TERMS["remarks"])

_BRACKETS = re.compile(r"[(\[{<]([^)\]}>]*)[)\]}>]?")
_ADDRESSED = re.compile(r"^(ông|bà)\s*[/(,]\s*(?:ông|bà)\b\)?\s*[:.]?", re.IGNORECASE)
_ORDINAL = re.compile(r"^\s*(?:\d{1,4}\s*[.)/\-:]+|[-+*•·#>.,]+)\s*")
_LABEL = re.compile(
    r"^(?:họ\s*(?:và|&|,)?\s*(?:chữ\s+)?(?:tên)?|tên|ho\s*(?:va\s*)?ten)\s*:", re.IGNORECASE
)
_TIED = re.compile(r"\b([Hh])['’] +(?=[^\W\d_])")
_COUNT = re.compile(r"(?:tong (?:cong|so)|an dinh|cong)\b.*\d")
_ABOUT_THE_LIST = re.compile(  # "Lưu" and "Danh" are surnames too
    r"(?:danh sach|ghi chu|luu y|chu thich|noi nhan|nguoi lap)\b(?=\s*:|.*\d|(?:\s+\w+){5})"
)
_CUT = re.compile(r"\s*[,;|:/\\_=]\s*|\s+[-–—]+\s*|[–—]+|-\s+")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*['.]?|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLUSTERS = frozenset(["ng", "tr", "ph", "th", "ngh", "kh", "nh", "ch", *"abcdefghiklmnopqrstuvx"])
_VOWEL = re.compile("[aeiouy]")
_NAME_OF_TWO = 2


class NameParts(NamedTuple):
    """Words of the name as written, and what stood around it."""

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_abbreviated: bool = False
    refusal: str = ""


@dataclass(slots=True)
class _Cell:
    words: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def dissect(text: str) -> NameParts:
    """Take a name cell apart."""
    cell = _Cell()
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    first = clean(lines[0])
    addressed = _ADDRESSED.match(first)
    if addressed:
        cell.titles.append(addressed.group().rstrip(" :."))
        first = first[addressed.end() :]
    first = _BRACKETS.sub(lambda found: _remark(cell, found.group(1)), first)
    first = _LABEL.sub("", _ORDINAL.sub("", first).strip())
    first = _TIED.sub(r"\1'", first)  # "H' Hen" as "H'Hen"
    if _COUNT.match(fold(first)) or _ABOUT_THE_LIST.match(fold(first)):
        return NameParts((), refusal=f"ô ghi “{first.strip()}”, không phải họ tên")
    if fold(first).strip(" .:-") in PLACEHOLDERS:
        return NameParts((), refusal=f"ô ghi “{first.strip()}”, không phải họ tên")
    _read_pieces(cell, [piece for piece in _CUT.split(first) if piece.strip(" .*")])
    for line in lines[1:]:
        _remark(cell, line)
    if cell.words:
        cell.words[-1] = cell.words[-1].rstrip(".'")  # a stop after the whole name
    abbreviated = is_abbreviated(cell.words)
    written = tuple(_without_stop(word) for word in cell.words)
    refusal = _refusal(text, written)
    if refusal and cell.titles:
        refusal = "ô chỉ có chức danh, không có họ tên"
    return NameParts(written, tuple(cell.titles), tuple(cell.notes), abbreviated, refusal)


def _read_pieces(cell: _Cell, pieces: list[str]) -> None:
    named: list[list[str]] = []
    for position, piece in enumerate(pieces):
        if len(pieces) > 1 and _is_remark(piece, is_first=position == 0):
            cell.notes.append(f"bỏ phần “{piece.strip()}”")
            continue
        words = _without_titles(cell, piece)
        if words:
            named.append(words)
    if not named:
        return
    if len(named) == _NAME_OF_TWO and len(named[0]) == 1:
        # "Smith, John" and "Nguyễn, Văn An": the surname was set apart.
        named = [[*named[0], *named[1]]]
    cell.words = named[0]
    cell.notes += [f"bỏ phần “{' '.join(words)}”" for words in named[1:]]


def _without_titles(cell: _Cell, piece: str) -> list[str]:
    found = list(_NAME_WORD.finditer(piece))
    pairs = [word_keys(match.group().rstrip(".'")) for match in found]
    folded = [pair[0] for pair in pairs]
    spans = leading([pair[1] for pair in pairs], folded)
    begin = spans[-1][1] if spans else 0
    after = [(begin + start, begin + end) for start, end in trailing(folded[begin:])]
    cell.titles += _as_written(piece, found, [*spans, *after])
    kept: list[str] = []
    for position, match in enumerate(found[begin : len(found) - len(after)], begin):
        is_last = position == len(found) - len(after) - 1
        if len(kept) >= _NAME_OF_TWO and not is_last and pairs[position][1] in ENDS_NAME:
            cell.notes.append(f"bỏ phần “{piece[match.start() :].strip()}”")
            break
        word = match.group()
        if word.isdigit():
            said = "năm sinh" if _YEAR.fullmatch(word) else "số"
            cell.notes.append(f"bỏ {said} {word} đứng cùng họ tên")
        else:
            kept.append(_hyphened(cell, word) if "-" in word else word)
    return kept


def _hyphened(cell: _Cell, word: str) -> str:
    """Take a title off a word to which it was tied by a hyphen: "An-BS"."""
    head, hyphen, tail = word.rpartition("-")
    if hyphen and head:
        folded, toned = word_keys(tail.rstrip("."))
        if is_title((toned,), (folded,)) and trailing((folded,)):
            cell.titles.append(tail.rstrip("."))
            return head
    return word


def _as_written(piece: str, found: list[re.Match[str]], spans: list[Span]) -> list[str]:
    """Give the titles as the cell groups them: "BS.CKI" is one, "ThS. BS" two."""
    groups: list[tuple[int, int]] = []
    for start, end in spans:
        begin, finish = found[start].start(), found[end - 1].end()
        if groups and groups[-1][1] == begin:
            groups[-1] = (groups[-1][0], finish)
        else:
            groups.append((begin, finish))
    return [piece[begin:finish].rstrip(".") for begin, finish in groups]


def _remark(cell: _Cell, remark: str) -> str:
    """Keep a remark apart from the name: a title, a birth year or a note."""
    found = [word.rstrip(".") for word in _NAME_WORD.findall(clean(remark))]
    pairs = [word_keys(word) for word in found]
    if is_title(tuple(pair[1] for pair in pairs), tuple(pair[0] for pair in pairs)):
        cell.titles.append(remark.strip())
    elif found:
        cell.notes.append(f"bỏ phần “{remark.strip()}”")
    return " "


def _is_remark(piece: str, *, is_first: bool) -> bool:
    """Test whether a piece begins as a remark; single words ("Nam", "Khoa") may be surnames."""
    keys = keys_of(piece)
    found = _REMARKS.at(keys, 0) if keys else None
    return found is not None and (not is_first or found.end > 1)


def _without_stop(word: str) -> str:
    """Take a full stop off the end of a word, unless it marks an abbreviation ("N.")."""
    bare = word.strip(".'")
    return f"{bare}." if word.endswith(".") and is_abbreviated((word, "")) else bare


def is_abbreviated(words: Sequence[str]) -> bool:
    """Test whether a word of the name is given by its first letters only.

    A last word of one letter is a given name ("Nguyễn Văn A"), "Y" a name of the highlands.
    """
    for position, word in enumerate(words):
        folded = fold(word.rstrip("."))
        if word.endswith(".") and (len(folded) == 1 or not _VOWEL.search(folded)):
            return True
        if position < len(words) - 1 and folded in _CLUSTERS:
            return True
    return False


def _refusal(text: str, written: tuple[str, ...]) -> str:
    if len("".join(written)) >= _NAME_OF_TWO:
        return ""
    if any(character.isdigit() for character in text):
        return "ô chỉ có số, không có họ tên"
    return "ô chỉ có một chữ cái" if written else "ô trống"
