"""Who can sign in to a demo: two offices of each department, a facility, and those who read."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.people.rules.demo import DEMO_DOMAIN
from lieny.people.rules.office import OfficeRole

PROVINCES = ("79", "75", "80")
FACILITY, REGION = "facility", "region"
OFFICES = {
    OfficeRole.LICENSING_OFFICER: "chuyên viên / licensing officer",
    OfficeRole.HEAD_OF_DEPARTMENT: "lãnh đạo Sở / head of department",
    OfficeRole.FACILITY_USER: "người của cơ sở / facility",
    OfficeRole.AUDITOR: "kiểm toán / auditor",
    OfficeRole.ADMINISTRATOR: "quản trị / administrator",
    OfficeRole.REGIONAL_COORDINATOR: "điều phối vùng / coordinator",
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Tài khoản trình diễn: one account of a demo.

    Attributes:
        name: first part of its address.
        full_name: as people read it; invented.
        role: its office.
        place: code of a province for its department, FACILITY or REGION.
    """

    name: str
    full_name: str
    role: OfficeRole
    place: str

    @property
    def email(self) -> str:
        """Address by which it signs in."""
        return f"{self.name}@{DEMO_DOMAIN}"


ACCOUNTS = (
    DemoAccount("chuyen-vien.79", "Nguyễn Thị Hoa", OfficeRole.LICENSING_OFFICER, "79"),
    DemoAccount("lanh-dao.79", "Trần Văn Bình", OfficeRole.HEAD_OF_DEPARTMENT, "79"),
    DemoAccount("chuyen-vien.75", "Lê Thị Mai", OfficeRole.LICENSING_OFFICER, "75"),
    DemoAccount("lanh-dao.75", "Võ Văn Nam", OfficeRole.HEAD_OF_DEPARTMENT, "75"),
    DemoAccount("chuyen-vien.80", "Huỳnh Thị Tây", OfficeRole.LICENSING_OFFICER, "80"),
    DemoAccount("co-so.79", "Ngô Văn Sao", OfficeRole.FACILITY_USER, FACILITY),
    DemoAccount("kiem-toan.79", "Đỗ Văn Kiểm", OfficeRole.AUDITOR, "79"),
    DemoAccount("quan-tri.79", "Bùi Thị Quản", OfficeRole.ADMINISTRATOR, "79"),
    DemoAccount("dieu-phoi", "Lý Văn Vùng", OfficeRole.REGIONAL_COORDINATOR, REGION),
)


def account_named(name: str) -> DemoAccount:
    """Give an account by the first part of its address.

    Raises:
        LookupError: no demo has it.
    """
    for one in ACCOUNTS:
        if one.name == name:
            return one
    raise LookupError(name)
