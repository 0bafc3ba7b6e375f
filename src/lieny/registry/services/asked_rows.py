"""Rows of the person asked about, from all provinces, each as far as the asker may know it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from lieny.registry.services.public_lookup import number_of, weekly_time
from lieny.registry.services.stored.cells import SourceRow
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.period import Period, PeriodEndsBeforeItBegins
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.text import clean, fold
from lieny.vocabulary.weekly_set import WeeklyTime


@dataclass(frozen=True, slots=True)
class HeldRow:
    """Dòng đăng ký của người được hỏi: whole behind one's own wall, of others the hours.

    Attributes:
        person: id.
        place: number of the place within this answer; rows of one place share it.
        time: registered hours.
        valid: its term.
        position: code of the position, "" for none.
        is_hospital: the place is a hospital.
        passed_over: later lists of the place that leave the person out.
        open: what is beyond the hours; None where these alone may be known.
    """

    person: int
    place: int
    time: WeeklyTime
    valid: Period
    position: str
    is_hospital: bool
    passed_over: int
    open: OpenRow | None


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What a row says beyond its hours.

    Attributes:
        registration: id.
        facility: id, None where the row names no place.
        facility_name: "" likewise.
        province: of the sender.
        name: as the row writes it.
        title: code of the title, "" for none.
        licence: the number, where it was read.
        listed_on: date of the list.
        cells: the sheet's heading → what the cell says.
    """

    registration: int
    facility: int | None
    facility_name: str
    province: str
    name: str
    title: str
    licence: LicenceNumber | None
    listed_on: date | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a question means.

    Attributes:
        persons: ids, in ascending order.
        rows: their registrations.
    """

    persons: tuple[int, ...]
    rows: tuple[HeldRow, ...]


@dataclass(frozen=True, slots=True)
class NumberUser:
    """Người đang dùng một số giấy phép.

    Attributes:
        person: id.
        name_folded: as a list writes it, folded.
        name: the same as written; None behind another wall.
        birth_on, birth_year: the same; None as well where not known.
    """

    person: int
    name_folded: str
    name: str | None
    birth_on: date | None
    birth_year: int | None


def rows_asked(person: int | None, number: LicenceNumber | None, name: str) -> Asked:
    """Read the registrations of the person, within the boundary of the transaction.

    Args:
        person: id of somebody whom one sees, or None.
        number: licence number that goes with `name`, or None.
        name: full name as written.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_engagements(%s, %s, %s, %s, %s)",
            [
                person,
                number.serial if number else None,
                number.issuer if number else None,
                number.type.value if number else None,
                name_key(name) if number else None,
            ],
        )
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    return Asked(
        persons=tuple(sorted({one["person"] for one in found})),
        rows=tuple(_row(one) for one in found if one["place"] is not None),
    )


def users_of(number: LicenceNumber) -> tuple[NumberUser, ...]:
    """Give those whom lists name under a number now, twenty at most."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_number_users(%s, %s, %s)",
            [number.serial, number.issuer, number.type.value],
        )
        return tuple(NumberUser(*values) for values in cursor.fetchall())


def name_key(name: str) -> str:
    """Fold a name as rows are: titles left out, a final y as i."""
    return read_person_name(name).folded or fold(clean(name))


def _row(values: Mapping[str, object]) -> HeldRow:
    return HeldRow(
        person=int(str(values["person"])),
        place=int(str(values["place"])),
        time=weekly_time(values["definite"], values["possible"]),
        valid=_period(values["valid_from"], values["valid_until"]),
        position=str(values["post"] or ""),
        is_hospital=bool(values["is_hospital"]),
        passed_over=int(str(values["passed_over"])),
        open=_open(values) if values["is_whole"] else None,
    )


def _open(values: Mapping[str, object]) -> OpenRow:
    facility, serial, listed = values["facility"], values["serial"], values["listed_on"]
    source = json.loads(str(values["source"] or "{}"))
    return OpenRow(
        registration=int(str(values["registration"])),
        facility=int(str(facility)) if facility is not None else None,
        facility_name=str(values["facility_name"] or ""),
        province=str(values["province"] or ""),
        name=str(values["written_name"] or ""),
        title=str(values["title"] or ""),
        licence=number_of(
            int(str(serial)) if serial is not None else None,
            str(values["issuer"] or ""),
            str(values["type"] or ""),
        ),
        listed_on=listed if isinstance(listed, date) else None,
        cells=SourceRow.of(source).cells,
    )


def _period(begins: object, ends: object) -> Period:
    """Give the term; where a list writes it the wrong way round, it is taken as open."""
    first, last = (day if isinstance(day, date) else None for day in (begins, ends))
    try:
        return Period(first, last)
    except PeriodEndsBeforeItBegins:
        return Period()
