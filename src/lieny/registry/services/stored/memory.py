"""What the last run knew: kept as tables, taken up again only where it fits what is there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking import Frequencies, LinkMemory
from lieny.registry.services.stored.large_memory import keep_large, recall_large
from lieny.registry.services.stored.patched import (
    Columns,
    Patched,
    keep_patched,
    recall_patched,
)

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
NAMES, PARTS, COUNTS, DECISIONS = "names", "name parts", "counts", "decisions"
ROWS = ("registrations", "licences", "further licences")
FILES, LOOKS, PLACES = "files", "looks", "places"
NUMBERS = (*ROWS, FILES, LOOKS, PLACES)


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
        rows: how many registrations, and how many rows of registers, these files have.
        link: of the linker.
        looks: of the rules.
        places: of what is written of facilities.
        kept: columns as they stand in the memory, by name.
    """

    files: Longs
    decisions: frozenset[int]
    rows: tuple[int, int]
    link: LinkMemory
    looks: Looks
    places: Looks
    kept: Mapping[str, Patched] = field(default_factory=dict)


def remember(what: Remembered, last: Remembered | None, *, at: datetime) -> None:
    """Keep what a run leaves in place of what the one before left.

    Args:
        what: what is to be kept.
        last: what is kept now and was taken up by this run.
        at: the time of the run.
    """
    frequencies = what.link.frequencies
    if last is None or last.link.frequencies is not frequencies:
        keep_large(NAMES, frequencies.names, at=at)
        keep_large(PARTS, frequencies.parts, at=at)
        keep_large(COUNTS, pa.table({"persons": [frequencies.persons]}), at=at)
    decisions = pa.array(sorted(what.decisions), pa.int64())
    keep_large(DECISIONS, pa.table({"decision": decisions}), at=at)
    kept = last.kept if last else {}
    columns = {name: _columns(looks, kept.get(name)) for name, looks in
               ((LOOKS, what.looks), (PLACES, what.places))} | {
        FILES: {"file": what.files}, **_parts(what)
    }  # fmt: skip
    for name, now in columns.items():
        keep_patched(name, now, kept.get(name), at=at)


def recall() -> Remembered | None:
    """Take up what the last run left; None where there is nothing, or other code left it."""
    names, parts, counts, decisions = (
        recall_large(name) for name in (NAMES, PARTS, COUNTS, DECISIONS)
    )
    kept = {name: found for name in NUMBERS if (found := recall_patched(name)) is not None}
    if names is None or parts is None or counts is None or decisions is None:
        return None
    if len(kept) < len(NUMBERS):
        return None
    whole = {
        column: np.concatenate([kept[name].now[column] for name in ROWS])
        for column in ("component", "shown")
    }
    (persons,) = counts["persons"].to_pylist()
    return Remembered(
        kept[FILES].now["file"].astype(np.int64),
        frozenset(decisions["decision"].to_pylist()),
        (len(kept[ROWS[0]].now["shown"]), len(kept[ROWS[1]].now["shown"])),
        LinkMemory(whole["component"], whole["shown"], Frequencies(names, parts, float(persons))),
        _looks(kept[LOOKS].now),
        _looks(kept[PLACES].now),
        kept,
    )


def _parts(what: Remembered) -> dict[str, Columns]:
    """Part what is kept of rows by table, so that new rows come at the end of each."""
    ends = np.cumsum(what.rows)
    columns = {"component": what.link.component, "shown": what.link.shown}
    parted = {name: np.split(column, ends) for name, column in columns.items()}
    return {word: {name: parted[name][at] for name in columns} for at, word in enumerate(ROWS)}


def _columns(looks: Looks, kept: Patched | None) -> Columns:
    """Give ids in order with what was seen; ids that are gone stay, without, where they stood."""
    before = np.empty(0, np.int64) if kept is None else kept.base["id"].astype(np.int64)
    ids = np.union1d(before, looks.persons)
    seen = np.zeros(len(ids), np.uint64)
    seen[np.searchsorted(ids, looks.persons)] = looks.seen
    return {"id": ids, "seen": seen}


def _looks(columns: Columns) -> Looks:
    seen = columns["seen"].astype(np.uint64)
    return Looks(columns["id"].astype(np.int64)[seen != 0], seen[seen != 0])
