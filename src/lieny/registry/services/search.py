"""Searching persons, licences and facilities as people type: without marks, turned round, cut.

In stages, each only where the one before found little: the whole name, all words as typed, words
that begin so or differ by one slip, for facilities trigrams of what tells them apart.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from lieny.people.services.prepared import Prepared
from lieny.registry.models import Facility, LicenceRow, Person, Registration
from lieny.vocabulary.licence_number import LicenceReading, LicenceReadStatus
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.text import clean, fold, word_keys

MOST = 50
FEW = 5  # so few found as typed: what is nearly the same is looked for too
SHORTEST_TO_MISTYPE = 3  # letters; in a shorter word a slip makes another word
MOST_ALTERNATIVES = 60
MOST_WORDS = 6
HELD_SECONDS = 600
SHORTEST_TO_RESEMBLE = 4  # letters of a facility's own name
UNDERSTOOD = {LicenceReadStatus.EXACT, LicenceReadStatus.FUZZY}
YEARS = range(1900, 2100)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LONG_NUMBER = re.compile(r"(?<!\d)\d{5,7}(?!\d)")
# Words that stand beside a licence number, folded.
NUMBER_WORDS = frozenset({
    "so", "cchn", "gphn", "cc", "gp", "giay", "phep", "chung", "chi", "hanh", "nghe", "hn", "no",
})  # fmt: skip
# Usual abbreviations of facilities, folded.
ABBREVIATIONS = {
    "bv": "benh vien", "bvdk": "benh vien da khoa", "pk": "phong kham", "nk": "nha khoa",
    "pkdk": "phong kham da khoa", "ttyt": "trung tam y te", "tyt": "tram y te",
    "yhct": "y hoc co truyen", "rhm": "rang ham mat", "tmh": "tai mui hong",
}  # fmt: skip
# Words of kinds of facilities, folded: they tell no facility from another.
GENERIC = frozenset({
    "benh", "vien", "da", "khoa", "phong", "kham", "nha", "trung", "tam", "y", "te", "tram",
    "chuyen", "co", "so", "khu", "vuc", "va",
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


@dataclass(frozen=True, slots=True)
class FoundFacility:
    """A facility that was found."""

    facility: Facility
    likeness: float

    @property
    def name(self) -> str:
        """As the tables hold it."""
        return self.facility.name


_PERSONS = Prepared(lambda found: Person.objects.filter(pk__one_of=found))
_PLACES = Prepared(lambda found: Facility.objects.filter(merged_into=None, pk__one_of=found))


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


def find_facilities(
    typed: str, *, most: int = MOST, as_typed: bool = False
) -> tuple[FoundFacility, ...]:
    """Find facilities by name or operating licence; usual abbreviations are written out.

    Args:
        typed: words of the name in any order, or a licence number.
        most: so many at most.
        as_typed: look for these words alone, for nothing that resembles them.

    Returns:
        the likest first; those equally like stand in Vietnamese order.
    """
    found = _by_place(typed, most, as_typed=as_typed)
    places = {one.pk: one for one in _PLACES(found=list(found))} if found else {}
    shown = [
        FoundFacility(places[one], round(likeness, 3))
        for one, likeness in found.items()
        if one in places
    ]
    return tuple(sorted(shown, key=lambda one: (-one.likeness, one.facility.sort_key)))


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


def _words(typed: str) -> list[str]:
    words = _NOT_WORD.split(fold(clean(typed[:200])))
    return [word_keys(word)[0] for word in words if word]


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
    words = {word for word in _NOT_WORD.split(fold(clean(typed))) if word.isalpha()}
    return words <= {*NUMBER_WORDS, fold(reading.issuer or "")}


def _by_name(typed: str, most: int) -> Mapping[int, float]:
    words = _words(typed)
    years = [int(word) for word in words if word.isdecimal() and int(word) in YEARS]
    words = [word for word in words if not word.isdecimal()][:MOST_WORDS]
    if not words:
        return {}
    year = years[0] if years else None
    found = _named(words, [[word] for word in words], year, most)
    if len(found) < FEW:
        known = _syllables("registry_syllable")
        wider = [_alternatives(word, known) for word in words]
        if wider != [[word] for word in words]:
            found = {**_named(words, wider, year, most), **found}
    return found


def _named(
    words: Sequence[str], alternatives: Sequence[Sequence[str]], year: int | None, most: int
) -> dict[int, float]:
    # A single word is a part of a name, not the whole of it.
    whole = " ".join(sorted(words)) if len(words) > 1 else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_find_persons(%s, %s, %s::jsonb, %s, %s)",
            [" ".join(words), whole, json.dumps(list(alternatives)), year, most],
        )
        return dict(cursor.fetchall())


def _by_place(typed: str, most: int, *, as_typed: bool) -> Mapping[int, float]:
    """Look for facilities stage by stage."""
    words = [part for word in _words(typed) for part in ABBREVIATIONS.get(word, word).split()]
    words = words[: 2 * MOST_WORDS]
    if not words:
        return {}
    found = _placed(words, [[word] for word in words], most)
    if as_typed:
        return found
    if len(found) < FEW:
        known = _syllables("registry_placesyllable")
        wider = [[word] if word in GENERIC else _alternatives(word, known) for word in words]
        if wider != [[word] for word in words]:
            found = {**_placed(words, wider, most), **found}
    telling = " ".join(word for word in words if word not in GENERIC)
    if not found and len(telling) >= SHORTEST_TO_RESEMBLE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM registry_find_facilities(%s, %s)", [telling, most])
            found = dict(cursor.fetchall())
    return found


def _placed(
    words: Sequence[str], alternatives: Sequence[Sequence[str]], most: int
) -> dict[int, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM registry_find_facilities(%s, %s::jsonb, %s)",
            [" ".join(words), json.dumps(list(alternatives)), most],
        )
        return dict(cursor.fetchall())


def _syllables(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT array_agg(word) FROM {table}")  # noqa: S608 - names of our own
        found: tuple[list[str] | None] | None = cursor.fetchone()
    return (found[0] if found else None) or []


def _alternatives(word: str, known: Sequence[str]) -> list[str]:
    """Give the syllables that a word may stand for: itself, what it begins, what it nearly is."""
    near = [
        (int(syllable != word), len(syllable), syllable)
        for syllable in known
        if syllable.startswith(word)
    ]
    if len(word) >= SHORTEST_TO_MISTYPE:
        slipped = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=None)
        near += [(2, len(one), one) for one, _, _ in slipped if not one.startswith(word)]
    chosen = [syllable for _, _, syllable in sorted(near)[:MOST_ALTERNATIVES]]
    return chosen or [word]
