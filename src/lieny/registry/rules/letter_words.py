"""Chỗ trống trong công văn: what fills each blank, said to who words the letters."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.rules.sign import Bilingual

BLANKS_SAID: Mapping[str, Bilingual] = {
    "case_number": Bilingual("số hồ sơ", "number of the case"),
    "person": Bilingual("tên người hành nghề", "name of the practitioner"),
    "facility": Bilingual("tên cơ sở", "name of the facility"),
    "matter": Bilingual("việc đang xem xét", "what is looked into"),
    "signs": Bilingual("các dấu hiệu", "the signs"),
    "question": Bilingual("nội dung câu hỏi", "the question"),
    "papers": Bilingual("giấy tờ cần gửi kèm", "papers to be sent along"),
    "due_on": Bilingual("hạn trả lời", "day by which to answer"),
    "law": Bilingual("căn cứ pháp luật", "provisions of law"),
    "recipient": Bilingual("nơi nhận", "recipient"),
    "outcome": Bilingual("kết luận", "outcome"),
    "closed_on": Bilingual("ngày kết thúc", "day of closing"),
}
