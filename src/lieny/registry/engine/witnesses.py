"""Người làm chứng: which persons the rows of activities and trainees are about."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from lieny.registry.engine.columns_read import Ints, Longs, coded, contained, whole_numbers
from lieny.registry.engine.licence_keys import SERIALS, LicenceKeys
from lieny.registry.engine.screen_input import ScreenInput

NOBODY = -1


def witness_keys(table: pa.Table, prefix: str, keys: LicenceKeys) -> Longs:
    """Key the licence of each row; −1 where it has none that lists or registers know the form of.

    Args:
        table: activities or trainees.
        prefix: of the three columns ("mentor_"), "" for "licence_".
        keys: of the run.
    """
    prefix = prefix or "licence_"
    serial = whole_numbers(table[f"{prefix}serial"])
    (issuer,), issuers = coded(table[f"{prefix}issuer"])
    (kind,), kinds = coded(table[f"{prefix}type"])
    groups = {group: at for at, group in enumerate(keys.groups)}
    group_of = np.full((len(issuers) + 1, len(kinds) + 1), -1, np.int64)
    for i, issuer_name in enumerate(issuers):
        for k, kind_name in enumerate(kinds):
            group_of[i, k] = groups.get((issuer_name, kind_name), -1)
    group = group_of[issuer, kind]
    return np.where((group >= 0) & (serial > 0), group * SERIALS + serial, -1)


def persons_of_rows(table: pa.Table, prefix: str, given: ScreenInput, keys: LicenceKeys) -> Ints:
    """Give the person of each row: by the licence, as lists use it, else as registers hold it.

    A number that several persons use tells nobody.
    """
    if not table.num_rows:
        return np.zeros(0, np.int32)
    wanted = witness_keys(table, prefix, keys)
    by_list = _persons_by_key(wanted, keys.use_key, given.registration_person[keys.use_row])
    by_register = _persons_by_key(wanted, keys.register, given.licence_person)
    return np.where(by_list != NOBODY, by_list, by_register).astype(np.int32)


def persons_of_witnesses(
    table: pa.Table, prefix: str, given: ScreenInput, keys: LicenceKeys
) -> Ints:
    """Give the distinct persons of the rows of activities or trainees."""
    return np.unique(persons_of_rows(table, prefix, given, keys))


def _persons_by_key(wanted: Longs, key: Longs, person: Ints) -> Ints:
    good = (key >= 0) & (person >= 0) & contained(key, wanted)
    order = np.lexsort((person[good], key[good]))
    keys, persons = key[good][order], person[good][order]
    begin = np.searchsorted(keys, wanted, side="left")
    end = np.searchsorted(keys, wanted, side="right")
    found = np.full(len(wanted), NOBODY, np.int32)
    met = (end > begin) & (wanted >= 0)
    first, last = persons[begin[met]], persons[end[met] - 1]
    found[met] = np.where(first == last, first, NOBODY)
    return found
