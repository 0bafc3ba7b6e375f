"""Ranh giới các tỉnh: the polygons of the maps, 63 provinces or 34, with the islands far out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from lieny.vocabulary.place import NEW_MAP_FROM

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One province on the map: rings of (longitude, latitude)."""

    code: str
    rings: tuple[Ring, ...]

    @property
    def mainland(self) -> Ring:
        """Give the largest ring: islands far out neither carry the name nor widen the view."""
        return max(self.rings, key=lambda ring: abs(_doubled_area(ring)))


@dataclass(frozen=True, slots=True)
class Archipelago:
    """Quần đảo of an inset: its province and its islands as points."""

    name: str
    province: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The polygons of one of the two maps of provinces."""

    outlines: tuple[Outline, ...]
    archipelagos: tuple[Archipelago, ...]


def map_on(day: date) -> str:
    """Name the file of the polygons that stand on `day`."""
    return "provinces34.json" if day >= NEW_MAP_FROM else "provinces63.json"


@cache
def chart_on(day: date) -> Chart:
    """Read the map of the provinces that stand on `day`: 63 before 1 July 2025, 34 since."""
    drawn = json.loads(
        files("lieny.ui").joinpath("map_data", map_on(day)).read_text(encoding="utf-8")
    )
    return Chart(
        outlines=tuple(
            Outline(one["code"], tuple(tuple((x, y) for x, y in ring) for ring in one["paths"]))
            for one in drawn["provinces"]
        ),
        archipelagos=tuple(
            Archipelago(one["name"], one["province"], tuple((x, y) for x, y in one["points"]))
            for one in drawn["islands"]
        ),
    )


def _doubled_area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)


def centroid(ring: Ring) -> Point:
    """Give the middle of a ring, by area."""
    area = _doubled_area(ring)
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return (x / (3 * area), y / (3 * area)) if area else ring[0]
