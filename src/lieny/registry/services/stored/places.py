"""Places of the engine become facilities whose ids are for good."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import numpy.typing as npt
from django.db import connection

from lieny.registry.models import Facility
from lieny.registry.services.linked import Linked
from lieny.registry.services.stored.identities import NONE, take_over
from lieny.registry.services.stored.kept_rows import (
    INSTANT,
    beside,
    change,
    copy_into,
    end_rows,
    move_rows,
    new_ids,
    read_kept,
)
from lieny.registry.services.stored.region import StoredBatch
from lieny.vocabulary.text import fold

Longs = npt.NDArray[np.int64]
TABLE, ROWS = "registry_facility", "registry_facilityrow"
NAMELESS = "Cơ sở chưa rõ tên"
ATTRIBUTES = (
    "province", "name", "name_folded", "operating_licence", "form", "status", "longitude",
    "latitude", "open_hours", "address",
)  # fmt: skip


def keep_places(stored: StoredBatch, linked: Linked, *, at: datetime) -> Longs:
    """Write facilities and their mentions; give the id of each place of the run."""
    kept = read_kept(ROWS, "facility_id")
    keys = stored.keys("facilities")
    entity = linked.facilities.entity.astype(np.int64)
    found = take_over(entity, kept.owners(keys))
    ids = found.of_group.copy()
    fresh = np.flatnonzero(ids == NONE)
    ids[fresh] = new_ids(TABLE, len(fresh))
    described = _described(stored, linked)
    _add(ids[fresh], [described[number] for number in fresh.tolist()])
    _update(ids, described)
    led_on = Facility.objects.exclude(merged_into=None).values_list("id", flat=True)
    back = set(led_on) & set(ids[found.of_group != NONE].tolist())
    Facility.objects.filter(id__in=back).update(merged_into=None)
    for gone, into in found.merged:
        Facility.objects.filter(id=gone).update(merged_into=into)
    _keep_rows(stored, keys, ids[entity] if len(entity) else entity, at)
    return ids


def _described(stored: StoredBatch, linked: Linked) -> list[tuple[object, ...]]:
    """Give the values of `ATTRIBUTES` of each place."""
    entities = linked.facilities.entities
    names = ("province", "name", "operating_licence", "form", "status", "longitude", "latitude")
    columns = {name: entities[name].to_pylist() for name in (*names, "open_hours", "rows")}
    addresses = stored.batch.facilities["address"].to_pylist()
    described: list[tuple[object, ...]] = []
    for number in range(entities.num_rows):
        name = (columns["name"][number] or NAMELESS)[:300]
        rows = columns["rows"][number]
        address = next((addresses[row] for row in rows if addresses[row]), "")
        described.append(
            (
                columns["province"][number] or "",
                name,
                fold(name)[:300],
                (columns["operating_licence"][number] or "")[:60],
                (columns["form"][number] or "")[:40],
                (columns["status"][number] or "")[:10],
                columns["longitude"][number],
                columns["latitude"][number],
                columns["open_hours"][number],
                address[:400],
            )
        )
    return described


def _add(ids: Longs, described: list[tuple[object, ...]]) -> None:
    """Add facilities; the key is the operating licence where nobody else has it, else the id."""
    taken = set(Facility.objects.values_list("province", "key"))
    rows = []
    for number, values in zip(ids.tolist(), described, strict=True):
        province, licence = str(values[0]), str(values[3])
        key = licence if licence and (province, licence) not in taken else str(number)
        taken.add((province, key))
        rows.append((number, key, *values))
    copy_into(TABLE, ("id", "key", *ATTRIBUTES), rows)


def _update(ids: Longs, described: list[tuple[object, ...]]) -> None:
    """Bring what is said of facilities up to date; the key stays, people's offices refer to it."""
    held = {number: (province, key) for number, province, key in _keys()}
    taken = set(held.values())
    rows = []
    for number, values in zip(ids.tolist(), described, strict=True):
        province, key = held[number]
        moved = (str(values[0]), key)
        if moved[0] != province and moved not in taken:
            taken.add(moved)
            province = moved[0]
        rows.append((number, province, *values[1:]))
    pairs = ", ".join(f"{name} = said.{name}" for name in ATTRIBUTES)
    old = ", ".join(f"place.{name}" for name in ATTRIBUTES)
    new = ", ".join(f"said.{name}" for name in ATTRIBUTES)
    with beside(TABLE, ("id", *ATTRIBUTES), rows) as arrived, connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} AS place SET {pairs} FROM {arrived} AS said "  # noqa: S608
            f"WHERE place.id = said.id AND ({old}) IS DISTINCT FROM ({new})"
        )


def _keys() -> list[tuple[int, str, str]]:
    return list(Facility.objects.values_list("id", "province", "key"))


def _keep_rows(stored: StoredBatch, keys: Longs, owner: Longs, at: datetime) -> None:
    kept = read_kept(ROWS, "facility_id")
    done = change(kept, keys, owner, np.ones(len(keys), np.bool_))
    end_rows(ROWS, done.ended, at=at + INSTANT)
    move_rows(ROWS, "facility_id", keys[done.moved], owner[done.moved])
    numbers = stored.batch.facilities["file"].to_numpy()
    copy_into(
        ROWS,
        ("file_id", "index", "province", "facility_id", "known_from"),
        (
            (key >> 32, key & 0xFFFFFFFF, stored.provinces[numbers[row]], facility, at)
            for row, key, facility in zip(
                done.added.tolist(),
                keys[done.added].tolist(),
                owner[done.added].tolist(),
                strict=True,
            )
        ),
    )
