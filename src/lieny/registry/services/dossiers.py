"""Hồ sơ: builds what rules are given, a person at a time, from the run's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from lieny.law.book import Book
from lieny.registry.engine.columns_read import Ints, Longs, alike
from lieny.registry.engine.licence_keys import LicenceKeys, list_coverage
from lieny.registry.engine.place_facts import (
    PlaceFacts,
    place_facts,
    provinces_with_register,
    register_coverage_of_places,
)
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.engine.screens import keys_of, least_numbers
from lieny.registry.rules.facts import Dossier, LicenceFacts, Region, Role
from lieny.registry.rules.rule_set import EVERY_RULE, ON_REGISTER_ROWS
from lieny.registry.rules.settings import binds, number
from lieny.registry.services.dossier_neighbours import Neighbours
from lieny.registry.services.dossier_rows import RowReader
from lieny.registry.services.dossier_witnesses import Witnesses

PERSONS_AT_ONCE = 10_000  # bounds memory: what no rule saw anything in is let go


@dataclass(frozen=True)
class Ground:
    """A run made ready for rules.

    Attributes:
        given: tables and links.
        keys: the licences in use and on register.
        region: the day, the law and the places.
        places: facts of the places, those that `region` shows.
    """

    given: ScreenInput
    keys: LicenceKeys
    region: Region
    places: PlaceFacts

    @cached_property
    def names(self) -> tuple[Ints, Ints, int]:
        """Number of the name of each registration and register row, and how many names are."""
        given = self.given
        (listed, held), names = alike(
            given.registrations["name_folded"], given.licences["name_folded"]
        )
        return listed, held, names

    @cached_property
    def witnesses(self) -> Witnesses:
        """Activities and trainees by person."""
        return Witnesses.of(self.given, self.keys)


def build_region(
    given: ScreenInput,
    *,
    as_of: date,
    law: Book,
    parameters: Mapping[str, float | str | bool] | None = None,
) -> Ground:
    """Tell the rules what is around the persons: the day, the law, places, complete registers.

    Args:
        given: tables and links.
        as_of: day of the check.
        law: the book.
        parameters: readings that the operator has chosen, by `topic.parameter`.
    """
    bare = Region(as_of, law, {}, parameters=parameters or {})
    keys = keys_of(given, least_numbers(bare))
    full_time, licence = "practice.full-time", "facility.licence"
    small = number(bare, full_time, "small_facility_rows") if binds(bare, full_time) else 0.0
    least = number(bare, licence, "least_facilities") if binds(bare, licence) else float("inf")
    places = place_facts(given, small_facility_rows=small)
    region = Region(
        as_of=as_of,
        law=law,
        facilities=places,
        register_coverage=keys.coverage,
        list_coverage=list_coverage(given, keys),
        facility_register_loaded=provinces_with_register(given),
        facility_coverage=register_coverage_of_places(given, least),
        parameters=parameters or {},
    )
    return Ground(given, keys, region, places)


def build_dossiers(ground: Ground, persons: Ints, rules: Ints | None = None) -> Iterator[Dossier]:
    """Build the dossiers of the given persons, in the order given.

    Rows that a later list of the same facility has replaced are left out.

    Args:
        ground: the run.
        persons: whose dossiers.
        rules: which rules will be asked about each person, as `rules.rule_set` writes them; what
            none of them looks at is left out of the dossier. All, when not given.
    """
    witnesses = ground.witnesses
    reader = RowReader(ground.given)
    neighbours = Neighbours.of(ground.given, ground.keys, ground.names)
    asked = np.full(len(persons), EVERY_RULE, np.int32) if rules is None else rules
    for begin in range(0, len(persons), PERSONS_AT_ONCE):
        end = begin + PERSONS_AT_ONCE
        chosen, wanted = persons[begin:end], asked[begin:end]
        batch = _Batch.of(ground, reader, neighbours, chosen, wanted)
        for person in chosen.tolist():
            yield batch.dossier(person, witnesses)


def facility_rosters(ground: Ground, places: Ints) -> Iterator[tuple[int, tuple[Role, ...]]]:
    """Give the active roles of all staff of the given places."""
    given = ground.given
    wanted = np.zeros(given.entities.num_rows + 1, np.bool_)
    wanted[places] = True
    rows = np.flatnonzero(given.active & (given.place >= 0) & wanted[given.place])
    rosters: dict[int, list[Role]] = defaultdict(list)
    for role in RowReader(given).roles(rows):
        rosters[role.facility].append(role)
    for place, roles in rosters.items():
        yield place, tuple(roles)


@dataclass(slots=True)
class _Batch:
    """Some persons' rows, read at once."""

    roles: dict[int, list[Role]]
    licences: dict[int, list[LicenceFacts]]
    register_of: dict[int, tuple[LicenceFacts, ...]]
    namesakes: dict[int, tuple[LicenceFacts, ...]]
    neighbours: Neighbours

    @classmethod
    def of(
        cls,
        ground: Ground,
        reader: RowReader,
        neighbours: Neighbours,
        chosen: Ints,
        rules: Ints,
    ) -> _Batch:
        given = ground.given
        wanted = np.zeros(given.person_count, np.bool_)
        wanted[chosen] = True
        person = given.registration_person
        rows = np.flatnonzero(given.current & (person >= 0) & wanted[person])
        held = np.flatnonzero((given.licence_person >= 0) & wanted[given.licence_person])
        on_register = np.zeros(given.person_count, np.bool_)
        on_register[chosen[rules & ON_REGISTER_ROWS > 0]] = True
        by_key, by_name = neighbours.register_rows(rows[on_register[person[rows]]])
        needed = np.unique(np.concatenate([held, by_key[1], by_name[1]]))
        facts = dict(zip(needed.tolist(), reader.licences(needed), strict=True))
        roles: dict[int, list[Role]] = defaultdict(list)
        for row, role in zip(rows.tolist(), reader.roles(rows), strict=True):
            roles[int(person[row])].append(role)
        licences: dict[int, list[LicenceFacts]] = defaultdict(list)
        for row in held.tolist():
            fact = facts[row]
            if fact is not None:
                licences[int(given.licence_person[row])].append(fact)
        return cls(roles, licences, _grouped(by_key, facts), _grouped(by_name, facts), neighbours)

    def dossier(self, person: int, witnesses: Witnesses) -> Dossier:
        roles = tuple(self.roles.get(person, ()))
        licences = tuple(self.licences.get(person, ()))
        rows = [role.row for role in roles]
        return Dossier(
            person=person,
            name=_name(roles, licences),
            roles=roles,
            licences=licences,
            register_of={row: self.register_of[row] for row in rows if row in self.register_of},
            other_holders={
                role.row: others
                for role in roles
                if (others := self.neighbours.other_holders(role, person))
            },
            bands={row: band for row in rows if (band := self.neighbours.band(row)) is not None},
            activities=witnesses.activities.get(person, ()),
            trainees=witnesses.trainees.get(person, ()),
            may_be_listed=not roles and self.neighbours.may_be_listed(licences),
            namesakes={row: self.namesakes[row] for row in rows if row in self.namesakes},
        )


def _grouped(
    pairs: tuple[Longs, Longs], facts: Mapping[int, LicenceFacts | None]
) -> dict[int, tuple[LicenceFacts, ...]]:
    grouped: dict[int, list[LicenceFacts]] = defaultdict(list)
    for row, licence in zip(pairs[0].tolist(), pairs[1].tolist(), strict=True):
        fact = facts[licence]
        if fact is not None:
            grouped[row].append(fact)
    return {row: tuple(some) for row, some in grouped.items()}


def _name(roles: tuple[Role, ...], licences: tuple[LicenceFacts, ...]) -> str:
    names = [role.name for role in roles] + [licence.holder for licence in licences]
    # The name with the most letters that carry marks says most.
    return max(names, key=lambda name: (not name.isascii(), len(name)), default="")
