"""All plants by name, and how many of each a cell gets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lieny.node.sample.plants import licences, overlaps
from lieny.node.sample.scene import Scene

Plant = Callable[[Scene, Random, str], None]

PLANTS: dict[str, Plant] = {**overlaps.PLANTS, **licences.PLANTS}
ONE_IN = 1_200  # registrations for one of each plant, at density 1


def sow(scene: Scene) -> None:
    """Plant every kind, at least once, in a cell."""
    if scene.plan.plant <= 0:
        return
    times = max(1, round(scene.plan.plant * scene.plan.registrations / ONE_IN))
    for name, plant in PLANTS.items():
        random = scene.stream("plant", name)
        for _ in range(times):
            plant(scene, random, name)
