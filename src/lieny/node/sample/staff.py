"""Lists made for another purpose: the personnel office's import, the insurance's change list."""

from __future__ import annotations

from random import Random

from lieny.node.sample import dirt, trades
from lieny.node.sample.lists import ListOf
from lieny.node.sample.sheets import Sheet
from lieny.node.sample.styles import Style

PERSONNEL = (
    "Mã NV", "Họ và tên*", "Ngày sinh", "Giới tính", "Khoa/Phòng", "Chức vụ", "Số CCHN*",
    "Ngày cấp*", "Nơi cấp", "Phạm vi chuyên môn",
)  # fmt: skip
INSURANCE = (
    "STT", "HỌ TÊN", "SỐ CCCD", "SỐ CCHN/GPHN", "THỜI GIAN BẮT ĐẦU", "KẾT THÚC", "TÌNH TRẠNG",
)  # fmt: skip


def personnel(path: str, style: Style, random: Random, part: ListOf) -> list[Sheet]:
    """The personnel office's import sheet: no hours at all."""
    sheet = Sheet("NhanVien")
    _head(sheet, part, "DANH SÁCH NHÂN SỰ")
    sheet.add(*PERSONNEL)
    for number, row in enumerate(part.registrations, 1):
        licence = row.licence
        at = sheet.add(
            f"NV{number:04d}", dirt.name_cell(random, style, row), row.person.birth_on,
            "Nữ" if row.person.gender == "F" else "Nam", row.unit, row.position_text,
            dirt.licence_cell(style, row), licence.issued_on if licence else None,
            f"Sở Y tế {licence.issuer}" if licence else None, row.scope_text,
        )  # fmt: skip
        row.cell = (path, sheet.name, at)
    return [sheet]


def insurance(path: str, style: Style, random: Random, part: ListOf) -> list[Sheet]:
    """The change list for the social insurance: dates, no hours, a footer with the count."""
    sheet = Sheet("DS")
    _head(sheet, part, "DANH SÁCH THAY ĐỔI NGƯỜI HÀNH NGHỀ")
    sheet.add(*INSURANCE)
    for number, row in enumerate(part.registrations, 1):
        at = sheet.add(
            number, dirt.name_cell(random, style, row), row.person.cccd,
            dirt.licence_cell(style, row), row.valid_from, row.valid_until, "Đang làm việc",
        )  # fmt: skip
        row.cell = (path, sheet.name, at)
    sheet.add(f"Ấn định danh sách có: {len(part.registrations)} người")
    return [sheet]


def _head(sheet: Sheet, part: ListOf, title: str) -> None:
    facility = part.facility
    sheet.add(f"Tên cơ sở: {facility.name}")
    sheet.add(f"Địa chỉ: {facility.street}, {facility.commune.address(part.listed_on)}")
    sheet.add(f"Hình thức tổ chức: {trades.FORMS[facility.form].form_text}")
    sheet.add(f"Số giấy phép hoạt động: {facility.printed_licence or facility.licence}")
    sheet.add(title)
    sheet.add()
