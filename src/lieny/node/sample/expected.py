"""What follows from the registrations themselves: every overlap of every person, planned or not.

Computed from the minutes that the writers meant, with bits of the week, never from the texts.
"""

from __future__ import annotations

from itertools import combinations

from lieny.node.sample import week
from lieny.node.sample.scene import Expectation, Scene
from lieny.node.sample.subjects import Person, Registration

LEAST_MINUTES = 15  # of overlap a week, to be worth a sign


def time_expectations(scene: Scene) -> list[Expectation]:
    """Expect R01 and R02 of every person who is registered at two facilities."""
    planted = {(id(e.person), e.rule) for e in scene.expectations if e.rule in ("R01", "R02")}
    posts: dict[int, list[Registration]] = {}
    for row in scene.registrations:
        if row.submission == 0:
            posts.setdefault(id(row.person), []).append(row)
    found: list[Expectation] = []
    for rows in posts.values():
        if len(rows) > 1:
            found += [e for e in _of(rows) if (id(e.person), e.rule) not in planted]
    return found


def _of(rows: list[Registration]) -> list[Expectation]:
    person = rows[0].person
    return [
        expectation
        for a, b in combinations(rows, 2)
        if a.facility is not b.facility
        for expectation in _of_pair(person, a, b)
    ]


def _of_pair(person: Person, a: Registration, b: Registration) -> list[Expectation]:
    both = a.hours.definite & b.hours.definite
    if week.minutes(both) >= LEAST_MINUTES:
        sign = Expectation("R01", "definite", "", person, [a, b], overlap=both)
        sign.minutes = minutes_accepted(a, b)
        sign.facilities = [a.facility, b.facility]
        return [sign]
    maybe = reach(a) & reach(b)
    if week.minutes(maybe) >= LEAST_MINUTES:
        kind = "possible"
    elif a.hours.vague or b.hours.vague or both:
        kind = "allowed"
    else:
        return []
    return [Expectation("R02", kind, "", person, [a, b], facilities=[a.facility, b.facility])]


def reach(row: Registration) -> int:
    """All minutes in which the person works or may work there."""
    return row.hours.definite | row.hours.possible


def minutes_accepted(a: Registration, b: Registration) -> tuple[int, ...]:
    """Minutes of overlap as written and, where a day is unbroken, without the lunch hour."""
    both = a.hours.definite & b.hours.definite
    plain = week.minutes(both)
    if a.hours.unbroken or b.hours.unbroken:
        return plain, week.minutes(both & ~week.LUNCH)
    return (plain,)
