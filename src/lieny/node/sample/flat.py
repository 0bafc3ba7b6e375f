"""The department's own table: one registration a row, with the facility's columns."""

from __future__ import annotations

from lieny.node.sample.lists import ListOf, licence_text
from lieny.node.sample.sheets import Sheet
from lieny.node.sample.subjects import Licence, Registration

HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Số điện thoại", "Chức danh",
    "Số GPHN/CCHN", "Ngày cấp", "Phạm vi hành nghề", "Vị trí chuyên môn", "Thời gian hành nghề",
    "Từ ngày", "Đến ngày", "Tên cơ sở", "Số GPHĐ", "Địa chỉ cơ sở",
)  # fmt: skip


def registrations(path: str, parts: list[ListOf]) -> Sheet:
    """Write all registrations of the facilities and note each row's place."""
    sheet = Sheet("Dang ky hanh nghe")
    sheet.add(*HEADINGS)
    for part in parts:
        facility = part.facility
        address = f"{facility.street}, {facility.commune.address(part.listed_on)}"
        for row in part.registrations:
            number = len(sheet.rows)
            words = person_columns(row)
            at = sheet.add(
                number, *words, row.scope_text, row.position_text, row.hours.text,
                row.valid_from, row.valid_until, facility.name, facility.licence, address,
            )  # fmt: skip
            row.cell = (path, sheet.name, at)
    return sheet


def person_columns(row: Registration) -> list[str | None]:
    """Name … day of issue."""
    person, licence = row.person, row.licence
    return [
        row.name_text or person.name,
        row.birth_text if row.birth_text is not None else f"{person.birth_on:%d/%m/%Y}",
        "Nữ" if person.gender == "F" else "Nam",
        row.cccd_text if row.cccd_text is not None else person.cccd,
        person.phone,
        row.title_text,
        licence_text(row),
        _issued(licence),
    ]


def _issued(licence: Licence | None) -> str | None:
    return f"{licence.issued_on:%d/%m/%Y}" if licence else None
