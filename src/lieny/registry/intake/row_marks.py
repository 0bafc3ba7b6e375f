"""Rows of a list that are not registrations: numbering, sections, totals, dates, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise

from lieny.registry.intake.witness import signs_of
from lieny.vocabulary.text import clean, fold

_FEWEST_NUMBERED, _LONGEST_UNIT, _LONGEST_LINE = 3, 80, 160
_NUMBERING = re.compile(r"^[\[(]?\s*(?:\d{1,2}|[A-K]|[a-k])\s*[\])]?(?:\s*=.*)?$")
_ROMAN = r"(?:[IVXL]{1,6}|[A-H]|\d{1,2}(?:\.\d{1,2})?)"
_ORDINAL = re.compile(rf"^\s*{_ROMAN}\s*[.):\-–/]\s*(?=\S)")
_UNIT = re.compile(
    r"^(?:(?:cac )?khoa|phong|bo phan|don vi|ban|to|trung tam|ban giam doc|lanh dao|khoi|doi"
    r"|nha thuoc|chuyen khoa|phan khoa|lien khoa|diem tram|tram)\b"
)
_SECOND_PART = re.compile(
    r"(?:nguoi|nhan vien|nhan su|doi tuong).{0,40}"
    r"(?:khac|khong co (?:gphn|cchn|giay phep|chung chi)|khong phai)"
    r"|khong (?:co|can|phai co) (?:giay phep|chung chi|cchn|gphn)|nhan su khac"
    r"|lam viec khac"
)
_TOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong|total)\b(?!.*\bty\b)")
_SURNAME = re.compile(r"^(?:tống|công)\s+\w")  # with their marks no word of sums
_COUNTED = re.compile(
    r"(?:an dinh )?(?:danh sach(?: nay)?|tong cong|tong so)\b[^0-9]{0,40}(\d{1,6})\s*"
    r"(?:nguoi|nhan su|nhan vien|bac si|can bo)"
)
_DAY_LINE = re.compile(
    r"ngay\s*(\d{1,2})\s*(?:thang|/|-)\s*(\d{1,2})\s*(?:nam|/|-)\s*((?:19|20)\d\d)"
)
_DAY_LINE_BLANK = re.compile(r"ngay[\s.…_]*thang[\s.…_\d]*nam[\s.…_\d]*")
_SIGNATURE = re.compile(
    r"^(?:nguoi (?:chiu trach nhiem|dung dau|lap|dai dien|ky)|thu truong|giam doc|dai dien"
    r"|chu co so|truong (?:phong|khoa|tram)\b(?=.{0,25}$)|ke toan truong|noi nhan|ky ten"
    r"|xac nhan|t\.? ?m\.? |k\.?t\.? "
    r"|tl\.? |pho giam doc|truong don vi|lanh dao)"
)
_SIGNED = re.compile(r"\(?\s*ky[, ]+(?:ten|ghi ro|va ghi|dong dau)|ky, ghi ro|dong dau\)?")
_REMARK = re.compile(r"^(?:ghi chu|luu y|chu thich|noi nhan)\s*:?")
_DITTO = frozenset(
    [
        *("nt", "-nt-", "- nt -", "-nt", "nt.", "n.t", "-n.t-", "..nt..", "…nt…", "(nt)"),
        *("//", "-//-", "''", '"', '-"-', '- " -', "”", "“", "〃", ",,", "''''", '""', "-''-"),
        *("như trên", "-như trên-", "(như trên)", "như trên.", "như hàng trên", "như dòng trên"),
        *("tương tự", "ditto", "idem", "id.", "do."),
    ]
)
_DITTO_FOLDED = frozenset(fold(mark) for mark in _DITTO)
_NO_VALUE = frozenset(
    {"-", "–", "—", "--", "---", "/", "x", "không", "không có", "n/a", "na", "…", "..."}
)


class Mark(Enum):
    """What a short text stands for, if not for itself."""

    NONE = auto()
    DITTO = auto()  # repeats the cell above: "nt", "-nt-", "như trên", "//"
    NO_VALUE = auto()  # says that there is nothing: "-", "không có"


_LONGEST_REMEMBERED = 300  # characters
_marks: dict[str, Mark] = {}
_MOST_MARKS = 200_000


def mark_of(text: str) -> Mark:
    """Tell whether a short text repeats the cell above or says that there is nothing."""
    found = _marks.get(text)
    if found is None:
        if len(_marks) > _MOST_MARKS:
            _marks.clear()
        found = _marks[text] = _judge_mark(text)
    return found


def _judge_mark(text: str) -> Mark:
    if fold(" ".join(text.split())) in _DITTO_FOLDED:
        return Mark.DITTO
    return Mark.NO_VALUE if clean(text).lower() in _NO_VALUE else Mark.NONE


def _plain(text: str) -> str:
    """Clean and fold a text; footers and sections are asked about several times each."""
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else fold(clean(text))


@lru_cache(maxsize=8_192)
def _remembered(text: str) -> str:
    return fold(clean(text))


def is_numbering(texts: Sequence[str]) -> bool:
    """Test for the row (1) (2) (3) … beneath headings: at least three, rising."""
    filled = [text.strip() for text in texts if text.strip()]
    if len(filled) < _FEWEST_NUMBERED or not all(_NUMBERING.match(text) for text in filled):
        return False
    digits = [int(found[0]) for text in filled if (found := re.findall(r"\d+", text))]
    # The letters (A) (B) may begin the row; the numbers run on one by one.
    return all(b - a == 1 for a, b in pairwise(digits))


def section_title(text: str) -> str | None:
    """Give the unit that a section row names: "I. KHOA NỘI" is "KHOA NỘI"."""
    plain = clean(text)
    bare = _ORDINAL.sub("", plain)
    bare = re.sub(r"\s*[:(].*$", "", bare).strip(" .-–")
    if _UNIT.match(fold(bare)) and len(bare) <= _LONGEST_UNIT:
        return bare
    return None


def has_ordinal(text: str) -> bool:
    """Test whether a text begins as a section does: "II. …", "A) …"."""
    return re.match(r"^\s*(?:[IVXL]{1,6}|[A-H])\s*[.):\-–/]\s*\S", clean(text)) is not None


def is_ordinal(word: str) -> bool:
    """Test for the mark of a section alone: "I", "2.", "B)"."""
    bare = word.strip(" .)(:")
    return bare.isdigit() or (
        bool(bare) and all(letter in "IVXLABCDEFGH" for letter in bare.upper())
    )


def bare_title(text: str) -> str:
    """Take the ordinal off the title of a section."""
    return _ORDINAL.sub("", clean(text))


def is_second_part(text: str) -> bool:
    """Test for the heading of the part that lists staff without a practising licence."""
    return _SECOND_PART.search(_plain(text)) is not None


def is_total(words: Sequence[str]) -> bool:
    """Test for a row of sums; Tống Văn An and Công Tằng Tôn Nữ Minh Châu are persons.

    Args:
        words: the filled cells of the row.
    """
    if _TOTAL.match(_plain(words[0])) is None or _SURNAME.match(clean(words[0]).lower()):
        return False
    return not any("licence" in signs_of(word) for word in words[1:])


def counted_persons(text: str) -> int | None:
    """Read "Ấn định danh sách có: 12 người"."""
    found = _COUNTED.search(_plain(text))
    return int(found[1]) if found else None


def day_of_line(text: str) -> date | None:
    """Read the date of a line such as "Biên Hòa, ngày 12 tháng 3 năm 2026"."""
    found = _DAY_LINE.search(_plain(text))
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def is_closing(text: str) -> bool:
    """Test for a line that ends a list: a place and date, a signature, a recipient."""
    folded = _plain(text)
    if len(folded) > _LONGEST_LINE:
        return False
    return bool(
        _DAY_LINE_BLANK.search(folded)
        or (_DAY_LINE.search(folded) and not _DAY_LINE.match(folded))
        or _SIGNATURE.match(folded)
        or _SIGNED.search(folded)
        or _REMARK.match(folded)
    )
