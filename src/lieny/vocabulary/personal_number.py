"""Số định danh cá nhân (CCCD, 12 digits); the old identity card (CMND, 9) and passports apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lieny.vocabulary.birth_date import BirthDate
from lieny.vocabulary.gender import Gender
from lieny.vocabulary.place_table import province_versions
from lieny.vocabulary.text import clean

_LONGEST_CELL = 200  # characters that are read
_LENGTH = 12
_OLD_LENGTH = 9
# Fourth digit: sex and century of birth, 0 and 1 for the 1900s, 2 and 3 for the 2000s.
_CENTURIES = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}
_DIGITS = re.compile(r"(?<![A-Z\d])\d(?:[\d .]*\d)?(?![\d])")
_PASSPORT = re.compile(r"(?<![A-Z\d])[A-Z]{1,2}\d{6,8}(?!\d)")
_POWER = re.compile(r"\d[.,]?\d*E[+]?\d+")
_REPEATED = re.compile(r"(\d)\1+")
_RUNS = "01234567890123456789", "98765432109876543210"


class NotAPersonalNumber(ValueError):
    """Not 12 digits of a known province, century and sex, or a made-up number."""


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """Số định danh cá nhân (Nghị định 137/2015/NĐ-CP, Điều 13): 12 digits, none of them free.

    Attributes:
        digits: province of birth registration (3), sex and century (1), year (2), serial (6).
    """

    digits: str

    def __post_init__(self) -> None:
        problem = structure_problem(self.digits)
        if problem:
            raise NotAPersonalNumber(f"{len(self.digits)} digits: {problem}")

    @property
    def province(self) -> str:
        """NSO number of the province of birth registration, on the map of 63."""
        return self.digits[1:3]

    @property
    def gender(self) -> Gender:
        """Sex at registration."""
        return Gender.MALE if self.digits[3] in "02" else Gender.FEMALE

    @property
    def birth_year(self) -> int:
        """Year of birth."""
        return _CENTURIES[self.digits[3]] + int(self.digits[4:6])

    def contradictions(
        self, *, birth: BirthDate | None = None, gender: Gender | None = None
    ) -> tuple[str, ...]:
        """Say where the number contradicts a birth date or a gender, in Vietnamese."""
        found = []
        if birth is not None and birth.year != self.birth_year:
            found.append(f"số định danh ghi năm sinh {self.birth_year}, danh sách ghi {birth.year}")
        if gender is not None and gender is not self.gender:
            found.append("giới tính trong số định danh khác danh sách")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class PersonalNumberReading:
    """What an identity cell gave; the numbers are never written to a log.

    Attributes:
        text: the cell.
        personal_number: the 12-digit number, where its structure is right.
        old_number: 9 digits of the old identity card.
        passport: of a foreigner, or of a citizen who gave it instead.
        notes: Vietnamese sentences on what was mended or refused.
    """

    text: str
    personal_number: PersonalNumber | None = None
    old_number: str | None = None
    passport: str | None = None
    notes: tuple[str, ...] = ()


def structure_problem(digits: str) -> str:
    """Say what is wrong with the structure of a 12-digit number, "" where nothing is."""
    if len(digits) != _LENGTH or not digits.isascii() or not digits.isdigit():
        return "không đủ 12 chữ số"
    if _is_made_up(digits):
        return "số giả để điền cho đủ"
    if digits[0] != "0" or digits[1:3] not in province_versions():
        return f"không có tỉnh nào mang mã {digits[:3]}"
    if digits[3] not in _CENTURIES:
        return f"chữ số thứ tư (thế kỷ và giới tính) không thể là {digits[3]}"
    return ""


@lru_cache(maxsize=65_536)
def read_personal_number(text: str) -> PersonalNumberReading:
    """Read an identity cell.

    Zeros that Excel took off are put back where the result has the right structure: 10 or 11
    digits can only be a personal number, 8 only an old card. Numbers in powers of ten are refused.
    """
    plain = clean(text[:_LONGEST_CELL]).upper().strip("' ")
    if _POWER.fullmatch(plain):
        return PersonalNumberReading(text, notes=("số ở dạng lũy thừa đã mất chữ số",))
    passport = _PASSPORT.search(plain)
    found = [
        _read(re.sub(r"\D", "", piece))
        for piece in _DIGITS.findall(re.sub(r"(?<=\d)\.0+\b", "", plain))
    ]
    notes = [note for _, _, note in found if note]
    if not found and passport is None:
        notes = ["không có số" if plain else "ô trống"]
    return PersonalNumberReading(
        text,
        next((number for number, _, _ in found if number is not None), None),
        next((old for _, old, _ in found if old is not None), None),
        None if passport is None else passport.group(),
        tuple(notes),
    )


def _read(digits: str) -> tuple[PersonalNumber | None, str | None, str]:
    if len(digits) in {_LENGTH - 2, _LENGTH - 1, _LENGTH}:
        whole = digits.zfill(_LENGTH)
        problem = structure_problem(whole)
        if problem:
            return None, None, f"số định danh không dùng được: {problem}"
        lost = _LENGTH - len(digits)
        return PersonalNumber(whole), None, f"thêm {lost} số 0 đã mất ở đầu" if lost else ""
    if len(digits) in {_OLD_LENGTH - 1, _OLD_LENGTH}:
        whole = digits.zfill(_OLD_LENGTH)
        if _is_made_up(whole):
            return None, None, "số chứng minh nhân dân giả để điền cho đủ"
        note = "thêm số 0 đã mất ở đầu" if len(digits) < _OLD_LENGTH else ""
        return None, whole, note
    return None, None, f"{len(digits)} chữ số: không phải số định danh hay chứng minh nhân dân"


def _is_made_up(digits: str) -> bool:
    significant = digits.lstrip("0")
    return (
        len(significant) <= len("123456") - 1
        or _REPEATED.fullmatch(digits) is not None
        or any(digits in run for run in _RUNS)
        or "0000000" in digits
    )
