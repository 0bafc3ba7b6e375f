"""Đầu vào của quy tắc: what rules need to be given, and what is said when nobody gave it."""

from __future__ import annotations

from enum import StrEnum

from lieny.registry.rules.sign import Bilingual


class RuleInput(StrEnum):
    """What a rule needs to be given before it can say anything."""

    REGISTRATIONS = "registrations"
    LICENCE_REGISTER = "licence-register"
    COVERED_REGISTER = "covered-register"
    FACILITY_REGISTER = "facility-register"
    ISSUE_DATES = "issue-dates"
    SCOPES = "scopes"
    TITLES = "titles"
    ACTIVITIES = "activities"
    RECEIPT_DATES = "receipt-dates"
    LIST_DATES = "list-dates"
    CME = "cme"
    COORDINATES = "coordinates"
    TRAINEES = "trainees"
    OPEN_HOURS = "open-hours"


MISSING: dict[RuleInput, Bilingual] = {
    RuleInput.REGISTRATIONS: Bilingual(
        "không có danh sách đăng ký hành nghề nào", "no list of registrations was given"
    ),
    RuleInput.LICENCE_REGISTER: Bilingual(
        "không có sổ cấp giấy phép hành nghề nào", "no licence register was given"
    ),
    RuleInput.COVERED_REGISTER: Bilingual(
        "chưa có sổ của nơi cấp nào đủ đầy để kết luận một số không có trong sổ; các số đó chưa "
        "kiểm chứng",
        "no issuer's register is complete enough to tell that a number is absent; such numbers "
        "stay unverified",
    ),
    RuleInput.FACILITY_REGISTER: Bilingual(
        "không có sổ cơ sở khám bệnh, chữa bệnh nào", "no facility register was given"
    ),
    RuleInput.ISSUE_DATES: Bilingual(
        "danh sách không có ngày cấp giấy phép", "the lists give no days of issue"
    ),
    RuleInput.SCOPES: Bilingual(
        "danh sách không có phạm vi hành nghề đối chiếu được", "the lists give no comparable scopes"
    ),
    RuleInput.TITLES: Bilingual(
        "danh sách không có chức danh chuyên môn", "the lists give no titles"
    ),
    RuleInput.ACTIVITIES: Bilingual(
        "không có bảng dấu vết hoạt động", "no table of activities was given"
    ),
    RuleInput.RECEIPT_DATES: Bilingual(
        "danh sách không có ngày tiếp nhận và ngày thay đổi",
        "the lists give no days of receipt and of change",
    ),
    RuleInput.LIST_DATES: Bilingual(
        "không có cơ sở nào gửi nhiều danh sách có ngày", "no facility sent several dated lists"
    ),
    RuleInput.CME: Bilingual(
        "không có số giờ cập nhật kiến thức", "no hours of continuing education were given"
    ),
    RuleInput.COORDINATES: Bilingual(
        "không có tọa độ của cơ sở", "no positions of facilities were given"
    ),
    RuleInput.TRAINEES: Bilingual(
        "không có bảng người thực hành", "no table of trainees was given"
    ),
    RuleInput.OPEN_HOURS: Bilingual(
        "không có giờ hoạt động của cơ sở", "no opening hours of facilities were given"
    ),
}
