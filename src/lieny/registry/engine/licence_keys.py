"""Số giấy phép as one integer a row: serial, issuer and type, over lists and registers together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.engine.columns_read import (
    Flags,
    Ints,
    Longs,
    coded,
    contained,
    distinct,
    varied,
    whole_numbers,
)
from lieny.registry.engine.screen_input import ScreenInput
from lieny.vocabulary.licence_number import LicenceType

SERIALS = 10_000_000
NO_KEY = -1
USABLE = frozenset({"exact", "fuzzy"})  # of a masked number only the end is known
PRACTISING = frozenset(kind.value for kind in LicenceType if kind.is_practising)


@dataclass(frozen=True, slots=True)
class LicenceKeys:
    """Keys of practising licences; equal keys are equal numbers.

    Attributes:
        register: key of each row of the registers, −1 where it has none.
        use_row: registration of each use of a number; a row may use several.
        use_key: key of each use.
        use_exact: nothing was guessed when it was read.
        groups: (issuer, type) by number; a key divided by `SERIALS` is the number of its group.
        coverage: share of the other numbers met in lists that the registers know, by group.
    """

    register: Longs
    use_row: Longs
    use_key: Longs
    use_exact: Flags
    groups: tuple[tuple[str, str], ...]
    coverage: Mapping[tuple[str, str], float]


def licence_keys(given: ScreenInput, *, least_numbers: int) -> LicenceKeys:
    """Key all practising licences and measure how complete the registers are.

    Args:
        given: the run.
        least_numbers: a group of which lists show fewer numbers has no measure.
    """
    registrations, licences = given.registrations, given.licences
    others, whose = _further(registrations)
    issuers, issuer_names = coded(*_columns("licence_issuer", registrations, licences, others))
    types, type_names = coded(*_columns("licence_type", registrations, licences, others))
    statuses, status_names = coded(*_columns("licence_status", registrations, licences, others))
    width = max(len(type_names), 1)
    practising = np.array([name in PRACTISING for name in type_names] + [False])
    usable = np.array([name in USABLE for name in status_names] + [True])
    exact = np.array([name == "exact" for name in status_names] + [True])
    keys = []
    for at, table in enumerate((registrations, licences, others)):
        serial = whole_numbers(table["licence_serial"])
        good = (serial > 0) & (issuers[at] >= 0) & practising[types[at]] & usable[statuses[at]]
        group = issuers[at].astype(np.int64) * width + types[at]
        keys.append(np.where(good, group * SERIALS + serial, NO_KEY))
    first = np.flatnonzero(keys[0] >= 0)
    further = np.flatnonzero(keys[2] >= 0)
    use_row = np.concatenate([first, whose[further]])
    use_key = np.concatenate([keys[0][first], keys[2][further]])
    use_exact = np.concatenate([exact[statuses[0][first]], exact[statuses[2][further]]])
    groups = tuple((issuer, kind) for issuer in issuer_names for kind in type_names)
    counted = use_exact & given.active[use_row]
    measured = _coverage(use_key[counted], keys[1], len(groups), least_numbers)
    coverage = {groups[group]: share for group, share in measured.items()}
    return LicenceKeys(keys[1], use_row, use_key, use_exact, groups, coverage)


def _columns(name: str, *tables: pa.Table) -> list[pa.ChunkedArray]:
    return [table[name] for table in tables]


def _further(registrations: pa.Table) -> tuple[pa.Table, Longs]:
    """Give the further numbers of cells as a table, and the registration of each."""
    lists = registrations["other_licences"].combine_chunks()
    if isinstance(lists, pa.ChunkedArray):
        lists = lists.chunk(0) if lists.num_chunks else pa.array([], lists.type)
    whose = np.asarray(pc.list_parent_indices(lists).to_numpy(), np.int64)
    flat = pc.list_flatten(lists)
    columns = {
        f"licence_{name}": pa.chunked_array([pc.struct_field(flat, name)])
        for name in ("serial", "issuer", "type", "status")
    }
    return pa.table(columns), whose


def _coverage(used: Longs, register: Longs, groups: int, least: int) -> dict[int, float]:
    """Measure, for each group, the share of the numbers in lists that registers know.

    One number that is missing is judged by the others: it does not count against itself.
    """
    numbers = distinct(used)
    known = contained(numbers, register)
    group = numbers // SERIALS
    total = np.bincount(group, minlength=groups)
    found = np.bincount(group[known], minlength=groups)
    others = total - (found < total)
    measured = np.flatnonzero((found > 0) & (others >= least))
    return {int(g): float(found[g] / others[g]) for g in measured}


def shared_keys(keys: Longs, person: Ints) -> Longs:
    """Give the keys that rows of two or more persons carry."""
    return varied(keys, person.astype(np.int64))


def list_coverage(given: ScreenInput, keys: LicenceKeys) -> dict[tuple[str, str], float]:
    """Measure, for each group, the share of the live holders on register whom some list names."""
    (status,), names = coded(given.licences["status"])
    is_active = np.array([name == "active" for name in names] + [True], np.bool_)
    live = is_active[status] & (keys.register >= 0) & (given.licence_person >= 0)
    listed = np.zeros(given.person_count, np.bool_)
    listed[given.registration_person[given.registration_person >= 0]] = True
    group = keys.register[live] // SERIALS
    total = np.bincount(group, minlength=len(keys.groups))
    named = listed[given.licence_person[live]]
    found = np.bincount(group[named], minlength=len(keys.groups))
    return {keys.groups[g]: float(found[g] / total[g]) for g in np.flatnonzero(total)}
