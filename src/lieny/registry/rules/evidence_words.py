"""Bằng chứng và căn cứ: words for rows and provisions, and which cells a sign is about."""

from __future__ import annotations

from lieny.law.provision import HowRead
from lieny.registry.rules.sign import Bilingual

IDENTITY = frozenset({"birth", "personal_number"})
IDENTITY_RULES = frozenset({"R11", "R12", "R14"})
QUALIFICATION = frozenset({"title", "scope"})
EVIDENCE_WORDS = {
    "registration": Bilingual("Danh sách đăng ký hành nghề", "List of registrations"),
    "licence": Bilingual("Sổ cấp giấy phép hành nghề", "Register of licences"),
    "facility": Bilingual("Danh sách cơ sở", "List of facilities"),
    "activity": Bilingual("Dấu vết hoạt động", "Activity"),
    "trainee": Bilingual("Danh sách người thực hành", "List of trainees"),
}
HOW_READ_WORDS = {
    HowRead.ORIGINAL: Bilingual("đã đọc bản gốc", "read in the original"),
    HowRead.SCAN: Bilingual("đọc từ bản chụp", "read from a scan"),
    HowRead.SECOND_HAND: Bilingual(
        "đọc qua bản đăng lại, cần đối chiếu bản gốc", "read second hand: check the original"
    ),
    HowRead.UNREAD: Bilingual(
        "chưa đọc được văn bản, cần kiểm tra", "text not read: must be checked"
    ),
}

HOW_READ_BRIEFLY = {
    HowRead.ORIGINAL: Bilingual("bản gốc", "original"),
    HowRead.SCAN: Bilingual("bản chụp", "scan"),
    HowRead.SECOND_HAND: Bilingual("qua bản đăng lại", "second hand"),
    HowRead.UNREAD: Bilingual("chưa đọc được", "not read"),
}
FIELDS_OF_RULES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("R01", "R02", "R03", "R17", "R22", "R23"), ("time",)),
    **dict.fromkeys(("R04", "R05"), ("position", "time")),
    **dict.fromkeys(("R06", "R07", "R08", "R10", "R11", "R12"), ("licence", "status")),
    "R09": ("licence", "status"),
    "R13": ("licence", "issued_on"),
    "R14": ("name", "birth", "personal_number", "licence"),
    "R15": ("position", "scope"),
    "R16": ("position", "title"),
    "R18": ("valid_from", "valid_until"),
    "R19": ("name", "time"),
    "R25": ("open_hours",),
}


def beside_the_point(table: str, rules: frozenset[str]) -> frozenset[str]:
    """Name the fields that no sign is about: what is not needed of a person is not shown.

    Args:
        table: which table the row stands in (`EvidenceTable`).
        rules: rules of the signs that rest on it.
    """
    wanted = to_the_point(rules)
    beside = IDENTITY if table != "registration" else IDENTITY | QUALIFICATION
    if rules & IDENTITY_RULES:
        beside -= IDENTITY
    return frozenset(beside - wanted)


def to_the_point(rules: frozenset[str]) -> frozenset[str]:
    """Name the fields that signs of these rules rest on: their cells are marked."""
    return frozenset(field for rule in rules for field in FIELDS_OF_RULES.get(rule, ()))


def column_letters(column: int) -> str:
    """Name a 1-based column as the spreadsheet does: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(column: int | None, row: int) -> str:
    """Give `E12`; `""` where the column is not known."""
    return f"{column_letters(column)}{row}" if column else ""
