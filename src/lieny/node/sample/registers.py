"""Registers of the departments: licences of an issuer, facilities of a province."""

from __future__ import annotations

from datetime import date

from lieny.node.sample import trades
from lieny.node.sample.sheets import Sheet, Value
from lieny.node.sample.subjects import Facility, Licence

LICENCE_HEADINGS = (
    "STT", "Số GPHN/CCHN", "Họ và tên", "Ngày sinh", "Số định danh cá nhân", "Ngày cấp",
    "Có giá trị đến", "Chức danh", "Phạm vi hành nghề", "Tình trạng", "Từ ngày", "Đến ngày",
    "Số quyết định",
)  # fmt: skip
CME_HEADINGS = ("Số giờ CME", "Tính từ ngày")
FACILITY_HEADINGS = (
    "STT", "Tên cơ sở", "Số giấy phép hoạt động", "Mã cơ sở", "Hình thức tổ chức", "Địa chỉ",
    "Tỉnh/Thành phố", "Vĩ độ", "Kinh độ", "Tình trạng", "Ngày hiệu lực",
)  # fmt: skip


def licence_register(path: str, issuer: str, licences: list[Licence]) -> Sheet:
    """Write an issuer's register, in the order of its numbers."""
    sheet = Sheet(f"Sổ cấp phép {issuer}")
    counts_hours = any(licence.cme_hours is not None for licence in licences)
    sheet.add(*LICENCE_HEADINGS, *(CME_HEADINGS if counts_hours else ()))
    for number, licence in enumerate(licences, 1):
        cme = (licence.cme_hours, licence.cme_from) if counts_hours else ()
        at = sheet.add(number, *_entry(licence), *cme)
        licence.cell = (path, sheet.name, at)
    return sheet


def _entry(licence: Licence) -> list[Value]:
    holder = licence.holder
    trade = trades.TITLES[holder.title]
    specialty = trades.SPECIALTIES.get(holder.specialty)
    scope = licence.register_scope or (specialty.scopes[0] if specialty else trade.scopes[0])
    return [
        f"{licence.serial:0{licence.digits}d}/{licence.issuer}-{licence.type}",
        holder.name,
        licence.register_birth or holder.birth_on,
        holder.cccd,
        licence.register_issued_on or licence.issued_on,
        licence.valid_until,
        licence.register_title or trade.title,
        scope,
        licence.status,
        licence.status_from,
        licence.status_until,
        licence.decision or None,
    ]


def facility_register(path: str, facilities: list[Facility], as_of: date) -> Sheet:
    """Write a province's register of facilities."""
    sheet = Sheet("Cơ sở KBCB")
    sheet.add(*FACILITY_HEADINGS)
    for number, facility in enumerate(facilities, 1):
        point = facility.point if facility.located else (None, None)
        commune = facility.commune
        at = sheet.add(
            number, facility.registered_name or facility.name, facility.licence, facility.code,
            trades.FORMS[facility.form].form_text, f"{facility.street}, {commune.address(as_of)}",
            commune.province_label(as_of), *point, facility.status, facility.status_from,
        )  # fmt: skip
        facility.cell = (path, sheet.name, at)
    return sheet
