"""The content of a column as a second witness of what the column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from lieny.registry.intake.cells import Cell, shown
from lieny.vocabulary.text import clean, fold

_LICENCE = re.compile(r"cchn|gphn|chung chi hanh nghe")
_WHOLE_LICENCE = re.compile(r"[0-9]{3,7}(?P<letters>/[A-ZĐ]{2,5}-(?:CCHN|GPHN))")
_BARE_LICENCE = re.compile(r"^\W*\d{3,7}\s*/\s*(?:(?:syt|byt)\W*)?[a-z]{2,5}\s*$")
_OPERATING = re.compile(r"gphd|gp-?syt|giay phep hoat dong")
_DATE = re.compile(r"^\s*(?:\d{1,2}\s*[/.-]\s*){1,2}(?:19|20)?\d\d\s*$|^(?:19|20)\d\d-\d\d-\d\d")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_PERSONAL = re.compile(r"^(?:\d{12}|\d{9}|0\d{2}\s\d{3}\s\d{3}\s\d{3})$")
_PHONE = re.compile(r"^(?:\+?84|0)[\s.]?[1-9](?:[\s.]?\d){8}$")
_CLOCK = re.compile(
    r"\d{1,2}\s*(?::|h|g)\s*(?:\d\d)?\s*(?:-|–|den|toi|->|~|$)|\bthu\s*[2-7]\b|\bt[2-7]\b"
    r"|\b\d{1,2}h\d{0,2}\b|24/(?:7|24)"
)
_CLOCK_WORDS = re.compile(
    r"hanh chinh|toan thoi gian|ngoai gio|ca ngay|hang ngay|full.?time|\bghc\b"
)
_TIME_OF_DAY = re.compile(r"^\s*\d{1,2}\s*(?::|h|g)\s*(?:\d\d)?(?::\d\d)?\s*$")
_FACILITY = re.compile(
    r"^(?:phong kham|phong chan tri|benh vien|tram y te|nha khoa|trung tam|co so|pk|bv|tyt|ttyt"
    r"|nha ho sinh|phong xet nghiem|cong ty|chi nhanh|dich vu|benh xa|nha thuoc)\b"
)
_ADDRESS = re.compile(
    r"\b(?:duong|phuong|xa|quan|huyen|tinh|tp|thanh pho|thi tran|thi xa|ap|khu pho)\b"
)
_TITLE = re.compile(
    r"^(?:bac s[iy]|bs|y s[iy]|ys|dieu duong|dd|ho sinh|nhs|ky thuat|ktv|cu nhan|cn|duoc s[iy]"
    r"|luong y|thac s[iy]|ths|tien s[iy]|chuyen khoa)\b"
)
_SCOPE = re.compile(
    r"kham benh|\bkcb\b|\bkb,? ?cb\b|chuyen khoa|\bttlt\b|thong tu|chuyen nganh|\bqd-bnv"
)
_POSITION = re.compile(
    r"trach nhiem chuyen mon|phu trach|truong (?:khoa|phong|tram)|theo giay phep|tnc[mk]|vi tri"
)
_STATUS = re.compile(
    r"hieu luc|thu hoi|dinh chi|tuoc quyen|het han|cap lai|chuyen doi|(?:dang|ngung) hoat dong"
    r"|^(?:active|revoked|suspended|expired|replaced|closed)$"
)
_SURNAMES = frozenset(
    [
        *("nguyen", "tran", "le", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui"),
        *("do", "ho", "ngo", "duong", "ly", "dinh", "truong", "trinh", "doan", "dao", "mai"),
        *("cao", "lam", "luong", "luu", "ha", "ta", "to", "chau", "quach", "thai", "tong"),
        *("la", "kieu", "phung", "tang", "vuong", "au", "diep", "trieu", "ton", "nghiem"),
    ]
)
_WORDS_OF_A_NAME = range(2, 8)
_GENDER = frozenset({"nam", "nu", "m", "f", "male", "female"})

SIGNS = (
    "licence", "operating", "date", "year", "personal", "phone", "clock", "name", "facility",
    "address", "title", "scope", "position", "status", "gender", "number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """What the cells of a column look like.

    Attributes:
        filled: number of cells that are not blank.
        shares: share of them that show each of `SIGNS`; a cell may show several.
    """

    filled: int
    shares: Mapping[str, float]

    def of(self, sign: str) -> float:
        """Give the share of a sign."""
        return self.shares.get(sign, 0.0)


def profile(cells: Iterable[Cell]) -> Profile:
    """Look at the cells of a column."""
    counts: dict[str, int] = {}
    filled = 0
    for cell in cells:
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            continue
        filled += 1
        for sign in signs_of(cell):
            counts[sign] = counts.get(sign, 0) + 1
    return Profile(filled, {sign: count / filled for sign, count in counts.items()})


def signs_of(cell: Cell) -> tuple[str, ...]:
    """Name what a cell looks like."""
    if isinstance(cell, str):
        return _signs_of_text(cell)
    if isinstance(cell, (time, timedelta)):
        return ("clock",)
    if isinstance(cell, (date, datetime)):
        return ("date",)
    return (*_signs_of_text(shown(cell)), "number")


def _signs_of_text(given: str) -> tuple[str, ...]:
    licence = _WHOLE_LICENCE.fullmatch(given)
    # Of a licence written out the digits say nothing that its letters do not.
    return _signs_found(given if licence is None else f"000{licence['letters']}")


@lru_cache(maxsize=131_072)
def _signs_found(given: str) -> tuple[str, ...]:
    text = clean(given)
    folded = fold(text)
    found: dict[str, None] = {}
    for patterns, any_of_them, is_fit in _PATTERNS:
        if any(map(is_fit, folded)) and any_of_them.search(folded):
            found |= dict.fromkeys(sign for sign, pattern in patterns if pattern.search(folded))
    if _is_name(text, folded):
        found["name"] = None
    if folded in _GENDER:
        found["gender"] = None
    if folded.replace(".", "", 1).isdigit():
        found["number"] = None
    return tuple(found)


_NUMERIC = (
    ("licence", _BARE_LICENCE),
    ("date", _DATE),
    ("year", _YEAR),
    ("personal", _PERSONAL),
    ("phone", _PHONE),
    ("clock", _CLOCK),
    ("clock", _TIME_OF_DAY),
)
_WORDY = (
    ("licence", _LICENCE),
    ("operating", _OPERATING),
    ("clock", _CLOCK_WORDS),
    ("facility", _FACILITY),
    ("address", _ADDRESS),
    ("title", _TITLE),
    ("scope", _SCOPE),
    ("position", _POSITION),
    ("status", _STATUS),
)


def _either(patterns: Iterable[tuple[str, re.Pattern[str]]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in patterns))


# Signs of texts that have letters, of texts that have digits; most texts show none of either.
_PATTERNS = (
    (_WORDY, _either(_WORDY), str.isalpha),
    (_NUMERIC, _either(_NUMERIC), str.isdigit),
)


def _is_name(text: str, folded: str) -> bool:
    """Test for a full name: words of letters with a common surname first, titles allowed."""
    words = [word for word in re.split(r"[\s.,]+", folded) if word]
    while words and (
        _TITLE.match(words[0]) or words[0] in {"cki", "ckii", "ck", "i", "ii", "pgs", "gs"}
    ):
        words = words[1:]
    if len(words) not in _WORDS_OF_A_NAME or not all(word.isalpha() for word in words):
        return False
    return words[0] in _SURNAMES and text[:1].isupper()
