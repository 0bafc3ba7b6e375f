"""Persons of the engine become persons whose ids are for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from lieny.registry.models import Person
from lieny.registry.services.stored.decisions import formerly
from lieny.registry.services.stored.identities import NONE, take_over
from lieny.registry.services.stored.kept_rows import KeptRows, beside, copy_into, new_ids
from lieny.registry.services.stored.region import StoredBatch
from lieny.vocabulary.text import fold

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
TABLE = "registry_person"
NAMELESS = "Chưa rõ họ tên"
SHOWN = ("name", "name_folded", "birth_on", "birth_year", "provinces")
SAID = ("name", "birth_on", "birth_year")


@dataclass(frozen=True, slots=True)
class StoredPersons:
    """Who the run's persons are.

    Attributes:
        ids: id of each person of the run.
        touched: ids whose rows are not those of before, and those who have none any more.
        split: ids that lost rows to somebody else.
    """

    ids: Longs
    touched: frozenset[int]
    split: frozenset[int]


def keep_persons(
    stored: StoredBatch,
    person: tuple[Ints, Ints],
    kept: tuple[KeptRows, KeptRows],
    *,
    at: datetime,
) -> StoredPersons:
    """Give each person of the run an id, and bring what is shown of the touched ones up to date.

    Args:
        stored: the rows.
        person: person of each registration and of each register row, numbered from zero.
        kept: how the rows of both tables stood before.
        at: the time of the change.
    """
    of_row = np.concatenate(person).astype(np.int64)
    before = np.concatenate(
        [
            one.owners(stored.keys(table))
            for one, table in zip(kept, ("registrations", "licences"), strict=True)
        ]
    )
    found = take_over(of_row, before, formerly(stored))
    ids = found.of_group.copy()
    fresh = ids == NONE
    ids[fresh] = new_ids(TABLE, int(fresh.sum()))
    now = ids[of_row] if len(of_row) else of_row
    moved = before != now
    split = frozenset(before[moved & (before != NONE)].tolist())
    owners = np.concatenate([one.owner for one in kept])
    gone = frozenset(owners[~np.isin(owners, ids)].tolist())
    touched = frozenset(now[moved].tolist()) | split | gone | _bereft(stored, kept)
    shown = _shown(stored, of_row, np.isin(ids, list(touched)))
    _add(ids, fresh, shown, at)
    _update(ids, fresh, shown)
    _follow(found.merged, ids[found.of_group != NONE], gone)
    return StoredPersons(ids, touched, split)


def _bereft(stored: StoredBatch, kept: tuple[KeptRows, KeptRows]) -> frozenset[int]:
    """Give the persons of whom a row was taken back."""
    lost: set[int] = set()
    for one, table in zip(kept, ("registrations", "licences"), strict=True):
        at = one.find(stored.keys(table))
        taken_back = one.known.copy()
        taken_back[at[at != NONE]] = False
        lost.update(one.owner[taken_back].tolist())
    return frozenset(lost)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of some persons of the run, by their number there."""

    numbers: Longs
    values: Sequence[tuple[object, ...]]


def _shown(stored: StoredBatch, of_row: Longs, wanted: Flags) -> _Shown:
    """Give name, birth and provinces of persons: what most of their rows say."""
    rows = np.flatnonzero(wanted[of_row]) if len(of_row) else of_row
    batch = stored.batch
    said = {
        name: pa.chunked_array(
            [*batch.registrations[name].chunks, *batch.licences[name].chunks],
            batch.registrations.schema.field(name).type,
        )
        for name in SAID
    }
    take = pa.array(rows)
    owner = pa.array(of_row[rows])
    most = {name: _most(owner, said[name].take(take)) for name in SAID}
    files = np.concatenate([batch.registrations["file"], batch.licences["file"]])[rows]
    province = pa.array(stored.provinces, pa.string()).take(pa.array(files))
    seen = pa.table({"owner": owner, "province": province}).group_by("owner")
    provinces = {
        row["owner"]: sorted(row["province_distinct"])
        for row in seen.aggregate([("province", "distinct")]).to_pylist()
    }
    numbers = np.flatnonzero(wanted)
    values = []
    for number in numbers.tolist():
        name = (str(most["name"].get(number) or "") or NAMELESS)[:150]
        birth = most["birth_on"].get(number)
        year = getattr(birth, "year", None) or most["birth_year"].get(number)
        values.append((name, fold(name)[:150], birth, year, provinces.get(number, [])))
    return _Shown(numbers.astype(np.int64), values)


def _most(owner: pa.Array, value: pa.ChunkedArray) -> dict[int, object]:
    """Give each owner the value that most rows say; of equally many the longest, then the least."""
    table = pa.table({"owner": owner, "value": value}).filter(pc.field("value").is_valid())
    counted = table.group_by(["owner", "value"]).aggregate([([], "count_all")])
    best: dict[int, tuple[tuple[int, int, str], object]] = {}
    for row in counted.to_pylist():
        text = str(row["value"])
        rank = (-row["count_all"], -len(text.encode("utf-8")), text)
        if row["owner"] not in best or rank < best[row["owner"]][0]:
            best[row["owner"]] = (rank, row["value"])
    return {number: value for number, (_, value) in best.items()}


def _add(ids: Longs, fresh: Flags, shown: _Shown, at: datetime) -> None:
    copy_into(
        TABLE,
        ("id", "public_id", "first_seen_at", *SHOWN),
        (
            (int(ids[number]), uuid4(), at, *values)
            for number, values in zip(shown.numbers.tolist(), shown.values, strict=True)
            if fresh[number]
        ),
    )


def _update(ids: Longs, fresh: Flags, shown: _Shown) -> None:
    rows = (
        (int(ids[number]), *values)
        for number, values in zip(shown.numbers.tolist(), shown.values, strict=True)
        if not fresh[number]
    )
    pairs = ", ".join(f"{name} = shown.{name}" for name in SHOWN)
    with beside(TABLE, ("id", *SHOWN), rows) as arrived, connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} AS person SET {pairs}, merged_into_id = NULL "  # noqa: S608
            f"FROM {arrived} AS shown WHERE person.id = shown.id"
        )


def _follow(merged: Sequence[tuple[int, int]], taken: Longs, gone: frozenset[int]) -> None:
    """Let ids that nobody took over lead to where their rows went, behind the same walls."""
    Person.objects.filter(id__in=list(gone)).update(provinces=[])
    led_on = list(Person.objects.exclude(merged_into=None).values_list("id", flat=True))
    back = np.array(led_on, np.int64)[np.isin(led_on, taken)].tolist()
    Person.objects.filter(id__in=back).update(merged_into=None)
    for one, into in merged:
        Person.objects.filter(id=one).update(merged_into=into)
        Person.objects.filter(merged_into=one).update(merged_into=into)
    followers = [*led_on, *(one for one, _ in merged)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} AS one SET provinces = kept.provinces FROM {TABLE} AS kept "  # noqa: S608
            "WHERE one.id = ANY (%s::bigint[]) AND one.merged_into_id = kept.id "
            "AND one.provinces IS DISTINCT FROM kept.provinces",
            [followers],
        )
