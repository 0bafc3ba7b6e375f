"""Titles, specialties and forms of facility with the words that lists use for them."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.node.sample.draw import Urn

_BY_CIRCULAR = (
    "Theo quy định tại Thông tư liên tịch số 26/2015/TTLT-BYT-BNV ngày 07/10/2015 quy định mã số, "
    "tiêu chuẩn chức danh nghề nghiệp điều dưỡng, hộ sinh, kỹ thuật y"
)
BY_REFERENCE = (_BY_CIRCULAR, "Thực hiện theo TTLT 26/2015/TTLT-BYT-BNV")
FIRST_AID = (
    "Tham gia sơ cứu ban đầu, khám bệnh, chữa bệnh thông thường theo quy định tại TTLT số "
    "10/2015/TTLT-BYT-BNV"
)


@dataclass(frozen=True, slots=True)
class Trade:
    """Chức danh with its spellings, scopes of practice and the positions that fit it."""

    title: str
    spellings: tuple[str, ...]
    scopes: tuple[str, ...]
    positions: tuple[str, ...]


TITLES = {
    "doctor": Trade(
        "Bác sĩ",
        ("BS", "BS.", "Bác sĩ", "Bác sỹ", "BS.CKI", "BSCKII", "ThS.BS", "BSCK1"),
        (),
        ("Bác sĩ điều trị", "Bác sĩ khám bệnh", "Khám bệnh, chữa bệnh"),
    ),
    "physician-assistant": Trade(
        "Y sĩ",
        ("YS", "Y sĩ", "Y sỹ", "Y sĩ đa khoa"),
        (FIRST_AID,),
        ("Y sĩ điều trị", "Khám bệnh, chữa bệnh"),
    ),
    "nurse": Trade(
        "Điều dưỡng",
        ("ĐD", "Điều dưỡng", "CNĐD", "Điều dưỡng viên"),
        (*BY_REFERENCE, "Điều dưỡng đa khoa"),
        ("Điều dưỡng", "Điều dưỡng phòng khám", "Thực hiện y lệnh"),
    ),
    "midwife": Trade(
        "Hộ sinh",
        ("HS", "NHS", "Hộ sinh", "Nữ hộ sinh"),
        BY_REFERENCE,
        ("Hộ sinh",),
    ),
    "technician": Trade(
        "Kỹ thuật y",
        ("KTV", "KTV XN", "Kỹ thuật viên xét nghiệm", "CNXN"),
        (*BY_REFERENCE, "Kỹ thuật viên xét nghiệm"),
        ("KTV xét nghiệm",),
    ),
    "traditional-healer": Trade(
        "Lương y",
        ("Lương y", "LY"),
        ("Khám bệnh, chữa bệnh bằng y học cổ truyền",),
        ("Khám bệnh, chữa bệnh bằng y học cổ truyền",),
    ),
}
TITLE_URN = Urn(
    [
        ("doctor", 42.0), ("nurse", 31.0), ("physician-assistant", 8.0), ("technician", 9.0),
        ("midwife", 5.0), ("traditional-healer", 2.0),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Specialty:
    """Chuyên khoa of a doctor."""

    scopes: tuple[str, ...]
    unit: str
    position: str


SPECIALTIES = {
    "internal": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Nội", "KCB chuyên khoa Nội tổng hợp"),
        "Khoa Nội tổng hợp",
        "Bác sĩ khám Nội",
    ),
    "surgery": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Ngoại",), "Khoa Ngoại", "Bác sĩ khám Ngoại"
    ),
    "obstetrics": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Phụ sản",), "Khoa Sản", "Bác sĩ khám Sản phụ khoa"
    ),
    "paediatrics": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Nhi",), "Khoa Nhi", "Bác sĩ khám Nhi"
    ),
    "eye": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Mắt", "CK Mắt"), "Khoa Mắt", "Bác sĩ khám Mắt"
    ),
    "ent": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Tai Mũi Họng", "CK Tai Mũi Họng (TMH)"),
        "Khoa Tai Mũi Họng",
        "Bác sĩ khám Tai Mũi Họng",
    ),
    "dental": Specialty(
        ("Khám bệnh, chữa bệnh chuyên khoa Răng Hàm Mặt", "KCB chuyên khoa RHM"),
        "Khoa Răng Hàm Mặt",
        "Bác sĩ Răng Hàm Mặt",
    ),
    "imaging": Specialty(
        ("Chuyên ngành Chẩn đoán hình ảnh", "Chuyên khoa Chẩn đoán hình ảnh"),
        "Khoa Chẩn đoán hình ảnh",
        "BS siêu âm",
    ),
    "traditional": Specialty(
        ("Khám bệnh, chữa bệnh bằng y học cổ truyền",),
        "Khoa Y học cổ truyền",
        "Bác sĩ Y học cổ truyền",
    ),
    "general": Specialty(
        ("Khám bệnh, chữa bệnh đa khoa", "KB, CB đa khoa", "Y khoa"),
        "Khoa Khám bệnh",
        "Bác sĩ khám bệnh",
    ),
}
SPECIALTY_URN = Urn(
    [
        ("internal", 22.0), ("general", 20.0), ("surgery", 12.0), ("obstetrics", 10.0),
        ("paediatrics", 10.0), ("eye", 4.0), ("ent", 5.0), ("dental", 8.0), ("imaging", 5.0),
        ("traditional", 4.0),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FacilityKind:
    """Hình thức tổ chức: how it is called, how many work there, whom it employs."""

    form_text: str
    name: str  # with {n} ordinal, {place} commune, {who} a doctor's given name
    staff: tuple[int, int]
    office: bool  # keeps administrative hours with employed staff
    specialty: str = ""


FORMS = {
    "hospital": FacilityKind(
        "Bệnh viện đa khoa", "Bệnh viện Đa khoa {place}", (90, 260), office=True
    ),
    "health-centre": FacilityKind(
        "Trung tâm y tế", "Trung tâm Y tế khu vực {place}", (35, 90), office=True
    ),
    "station": FacilityKind("Trạm y tế", "Trạm Y tế {place}", (5, 9), office=True),
    "polyclinic": FacilityKind(
        "Phòng khám đa khoa", "Phòng khám Đa khoa {who} {n}", (12, 30), office=False
    ),
    "internal-clinic": FacilityKind(
        "Phòng khám chuyên khoa Nội",
        "Phòng khám chuyên khoa Nội {who} {n}",
        (2, 5),
        office=False,
        specialty="internal",
    ),
    "obstetric-clinic": FacilityKind(
        "Phòng khám chuyên khoa Phụ sản",
        "Phòng khám chuyên khoa Phụ sản {who} {n}",
        (2, 5),
        office=False,
        specialty="obstetrics",
    ),
    "paediatric-clinic": FacilityKind(
        "Phòng khám chuyên khoa Nhi",
        "Phòng khám chuyên khoa Nhi {who} {n}",
        (2, 4),
        office=False,
        specialty="paediatrics",
    ),
    "dental-clinic": FacilityKind(
        "Phòng khám chuyên khoa Răng Hàm Mặt",
        "Nha khoa {who} {n}",
        (2, 6),
        office=False,
        specialty="dental",
    ),
    "traditional-clinic": FacilityKind(
        "Phòng chẩn trị y học cổ truyền",
        "Phòng chẩn trị YHCT {who} {n}",
        (1, 3),
        office=False,
        specialty="traditional",
    ),
}

POSITIONS = {
    "chief": (
        "Người chịu trách nhiệm chuyên môn kỹ thuật",
        "Chịu trách nhiệm chuyên môn kỹ thuật",
        "Phụ trách chuyên môn kỹ thuật",
        "Người chịu TNCMKT",
    ),
    "head": ("Trưởng khoa", "Phụ trách khoa", "Trưởng khoa {unit}"),
}
