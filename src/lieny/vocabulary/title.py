"""Chức danh chuyên môn: the ten titles of the law, and two kinds of staff without a licence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from lieny.vocabulary.name_titles import is_abbreviation
from lieny.vocabulary.phrase_table import PhraseTable, keys_of, load_terms
from lieny.vocabulary.text import words


class Title(StrEnum):
    """Chức danh chuyên môn (Luật 15/2023/QH15, Điều 26 khoản 1).

    A degree (chuyên khoa I, thạc sĩ) is not a title: a specialist is still "bác sỹ".
    """

    PHYSICIAN = "BAC_SY"  # bác sỹ
    ASSISTANT_PHYSICIAN = "Y_SY"  # y sỹ
    NURSE = "DIEU_DUONG"  # điều dưỡng
    MIDWIFE = "HO_SINH"  # hộ sinh
    TECHNICIAN = "KY_THUAT_Y"  # kỹ thuật y
    CLINICAL_NUTRITIONIST = "DINH_DUONG_LS"  # dinh dưỡng lâm sàng
    PARAMEDIC = "CAP_CUU_VIEN"  # cấp cứu viên ngoại viện
    CLINICAL_PSYCHOLOGIST = "TAM_LY_LS"  # tâm lý lâm sàng
    TRADITIONAL_PRACTITIONER = "LUONG_Y"  # lương y
    FAMILY_REMEDY_HOLDER = "BAI_THUOC_GIA_TRUYEN"  # người có bài thuốc gia truyền
    PHARMACIST = "DUOC_SI"  # dược sĩ: the law of pharmacy, not a practising licence
    OTHER = "KHAC"  # staff without a practising licence


@dataclass(frozen=True, slots=True)
class TitleReading:
    """What a title cell gave.

    Attributes:
        text: the cell.
        title: the first title that it names, None where it names none.
        degrees: "GS", "PGS", "TS", "ThS", "CKII", "CKI", "BSNT" as far as named, highest first.
        notes: Vietnamese sentences on what is doubtful.
    """

    text: str
    title: Title | None
    degrees: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_SKIP = "skip"
# Marks of titles inside abbreviations written together ("ThSBSCKI"), the more telling first.
_INSIDE = (
    ("bs", Title.PHYSICIAN),
    ("ktv", Title.TECHNICIAN),
    ("nhs", Title.MIDWIFE),
    ("dd", Title.NURSE),
    ("ys", Title.ASSISTANT_PHYSICIAN),
    ("ds", Title.PHARMACIST),
)


@lru_cache(maxsize=16_384)
def read_title(text: str) -> TitleReading:
    """Read the title that a cell names: of a title column, a position, or titles by a name."""
    keys = keys_of(text)
    found = [Title(mark.meaning) for mark in _titles().all_in(keys) if mark.meaning != _SKIP]
    title = found[0] if found else _inside(text)
    degrees = {mark.meaning for mark in _degrees().all_in(keys)}
    others = [other for other in dict.fromkeys(found) if other is not title]
    notes = ("ô ghi nhiều chức danh, lấy chức danh đầu tiên",) if others else ()
    return TitleReading(text, title, tuple(d for d in _ranking() if d in degrees), notes)


def _inside(text: str) -> Title | None:
    for word in words(text):
        folded = word.lower().replace("đ", "d")
        if is_abbreviation(folded):
            for mark, title in _INSIDE:
                if mark in folded:
                    return title
    return None


@cache
def _titles() -> PhraseTable[str]:
    terms = load_terms("title.toml")
    skipped: dict[str, list[str]] = {_SKIP: terms["skip"]["phrases"]}
    return PhraseTable.of_lists(skipped | terms["titles"])


@cache
def _degrees() -> PhraseTable[str]:
    return PhraseTable.of_lists(load_terms("title.toml")["degrees"])


@cache
def _ranking() -> tuple[str, ...]:
    return tuple(load_terms("title.toml")["degrees"])
