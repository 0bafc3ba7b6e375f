"""Chức danh chuyên môn: the ten titles of the law, and two kinds of staff without a licence."""

from __future__ import annotations

from enum import StrEnum


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
