"""A check's result as a region would give it: people, places and hours are invented.

Loaded by path from the conftests that need it (tests are not a package).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from lieny.law.provision import HowRead, Provision
from lieny.registry.rules.sign import Bilingual, Certainty, Severity
from lieny.registry.services.result import (
    CheckResult,
    EvidenceCell,
    FileReport,
    Finding,
    Lane,
    LinkQuestion,
    PersonFindings,
    PersonRef,
    Problem,
    RuleNotRun,
)
from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet

AS_OF = date(2026, 11, 1)
HCM, DONG_NAI, TAY_NINH, LAM_DONG, CA_MAU = "79", "75", "80", "68", "96"

HCM_LIST = "TP.HCM/Danh sách đăng ký hành nghề BV Đa khoa khu vực Thủ Đức.xlsx"
DONG_NAI_LIST = "Đồng Nai/DS người hành nghề PKĐK Ái Nghĩa Đồng Khởi 10-2026.xlsx"
TAY_NINH_LIST = "Tây Ninh/mau01_phongkham.csv"
REGISTER = "TP.HCM/so_cap_phep_HCM_2026.xlsx"

NO_OVERLAP = Provision(
    topic="practice.no-overlap",
    instrument="15/2023/QH15",
    article="Điều 36 khoản 1",
    in_force_from=date(2024, 1, 1),
    in_force_until=None,
    parameters=(("minutes", 15),),
    how_read=HowRead.ORIGINAL,
    source="Công báo",
    summary_vi="Được đăng ký hành nghề tại nhiều cơ sở nhưng không được trùng thời gian khám bệnh, "
    "chữa bệnh giữa các cơ sở.",
    summary_en="One may register at several facilities, but the hours of examination and treatment "
    "must not overlap between them.",
)
OUTSIDE_HOURS = Provision(
    topic="practice.outside-administrative-hours",
    instrument="96/2023/NĐ-CP",
    article="Điều 27 khoản 2",
    in_force_from=date(2024, 1, 1),
    in_force_until=None,
    parameters=(),
    how_read=HowRead.SECOND_HAND,
    source="bản đăng lại",
    summary_vi="Người hành nghề toàn thời gian tại bệnh viện chỉ được đăng ký ở cơ sở khác ngoài "
    "giờ hành chính.",
    summary_en="Who works full time at a hospital may register elsewhere only outside "
    "administrative hours.",
    reading="Hai bệnh viện: cách hiểu của chúng tôi, luật sư còn bất đồng.",
)
REVOCATION = Provision(
    topic="licence.revocation",
    instrument="15/2023/QH15",
    article="Điều 35",
    in_force_from=date(2024, 1, 1),
    in_force_until=None,
    parameters=(),
    how_read=HowRead.SCAN,
    source="bản chụp",
    summary_vi="Các trường hợp thu hồi giấy phép hành nghề.",
    summary_en="When a practising licence is revoked.",
)

HEADINGS = {
    "name": ("Họ và tên", 2),
    "licence": ("Số GPHN/CCHN", 3),
    "scope": ("Phạm vi hoạt động chuyên môn", 4),
    "time": ("Thời gian đăng ký hành nghề (ghi cụ thể thứ, giờ)", 5),
    "position": ("Vị trí chuyên môn", 6),
}


def weekly(days: Sequence[int], *spans: tuple[str, str]) -> WeeklySet:
    """Hours on ISO days; a span that ends before it begins runs over midnight."""

    def minute(text: str) -> int:
        hours, minutes = text.split(":")
        return int(hours) * 60 + int(minutes)

    found = []
    for day in days:
        for start, end in spans:
            begin, finish = minute(start), minute(end)
            finish += DAY if finish <= begin else 0
            found.append(((day - 1) * DAY + begin, (day - 1) * DAY + finish))
    return WeeklySet.of(found)


WORKDAYS = (1, 2, 3, 4, 5)
OFFICE = weekly(WORKDAYS, ("07:30", "11:30"), ("13:30", "17:00"))
EVENINGS = weekly(WORKDAYS, ("17:00", "20:00"))


def cell(
    path: str,
    row: int,
    raw: Mapping[str, str],
    *,
    facility: str | None = None,
    province: str | None = None,
    sheet: str = "Danh sách",
    table: str = "registration",
) -> EvidenceCell:
    return EvidenceCell(
        path=path,
        sheet=sheet,
        row=row,
        table=table,
        raw={HEADINGS[field][0]: text for field, text in raw.items()},
        columns={HEADINGS[field][0]: HEADINGS[field][1] for field in raw},
        facility=facility,
        province=province,
        fields={HEADINGS[field][0]: field for field in raw},
    )


def lane(
    evidence: EvidenceCell,
    definite: WeeklySet,
    possible: WeeklySet = EMPTY,
    *,
    position: str = "PRACTITIONER",
    valid_from: date | None = date(2025, 3, 1),
) -> Lane:
    return Lane(
        facility=evidence.facility or "",
        province=evidence.province,
        position=position,
        definite=definite,
        possible=possible,
        raw_time=evidence.raw.get(HEADINGS["time"][0], ""),
        valid_from=valid_from,
        valid_until=None,
        evidence=evidence,
    )


def finding(
    rule: str,
    severity: Severity,
    person: PersonRef,
    evidence: Sequence[EvidenceCell],
    *said: str,
    certainty: Certainty = Certainty.DEFINITE,
    overlap: WeeklySet | None = None,
    law: Sequence[Provision] = (NO_OVERLAP,),
    vanishes_if: Bilingual | None = None,
    question: Bilingual | None = None,
) -> Finding:
    provinces = tuple(dict.fromkeys(one.province for one in evidence if one.province))
    return Finding(
        rule=rule,
        severity=severity,
        certainty=certainty,
        person=person,
        provinces=provinces,
        cross_province=len(provinces) > 1,
        minutes_per_week=overlap.minutes if overlap is not None else None,
        overlap=overlap,
        law=tuple(law),
        evidence=tuple(evidence),
        said=Bilingual(*said),
        vanishes_if=vanishes_if,
        question=question,
    )


def overlapping_case() -> PersonFindings:
    """R01 between Ho Chi Minh City and Đồng Nai, with a full-time sign beside it."""
    person = PersonRef("p-3f9a1c", "Nguyễn Thị Hoàng Phương Quỳnh", ("000123/HCM-CCHN",))
    left = cell(
        HCM_LIST,
        12,
        {
            "name": "BS.CKI Nguyễn Thị Hoàng Phương Quỳnh",
            "licence": "000123/HCM-CCHN",
            "time": "Từ T2 đến T6: 7h30-11h30, 13h30-17h00",
            "position": "Khám bệnh, chữa bệnh",
        },
        facility="Bệnh viện Đa khoa khu vực Thủ Đức",
        province=HCM,
    )
    right = cell(
        DONG_NAI_LIST,
        17,
        {
            "name": "Nguyễn Thị Hoàng Phương Quỳnh",
            "licence": "123/HCM-CCHN",
            "time": "Thứ 3, thứ 5: 8h-11h; T7: 7h30-11h30",
            "position": "Phụ trách phòng khám Nội",
        },
        facility="Phòng khám đa khoa Ái Nghĩa Đồng Khởi",
        province=DONG_NAI,
    )
    clinic = weekly((2, 4), ("08:00", "11:00")) | weekly((6,), ("07:30", "11:30"))
    overlap = OFFICE & clinic
    return PersonFindings(
        person,
        (
            finding(
                "R01",
                Severity.HIGH,
                person,
                (left, right),
                "Nguyễn Thị Hoàng Phương Quỳnh đăng ký tại Bệnh viện Đa khoa khu vực Thủ Đức "
                "(T2–T6 07:30–11:30, 13:30–17:00) và tại Phòng khám đa khoa Ái Nghĩa Đồng Khởi "
                "(T3, T5 08:00–11:00, T7 07:30–11:30); trùng giờ T3, T5 08:00–11:00, tổng 6 "
                "giờ/tuần.",
                "Nguyễn Thị Hoàng Phương Quỳnh is registered at Bệnh viện Đa khoa khu vực Thủ Đức "
                "and at Phòng khám đa khoa Ái Nghĩa Đồng Khởi; the hours overlap on Tue, Thu "
                "08:00–11:00, 6 h a week in all.",
                overlap=overlap,
                vanishes_if=Bilingual(
                    "Không còn nếu giờ làm tại Phòng khám đa khoa Ái Nghĩa Đồng Khởi thực tế bắt "
                    "đầu từ 17:00.",
                    "Vanishes if work at Phòng khám đa khoa Ái Nghĩa Đồng Khởi really begins at "
                    "17:00.",
                ),
            ),
            finding(
                "R02",
                Severity.LOW,
                person,
                (right,),
                "Có thể còn trùng giờ trực.",
                "On-call hours may overlap too.",
                certainty=Certainty.POSSIBLE,
                question=Bilingual(
                    "Đề nghị Phòng khám đa khoa Ái Nghĩa Đồng Khởi cho biết người này có trực "
                    "ngoài các giờ đã ghi hay không, vào những ngày giờ nào.",
                    "Please tell whether this person is on call beyond the listed hours, and when.",
                ),
                law=(NO_OVERLAP, OUTSIDE_HOURS),
            ),
        ),
        (lane(left, OFFICE), lane(right, clinic, weekly((7,), ("07:00", "12:00")))),
    )


def revoked_case() -> PersonFindings:
    person = PersonRef("p-77aa01", "Trần Văn Bảo", ("004512/ĐNAI-CCHN",))
    used = cell(
        TAY_NINH_LIST,
        88,
        {"name": "Trần Văn Bảo", "licence": "4512/ĐNAI-CCHN", "time": "=T2-T6 17h-20h"},
        facility="Phòng khám chuyên khoa Răng Hàm Mặt Nụ Cười Việt",
        province=TAY_NINH,
        sheet="",
    )
    register = cell(
        REGISTER,
        4512,
        {"name": "TRẦN VĂN BẢO", "licence": "004512/ĐNAI-CCHN"},
        province=DONG_NAI,
        sheet="Sổ cấp",
        table="licence",
    )
    return PersonFindings(
        person,
        (
            finding(
                "R06",
                Severity.CRITICAL,
                person,
                (used, register),
                "Giấy phép 004512/ĐNAI-CCHN đã bị thu hồi từ 12/05/2026 nhưng vẫn đăng ký hành "
                "nghề tại Phòng khám chuyên khoa Răng Hàm Mặt Nụ Cười Việt.",
                "Licence 004512/ĐNAI-CCHN was revoked on 12 May 2026 and is still registered.",
                law=(REVOCATION,),
            ),
        ),
        (lane(used, EVENINGS),),
    )


def night_case() -> PersonFindings:
    """Night shifts, possible hours, and five lanes."""
    person = PersonRef("p-5150aa", "Lê Đặng Thảo My", ("012877/HCM-CCHN", "000465/HCM-GPHN"))
    nights = weekly((7, 2), ("22:00", "06:00"))
    rows = [
        cell(
            HCM_LIST,
            30 + number,
            {"name": "Lê Đặng Thảo My", "licence": "012877/HCM-CCHN", "time": raw},
            facility=facility,
            province=province,
        )
        for number, (facility, province, raw) in enumerate(
            [
                ("Bệnh viện Nhi đồng Thành phố", HCM, "Trực đêm CN, T3 22h-6h"),
                ("Bệnh viện Quốc tế Đồng Nai", DONG_NAI, "Theo lịch trực của khoa"),
                ("Phòng khám Nhi An Bình", DONG_NAI, "T3 5h-7h"),
                ("Trạm y tế xã Tân Hội", TAY_NINH, "T7 sáng"),
                ("Nhà thuốc và phòng khám Đức Mẹ", LAM_DONG, "CN 8h-12h"),
            ]
        )
    ]
    early = weekly((3,), ("05:00", "07:00"))
    return PersonFindings(
        person,
        (
            finding(
                "R01",
                Severity.HIGH,
                person,
                (rows[0], rows[2]),
                "Ca trực đêm tại Bệnh viện Nhi đồng Thành phố trùng với giờ khám tại Phòng khám "
                "Nhi An Bình: T4 05:00–06:00, 1 giờ/tuần.",
                "The night shift overlaps with surgery hours: Wed 05:00–06:00, 1 h a week.",
                overlap=nights & early,
            ),
            finding(
                "R02",
                Severity.LOW,
                person,
                (rows[1],),
                "Chưa rõ giờ trực tại Bệnh viện Quốc tế Đồng Nai.",
                "Hours on call are not known.",
                certainty=Certainty.POSSIBLE,
                question=Bilingual(
                    "Đề nghị Bệnh viện Quốc tế Đồng Nai ghi rõ thứ, giờ trực.",
                    "Please state days and hours on call.",
                ),
            ),
        ),
        (
            lane(rows[0], nights),
            lane(rows[1], EMPTY, WeeklySet(((0, 7 * DAY),))),
            lane(rows[2], early),
            lane(rows[3], weekly((6,), ("07:30", "11:30"))),
            lane(rows[4], weekly((7,), ("08:00", "12:00"))),
        ),
    )


def facility_without_cover() -> PersonFindings:
    subject = PersonRef("facility-9", "Phòng khám đa khoa Hy Vọng <b>Mới</b> & Bạn", ())
    row = cell(
        DONG_NAI_LIST,
        3,
        {"name": "Phòng khám đa khoa Hy Vọng <b>Mới</b> & Bạn"},
        facility="Phòng khám đa khoa Hy Vọng <b>Mới</b> & Bạn",
        province=DONG_NAI,
        table="facility",
    )
    hours = weekly((7,), ("07:00", "11:00"))
    return PersonFindings(
        subject,
        (
            finding(
                "R25",
                Severity.LOW,
                subject,
                (row,),
                "Mở cửa chủ nhật 07:00–11:00 nhưng không có người hành nghề nào đăng ký giờ này.",
                "Open on Sunday 07:00–11:00 with nobody registered.",
                overlap=hours,
                law=(),
            ),
        ),
        (),
    )


def allowed_case() -> PersonFindings:
    person = PersonRef("p-1d2e3f", "Ông Hồ Ý", ("000003/LA-GPHN",))
    row = cell(
        TAY_NINH_LIST,
        5,
        {"name": "Hồ Ý", "licence": "000003/LA-GPHN", "position": "Phụ trách chuyên môn"},
        facility="Phòng khám Y học cổ truyền Bảo An",
        province=TAY_NINH,
        sheet="",
    )
    return PersonFindings(
        person,
        (
            finding(
                "R04",
                Severity.INFO,
                person,
                (row,),
                "Chịu trách nhiệm chuyên môn ở cơ sở thứ hai ngoài giờ hành chính: được phép.",
                "In charge of a second facility outside administrative hours: allowed.",
                law=(OUTSIDE_HOURS,),
            ),
        ),
        (lane(row, EVENINGS, position="CHIEF"),),
    )


BROKEN = FileReport(
    path="Đồng Nai/danh sách mã hoá.xlsx",
    sha256="0" * 64,
    kind="unrecognised",
    province=None,
    rows=0,
    accepted=0,
    problems=(
        Problem(
            sheet=None,
            row=None,
            column=None,
            code="file-encrypted",
            refused=True,
            given="danh sách mã hoá.xlsx",
            problem=Bilingual("Tệp có mật khẩu, không mở được.", "The file has a password."),
            advice=Bilingual(
                "Đề nghị cơ sở gửi lại tệp không đặt mật khẩu.",
                "Ask the facility for the file without a password.",
            ),
        ),
    ),
)


def files() -> tuple[FileReport, ...]:
    unreadable = Problem(
        sheet="Danh sách",
        row=19,
        column="C",
        code="licence-unreadable",
        refused=False,
        given="=HYPERLINK(0012..",
        problem=Bilingual("Không đọc được số giấy phép.", "The licence number cannot be read."),
        advice=Bilingual("Ghi dạng 000123/HCM-CCHN.", "Write it as 000123/HCM-CCHN."),
    )
    return (
        FileReport(HCM_LIST, "a" * 64, "registration-list", HCM, 120, 118, (unreadable,)),
        FileReport(DONG_NAI_LIST, "b" * 64, "registration-list", DONG_NAI, 44, 44, ()),
        FileReport(TAY_NINH_LIST, "c" * 64, "registrations", TAY_NINH, 301, 301, ()),
        FileReport(REGISTER, "d" * 64, "licence-register", DONG_NAI, 4800, 4800, ()),
        BROKEN,
    )


def few() -> CheckResult:
    """Five cases of very different kinds, a broken file, two rules not run, a link question."""
    first = overlapping_case()
    return CheckResult(
        as_of=AS_OF,
        files=files(),
        persons=5120,
        registrations=8033,
        seconds=4.06,
        cases=(revoked_case(), first, night_case(), facility_without_cover(), allowed_case()),
        not_run=(
            RuleNotRun(
                "R17",
                Bilingual(
                    "Không có bảng dấu vết hoạt động (lịch trực, thời điểm ký đơn thuốc).",
                    "No table of activity was given.",
                ),
            ),
            RuleNotRun("R24", Bilingual("Không có bảng người thực hành.", "No table of trainees.")),
        ),
        link_questions=(
            LinkQuestion(
                left=first.lanes[0].evidence,
                right=first.lanes[1].evidence,
                weight=3.25,
                reasons=(
                    (Bilingual("Họ tên giống nhau", "Same name"), 6.5),
                    (Bilingual("Ngày sinh khác nhau", "Birth dates differ"), -3.25),
                ),
            ),
        ),
        stages={"intake": 1.5, "link": 1.2, "sweep": 0.2, "rules": 0.9},
    )


def nothing() -> CheckResult:
    """A check that saw no sign."""
    return replace(few(), cases=(), link_questions=(), not_run=())


SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Tôn Nữ"]
MIDDLES = ["Văn", "Thị", "Hữu", "Thị Ngọc", "Đức", "Minh", "Hoàng Phương", "Quốc"]
GIVENS = ["An", "Bình", "Châu", "Dũng", "Quỳnh", "Khánh", "Linh", "Phượng", "Thảo", "Uyên", "Vy"]
PLACES = [
    ("Bệnh viện Đa khoa tỉnh Đồng Nai", DONG_NAI),
    ("Phòng khám đa khoa Sài Gòn Tâm Trí", HCM),
    ("Bệnh viện Phục hồi chức năng và Điều trị bệnh nghề nghiệp", HCM),
    ("Trung tâm Y tế thành phố Tân An", TAY_NINH),
    ("Phòng khám chuyên khoa Da liễu Bảo Lộc", LAM_DONG),
    ("Phòng khám Sản phụ khoa Cà Mau", CA_MAU),
]


def many(number: int, *, seed: int = 20261101) -> CheckResult:
    """A result with `number` cases between random facilities; the same seed gives the same."""
    chance = random.Random(seed)
    cases = [_random_case(chance, index) for index in range(number)]
    order = list(Severity)
    cases.sort(key=lambda case: order.index(case.findings[0].severity))
    return replace(few(), cases=tuple(cases), persons=number * 17, registrations=number * 26)


def _random_case(chance: random.Random, index: int) -> PersonFindings:
    name = " ".join([chance.choice(SURNAMES), chance.choice(MIDDLES), chance.choice(GIVENS)])
    person = PersonRef(f"p-{index:06x}", name, (f"{chance.randrange(1, 59999):06d}/HCM-CCHN",))
    chosen = chance.sample(PLACES, chance.choice([2, 2, 2, 3]))
    rows = [
        cell(
            HCM_LIST if province == HCM else DONG_NAI_LIST,
            chance.randrange(10, 900),
            {
                "name": name,
                "licence": person.licences[0],
                "time": "T2-T6: 7h30-11h30; 13h30-17h00",
                "position": "Khám bệnh, chữa bệnh",
            },
            facility=facility,
            province=province,
        )
        for facility, province in chosen
    ]
    second = weekly(
        sorted(chance.sample(range(1, 8), 3)), (f"{chance.randrange(6, 11):02d}:00", "15:00")
    )
    lanes = [lane(rows[0], OFFICE), lane(rows[1], second)]
    lanes += [lane(row, EMPTY, EVENINGS) for row in rows[2:]]
    overlap = OFFICE & second
    if overlap:
        severity = chance.choice([Severity.HIGH, Severity.MEDIUM, Severity.CRITICAL])
        found = finding(
            chance.choice(["R01", "R03", "R04"]),
            severity,
            person,
            rows[:2],
            f"Đăng ký cùng giờ tại {chosen[0][0]} và {chosen[1][0]}.",
            f"Registered at the same hours at {chosen[0][0]} and {chosen[1][0]}.",
            overlap=overlap,
            vanishes_if=Bilingual("Không còn nếu một nơi đã nghỉ.", "Gone if one was left."),
        )
    else:
        found = finding(
            "R02",
            Severity.LOW,
            person,
            rows[:2],
            "Chưa rõ có trùng giờ hay không.",
            "Not clear whether the hours overlap.",
            certainty=Certainty.POSSIBLE,
            question=Bilingual("Đề nghị ghi rõ thứ, giờ.", "Please state days and hours."),
        )
    return PersonFindings(person, (found,), tuple(lanes))
