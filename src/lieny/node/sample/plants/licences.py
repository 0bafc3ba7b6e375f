"""R06–R14: what the licence itself gives away."""

from __future__ import annotations

from random import Random

from lieny.node.sample import week
from lieny.node.sample.plants import ground
from lieny.node.sample.scene import Expectation, Scene


def revoked(scene: Scene, random: Random, name: str) -> None:
    """Revoked months ago, still on a list."""
    person = ground.doctor(scene, random)
    licence = person.licences[0]
    licence.status = "Thu hồi"
    licence.status_from = scene.day_before(random, 30, 500)
    licence.decision = f"{random.randint(100, 999)}/QĐ-SYT"
    row = ground.post(scene, random, person, ground.facility(scene, random), week.OFFICE)
    scene.expect(Expectation("R06", "definite", name, person, [row], [licence], [row.facility]))


PLANTS = {"revoked": revoked}
