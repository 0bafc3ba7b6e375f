"""Joins the rows that are one place, by groups of equal keys; never row against row.

Three steps. First what proves identity: number and issuer, code, name with address. Then what
proves it inside one commune: the name. Last, rows that do not say where they are go to the only
place of that name in the province, if it is the only one and no number speaks against it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from lieny.registry.engine.facility_keys import NONE, FacilityKeys, Ints, pair

Flags = npt.NDArray[np.bool_]


def group_rows(keys: FacilityKeys, file: Ints, is_listed: Flags) -> Ints:
    """Give each row the number of its place; the numbers themselves mean nothing.

    Args:
        keys: keys of the rows.
        file: index of the file of each row.
        is_listed: the row is from a list, not from a register: a file that names a facility twice
            in the same words means one, a register that does means two.

    Returns:
        Numbers from 0, equal for rows of one place.
    """
    place = joined([*_proofs(keys), *_in_one_commune(keys)], len(keys.name))
    place = joined([place, _bare_numbers(keys, place)], len(place))
    for kin in (_near_kin(keys, place), _far_kin(keys, place)):
        place = joined([place, kin], len(place))
    same_words = pair(keys.name, file, np.where(_unplaced(keys), keys.province + 1, NONE))
    same_words = np.where(is_listed & (keys.serial == NONE), same_words, NONE)
    return joined([place, same_words], len(place))


def joined(keys: list[Ints], rows: int) -> Ints:
    """Join rows that share any key (connected components); −1 joins nothing."""
    starts: list[Ints] = []
    ends: list[Ints] = []
    for key in keys:
        has = np.flatnonzero(key != NONE)
        if len(has):
            one_of = np.empty(int(key.max()) + 1, dtype=np.int64)
            one_of[key[has]] = has
            starts.append(has)
            ends.append(one_of[key[has]])
    if not starts:
        return np.arange(rows, dtype=np.int64)
    at, to = np.concatenate(starts), np.concatenate(ends)
    graph = coo_matrix((np.ones(len(at), dtype=np.int8), (at, to)), shape=(rows, rows))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _proofs(keys: FacilityKeys) -> list[Ints]:
    """Keys that each prove identity.

    A number whose issuer joined another department (BD, HCM) is the same only with the same name
    in the same commune, or at the same address: both departments counted from 1.
    """
    called = np.where(keys.named, keys.name, NONE)
    return [
        keys.licence,
        _trusted_codes(keys),
        pair(keys.code, keys.name),
        pair(keys.serial, keys.province, keys.street),
        pair(keys.serial, keys.province, called, keys.commune),
        pair(called, keys.province, keys.street),
        pair(keys.name, keys.commune, keys.street),
    ]


def _trusted_codes(keys: FacilityKeys) -> Ints:
    """Give the codes whose rows do not differ in everything: name, commune and number.

    Registers reuse codes and a list may carry its neighbour's; one difference or two are a place
    that was renamed, or moved, or licensed anew.
    """
    differs = [distinct_in(keys.code, key) > 1 for key in (keys.name, keys.commune, keys.serial)]
    return np.where(np.all(differs, axis=0), NONE, keys.code)


def _bare_numbers(keys: FacilityKeys, place: Ints) -> Ints:
    """Tie a number without issuer to the same number with the same name in the same province.

    Where two issuers of the province gave that number to that name, the bare one stays open.
    Only a row that says no other commune is tied.
    """
    called = np.where(keys.named, keys.name, NONE)
    group = pair(keys.serial, called, keys.province)
    group = np.where(distinct_in(group, keys.licence) <= 1, group, NONE)
    group = np.where(distinct_in(group, keys.commune) <= 1, group, NONE)
    nowhere = keys.province == NONE
    wide = pair(keys.serial, called)
    wide = np.where(distinct_in(wide, np.where(nowhere, NONE, place)) <= 1, wide, NONE)
    wide = np.where(distinct_in(wide, np.where(nowhere, place, NONE)) > 0, wide, NONE)
    return joined([group, wide], len(place))


def _in_one_commune(keys: FacilityKeys) -> list[Ints]:
    """Join the same name in the same commune, unless addresses and numbers both tell two apart.

    One place may have an old and a new operating licence, or an address written in two ways; two
    branches of one name have both, an address and a licence of their own.
    """
    called = np.where(keys.named, keys.name, NONE)
    joint = []
    for group in (pair(called, keys.commune), pair(called, keys.province, keys.old_commune)):
        one_street = distinct_in(group, keys.street) <= 1
        one_number = distinct_in(group, keys.serial) <= 1
        joint.append(np.where(one_street | one_number, group, NONE))
    return joint


def _near_kin(keys: FacilityKeys, place: Ints) -> Ints:
    """Tie places that do not say their commune to the only one of the name in the province."""
    group = pair(np.where(keys.named, keys.name, NONE), keys.province)
    return _tied(keys, place, group, has_ground=_any_in(place, keys.commune != NONE))


def _far_kin(keys: FacilityKeys, place: Ints) -> Ints:
    """Tie places that say no province at all to the only one of the name anywhere."""
    group = np.where(keys.named, keys.name, NONE)
    return _tied(keys, place, group, has_ground=_any_in(place, keys.province != NONE))


def _tied(keys: FacilityKeys, place: Ints, group: Ints, *, has_ground: Flags) -> Ints:
    """Join each group with at most one place that has ground, a number, a street.

    Places of the group that share a number or a street are joined already; two that have one each
    contradict each other.
    """
    fits = np.ones(len(place), dtype=np.bool_)
    for flag in (has_ground, keys.serial != NONE, keys.street != NONE):
        fits &= distinct_in(group, np.where(_any_in(place, flag), place, NONE)) <= 1
    return np.where(fits, group, NONE)


def _unplaced(keys: FacilityKeys) -> Flags:
    return np.asarray((keys.old_commune == NONE) & (keys.street == NONE), dtype=np.bool_)


def _any_in(place: Ints, flag: Flags) -> Flags:
    """Test for each row whether any row of its place has the flag."""
    has = np.zeros(int(place.max(initial=0)) + 1, dtype=np.bool_)
    has[place[flag]] = True
    return np.asarray(has[place], dtype=np.bool_)


def distinct_in(group: Ints, key: Ints) -> Ints:
    """Count for each row the distinct keys of its group; −1 in either counts nothing."""
    has = (group != NONE) & (key != NONE)
    counts = np.zeros(int(group.max(initial=0)) + 1, dtype=np.int64)
    if has.any():
        radix = int(key.max()) + 1
        both = np.unique(group[has] * radix + key[has]) // radix
        counts = np.bincount(both, minlength=len(counts))
    return np.where(group == NONE, 0, counts[group])
