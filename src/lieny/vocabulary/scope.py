"""Phạm vi hành nghề: the specialties and techniques that a licence or a position names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from lieny.vocabulary.phrase_table import PhraseTable, keys_of, load_terms
from lieny.vocabulary.text import LONGEST_CELL, clean, fold


class Scope(StrEnum):
    """Chuyên khoa hoặc kỹ thuật thuộc phạm vi hành nghề."""

    GENERAL = "GENERAL"  # đa khoa, y khoa
    FAMILY = "FAMILY"  # y học gia đình
    COMMON_ILLNESS = "COMMON_ILLNESS"  # sơ cứu, bệnh thông thường (y sỹ)
    INTERNAL = "INTERNAL"  # nội khoa
    CARDIOLOGY = "CARDIOLOGY"  # tim mạch
    RESPIRATORY = "RESPIRATORY"  # hô hấp
    TUBERCULOSIS = "TUBERCULOSIS"  # lao và bệnh phổi
    GASTROENTEROLOGY = "GASTROENTEROLOGY"  # tiêu hóa
    NEPHROLOGY = "NEPHROLOGY"  # thận - lọc máu
    ENDOCRINOLOGY = "ENDOCRINOLOGY"  # nội tiết
    RHEUMATOLOGY = "RHEUMATOLOGY"  # cơ xương khớp
    NEUROLOGY = "NEUROLOGY"  # thần kinh
    HAEMATOLOGY = "HAEMATOLOGY"  # huyết học
    GERIATRICS = "GERIATRICS"  # lão khoa
    INFECTIOUS = "INFECTIOUS"  # truyền nhiễm
    ALLERGY = "ALLERGY"  # dị ứng, miễn dịch lâm sàng
    PSYCHIATRY = "PSYCHIATRY"  # tâm thần
    DERMATOLOGY = "DERMATOLOGY"  # da liễu
    ONCOLOGY = "ONCOLOGY"  # ung bướu
    NUCLEAR_MEDICINE = "NUCLEAR_MEDICINE"  # y học hạt nhân
    EMERGENCY = "EMERGENCY"  # hồi sức cấp cứu, chống độc
    SURGERY = "SURGERY"  # ngoại khoa
    ORTHOPAEDICS = "ORTHOPAEDICS"  # chấn thương chỉnh hình
    NEUROSURGERY = "NEUROSURGERY"  # ngoại thần kinh
    UROLOGY = "UROLOGY"  # tiết niệu, nam khoa
    THORACIC_SURGERY = "THORACIC_SURGERY"  # ngoại lồng ngực, tim mạch
    PLASTIC_SURGERY = "PLASTIC_SURGERY"  # tạo hình thẩm mỹ
    BURNS = "BURNS"  # bỏng
    ANAESTHESIA = "ANAESTHESIA"  # gây mê hồi sức
    OBSTETRICS = "OBSTETRICS"  # phụ sản, kế hoạch hóa gia đình
    PAEDIATRICS = "PAEDIATRICS"  # nhi khoa
    DENTISTRY = "DENTISTRY"  # răng hàm mặt
    ENT = "ENT"  # tai mũi họng
    OPHTHALMOLOGY = "OPHTHALMOLOGY"  # mắt
    TRADITIONAL = "TRADITIONAL"  # y học cổ truyền
    REHABILITATION = "REHABILITATION"  # phục hồi chức năng, vật lý trị liệu
    IMAGING = "IMAGING"  # chẩn đoán hình ảnh
    LABORATORY = "LABORATORY"  # xét nghiệm
    PATHOLOGY = "PATHOLOGY"  # giải phẫu bệnh
    FUNCTIONAL_TESTS = "FUNCTIONAL_TESTS"  # thăm dò chức năng
    NUTRITION = "NUTRITION"  # dinh dưỡng
    PREVENTIVE = "PREVENTIVE"  # y học dự phòng
    NURSING = "NURSING"  # điều dưỡng
    MIDWIFERY = "MIDWIFERY"  # hộ sinh
    PSYCHOLOGY = "PSYCHOLOGY"  # tâm lý lâm sàng
    OUT_OF_HOSPITAL_EMERGENCY = "OUT_OF_HOSPITAL_EMERGENCY"  # cấp cứu ngoại viện
    ULTRASOUND = "ULTRASOUND"  # kỹ thuật siêu âm
    ENDOSCOPY = "ENDOSCOPY"  # kỹ thuật nội soi
    ELECTROCARDIOGRAPHY = "ELECTROCARDIOGRAPHY"  # điện tim
    VACCINATION = "VACCINATION"  # tiêm chủng


class Coverage(StrEnum):
    """How far a scope of practice reaches a specialty."""

    COVERED = "covered"
    DOUBTFUL = "doubtful"  # often practised under it, or with a certificate that lists leave out
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class ScopeReading:
    """What a scope cell gave.

    Attributes:
        text: the cell.
        scopes: specialties and techniques in the order of the text, () when none was understood.
        by_reference: the scope is defined by an instrument that the text quotes.
        instrument: number of that instrument, None where it is not one we know.
        notes: Vietnamese sentences.
    """

    text: str
    scopes: tuple[Scope, ...] = ()
    by_reference: bool = False
    instrument: str | None = None
    notes: tuple[str, ...] = ()


_LISTED = re.compile(r"[,;()+&\n]|\s/\s")
_PARTS = re.compile(r"[;\n]")
# From here on a part quotes an instrument; the words of its title are no scopes.
_QUOTED = re.compile(
    r"\b(?:thuc hien\s+|lam\s+)?(?:theo|quy dinh|can cu)\b.*"
    r"|\b(?:ttlt|thong tu|quyet dinh|qd|tt)\b.*\d.*"
)
_INSTRUMENT = re.compile(
    r"\b(?:ttlt|thong tu|quyet dinh|tt|qd|nghi dinh)\b|\d+/20\d\d|theo quy dinh"
)
NO_SCOPE = "skip"  # meaning of words that begin like a specialty and are none


@lru_cache(maxsize=16_384)
def read_scope(text: str) -> ScopeReading:
    """Read a scope cell: several specialties, further techniques, scope by reference."""
    found: dict[Scope, None] = {}
    by_reference = False
    for part in _PARTS.split(text[:LONGEST_CELL]):
        own = clean(part)
        folded = fold(own)
        quoted = _QUOTED.search(folded) if _INSTRUMENT.search(folded) else None
        if quoted is not None:
            by_reference = True
            own = own[: quoted.start()]
        found |= dict.fromkeys(scopes_in(own))
    notes = () if found or by_reference or not text.strip() else ("chưa hiểu phạm vi hành nghề",)
    instrument = _instrument(text) if by_reference else None
    return ScopeReading(text, tuple(found), by_reference, instrument, notes)


def scopes_in(text: str) -> tuple[Scope, ...]:
    """Give the specialties and techniques that a text names, in its order."""
    marks = (
        mark
        for part in _LISTED.split(text[:LONGEST_CELL])
        for mark in scope_table().all_in(keys_of(part))
    )
    return tuple(dict.fromkeys(Scope(mark.meaning) for mark in marks if mark.meaning != NO_SCOPE))


def closure(scope: Scope) -> frozenset[Scope]:
    """Give the scopes that `scope` reaches, itself and doubtful ones included."""
    sure, doubtful = _reach(scope)
    return sure | doubtful


def coverage(scopes: Iterable[Scope], needed: Scope) -> Coverage:
    """Say how far `scopes` together reach the specialty `needed`."""
    reaches = [_reach(scope) for scope in scopes]
    if any(needed in sure for sure, _ in reaches):
        return Coverage.COVERED
    if any(needed in doubtful for _, doubtful in reaches):
        return Coverage.DOUBTFUL
    return Coverage.OUTSIDE


def _instrument(text: str) -> str | None:
    folded = fold(clean(text[:LONGEST_CELL]))
    for reference in load_terms("scope.toml")["reference"]:
        if any(mark in folded for mark in reference["marks"]):
            return str(reference["instrument"])
    return None


@cache
def scope_table() -> PhraseTable[str]:
    """Phrases that name a `Scope` value, and those that mean `NO_SCOPE`."""
    terms = load_terms("scope.toml")
    skipped: dict[str, list[str]] = {NO_SCOPE: terms["skip"]["phrases"]}
    return PhraseTable.of_lists(skipped | terms["scopes"])


@cache
def _reach(scope: Scope) -> tuple[frozenset[Scope], frozenset[Scope]]:
    """Give what a scope surely covers, itself included, and what it may cover besides."""
    terms = load_terms("scope.toml")
    covers = terms["covers"].get(scope.value, {"sure": [], "doubtful": []})
    sure = {scope, *map(Scope, covers["sure"])}
    doubtful = set(map(Scope, covers["doubtful"]))
    if scope.value not in terms["techniques"]["not_physicians"]:
        doubtful |= set(map(Scope, terms["techniques"]["any_physician"]))
    return frozenset(sure), frozenset(doubtful - sure)
