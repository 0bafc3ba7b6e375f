"""The many about whom nothing is to be said: one post, or a second one well after hours."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from lieny.node.sample import hours, places, premises, trades, week
from lieny.node.sample.scene import Scene
from lieny.node.sample.subjects import Facility, Person, Registration

SECOND_POST = 0.42
EVENINGS: tuple[week.Groups, ...] = (
    (((1, 2, 3, 4, 5), ((1080, 1230),)),),
    (((1, 2, 3, 4, 5), ((1110, 1230),)),),
    (((1, 3, 5), ((1080, 1260),)),),
    (((2, 4), ((1110, 1260),)),),
    (((1, 2, 3, 4, 5), ((1080, 1200),)), ((7,), ((450, 690),))),
)
SUNDAYS: tuple[week.Groups, ...] = (
    (((7,), ((480, 690),)),),
    (((7,), ((450, 690), (810, 1020))),),
    (((7,), ((420, 660),)),),
)
NEAR = 12.0  # kilometres that an evening post may lie away


@dataclass(slots=True)
class House:
    """A facility with its usual hours and how they are written there."""

    facility: Facility
    groups: week.Groups
    notation: str
    doctors: int = 0


def populate(scene: Scene) -> None:
    """Fill the facilities with staff, then give some of them a second post."""
    random = scene.stream("background")
    houses = [_house(random, facility) for facility in scene.facilities]
    budget = scene.plan.registrations
    for house in houses:
        low, high = trades.FORMS[house.facility.form].staff
        for place in range(random.randint(low, high)):
            if len(scene.registrations) >= budget:
                return
            employ(scene, random, house, place)
            if random.random() < SECOND_POST:
                _moonlight(scene, random, scene.registrations[-1], houses)


def _house(random: Random, facility: Facility) -> House:
    groups = premises.house_hours(random, facility)
    return House(facility, groups, random.choice(list(hours.NOTATIONS)))


def employ(scene: Scene, random: Random, house: House, place: int) -> Registration:
    """Employ one more person at house hours; the first one answers for the profession."""
    person = _hire(scene, random, house, place)
    time = hours.exactly(house.groups, hours.NOTATIONS[house.notation](house.groups))
    row = scene.register(person, house.facility, time)
    if place == 0:
        row.position = "chief"
        row.position_text = random.choice(trades.POSITIONS["chief"])
    return row


def _hire(scene: Scene, random: Random, house: House, place: int) -> Person:
    specialty = trades.FORMS[house.facility.form].specialty
    if place == 0:
        return scene.person(random, "doctor", specialty=specialty or "general")
    title = trades.TITLE_URN.draw(random)
    return scene.person(random, title, specialty=specialty if title == "doctor" else "")


def _moonlight(scene: Scene, random: Random, first: Registration, houses: list[House]) -> None:
    """Add a post after hours, near enough to be reached, or on a Sunday anywhere."""
    others = [house.facility for house in random.sample(houses, min(8, len(houses)))]
    for other in others:
        if other is first.facility or other.form in ("hospital", "health-centre", "station"):
            continue
        near = places.kilometres(first.facility.point, other.point) < NEAR
        groups = random.choice(EVENINGS if near else SUNDAYS)
        time = hours.written(random, groups)
        if time.definite & first.hours.definite:
            continue
        scene.register(first.person, other, time)
        return
