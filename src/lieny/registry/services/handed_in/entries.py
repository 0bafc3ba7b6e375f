"""Rows of lists as `rules/list_changes` compares them, whether they wait or are in the register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pyarrow as pa

from lieny.registry.columns.tables import Batch
from lieny.registry.models import Registration
from lieny.registry.rules.list_changes import Entry
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

READ = (
    *("name", "name_folded", "licence_serial", "licence_issuer", "licence_type", "position"),
    *("definite", "possible", "valid_from", "valid_until", "event_on"),
)


def stored_entry(rows: Sequence[Registration], event_on: date | None = None) -> Entry:
    """Join the rows of one person at one facility: the first speaks, the hours are of all.

    Args:
        rows: at least one, of the register.
        event_on: day on which the person joined or left, where the list tells it.
    """
    first = rows[0]
    definite, possible = EMPTY, EMPTY
    for row in rows:
        definite |= hours_of(row.definite)
        possible |= hours_of(row.possible)
    return Entry(
        row=first.pk,
        name=first.name,
        name_folded=first.name_folded,
        licence=_licence(first.licence_serial, first.licence_issuer, first.licence_type),
        time=WeeklyTime(definite, possible - definite),
        position=first.position,
        valid_from=first.valid_from,
        valid_until=first.valid_until,
        event_on=event_on,
    )


def staged_entries(batch: Batch, rows: Sequence[int]) -> Iterator[Entry]:
    """Give rows of registrations that wait for confirmation.

    Args:
        batch: as it was read.
        rows: which of its registrations.
    """
    wanted = batch.registrations.select(list(READ)).take(pa.array(rows))
    for row, said in zip(rows, wanted.to_pylist(), strict=True):
        yield Entry(
            row=row,
            name=said["name"] or "",
            name_folded=said["name_folded"] or "",
            licence=_licence(
                said["licence_serial"], said["licence_issuer"] or "", said["licence_type"] or ""
            ),
            time=WeeklyTime(hours_of(said["definite"]), hours_of(said["possible"])),
            position=said["position"] or "",
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
            event_on=said["event_on"],
        )


def _licence(serial: int | None, issuer: str, kind: str) -> str | None:
    return f"{serial}/{issuer}-{kind}" if serial and issuer and kind else None


def hours_of(packed: bytes | memoryview | None) -> WeeklySet:
    """Unpack minutes of the week; none where nothing is kept."""
    return WeeklySet.from_bytes(bytes(packed)) if packed else EMPTY
