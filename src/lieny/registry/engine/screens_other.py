"""Screens of the rules about words, dates and other tables: R12, R15 to R18, R20, R21, R24."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa

from lieny.registry.engine.columns_read import (
    NO_DAY,
    Flags,
    Ints,
    Longs,
    coded,
    coded_rows,
    days,
    joined,
)
from lieny.registry.engine.licence_keys import SERIALS, LicenceKeys
from lieny.registry.engine.post_words import named_scopes, post_title
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.engine.screens_licence import (
    persons_with_revoked_licence,
    persons_with_several_licences,
)
from lieny.registry.engine.witnesses import persons_of_witnesses
from lieny.registry.rules.facts import Region
from lieny.registry.rules.r15_scope import is_outside
from lieny.registry.rules.r16_title import UNFIT
from lieny.registry.rules.rule_set import RuleSet, rule_set
from lieny.registry.rules.settings import binds, number
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title

EPOCH = date(1970, 1, 1)
DAYS_IN_23_MONTHS = 699
LEAST_LATE_DAYS = 3  # three working days last at least three days


def rows_of_dates_and_words(
    given: ScreenInput, keys: LicenceKeys, region: Region
) -> Iterator[tuple[RuleSet, Flags]]:
    """Tell the rows that rules on titles, scopes, late notices and education may be about."""
    yield rule_set(16), given.active & _of_unfit_title(given, keys)
    yield rule_set(15), given.active & _outside_scope(given)
    yield rule_set(18), given.current & _late(given)
    yield rule_set(20), given.active & _short_of_education(given, region)


def persons_of_other_tables(
    given: ScreenInput, keys: LicenceKeys, region: Region
) -> Iterator[tuple[RuleSet, Ints]]:
    """Give the persons whom registers, activities and trainees bring in, by rule."""
    yield rule_set(12), persons_with_several_licences(given, keys)
    yield rule_set(6), persons_with_revoked_licence(given, keys)
    yield rule_set(20), _short_by_register(given, region)
    yield rule_set(21), _long_inactive(given, keys, region)
    yield rule_set(17), persons_of_witnesses(given.activities, "", given, keys)
    yield rule_set(24), persons_of_witnesses(given.trainees, "mentor_", given, keys)


def _of_unfit_title(given: ScreenInput, keys: LicenceKeys) -> Flags:
    """Tell the rows whose post calls for a title that list or register denies (R16)."""
    (post,), texts = coded(given.registrations["raw_position"])
    needed = [post_title(text) for text in texts]
    (listed, held), names = coded(given.registrations["title"], given.licences["title"])
    unfit = np.zeros((len(needed) + 1, len(names) + 1), np.bool_)
    for i, title in enumerate(needed):
        for j, name in enumerate(names):
            unfit[i, j] = title is not None and Title(name) in UNFIT.get(title, frozenset())
    rows = unfit[post, listed]
    use, row = joined(keys.use_key, keys.register)
    used_by = keys.use_row[use]
    rows[used_by[unfit[post[used_by], held[row]]]] = True
    return np.asarray(rows, np.bool_)


def _outside_scope(given: ScreenInput) -> Flags:
    """Tell the rows whose post or unit names a specialty outside the scopes known (R15)."""
    table = given.registrations
    (post,), posts = coded(table["raw_position"])
    (unit,), units = coded(table["unit"])
    (listed, held), scopes = coded(table["scopes"], given.licences["scopes"])
    known = _scopes_of_persons(given, held, scopes)
    scope = np.where(_is_filled(listed, scopes), listed, known)
    number_of, combined = coded_rows([post, unit, scope])
    outside = [
        _is_misfit(
            posts[p] if p >= 0 else "", units[u] if u >= 0 else "", scopes[s] if s >= 0 else ""
        )
        for p, u, s in combined
    ]
    return np.array(outside, np.bool_)[number_of] if outside else np.zeros(0, np.bool_)


def _scopes_of_persons(given: ScreenInput, held: Ints, scopes: list[str]) -> Ints:
    """Give each registration the scopes of some register row of its person, −1 for none."""
    filled = _is_filled(held, scopes)
    of_person = np.full(given.person_count + 1, -1, np.int32)
    of_person[given.licence_person[filled]] = held[filled]
    return np.asarray(of_person[given.registration_person], np.int32)


def _is_filled(code: Ints, texts: list[str]) -> Flags:
    filled = np.array([bool(text) for text in texts] + [False], np.bool_)
    return np.asarray(filled[code], np.bool_)


def _is_misfit(post: str, unit: str, scopes: str) -> bool:
    held = frozenset(Scope(code) for code in scopes.split("|") if code)
    if not held:
        return False
    named = named_scopes(post)
    return is_outside(named or named_scopes(unit), held)


def _late(given: ScreenInput) -> Flags:
    received = days(given.registrations["received_on"])
    late = np.zeros(len(received), np.bool_)
    for name in ("event_on", "valid_from", "valid_until"):
        event = days(given.registrations[name])
        late |= (event != NO_DAY) & (received - event > LEAST_LATE_DAYS)
    return np.asarray(late & (received != NO_DAY), np.bool_)


def _short_of_education(given: ScreenInput, region: Region) -> Flags:
    topic = "education.cme"
    hours = given.registrations["cme_hours"]
    if not binds(region, topic):
        return np.zeros(len(hours), np.bool_)
    return np.asarray(_hours(hours) < number(region, topic, "hours"), np.bool_)


def _short_by_register(given: ScreenInput, region: Region) -> Ints:
    topic = "education.cme"
    if not binds(region, topic):
        return np.zeros(0, np.int32)
    short = _hours(given.licences["cme_hours"]) < number(region, topic, "hours")
    return np.asarray(np.unique(given.licence_person[short]), np.int32)


def _hours(column: pa.ChunkedArray) -> Longs:
    filled = column.cast(pa.float64()).fill_null(np.inf)
    return np.asarray(filled.to_numpy())


def _long_inactive(given: ScreenInput, keys: LicenceKeys, region: Region) -> Ints:
    """Give the holders of licences all of whose registrations ended two years ago (R21)."""
    person, current = given.registration_person, given.current & (given.registration_person >= 0)
    until = days(given.registrations["valid_until"], absent=-NO_DAY)
    latest = np.full(given.person_count, NO_DAY, np.int64)
    np.maximum.at(latest, person[current], until[current])
    long_ago = (region.as_of - EPOCH).days - DAYS_IN_23_MONTHS
    # In no list at all (and no end is known), or everything ended long ago.
    gone = latest < long_ago
    issued = days(given.licences["licence_issued_on"])
    old = (keys.register >= 0) & (issued != NO_DAY) & (issued < long_ago)
    reached = np.array([region.list_coverage.get(g, 0.0) > 0 for g in keys.groups] + [False])
    listed = latest[np.maximum(given.licence_person, 0)] != NO_DAY
    told = old & (listed | reached[keys.register // SERIALS]) & (given.licence_person >= 0)
    holders = np.zeros(given.person_count, np.bool_)
    holders[given.licence_person[told]] = True
    return np.flatnonzero(gone & holders).astype(np.int32)
