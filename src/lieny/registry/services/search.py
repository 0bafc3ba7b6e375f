"""Searching persons and licences as people type: without marks, turned round, cut.

In stages, each only where the one before found little: the whole name, all words as typed, words
that begin so or differ by one slip. Facilities: `search_places`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection

from lieny.people.services.prepared import Prepared
from lieny.registry.models import LicenceRow, Person, Registration
from lieny.registry.services.search_places import FoundFacility
from lieny.registry.services.search_words import (
    FEW,
    MOST,
    MOST_WORDS,
    NOT_WORD,
    alternatives,
    bears,
    syllables,
    words_of,
)
from lieny.vocabulary.licence_number import LicenceReading, LicenceReadStatus
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.text import clean, fold

HELD_SECONDS = 600
UNDERSTOOD = {LicenceReadStatus.EXACT, LicenceReadStatus.FUZZY}
YEARS = range(1900, 2100)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,7}(?!\d)")
# Words that stand beside a licence number, folded.
NUMBER_WORDS = frozenset({
    "so", "cchn", "gphn", "cc", "gp", "giay", "phep", "chung", "chi", "hanh", "nghe", "hn", "no",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person that was found.

    Attributes:
        person: as the tables hold it.
        exact: found by licence number.
        likeness: of the name to what was typed, 0 to 1.
    """

    person: Person
    exact: bool
    likeness: float

    @property
    def id(self) -> int:
        """Of the person."""
        return self.person.pk

    @property
    def name(self) -> str:
        """As most rows write it."""
        return self.person.name


_PERSONS = Prepared(lambda found: Person.objects.filter(pk__one_of=found))


def find_persons(typed: str, *, most: int = MOST) -> tuple[FoundPerson, ...]:
    """Find persons by licence number or name, within the boundary of the transaction.

    A licence number finds its holders first. Words of a name may stand in any order, without
    marks, cut short ("Ng. V. An"), or with one slip each; a year of birth narrows the search.

    Returns:
        the likest first; who is equally like stands in Vietnamese order.
    """
    by_number = _holders(typed, most)
    found: Mapping[int, float] = dict.fromkeys(by_number, 1.0)
    if not by_number:
        found = _by_name(typed, most)
    persons = {one.pk: one for one in _PERSONS(found=list(found))} if found else {}
    shown = [
        FoundPerson(persons[one], bool(by_number), round(likeness, 3))
        for one, likeness in found.items()
        if one in persons
    ]
    return tuple(sorted(shown, key=lambda one: (-one.likeness, one.person.sort_key)))


def facility_is_meant(
    typed: str, persons: Sequence[FoundPerson], facilities: Sequence[FoundFacility]
) -> bool:
    """Tell whether a facility answers what was typed better than any person does.

    It does where it bears every word typed: no person is called by a number. Where persons bear
    them all too, one word alone and somebody's whole name mean a person. A licence number does.
    """
    if not any(one.whole for one in facilities):
        return False
    words = [word for word in words_of(typed) if not (word.isdecimal() and int(word) in YEARS)]
    bearing = [one for one in persons if one.exact or bears(one.name, words)]
    return not any(
        one.exact or len(words) == 1 or len(words_of(one.name)) == len(words) for one in bearing
    )


def held_here() -> tuple[int, int]:
    """Count the persons and the registrations of one's own provinces or facilities.

    Counted at most every ten minutes: the numbers say how large the register is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT lieny_provinces(), lieny_facilities()")
        own = hashlib.sha256(repr(cursor.fetchone()).encode()).hexdigest()
        found: tuple[int, int] | None = cache.get(f"registry.held.{own}")
        if found is None:
            cursor.execute("SELECT * FROM registry_held()")
            found = cursor.fetchone() or (0, 0)
            cache.set(f"registry.held.{own}", found, HELD_SECONDS)
    return found


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
        understood = reading.serial is not None and reading.status in UNDERSTOOD
        if reading.serial is None or not understood or not _is_meant(bare, reading):
            continue
        yield reading.serial, reading.issuer or ""


def _is_meant(typed: str, reading: LicenceReading) -> bool:
    """Test whether a number among words is a practitioner's licence: "cchn 19", not "pk số 19".

    It is where it is whole, where the other words speak of a licence, and where it is written with
    as many digits as licences are.
    """
    if reading.type is not None and not reading.type.is_practising:
        return False
    if reading.status is LicenceReadStatus.EXACT or _LONG_NUMBER.search(typed):
        return True
    words = {word for word in NOT_WORD.split(fold(clean(typed))) if word.isalpha()}
    return words <= {*NUMBER_WORDS, fold(reading.issuer or "")}


def _by_name(typed: str, most: int) -> Mapping[int, float]:
    words = words_of(typed)
    years = [int(word) for word in words if word.isdecimal() and int(word) in YEARS]
    words = [word for word in words if not word.isdecimal()][:MOST_WORDS]
    if not words:
        return {}
    year = years[0] if years else None
    found = _named(words, [[word] for word in words], year, most)
    if len(found) < FEW:
        known = syllables("registry_syllable")
        wider = [alternatives(word, known) for word in words]
        if wider != [[word] for word in words]:
            found = {**_named(words, wider, year, most), **found}
    return found


def _named(
    words: Sequence[str], alternative: Sequence[Sequence[str]], year: int | None, most: int
) -> dict[int, float]:
    # A single word is a part of a name, not the whole of it.
    whole = " ".join(sorted(words)) if len(words) > 1 else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_find_persons(%s, %s, %s::jsonb, %s, %s)",
            [" ".join(words), whole, json.dumps(list(alternative)), year, most],
        )
        return dict(cursor.fetchall())
