"""Vị trí chuyên môn: what a registration says that the person does at the facility."""

from __future__ import annotations

from enum import StrEnum


class Position(StrEnum):
    """Vị trí chuyên môn (Luật 15/2023/QH15, Điều 36 khoản 2)."""

    CHIEF = "CHIEF"  # chịu trách nhiệm chuyên môn kỹ thuật của cơ sở
    HEAD_UNIT = "HEAD_UNIT"  # phụ trách một bộ phận chuyên môn
    PRACTITIONER = "PRACTITIONER"  # khám bệnh, chữa bệnh theo giấy phép hành nghề
