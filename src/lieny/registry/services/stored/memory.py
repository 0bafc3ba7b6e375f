"""What the last run knew: kept as tables, taken up again only where it fits what is there now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking import Frequencies, LinkMemory
from lieny.registry.engine.linking.model import shipped
from lieny.registry.models import RunMemory
from lieny.registry.services.stored.blocks import packed, unpacked

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
ROWS, NAMES, PARTS, COUNTS, FILES, DECISIONS, LOOKS, PLACES = TABLES = (
    "rows", "names", "name parts", "counts", "files", "decisions", "looks", "places",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Looks:
    """What was looked at in persons, or in facilities, as fingerprints.

    Attributes:
        persons: ids, those of a run in ascending order.
        seen: fingerprint of what was looked at in each.
    """

    persons: Longs
    seen: Hashes

    def differing(self, last: Looks) -> Flags:
        """Tell those that were not there last time or do not look as they did."""
        if not len(last.persons):
            return np.ones(len(self.persons), np.bool_)
        at = np.minimum(np.searchsorted(last.persons, self.persons), len(last.persons) - 1)
        return np.asarray(
            (last.persons[at] != self.persons) | (last.seen[at] != self.seen), np.bool_
        )


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the last run left.

    Attributes:
        files: ids of the files whose rows it had.
        decisions: ids of decisions that nobody had undone; negative where not in force.
        link: of the linker.
        looks: of the rules.
        places: of what is written of facilities.
    """

    files: Longs
    decisions: frozenset[int]
    link: LinkMemory
    looks: Looks
    places: Looks


def remember(what: Remembered, last: Remembered | None, *, at: datetime) -> None:
    """Keep what a run leaves in place of what the one before left.

    Args:
        what: what is to be kept.
        last: what is kept now and was taken up by this run.
        at: the time of the run.
    """
    link, frequencies = what.link, what.link.frequencies
    tables = {
        ROWS: pa.table({"component": link.component, "shown": link.shown}),
        FILES: pa.table({"file": what.files}),
        DECISIONS: pa.table({"decision": pa.array(sorted(what.decisions), pa.int64())}),
        LOOKS: _table(what.looks),
        PLACES: _table(what.places),
    }
    if last is None or last.link.frequencies is not frequencies:
        tables |= {
            NAMES: frequencies.names,
            PARTS: frequencies.parts,
            COUNTS: pa.table({"persons": [frequencies.persons]}),
        }
        RunMemory.objects.all().delete()
    RunMemory.objects.filter(name__in=tables).delete()
    RunMemory.objects.bulk_create(
        RunMemory(name=name, made_with=_made_with(), arrow=packed(table), at=at)
        for name, table in tables.items()
    )


def recall() -> Remembered | None:
    """Take up what the last run left; None where there is nothing, or other code left it."""
    kept: Mapping[str, pa.Table] = {
        one.name: unpacked(one.arrow) for one in RunMemory.objects.filter(made_with=_made_with())
    }
    if set(kept) != set(TABLES):
        return None
    (persons,) = kept[COUNTS]["persons"].to_pylist()
    return Remembered(
        kept[FILES]["file"].to_numpy(),
        frozenset(kept[DECISIONS]["decision"].to_pylist()),
        LinkMemory(
            kept[ROWS]["component"].to_numpy(),
            kept[ROWS]["shown"].to_numpy(),
            Frequencies(kept[NAMES], kept[PARTS], float(persons)),
        ),
        _looks(kept[LOOKS]),
        _looks(kept[PLACES]),
    )


def _table(looks: Looks) -> pa.Table:
    return pa.table({"person": looks.persons, "seen": looks.seen})


def _looks(table: pa.Table) -> Looks:
    return Looks(table["person"].to_numpy(), table["seen"].to_numpy())


def _made_with() -> str:
    """Fingerprint what computes: another version may weigh, hash or judge otherwise."""
    told = [version("lieny"), duckdb.__version__, shipped().splink_settings()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
