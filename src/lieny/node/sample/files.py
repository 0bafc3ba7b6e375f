"""Which list goes into which file, and the writing of one cell's files."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from lieny.node.sample import flat, lists, places, registers
from lieny.node.sample.lists import ListOf
from lieny.node.sample.scene import Scene
from lieny.node.sample.sheets import write_xlsx
from lieny.node.sample.subjects import Facility, Licence, Registration

WITHOUT_REGISTER = frozenset({"49", "34", "38", "52", "91"})


def write(scene: Scene, folder: Path) -> None:
    """Write all lists and registers of the cell below `folder`."""
    by_facility: dict[int, list[Registration]] = {}
    for row in scene.registrations:
        by_facility.setdefault(id(row.facility), []).append(row)
    key = lambda place: (place.commune.old_province, place.channel != "form")  # noqa: E731
    for (province, is_table), group in groupby(sorted(scene.facilities, key=key), key=key):
        pending = [place for place in group if id(place) in by_facility]
        for number, batch in enumerate(_batches(scene, pending, by_facility)):
            parts = [ListOf(p, by_facility[id(p)], _listed_on(scene, p)) for p in batch]
            kind = "bang" if is_table else "DSHN"
            name = f"{kind}_{scene.plan.number:03d}_{number:02d}.xlsx"
            path = f"{folder_of(province)}/{name}"
            sheet = flat.registrations(path, parts) if is_table else lists.official(path, parts)
            write_xlsx(folder / path, [sheet])
    _write_registers(scene, folder)


def folder_of(province: str) -> str:
    """Folder of an old province's department."""
    return f"{province}-{places.issuers()[province].code}"


def _listed_on(scene: Scene, facility: Facility) -> date:
    return scene.as_of - timedelta(20 + hash_of(facility) % 200)


def hash_of(facility: Facility) -> int:
    """Number that a facility keeps from run to run."""
    return facility.serial * 2_654_435_761 % 65_536


def _batches(
    scene: Scene, pending: list[Facility], rows: dict[int, list[Registration]]
) -> list[list[Facility]]:
    batches: list[list[Facility]] = []
    size = scene.plan.rows_per_file
    room = 0
    for place in pending:
        if room <= 0:
            batches.append([])
            room = size
        batches[-1].append(place)
        room -= len(rows[id(place)])
    return batches


def _write_registers(scene: Scene, folder: Path) -> None:
    issued: dict[str, list[Licence]] = {}
    for licence in [x for p in scene.persons for x in p.licences] + scene.retired:
        if licence.in_register:
            issued.setdefault(licence.issuer, []).append(licence)
    number = f"{scene.plan.number:03d}"
    for province in [*scene.plan.provinces, places.MINISTRY]:
        code = places.issuers()[province].code if province in places.issuers() else province
        owned = sorted(issued.get(code, []), key=lambda x: (x.type, x.serial))
        home = "BYT" if province == places.MINISTRY else folder_of(province)
        if owned:
            path = f"{home}/So_cap_phep_{code}_{number}.xlsx"
            write_xlsx(folder / path, [registers.licence_register(path, code, owned)])
        known = [
            place
            for place in scene.facilities
            if place.commune.old_province == province and place.in_register
        ]
        if known:
            path = f"{home}/Co_so_{number}.xlsx"
            write_xlsx(folder / path, [registers.facility_register(path, code, known)])
