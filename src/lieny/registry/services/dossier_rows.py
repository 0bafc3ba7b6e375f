"""Rows of lists and registers as the plain values that rules read, many at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from lieny.registry.engine.columns_read import Longs
from lieny.registry.engine.post_words import named_scopes, post_title
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.rules.facts import LicenceFacts, LicenceStatus, Role
from lieny.registry.rules.status_words import (
    speaks_of_part,
    speaks_of_reissue,
    speaks_of_stay,
    speaks_of_validity,
)
from lieny.registry.services.late_heaps import in_late_heaps
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.position import Position
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.flags import TimeFlag, TimeStatus

READABLE = frozenset({"exact", "fuzzy"})
# Such a cell tells no hours because nobody wrote any, not because they are vague.
SILENT = frozenset({TimeFlag.BLANK.value, TimeFlag.DATE_ONLY.value, TimeFlag.DITTO.value})
# With its marks, for "phòng" and "phổ" are other words; without them only at the beginning.
_DEPUTY = re.compile(r"\bphó\b|^\s*(?:pho|quyền|quyen|q\.)\b|\btạm thời\b|\btạm quyền\b")

ROLE_COLUMNS = (
    "name", "position", "acting", "title", "unit", "scopes", "scope_by_reference",
    "licence_serial", "licence_issuer", "licence_type", "licence_status", "other_licences",
    "licence_issued_on", "definite", "possible", "time_status", "time_flags", "raw_time",
    "valid_from", "valid_until", "listed_on", "received_on", "event_on", "cme_hours",
    "birth_on", "birth_year", "cccd", "name_folded", "raw_licence", "raw_position",
)  # fmt: skip
LICENCE_COLUMNS = (
    "licence_serial", "licence_issuer", "licence_type", "licence_status", "name", "name_folded",
    "birth_on", "birth_year", "cccd", "title", "scopes", "scope_by_reference",
    "licence_issued_on", "valid_until", "status", "status_from", "status_until", "decision",
    "raw_status", "raw_licence", "cme_hours", "cme_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Flags:
    """What the working-time text says besides hours."""

    full_time: bool
    assignment: bool
    telehealth: bool
    on_call: bool
    unbroken_day: bool
    office_hours: bool
    away: bool
    silent: bool


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
        columns = _columns(given.registrations, ROLE_COLUMNS, rows)
        places = given.place[rows].tolist()
        passed = given.passed_over[rows].tolist()
        heaps = self._backlog[rows].tolist()
        for at, row in enumerate(rows.tolist()):
            yield _role(_Whereabouts(row, places[at], passed[at], heaps[at]), columns, at)

    def licences(self, rows: Longs) -> Iterator[LicenceFacts | None]:
        """Read register rows, in the order given; None where the number cannot be read."""
        columns = _columns(self._given.licences, LICENCE_COLUMNS, rows)
        persons = self._given.licence_person[rows].tolist()
        for at, row in enumerate(rows.tolist()):
            yield _licence(row, persons[at], columns, at)


Columns = dict[str, list[Any]]


def _columns(table: pa.Table, names: tuple[str, ...], rows: Longs) -> Columns:
    taken = table.select(list(names)).take(pa.array(rows, pa.int64()))
    return {name: _values(taken[name]) for name in names}


def _values(column: pa.ChunkedArray) -> list[Any]:
    """Give Python values; an interned column makes each distinct value once."""
    values: list[Any] = []
    for chunk in column.chunks:
        if pa.types.is_dictionary(chunk.type):
            known = [*chunk.dictionary.to_pylist(), None]
            indices = chunk.indices.cast(pa.int32()).fill_null(len(known) - 1)
            values += [known[at] for at in indices.to_pylist()]
        else:
            values += chunk.to_pylist()
    return values


def _role(where: _Whereabouts, columns: Columns, at: int) -> Role:
    get: Callable[[str], Any] = lambda name: columns[name][at]  # noqa: E731 - read below, 30 times
    said = _flags(get("time_flags") or "")
    post = get("raw_position") or ""
    licences, exact = _numbers(columns, at)
    return Role(
        row=where.row,
        facility=where.place,
        name=get("name") or "",
        position=_position(get("position")),
        acting=bool(get("acting")) or _is_deputy(post),
        title=_title(get("title")),
        unit=get("unit"),
        scopes=_scopes(get("scopes") or ""),
        scope_by_reference=bool(get("scope_by_reference")),
        licences=licences,
        licence_issued_on=get("licence_issued_on"),
        time=_time(get("definite") or b"", get("possible") or b""),
        time_determined=get("time_status") == TimeStatus.DETERMINED.value,
        full_time=said.full_time,
        assignment=said.assignment,
        telehealth=said.telehealth,
        on_call=said.on_call,
        unbroken_day=said.unbroken_day,
        raw_time=get("raw_time") or "",
        valid_from=get("valid_from"),
        valid_until=get("valid_until"),
        listed_on=get("listed_on"),
        received_on=get("received_on"),
        event_on=get("event_on"),
        newer_submissions=where.passed_over,
        cme_hours=get("cme_hours"),
        birth_on=get("birth_on"),
        birth_year=get("birth_year"),
        cccd=get("cccd"),
        name_folded=get("name_folded") or "",
        licence_exact=exact,
        reissued=_is_reissued(get("raw_licence")),
        office_hours=said.office_hours,
        pharmacy=get("licence_type") == LicenceType.PHARMACY.value,
        post_scopes=named_scopes(post) if post else (),
        unit_scopes=named_scopes(get("unit")) if get("unit") else (),
        post_title=post_title(post) if post else None,
        away=said.away,
        no_hours_given=said.silent or not (get("raw_time") or "").strip(),
        backlog=where.backlog,
    )


def _licence(row: int, person: int, columns: Columns, at: int) -> LicenceFacts | None:
    get: Callable[[str], Any] = lambda name: columns[name][at]  # noqa: E731 - read below, 20 times
    number = _number(get("licence_serial"), get("licence_issuer"), get("licence_type"))
    if number is None or (get("licence_status") or "exact") not in READABLE:
        return None
    words = f"{get('raw_status') or ''} {get('decision') or ''}"
    return LicenceFacts(
        row=row,
        number=number,
        holder=get("name") or "",
        holder_folded=get("name_folded") or "",
        person=person,
        birth_on=get("birth_on"),
        birth_year=get("birth_year"),
        cccd=get("cccd"),
        title=_title(get("title")),
        scopes=_scopes(get("scopes") or ""),
        scope_by_reference=bool(get("scope_by_reference")),
        issued_on=get("licence_issued_on"),
        valid_until=get("valid_until"),
        status=_status(get("status"), get("raw_status")),
        status_from=get("status_from"),
        status_until=get("status_until"),
        cme_hours=get("cme_hours"),
        cme_from=get("cme_from"),
        stayed=_is_stayed(words),
        partial=_is_partial(words),
        reissued=_is_reissued(f"{get('raw_status') or ''} {get('raw_licence') or ''}"),
    )


@lru_cache(maxsize=4_096)
def _status(value: str | None, words: str | None) -> LicenceStatus:
    status = LicenceStatus(value) if value else LicenceStatus.ACTIVE
    if status is LicenceStatus.REPLACED and speaks_of_validity(words):
        return LicenceStatus.ACTIVE
    return status


@lru_cache(maxsize=4_096)
def _is_deputy(text: str) -> bool:
    """Test whether a position is a deputy's or an acting holder's: `Phó phụ trách chuyên môn`."""
    return _DEPUTY.search(text.lower()) is not None


def _numbers(columns: Columns, at: int) -> tuple[tuple[LicenceNumber, ...], bool]:
    """Give the readable numbers of a cell, and whether nothing was guessed in any of them."""
    found = []
    exact = True
    cell = {name: columns[f"licence_{name}"][at] for name in ("serial", "issuer", "type", "status")}
    for one in (cell, *(columns["other_licences"][at] or ())):
        status = one["status"] or "exact"
        number = _number(one["serial"], one["issuer"], one["type"])
        if number is not None and status in READABLE:
            found.append(number)
            exact = exact and status == "exact"
    return tuple(dict.fromkeys(found)), exact


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
def _flags(text: str) -> _Flags:
    said = set(text.split("|"))
    return _Flags(
        full_time=TimeFlag.FULL_TIME.value in said,
        assignment=TimeFlag.ASSIGNMENT.value in said,
        telehealth=TimeFlag.TELEHEALTH.value in said,
        on_call=TimeFlag.ON_CALL.value in said,
        unbroken_day=TimeFlag.UNBROKEN_DAY.value in said,
        office_hours=TimeFlag.OFFICE_HOURS.value in said,
        away=TimeFlag.AWAY.value in said,
        silent=bool(said & SILENT),
    )


@lru_cache(maxsize=4_096)
def _scopes(text: str) -> tuple[Scope, ...]:
    return tuple(Scope(code) for code in text.split("|") if code)


@lru_cache(maxsize=64)
def _title(value: str | None) -> Title | None:
    return Title(value) if value else None


@lru_cache(maxsize=64)
def _position(value: str | None) -> Position | None:
    return Position(value) if value else None


_is_stayed = lru_cache(maxsize=16_384)(speaks_of_stay)
_is_partial = lru_cache(maxsize=16_384)(speaks_of_part)


def _is_reissued(text: str | None) -> bool:
    # A bare number holds no words; nearly all cells are bare numbers.
    return text is not None and " " in text and speaks_of_reissue(text)
