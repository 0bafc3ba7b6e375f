"""Writing and searching the audit log."""

from __future__ import annotations

import csv
import ipaddress
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from lieny.people.models.audit_record import AuditRecord
from lieny.people.services.audit_targets import Meant

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
def chained_at_the_end() -> Iterator[Collection[str]]:
    """Let what is recorded inside join the chain when the block ends, in the order written.

    Whoever joins the chain holds its end until the transaction is over: a page that records what
    it shows, and draws it then, would let everybody else wait. The block is part of a transaction
    and the last thing in it; what is undone inside is not recorded.

    Yields:
        the actions recorded so far.
    """
    waits: list[str] = []
    token = _LATER.set(waits)
    try:
        yield waits
    finally:
        _LATER.reset(token)
    # At the end of the whole transaction PostgreSQL does it by itself, without being asked.
    ends_here = len(connection.atomic_blocks) == 1
    if waits and not ends_here and not connection.needs_rollback:
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
    """Điều kiện tìm nhật ký: what is left empty is not asked.

    Attributes:
        action: beginning of the action.
        outcome: done, refused or failed.
        actors: ids of accounts, any of them.
        kind: kind of record.
        target: its id.
        meant: records and people whom somebody named; all that concerns any of them is found.
        since: first moment.
        until: first moment that is too late.
    """

    action: str = ""
    outcome: str = ""
    actors: tuple[UUID, ...] = ()
    kind: str = ""
    target: str = ""
    meant: Meant | None = None
    since: datetime | None = None
    until: datetime | None = None


def found(search: Search) -> QuerySet[AuditRecord]:
    """Find rows, the latest first, within the boundary of the transaction."""
    rows = AuditRecord.objects.order_by("-sequence")
    if search.meant is not None:
        rows = rows.filter(_concerning(search.meant))
    asked = {
        "action__startswith": search.action,
        "outcome": search.outcome,
        "actor__in": search.actors,
        "target_kind": search.kind,
        "target": search.target,
        "at__gte": search.since,
        "at__lt": search.until,
    }
    return rows.filter(**{name: value for name, value in asked.items() if value})


def _concerning(meant: Meant) -> Q:
    """Ask for rows of records, and for those that name people among others, found or compared."""
    of_kind: dict[str, list[str]] = {}
    for one in meant.targets:
        of_kind.setdefault(one.kind, []).append(one.id)
    wanted = Q(pk__in=[])
    for kind, ids in of_kind.items():
        wanted |= Q(target_kind=kind, target__in=ids)
    for person in meant.persons:
        wanted |= Q(target_kind="search", detail__contains=f",{person},")
        wanted |= Q(target_kind="person", target__regex=rf"(^|,){person}(,|$)")
        wanted |= Q(target_kind="pair", target__regex=rf"(^|-){person}(-|$)")
        wanted |= Q(target_kind="pair", target="", detail__regex=rf'[ "-]{person}[ "-]')
    return wanted


def as_csv(
    rows: Iterable[AuditRecord],
    heads: Sequence[str] = (),
    told: Callable[[AuditRecord], Sequence[str]] = lambda _row: (),
) -> Iterator[str]:
    """Write rows as CSV, line by line; no cell begins as a formula of a spreadsheet.

    Args:
        rows: of the log, as it keeps them.
        heads: of further columns, which say in words what the codes mean.
        told: gives these columns of a row.
    """
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([*COLUMNS, *heads])
    for row in rows:
        kept = [getattr(row, name) for name in COLUMNS]
        yield writer.writerow([_cell(value) for value in (*kept, *told(row))])


class _Line:
    """What `csv` writes to: hands the line back."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> str:
    text = value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
