"""What is compared when two records may be of one person, level by level, strongest first.

Each comparison asks one question of two records; the first level whose condition holds is its
answer. `null` means the records say nothing about it (a value is missing, or of another kind), and
weighs nothing. How much each level weighs stands in `model.json`, which `tools/train_linking.py`
writes; this module holds the conditions, in SQL over `<column>_l` and `<column>_r`, and the words.

Source: I. Fellegi, A. Sunter, A Theory for Record Linkage (1969); the model is computed by Splink.
"""

from __future__ import annotations

from dataclasses import dataclass

NULL = "null"


@dataclass(frozen=True, slots=True)
class Level:
    """One possible answer of a comparison: its name, when it holds, and how to say it."""

    name: str
    condition: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question asked of two records.

    Attributes:
        name: also the prefix of its columns in the table of questions.
        levels: the first is `null`; the last, `ELSE`, takes what is left.
        weighs_frequency: the level, if any, whose weight follows how rare the name is.
    """

    name: str
    vi: str
    en: str
    levels: tuple[Level, ...]
    weighs_frequency: str | None = None


# An edit distance costs more than all else; a cheap test that it implies is asked first.
def _within(column: str, slips: int) -> str:
    left, right = f"{column}_l", f"{column}_r"
    return (
        f"abs(length({left}) - length({right})) <= {slips}"
        f" AND damerau_levenshtein({left}, {right}) <= {slips}"
    )


def _one_digit(column: str, length: int) -> str:
    """Test for one slip in digits: it leaves the text before or after one place untouched."""
    left, right, half = f"{column}_l", f"{column}_r", length // 2
    return (
        f"(left({left}, {half - 1}) = left({right}, {half - 1})"
        f" OR right({left}, {half}) = right({right}, {half}))"
        f" AND damerau_levenshtein({left}, {right}) <= 1"
    )


_SAME_INITIALS = (
    "(initials_l = initials_r"
    " AND least(length(middle_l), length(middle_r)) = 2 * length(initials_l) - 5)"
)
_MIDDLE_FITS = (
    "(middle_l = middle_r OR middle_l = '' OR middle_r = ''"
    " OR starts_with(middle_l, middle_r) OR starts_with(middle_r, middle_l)"
    " OR ends_with(middle_l, ' ' || middle_r) OR ends_with(middle_r, ' ' || middle_l)"
    f" OR {_SAME_INITIALS})"
)
_SURNAME_FITS = "(starts_with(surname_l, surname_r) OR starts_with(surname_r, surname_l))"

# Splink reads the frequency of a name from the first exact-match level on that column, and would
# take a wrong one if "equal with tones" and "equal without" were two levels here. So equality is
# asked once, on the folded name, and the tones are a comparison of their own.
NAME = Comparison(
    "name",
    "Họ và tên",
    "Name",
    (
        Level(
            NULL, "name_folded_l IS NULL OR name_folded_r IS NULL", "thiếu họ tên", "no name given"
        ),
        Level(
            "equal", "name_folded_l = name_folded_r", "trùng (không xét dấu)", "equal but accents"
        ),
        Level(
            "one slip",
            "least(length(name_folded_l), length(name_folded_r)) > 6 AND "
            + _within("name_folded", 1),
            "lệch một ký tự",
            "one letter apart",
        ),
        Level(
            "abbreviated",
            f"given_l = given_r AND {_SURNAME_FITS} AND {_MIDDLE_FITS}",
            "viết tắt hoặc bớt chữ đệm",
            "abbreviated, or a middle name left out",
        ),
        Level(
            "reordered",
            "length(name_folded_l) = length(name_folded_r)"
            " AND list_sort(string_split(name_folded_l, ' ')) = "
            "list_sort(string_split(name_folded_r, ' '))",
            "cùng các chữ, khác thứ tự",
            "same words in another order",
        ),
        Level(
            "two slips",
            "least(length(name_folded_l), length(name_folded_r)) > 9 AND "
            + _within("name_folded", 2),
            "lệch hai ký tự",
            "two letters apart",
        ),
        Level(
            "surname and given",
            "surname_l = surname_r AND given_l = given_r",
            "cùng họ và tên, khác chữ đệm",
            "same surname and given name, other middle name",
        ),
        Level("given", "given_l = given_r", "chỉ cùng tên", "only the given name agrees"),
        Level("surname", "surname_l = surname_r", "chỉ cùng họ", "only the surname agrees"),
        Level("differs", "ELSE", "khác nhau", "differs"),
    ),
    weighs_frequency="equal",
)

TONE = Comparison(
    "tone",
    "Dấu thanh của họ tên",
    "Accents of the name",
    (
        Level(
            NULL,
            "name_toned_l IS NULL OR name_toned_r IS NULL OR name_folded_l <> name_folded_r",
            "không so được",
            "cannot be compared",
        ),
        Level("equal", "name_toned_l = name_toned_r", "trùng", "equal"),
        Level("differs", "ELSE", "khác nhau", "differ"),
    ),
)

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
            _one_digit("birth_text", 10),
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
        Level("equal", "cccd_l = cccd_r OR cmnd_l = cmnd_r", "trùng", "equal"),
        Level(
            "one slip",
            f"({_one_digit('cccd', 12)}) OR ({_one_digit('cmnd', 9)})",
            "lệch một chữ số",
            "one digit apart",
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
            " AND licence_issuer_l = licence_issuer_r AND damerau_levenshtein("
            "licence_serial_l::VARCHAR, licence_serial_r::VARCHAR) <= 1",
            "cùng nơi cấp, lệch một chữ số",
            "same issuer, one digit apart",
        ),
        Level(
            "uncertain",
            "licence_key_l IS NULL OR licence_key_r IS NULL",
            "trùng số, nhưng một bên không rõ nơi cấp hoặc loại",
            "same serial, but one side lacks its issuer or type",
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
)
