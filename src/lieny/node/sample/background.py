"""The many about whom nothing is to be said: one post, or a second one well after hours."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from lieny.node.sample import history, hours, places, premises, trades, vague, week
from lieny.node.sample.scene import Scene
from lieny.node.sample.subjects import Facility, Hours, Person, Registration

SECOND_POST = 0.55  # of those who may have one
OPEN_TEXT = 0.22  # of the staff of a place with office hours
EVENINGS: tuple[week.Groups, ...] = (
    (((1, 2, 3, 4, 5), ((1080, 1230),)),),
    (((1, 2, 3, 4, 5), ((1110, 1230),)),),
    (((1, 3, 5), ((1080, 1260),)),),
    (((2, 4), ((1110, 1260),)),),
    (((2, 4, 6), ((1095, 1215),)),),
    (((1, 2, 3, 4, 5), ((1080, 1200),)), ((7,), ((450, 690),))),
)
SUNDAYS: tuple[week.Groups, ...] = (
    (((7,), ((480, 690),)),),
    (((7,), ((450, 690), (810, 1020))),),
    (((7,), ((420, 660),)),),
)
NIGHTS: tuple[week.Groups, ...] = (
    (((1, 4), ((1140, 1860),)),),
    (((5,), ((1140, 1860),)),),
    (((2, 6), ((1320, 1800),)),),
)
SUNDAY = week.mask((((7,), ((0, 1440),)),))
AFTER_WORK = week.mask(((week.EVERY_DAY, ((1035, 1440),)),))
WITHOUT_HOURS = ("hr", "insurance")  # lists that have no column for hours
NEAR = 9.0  # kilometres that an evening post may lie away


@dataclass(slots=True)
class House:
    """A facility with its usual hours and how they are written there."""

    facility: Facility
    groups: week.Groups
    usual: Hours


def populate(scene: Scene) -> None:
    """Fill the facilities with staff, then give some of them a second post."""
    random = scene.stream("background")
    houses = [_house(random, facility) for facility in scene.facilities if facility.staffed]
    room: float = scene.plan.registrations - len(scene.registrations)
    # Everywhere first the one who answers for the profession, at all hours of the house.
    for house in houses:
        employ(scene, random, house, 0)
        room -= 1 + history.expected_copies(house.facility)
    for house in houses:
        low, high = trades.FORMS[house.facility.form].staff
        for place in range(1, random.randint(low, high)):
            if room <= 0:
                return
            before = len(scene.registrations)
            row = employ(scene, random, house, place)
            if random.random() < SECOND_POST:
                _moonlight(scene, random, row, houses)
            room -= len(scene.registrations) - before + history.expected_copies(house.facility)


def _house(random: Random, facility: Facility) -> House:
    groups = premises.house_hours(random, facility)
    usual = hours.written(random, groups)
    if random.random() < 0.3:
        facility.open_hours = usual
    return House(facility, groups, usual)


def employ(scene: Scene, random: Random, house: House, place: int) -> Registration:
    """Employ one more person; the first one answers for the profession at house hours."""
    person = _hire(scene, random, house, place)
    row = scene.register(person, house.facility, _hours_of(random, house, place))
    trade = trades.TITLES[person.title]
    row.title_text = random.choice(trade.spellings)
    specialty = trades.SPECIALTIES.get(person.specialty)
    row.scope_text = random.choice(specialty.scopes if specialty else trade.scopes)
    if place == 0:
        row.position = "chief"
        row.position_text = random.choice(trades.POSITIONS["chief"])
    elif not specialty:
        row.position_text = random.choice(trade.positions)
    return row


def _hours_of(random: Random, house: House, place: int) -> Hours:
    if house.facility.channel in WITHOUT_HOURS:
        return vague.empty("")
    chance = random.random()
    employs = trades.FORMS[house.facility.form].office
    if place and employs and chance < OPEN_TEXT and house.facility.open_hours is None:
        return vague.drawn(random)
    if place and employs and chance < OPEN_TEXT + 0.04:
        return hours.written(random, random.choice(NIGHTS))
    if chance > 0.9:
        return hours.written(random, house.groups)
    return house.usual


def _hire(scene: Scene, random: Random, house: House, place: int) -> Person:
    specialty = trades.FORMS[house.facility.form].specialty
    if place == 0:
        return scene.person(random, "doctor", specialty=specialty or "general")
    title = trades.TITLE_URN.draw(random)
    return scene.person(random, title, specialty=specialty if title == "doctor" else "")


def _moonlight(scene: Scene, random: Random, first: Registration, houses: list[House]) -> None:
    """Add a post after hours, near enough to be reached, or on a Sunday anywhere."""
    worked = first.hours.definite
    for house in random.sample(houses, min(6, len(houses))):
        other = house.facility
        if other is first.facility or not _takes(first.person, other):
            continue
        near = places.kilometres(first.facility.point, other.point) < NEAR
        if worked & (AFTER_WORK if near else SUNDAY):
            continue
        groups = random.choice(EVENINGS if near else SUNDAYS)
        time = hours.written(random, groups)
        if not time.definite & worked:
            _second(scene, random, first, other, time)
            return


def _takes(person: Person, other: Facility) -> bool:
    """Whether a clinic would have the person after hours, and its list says when."""
    if trades.FORMS[other.form].office or other.channel in WITHOUT_HOURS:
        return False
    wanted = trades.FORMS[other.form].specialty
    return not wanted or person.title != "doctor" or person.specialty == wanted


def _second(
    scene: Scene, random: Random, first: Registration, other: Facility, time: Hours
) -> None:
    if random.random() < 0.06:
        time = vague.after_office(random.choice(vague.AFTER_TEXTS))
    row = scene.register(first.person, other, time)
    row.title_text, row.scope_text = first.title_text, first.scope_text
