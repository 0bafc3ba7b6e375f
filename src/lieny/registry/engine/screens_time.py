"""Screens of the rules about time: R01 to R05, R19, R22, R23."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from lieny.registry.engine.columns_read import Flags, Ints, Longs, coded, flags, joined
from lieny.registry.engine.pattern_values import patterns, valued
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.rules.facts import Region
from lieny.registry.rules.r23_travel import EARTH_KM
from lieny.registry.rules.rule_set import RuleSet, rule_set
from lieny.registry.rules.settings import binds, number
from lieny.vocabulary.position import Position
from lieny.vocabulary.weekly_set import WEEK, WeeklySet
from lieny.vocabulary.working_time import TimeFlag, TimeStatus

POSTS = {4: Position.CHIEF, 5: Position.HEAD_UNIT}
TWO = 2


def rows_of_time_rules(given: ScreenInput, region: Region) -> Iterator[tuple[RuleSet, Flags]]:
    """Tell, for some rules at a time, the active rows that these rules may be about."""
    placed = given.active & (given.place >= 0)
    many = at_many_places(given, placed)
    yield rule_set(1, 2), _overlapping(given)
    yield rule_set(2), _undetermined(given, placed)
    yield rule_set(3), _full_time(given, region) & many
    for number_of_rule, rows in _posts(given):
        yield rule_set(number_of_rule), rows & many
    yield rule_set(19), many & (given.passed_over > 0)
    yield rule_set(22), _loaded(given, region)
    yield rule_set(23), _travelling(given, many, region)


def at_many_places(given: ScreenInput, rows: Flags) -> Flags:
    """Tell those of the rows whose persons have such rows at two places or more."""
    rows = rows & (given.registration_person >= 0)
    person = given.registration_person[rows]
    first = np.full(given.person_count, -1, np.int32)
    first[person] = given.place[rows]
    several = np.zeros(given.person_count, np.bool_)
    several[person[given.place[rows] != first[person]]] = True
    return rows & several[given.registration_person]


def time_flag(given: ScreenInput, flag: TimeFlag) -> Flags:
    """Tell the rows whose working-time text carries a flag."""
    (code,), texts = coded(given.registrations["time_flags"])
    has = np.array([flag.value in text.split("|") for text in texts] + [False], np.bool_)
    return np.asarray(has[code], np.bool_)


def _overlapping(given: ScreenInput) -> Flags:
    rows = np.zeros(len(given.place), np.bool_)
    for side in ("left", "right"):
        rows[given.overlaps[side].to_numpy()] = True
    return rows


def _undetermined(given: ScreenInput, placed: Flags) -> Flags:
    """Tell the rows that speak of hours without any, beside others that speak of hours (R02)."""
    empty = np.ones(len(given.place), np.bool_)
    for name in ("definite", "possible"):
        code, _ = patterns(given.registrations[name])
        empty &= code == 0
    (status,), names = coded(given.registrations["time_status"])
    (text,), texts = coded(given.registrations["raw_time"])
    determined = np.array([name == TimeStatus.DETERMINED.value for name in names] + [False])
    written = np.array([bool(text.strip()) for text in texts] + [False], np.bool_)
    silent = time_flag(given, TimeFlag.BLANK) | time_flag(given, TimeFlag.DATE_ONLY)
    silent |= time_flag(given, TimeFlag.DITTO)
    vague = empty & ~determined[status] & written[text] & ~silent
    speaking = placed & (vague | ~empty) & ~time_flag(given, TimeFlag.AWAY)
    return np.asarray(vague & at_many_places(given, speaking), np.bool_)


def _full_time(given: ScreenInput, region: Region) -> Flags:
    topic = "practice.full-time"
    if not binds(region, topic):
        return np.zeros(len(given.place), np.bool_)
    least = number(region, topic, "least_minutes")
    code, sets = patterns(given.registrations["definite"])
    fills = valued(sets, lambda one: one.minutes >= least)[code] > 0
    return _of_persons_with_two(given, fills | time_flag(given, TimeFlag.FULL_TIME))


def _posts(given: ScreenInput) -> Iterator[tuple[int, Flags]]:
    """Tell, by the number of the rule, the rows of persons with two posts of a kind or more."""
    (code,), names = coded(given.registrations["position"])
    acting = flags(given.registrations["acting"])
    for number_of_rule, post in POSTS.items():
        is_post = np.array([name == post.value for name in names] + [False], np.bool_)
        yield number_of_rule, _of_persons_with_two(given, is_post[code] & ~acting)


def _of_persons_with_two(given: ScreenInput, rows: Flags) -> Flags:
    """Keep the active rows of persons who have two such rows or more."""
    rows = rows & given.active & (given.registration_person >= 0)
    count = np.bincount(given.registration_person[rows], minlength=given.person_count)
    return np.asarray(rows & (count[given.registration_person] >= TWO), np.bool_)


def _loaded(given: ScreenInput, region: Region) -> Flags:
    topic = "labour.load"
    rows = given.active & (given.registration_person >= 0) & (given.place >= 0)
    if not binds(region, topic):
        return np.zeros(len(rows), np.bool_)
    person = given.registration_person
    code, sets = patterns(given.registrations["definite"])
    minutes = valued(sets, lambda one: one.minutes)[code]
    total = np.bincount(person[rows], weights=minutes[rows], minlength=given.person_count)
    count = np.bincount(person[rows], minlength=given.person_count)
    heavy = (total > number(region, topic, "most_minutes")) | (
        count > number(region, topic, "most_facilities")
    )
    return np.asarray(rows & heavy[person], np.bool_)


def _travelling(given: ScreenInput, many: Flags, region: Region) -> Flags:
    """Tell the rows of two places between which the road takes longer than the gap."""
    topic = "practice.travel"
    found = np.zeros(len(given.place), np.bool_)
    if not binds(region, topic):
        return found
    code, sets = patterns(given.registrations["definite"])
    latitude = np.radians(given.entities["latitude"].to_numpy())[given.place]
    longitude = np.radians(given.entities["longitude"].to_numpy())[given.place]
    rows = np.flatnonzero(many & (code > 0) & np.isfinite(latitude) & np.isfinite(longitude))
    person = given.registration_person[rows].astype(np.int64)
    left, right = joined(person, person)
    a, b = rows[left], rows[right]
    apart = (a < b) & (given.place[a] != given.place[b])
    a, b = a[apart], b[apart]
    km = _straight_km(latitude[a], longitude[a], latitude[b], longitude[b])
    needed = km * number(region, topic, "detour") / number(region, topic, "speed_km_per_hour") * 60
    needed *= number(region, topic, "allowance")
    shortfall = number(region, topic, "least_shortfall_minutes")
    # A little wider than the rule, so that rounding loses nobody.
    near = (km >= number(region, topic, "least_km") - 0.01) & (needed >= shortfall - 0.01)
    a, b, needed = a[near], b[near], needed[near]
    gap = _shortest_gaps(code[a], code[b], sets)
    short = (needed - gap >= shortfall - 0.01) & (
        gap <= number(region, topic, "longest_gap_minutes")
    )
    found[a[short]] = found[b[short]] = True
    return found


def _straight_km(north_a: Longs, east_a: Longs, north_b: Longs, east_b: Longs) -> Longs:
    square = (
        np.sin((north_b - north_a) / 2) ** 2
        + np.cos(north_a) * np.cos(north_b) * np.sin((east_b - east_a) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(square)))


def _shortest_gaps(one: Ints, other: Ints, sets: list[WeeklySet]) -> Longs:
    """Give the shortest time from an end of the one pattern to a beginning of the other."""
    pairs, of_row = np.unique(one.astype(np.int64) * len(sets) + other, return_inverse=True)
    gaps = [_shortest_gap(sets[pair // len(sets)], sets[pair % len(sets)]) for pair in pairs]
    return np.array(gaps, np.int64)[of_row] if len(pairs) else np.zeros(0, np.int64)


@lru_cache(maxsize=65_536)
def _shortest_gap(one: WeeklySet, other: WeeklySet) -> int:
    return min(
        (start - end) % WEEK
        for first, second in ((one, other), (other, one))
        for _, end in first.intervals
        for start, _ in second.intervals
    )
