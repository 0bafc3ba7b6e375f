"""R01: the same person at the same hours at two facilities."""

from __future__ import annotations

from random import Random

from lieny.node.sample import expected, week
from lieny.node.sample.plants import ground
from lieny.node.sample.scene import Expectation, Scene
from lieny.node.sample.subjects import Registration

CLASHES: tuple[tuple[week.Groups, week.Groups], ...] = (
    (week.OFFICE, (((2,), ((450, 690),)),)),
    (week.OFFICE, (((1, 3, 5), ((900, 1140),)),)),
    ((((1, 2, 3, 4, 5, 6), ((420, 690), (780, 1020))),), (((6,), ((480, 690),)),)),
    ((((1, 2, 3, 4, 5), ((1020, 1200),)),), (((2, 4), ((1080, 1260),)),)),
)


def expect_overlap(scene: Scene, name: str, a: Registration, b: Registration) -> None:
    """Note a definite R01 with its exact minutes."""
    both = a.hours.definite & b.hours.definite
    sign = Expectation("R01", "definite", name, a.person, [a, b], overlap=both)
    sign.minutes = expected.minutes_accepted(a, b)
    sign.facilities = [a.facility, b.facility]
    scene.expect(sign)


def across_provinces(scene: Scene, random: Random, name: str) -> None:
    """Explicit hours that clash between two provinces."""
    person = ground.doctor(scene, random)
    first = ground.facility(scene, random, office=True)
    second = ground.facility(scene, random, away_from=first, office=False)
    groups = random.choice(CLASHES)
    a = ground.post(scene, random, person, first, groups[0])
    b = ground.post(scene, random, person, second, groups[1])
    expect_overlap(scene, name, a, b)


PLANTS = {"overlap-across-provinces": across_provinces}
