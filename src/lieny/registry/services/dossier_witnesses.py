"""Dấu vết và người thực hành: the rows of the optional tables, by the person they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.engine.columns_read import Ints
from lieny.registry.engine.licence_keys import LicenceKeys
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.engine.witnesses import persons_of_rows
from lieny.registry.rules.facts import Activity, Trainee


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Activities and trainees by person."""

    activities: Mapping[int, tuple[Activity, ...]]
    trainees: Mapping[int, tuple[Trainee, ...]]

    @classmethod
    def of(cls, given: ScreenInput, keys: LicenceKeys) -> Witnesses:
        """Read both tables; a row whose licence several persons use is about nobody."""
        return cls(_activities(given, keys), _trainees(given, keys))


def _activities(given: ScreenInput, keys: LicenceKeys) -> dict[int, tuple[Activity, ...]]:
    table = given.activities
    if not table.num_rows:
        return {}
    persons = persons_of_rows(table, "", given, keys).tolist()
    places = _places(given)
    found: dict[int, list[Activity]] = defaultdict(list)
    columns = ["facility_licence_serial", "facility_licence_issuer", "facility_code"]
    columns += ["facility_name_folded", "at"]
    by_name = _places_by_name(given)
    for row, values in enumerate(table.select(columns).to_pylist()):
        if persons[row] < 0 or values["at"] is None:
            continue
        licence = (values["facility_licence_serial"], values["facility_licence_issuer"])
        place = places.get(values["facility_code"], places.get(licence))
        is_numbered = licence[0] is not None or values["facility_code"] is not None
        if place is None and not is_numbered:
            place = by_name.get(values["facility_name_folded"])
            found[persons[row]].append(Activity(row, place, values["at"], named_only=True))
        else:
            found[persons[row]].append(Activity(row, place, values["at"]))
    return {person: tuple(some) for person, some in found.items()}


def _places(given: ScreenInput) -> dict[object, int]:
    """Find a place by its code, or by number and issuer of its operating licence.

    Only codes and numbers that activities name are looked for.
    """
    columns = ["code", "licence_serial", "licence_issuer"]
    wanted = pc.or_(_is_named(given, "code"), _is_named(given, "licence_serial"))
    rows = np.flatnonzero(wanted.to_numpy())
    entity: Ints = given.facility_place
    places: dict[object, int] = {}
    for row, values in zip(
        rows.tolist(), given.facilities.select(columns).take(rows).to_pylist(), strict=True
    ):
        if values["code"]:
            places.setdefault(values["code"], int(entity[row]))
        if values["licence_serial"] is not None:
            key = (values["licence_serial"], values["licence_issuer"])
            places.setdefault(key, int(entity[row]))
    return places


def _places_by_name(given: ScreenInput) -> dict[str, int]:
    """Find the places whose names activities tell; a name of several places tells none."""
    wanted = pc.drop_null(pc.unique(given.activities["facility_name_folded"]))
    rows = np.flatnonzero(pc.is_in(given.facilities["name_folded"], wanted).to_numpy())
    names = given.facilities["name_folded"].take(rows).to_pylist()
    entities: dict[str, set[int]] = defaultdict(set)
    for name, row in zip(names, rows.tolist(), strict=True):
        entities[name].add(int(given.facility_place[row]))
    return {name: places.pop() for name, places in entities.items() if len(places) == 1}


def _is_named(given: ScreenInput, column: str) -> pa.ChunkedArray:
    named = given.activities[f"facility_{column}"].combine_chunks()
    places = given.facilities[column]
    return pc.and_(pc.is_in(places, named), pc.is_valid(places))


def _trainees(given: ScreenInput, keys: LicenceKeys) -> dict[int, tuple[Trainee, ...]]:
    table = given.trainees
    if not table.num_rows:
        return {}
    persons = persons_of_rows(table, "mentor_", given, keys).tolist()
    found: dict[int, list[Trainee]] = defaultdict(list)
    columns = ["trainee_name_folded", "valid_from", "valid_until"]
    for row, values in enumerate(table.select(columns).to_pylist()):
        if persons[row] >= 0:
            name = values["trainee_name_folded"] or ""
            found[persons[row]].append(
                Trainee(row, name, values["valid_from"], values["valid_until"])
            )
    return {person: tuple(some) for person, some in found.items()}
