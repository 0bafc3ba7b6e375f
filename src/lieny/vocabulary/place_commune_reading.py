"""Reads the commune of an address: "Số 5, xã Bắc Sơn, huyện Trảng Bom, Đồng Nai"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TypeVar

from lieny.vocabulary.place_table import (
    NEW_MAP_FROM,
    Place,
    communes,
    districts,
    province_versions,
    successors,
)
from lieny.vocabulary.place_words import Words, glued, words_of
from lieny.vocabulary.text import word_keys

_LONGEST = 6  # words of a commune's name, with room: "Văn Miếu Quốc Tử Giám" has five
_COMMUNE_WORDS = {
    "phuong": "phuong",
    "p": "phuong",
    "f": "phuong",
    "xa": "xa",
    "x": "xa",
    "thi tran": "thitran",
    "tt": "thitran",
    "dac khu": "dackhu",
}
_DISTRICT_WORDS = {
    "quan": "quan",
    "q": "quan",
    "huyen": "huyen",
    "h": "huyen",
    "thi xa": "thixa",
    "tx": "thixa",
    "thanh pho": "thanhpho",
    "t p": "thanhpho",
    "tp": "thanhpho",
}
_TYPE_LETTERS = frozenset("pfxtdqh")  # a type begins with one of these
_STUCK = re.compile(r"([pfq])(\d{1,2})")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMAN = {word: str(number) for number, word in enumerate(_NUMERALS.split(), start=1)}

Unit = TypeVar("Unit")
Index = Mapping[str, tuple[Unit, ...]]
Said = tuple[str, tuple[str, ...]]
"""A type that the text says, and the names that may follow it, longest first."""


@lru_cache(maxsize=1 << 16)
def find_commune(text: str, province: str, day: date | None = None) -> Place | None:
    """Find the commune of an address in a province, None where none or more than one fits.

    An address that names a district is of the old map whatever its day; one without is looked up
    on the map of `day`, and where that has no such commune, on the other.

    Args:
        text: the address.
        province: code of the province on either map (`find_province`).
        day: day of the text, None when it is not known.
    """
    words = words_of(text)
    said = _said(words, _COMMUNE_WORDS)
    is_later = day is None or day >= NEW_MAP_FROM
    homes = _old_provinces(province, wide=is_later)
    old = _old_communes(homes)
    new = _new_communes(successors().get(province, "") if is_later else "")
    parts = _parts(words, homes)
    areas = set(_named(_said(words, _DISTRICT_WORDS), parts[::-1], _districts(homes)))
    # "Lê Lợi, Trảng Bom": the last part that names a district does not name a commune as well.
    last = max((n for n, part in enumerate(parts) if f"*{part}" in _districts(homes)), default=-1)
    alone = parts[:last] + parts[last + 1 :] if last >= 0 else parts
    if areas:
        maps: tuple[_Map, ...] = ((old, areas), (new, None))
    elif _is_on_new_map(province):
        maps = ((new, None), (old, None))
    else:
        maps = ((old, None), (new, None))
    return (
        _first(said, (), maps, words)
        or _first((), alone, maps, words)
        or _same_marks(_first(_loose(said), (), maps, words), words)
    )


_Map = tuple[Index[Place], set[str] | None]
"""Where to look: the communes of some provinces, and the districts to keep to, if any."""


def _first(
    said: tuple[Said, ...],
    parts: tuple[str, ...],
    maps: tuple[_Map, ...],
    words: Words,
) -> Place | None:
    """Give the only place of the first map that has one."""
    for index, areas in maps:
        hits = _exact(said, parts, index)
        within = [place for place in hits if areas is None or place.district in areas]
        found = _only(within, words)
        if found is not None:
            return found
    return None


def _only(places: Sequence[Place], words: Words) -> Place | None:
    """Give the one place; of namesakes but for their marks the one with the marks of the text."""
    distinct = {place.key: place for place in places}
    if len(distinct) > 1 and _has_marks(words):
        distinct = {key: place for key, place in distinct.items() if _same_marks(place, words)}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def _same_marks(place: Place | None, words: Words) -> Place | None:
    """Give the place if the text writes its name with the same marks, or writes none at all."""
    if place is None or not _has_marks(words):
        return place
    return place if f" {_toned(words_of(place.name))} " in f" {_toned(words)} " else None


def _has_marks(words: Words) -> bool:
    return not "".join(words.raw).isascii()


def _toned(words: Words) -> str:
    """Give the words with their marks, wherever the tone stands."""
    return " ".join([word_keys(word)[1] for word in words.raw])


def _is_on_new_map(province: str) -> bool:
    return any(place.valid_until is None for place in province_versions().get(province, ()))


@cache
def _old_provinces(province: str, *, wide: bool) -> tuple[str, ...]:
    """Give where to look on the old map: a new province was made of several."""
    if not wide or not _is_on_new_map(province):
        return (province,)
    return tuple(old for old, new in successors().items() if new == province)


def _named(said: tuple[Said, ...], parts: tuple[str, ...], index: Index[Unit]) -> tuple[Unit, ...]:
    """Give the units named first: after their type, after another type, as a part by itself.

    Another type, because a commune may have become a ward or a district a town.
    """
    return _exact(said, (), index) or _exact(_loose(said), (), index) or _exact((), parts, index)


def _exact(said: tuple[Said, ...], parts: tuple[str, ...], index: Index[Unit]) -> tuple[Unit, ...]:
    for kind, names in said:
        for name in names:
            if kind + name in index:
                return index[kind + name]
    for part in parts:
        if "*" + part in index:
            return index["*" + part]
    return ()


def _loose(said: tuple[Said, ...]) -> tuple[Said, ...]:
    return tuple(("*", names) for _, names in said)


def _said(words: Words, types: Mapping[str, str]) -> tuple[Said, ...]:
    """Find the types that the text says, each with the names that may follow it."""
    found: list[Said] = []
    for at, word in enumerate(words.plain):
        if word[0] not in _TYPE_LETTERS:
            continue
        stuck = _STUCK.fullmatch(word) if word[-1].isdigit() else None
        if stuck and stuck[1] in types:
            found.append((types[stuck[1]], (str(int(stuck[2])),)))
            continue
        pair = " ".join(words.plain[at : at + 2])
        kind, start = (types[pair], at + 2) if pair in types else (types.get(word), at + 1)
        if kind is None or (word == "xa" and at > 0 and words.plain[at - 1] == "thi"):
            continue
        stop = min(start + _LONGEST, len(words.plain))
        stop = next((i for i in range(start, stop) if words.comma[i]), stop)
        names = tuple(_key(words.plain[start:end]) for end in range(stop, start, -1))
        found.append((kind, names))
    return tuple(found)


def _parts(words: Words, homes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the parts of the address between commas and dashes as keys, without the province.

    Many provinces have a town of their own name: the last such part is the province.
    """
    parts = tuple(
        _key(words.plain[at : words.part_end(at)]) for at, opens in enumerate(words.opens) if opens
    )
    if parts and parts[-1] in {"vietnam", "vn"}:
        parts = parts[:-1]
    return parts[:-1] if parts and parts[-1] in _province_keys(homes) else parts


@cache
def _province_keys(homes: tuple[str, ...]) -> frozenset[str]:
    codes = {*homes, *(successors()[home] for home in homes if home in successors())}
    places = [place for code in codes for place in province_versions().get(code, ())]
    return frozenset(_key(words_of(place.name).plain) for place in places)


def _key(plain: tuple[str, ...]) -> str:
    """Run words together as keys are: "iv" and "04" are 4, y is i."""
    if len(plain) == 1:
        word = _ROMAN.get(plain[0], plain[0])
        return str(int(word)) if word.isdecimal() else word.replace("y", "i")
    return "".join(plain).replace("y", "i")


def _index(units: Iterable[tuple[Unit, str, str, tuple[str, ...]]]) -> Index[Unit]:
    """Key units by type and name, by name alone behind "*", and by earlier type and name."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit, kind, name, earlier in units:
        bare = _key(words_of(name).plain)
        keys = {glued(kind) + bare, *(key.replace("y", "i") for key in earlier)}
        if not bare.isdecimal():
            keys.add("*" + bare)
        for key in keys:
            found[key].append(unit)
    return {key: tuple(hits) for key, hits in found.items()}


@cache
def _old_communes(provinces: tuple[str, ...]) -> Index[Place]:
    both = communes()
    return _index(
        (place, place.type, place.name, both.earlier.get(place.code, ()))
        for place in both.old.values()
        if place.province in provinces
    )


@cache
def _new_communes(province: str) -> Index[Place]:
    return _index(
        (place, place.type, place.name, ())
        for place in communes().new.values()
        if place.province == province
    )


@cache
def _districts(provinces: tuple[str, ...]) -> Index[str]:
    return _index(
        (unit.code, unit.type, unit.name, unit.earlier)
        for unit in districts().values()
        if unit.province in provinces
    )
