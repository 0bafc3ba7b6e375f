"""Chữ trong ô số giấy phép: one alphabet, dates and decisions set apart, then tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache

from lieny.vocabulary.issuer import province_codes
from lieny.vocabulary.text import clean, fold


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    WORD = auto()
    DATE = auto()
    BREAK = auto()  # between two licences: ";", a new line, "và"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a licence cell.

    Attributes:
        kind: what it is.
        text: digits of a number, capitals of a word.
        is_tied: a slash, hyphen or full stop ties it to the token before.
        hidden: "before" or "after" where digits are masked on that side, else "".
        mended: what was mended to read the digits, a Vietnamese sentence, else "".
        day: of a date.
    """

    kind: Kind
    text: str = ""
    is_tied: bool = False
    hidden: str = ""
    mended: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LicenceText:
    """A cell ready for the grammar."""

    tokens: tuple[Token, ...]
    notes: tuple[str, ...]
    says_none: bool  # the text says that no licence has been issued yet


_SAME_SHAPE = str.maketrans("АВСЕНКМОРТХΑΒΕΗΙΚΜΝΟΡΤΧ", "ABCEHKMOPTXABEHIKMNOPTX")
_PUNCTUATION = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹘﹣_~", "-") | dict.fromkeys("\\⁄∕|¦", "/") | {"№": "SỐ ", "…": ".."}
)
_BREAKS = str.maketrans({"\n": ";", "\r": ";", "\v": ";", "\u2028": ";"})

_ON = (
    r"(?:\s*(?:T[ỪU]\s+)?(?:NG[ÀA]Y)?\s*:?\s*"
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:19|20)?\d\d(?!\d))"
)
_LEAD = r"(?:C[ẤA]P\s+)?(?:NG[ÀA]Y\s*)?(?:C[ẤA]P)?\s*:?\s*"
_DATES = tuple(
    re.compile(_LEAD + pattern)
    for pattern in (
        r"(?<![\d/.\-])(?P<d>\d{1,2})\s*TH[ÁA]NG\s*(?P<m>\d{1,2})\s*N[ĂA]M\s*(?P<y>\d{4})",
        r"(?<![\d/])(?P<d>\d\d?)\s*(?P<cut>[/.\-])\s*(?P<m>\d\d?)\s*(?P=cut)\s*(?P<y>[12]\d{3})(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ]\d\d:\d\d:\d\d)?(?!\d)",
        r"(?<=[YP :])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d\d)(?!\d)",
    )
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_ENGLISH_DAY = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})[ \-](?P<m>{'|'.join(_MONTHS)})[A-Z]*[ ,\-]+"
    r"(?P<y>(?:19|20)\d\d)(?!\d)"
)
_DECIDED = r"(?:QUY[ẾE]T\s+[ĐD][ỊI]NH|Q[ĐD])\s*(?:S[ỐO])?\s*:?\s*"
_ASIDE = (
    (
        re.compile(
            rf"(?:{_DECIDED})?\d+\s*/\s*(?:\d{{4}}\s*/\s*)?Q[ĐD]\b[\s\-]*[A-ZĐ]*(?:-[A-ZĐ]+)*{_ON}?"
            rf"|\b{_DECIDED}\d+(?:\s*/\s*[A-ZĐ\d\-/]+)?{_ON}?"
        ),
        "số quyết định, không phải số giấy phép",
    ),
    (
        re.compile(r"(?:\b\d{3}\.\d\d\.\d\d\.)?\bH\d\d[\-.]\d{6}[\-.]\d+"),
        "mã hồ sơ, không phải số giấy phép",
    ),
    (
        re.compile(
            r"(?:C[ẤA]P\s+(?:L[ẠA]I|[ĐD][ỔO]I)|[ĐD]I[ỀE]U\s+CH[ỈI]NH|GIA\s+H[ẠA]N)?\s*"
            rf"\bL[ẦA]N\s*(?:TH[ỨU])?\s*:?\s*(?:\d+|[IVX]+|[ĐD][ẦA]U|M[ỘO]T|HAI|BA)\b{_ON}?"
            rf"|(?:C[ẤA]P\s+(?:L[ẠA]I|[ĐD][ỔO]I)|[ĐD]I[ỀE]U\s+CH[ỈI]NH|GIA\s+H[ẠA]N){_ON}?"
        ),
        "không phải lần cấp đầu",
    ),
    (
        re.compile(
            rf"(?:VALID|EXPIR[A-Z]*|UNTIL)[A-Z :]*{_ON}"
            rf"|(?:C[ÓO]\s+)?(?:HI[ỆE]U\s+L[ỰU]C"
            r"|TH[ỜO]I\s+H[ẠA]N|GI[ÁA]\s+TR[ỊI]|H[ẾE]T\s+H[ẠA]N|H[ẠA]N)?"
            rf"\s*(?:[ĐD][ẾE]N){_ON}|H[ẾE]T\s+H[ẠA]N{_ON}"
        ),
        "thời hạn, không phải ngày cấp",
    ),
)
_YEAR_SAID = re.compile(r"\b(?:C[ẤA]P\s+)?N[ĂA]M\s*:?\s*((?:19|20)\d\d)\b")
_NO_LICENCE = re.compile(
    r"H[ỒO]\s*S[ƠO]|BI[ÊE]N\s+NH[ẬA]N|PHI[ẾE]U\s+H[ẸE]N|[ĐD]ANG\s+(?:CH[ỜO]|L[ÀA]M|XIN|N[ỘO]P|[ĐD][ỀE]|THI)"
    r"|(?:[ĐD]ANG|NG[ƯU][ỜO]I)\s+TH[ỰU]C\s+H[ÀA]NH|TH[ỰU]C\s+H[ÀA]NH\s+\d+\s+TH[ÁA]NG"
    r"|CH[ƯU]A\s+(?:C[ÓO]|[ĐD][ƯU][ỢO]C|C[ẤA]P)|CH[ỜO]\s+C[ẤA]P|KH[ÔO]NG\s+C[ÓO]"
)

_TOKEN = re.compile(
    r"(?P<sep>[;,+&])"
    r"|(?P<before>(?:\.{2,}|[*#?]+|(?<![A-ZĐ])X+)\s*)(?P<tail>\d+)"
    r"|(?P<power>\d[.,]?\d*E[+]?\d{1,2})(?![\dA-Z])"
    r"|(?P<whole>\d+)[.,]0+(?![\d])"
    r"|(?P<grouped>\d{1,3}(?:[.,]\d{3})+)(?!\d)"
    r"|(?P<spaced>(?:\d{1,3} \d{3,4}|\d{4,5} \d{1,2}|\d{6} \d)(?=\s*[/\-]))"
    r"|(?P<typed>(?<![^\W\d_])[OQIL]*\d[\dOQIL]*)(?P<after>(?:[*#?]+|\.{2,}|X+)(?=[\s/\-]|$))?(?![^\W_])"
    r"|(?P<digits>\d+)"
    r"|(?P<word>[^\W\d_]+)"
)
_LETTERS_AS_DIGITS = str.maketrans("OQIL", "0011")

_PHRASES = {
    "chung chi hanh nghe duoc": "CCHND",
    "chung chi hanh nghe": "CCHN",
    "chung chi": "CCHN",
    "giay phep hanh nghe": "GPHN",
    "giay phep hoat dong": "GPHĐ",
    "bo y te": "BYT",
    "bo quoc phong": "BQP",
    "bo cong an": "BCA",
    "so y te": "SYT",
}


def read_text(text: str) -> LicenceText:
    """Bring a cell to capitals of one alphabet and cut it into tokens."""
    plain = unicodedata.normalize("NFKC", text.translate(_BREAKS))
    plain = clean(plain.translate(_PUNCTUATION)).upper().translate(_SAME_SHAPE)
    notes: list[str] = []
    says_none = _NO_LICENCE.search(plain) is not None
    if says_none:
        notes.append("chưa được cấp hoặc đang làm hồ sơ")
    plain = _ENGLISH_DAY.sub(
        lambda found: f"{found['d']}/{_MONTHS.index(found['m']) + 1}/{found['y']}", plain
    )
    for pattern, said in _ASIDE:
        plain = _taken_out(pattern, said, plain, notes)
    days: list[date | None] = []
    for pattern in _DATES:
        plain = pattern.sub(lambda found: _take_day(found, days, notes), plain)
    plain = _taken_out(_YEAR_SAID, "chỉ có năm cấp", plain, notes)
    plain = _with_short_names(plain)
    return LicenceText(tuple(_tokens(plain, days)), tuple(notes), says_none)


def _take_day(found: re.Match[str], days: list[date | None], notes: list[str]) -> str:
    year = int(found["y"]) if len(found["y"]) > len("15") else 2000 + int(found["y"])
    try:
        day = date(year, int(found["m"]), int(found["d"]))
    except ValueError:
        notes.append(f"ngày không có thật: {found.group().strip()}")
        days.append(None)
    else:
        days.append(day)
    return f" \x00{chr(0xE000 + len(days) - 1)} "


def _taken_out(pattern: re.Pattern[str], said: str, text: str, notes: list[str]) -> str:
    def note(found: re.Match[str]) -> str:
        part = found.group().strip().lower()
        notes.append(f"“{part}”: {said}")
        return " "

    return pattern.sub(note, text)


@cache
def _short_names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = _PHRASES | {
        f"{lead}{name}": code
        for name, code in province_codes().items()
        for lead in ("tinh ", "thanh pho ", "tp ", "tp. ", "tp.", "")
    }
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b"), names


def _with_short_names(text: str) -> str:
    """Write "SỞ Y TẾ TÂY NINH" as "SYT TNI", "GIẤY PHÉP HÀNH NGHỀ" as "GPHN"."""
    if " " not in text:
        return text
    folded = fold(text)
    pattern, names = _short_names()
    pieces, end = [], 0
    for found in pattern.finditer(folded):
        pieces += [text[end : found.start()], names[found.group()]]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _tokens(text: str, days: list[date | None]) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    position = 0
    while position < len(text):
        if text[position] == "\x00":
            tokens.append(Token(Kind.DATE, day=days[ord(text[position + 1]) - 0xE000]))
            position = end = position + 2
            continue
        found = _TOKEN.match(text, position)
        if found is None:
            position += 1
            continue
        is_tied = bool(tokens) and bool(set(text[end : found.start()]) & set("/-."))
        tokens.append(_token(found, is_tied=is_tied))
        position = end = found.end()
    return tokens


def _token(found: re.Match[str], *, is_tied: bool) -> Token:
    kind = found.lastgroup or ""
    if kind == "sep":
        return Token(Kind.BREAK)
    if found["word"]:
        word = found["word"]
        return Token(Kind.BREAK) if word in {"VÀ", "VA"} else Token(Kind.WORD, word, is_tied)
    digits, mended = _digits(found)
    hidden = "before" if found["tail"] else "after" if found["after"] else ""
    return Token(Kind.NUMBER, digits, is_tied, hidden, mended)


def _digits(found: re.Match[str]) -> tuple[str, str]:
    if found["power"]:
        mantissa, _, exponent = found["power"].replace(",", ".").partition("E")
        whole, _, decimals = mantissa.partition(".")
        shift = int(exponent)
        if len(decimals.rstrip("0")) > shift or shift > 11:  # noqa: PLR2004
            return "", "số ở dạng lũy thừa, đã mất chữ số"
        return whole + decimals.ljust(shift, "0")[:shift], "số ở dạng lũy thừa của Excel"
    if found["whole"]:
        return found["whole"], "số thập phân của Excel"
    if found["grouped"] or found["spaced"]:
        written = found["grouped"] or found["spaced"]
        return re.sub(r"\D", "", written), f"bỏ dấu ngăn cách trong “{written}”"
    written = found["tail"] or found["typed"] or found["digits"]
    digits = written.translate(_LETTERS_AS_DIGITS)
    return digits, "" if digits == written else f"“{written}” đọc là {digits}"
