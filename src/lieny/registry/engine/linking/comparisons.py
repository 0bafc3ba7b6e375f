"""What is compared when two records may be of one person, level by level, strongest first.

Each comparison asks one question of two records; the first level whose condition holds is its
answer. `null` means the records say nothing about it (a value is missing, or of another kind), and
weighs nothing. How much each level weighs stands in `model.json`, which `tools/train_linking.py`
writes; this module holds the conditions, in SQL over `<column>_l` and `<column>_r`, and the words.

Source: I. Fellegi, A. Sunter, A Theory for Record Linkage (1969); the model is computed by Splink.
"""

from __future__ import annotations

from lieny.registry.engine.linking.comparison import NULL, Comparison, Level, one_digit
from lieny.registry.engine.linking.comparison_of_names import NAME, TONE

_FIRST_OF_JANUARY_L = "(month(birth_on_l) = 1 AND day(birth_on_l) = 1)"
_FIRST_OF_JANUARY_R = "(month(birth_on_r) = 1 AND day(birth_on_r) = 1)"

BIRTH = Comparison(
    "birth",
    "Ngày sinh",
    "Birth date",
    (
        Level(NULL, "birth_year_l IS NULL OR birth_year_r IS NULL", "thiếu", "not given"),
        # Those who know only the year are often entered on 1 January: it says less than other days.
        Level(
            "first of January",
            f"birth_on_l = birth_on_r AND {_FIRST_OF_JANUARY_L}",
            "cùng ghi ngày 01/01 của một năm",
            "the same year, both entered as 1 January",
        ),
        Level("equal", "birth_on_l = birth_on_r", "trùng", "equal"),
        Level(
            "day and month swapped",
            "birth_year_l = birth_year_r AND month(birth_on_l) = day(birth_on_r)"
            " AND day(birth_on_l) = month(birth_on_r)",
            "đảo ngày và tháng",
            "day and month swapped",
        ),
        Level(
            "year only",
            "birth_year_l = birth_year_r AND (birth_on_l IS NULL OR birth_on_r IS NULL"
            f" OR {_FIRST_OF_JANUARY_L} OR {_FIRST_OF_JANUARY_R})",
            "trùng năm, một bên không rõ ngày",
            "same year, one side without the day",
        ),
        Level(
            "one slip",
            one_digit("birth_text", 10),
            "lệch một chữ số",
            "one digit apart",
        ),
        Level(
            "day and month",
            "month(birth_on_l) = month(birth_on_r) AND day(birth_on_l) = day(birth_on_r)",
            "trùng ngày tháng, khác năm",
            "same day and month, other year",
        ),
        Level("year", "birth_year_l = birth_year_r", "chỉ cùng năm", "only the year agrees"),
        Level(
            "near year",
            "abs(birth_year_l - birth_year_r) <= 1",
            "lệch một năm",
            "one year apart",
        ),
        Level("differs", "ELSE", "khác nhau", "differs"),
    ),
)

# A 12-digit number beside a 9-digit one is another kind of paper, not a disagreement.
PERSONAL_NUMBER = Comparison(
    "personal_number",
    "Số định danh cá nhân / CMND",
    "Personal number",
    (
        Level(
            NULL,
            "(cccd_l IS NULL OR cccd_r IS NULL) AND (cmnd_l IS NULL OR cmnd_r IS NULL)",
            "thiếu hoặc khác loại giấy tờ",
            "not given, or of another kind",
        ),
        Level(
            "equal",
            "cccd_l = cccd_r OR (cmnd_l = cmnd_r AND coalesce(cccd_l = cccd_r, true))",
            "trùng",
            "equal",
        ),
        Level(
            "one slip",
            f"({one_digit('cccd', 12)}) OR ({one_digit('cmnd', 9)})",
            "lệch một chữ số",
            "one digit apart",
        ),
        Level(
            "old number differs",
            "cccd_l IS NULL OR cccd_r IS NULL",
            "số CMND khác nhau (có thể đã đổi)",
            "the old 9-digit numbers differ (they changed when people moved)",
        ),
        Level("differs", "ELSE", "khác nhau", "differs"),
    ),
)

# Two types are two papers (a certificate converted into a licence): nothing to compare. A number
# that was guessed or lacks its issuer is weak evidence when it fits and none when it does not.
LICENCE = Comparison(
    "licence",
    "Số giấy phép / chứng chỉ hành nghề",
    "Practising licence number",
    (
        Level(
            NULL,
            "licence_serial_l IS NULL OR licence_serial_r IS NULL"
            " OR coalesce(licence_type_l <> licence_type_r, false)"
            " OR ((licence_key_l IS NULL OR licence_key_r IS NULL)"
            " AND (licence_serial_l <> licence_serial_r"
            " OR coalesce(licence_issuer_l <> licence_issuer_r, false)))",
            "thiếu, khác loại hoặc không đọc chắc",
            "not given, of another type, or not read with certainty",
        ),
        Level("equal", "licence_key_l = licence_key_r", "trùng", "equal"),
        Level(
            "one slip",
            "licence_key_l IS NOT NULL AND licence_key_r IS NOT NULL"
            " AND licence_issuer_l = licence_issuer_r"
            " AND least(licence_serial_l, licence_serial_r) >= 1000 AND damerau_levenshtein("
            "licence_serial_l::VARCHAR, licence_serial_r::VARCHAR) <= 1",
            "cùng nơi cấp, lệch một chữ số",
            "same issuer, one digit apart",
        ),
        Level(
            "type missing",
            "(licence_key_l IS NULL OR licence_key_r IS NULL)"
            " AND licence_issuer_l = licence_issuer_r",
            "trùng số và nơi cấp, nhưng một bên không ghi chắc loại",
            "same serial and issuer, but one side is not certain of the type",
        ),
        Level(
            "uncertain",
            "licence_key_l IS NULL OR licence_key_r IS NULL",
            "trùng số, nhưng một bên không rõ nơi cấp",
            "same serial, but one side lacks its issuer",
        ),
        Level(
            "other issuer",
            "licence_serial_l = licence_serial_r",
            "trùng số, khác nơi cấp",
            "same serial, another issuer",
        ),
        Level("differs", "ELSE", "khác nhau", "differs"),
    ),
)


def _plain(name: str, vi: str, en: str) -> Comparison:
    return Comparison(
        name,
        vi,
        en,
        (
            Level(NULL, f"{name}_l IS NULL OR {name}_r IS NULL", "thiếu", "not given"),
            Level("equal", f"{name}_l = {name}_r", "trùng", "equal"),
            Level("differs", "ELSE", "khác nhau", "differs"),
        ),
    )


PHONE = _plain("phone", "Điện thoại", "Phone")
TITLE = _plain("title", "Chức danh", "Title")
# The sex is mostly said by the name already: only a disagreement weighs.
GENDER = _plain("gender", "Giới tính", "Gender")

COMPARISONS = (NAME, TONE, BIRTH, PERSONAL_NUMBER, LICENCE, PHONE, TITLE, GENDER)

# Which pairs are compared at all: those equal in one of these.
BLOCKING = (
    ("cccd",),
    ("cmnd",),
    ("licence_key",),
    ("phone",),
    ("licence_serial", "given"),
    ("birth_on", "given"),
    ("name_folded", "birth_year"),
    ("birth_on", "surname", "middle"),
    ("licence_serial", "birth_year"),
    # A digit mistyped in a number leaves its thousands or its last three digits as they were.
    ("name_folded", "licence_issuer", "licence_thousands"),
    ("name_folded", "licence_issuer", "licence_ending"),
)
