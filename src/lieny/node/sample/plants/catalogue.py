"""All plants by name, and how many of each a cell gets."""

from __future__ import annotations

from collections.abc import Callable

from lieny.node.sample.plants import (
    duties,
    innocence,
    licences,
    numbers,
    overlaps,
    places_of_work,
    posts,
    witnesses,
)
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.scene import Scene

Plant = Callable[[Ground], None]

PLANTS: dict[str, Plant] = {
    **overlaps.PLANTS,
    **innocence.PLANTS,
    **posts.PLANTS,
    **licences.PLANTS,
    **numbers.PLANTS,
    **places_of_work.PLANTS,
    **duties.PLANTS,
    **witnesses.PLANTS,
}
ONE_IN = 1_500  # registrations for one of each plant, at density 1


def sow(scene: Scene) -> None:
    """Plant every kind, at least once, in a cell."""
    if scene.plan.plant <= 0:
        return
    times = max(1, round(scene.plan.plant * scene.plan.registrations / ONE_IN))
    for name, plant in PLANTS.items():
        ground = Ground(scene, scene.stream("plant", name), name)
        for _ in range(times):
            plant(ground)
