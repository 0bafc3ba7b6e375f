"""How people write the names of provinces and districts, and the words that change their meaning.

All names are without marks and in lower case, words parted by one blank (`place_words`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lieny.vocabulary.place_table import (
    NEW_MAP_FROM,
    Place,
    districts,
    province_versions,
)
from lieny.vocabulary.place_words import without_marks

CENTRAL = frozenset({"01", "31", "46", "48", "79", "92"})
"""Thành phố trực thuộc trung ương: "TP" before their name names the province."""

_ALIASES: dict[str, tuple[str, ...]] = {
    "79": ("hcm", "tphcm", "hcmc", "tphochiminh", "sai gon", "saigon", "hochiminh"),
    "77": ("ba ria", "vung tau", "brvt", "br vt", "ba ria vt", "br vung tau", "bariavungtau"),
    "75": ("dnai",),
    "01": ("ha tay", "tphanoi"),
    "46": ("thua thien", "tt hue"),
    "66": ("dac lac", "dac lak", "dak lac", "daclac"),
    "67": ("dac nong", "dacnong"),
    "62": ("con tum", "kon tum"),
    "06": ("bac can",),
    "92": ("tpcantho",),
    "48": ("tpdanang",),
}
# Not "hn": on lists it is "hành nghề".
_ONLY_PLAIN: dict[str, str] = {"sg": "79"}
EXACT_SHORT = {
    "BD": "74", "BP": "70", "BRVT": "77", "ĐNAI": "75", "TNI": "72", "TNINH": "72", "LA": "80",
    "TG": "82", "BTH": "60", "LĐ": "68", "ĐNO": "67", "ĐNA": "48", "HNO": "01",
}  # fmt: skip
"""Letters of issuers that stand for the province where they are a part by themselves."""

NAMED_LIKE_WORDS = frozenset(
    {"hoa binh", "thai binh", "phu tho", "vinh phuc", "phu yen", "ha nam", "binh thuan", "tan an"}
)
"""Names that facilities and quarters elsewhere carry too: they count only when said plainly."""

NOT_A_PROVINCE_AFTER = frozenset(
    """duong d pho hem kiet ngo ngach lo ql dl tl dt hl cau cho ap thon khom kp khu to xa x phuong p
    f tran tt huyen h quan q kdc kcn ccn cum ga ben truong cc nha oc tu vong xoay lang ban xom
    doi nui song kenh rach cang phu cx bot nga""".split()  # noqa: SIM905
)
"""A name right after one of these is a street's, a commune's, a quarter's or a building's."""

NUMBERED_ROAD = frozenset(
    "lo ql tl dt hl duong quan q phuong p f ap pho kp khom thon to khu cum tinh".split()  # noqa: SIM905
)
"""A number after one of these is not a house number."""

SURNAMES = frozenset(
    "nguyen tran le pham huynh hoang phan vu vo dang bui dinh trinh truong luong ly duong".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What a name stands for: the old province, and the new one that took the same name."""

    old: str
    new: str | None
    name: str | None = None  # None: any version of the code
    only_plain: bool = False

    def fits(self, place: Place) -> bool:
        """Test whether a version of the province carries the name."""
        return self.name is None or without_marks(place.name) == self.name


@cache
def province_namings() -> Mapping[str, Naming]:
    """Give every way to write a province: full, run together, first letter and last word."""
    versions = [place for places in province_versions().values() for place in places]
    new = {place.name: place.code for place in versions if place.valid_until is None}
    found: dict[str, Naming] = {}
    initials: dict[str, list[Naming]] = defaultdict(list)
    for place in versions:
        if place.valid_from >= NEW_MAP_FROM:
            continue
        name = without_marks(place.name).replace(" - ", " ")
        naming = Naming(place.code, new.get(place.name), without_marks(place.name))
        found[name] = naming
        found[name.replace(" ", "")] = naming
        first, _, rest = name.partition(" ")
        if rest and " " not in rest:
            initials[f"{first[0]} {rest}"].append(naming)
    for short, namings in initials.items():
        if len(namings) == 1:
            only = namings[0]
            found.setdefault(short, Naming(only.old, only.new, only.name))
    for code, aliases in _ALIASES.items():
        of_code = Naming(code, new.get(province_versions()[code][0].name), None)
        found.update((alias, of_code) for alias in aliases if alias not in found)
    for alias, code in _ONLY_PLAIN.items():
        found[alias] = Naming(code, new.get(province_versions()[code][0].name), None, True)  # noqa: FBT003
    return found


@cache
def longest_naming() -> Mapping[str, int]:
    """Give how many words the longest name has that begins with a word."""
    longest: dict[str, int] = defaultdict(int)
    for name in province_namings():
        words = name.split(" ")
        longest[words[0]] = max(longest[words[0]], len(words))
    return dict(longest)


@cache
def district_provinces() -> Mapping[str, str]:
    """Give the old province of every district name that only one province has.

    Keys are the name alone and after its type ("thu duc", "tp thu duc", "q 3", "q3").
    """
    by_name: dict[str, set[str]] = defaultdict(set)
    for unit in districts().values():
        for writing in _writings(unit.type, unit.name):
            by_name[writing].add(unit.province)
    return {name: next(iter(codes)) for name, codes in by_name.items() if len(codes) == 1}


_SHORT_TYPES = {"Quận": "q", "Huyện": "h", "Thị xã": "tx", "Thành phố": "tp"}


def _writings(kind: str, name: str) -> Iterator[str]:
    plain = " ".join(without_marks(name).replace("-", " ").split())
    short = _SHORT_TYPES[kind]
    yield f"{without_marks(kind)} {plain}"
    yield f"{short} {plain}"
    if plain.isdigit():
        yield f"{short}{plain}"
        yield f"{short}{int(plain):02}"
    else:
        yield plain
