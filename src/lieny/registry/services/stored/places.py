"""Places of the engine become facilities whose ids are for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from lieny.registry.models import Facility
from lieny.registry.services.linked import Linked
from lieny.registry.services.stored.fingerprints import Hashes, of_rows
from lieny.registry.services.stored.identities import NONE, take_over
from lieny.registry.services.stored.kept_rows import (
    INSTANT,
    KeptRows,
    beside,
    change,
    copy_into,
    end_rows,
    move_rows,
    new_ids,
)
from lieny.registry.services.stored.memory import Looks
from lieny.registry.services.stored.region import StoredBatch
from lieny.vocabulary.text import fold

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
TABLE, ROWS = "registry_facility", "registry_facilityrow"
NAMELESS = "Cơ sở chưa rõ tên"
ATTRIBUTES = (
    "province", "name", "name_folded", "operating_licence", "form", "status", "longitude",
    "latitude", "open_hours", "address",
)  # fmt: skip
OF_ENTITY = ("province", "name", "operating_licence", "form", "status", "longitude", "latitude")
NOT_AS_SEEN = np.uint64(0)  # is looked at again next time


@dataclass(frozen=True, slots=True)
class KeptPlaces:
    """Facilities of a run.

    Attributes:
        ids: id of each place of the run.
        looks: fingerprint of what is written of each, by id.
    """

    ids: Longs
    looks: Looks


def keep_places(
    stored: StoredBatch, linked: Linked, kept: KeptRows, last: Looks | None, *, at: datetime
) -> KeptPlaces:
    """Write facilities and their mentions.

    Args:
        stored: the rows.
        linked: the run.
        kept: how the mentions stood before.
        last: what was written of facilities last time; None looks at all of them.
        at: the time of the change.
    """
    keys = stored.keys("facilities")
    entity = linked.facilities.entity.astype(np.int64)
    found = take_over(entity, kept.owners(keys))
    ids = found.of_group.copy()
    fresh = ids == NONE
    ids[fresh] = new_ids(TABLE, int(fresh.sum()))
    seen = _seen(stored, linked)
    changed = fresh.copy()
    changed |= True if last is None else Looks(ids, seen).differing(last)
    _add(ids[fresh], _described(stored, linked, np.flatnonzero(fresh)))
    again = np.flatnonzero(changed & ~fresh)
    held_back = _update(ids[again], _described(stored, linked, again))
    seen[again[held_back]] = NOT_AS_SEEN
    led_on = list(Facility.objects.exclude(merged_into=None).values_list("id", flat=True))
    back = np.array(led_on, np.int64)[np.isin(led_on, ids[found.of_group != NONE])]
    Facility.objects.filter(id__in=back.tolist()).update(merged_into=None)
    for gone, into in found.merged:
        Facility.objects.filter(id=gone).update(merged_into=into)
    _keep_rows(stored, kept, ids[entity] if len(entity) else entity, at)
    order = np.argsort(ids)
    return KeptPlaces(ids, Looks(ids[order], seen[order]))


def _seen(stored: StoredBatch, linked: Linked) -> Hashes:
    """Give a fingerprint of what is written of each place: `ATTRIBUTES`."""
    told = linked.facilities.entities.select([*OF_ENTITY, "open_hours"])
    return of_rows(told.append_column("address", _addresses(stored, linked)))


def _addresses(stored: StoredBatch, linked: Linked) -> pa.Array:
    """Give the first address that the rows of each place tell, "" for none."""
    rows = linked.facilities.entities["rows"].combine_chunks()
    place = pc.list_parent_indices(rows)
    told = stored.batch.facilities["address"].take(pc.list_flatten(rows))
    given = np.flatnonzero(pc.fill_null(pc.not_equal(told, ""), False).to_numpy())  # noqa: FBT003
    which, first = np.unique(np.asarray(place)[given], return_index=True)
    at = np.full(len(rows), NONE, np.int64)
    at[which] = given[first]
    return told.take(pa.array(at, mask=at == NONE)).fill_null("").combine_chunks()


def _described(stored: StoredBatch, linked: Linked, places: Longs) -> list[tuple[object, ...]]:
    """Give the values of `ATTRIBUTES` of some places."""
    if not len(places):
        return []
    wanted = pa.array(places)
    entities = linked.facilities.entities.select([*OF_ENTITY, "open_hours"]).take(wanted)
    addresses = _addresses(stored, linked).take(wanted).to_pylist()
    described: list[tuple[object, ...]] = []
    for one, address in zip(entities.to_pylist(), addresses, strict=True):
        name = (one["name"] or NAMELESS)[:300]
        described.append(
            (
                one["province"] or "",
                name,
                fold(name)[:300],
                (one["operating_licence"] or "")[:60],
                (one["form"] or "")[:40],
                (one["status"] or "")[:10],
                one["longitude"],
                one["latitude"],
                one["open_hours"],
                address[:400],
            )
        )
    return described


def _add(ids: Longs, described: list[tuple[object, ...]]) -> None:
    """Add facilities; the key is the operating licence where nobody else has it, else the id."""
    taken = _taken({str(values[3]) for values in described})
    rows = []
    for number, values in zip(ids.tolist(), described, strict=True):
        province, licence = str(values[0]), str(values[3])
        key = licence if licence and (province, licence) not in taken else str(number)
        taken.add((province, key))
        rows.append((number, key, *values))
    copy_into(TABLE, ("id", "key", *ATTRIBUTES), rows)


def _update(ids: Longs, described: list[tuple[object, ...]]) -> Flags:
    """Bring what is said of facilities up to date; the key stays, people's offices refer to it.

    Returns:
        Those that could not go to their new province, as another place bears their key there.
    """
    held = {
        number: (province, key)
        for number, province, key in Facility.objects.filter(id__in=ids.tolist()).values_list(
            "id", "province", "key"
        )
    }
    taken = _taken({key for _, key in held.values()})
    held_back = np.zeros(len(ids), np.bool_)
    rows = []
    for at, (number, values) in enumerate(zip(ids.tolist(), described, strict=True)):
        province, key = held[number]
        moved = (str(values[0]), key)
        if moved[0] != province and moved not in taken:
            taken.add(moved)
            province = moved[0]
        held_back[at] = moved[0] != province
        rows.append((number, province, *values[1:]))
    pairs = ", ".join(f"{name} = said.{name}" for name in ATTRIBUTES)
    old = ", ".join(f"place.{name}" for name in ATTRIBUTES)
    new = ", ".join(f"said.{name}" for name in ATTRIBUTES)
    with beside(TABLE, ("id", *ATTRIBUTES), rows) as arrived, connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} AS place SET {pairs} FROM {arrived} AS said "  # noqa: S608
            f"WHERE place.id = said.id AND ({old}) IS DISTINCT FROM ({new})"
        )
    return held_back


def _taken(keys: Collection[str]) -> set[tuple[str, str]]:
    """Give province and key of the facilities that bear one of the keys."""
    return set(Facility.objects.filter(key__in=list(keys)).values_list("province", "key"))


def _keep_rows(stored: StoredBatch, kept: KeptRows, owner: Longs, at: datetime) -> None:
    keys = stored.keys("facilities")
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
