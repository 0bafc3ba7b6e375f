"""Searching persons, licences and facilities as people type: without marks, turned round, cut."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import OSA

from lieny.registry.models import Facility, LicenceRow, Person, Registration
from lieny.vocabulary.licence_number import LicenceReadStatus
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.text import clean, fold

MOST = 50
FEW = 5  # so few found as typed: what is nearly the same is looked for too
SHORTEST_TO_MISTYPE = 3  # letters; in a shorter word a slip makes another word
MOST_ALTERNATIVES = 60
UNDERSTOOD = {LicenceReadStatus.EXACT, LicenceReadStatus.FUZZY}
YEARS = range(1900, 2100)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Usual abbreviations of facilities, folded.
ABBREVIATIONS = {
    "bv": "benh vien", "bvdk": "benh vien da khoa", "pk": "phong kham", "nk": "nha khoa",
    "pkdk": "phong kham da khoa", "ttyt": "trung tam y te", "tyt": "tram y te",
    "yhct": "y hoc co truyen", "rhm": "rang ham mat", "tmh": "tai mui hong",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person that was found.

    Attributes:
        id: of the person.
        name: as most rows write it.
        birth_year: where some row tells it.
        provinces: that hold a row of the person.
        exact: found by licence number.
        likeness: of the name to what was typed, 0 to 1.
    """

    id: int
    name: str
    birth_year: int | None
    provinces: tuple[str, ...]
    exact: bool
    likeness: float


@dataclass(frozen=True, slots=True)
class FoundFacility:
    """A facility that was found."""

    id: int
    name: str
    province: str
    operating_licence: str
    likeness: float


def find_persons(typed: str, *, most: int = MOST) -> tuple[FoundPerson, ...]:
    """Find persons by licence number or name, within the boundary of the transaction.

    A licence number finds its holders first. Words of a name may stand in any order, without
    marks, cut short ("Ng. V. An"), or with one slip each; a year of birth narrows the search.
    """
    by_number = _holders(typed, most)
    found = dict.fromkeys(by_number, 1.0)
    if not by_number:
        found = _by_name(typed, most)
    persons = Person.objects.in_bulk(list(found))
    return tuple(
        FoundPerson(
            id=one,
            name=persons[one].name,
            birth_year=persons[one].birth_year,
            provinces=tuple(persons[one].provinces),
            exact=bool(by_number),
            likeness=round(likeness, 3),
        )
        for one, likeness in found.items()
        if one in persons
    )


def find_facilities(typed: str, *, most: int = MOST) -> tuple[FoundFacility, ...]:
    """Find facilities by name or operating licence; usual abbreviations are written out."""
    words = _words(typed)
    if not words:
        return ()
    asked = " ".join(ABBREVIATIONS.get(word, word) for word in words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_find_facilities(%s, %s)", [asked, most])
        found = dict(cursor.fetchall())
    places = Facility.objects.filter(merged_into=None).in_bulk(list(found))
    return tuple(
        FoundFacility(
            one, places[one].name, places[one].province, places[one].operating_licence, likeness
        )
        for one, likeness in found.items()
        if one in places
    )


def _words(typed: str) -> list[str]:
    return [word for word in _NOT_WORD.split(fold(clean(typed[:200]))) if word]


def _holders(typed: str, most: int) -> list[int]:
    """Give the persons who carry the licence number typed; a bare serial is enough."""
    holders: dict[int, None] = {}
    for serial, issuer in _numbers(typed):
        for rows, names in (
            (LicenceRow.objects.all(), ("serial", "issuer")),
            (Registration.objects.filter(known_until=None), ("licence_serial", "licence_issuer")),
        ):
            asked = {names[0]: serial, **({names[1]: issuer} if issuer else {})}
            ids = rows.filter(**asked).values_list("person_id", flat=True).distinct()[:most]
            holders.update(dict.fromkeys(ids))
    return list(holders)[:most]


def _numbers(typed: str) -> Iterable[tuple[int, str]]:
    bare = typed.strip()
    if bare.isdecimal():
        if int(bare) not in YEARS and int(bare) < 2**31:
            yield int(bare), ""
        return
    if not any(letter.isdigit() for letter in bare):
        return
    for reading in read_licences(bare):
        if reading.serial is not None and reading.status in UNDERSTOOD:
            yield reading.serial, reading.issuer or ""


def _by_name(typed: str, most: int) -> dict[int, float]:
    words = _words(typed)
    years = [int(word) for word in words if word.isdecimal() and int(word) in YEARS]
    words = [word for word in words if not word.isdecimal()][:6]
    if not words:
        return {}
    year = years[0] if years else None
    found = _named(words, [[word] for word in words], year, most)
    if len(found) < FEW:
        known = _syllables()
        wider = [_alternatives(word, known) for word in words]
        for person, likeness in _named(words, wider, year, most).items():
            found.setdefault(person, likeness)
    return dict(list(found.items())[:most])


def _named(
    words: Sequence[str], alternatives: Sequence[Sequence[str]], year: int | None, most: int
) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_find_persons(%s, %s::jsonb, %s, %s)",
            [" ".join(words), json.dumps(list(alternatives)), year, most],
        )
        return dict(cursor.fetchall())


def _syllables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM registry_syllable")
        return [word for (word,) in cursor.fetchall()]


def _alternatives(word: str, known: Iterable[str]) -> list[str]:
    """Give the syllables that a word may stand for: itself, what it begins, what it nearly is."""
    near: list[tuple[int, int, str]] = []
    for syllable in known:
        if syllable.startswith(word):
            near.append((int(syllable != word), len(syllable), syllable))
        elif len(word) >= SHORTEST_TO_MISTYPE:
            slips = OSA.distance(word, syllable, score_cutoff=1)
            if slips <= 1:
                near.append((2, len(syllable), syllable))
    chosen = [syllable for _, _, syllable in sorted(near)[:MOST_ALTERNATIVES]]
    return chosen or [word]
