"""Đọc ô số giấy phép: every form met in lists, each with how far it was understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from lieny.vocabulary.issuer import CodeReading, issuers
from lieny.vocabulary.licence_number import (
    LARGEST_SERIAL,
    LicenceReading,
    LicenceReadStatus,
    LicenceType,
)
from lieny.vocabulary.licence_text import Kind, Token, read_text
from lieny.vocabulary.licence_words import TypeReading, codes_in, split_glued, types_in

_NUMBERED = r"\s*(?:SỐ\s*:?\s*)?(?P<serial>\d{1,7}) ?/ ?"
_DATED = (
    r"(?:[,;]? ?(?:CẤP )?NGÀY(?: CẤP)?:? ?"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d))?\s*"
)
_USUAL = re.compile(
    _NUMBERED + r"(?:SYT ?- ?)?(?P<code>[A-ZĐ]{2,4}) ?[\-–] ?(?P<type>CCHN|GPHN)" + _DATED
)
# "CCHN 015392/HCM-CCHN", "041101/HCM CCHN", "149186-HCM-CCHN", "091289/HCM-GPHN-KCB"
_VARIED = re.compile(
    r"(?:(?P<said>CCHN|GPHN) )?(?P<serial>\d{3,6})(?:/(?P<code>[A-ZĐ]{2,4})[ \-]"
    r"|-(?P<parted>[A-ZĐ]{2,4})-)(?P<type>CCHN|GPHN)(?:-KCB)?"
)
_TURNED = re.compile(
    _NUMBERED + r"(?P<type>CCHN|GPHN) ?[\-–] ?(?:SYT[ \-]{1,3})?(?P<code>[A-ZĐ]{2,4})" + _DATED
)
_PARTED = re.compile(r"[;\n]|,(?=\s*\d)")
_LONGEST_CELL = 1_000  # characters
_LONGEST = 8  # digits of a serial with its zeros
_YEARS = range(1990, 2050)
_YEAR_DIGITS = 4
_TOO_LONG = {
    12: "12 chữ số: giống số định danh cá nhân",
    9: "9 chữ số: giống số chứng minh nhân dân",
    10: "10 chữ số: giống số điện thoại",
}


@dataclass(slots=True)
class _Segment:
    """The tokens of one licence."""

    number: Token | None = None
    words: list[Token] = field(default_factory=list)
    before: int = 0  # how many of the words stand before the number
    issued_on: date | None = None
    notes: list[str] = field(default_factory=list)


@lru_cache(maxsize=65_536)
def read_licences(text: str) -> tuple[LicenceReading, ...]:
    """Read every licence number of a cell, in the order of the text.

    Returns:
        One reading a number; a single unreadable one where the cell holds none.
    """
    if len(text) > _LONGEST_CELL:
        return (_unreadable(text, f"ô dài {len(text)} ký tự, không phải số giấy phép"),)
    usual = _all_usual(text)
    if usual is not None:
        return usual
    read = read_text(text)
    readings = [_reading(text, segment) for segment in _segments(read.tokens)]
    understood = [
        reading
        for reading in readings
        if reading.status is not LicenceReadStatus.UNREADABLE
        and not (read.says_none and (reading.issuer is None or reading.type is None))
    ]
    if understood:
        first = replace(understood[0], notes=(*understood[0].notes, *read.notes))
        return (first, *understood[1:])
    notes = read.notes or ("ô trống" if not text.strip() else "không có số giấy phép trong ô",)
    if readings:
        notes = (*readings[0].notes, *read.notes)
    return (_unreadable(text, *notes),)


def _unreadable(text: str, *notes: str) -> LicenceReading:
    return LicenceReading(text, None, None, None, LicenceReadStatus.UNREADABLE, notes=notes)


def _all_usual(text: str) -> tuple[LicenceReading, ...] | None:
    """Read a cell of one or several numbers, each in one of the commonest forms."""
    whole = _usual(text)
    if whole is not None:
        return (whole,)
    pieces = [piece for piece in _PARTED.split(text) if piece.strip()]
    if len(pieces) == 1:
        return None
    found = []
    for piece in pieces:
        usual = _usual(piece)
        if usual is None:
            return None
        found.append(replace(usual, text=text))
    return tuple(found) or None


def _usual(text: str) -> LicenceReading | None:
    """Read the commonest forms quickly; the grammar gives the same."""
    capitals = text.upper() if text.isascii() else unicodedata.normalize("NFC", text).upper()
    varied = _VARIED.fullmatch(capitals)
    found = varied or _USUAL.fullmatch(capitals) or _TURNED.fullmatch(capitals)
    if found is None or not int(found["serial"]):
        return None
    kind, code, issued_on = LicenceType(found["type"]), found["code"], None
    if varied is not None:
        code = code or varied["parted"]
        if varied["said"] not in {None, kind.value}:
            return None
    elif found["year"]:
        try:
            issued_on = date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return None
    if code not in issuers():
        return None
    return LicenceReading(
        text, int(found["serial"]), code, kind, LicenceReadStatus.EXACT, issued_on
    )


def _segments(tokens: Sequence[Token]) -> list[_Segment]:
    """Give the tokens of each licence of the cell."""
    segments: list[_Segment] = []
    current = _Segment()
    for token in tokens:
        if token.kind is Kind.BREAK:
            current = _closed(segments, current)
        elif token.kind is Kind.DATE:
            _date_goes_to(segments, current, token.day)
        elif token.kind is Kind.WORD:
            current.words += _unglued(token)
        elif current.number is None:
            current.number = token
            current.before = len(current.words)
        elif _is_ordinal(current):
            current.number = token  # "1) 004029/BTH-CCHN"
        elif not _is_aside(token, current):
            following = _taken_over(current)
            _closed(segments, current)
            current = _Segment(number=token, words=following, before=len(following))
    _closed(segments, current)
    return segments


def _unglued(word: Token) -> list[Token]:
    parts = split_glued(word.text)
    if len(parts) == 1:
        return [word]
    return [
        replace(word, text=part, is_tied=word.is_tied or position > 0)
        for position, part in enumerate(parts)
    ]


def _closed(segments: list[_Segment], current: _Segment) -> _Segment:
    """Keep a segment that has a number, and begin the next."""
    if current.number is None:
        if segments:
            # "CCHN số 004029, Sở Y tế Bình Thuận": what follows a number may complete it.
            segments[-1].words += [replace(word, is_tied=False) for word in current.words]
        return _Segment() if segments else current
    segments.append(current)
    return _Segment()


def _date_goes_to(segments: list[_Segment], current: _Segment, day: date | None) -> None:
    owner = current if current.number is not None or not segments else segments[-1]
    owner.issued_on = owner.issued_on or day


def _is_ordinal(current: _Segment) -> bool:
    """Test whether the number met before is a mere place in a list."""
    number = current.number
    return number is not None and not current.words and len(number.text) <= len("12")


def _is_aside(token: Token, current: _Segment) -> bool:
    """Test for a further number that is no licence: a year of the number, "(05 trang)"."""
    value = int(token.text or "0")
    if not token.is_tied and len(token.text) == _YEAR_DIGITS and value in _YEARS:
        current.notes.append(f"bỏ năm {value} đứng sau số")
        return True
    if token.is_tied and len(token.text) == _YEAR_DIGITS and value in _YEARS:
        has_words = len(current.words) > current.before
        if not has_words:
            current.notes.append(f"bỏ năm {value} trong số")
        return not has_words
    return not token.is_tied and len(token.text) <= len("05")


def _taken_over(current: _Segment) -> list[Token]:
    """Take from a finished licence the words that stand before the next: "… GPHN số 0465"."""
    after = current.words[current.before :]
    keep = len(after)
    while keep and not after[keep - 1].is_tied and len(list(types_in(current.words))) > 1:
        keep -= 1
        del current.words[current.before + keep :]
    return after[keep:]


def _reading(text: str, segment: _Segment) -> LicenceReading:
    """Decide what one segment says."""
    number = segment.number
    if number is None:
        return _unreadable(text)
    notes = list(segment.notes)
    serial = _serial(number, notes)
    kind = _type(segment.words, notes)
    code = _code(segment.words, notes)
    if serial is None and number.hidden != "after":
        return _unreadable(text, *notes)
    issuer = None if code is None else code.code
    if issuer == "BD" and kind is not None and kind.type is LicenceType.PHARMACY:
        notes.append("BD trên chứng chỉ dược có thể là Bình Dương hoặc Bình Định")
    return LicenceReading(
        text,
        serial,
        issuer,
        None if kind is None else kind.type,
        _status(number, kind, code),
        segment.issued_on,
        () if code is None else code.candidates,
        tuple(notes),
    )


def _serial(number: Token, notes: list[str]) -> int | None:
    digits = number.text
    if number.mended:
        notes.append(number.mended)
    if number.hidden == "after":
        notes.append("số bị che phần cuối")
        return None
    if number.hidden == "before":
        notes.append("số bị che phần đầu: chỉ so được các chữ số cuối")
    value = int(digits or "0")
    if len(digits) > _LONGEST or value > LARGEST_SERIAL:
        notes.append(_TOO_LONG.get(len(digits), f"{len(digits)} chữ số: quá dài cho số giấy phép"))
        return None
    if value == 0:
        notes.append("số không có giá trị")
        return None
    return value


def _type(words: Sequence[Token], notes: list[str]) -> TypeReading | None:
    found = list(types_in(words))
    if not found:
        notes.append("thiếu loại giấy phép")
        return None
    # "GPHN số 001234/HCM-CCHN": what is tied to the number is its own type.
    chosen = next((reading for reading, is_tied in found if is_tied), found[0][0])
    if not chosen.is_certain:
        notes.append(f"loại giấy phép viết sai, đọc là {chosen.type.printed}")
    if any(reading.type is not chosen.type for reading, _ in found):
        notes.append(f"ô ghi hai loại giấy phép, lấy loại gắn với số: {chosen.type.printed}")
    return chosen


def _code(words: Sequence[Token], notes: list[str]) -> CodeReading | None:
    found = codes_in(words)
    if not found:
        notes.append("thiếu mã nơi cấp")
        return None
    chosen = next((code for code, is_tied in found if is_tied), found[0][0])
    others = {code.code for code, _ in found} - {chosen.code}
    if others:
        notes.append(f"ô ghi nhiều mã nơi cấp, lấy {chosen.code}, bỏ {', '.join(sorted(others))}")
    if chosen.candidates and chosen.is_known:
        notes.append(f"mã nơi cấp mất chữ Đ, có thể là {chosen.code}")
    elif chosen.candidates:
        notes.append(f"mã {chosen.code} có thể là {', '.join(chosen.candidates)}")
    elif not chosen.is_known:
        notes.append(f"chưa biết mã nơi cấp {chosen.code}")
    return chosen


def _status(number: Token, kind: TypeReading | None, code: CodeReading | None) -> LicenceReadStatus:
    if number.hidden:
        return LicenceReadStatus.MASKED
    if kind is None or code is None or number.mended:
        return LicenceReadStatus.FUZZY
    if kind.is_certain and code.is_certain:
        return LicenceReadStatus.EXACT
    return LicenceReadStatus.FUZZY
