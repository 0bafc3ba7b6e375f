"""Pairs that may be one person, on the ground of the two departments; the linker put them there."""

# ruff: noqa: E501
from datetime import UTC, datetime

from case_ground import AT, Ground, put

from lieny.registry.models import LinkQuestion

LATER = datetime(2026, 11, 3, 2, tzinfo=UTC)
LEVELS = {"name": "equal", "tone": "equal", "licence": "one slip", "title": "equal"}
PARTS = {
    "name": 13.21, "tone": 0.13, "birth": 0.0, "personal_number": 0.0, "licence": 6.4,
    "phone": 0.0, "title": 1.2, "gender": 0.0,
}  # fmt: skip


def shown(name, province, serial, *, year=1980, issuer="HCM", kind="CCHN"):
    return {
        "name": name, "birth_year": year, "licence_serial": serial, "licence_issuer": issuer,
        "licence_type": kind, "province": province,
    }  # fmt: skip


class Links(Ground):
    """Four pairs: across two provinces (twice), within 79, and of 75 and 80 alone."""

    def __init__(self) -> None:
        super().__init__()
        self.across = self.pair(("Đoàn Mạnh Khương Duy", "79", 1234), ("Đoàn Mạnh Khương Duy", "75", 1243), worth=3, makes={"R01": 300})  # fmt: skip
        self.second = self.pair(("Trần Thị Ngọc Bích", "79", 88), ("Trần Ngọc Bích", "75", 88), weight=4.5, levels={**LEVELS, "name": "abbreviated", "licence": "equal"})  # fmt: skip
        self.within = self.pair(("Lê Văn Tám", "79", 501), ("Lê Văn Tâm", "79", 510), weight=3.0, levels={**LEVELS, "name": "one slip"})  # fmt: skip
        self.foreign = self.pair(("Cao Thị Xa", "75", 900), ("Cao Thị Xa", "80", 901), weight=5.0)  # fmt: skip

    def pair(self, one, other, **values):
        people = [self.new_person(name, [code]) for name, code, _ in (one, other)]
        given = {
            "weight": 5.5, "contradicted": False, "parts": PARTS, "levels": LEVELS,
            "one_shown": shown(*one), "other_shown": shown(*other), "asked_at": AT, **values,
        }  # fmt: skip
        return put(LinkQuestion, one=people[0], other=people[1], **given)
