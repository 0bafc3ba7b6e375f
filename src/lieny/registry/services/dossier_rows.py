"""Rows of lists and registers as the plain values that rules read, many at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from lieny.registry.engine.columns_read import Longs, python_values
from lieny.registry.engine.post_words import named_scopes, post_title
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.rules.facts import LicenceFacts, LicenceStatus, Role
from lieny.registry.rules.status_words import (
    speaks_of_deputy,
    speaks_of_part,
    speaks_of_reissue,
    speaks_of_stay,
    speaks_of_validity,
)
from lieny.registry.rules.time_remarks import TimeRemarks, remarks_of
from lieny.registry.services.late_heaps import in_late_heaps
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.position import Position
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time import TimeFlag, TimeStatus, read_working_time

READABLE = frozenset({"exact", "fuzzy"})

ROLE_COLUMNS = (
    "name", "position", "acting", "title", "unit", "scopes", "scope_by_reference",
    "licence_serial", "licence_issuer", "licence_type", "licence_status", "other_licences",
    "licence_issued_on", "definite", "possible", "time_status", "time_flags", "raw_time",
    "valid_from", "valid_until", "listed_on", "received_on", "event_on", "cme_hours",
    "birth_on", "birth_year", "cccd", "name_folded", "raw_licence", "raw_position", "raw_note",
)  # fmt: skip
LICENCE_COLUMNS = (
    "licence_serial", "licence_issuer", "licence_type", "licence_status", "name", "name_folded",
    "birth_on", "birth_year", "cccd", "title", "scopes", "scope_by_reference",
    "licence_issued_on", "valid_until", "status", "status_from", "status_until", "decision",
    "raw_status", "raw_licence", "cme_hours", "cme_from", "raw_note",
)  # fmt: skip


class _Whereabouts(NamedTuple):
    """What linking and ordering found of a registration."""

    row: int
    place: int
    passed_over: int
    backlog: bool


class RowReader:
    """Reads rows of a run's tables; texts that recur are understood once."""

    def __init__(self, given: ScreenInput) -> None:
        self._given = given
        self._backlog = in_late_heaps(given)

    def roles(self, rows: Longs) -> Iterator[Role]:
        """Read registrations, in the order given."""
        given = self._given
        known = zip(
            rows.tolist(),
            given.place[rows].tolist(),
            given.passed_over[rows].tolist(),
            self._backlog[rows].tolist(),
            strict=True,
        )
        for where, values in zip(
            known, _values_of_rows(given.registrations, ROLE_COLUMNS, rows), strict=True
        ):
            yield _role(_Whereabouts(*where), values)

    def licences(self, rows: Longs) -> Iterator[LicenceFacts | None]:
        """Read register rows, in the order given; None where the number cannot be read."""
        persons = self._given.licence_person[rows].tolist()
        values = _values_of_rows(self._given.licences, LICENCE_COLUMNS, rows)
        for row, person, cells in zip(rows.tolist(), persons, values, strict=True):
            yield _licence(row, person, cells)


def _values_of_rows(
    table: pa.Table, names: tuple[str, ...], rows: Longs
) -> Iterator[tuple[Any, ...]]:
    taken = table.select(list(names)).take(pa.array(rows, pa.int64()))
    return zip(*(python_values(taken[name]) for name in names), strict=True)


def _role(where: _Whereabouts, values: tuple[Any, ...]) -> Role:
    (
        name, position, acting, title, unit, scopes, by_reference,
        serial, issuer, kind, reading, others,
        issued_on, definite, possible, time_status, time_flags, raw_time,
        valid_from, valid_until, listed_on, received_on, event_on, cme_hours,
        birth_on, birth_year, cccd, name_folded, raw_licence, raw_position, note,
    ) = values  # fmt: skip
    said, noted = _flags(time_flags or ""), _flags_of_note(note)
    post = raw_position or ""
    licences, exact = _numbers(serial, issuer, kind, reading, others)
    return Role(
        row=where.row,
        facility=where.place,
        name=name or "",
        position=_position(position),
        acting=bool(acting) or _is_deputy(post),
        title=_title(title),
        unit=unit,
        scopes=_scopes(scopes or ""),
        scope_by_reference=bool(by_reference),
        licences=licences,
        licence_issued_on=issued_on,
        time=_time(definite or b"", possible or b""),
        time_determined=time_status == TimeStatus.DETERMINED.value,
        full_time=said.full_time,
        assignment=said.assignment or noted.assignment,
        telehealth=said.telehealth,
        on_call=said.on_call,
        unbroken_day=said.unbroken_day,
        raw_time=raw_time or "",
        valid_from=valid_from,
        valid_until=valid_until,
        listed_on=listed_on,
        received_on=received_on,
        event_on=event_on,
        newer_submissions=where.passed_over,
        cme_hours=cme_hours,
        birth_on=birth_on,
        birth_year=birth_year,
        cccd=cccd,
        name_folded=name_folded or "",
        licence_exact=exact,
        reissued=_is_reissued(raw_licence) or _is_reissued(note),
        office_hours=said.office_hours,
        pharmacy=kind == LicenceType.PHARMACY.value,
        post_scopes=named_scopes(post) if post else (),
        unit_scopes=named_scopes(unit) if unit else (),
        post_title=post_title(post) if post else None,
        no_hours_given=said.silent or not raw_time or raw_time.isspace(),
        away=said.away or noted.away,
        backlog=where.backlog,
    )


def _licence(row: int, person: int, values: tuple[Any, ...]) -> LicenceFacts | None:
    (
        serial, issuer, kind, reading, name, name_folded, birth_on, birth_year, cccd, title,
        scopes, by_reference, issued_on, valid_until, status, status_from, status_until,
        decision, raw_status, raw_licence, cme_hours, cme_from, note,
    ) = values  # fmt: skip
    number = _number(serial, issuer, kind)
    if number is None or (reading or "exact") not in READABLE:
        return None
    words = f"{raw_status or ''} {decision or ''} {note or ''}"
    return LicenceFacts(
        row=row,
        number=number,
        holder=name or "",
        holder_folded=name_folded or "",
        person=person,
        birth_on=birth_on,
        birth_year=birth_year,
        cccd=cccd,
        title=_title(title),
        scopes=_scopes(scopes or ""),
        scope_by_reference=bool(by_reference),
        issued_on=issued_on,
        valid_until=valid_until,
        status=_status(status, raw_status),
        status_from=status_from,
        status_until=status_until,
        cme_hours=cme_hours,
        cme_from=cme_from,
        stayed=_is_stayed(words),
        partial=_is_partial(words),
        reissued=any(_is_reissued(text) for text in (raw_status, raw_licence, note)),
    )


@lru_cache(maxsize=4_096)
def _status(value: str | None, words: str | None) -> LicenceStatus:
    status = LicenceStatus(value) if value else LicenceStatus.ACTIVE
    if status is LicenceStatus.REPLACED and speaks_of_validity(words):
        return LicenceStatus.ACTIVE
    return status


def _numbers(
    serial: int | None,
    issuer: str | None,
    kind: str | None,
    reading: str | None,
    others: list[dict[str, Any]] | None,
) -> tuple[tuple[LicenceNumber, ...], bool]:
    """Give the readable numbers of a cell, and whether nothing was guessed in any of them."""
    found: dict[LicenceNumber, None] = {}
    exact = True
    cells = [(serial, issuer, kind, reading)]
    cells += [(o["serial"], o["issuer"], o["type"], o["status"]) for o in others or ()]
    for one_serial, one_issuer, one_kind, one_reading in cells:
        number = _number(one_serial, one_issuer, one_kind)
        status = one_reading or "exact"
        if number is not None and status in READABLE:
            found[number] = None
            exact = exact and status == "exact"
    return tuple(found), exact


@lru_cache(maxsize=65_536)
def _number(serial: int | None, issuer: str | None, kind: str | None) -> LicenceNumber | None:
    if serial is None or serial <= 0 or issuer is None or kind is None:
        return None
    return LicenceNumber(serial, issuer, LicenceType(kind))


@lru_cache(maxsize=65_536)
def _time(definite: bytes, possible: bytes) -> WeeklyTime:
    sure = WeeklySet.from_bytes(definite) if definite else EMPTY
    maybe = WeeklySet.from_bytes(possible) if possible else EMPTY
    return WeeklyTime(sure, maybe - sure)


@lru_cache(maxsize=4_096)
def _flags(text: str) -> TimeRemarks:
    said = set(text.split("|"))
    return remarks_of({flag for flag in TimeFlag if flag in said})


@lru_cache(maxsize=4_096)
def _flags_of_note(note: str | None) -> TimeRemarks:
    """What a note says of the work: sent by another facility, on leave."""
    return remarks_of(read_working_time(note).flags if note else frozenset())


@lru_cache(maxsize=4_096)
def _scopes(text: str) -> tuple[Scope, ...]:
    return tuple(Scope(code) for code in text.split("|") if code)


@lru_cache(maxsize=64)
def _title(value: str | None) -> Title | None:
    return Title(value) if value else None


@lru_cache(maxsize=64)
def _position(value: str | None) -> Position | None:
    return Position(value) if value else None


_is_deputy = lru_cache(maxsize=16_384)(speaks_of_deputy)
_is_stayed = lru_cache(maxsize=16_384)(speaks_of_stay)
_is_partial = lru_cache(maxsize=16_384)(speaks_of_part)


def _is_reissued(text: str | None) -> bool:
    # A bare number holds no words; nearly all cells are bare numbers.
    return text is not None and " " in text and speaks_of_reissue(text)
