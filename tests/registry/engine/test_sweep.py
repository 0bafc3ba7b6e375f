"""The sweep against a plain quadratic reference, and on cases worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.registry.engine import sweep as engine
from lieny.registry.engine import sweep_patterns
from lieny.registry.engine.sweep import ColumnsOfUnequalLength, sweep
from lieny.vocabulary.weekly_set import DAY, EMPTY, WEEK, WeeklySet

HOUR = 60
FIRST_DAY = date(2026, 1, 1)
MORNINGS = WeeklySet.of((d * DAY + 7 * HOUR, d * DAY + 11 * HOUR) for d in range(5))


@dataclass
class Role:
    person: int
    facility: int
    definite: WeeklySet | None = EMPTY
    possible: WeeklySet | None = EMPTY
    begin: date | None = None
    end: date | None = None
    active: bool = True


def interned(sets):
    packed = pa.array([None if s is None else s.to_bytes() for s in sets], pa.binary())
    return packed.dictionary_encode()


def swept(roles):
    table = sweep(
        np.array([r.person for r in roles], np.int32),
        np.array([r.facility for r in roles], np.int32),
        interned([r.definite for r in roles]),
        interned([r.possible for r in roles]),
        pa.array([r.begin for r in roles], pa.date32()),
        pa.array([r.end for r in roles], pa.date32()),
        np.array([r.active for r in roles], np.bool_),
    )
    return [tuple(row.values()) for row in table.to_pylist()]


def sweep_reference(roles):
    """Every pair, by the algebra of `WeeklySet`."""
    found = []
    for i, a in enumerate(roles):
        for j in range(i + 1, len(roles)):
            b = roles[j]
            if not (a.active and b.active) or a.person != b.person or a.person < 0:
                continue
            if a.facility == b.facility:
                continue
            if max(a.begin or date.min, b.begin or date.min) > min(
                a.end or date.max, b.end or date.max
            ):
                continue
            sure = ((a.definite or EMPTY) & (b.definite or EMPTY)).minutes
            reach_of_a = (a.definite or EMPTY) | (a.possible or EMPTY)
            reach_of_b = (b.definite or EMPTY) | (b.possible or EMPTY)
            reach = (reach_of_a & reach_of_b).minutes
            if reach:
                found.append((i, j, sure, reach - sure))
    return found


def test_minutes_shared_are_exact_and_the_rest_is_possible():
    evening = WeeklySet.of([(17 * HOUR + 13, 20 * HOUR)])
    clinic = WeeklySet.of([(10 * HOUR + 1, 18 * HOUR)])
    roles = [Role(4, 1, MORNINGS, evening), Role(4, 2, clinic)]
    assert swept(roles) == [(0, 1, 59, 47)]


def test_work_that_ends_when_other_work_begins_is_no_overlap():
    roles = [
        Role(0, 1, WeeklySet.of([(7 * HOUR, 11 * HOUR)])),
        Role(0, 2, WeeklySet.of([(11 * HOUR, 17 * HOUR)])),
    ]
    assert swept(roles) == []
    roles[1].definite = WeeklySet.of([(11 * HOUR - 1, 17 * HOUR)])
    assert swept(roles) == [(0, 1, 1, 0)]


def test_a_night_shift_of_sunday_meets_work_on_monday_before_dawn():
    sunday_night = WeeklySet.of([(6 * DAY + 19 * HOUR, 7 * DAY + 7 * HOUR)])
    monday_early = WeeklySet.of([(6 * HOUR, 8 * HOUR)])
    assert swept([Role(0, 1, sunday_night), Role(0, 2, monday_early)]) == [(0, 1, 60, 0)]


def test_periods_that_share_one_day_meet_and_those_a_day_apart_do_not():
    first = Role(0, 1, MORNINGS, end=date(2026, 3, 31))
    second = Role(0, 2, MORNINGS, begin=date(2026, 3, 31))
    assert swept([first, second]) == [(0, 1, 1200, 0)]
    second.begin = date(2026, 4, 1)
    assert swept([first, second]) == []


def test_two_roles_at_one_facility_and_roles_of_nobody_are_not_paired():
    assert swept([Role(0, 1, MORNINGS), Role(0, 1, MORNINGS)]) == []
    assert swept([Role(-1, 1, MORNINGS), Role(-1, 2, MORNINGS)]) == []


def test_a_role_that_is_not_active_takes_no_part():
    idle = Role(0, 2, MORNINGS)
    idle.active = False
    assert swept([Role(0, 1, MORNINGS), idle]) == []


def test_nothing_and_hours_unknown_give_an_empty_table_of_the_right_shape():
    table = sweep(
        np.empty(0, np.int32),
        np.empty(0, np.int32),
        interned([]),
        interned([]),
        pa.array([], pa.date32()),
        pa.array([], pa.date32()),
        np.empty(0, np.bool_),
    )
    assert table.schema == engine.OVERLAPS
    assert table.num_rows == 0
    assert swept([Role(0, 1, None, None), Role(0, 2, MORNINGS)]) == []


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ColumnsOfUnequalLength, match=r"\[1, 2, 2, 2, 2, 2, 2\]"):
        sweep(
            np.zeros(1, np.int32),
            np.zeros(2, np.int32),
            interned([MORNINGS, MORNINGS]),
            interned([EMPTY, EMPTY]),
            pa.nulls(2, pa.date32()),
            pa.nulls(2, pa.date32()),
            np.ones(2, np.bool_),
        )


def test_every_pair_of_a_person_with_three_hundred_roles_is_found(monkeypatch):
    monkeypatch.setattr(engine, "PAIRS_AT_ONCE", 1000)
    roles = [Role(7, k, MORNINGS) for k in range(300)]
    found = swept(roles)
    assert len(found) == 300 * 299 // 2
    assert found == sorted(found)
    assert {row[2:] for row in found} == {(1200, 0)}


def random_set(rng):
    pieces = rng.integers(0, 6)
    starts = rng.integers(0, WEEK, pieces)
    return WeeklySet.of((int(s), int(s) + int(rng.integers(1, 900))) for s in starts)


def random_roles(rng, count, persons):
    roles = []
    for _ in range(count):
        definite = random_set(rng) if rng.random() < 0.9 else None
        possible = random_set(rng) - (definite or EMPTY) if rng.random() < 0.5 else None
        begin = FIRST_DAY + timedelta(int(rng.integers(0, 400))) if rng.random() < 0.5 else None
        end = (begin or FIRST_DAY) + timedelta(int(rng.integers(0, 200)))
        role = Role(int(rng.integers(-1, persons)), int(rng.integers(0, 4)), definite, possible,
                    begin, end if rng.random() < 0.5 else None)  # fmt: skip
        role.active = rng.random() < 0.9
        roles.append(role)
    return roles


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(0, 40), persons=st.integers(1, 8))
@settings(max_examples=80, deadline=None)
def test_the_sweep_agrees_with_every_pair_by_hand(seed, count, persons):
    roles = random_roles(np.random.default_rng(seed), count, persons)
    assert swept(roles) == sweep_reference(roles)


def test_more_than_five_thousand_patterns_agree_too(monkeypatch):
    monkeypatch.setattr(sweep_patterns, "READINGS_AT_ONCE", 3_000_000)
    monkeypatch.setattr(sweep_patterns, "PAIRS_AT_ONCE", 500)
    rng = np.random.default_rng(11)
    roles = random_roles(rng, 7000, 3000)
    assert len({(r.definite, r.possible) for r in roles}) > 5000
    by_person = {}
    for place, role in enumerate(roles):
        by_person.setdefault(role.person, []).append(place)
    expected = []
    for places in by_person.values():
        within = sweep_reference([roles[k] for k in places])
        expected += [(places[i], places[j], sure, maybe) for i, j, sure, maybe in within]
    assert swept(roles) == sorted(expected)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing_but_row_numbers(seed):
    rng = np.random.default_rng(seed)
    roles = random_roles(rng, 30, 4)
    order = [int(k) for k in rng.permutation(len(roles))]
    shuffled = swept([roles[k] for k in order])
    renamed = sorted((*sorted((order[i], order[j])), s, m) for i, j, s, m in shuffled)
    assert renamed == swept(roles)
