"""The province of each place on the map of a day: what its rows say, best witness first."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from lieny.registry.engine.facility_keys import NONE, Ints, encoded
from lieny.vocabulary.issuer import issuers
from lieny.vocabulary.place import (
    NEW_MAP_FROM,
    PlaceNotOnMap,
    communes_before,
    province_on,
    province_successor,
)
from lieny.vocabulary.place_table import communes

# Witnesses, best first: the register's column or address, a list's address, the issuer of the
# operating licence, the file.
_REGISTER, _ADDRESS, _ISSUER, _FILE = range(4)
_LEVELS, _CODES = 4, 100


def entity_provinces(
    facilities: pa.Table, place: Ints, as_of: date, file_provinces: list[str | None]
) -> pa.Array:
    """Give the NSO code of each place on the map of `as_of`, null where nothing says it.

    Of several codes of the best witness the most frequent counts, then the smaller. Before the
    merger a code that only the old map has goes first: an address written later says
    "TP. Hồ Chí Minh" of what was Bình Dương.
    """
    given = _given(facilities, as_of)
    sources, names = encoded(facilities["source"])
    is_register = sources == (names.index("register") if "register" in names else len(names))
    issuer = _numbers(facilities["licence_issuer"], _of_issuers(facilities, as_of))
    of_file = np.array([_on(code, as_of) for code in file_provinces] or [NONE], dtype=np.int64)
    file = facilities["file"].to_numpy().astype(np.int64)
    by_file = of_file[file] if len(file_provinces) else np.full(len(place), NONE)
    witnesses = (
        (_REGISTER, np.where(is_register, given, NONE)),
        (_ADDRESS, np.where(is_register, NONE, given)),
        (_ISSUER, issuer),
        (_FILE, by_file),
    )
    return _chosen(place, witnesses, as_of)


def _chosen(place: Ints, witnesses: tuple[tuple[int, Ints], ...], as_of: date) -> pa.Array:
    said = [
        (place[has] * _LEVELS + level) * _CODES + code[has]
        for level, code in witnesses
        for has in (code != NONE,)
    ]
    found = np.full(int(place.max(initial=-1)) + 1, NONE, dtype=np.int64)
    each, count = np.unique(np.concatenate(said), return_counts=True)
    codes, levels, places = each % _CODES, each // _CODES % _LEVELS, each // _CODES // _LEVELS
    on_new_map = np.array([_is_on_new_map(code) for code in range(_CODES)])
    shadowed = on_new_map[codes] & (as_of < NEW_MAP_FROM)
    best = np.lexsort((codes, -count, shadowed, levels, places))
    which, first = np.unique(places[best], return_index=True)
    found[which] = codes[best][first]
    return pa.array(
        [None if code == NONE else f"{code:02}" for code in found.tolist()], pa.string()
    )


def _given(facilities: pa.Table, as_of: date) -> Ints:
    """Give the province that a row's column or address names; before the merger by its commune."""
    given, codes = encoded(facilities["province_given"])
    mapped = np.array([*(_on(code, as_of) for code in codes), NONE], dtype=np.int64)[given]
    if as_of >= NEW_MAP_FROM:
        return mapped
    commune, known = encoded(facilities["commune_given"])
    by_commune = np.array([*map(_old_province, known), NONE], dtype=np.int64)[commune]
    now = np.array([_now(code) for code in range(_CODES)], dtype=np.int64)
    agrees = (by_commune != NONE) & ((mapped == NONE) | (now[by_commune] == now[mapped]))
    return np.where(agrees, by_commune, mapped)


def _old_province(commune: str) -> int:
    """Give the province of a commune before the merger, on whichever map its code is."""
    both = communes()
    if commune in both.old:
        return int(both.old[commune].province)
    parts = communes_before(commune) if commune in both.new else ()
    return int(parts[0][0].province) if parts else NONE


def _now(code: int) -> int:
    return _on(f"{code:02}", NEW_MAP_FROM)


def _on(code: str | None, as_of: date) -> int:
    try:
        return int(province_successor(code or "", from_day=None, to_day=as_of))
    except PlaceNotOnMap:
        return NONE


def _is_on_new_map(code: int) -> bool:
    try:
        return province_on(f"{code:02}", NEW_MAP_FROM).valid_from <= NEW_MAP_FROM
    except PlaceNotOnMap:
        return False


def _of_issuers(facilities: pa.Table, as_of: date) -> list[int]:
    known = issuers()
    codes = encoded(facilities["licence_issuer"])[1]
    return [_on(known[code].province, as_of) if code in known else NONE for code in codes]


def _numbers(column: pa.ChunkedArray, of_text: list[int]) -> Ints:
    return np.array([*of_text, NONE], dtype=np.int64)[encoded(column)[0]]
