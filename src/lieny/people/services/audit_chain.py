"""Checking the audit log: the chain is computed a second time, in another language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connections

FIRST = "0" * 64
ROWS_AT_A_TIME = 2_000
COLUMNS = (
    "sequence", "at", "actor", "on_behalf_of", "province", "action", "outcome", "target_kind",
    "target", "reason", "origin", "detail", "previous",
)  # fmt: skip


@dataclass(frozen=True)
class Break:
    """Chỗ đứt của nhật ký: a row that is not as it was written.

    Attributes:
        sequence: its number.
        fault: "changed" (the row is not what its hash says), "unlinked" (it does not follow the
            row before), "missing" (numbers are left out before it), "cut" (rows are missing at
            the end), "rewritten" (it differs from a hash that was kept elsewhere).
    """

    sequence: int
    fault: str


@dataclass(frozen=True)
class Verified:
    """Kết quả kiểm nhật ký.

    Attributes:
        rows: how many were read.
        head: hash of the last row, to be kept elsewhere.
        breaks: what is wrong, in the order of rows; empty when all is well.
    """

    rows: int
    head: str
    breaks: tuple[Break, ...]


def unheard(_rows: int) -> None:
    """Take progress where nobody waits."""


def verify(
    *,
    using: str = "default",
    anchor: tuple[int, str] | None = None,
    progress: Callable[[int], None] = unheard,
) -> Verified:
    """Compute the whole chain again and name every row that does not fit.

    Whoever rules the database can write the whole chain anew; only a hash that was kept elsewhere
    (`anchor`: number and hash; each backup's manifest holds one) shows that.

    Args:
        using: a connection that sees every row, that of the owner.
        anchor: number and hash of a row as they were noted before.
        progress: told how many rows were read, from time to time.
    """
    breaks: list[Break] = []
    last, previous, rows = 0, FIRST, 0
    for sequence, written, linked, computed in _rows(using):
        rows += 1
        if rows % ROWS_AT_A_TIME == 0:
            progress(rows)
        if sequence != last + 1:
            breaks.append(Break(sequence, "missing"))
        elif linked != previous:
            breaks.append(Break(sequence, "unlinked"))
        if computed != written:
            breaks.append(Break(sequence, "changed"))
        if anchor is not None and sequence == anchor[0] and written != anchor[1]:
            breaks.append(Break(sequence, "rewritten"))
        last, previous = sequence, written
    head = _head(using)
    if head[0] != last or (anchor is not None and anchor[0] > last):
        breaks.append(Break(last + 1, "cut"))
    return Verified(rows, previous, tuple(breaks))


def _head(using: str) -> tuple[int, str]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM people_audithead")
        sequence, head = cursor.fetchone()
        return int(sequence), str(head)


def _rows(using: str) -> Iterator[tuple[int, str, str, str]]:
    """Give number, hash as written, hash before as written, and hash as computed, in order."""
    last = 0
    names = ", ".join((*COLUMNS, "hash"))
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"SELECT {names} FROM people_auditrecord WHERE sequence > %s "  # noqa: S608
                "ORDER BY sequence LIMIT %s",
                [last, ROWS_AT_A_TIME],
            )
            page = cursor.fetchall()
        for *values, written in page:
            last = int(values[0])
            yield last, str(written), str(values[-1]), _hash(values)
        if len(page) < ROWS_AT_A_TIME:
            return


def _hash(values: list[object]) -> str:
    digest = hashlib.sha256()
    for value in values:
        text = _text(value).encode("utf-8")
        digest.update(b"%d:%b," % (len(text), text))
    return digest.hexdigest()


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return "" if value is None else str(value)
