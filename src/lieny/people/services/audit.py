"""Writing and searching the audit log."""

from __future__ import annotations

import csv
import ipaddress
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from lieny.people.models.audit_record import AuditRecord

Outcome = AuditRecord.Outcome
# An address, or so many digits that they may be a personal number or a telephone.
PERSONAL = re.compile(r"@|\d{9,}")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")
COLUMNS = (
    "sequence", "at", "actor", "on_behalf_of", "province", "action", "outcome", "target_kind",
    "target", "reason", "origin", "detail", "previous", "hash",
)  # fmt: skip
WRITE = (
    "INSERT INTO people_auditrecord (at, actor, on_behalf_of, province, action, outcome, "
    "target_kind, target, reason, origin, detail, sequence, previous, hash) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', '')"
)
# Of people/migrations/0007_audit_at_commit.py.
AT_COMMIT = "people_audit_at_commit"
WRITE_LATER = (
    "INSERT INTO people_auditwaiting (at, actor, on_behalf_of, province, action, outcome, "
    "target_kind, target, reason, origin, detail) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_LATER: ContextVar[list[str] | None] = ContextVar("audit_later", default=None)


class PersonalDataInAudit(ValueError):
    """The log names persons by id alone: it is kept for years and shown to auditors."""


@dataclass(frozen=True)
class Deed:
    """Việc được ghi: one thing that was done or refused.

    Attributes:
        action: as in the table of permissions, or "account.…" for sign-in.
        at: when.
        by: id of the account; None when nobody was signed in.
        outcome: done, refused or failed.
        province: code of the province in whose name; empty for none.
        on_behalf_of: id of the organisation for which.
        target_kind: kind of record ("submission").
        target: its id.
        reason: why, for acts that need one.
        origin: address of the client; only its network is kept.
        detail: further ids and codes, no personal data.
    """

    action: str
    at: datetime
    by: UUID | None = None
    outcome: Outcome = Outcome.DONE
    province: str = ""
    on_behalf_of: str = ""
    target_kind: str = ""
    target: str = ""
    reason: str = ""
    origin: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)


def record(deed: Deed) -> None:
    """Add one row to the log, within the transaction of the deed itself.

    Writers queue until the end of their transactions: call it last, or within
    `chained_at_the_end`.

    Raises:
        PersonalDataInAudit: reason or detail hold an address or a long number; nothing is written.
    """
    written = (deed.reason, *deed.detail, *map(str, deed.detail.values()))
    if any(PERSONAL.search(text) for text in written):
        raise PersonalDataInAudit(deed.action)
    detail = json.dumps(
        dict(deed.detail), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    # Not through the ORM: it asks for the row back, which whoever writes may not read.
    waits = _LATER.get()
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE_LATER if waits is not None else WRITE,
            [
                deed.at, deed.by, deed.on_behalf_of, deed.province, deed.action, deed.outcome.value,
                deed.target_kind, deed.target, deed.reason, network_of(deed.origin), detail,
            ],
        )  # fmt: skip
    if waits is not None:
        waits.append(deed.action)


@contextmanager
def chained_at_the_end() -> Iterator[None]:
    """Let what is recorded inside join the chain when the block ends, in the order written.

    Whoever joins the chain holds its end until the transaction is over: a page that records what
    it shows, and draws it then, would let everybody else wait. The block is part of a transaction
    and the last thing in it; what is undone inside is not recorded.
    """
    waits: list[str] = []
    token = _LATER.set(waits)
    try:
        yield
    finally:
        _LATER.reset(token)
    if waits and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {AT_COMMIT} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {AT_COMMIT} DEFERRED")


def network_of(address: str) -> str:
    """Keep the network of an address: /24 of IPv4, /48 of IPv6; nothing of what is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    width = 24 if isinstance(found, ipaddress.IPv4Address) else 48
    return str(ipaddress.ip_network((found, width), strict=False))


@dataclass(frozen=True)
class Search:
    """Điều kiện tìm nhật ký: what is left empty is not asked."""

    action: str = ""
    outcome: str = ""
    actor: UUID | None = None
    target: str = ""
    since: datetime | None = None
    until: datetime | None = None


def found(search: Search) -> QuerySet[AuditRecord]:
    """Find rows, the latest first, within the boundary of the transaction."""
    rows = AuditRecord.objects.order_by("-sequence")
    asked = {
        "action__startswith": search.action,
        "outcome": search.outcome,
        "actor": search.actor,
        "target": search.target,
        "at__gte": search.since,
        "at__lt": search.until,
    }
    return rows.filter(**{name: value for name, value in asked.items() if value})


def as_csv(rows: Iterable[AuditRecord]) -> Iterator[str]:
    """Write rows as CSV, line by line; no cell begins as a formula of a spreadsheet."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([_cell(getattr(row, name)) for name in COLUMNS])


class _Line:
    """What `csv` writes to: hands the line back."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
