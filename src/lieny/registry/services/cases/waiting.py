"""Dấu hiệu chờ mở hồ sơ: who the lines of one page are about, as far as the reader may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Window
from django.db.models.functions import DenseRank
from django.db.models.lookups import In

from lieny.registry.models import Person, StoredSign
from lieny.registry.rules.sign import Severity
from lieny.registry.services.cases.inbox import URGENCY, Asked, Subject
from lieny.registry.services.cases.without_case import OF_A_PLACE, PLACE, Line, of_places, standing
from lieny.registry.services.named_places import facilities_named

MOST_LISTED = 50  # persons under one place; whoever asks for the place alone finds all
_ORDER = [severity.value for severity in Severity]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Dấu hiệu chờ mở hồ sơ: one person with signs and no case.

    Attributes:
        person: None where the reader may not know who it is.
        place: name of the place that the sign is about, "" where that is not all that is said.
    """

    person: Person | None
    severity: str
    signs: int
    subject: Subject
    place: str = ""


@dataclass(frozen=True, slots=True)
class WaitingPlace:
    """Cơ sở chờ làm rõ: the people of one place who carry the same sign and have no case.

    Attributes:
        place: "79:key" as signs name it, "" where they name none.
        name: "" where no place is known by that key.
        people: how many there are.
        persons: the first of them, as far as the reader may know them, by name.
        unknown: how many of those first ones the reader may not know.
    """

    place: str
    name: str
    severity: str
    people: int
    persons: tuple[Person, ...]
    unknown: int

    @property
    def province(self) -> str:
        """Code of the place's province, "" where it is not known."""
        return self.place.partition(":")[0]

    @property
    def unlisted(self) -> int:
        """How many of the people are not among those listed."""
        return self.people - len(self.persons) - self.unknown


def waiting(page: Iterable[Line], asked: Asked) -> list[Waiting | WaitingPlace]:
    """Read persons, places and rules for one page of lines that were asked for so.

    Returns:
        what the lines are about, in their order; for any number of lines at most four questions
        are asked.
    """
    lines = list(page)
    folded = {line.place for line in lines if line.place is not None and line.people > 1}
    listed = _people_of(folded, asked)
    wanted = {line.person for line in lines}.union(*listed.values())
    people = Person.objects.in_bulk(sorted(wanted))
    names = place_names({line.place for line in lines if line.place})
    told = _subjects([line.person for line in lines if line.place is None], people, asked)
    return [
        _folded(line, listed[line.place], people, names)
        if line.place in folded and line.place is not None
        else _single(line, people, names, told)
        for line in lines
    ]


def _people_of(places: set[str], asked: Asked) -> dict[str, list[int]]:
    """Give the first persons of each place."""
    found: dict[str, list[int]] = defaultdict(list)
    rank = Window(DenseRank(), partition_by=PLACE, order_by="person_id")
    signs = of_places(standing(asked)).filter(In(PLACE, sorted(places))).annotate(rank=rank)
    rows = signs.filter(rank__lte=MOST_LISTED).order_by().values_list(PLACE, "person_id")
    for place, person in rows.distinct():
        found[place].append(person)
    return found


def place_names(places: Iterable[str]) -> Mapping[str, str]:
    """Give the names of places by what signs call them, "79:key"."""
    return {f"{one.province}:{one.key}": one.name for one in facilities_named(places)}


def _subjects(
    persons: Sequence[int], people: Mapping[int, Person], asked: Asked
) -> Mapping[int, Subject]:
    """Say what stands of persons, the most severe first; what is said of their places is not."""
    signs = StoredSign.objects.filter(person_id__in=persons, ended_at=None)
    if not asked.place:
        signs = signs.exclude(rule=OF_A_PLACE)
    rules: dict[int, list[str]] = defaultdict(list)
    provinces: dict[int, list[str]] = defaultdict(list)
    for sign in signs.annotate(urgency=URGENCY).order_by("urgency", "rule"):
        if sign.person_id is not None:
            rules[sign.person_id].append(sign.rule)
            provinces[sign.person_id].extend(sign.provinces)
    return {
        person: Subject(
            people[person].name if person in people else "",
            tuple(dict.fromkeys(rules[person])),
            tuple(dict.fromkeys(provinces[person])),
        )
        for person in persons
    }


def _single(
    line: Line,
    people: Mapping[int, Person],
    names: Mapping[str, str],
    told: Mapping[int, Subject],
) -> Waiting:
    person, place = people.get(line.person), line.place
    if place is None:
        subject = told[line.person]
    else:
        province = place.partition(":")[0]
        subject = Subject(
            person.name if person is not None else "",
            (OF_A_PLACE,),
            (province,) if province else (),
        )
    name = names.get(place, "") if place else ""
    return Waiting(person, _ORDER[line.urgency], line.signs, subject, name)


def _folded(
    line: Line, listed: Sequence[int], people: Mapping[int, Person], names: Mapping[str, str]
) -> WaitingPlace:
    known = [people[one] for one in listed if one in people]
    return WaitingPlace(
        place=line.place or "",
        name=names.get(line.place or "", ""),
        severity=_ORDER[line.urgency],
        people=line.people,
        persons=tuple(sorted(known, key=lambda one: (one.sort_key, one.pk))),
        unknown=len(listed) - len(known),
    )
