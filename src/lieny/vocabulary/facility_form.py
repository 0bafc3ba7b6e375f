"""Hình thức tổ chức của cơ sở khám bệnh, chữa bệnh."""

from __future__ import annotations

from enum import StrEnum


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
