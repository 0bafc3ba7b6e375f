"""Stored rows as rules take them: registrations and register rows of the one person asked about.

A row in the tables has its hours, number and term; what its other cells say is read again from the
words kept beside it. Of a row beyond the wall only its hours and its post are there to be judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from lieny.registry.intake.headings import FIELDS, best_field
from lieny.registry.models import LicenceRow
from lieny.registry.rules.facts import LicenceFacts, LicenceStatus, Role
from lieny.registry.rules.status_words import (
    speaks_of_deputy,
    speaks_of_part,
    speaks_of_reissue,
    speaks_of_stay,
)
from lieny.registry.rules.time_remarks import with_hours
from lieny.registry.services.asked_rows import HeldRow, name_key
from lieny.registry.services.public_answers import PublicHolder
from lieny.registry.services.public_lookup import number_of
from lieny.registry.services.stored.cells import SourceRow
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.position import Position, read_position
from lieny.vocabulary.scope import read_scope
from lieny.vocabulary.title import Title, read_title
from lieny.vocabulary.weekly_set import WeeklyTime
from lieny.vocabulary.working_time import TimeFlag, TimeReading, TimeStatus, read_working_time

# What a note may say of the work: sent by another facility, on leave.
ON_A_NOTE = frozenset({TimeFlag.ASSIGNMENT, TimeFlag.AWAY})


def place_of(row: HeldRow) -> int:
    """Give the number of a row's place: the facility's id, or a negative one that is nobody's."""
    facility = row.open.facility if row.open is not None else None
    return facility if facility is not None else -row.place


def roles_of(rows: Iterable[HeldRow]) -> tuple[Role, ...]:
    """Give registrations as rules take them; each is numbered by its place in `rows`."""
    return tuple(_role(index, row) for index, row in enumerate(rows))


def _role(index: int, row: HeldRow) -> Role:
    position = Position(row.position) if row.position in set(Position) else None
    if row.open is None:
        return Role(
            row=index,
            facility=place_of(row),
            name="",
            position=position,
            time=row.time,
            time_determined=_is_determined(row.time),
            valid_from=row.valid.valid_from,
            valid_until=row.valid.valid_until,
            no_hours_given=not row.time.definite and not row.time.possible,
            newer_submissions=row.passed_over,
        )
    words = fields_of(row.open.cells)
    post, scope = words.get("position", ""), read_scope(words.get("scope", ""))
    role = Role(
        row=index,
        facility=place_of(row),
        name=row.open.name,
        name_folded=name_key(row.open.name),
        position=position,
        acting=read_position(post).acting or speaks_of_deputy(post),
        title=Title(row.open.title) if row.open.title in set(Title) else None,
        scopes=scope.scopes,
        scope_by_reference=scope.by_reference,
        licences=(row.open.licence,) if row.open.licence is not None else (),
        valid_from=row.valid.valid_from,
        valid_until=row.valid.valid_until,
        listed_on=row.open.listed_on,
        newer_submissions=row.passed_over,
    )
    return with_hours(role, _hours_of(row.time, words))


def _hours_of(stored: WeeklyTime, words: Mapping[str, str]) -> TimeReading:
    """Read the words of the working time again; the hours are those stored with the row."""
    hours = read_working_time(words.get("time", ""))
    noted = read_working_time(words.get("note", "")).flags & ON_A_NOTE
    return replace(
        hours,
        time=stored,
        status=TimeStatus.DETERMINED if _is_determined(stored) else hours.status,
        flags=hours.flags | noted,
    )


def _is_determined(time: WeeklyTime) -> bool:
    return bool(time.definite) and not time.possible


def fields_of(cells: Mapping[str, str]) -> Mapping[str, str]:
    """Give the words of a kept row by the field that their heading speaks for."""
    named: dict[str, str] = {}
    for heading, words in cells.items():
        field = _field(heading)
        if field is not None:
            named.setdefault(field, words)
    return named


@lru_cache(maxsize=4_096)
def _field(heading: str) -> str | None:
    return heading if heading in FIELDS else best_field(heading)


def register_rows(rows: Iterable[LicenceRow]) -> tuple[LicenceFacts, ...]:
    """Give register rows as rules take them, numbered by their ids; without a number, none."""
    found = []
    for row in rows:
        number = number_of(row.serial, row.issuer, row.type)
        if number is None:
            continue
        words = fields_of(SourceRow.of(row.source).cells)
        scope = read_scope(words.get("scope", ""))
        said = " ".join(words.get(name, "") for name in ("status", "decision", "note"))
        found.append(
            LicenceFacts(
                row=row.pk,
                number=number,
                holder=row.name,
                holder_folded=row.name_folded,
                person=row.person_id,
                title=read_title(words["title"]).title if words.get("title") else None,
                scopes=scope.scopes,
                scope_by_reference=scope.by_reference,
                issued_on=row.issued_on,
                valid_until=row.valid_until,
                status=_status(row.status),
                status_from=row.status_from,
                status_until=row.status_until,
                stayed=speaks_of_stay(said),
                partial=speaks_of_part(said),
                reissued=speaks_of_reissue(said),
            )
        )
    return tuple(found)


def public_rows(number: LicenceNumber, holder: PublicHolder | None) -> tuple[LicenceFacts, ...]:
    """Give what everybody may know of a number in the same way, numbered from −1 downwards."""
    if holder is None:
        return ()
    return tuple(
        LicenceFacts(
            row=-at,
            number=number,
            holder=holder.name,
            holder_folded=name_key(holder.name),
            person=holder.person,
            issued_on=one.issued_on,
            valid_until=one.valid_until,
            status=_status(one.status),
            status_from=one.status_from,
            status_until=one.status_until,
        )
        for at, one in enumerate(holder.licences, start=1)
    )


def _status(code: str) -> LicenceStatus:
    return LicenceStatus(code) if code in set(LicenceStatus) else LicenceStatus.ACTIVE
