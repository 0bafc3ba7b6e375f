"""Screens of the rules about licences and places: R06 to R14."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pyarrow.compute as pc

from lieny.registry.engine.columns_read import (
    NO_DAY,
    Flags,
    Ints,
    Longs,
    alike,
    coded,
    contained,
    days,
    is_given,
    joined,
    varied,
    whole_numbers,
)
from lieny.registry.engine.licence_keys import SERIALS, LicenceKeys, shared_keys
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.rules.facts import FacilityStatus, LicenceStatus, Region
from lieny.registry.rules.rule_set import RuleSet, rule_set
from lieny.registry.rules.settings import binds, day, number
from lieny.vocabulary.licence_number import LicenceType

EPOCH = date(1970, 1, 1)


def rows_of_licence_rules(
    given: ScreenInput, keys: LicenceKeys, region: Region
) -> Iterator[tuple[RuleSet, Flags]]:
    """Tell, for some rules at a time, the active rows that these rules may be about."""
    uses = np.flatnonzero(given.active[keys.use_row])
    use, row = joined(keys.use_key[uses], keys.register)
    used_by = keys.use_row[uses[use]]
    yield rule_set(6, 7, 8), _these(given, used_by[_is_ended(given, region)[row]])
    yield rule_set(14), _these(given, used_by[_is_of_another(given, used_by, row)])
    yield rule_set(10), _these(given, keys.use_row[uses[_is_unknown(keys, uses, region)]])
    yield rule_set(11), _these(given, keys.use_row[uses[_is_shared(given, keys, uses)]])
    yield rule_set(9), given.active & _is_at_unlicensed(given, region)
    yield rule_set(13), given.active & _is_misdated(given, keys, region)


def _these(given: ScreenInput, at: Longs) -> Flags:
    rows = np.zeros(len(given.place), np.bool_)
    rows[at] = True
    return rows


def persons_with_several_licences(given: ScreenInput, keys: LicenceKeys) -> Ints:
    """Give the persons who use or hold two numbers of one type or more (R12)."""
    active = given.active[keys.use_row]
    key = np.concatenate([keys.use_key[active], keys.register])
    person = np.concatenate([given.registration_person[keys.use_row[active]], given.licence_person])
    good = (key >= 0) & (person >= 0)
    kinds = sorted({kind for _, kind in keys.groups})
    kind_of = np.array([kinds.index(kind) for _, kind in keys.groups] + [0], np.int64)
    kind = kind_of[key[good] // SERIALS]
    held = varied(person[good].astype(np.int64) * max(len(kinds), 1) + kind, key[good])
    return np.asarray(held // max(len(kinds), 1), np.int32)


def persons_with_revoked_licence(given: ScreenInput, keys: LicenceKeys) -> Ints:
    """Give the holders of revoked licences who have an active row without a number (R06)."""
    (status,), names = coded(given.licences["status"])
    revoked = np.array([name == LicenceStatus.REVOKED.value for name in names] + [False])
    holders = np.unique(given.licence_person[revoked[status]])
    numbered = np.zeros(len(given.place), np.bool_)
    numbered[keys.use_row] = True
    bare = np.unique(given.registration_person[given.active & ~numbered])
    return np.intersect1d(holders, bare).astype(np.int32)


def _is_ended(given: ScreenInput, region: Region) -> Flags:
    """Tell the register rows with a status other than active, or a term that ends soon."""
    (status,), names = coded(given.licences["status"])
    active = np.array([name == LicenceStatus.ACTIVE.value for name in names] + [True])
    ended = ~active[status]
    if binds(region, "licence.term"):
        ahead = int(number(region, "licence.term", "warn_days_first"))
        horizon = (region.as_of - EPOCH).days + ahead
        until = days(given.licences["valid_until"], absent=-NO_DAY)
        ended |= until <= horizon
    return ended


def _is_of_another(given: ScreenInput, used_by: Longs, row: Longs) -> Flags:
    """Tell the pairs of list row and register row whose persons show any difference."""
    differs = np.zeros(len(row), np.bool_)
    for name in ("name_folded", "cccd"):
        (listed, held), _ = alike(given.registrations[name], given.licences[name])
        differs |= _unlike(listed[used_by], held[row])
    for column, read in (("birth_on", days), ("birth_year", whole_numbers)):
        listed_days, held_days = read(given.registrations[column]), read(given.licences[column])
        absent = NO_DAY if read is days else -1
        one, other = listed_days[used_by], held_days[row]
        differs |= (one != other) & (one != absent) & (other != absent)
    return differs


def _unlike(one: Ints, other: Ints) -> Flags:
    return np.asarray((one != other) & (one >= 0) & (other >= 0), np.bool_)


def _is_unknown(keys: LicenceKeys, uses: Longs, region: Region) -> Flags:
    """Tell the uses of numbers that a nearly complete register does not hold (R10)."""
    if not binds(region, "licence.known"):
        return np.zeros(len(uses), np.bool_)
    least = number(region, "licence.known", "least_coverage")
    covered = np.array([keys.coverage.get(group, 0.0) >= least for group in keys.groups] + [False])
    key = keys.use_key[uses]
    return np.asarray(covered[key // SERIALS] & ~contained(key, keys.register), np.bool_)


def _is_shared(given: ScreenInput, keys: LicenceKeys, uses: Longs) -> Flags:
    """Tell the uses of numbers under which two persons work (R11)."""
    key = keys.use_key[uses]
    shared = shared_keys(key, given.registration_person[keys.use_row[uses]])
    return contained(key, shared)


def _is_at_unlicensed(given: ScreenInput, region: Region) -> Flags:
    """Tell the rows at places that may not operate, or that a loaded register does not know."""
    status = given.entities["status"]
    bad = pc.not_equal(status, FacilityStatus.ACTIVE.value).fill_null(False)  # noqa: FBT003
    (province,), codes = coded(given.entities["province"])
    loaded = np.array([code in region.facility_register_loaded for code in codes] + [False])
    places = np.asarray(bad.to_numpy(), np.bool_) | (loaded[province] & ~is_given(status))
    return np.append(places, [False])[given.place]


def _is_misdated(given: ScreenInput, keys: LicenceKeys, region: Region) -> Flags:
    """Tell the rows whose day of issue does not fit number or type (R13)."""
    topic = "licence.series"
    if not binds(region, topic):
        return np.zeros(len(given.place), np.bool_)
    issued = days(given.registrations["licence_issued_on"])
    begin = day(region, topic, "licences_from")
    grace = begin + timedelta(days=number(region, topic, "certificate_grace_days"))
    kinds = np.array([kind for _, kind in keys.groups] + [""])[keys.use_key // SERIALS]
    used = issued[keys.use_row]
    early = (kinds == LicenceType.LICENCE.value) & (used < (begin - EPOCH).days)
    late = (kinds == LicenceType.CERTIFICATE.value) & (used >= (grace - EPOCH).days)
    wrong = np.zeros(len(issued), np.bool_)
    wrong[keys.use_row[early | late]] = True
    margin = int(number(region, topic, "band_margin_days"))
    bands = given.bands
    banded = bands.neighbours >= number(region, topic, "least_neighbours")
    outside = (issued < bands.earliest - margin) | (issued > bands.latest + margin)
    return np.asarray((issued != NO_DAY) & (wrong | (banded & outside)), np.bool_)
