"""The two maps of Việt Nam's provinces and communes, as committed tables, and the `Place`.

A code alone is not a key: code 80 was Long An until 30 June 2025 and is Tây Ninh since; most new
communes carry the old number of another extent. Everything is asked with a day.

Source: PyPI `vietnamadminunits` (MIT), built by `tools/build_places.py` (docs/adr/0010).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

import pyarrow.parquet as pq

OLD_MAP_FROM = date(2008, 8, 1)
"""Hà Tây joined Hà Nội: the first day of the map of 63 provinces."""
OLD_MAP_UNTIL = date(2025, 6, 30)
NEW_MAP_FROM = date(2025, 7, 1)
"""Nghị quyết 202/2025/QH15: 34 provinces, communes without districts above them."""


class PlaceLevel(StrEnum):
    """Cấp đơn vị hành chính."""

    PROVINCE = "province"
    COMMUNE = "commune"


class PassageKind(StrEnum):
    """How much of an old commune went to a new one."""

    FULL = "full"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Place:
    """Đơn vị hành chính as it stood from one day to another; its key is `(code, valid_from)`.

    Attributes:
        code: number of the statistics office: 2 digits of a province, 5 of a commune.
        valid_from: first day. Of places of the old map it is the map's own first day
            (`OLD_MAP_FROM`): the source does not date the changes inside it.
        valid_until: last day, None while it stands.
        level: province or commune.
        type: "Tỉnh", "Thành phố", "Phường", "Xã", "Thị trấn", "Đặc khu".
        name: without the type: "Bình Dương".
        province: code of the province on the same map (of a province: its own).
        district: 3-digit code of the district on the old map, None since.
        longitude: degrees east of a point inside, None where the source has none.
        latitude: degrees north.
    """

    code: str
    valid_from: date
    valid_until: date | None
    level: PlaceLevel
    type: str
    name: str
    province: str
    district: str | None = None
    longitude: float | None = None
    latitude: float | None = None

    @property
    def key(self) -> tuple[str, date]:
        """Give what identifies the place."""
        return self.code, self.valid_from

    @property
    def full_name(self) -> str:
        """Give type and name: "Tỉnh Bình Dương"."""
        return f"{self.type} {self.name}"

    def stands_on(self, day: date) -> bool:
        """Test whether the place stands on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class District:
    """Quận, huyện, thị xã, thành phố thuộc tỉnh: abolished with the old map."""

    code: str
    province: str  # code on the old map
    type: str
    name: str
    earlier: tuple[str, ...]  # earlier names, type and name run together without marks


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("lieny.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _columns(name: str) -> Mapping[str, list[object]]:
    with resources.files("lieny.vocabulary").joinpath(name).open("rb") as source:
        columns: Mapping[str, list[object]] = pq.read_table(source).to_pydict()
    return columns


@cache
def province_versions() -> Mapping[str, tuple[Place, ...]]:
    """Give the versions of every province by code, earliest first."""
    versions: dict[str, list[Place]] = defaultdict(list)
    for row in _rows("places_provinces.csv"):
        versions[row["code"]].append(
            Place(
                code=row["code"],
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
                level=PlaceLevel.PROVINCE,
                type=row["type"],
                name=row["name"],
                province=row["code"],
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
            )
        )
    return {code: tuple(places) for code, places in versions.items()}


@cache
def successors() -> Mapping[str, str]:
    """Give the province of the new map by the code of the old one."""
    return {
        row["code"]: row["successor"]
        for row in _rows("places_provinces.csv")
        if row["valid_from"] < NEW_MAP_FROM.isoformat()
    }


@cache
def districts() -> Mapping[str, District]:
    """Give the 696 districts of the old map by code."""
    return {
        row["code"]: District(
            code=row["code"],
            province=row["province"],
            type=row["type"],
            name=row["name"],
            earlier=tuple(row["earlier"].split("|")) if row["earlier"] else (),
        )
        for row in _rows("places_districts.csv")
    }


@dataclass(frozen=True, slots=True)
class Communes:
    """Xã, phường of both maps by code, and the earlier names of those of the old one."""

    old: Mapping[str, Place]
    new: Mapping[str, Place]
    earlier: Mapping[str, tuple[str, ...]]


@cache
def communes() -> Communes:
    """Read the communes of both maps."""
    old: dict[str, Place] = {}
    new: dict[str, Place] = {}
    earlier: dict[str, tuple[str, ...]] = {}
    columns = _columns("places_communes.parquet")
    for code, era, kind, name, district, province, longitude, latitude, before in zip(
        *columns.values(), strict=True
    ):
        is_old = era == "old"
        (old if is_old else new)[str(code)] = Place(
            code=str(code),
            valid_from=OLD_MAP_FROM if is_old else NEW_MAP_FROM,
            valid_until=OLD_MAP_UNTIL if is_old else None,
            level=PlaceLevel.COMMUNE,
            type=str(kind),
            name=str(name),
            province=str(province),
            district=None if district is None else str(district),
            longitude=longitude if isinstance(longitude, float) else None,
            latitude=latitude if isinstance(latitude, float) else None,
        )
        if before:
            earlier[str(code)] = tuple(str(before).split("|"))
    return Communes(old, new, earlier)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Bảng chuyển đổi: codes on the other map with the kind of passage, the default first."""

    after: Mapping[str, tuple[tuple[str, PassageKind], ...]]
    before: Mapping[str, tuple[tuple[str, PassageKind], ...]]


@cache
def crosswalk() -> Crosswalk:
    """Read which new communes an old one went to, and back."""
    after: dict[str, list[tuple[bool, str, PassageKind]]] = defaultdict(list)
    before: dict[str, list[tuple[bool, str, PassageKind]]] = defaultdict(list)
    columns = _columns("places_crosswalk.parquet")
    for old, new, part, default in zip(*columns.values(), strict=True):
        kind = PassageKind.PART if part else PassageKind.FULL
        after[str(old)].append((not default, str(new), kind))
        before[str(new)].append((bool(part), str(old), kind))
    return Crosswalk(
        {old: tuple((code, kind) for _, code, kind in sorted(goes)) for old, goes in after.items()},
        {new: tuple((code, kind) for _, code, kind in sorted(of)) for new, of in before.items()},
    )
