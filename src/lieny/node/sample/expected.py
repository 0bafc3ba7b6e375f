"""What follows from the registrations themselves: every clash of every person, planned or not.

Computed from the minutes that the writers meant, with bits of the week, never from the texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from lieny.node.sample import places, week
from lieny.node.sample.scene import Expectation, Scene
from lieny.node.sample.subjects import Registration

LEAST_MINUTES = 15  # of overlap a week, to be worth a sign
FULL_TIME = 40 * 60  # minutes of a full-time week within office hours
HEAVY_WEEK = 72 * 60
MANY_FACILITIES = 6
# No road is faster than this, and any is faster than that: minutes a kilometre.
FASTEST, SLOWEST = 60 / 90, 6.0
NEXT_DOOR = 3.0  # kilometres
NIGHT = 8 * 60


def settle(scene: Scene) -> None:
    """Add what the registrations imply for every person whose plant did not say it all."""
    posts: dict[int, list[Registration]] = {}
    for row in scene.registrations:
        if row.submission == 0 and is_active(row, scene.as_of):
            posts.setdefault(id(row.person), []).append(row)
    for rows in posts.values():
        if len(rows) > 1 and not rows[0].person.spoken_for:
            stated = {(id(e.person), e.rule) for e in scene.expectations_of(rows[0].person)}
            for expectation in implied(rows):
                if (id(expectation.person), expectation.rule) not in stated:
                    scene.expect(expectation)


def is_active(row: Registration, day: date) -> bool:
    """Test whether the registration holds on the day."""
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_until is None or row.valid_until >= day
    )


def implied(rows: list[Registration]) -> Iterator[Expectation]:
    """Everything that the hours of one person's posts imply."""
    for a, b in combinations(rows, 2):
        if a.facility is not b.facility:
            yield from clash(a, b)
            yield from twice_full_time(a, b)
            yield from journey(a, b)
    yield from load(rows)


def clash(a: Registration, b: Registration) -> Iterator[Expectation]:
    """R01 or R02 of two posts."""
    both = a.hours.definite & b.hours.definite
    sure = week.minutes(both) >= LEAST_MINUTES
    if sure:
        yield overlap(a, b)
    likely = week.minutes(_reach(a) & _reach(b) & ~both) >= LEAST_MINUTES
    thinkable = week.minutes(_far_reach(a) & _far_reach(b) & ~both) > 0 or bool(both)
    if _refers_to_given_hours(a) or _refers_to_given_hours(b):
        if thinkable and not sure:
            yield pair("R01", "tolerated", a, b)
        if thinkable:
            yield pair("R02", "tolerated", a, b)
    elif likely and not sure:
        full_time_twice = a.hours.full_time and b.hours.full_time
        yield pair("R02", "tolerated" if full_time_twice else "possible", a, b)
    elif thinkable:
        yield pair("R02", "tolerated" if sure else "allowed", a, b)


def overlap(a: Registration, b: Registration, plant: str = "") -> Expectation:
    """A definite R01 with its exact minutes."""
    sign = pair("R01", "definite", a, b, plant)
    sign.overlap = a.hours.definite & b.hours.definite
    sign.minutes = minutes_accepted(a, b)
    return sign


def pair(rule: str, expect: str, a: Registration, b: Registration, plant: str = "") -> Expectation:
    """An expectation about two posts of one person."""
    return Expectation(rule, expect, plant, a.person, [a, b], facilities=[a.facility, b.facility])


def twice_full_time(a: Registration, b: Registration) -> Iterator[Expectation]:
    """R03 of two posts."""
    if _is_full_time(a) and _is_full_time(b):
        yield pair("R03", "any", a, b)


def journey(a: Registration, b: Registration) -> Iterator[Expectation]:
    """R23 of two posts whose places are known."""
    if not (a.facility.located and b.facility.located):
        return
    if a.hours.telehealth or b.hours.telehealth:
        return
    gap = shortest_gap(a.hours.definite, b.hours.definite)
    kilometres = places.kilometres(a.facility.point, b.facility.point)
    if gap is None:
        return
    overlapping = bool(a.hours.definite & b.hours.definite)
    if kilometres > NEXT_DOOR and gap < kilometres * FASTEST and not overlapping:
        yield pair("R23", "any", a, b)
    elif gap < kilometres * SLOWEST + 5 or overlapping:
        yield pair("R23", "tolerated", a, b)


def shortest_gap(one: int, other: int) -> int | None:
    """Minutes between the end of a stretch of one and the begin of a stretch of the other.

    None if one of the two is empty or the shortest gap is a night's rest or more.
    """
    gaps = [
        (begin - end) % week.WEEK
        for first, second in ((one, other), (other, one))
        for _, end in week.stretches(first)
        for begin, _ in week.stretches(second)
    ]
    shortest = min(gaps, default=NIGHT)
    return shortest if shortest < NIGHT else None


def load(rows: list[Registration]) -> Iterator[Expectation]:
    """R22 of all posts of a person."""
    total = sum(week.minutes(row.hours.definite) for row in rows)
    facilities = {id(row.facility) for row in rows}
    if total > HEAVY_WEEK or len(facilities) > MANY_FACILITIES:
        sign = Expectation("R22", "any", "", rows[0].person, list(rows))
        sign.facilities = [row.facility for row in rows]
        yield sign


def minutes_accepted(a: Registration, b: Registration) -> tuple[int, ...]:
    """Minutes of overlap as written and, where a day is unbroken, without the lunch hour."""
    both = a.hours.definite & b.hours.definite
    plain = week.minutes(both)
    if a.hours.unbroken or b.hours.unbroken:
        return plain, week.minutes(both & ~week.LUNCH)
    return (plain,)


def _reach(row: Registration) -> int:
    return row.hours.definite | row.hours.possible


def _far_reach(row: Registration) -> int:
    return row.hours.definite | row.hours.possible | row.hours.maybe


def _is_full_time(row: Registration) -> bool:
    band = week.minutes(row.hours.definite & week.OFFICE_BAND)
    return row.hours.full_time or band >= FULL_TIME


def _refers_to_given_hours(row: Registration) -> bool:
    return row.hours.refers and row.facility.open_hours is not None
