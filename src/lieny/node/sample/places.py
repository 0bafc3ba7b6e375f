"""Communes of the sample on both maps, and who issues licences where.

`communes.csv` is drawn from PyPI `vietnamadminunits` (MIT): old communes that went whole into one
new commune on 1 July 2025. `issuers.csv` gives each old province the code printed on its licences.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

MERGER = date(2025, 7, 1)
REGION = ("79", "74", "77", "75", "70", "72", "80")  # Ho Chi Minh City and the Southeast
NEIGHBOURS = ("82", "60", "68", "67", "87")
MINISTRY = "BYT"


@dataclass(frozen=True, slots=True)
class Commune:
    """Xã, phường: one place with its name before and after the merger."""

    old_province: str
    old_province_name: str
    old_district: str
    old_commune: str
    province: str
    province_name: str
    commune: str
    latitude: float
    longitude: float

    def address(self, on: date) -> str:
        """Write commune … province as people wrote it on the day."""
        if on < MERGER:
            return f"{self.old_commune}, {self.old_district}, {self.old_province_name}"
        return f"{self.commune}, {self.province_name}"

    def province_label(self, on: date) -> str:
        """Name of the province on the day's map."""
        return self.old_province_name if on < MERGER else self.province_name


@dataclass(frozen=True, slots=True)
class Issuer:
    """Cơ quan cấp: the department of an old province."""

    old_province: str
    code: str
    weight: int


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def communes() -> dict[str, tuple[Commune, ...]]:
    """All communes, by old province."""
    found: dict[str, list[Commune]] = {}
    for row in _rows("communes.csv"):
        where = (float(row.pop("latitude")), float(row.pop("longitude")))
        commune = Commune(**row, latitude=where[0], longitude=where[1])
        found.setdefault(commune.old_province, []).append(commune)
    return {province: tuple(list_) for province, list_ in found.items()}


@cache
def issuers() -> dict[str, Issuer]:
    """Issuers by old province."""
    return {
        row["old_province"]: Issuer(row["old_province"], row["issuer"], int(row["weight"]))
        for row in _rows("issuers.csv")
    }


@cache
def province_on_new_map(old_province: str) -> str:
    """Code in force since the merger."""
    return communes()[old_province][0].province


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    chord = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12_742 * math.asin(math.sqrt(chord))
