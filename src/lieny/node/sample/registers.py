"""Registers of the departments: licences of an issuer, facilities of a province."""

from __future__ import annotations

from lieny.node.sample import trades
from lieny.node.sample.sheets import Sheet
from lieny.node.sample.subjects import Facility, Licence

LICENCE_HEADINGS = (
    "STT", "Số GPHN/CCHN", "Họ và tên", "Ngày sinh", "Số định danh cá nhân", "Ngày cấp",
    "Có giá trị đến", "Chức danh", "Phạm vi hành nghề", "Tình trạng", "Từ ngày", "Đến ngày",
    "Số quyết định",
)  # fmt: skip
FACILITY_HEADINGS = (
    "STT", "Tên cơ sở", "Số giấy phép hoạt động", "Mã cơ sở", "Hình thức tổ chức", "Địa chỉ",
    "Tỉnh/Thành phố", "Vĩ độ", "Kinh độ", "Tình trạng", "Ngày hiệu lực tình trạng",
)  # fmt: skip


def licence_register(path: str, issuer: str, licences: list[Licence]) -> Sheet:
    """Write an issuer's register, in the order of its numbers."""
    sheet = Sheet(f"So cap phep {issuer}")
    sheet.add(*LICENCE_HEADINGS)
    for number, licence in enumerate(licences, 1):
        holder = licence.holder
        trade = trades.TITLES[holder.title]
        specialty = trades.SPECIALTIES.get(holder.specialty)
        scope = specialty.scopes[0] if specialty else trade.scopes[0]
        at = sheet.add(
            number, f"{licence.serial:0{licence.digits}d}/{licence.issuer}-{licence.type}",
            holder.name, holder.birth_on, holder.cccd, licence.issued_on, licence.valid_until,
            licence.register_title or trade.title, licence.register_scope or scope, licence.status,
            licence.status_from, licence.status_until, licence.decision or None,
        )  # fmt: skip
        licence.cell = (path, sheet.name, at)
    return sheet


def facility_register(path: str, province: str, facilities: list[Facility]) -> Sheet:
    """Write a province's register of facilities."""
    sheet = Sheet(f"Co so KCB {province}")
    sheet.add(*FACILITY_HEADINGS)
    for number, facility in enumerate(facilities, 1):
        point = facility.point if facility.located else (None, None)
        commune = facility.commune
        at = sheet.add(
            number, facility.registered_name or facility.name, facility.licence, facility.code,
            trades.FORMS[facility.form].form_text,
            f"{facility.street}, {commune.commune}, {commune.province_name}",
            commune.province_name, *point, facility.status, facility.status_from,
        )  # fmt: skip
        facility.cell = (path, sheet.name, at)
    return sheet
