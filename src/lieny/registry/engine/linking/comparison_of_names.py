"""Họ và tên: how two names may agree, and whether their accents do."""

from __future__ import annotations

from lieny.registry.engine.linking.comparison import NULL, Comparison, Level, within

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
            + within("name_folded", 1),
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
            + within("name_folded", 2),
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
