"""The columns of the clean forms, in the order of Mẫu 01 (NĐ 96/2023/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

from dataclasses import dataclass

TITLES = (
    "Bác sỹ", "Y sỹ", "Điều dưỡng", "Hộ sinh", "Kỹ thuật y", "Dinh dưỡng lâm sàng",
    "Cấp cứu viên ngoại viện", "Tâm lý lâm sàng", "Lương y",
    "Người có bài thuốc gia truyền",
)  # fmt: skip
POSITIONS = (
    "Khám bệnh, chữa bệnh theo GPHN",
    "Phụ trách bộ phận chuyên môn",
    "Chịu trách nhiệm chuyên môn kỹ thuật",
)
LICENCE_STATUSES = (
    "Đang hiệu lực", "Đã thu hồi", "Đình chỉ", "Hết hạn", "Đã cấp lại"
)  # fmt: skip
FACILITY_STATUSES = ("Đang hoạt động", "Đình chỉ", "Đã thu hồi", "Ngừng hoạt động")

HEAD_LINES = (
    "1. Tên cơ sở:",
    "2. Địa chỉ:",
    "3. Thời gian hoạt động hằng ngày:",
    "4. Số giấy phép hoạt động:",
)


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of a form.

    Attributes:
        heading: Vietnamese, known to intake.
        english: the same in English, for the guide.
        example: how a cell looks.
        hint: what to take care of.
        width: in characters.
        shape: text, day or number.
        choices: drop-down, where there is one.
    """

    heading: str
    english: str
    example: str
    hint: str = ""
    width: int = 16
    shape: str = "text"
    choices: tuple[str, ...] = ()


_SEQUENCE = FormColumn("STT", "No.", "1", width=6, shape="number")
_NAME = FormColumn(
    "Họ và tên", "Full name", "Nguyễn Văn An", "Không ghi học hàm, học vị trước tên.", 26
)
_LICENCE = FormColumn(
    "Số giấy phép hành nghề/Số chứng chỉ hành nghề",
    "Practising licence or certificate number",
    "000123/HCM-GPHN",
    "Ghi đúng như trên giấy: số/nơi cấp-loại (CCHN hoặc GPHN), giữ chữ Đ.",
    24,
)
_BIRTH = FormColumn("Ngày sinh", "Date of birth", "05/03/1980", width=13)
_PERSONAL = FormColumn(
    "Số định danh cá nhân", "Personal number", "079080012345", "Đủ 12 chữ số, kể cả số 0 ở đầu.", 17
)
_TITLE = FormColumn(
    "Chức danh chuyên môn", "Professional title", "Bác sỹ", width=18, choices=TITLES
)
_SCOPE = FormColumn(
    "Phạm vi hành nghề",
    "Scope of practice",
    "Khám bệnh, chữa bệnh chuyên khoa Nội",
    width=30,
)

LIST_COLUMNS = (
    _SEQUENCE,
    _NAME,
    _BIRTH,
    _PERSONAL,
    _TITLE,
    _LICENCE,
    FormColumn("Ngày cấp", "Issued on", "12/10/2024", width=13),
    _SCOPE,
    FormColumn(
        "Thời gian đăng ký hành nghề",
        "Registered working time",
        "Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30",
        "Ghi rõ thứ và giờ; không ghi «hành chính», «theo ca», «theo lịch».",
        36,
    ),
    FormColumn(
        "Vị trí chuyên môn", "Position", "Khám bệnh, chữa bệnh theo GPHN", width=28,
        choices=POSITIONS,
    ),
    FormColumn("Khoa/Phòng", "Department", "Khoa Nội", width=18),
    FormColumn("Từ ngày", "Valid from", "01/01/2026", width=13),
    FormColumn("Đến ngày", "Valid until", "", "Để trống nếu không thời hạn.", 13),
)  # fmt: skip

LICENCE_COLUMNS = (
    _SEQUENCE,
    _LICENCE,
    _NAME,
    _BIRTH,
    _PERSONAL,
    FormColumn("Ngày cấp", "Issued on", "12/10/2024", width=13),
    FormColumn("Có giá trị đến", "Valid until", "12/10/2029", "CCHN không có thời hạn.", 13),
    _TITLE,
    _SCOPE,
    FormColumn("Tình trạng", "Status", "Đang hiệu lực", width=16, choices=LICENCE_STATUSES),
    FormColumn("Từ ngày", "Status from", "01/02/2026", width=13),
    FormColumn("Đến ngày", "Status until", "01/05/2026", width=13),
    FormColumn("Số quyết định", "Decision", "123/QĐ-SYT", width=18),
)

FACILITY_COLUMNS = (
    _SEQUENCE,
    FormColumn("Tên cơ sở", "Facility", "Phòng khám đa khoa Hòa Bình", width=34),
    FormColumn("Số giấy phép hoạt động", "Operating licence", "01234/HCM-GPHĐ", width=20),
    FormColumn("Mã cơ sở", "Facility code", "79001", "5 ký tự (BHXH) hoặc 13 chữ số.", 16),
    FormColumn("Hình thức tổ chức", "Form", "Phòng khám đa khoa", width=24),
    FormColumn("Địa chỉ", "Address", "12 Lê Lợi, Phường Bến Thành, TP. Hồ Chí Minh", width=44),
    FormColumn("Tỉnh/Thành phố", "Province", "TP. Hồ Chí Minh", width=18),
    FormColumn("Thời gian hoạt động", "Opening hours", "Thứ 2 - Thứ 7: 07h00-20h00", width=28),
    FormColumn("Vĩ độ", "Latitude", "10.7769", width=11),
    FormColumn("Kinh độ", "Longitude", "106.7009", width=11),
    FormColumn("Tình trạng", "Status", "Đang hoạt động", width=16, choices=FACILITY_STATUSES),
    FormColumn("Từ ngày", "Status from", "01/01/2026", width=13),
    FormColumn("Đến ngày", "Status until", "", width=13),
)
