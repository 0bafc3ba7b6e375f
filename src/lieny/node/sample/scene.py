"""One cell of the region while it is being made: its facilities, persons, lists and the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from lieny.node.sample import names, places, trades
from lieny.node.sample.draw import Urn, stream
from lieny.node.sample.serials import BLOCK, Serials
from lieny.node.sample.subjects import (
    Activity,
    Facility,
    Hours,
    Licence,
    Person,
    Registration,
    Trainee,
)

AWAY = ("49", "34", "38", "52", "91")  # issuers far away, whose registers nobody gives


@dataclass(slots=True, eq=False)
class Expectation:
    """What a check must, may or must not say about a person.

    Attributes:
        expect: "definite" and "possible" must be raised with that certainty, "any" with either;
            "allowed" may be raised as possible, never as definite; "tolerated" is not judged;
            "none" must not be raised at all.
        plant: why it is there; "" when it came about by itself.
        trap: the plant is a trap: a definite sign is an accusation of an innocent.
        minutes: what the overlap may be said to last a week, the plain reading first.
    """

    rule: str
    expect: str
    plant: str
    person: Person | None
    registrations: list[Registration] = field(default_factory=list)
    licences: list[Licence] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    trap: bool = False
    minutes: tuple[int, ...] = ()
    overlap: int = 0  # bits of the week
    witnesses: list[Activity | Trainee] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellPlan:
    """One independently made part of the region."""

    number: int
    cells: int
    registrations: int
    provinces: tuple[str, ...]  # old codes
    seed: int
    as_of: date
    dirt: float
    plant: float
    rows_per_file: int
    nation: bool = False

    @property
    def unregistered(self) -> tuple[str, ...]:
        """Issuers whose registers nobody gives."""
        if self.nation:
            return ("BQP", "BCA")
        return tuple(places.issuers()[province].code for province in AWAY)

    @property
    def home_issuers(self) -> list[str]:
        """Issuers whose registers the cell writes, the largest first."""
        known = [places.issuers()[province] for province in self.provinces]
        return [issuer.code for issuer in sorted(known, key=lambda one: -one.weight)]


class Scene:
    """The cell's people and facilities; background and plants add to it."""

    def __init__(self, plan: CellPlan) -> None:
        self.plan = plan
        self.as_of = plan.as_of
        self.random = self.stream("scene")
        self.facilities: list[Facility] = []
        self.persons: list[Person] = []
        self.registrations: list[Registration] = []
        self.expectations: list[Expectation] = []
        self._stated: dict[int, list[Expectation]] = {}
        self.retired: list[Licence] = []  # register rows that stand for no registration
        self.activities: list[Activity] = []
        self.trainees: list[Trainee] = []
        self._personal_numbers: set[str] = set()
        self._issuers = self._issuer_urn()
        self.serials = Serials(plan.number, plan.cells, plan.as_of, self._blocks())

    def stream(self, *keys: object) -> Random:
        """Open a random stream of this cell."""
        return stream(self.plan.seed, self.plan.number, *keys)

    def day_before(self, random: Random, earliest: int, latest: int) -> date:
        """Draw a day between so many days before `as_of`."""
        return self.as_of - timedelta(random.randint(earliest, latest))

    def person(self, random: Random, title: str | None = None, **wish: str) -> Person:
        """Make a person with one licence; wishes: gender, specialty, issuer, kind."""
        title = title or trades.TITLE_URN.draw(random)
        gender = wish.get("gender") or _gender(random, title)
        specialty = wish.get("specialty", "")
        if title == "doctor" and not specialty:
            specialty = trades.SPECIALTY_URN.draw(random)
        kind = wish.get("kind") or self._licence_kind(random)
        issuer = wish.get("issuer") or self._issuers.draw(random)
        serial, issued_on = self.serials.take(random, issuer, kind)
        birth_on = _birth(random, title, issued_on)
        person = Person(
            id=f"P{self.plan.number:04d}-{len(self.persons):05d}",
            name=names.draw_name(random, gender),
            gender=gender,
            birth_on=birth_on,
            cccd=self._personal_number(random, gender, birth_on),
            phone=f"09{random.randrange(10**8):08d}",
            title=title,
            specialty=specialty,
        )
        person.licences.append(self.licence_of(person, serial, issuer, kind, issued_on))
        self.persons.append(person)
        if issuer in self.plan.unregistered:
            person.licences[0].in_register = False
            self.expect(Expectation("R10", "allowed", "", person))
        return person

    def licence_of(
        self, person: Person, serial: int, issuer: str, kind: str, issued_on: date
    ) -> Licence:
        """Make a licence; a GPHN runs five years."""
        until = None
        if kind == "GPHN":
            until = issued_on.replace(year=issued_on.year + 5, day=min(issued_on.day, 28))
        digits = 7 if issuer == "HCM" and kind == "CCHN" and 14_000 < serial < 35_000 else 6
        return Licence(serial, issuer, kind, issued_on, person, digits, until)

    def further_licence(self, random: Random, person: Person, issuer: str, kind: str) -> Licence:
        """Issue one more licence to a person."""
        serial, issued_on = self.serials.take(random, issuer, kind)
        licence = self.licence_of(person, serial, issuer, kind, issued_on)
        person.licences.append(licence)
        return licence

    def register(self, person: Person, facility: Facility, hours: Hours) -> Registration:
        """Register a person at a facility with plain, fitting words."""
        trade = trades.TITLES[person.title]
        specialty = trades.SPECIALTIES.get(person.specialty)
        row = Registration(person, facility, person.licences[-1], hours)
        row.position_text = specialty.position if specialty else trade.positions[0]
        row.scope_text = specialty.scopes[0] if specialty else trade.scopes[0]
        row.title_text = trade.spellings[0]
        row.unit = specialty.unit if specialty else "Khoa Khám bệnh"
        self.registrations.append(row)
        return row

    def expect(self, expectation: Expectation) -> None:
        """Note what is true."""
        self.expectations.append(expectation)
        self._stated.setdefault(id(expectation.person), []).append(expectation)

    def expectations_of(self, person: Person) -> list[Expectation]:
        """What is noted about a person."""
        return self._stated.get(id(person), [])

    def all_licences(self) -> list[Licence]:
        """Everything that stands in some register."""
        return [licence for person in self.persons for licence in person.licences] + self.retired

    def all_provinces(self) -> list[str]:
        """Old codes of the cell's provinces, then of others where its facilities lie."""
        others = {place.commune.old_province for place in self.facilities}
        return [*self.plan.provinces, *sorted(others.difference(self.plan.provinces))]

    def _licence_kind(self, random: Random) -> str:
        new = self.as_of > date(2024, 6, 1) and random.random() < 0.18
        return "GPHN" if new else "CCHN"

    def _issuer_urn(self) -> Urn[str]:
        known = places.issuers()
        home = [(known[p].code, float(known[p].weight)) for p in self.plan.provinces]
        total = sum(weight for _, weight in home)
        far = [(code, 0.006 * total) for code in self.plan.unregistered]
        ministry = [] if self.plan.nation else [(places.MINISTRY, 0.02 * total)]
        return Urn([*home, *ministry, *far])

    def _blocks(self) -> dict[tuple[str, str], int]:
        # The largest share an issuer can have of a cell, with room to spare.
        room = self.plan.registrations * 2 // BLOCK + 6
        codes = [issuer.code for issuer in places.issuers().values()]
        codes += [places.MINISTRY, "BQP", "BCA"]
        return {(code, kind): room for code in codes for kind in KINDS}

    def _personal_number(self, random: Random, gender: str, birth_on: date) -> str:
        province = random.choice(list(places.issuers()))
        century = (0 if birth_on.year < 2000 else 2) + (gender == "F")
        head = f"0{province}{century}{birth_on.year % 100:02d}"
        cells = self.plan.cells
        while True:
            number = f"{head}{random.randrange(10**6 // cells) * cells + self.plan.number:06d}"
            if number not in self._personal_numbers:
                self._personal_numbers.add(number)
                return number


KINDS = ("CCHN", "GPHN", "CCHND")


def _gender(random: Random, title: str) -> str:
    women = {"nurse": 0.8, "midwife": 1.0, "doctor": 0.45}.get(title, 0.5)
    return "F" if random.random() < women else "M"


def _birth(random: Random, title: str, issued_on: date) -> date:
    earliest = 25 if title == "doctor" else 22
    year = issued_on.year - min(random.randint(earliest, 48), random.randint(earliest, 48))
    if random.random() < 0.06:
        return date(year, 1, 1)  # the day of those who never knew theirs
    return date(year, 1, 1) + timedelta(random.randrange(365))
