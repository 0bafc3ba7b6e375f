"""Tra cứu công khai: the part of the register that the law makes public, one exact question each.

Source: Luật 15/2023/QH15 Điều 60 khoản 3 (`law/data/practice.toml`, practice.publicity).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from lieny.law.book import Book
from lieny.people.services import audit
from lieny.registry.services.public_answers import (
    PublicColleague,
    PublicFacility,
    PublicHolder,
    PublicLicence,
    PublicPractice,
    PublicPractitioner,
)
from lieny.vocabulary.facility_words import ABBREVIATIONS
from lieny.vocabulary.licence_number import LicenceNumber, LicenceReadStatus, LicenceType
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.text import clean, fold
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

LOOKUP = "public.lookup"
TOPIC = "practice.publicity"
LIKE_ENOUGH = 0.7  # of 1: how much of what was typed a facility's name must hold
LEAST_NAME_WORDS = 2
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class NotAWholeNumber(ValueError):
    """What was typed is no licence number with serial, issuer and type."""


class TooShort(ValueError):
    """Too few letters to name one facility or one person."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Khách: who asks, as far as it is known.

    Attributes:
        origin: address of the client, of which the log keeps the network.
        at: when.
        day: of Viet Nam.
        account: of whoever asks while signed in.
    """

    origin: str
    at: datetime
    day: date
    account: UUID | None = None


def limits_on(day: date) -> tuple[int, int]:
    """Give how many facilities are shown and how many letters have to be typed."""
    book = Book.load()
    most = int(book.parameter(TOPIC, "most_results", on=day))
    return most, int(book.parameter(TOPIC, "least_letters", on=day))


def whole_number(typed: str) -> LicenceNumber:
    """Read a licence number that names its serial, issuer and series.

    Raises:
        NotAWholeNumber: something is missing, masked, or there are several.
    """
    readings = read_licences(clean(typed))
    if len(readings) != 1 or readings[0].status is not LicenceReadStatus.EXACT:
        raise NotAWholeNumber
    one = readings[0]
    if one.serial is None or not one.issuer or one.type is None or not one.type.is_practising:
        raise NotAWholeNumber
    return LicenceNumber(one.serial, one.issuer, one.type)


@transaction.atomic
def look_up_practitioner(number: LicenceNumber, *, by: Visitor) -> PublicPractitioner | None:
    """Show who holds a licence number; None when nobody does, or not just one person.

    The question is recorded, answered or not.
    """
    holder = holder_of(number)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_public_practice(%s, %s, %s, %s)",
            [number.serial, number.issuer, number.type.value, by.day],
        )
        practices = cursor.fetchall()
    if holder is None:
        _recorded("person", "", found=0, by=by)
        return None
    _recorded("person", str(holder.person), found=max(len(holder.licences), 1), by=by)
    return PublicPractitioner(
        name=holder.name,
        number=number,
        licences=holder.licences,
        practices=tuple(_practice(row) for row in practices),
    )


def holder_of(number: LicenceNumber) -> PublicHolder | None:
    """Read who holds a number and what registers say of it; that is public, whoever asks.

    None where nobody does, or not just one person. Nothing is recorded: who calls it does.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_public_licence(%s, %s, %s)",
            [number.serial, number.issuer, number.type.value],
        )
        rows = cursor.fetchall()
    if not rows:
        return None
    person, name, *_ = rows[0]
    return PublicHolder(
        person=int(person),
        name=str(name),
        licences=tuple(PublicLicence(*row[2:]) for row in rows if row[7] is not None),
    )


@transaction.atomic
def look_up_facilities(typed: str, *, by: Visitor) -> tuple[tuple[PublicFacility, ...], bool]:
    """Find a few facilities by name; tell beside them whether more are like what was typed.

    Raises:
        TooShort: fewer letters than the law book's reading asks for.
    """
    most, least_letters = limits_on(by.day)
    words = [word for word in _NOT_WORD.split(fold(clean(typed))) if word]
    if sum(map(len, words)) < least_letters:
        raise TooShort
    asked = " ".join(ABBREVIATIONS.get(word, word) for word in words)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_public_facilities(%s, %s::real, %s)",
            [asked, LIKE_ENOUGH, most + 1],
        )
        rows = cursor.fetchall()
    found = tuple(
        PublicFacility(
            id=row[0],
            name=row[1],
            operating_licence=row[2],
            address=row[4],
            province=row[5],
            status=row[6],
            open_hours=_week(row[7]),
        )
        for row in rows
    )
    _recorded("facility-name", "", found=len(found), by=by)
    return found[:most], len(found) > most


@transaction.atomic
def look_up_colleague(
    facility: int, typed: str, *, by: Visitor
) -> tuple[str, tuple[PublicColleague, ...]]:
    """Show who is registered at a facility under exactly this full name, marks aside.

    Gives the facility's name, "" when there is no such facility, and whoever was found.

    Raises:
        TooShort: one word is no full name.
    """
    name = read_person_name(typed).folded or fold(clean(typed))
    if len(name.split()) < LEAST_NAME_WORDS:
        raise TooShort
    most, _ = limits_on(by.day)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_public_colleagues(%s, %s, %s, %s)",
            [facility, name, by.day, most],
        )
        rows = cursor.fetchall()
    found = tuple(
        PublicColleague(row[0], row[1], number_of(*row[2:5]), row[5], weekly_time(row[6], row[7]))
        for row in rows
        if row[1] is not None
    )
    _recorded("facility", str(facility), found=len(found), by=by)
    return (str(rows[0][0]) if rows else ""), found


def number_of(serial: int | None, issuer: str | None, kind: str | None) -> LicenceNumber | None:
    """Put a licence number together; None where a part is missing."""
    if serial is None or not issuer or not kind:
        return None
    return LicenceNumber(serial, issuer, LicenceType(kind))


def weekly_time(definite: object, possible: object) -> WeeklyTime:
    """Unpack registered hours."""
    return WeeklyTime(_week(definite), _week(possible))


def _practice(row: tuple[Any, ...]) -> PublicPractice:
    return PublicPractice(
        facility=row[0],
        address=row[1],
        province=row[2],
        position=row[3],
        time=weekly_time(row[4], row[5]),
        valid_from=row[6],
        valid_until=row[7],
        listed_on=row[8],
    )


def _week(packed: object) -> WeeklySet:
    return WeeklySet.from_bytes(bytes(packed)) if isinstance(packed, bytes | memoryview) else EMPTY


def _recorded(kind: str, target: str, *, found: int, by: Visitor) -> None:
    audit.record(
        audit.Deed(
            action=LOOKUP,
            at=by.at,
            by=by.account,
            target_kind=kind,
            target=target,
            origin=by.origin,
            detail={"found": found},
        )
    )
