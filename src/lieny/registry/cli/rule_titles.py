"""Tên gọi của các quy tắc: what each kind of sign is called where people read it."""

from __future__ import annotations

from lieny.registry.rules.sign import Bilingual, Certainty, Severity
from lieny.ui.dates import Language

RULE_TITLES: dict[str, Bilingual] = {
    "R01": Bilingual("Trùng giờ hành nghề", "Overlapping hours"),
    "R02": Bilingual("Có thể trùng giờ", "Possibly overlapping hours"),
    "R03": Bilingual("Toàn thời gian ở hai nơi", "Full time at two places"),
    "R04": Bilingual("Chịu trách nhiệm chuyên môn hai cơ sở", "In charge of two facilities"),
    "R05": Bilingual("Phụ trách bộ phận ở hai cơ sở", "Unit head at two facilities"),
    "R06": Bilingual("Giấy phép đã thu hồi vẫn hành nghề", "Revoked licence in use"),
    "R07": Bilingual("Hành nghề trong thời gian đình chỉ", "Practising while suspended"),
    "R08": Bilingual("Giấy phép hết hạn", "Expired licence"),
    "R09": Bilingual("Cơ sở không còn được phép hoạt động", "Facility not licensed to operate"),
    "R10": Bilingual("Số giấy phép không có trong sổ cấp", "Licence unknown to its issuer"),
    "R11": Bilingual("Một số giấy phép, hai người", "One licence number, two persons"),
    "R12": Bilingual("Một người, hai giấy phép", "One person, two licences"),
    "R13": Bilingual("Ngày cấp không hợp với số", "Issue date does not fit the number"),
    "R14": Bilingual("Nhân thân khác với sổ cấp", "Identity differs from the register"),
    "R15": Bilingual("Vị trí ngoài phạm vi hành nghề", "Position outside the scope of practice"),
    "R16": Bilingual("Vị trí không hợp chức danh", "Position does not fit the title"),
    "R17": Bilingual(
        "Có hoạt động ngoài nơi, giờ đăng ký", "Activity outside registered place or hours"
    ),
    "R18": Bilingual("Báo thay đổi chậm", "Late notice of a change"),
    "R19": Bilingual("Đăng ký có thể đã cũ", "Registration may be out of date"),
    "R20": Bilingual("Thiếu giờ cập nhật kiến thức", "Continuing education short"),
    "R21": Bilingual("24 tháng không thấy hành nghề", "No practice seen for 24 months"),
    "R22": Bilingual("Khối lượng giờ bất thường", "Implausible load"),
    "R23": Bilingual("Không đủ thời gian đi lại", "Not enough time to travel"),
    "R24": Bilingual("Hướng dẫn quá nhiều người thực hành", "Too many trainees"),
    "R25": Bilingual("Giờ mở cửa không có người hành nghề", "Open hours without a practitioner"),
}

SEVERITY_WORDS: dict[Severity, Bilingual] = {
    Severity.CRITICAL: Bilingual("Nghiêm trọng", "Critical"),
    Severity.HIGH: Bilingual("Cao", "High"),
    Severity.MEDIUM: Bilingual("Trung bình", "Medium"),
    Severity.LOW: Bilingual("Thấp", "Low"),
    Severity.INFO: Bilingual("Để biết", "For information"),
}

# The shape tells the severity where colour does not: printed in grey, or to a colour-blind eye.
SEVERITY_GLYPHS: dict[Severity, str] = {
    Severity.CRITICAL: "◆",
    Severity.HIGH: "▲",
    Severity.MEDIUM: "●",
    Severity.LOW: "○",
    Severity.INFO: "·",
}

CERTAINTY_WORDS: dict[Certainty, Bilingual] = {
    Certainty.DEFINITE: Bilingual("Chắc chắn", "Definite"),
    Certainty.POSSIBLE: Bilingual("Cần hỏi", "To be asked"),
}

# Positions that matter to a rule; whoever merely practises needs no word for it.
POSITION_WORDS: dict[str, Bilingual] = {
    "CHIEF": Bilingual("chịu trách nhiệm chuyên môn", "in charge of the facility"),
    "HEAD_UNIT": Bilingual("phụ trách bộ phận", "head of a unit"),
}


def rule_title(rule: str) -> Bilingual:
    """Name a kind of sign; a rule that has no name yet is called by its number."""
    return RULE_TITLES.get(rule, Bilingual(rule, rule))


def in_language(text: Bilingual, language: Language) -> str:
    """Choose one language of a sentence."""
    return text.vi if language is Language.VI else text.en
