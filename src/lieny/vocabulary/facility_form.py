"""Hình thức tổ chức của cơ sở khám bệnh, chữa bệnh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from lieny.vocabulary.phrase_table import PhraseTable, keys_of, load_terms


class FacilityForm(StrEnum):
    """Hình thức tổ chức cơ sở khám bệnh, chữa bệnh (Nghị định 96/2023/NĐ-CP, Điều 39)."""

    GENERAL_HOSPITAL = "GENERAL_HOSPITAL"  # bệnh viện đa khoa
    TRADITIONAL_HOSPITAL = "TRADITIONAL_HOSPITAL"  # bệnh viện y học cổ truyền
    DENTAL_HOSPITAL = "DENTAL_HOSPITAL"  # bệnh viện răng hàm mặt
    SPECIALISED_HOSPITAL = "SPECIALISED_HOSPITAL"  # bệnh viện chuyên khoa
    HOSPITAL = "HOSPITAL"  # bệnh viện, kind not told
    HEALTH_CENTRE = "HEALTH_CENTRE"  # trung tâm y tế
    INFIRMARY = "INFIRMARY"  # bệnh xá
    MATERNITY_HOME = "MATERNITY_HOME"  # nhà hộ sinh
    POLYCLINIC = "POLYCLINIC"  # phòng khám đa khoa
    SPECIALIST_CLINIC = "SPECIALIST_CLINIC"  # phòng khám chuyên khoa
    MULTI_SPECIALTY_CLINIC = "MULTI_SPECIALTY_CLINIC"  # phòng khám liên chuyên khoa
    PHYSICIAN_CLINIC = "PHYSICIAN_CLINIC"  # phòng khám bác sỹ y khoa
    FAMILY_CLINIC = "FAMILY_CLINIC"  # phòng khám y học gia đình
    TRADITIONAL_CLINIC = "TRADITIONAL_CLINIC"  # phòng khám, phòng chẩn trị y học cổ truyền
    DENTAL_CLINIC = "DENTAL_CLINIC"  # phòng khám răng hàm mặt
    NUTRITION_CLINIC = "NUTRITION_CLINIC"  # phòng khám dinh dưỡng
    ASSISTANT_PHYSICIAN_CLINIC = "ASSISTANT_PHYSICIAN_CLINIC"  # phòng khám y sỹ đa khoa
    CLINIC = "CLINIC"  # phòng khám, kind not told
    LABORATORY = "LABORATORY"  # cơ sở xét nghiệm, chẩn đoán hình ảnh
    HEALTH_STATION = "HEALTH_STATION"  # trạm y tế, trạm xá
    EMERGENCY_TRANSPORT = "EMERGENCY_TRANSPORT"  # cấp cứu ngoại viện
    PSYCHOLOGY = "PSYCHOLOGY"  # tâm lý lâm sàng
    NURSING_SERVICE = "NURSING_SERVICE"  # dịch vụ điều dưỡng, chăm sóc giảm nhẹ, tiêm, thay băng
    MIDWIFERY_SERVICE = "MIDWIFERY_SERVICE"  # dịch vụ hộ sinh
    REHABILITATION = "REHABILITATION"  # phục hồi chức năng
    DIALYSIS = "DIALYSIS"  # lọc máu
    OPTICAL = "OPTICAL"  # kính thuốc, đo tật khúc xạ
    OTHER = "OTHER"  # hình thức khác

    @property
    def is_hospital(self) -> bool:
        """Test whether it is a hospital of any kind."""
        return self in _HOSPITALS


_HOSPITALS = frozenset(form for form in FacilityForm if form.value.endswith("HOSPITAL"))

_COMPANY = frozenset({"công", "cong", "doanh", "hộ5", "chi"})


@dataclass(frozen=True, slots=True)
class FacilityFormReading:
    """What a form cell or a facility's name gave; `form` is None where it tells none."""

    text: str
    form: FacilityForm | None


@lru_cache(maxsize=16_384)
def read_facility_form(text: str) -> FacilityFormReading:
    """Read the form from a form column or from the facility's name.

    The first words that tell a form count ("Phòng khám đa khoa Bệnh viện cũ" is a clinic), but of
    a company the last ("Công ty cổ phần Bệnh viện A - Phòng khám đa khoa B"): its own name only
    says what it was founded for.
    """
    keys = keys_of(text)
    found = [mark.meaning for mark in _forms().all_in(keys)]
    if not found:
        return FacilityFormReading(text, None)
    is_company = keys[0] in _COMPANY and len(found) > 1
    return FacilityFormReading(text, FacilityForm(found[-1] if is_company else found[0]))


@cache
def _forms() -> PhraseTable[str]:
    return PhraseTable.of_lists(load_terms("facility_form.toml")["forms"])
