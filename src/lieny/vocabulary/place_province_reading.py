"""Reads the province that a free text names: addresses, headings of departments, file names.

The last province of an address counts, unless an earlier one is said more plainly ("Sở Y tế tỉnh
Đồng Nai - Phòng khám Sài Gòn"). A street, commune or person that carries a province's name is not
the province ("đường Đồng Nai", "xa lộ Hà Nội", "xã Long An", "Nguyễn Thái Bình").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lieny.vocabulary.place_names import (
    CENTRAL,
    EXACT_SHORT,
    NAMED_LIKE_WORDS,
    NOT_A_PROVINCE_AFTER,
    NUMBERED_ROAD,
    SURNAMES,
    Naming,
    district_provinces,
    longest_naming,
    province_namings,
)
from lieny.vocabulary.place_table import Place, province_versions
from lieny.vocabulary.place_words import Words, words_of

_LONGEST = 5
_PROVINCE_WORDS = ({"tinh"}, {"t"}, {"syt"})
_AFTER_NAME = {"viet", "vn", "cu", "moi", "vietnam"}


@dataclass(frozen=True, slots=True)
class ProvinceMatch:
    """A province that a text names.

    Attributes:
        place: the version that the name belongs to. A name of both maps gives the one that
            stands on the day asked for; without a day the old one, because an old code maps
            forward and means itself looking back.
        plain: whether the text says it plainly ("tỉnh …", a part of the address by itself); else
            it stands inside other words or follows from a district.
    """

    place: Place
    plain: bool

    @property
    def code(self) -> str:
        """Give the number of the statistics office on the map of `place`."""
        return self.place.code

    @property
    def valid_from(self) -> date:
        """Give the first day of the map the code belongs to."""
        return self.place.valid_from

    @property
    def valid_until(self) -> date | None:
        """Give the last day of it, None while it stands."""
        return self.place.valid_until


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    naming: Naming
    plain: bool


@lru_cache(maxsize=1 << 16)
def find_province(text: str, day: date | None = None) -> ProvinceMatch | None:
    """Find the province that `text` names, None where it names none.

    Args:
        text: an address, a heading, a name of a department or file; marks, capitals, tone
            placement and abbreviations ("TP.HCM", "BR-VT", "Đ.Nai") do not matter.
        day: day of the text; chooses between the maps for a name that is on both.
    """
    words = words_of(text)
    mentions = _before_now(words, _mentions(words))
    if mentions:
        best = max(mentions, key=lambda m: (m.plain, m.end))
        return ProvinceMatch(_version(best.naming, day), best.plain)
    code = _by_district(words)
    return None if code is None else ProvinceMatch(_version(Naming(code, None), day), plain=False)


def _version(naming: Naming, day: date | None) -> Place:
    versions = province_versions()
    if day is not None and naming.new is not None:
        for place in versions[naming.new]:
            if place.stands_on(day) and naming.fits(place):
                return place
    return next(place for place in versions[naming.old] if naming.fits(place))


def _mentions(words: Words) -> list[_Mention]:
    found: list[_Mention] = []
    at = 0
    while at < len(words.plain):
        end, naming = _named(words, at)
        mention = None if naming is None else _mention(words, at, end, naming)
        if mention is not None:
            found.append(mention)
        at = end
    return found


def _named(words: Words, at: int) -> tuple[int, Naming | None]:
    """Give the longest name that begins at word `at`, and where it ends."""
    names = province_namings()
    for length in range(longest_naming().get(words.plain[at], 0), 0, -1):
        end = at + length
        naming = names.get(" ".join(words.plain[at:end]))
        if naming is not None and not any(words.comma[at + 1 : end]):
            return end, naming
    return at + 1, _short(words, at)


def _short(words: Words, at: int) -> Naming | None:
    """Read an issuer's letters, but only as a part by itself: "Dĩ An, BD"."""
    if words.opens[at] and words.closes(at + 1):
        raw = words.raw[at]
        code = EXACT_SHORT.get(raw.upper()) if raw[:2].isupper() else None
        return None if code is None else Naming(code, None)
    return None


def _mention(words: Words, at: int, end: int, naming: Naming) -> _Mention | None:
    lead = _lead(words, at, naming)
    if lead is not None:
        return _Mention(at, end, naming, plain=True)
    opens, before = words.opens[at], at
    if not opens and _is_city_word(words, at):
        before = at - (2 if words.plain[at - 1] == "pho" else 1)
        opens = words.opens[before]
    elif not opens and _is_something_else(words, at):
        return None
    closes = words.closes(end) or words.plain[end] in _AFTER_NAME or words.plain[end].isdigit()
    plain = opens and closes
    if not plain and naming.only_plain:
        return None
    if not plain and " ".join(words.plain[at:end]) in NAMED_LIKE_WORDS:
        return None
    return _Mention(at, end, naming, plain=plain)


def _lead(words: Words, at: int, naming: Naming) -> str | None:
    """Give the word before the name that makes it a province: "tỉnh", "Sở Y tế", "TP" of a city."""
    if at == 0 or words.comma[at]:
        return None
    before = words.plain[at - 1]
    if any(before in some for some in _PROVINCE_WORDS):
        return before
    if words.plain[max(0, at - 3) : at] == ("so", "y", "te"):
        return "so y te"
    if _is_city_word(words, at) and naming.old in CENTRAL:
        return "thanh pho"
    return None


def _is_city_word(words: Words, at: int) -> bool:
    if at == 0 or words.opens[at]:
        return False
    before = words.plain[at - 1]
    return before == "tp" or (
        at > 1 and (words.plain[at - 2], before) in {("thanh", "pho"), ("t", "p")}
    )


def _is_something_else(words: Words, at: int) -> bool:
    """Test whether the word before makes the name a street's, a commune's or a person's."""
    before = words.plain[at - 1]
    if before == "xa" and at > 1 and words.plain[at - 2] == "thi":
        return False
    if before in NOT_A_PROVINCE_AFTER or before in SURNAMES:
        return True
    return before[0].isdigit() and _is_house_number(words, at - 1)


def _is_house_number(words: Words, at: int) -> bool:
    """Tell "12/3 Đồng Nai", a street, from "Quận 10 TP.HCM" and "Quốc lộ 13 Bình Dương"."""
    while not words.opens[at] and words.plain[at - 1][0].isdigit():
        at -= 1
    if words.opens[at]:
        return True
    before = words.plain[at - 1]
    if before == "so":
        return words.opens[at - 1] or words.plain[at - 2] != "duong"
    return before not in NUMBERED_ROAD


def _before_now(words: Words, mentions: list[_Mention]) -> list[_Mention]:
    """Keep what stands before "nay là …": the old name says where it is on both maps."""
    for at in range(len(words.plain) - 1):
        if words.plain[at] == "nay" and words.plain[at + 1] in {"la", "thuoc", "thanh"}:
            return [m for m in mentions if m.end <= at] or mentions
    return mentions


def _by_district(words: Words) -> str | None:
    """Find the old province of the last district named, if no other province has its name."""
    found: str | None = None
    names = district_provinces()
    for at in range(len(words.plain)):
        for length in range(min(_LONGEST, len(words.plain) - at), 0, -1):
            end = at + length
            key = " ".join(words.plain[at:end])
            if key in names and not any(words.opens[at + 1 : end]):
                if _TYPED.match(key) or (words.opens[at] and words.closes(end)):
                    found = names[key]
                break
    return found


_TYPED = re.compile(r"(?:quan|q|huyen|h|thi xa|tx|thanh pho|tp) |q\d")
