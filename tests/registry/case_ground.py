"""Two departments with their people, one person in both provinces, and what the checker saw.

Rows of the checker are put by the connection "owner", which pages do not have.
"""

# ruff: noqa: E501, S106
from datetime import UTC, date, datetime

from lieny.people.models import Membership, Organisation, User
from lieny.people.rules.office import OfficeRole, Standing
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import (
    Facility,
    LicenceRow,
    Person,
    Registration,
    SourceFile,
    StoredSign,
    Submission,
)
from lieny.vocabulary.weekly_set import WeeklySet

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)  # Monday 9:00 in Viet Nam
HOUR, DAY = 60, 1440
EVENINGS = WeeklySet.of((day * DAY + 17 * HOUR, day * DAY + 20 * HOUR) for day in range(5))
DAYS = WeeklySet.of((day * DAY + 7 * HOUR, day * DAY + 18 * HOUR) for day in range(5))
BOTH = DAYS & EVENINGS  # 17:00-18:00 on five days
LAW = [
    {
        "instrument": "15/2023/QH15",
        "article": "Điều 36 khoản 1",
        "summary_vi": "Không trùng thời gian khám bệnh, chữa bệnh giữa các cơ sở.",
        "summary_en": "No overlapping hours between facilities.",
        "how_read": "second-hand",
        "in_force_from": "2024-01-01",
    }
]
PLACES = {
    "79": ("department", "Sở Y tế TP. Hồ Chí Minh", "79", ""),
    "75": ("department", "Sở Y tế Đồng Nai", "75", ""),
    "80": ("department", "Sở Y tế Tây Ninh", "80", ""),
    "clinic": ("facility", "Phòng khám Sao Mai", "79", "00123/HCM-GPHĐ"),
    "hospital": ("facility", "Bệnh viện Thống Nhất", "75", "00456/ĐNAI-GPHĐ"),
    "region": ("region", "Điều phối vùng", "", ""),
}
OFFICES = {
    "hoa": ("79", OfficeRole.LICENSING_OFFICER, "Nguyễn Thị Hoa"),
    "binh": ("79", OfficeRole.HEAD_OF_DEPARTMENT, "Trần Văn Bình"),
    "thu": ("79", OfficeRole.INSPECTOR, "Phạm Thị Thu"),
    "mai": ("75", OfficeRole.LICENSING_OFFICER, "Lê Thị Mai"),
    "nam": ("75", OfficeRole.HEAD_OF_DEPARTMENT, "Võ Văn Nam"),
    "tay": ("80", OfficeRole.LICENSING_OFFICER, "Huỳnh Thị Tây"),
    "kiem": ("79", OfficeRole.AUDITOR, "Đỗ Văn Kiểm"),
    "quan": ("79", OfficeRole.ADMINISTRATOR, "Bùi Thị Quản"),
    "sao": ("clinic", OfficeRole.FACILITY_USER, "Ngô Văn Sao"),
    "vien": ("hospital", OfficeRole.FACILITY_USER, "Đặng Thị Viện"),
    "vung": ("region", OfficeRole.REGIONAL_COORDINATOR, "Lý Văn Vùng"),
}
# Words that stand in what one side keeps for itself; no page of another may hold them.
ONLY_79, ONLY_75 = "GIỮ-RIÊNG-79", "GIỮ-RIÊNG-75"
NAME = "Nguyễn Văn An"


def put(model, **values):
    return model.objects.using("owner").create(**values)


class Ground:
    def __init__(self) -> None:
        self.places = {name: self._place(*place) for name, place in PLACES.items()}
        self.users = {name: self._user(name, *office) for name, office in OFFICES.items()}
        self.clinic = put(Facility, province="79", key="00123/HCM-GPHĐ", name="Phòng khám Sao Mai", name_folded="phong kham sao mai")  # fmt: skip
        self.hospital = put(Facility, province="75", key="00456/ĐNAI-GPHĐ", name="Bệnh viện Thống Nhất", name_folded="benh vien thong nhat")  # fmt: skip
        self.files = {code: self._file(code) for code in ("79", "75")}
        self.person = self.new_person(NAME, ["75", "79"])
        self.rows = {
            "75": self._registration("75", 0, self.hospital, DAYS, date(2026, 1, 5)),
            "79": self._registration("79", 0, self.clinic, EVENINGS, date(2026, 9, 1)),
        }
        put(
            LicenceRow, file=self.files["79"], index=0, province="79", person=self.person,
            name=NAME, name_folded="nguyen van an", serial=12345, issuer="HCM", type="CCHN",
            status="active", issued_on=date(2015, 3, 9), known_from=AT,
        )  # fmt: skip
        self.sign = self.new_sign(self.person)

    @staticmethod
    def _place(kind, name, province, facility):
        found = Organisation.objects.using("owner").filter(
            kind=kind, province=province, facility=facility
        )
        if not found:
            put(Organisation, kind=kind, name=name, province=province, facility=facility)
        return found.get()

    def _user(self, name, place, role, full_name):
        user = User(email=f"{name}@syt.example", full_name=full_name, password="!")
        user.save(using="owner")
        Membership(
            user=user, organisation=self.places[place], role=role.value, valid_from=date(2026, 1, 1)
        ).save(using="owner")
        return user

    def _file(self, code):
        submission = put(
            Submission, organisation=self.places[code], province=code,
            handed_in_by=self.users["hoa"], handed_in_at=AT,
        )  # fmt: skip
        name = f"danh-sach-{code}-{ONLY_79 if code == '79' else ONLY_75}.xlsx"
        return put(
            SourceFile, submission=submission, province=code, name=name, sha256=code * 32,
            size=1, content=b"x",
        )  # fmt: skip

    def new_person(self, name, provinces):
        return put(
            Person, name=name, name_folded=name.lower(), provinces=provinces, first_seen_at=AT
        )

    def _registration(self, code, index, facility, hours, since):
        return put(
            Registration, file=self.files[code], index=index, province=code, person=self.person,
            facility=facility, name=NAME, name_folded="nguyen van an", licence_serial=12345,
            licence_issuer="HCM", licence_type="CCHN", definite=hours.to_bytes(), valid_from=since,
            known_from=AT,
        )  # fmt: skip

    def new_sign(self, person, rule="R01", provinces=("75", "79"), **values):
        """One sign as the checker writes it; without rows of its own it names its provinces."""
        evidence = [
            {"file": row.file_id, "table": "registration", "index": row.index, "row": 12,
             "province": code, "path": f"danh-sach-{code}.xlsx", "sheet": "Sheet1",
             "sha256": code * 32, "received_at": "2026-11-02T02:00:00+00:00",
             "facility": row.facility.name,
             "raw": {"Họ và tên": NAME, "Thời gian đăng ký hành nghề": "T2-T6"},
             "columns": {"Họ và tên": 2, "Thời gian đăng ký hành nghề": 5},
             "fields": {"Họ và tên": "name", "Thời gian đăng ký hành nghề": "time"}}
            for code, row in self.rows.items()
            if row.person_id == person.pk and code in provinces
        ]  # fmt: skip
        given = {
            "severity": "high", "certainty": "definite", "minutes": BOTH.minutes,
            "overlap": BOTH.to_bytes(), "facilities": ["79:00123/HCM-GPHĐ", "75:00456/ĐNAI-GPHĐ"],
            "said_vi": "Đăng ký tại Bệnh viện Thống Nhất và Phòng khám Sao Mai trùng T2–T6 "
            "17:00–18:00 = 5 giờ/tuần.",
            "said_en": "Registered at both places; overlap Mon–Fri 17:00–18:00 = 5 h a week.",
            "vanishes_vi": "Nếu Phòng khám Sao Mai bắt đầu từ 18:00.",
            "vanishes_en": "If the clinic began at 18:00.",
            "question_vi": "Ông/bà Nguyễn Văn An có làm việc T2–T6 17:00–18:00 tại cơ sở không?",
            "question_en": "Does Mr An work Mon–Fri 17:00–18:00 at the facility?",
            "law": LAW, **values,
        }  # fmt: skip
        number = StoredSign.objects.using("owner").count()
        return put(
            StoredSign, person=person, rule=rule, provinces=list(provinces), evidence=evidence,
            fingerprint=f"{number:064x}", first_seen_at=AT, last_seen_at=AT, **given,
        )  # fmt: skip

    def end(self, sign):
        """The checker no longer sees it: the rows behind it have changed."""
        later = datetime(2026, 11, 20, tzinfo=UTC)
        StoredSign.objects.using("owner").filter(pk=sign.pk).update(
            ended_at=later, ending="rows-changed"
        )

    def standings(self, name):
        place, role, _ = OFFICES[name]
        organisation = self.places[place]
        return (Standing(role, organisation.province or None, organisation.facility or None),)

    def boundary(self, name):
        """The boundary that the portal draws around somebody."""
        (standing,) = self.standings(name)
        inside = (standing.province,) if standing.province and not standing.facility else ()
        facilities = (f"{standing.province}:{standing.facility}",) if standing.facility else ()
        return Boundary(self.users[name].pk, inside, facilities)

    def as_(self, name):
        return within(self.boundary(name))
