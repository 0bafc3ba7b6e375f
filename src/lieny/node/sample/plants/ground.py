"""What plants need: a person, a post, two facilities in one or in two provinces."""

from __future__ import annotations

from random import Random

from lieny.node.sample import hours, week
from lieny.node.sample.scene import Scene
from lieny.node.sample.subjects import Facility, Person, Registration


def facility(
    scene: Scene, random: Random, *, away_from: Facility | None = None, office: bool | None = None
) -> Facility:
    """Pick a facility whose list shows hours, in another province of today than `away_from`."""
    chosen = [
        place
        for place in scene.facilities
        if place.channel in ("form", "flat")
        and place.in_register
        and place.status == "Đang hoạt động"
        and (office is None or (place.form in ("hospital", "health-centre", "station")) == office)
        and place.form != "traditional-clinic"
    ]
    apart = [place for place in chosen if away_from and place.province != away_from.province]
    return random.choice(
        apart or [place for place in chosen if place is not away_from] or scene.facilities
    )


def doctor(scene: Scene, random: Random, **wish: str) -> Person:
    """A doctor of general practice with a number of an issuer whose register is at hand."""
    person = scene.person(random, "doctor", **{"specialty": "general", **wish})
    person.sound = False
    return person


def post(
    scene: Scene, random: Random, person: Person, place: Facility, groups: week.Groups
) -> Registration:
    """Register a person at a place with plainly written hours."""
    return scene.register(person, place, hours.written(random, groups))
