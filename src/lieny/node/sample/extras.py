"""Optional tables: activity with a time stamp, and trainees of a mentor."""

from __future__ import annotations

from lieny.node.sample import dirt
from lieny.node.sample.sheets import Sheet
from lieny.node.sample.subjects import Activity, Trainee

ACTIVITY_HEADINGS = (
    "STT", "Số GPHN/CCHN", "Họ và tên", "Tên cơ sở", "Số GPHĐ", "Mã cơ sở", "Thời điểm",
    "Hoạt động",
)  # fmt: skip
TRAINEE_HEADINGS = (
    "STT", "Họ và tên người thực hành", "Người hướng dẫn thực hành", "Số GPHN/CCHN người hướng dẫn",
    "Cơ sở hướng dẫn", "Từ ngày", "Đến ngày",
)  # fmt: skip


def activities(path: str, rows: list[Activity]) -> Sheet:
    """Write signatures in time, earliest first."""
    sheet = Sheet("Hoat dong")
    sheet.add(*ACTIVITY_HEADINGS)
    for number, row in enumerate(sorted(rows, key=lambda row: row.at), 1):
        at = sheet.add(
            number, dirt.formatted("usual", row.person.licences[-1]), row.person.name,
            row.facility.name, row.facility.licence, row.facility.code,
            f"{row.at:%d/%m/%Y %H:%M}", row.what,
        )  # fmt: skip
        row.cell = (path, sheet.name, at)
    return sheet


def trainees(path: str, rows: list[Trainee]) -> Sheet:
    """Write who learns under whom."""
    sheet = Sheet("Nguoi thuc hanh")
    sheet.add(*TRAINEE_HEADINGS)
    for number, row in enumerate(rows, 1):
        at = sheet.add(
            number, row.name, row.mentor.name, dirt.formatted("usual", row.mentor.licences[-1]),
            row.facility.name, row.valid_from, row.valid_until,
        )  # fmt: skip
        row.cell = (path, sheet.name, at)
    return sheet
