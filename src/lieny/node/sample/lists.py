"""The official list (Mẫu 01): a head, then a table, for one facility after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lieny.node.sample.sheets import Sheet
from lieny.node.sample.subjects import Facility, Registration

HEADINGS = (
    "STT",
    "Họ và tên",
    "Số giấy phép hành nghề/Số chứng chỉ hành nghề",
    "Phạm vi hành nghề",
    "Thời gian đăng ký hành nghề tại cơ sở khám bệnh, chữa bệnh",
    "Vị trí chuyên môn",
)


@dataclass(frozen=True, slots=True)
class ListOf:
    """One facility's list as of a day."""

    facility: Facility
    registrations: list[Registration]
    listed_on: date


def official(path: str, parts: list[ListOf]) -> Sheet:
    """Write the lists of one or several facilities into one sheet and note each row's place."""
    sheet = Sheet("Danh sách")
    for part in parts:
        _head(sheet, part)
        sheet.add(*HEADINGS)
        for number, row in enumerate(part.registrations, 1):
            at = sheet.add(number, *cells(row))
            row.cell = (path, sheet.name, at)
        _foot(sheet, part)
    return sheet


def cells(row: Registration) -> list[str]:
    """Words of one row: name, licence, scope, hours, position."""
    return [
        row.name_text or row.person.name,
        licence_text(row),
        row.scope_text,
        row.hours.text,
        row.position_text,
    ]


def licence_text(row: Registration) -> str:
    """The licence as this list prints it."""
    if row.licence_text is not None:
        return row.licence_text
    if row.licence is None:
        return ""
    licence = row.licence
    return f"{licence.serial:0{licence.digits}d}/{licence.issuer}-{licence.type}"


def _head(sheet: Sheet, part: ListOf) -> None:
    facility = part.facility
    sheet.add("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.add("Độc lập - Tự do - Hạnh phúc")
    sheet.add()
    sheet.add("DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ")
    sheet.add(f"1. Tên cơ sở khám bệnh, chữa bệnh: {facility.name}")
    sheet.add(f"2. Địa chỉ: {facility.street}, {facility.commune.address(part.listed_on)}")
    if facility.open_hours:
        sheet.add(f"3. Thời gian hoạt động hằng ngày: {facility.open_hours.text}")
    sheet.add(f"Số giấy phép hoạt động: {facility.licence}")


def _foot(sheet: Sheet, part: ListOf) -> None:
    day = part.listed_on
    place = part.facility.commune.province_label(day)
    sheet.add()
    sheet.add(None, None, None, None, f"{place}, ngày {day.day} tháng {day.month} năm {day.year}")
    sheet.add(None, None, None, None, "NGƯỜI CHỊU TRÁCH NHIỆM CHUYÊN MÔN KỸ THUẬT")
    sheet.add(None, None, None, None, "(Ký, ghi rõ họ tên)")
    sheet.add()
