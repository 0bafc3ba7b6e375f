"""R01: the same person at the same hours at two facilities."""

from __future__ import annotations

from random import Random

from lieny.node.sample import expected, week
from lieny.node.sample.plants import ground
from lieny.node.sample.scene import Scene

CLASHES: tuple[tuple[week.Groups, week.Groups], ...] = (
    (week.OFFICE, (((2,), ((450, 690),)),)),
    (week.OFFICE, (((1, 3, 5), ((900, 1140),)),)),
    ((((1, 2, 3, 4, 5, 6), ((420, 690), (780, 1020))),), (((6,), ((480, 690),)),)),
    ((((1, 2, 3, 4, 5), ((1020, 1200),)),), (((2, 4), ((1080, 1260),)),)),
)


def across_provinces(scene: Scene, random: Random, name: str) -> None:
    """Explicit hours that clash between two provinces."""
    person = ground.doctor(scene, random)
    first = ground.facility(scene, random, office=True)
    second = ground.facility(scene, random, away_from=first, office=False)
    groups = random.choice(CLASHES)
    a = ground.post(scene, random, person, first, groups[0])
    b = ground.post(scene, random, person, second, groups[1])
    scene.expect(expected.overlap(a, b, name))


PLANTS = {"overlap-across-provinces": across_provinces}
