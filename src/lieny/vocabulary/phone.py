"""Số điện thoại of Vietnam, mobile and fixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lieny.vocabulary.text import clean

# Mobile numbers of 11 digits became 10 digits in 2018.
_RENUMBERED = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38",
    "169": "39", "186": "56", "188": "58", "199": "59",
}  # fmt: skip
_LONGEST_CELL = 500  # characters that are read
_CANDIDATE = re.compile(r"\+?\d(?:[\d .\-()]*\d)?")
_MOBILE = re.compile(r"[35789]\d{8}")
_FIXED = re.compile(r"2\d{9}")
_DUMMY = re.compile(r"(\d)\1{6,}")


class NotAPhoneNumber(ValueError):
    """Neither a mobile number of 9 digits after the zero nor a fixed one of 10."""


@dataclass(frozen=True, slots=True)
class Phone:
    """Số điện thoại.

    Attributes:
        digits: after the leading zero: 9 of a mobile number, 10 of a fixed one.
    """

    digits: str

    def __post_init__(self) -> None:
        if not (_MOBILE.fullmatch(self.digits) or _FIXED.fullmatch(self.digits)):
            raise NotAPhoneNumber(self.digits)

    @property
    def is_mobile(self) -> bool:
        """Test whether it belongs to a person's mobile telephone rather than to a place."""
        return _MOBILE.fullmatch(self.digits) is not None


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """Phones of a cell in order; `notes` say what was mended or refused."""

    text: str
    phones: tuple[Phone, ...]
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def read_phones(text: str) -> PhoneReading:
    """Read the telephone numbers of a cell; made-up ones (0900000000) are refused."""
    phones: list[Phone] = []
    notes: list[str] = []
    plain = clean(text[:_LONGEST_CELL]).removesuffix(".0")
    for piece in re.split(r"[;,/\n]| - ", plain):
        for found in _CANDIDATE.findall(piece):
            phone, note = _read(re.sub(r"\D", "", found))
            if phone is not None and phone not in phones:
                phones.append(phone)
            notes += [note] if note else []
    if not phones and not notes:
        notes = ["không có số điện thoại"]
    return PhoneReading(text, tuple(phones), tuple(notes))


def _read(digits: str) -> tuple[Phone | None, str]:
    note = ""
    local = digits
    for prefix in ("0084", "84"):
        if local.startswith(prefix) and len(local) >= len("84912345678"):
            local = "0" + local.removeprefix(prefix).removeprefix("0")
    if not local.startswith("0"):
        note = f"thêm số 0 đã mất ở đầu {digits}"
    local = local.removeprefix("0")
    if local[:3] in _RENUMBERED and len(local) == len("1201234567"):
        local = _RENUMBERED[local[:3]] + local[3:]
        note = f"đổi đầu số cũ trong {digits}"
    if _DUMMY.search(local) or local in "123456789":
        return None, f"“{digits}” không phải số thật"
    try:
        return Phone(local), note
    except NotAPhoneNumber:
        return None, f"“{digits}” không đúng dạng số điện thoại"
