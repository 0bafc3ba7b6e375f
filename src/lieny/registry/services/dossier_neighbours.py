"""Những dòng liên quan: what registers and other persons' rows say of the numbers of a role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from lieny.registry.engine.columns_read import Flags, Ints, Longs, contained, lookup
from lieny.registry.engine.licence_keys import SERIALS, LicenceKeys, shared_keys
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.rules.facts import LicenceFacts, OtherHolder, Role, SerialBand
from lieny.registry.rules.identity import (
    OTHER_PERSON_BELOW,
    SAME_FROM,
    Likeness,
    compare_births,
    compare_names,
    compare_numbers,
)
from lieny.vocabulary.person_name import similarity

EPOCH = date(1970, 1, 1)
POWERS_OF_TEN = 7
MOST_EXCHANGED = 81  # nine times the difference of two neighbouring digits
NINE = 9
# A number that more persons carry is a filler, not a number; the rule is told of so many only.
MOST_HOLDERS = 20
MOST_ROWS_OF_A_KEY = 100
Pairs = tuple[Longs, Longs]


class _Holder(NamedTuple):
    """One active row that uses a shared number."""

    row: int
    person: int
    name: str
    folded: str
    birth_on: date | None
    birth_year: int | None
    cccd: str | None


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Keys in order with the rows that carry them."""

    keys: Longs
    rows: Longs

    @classmethod
    def of(cls, keys: Longs) -> _Sorted:
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], order)

    def meet(self, wanted: Longs) -> Pairs:
        """Give the positions in `wanted` and the rows of all equal pairs."""
        begin, end = lookup(wanted, self.keys)
        count = np.where(wanted >= 0, end - begin, 0)
        left = np.repeat(np.arange(len(wanted)), count)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        return left, self.rows[np.repeat(begin, count) + offset]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Finds register rows and other holders of the numbers of a role."""

    given: ScreenInput
    keys: LicenceKeys
    by_key: _Sorted
    by_name: _Sorted
    listed_name: Ints
    names: int
    keys_of_row: Mapping[int, tuple[int, ...]]
    holders: Mapping[int, tuple[_Holder, ...]]
    slips: frozenset[tuple[int, int]]
    held_name: Ints
    unnumbered: frozenset[int]

    @classmethod
    def of(
        cls, given: ScreenInput, keys: LicenceKeys, numbered: tuple[Ints, Ints, int]
    ) -> Neighbours:
        """Index a run.

        Args:
            given: the run.
            keys: its licences.
            numbered: number of the name of each registration and register row, −1 for none; and
                how many names there are.
        """
        listed, held, names = numbered
        series = np.where(keys.register >= 0, keys.register // SERIALS, -1)
        both = np.where((series >= 0) & (held >= 0), series * names + held, -1)
        keys_of_row, holders = _shared(given, keys)
        index = cls(
            given=given,
            keys=keys,
            by_key=_Sorted.of(keys.register),
            by_name=_Sorted.of(both),
            listed_name=listed,
            names=names,
            keys_of_row=keys_of_row,
            holders=holders,
            slips=frozenset(),
            held_name=held,
            unnumbered=_names_without_number(keys, listed),
        )
        return replace(index, slips=index.possible_slips())

    def possible_slips(self) -> frozenset[tuple[int, int]]:
        """Give the uses of shared numbers by persons whose own number is one slip away.

        Own is what registers or other rows show of the person, or registers of the same name.
        """
        rows = np.array(sorted(self.keys_of_row), np.int64)
        if not len(rows):
            return frozenset()
        _, (named, _register) = self.register_rows(rows)
        suspects = set(named.tolist())
        owned = self._keys_of_persons(np.unique(self.given.registration_person[rows]))
        person = self.given.registration_person
        return frozenset(
            (row, key)
            for row, keys in self.keys_of_row.items()
            for key in keys
            if row in suspects or _has_near(owned[int(person[row])], key)
        )

    def _keys_of_persons(self, persons: Ints) -> Mapping[int, Longs]:
        """Give all keys that the persons use or hold."""
        wanted = np.zeros(self.given.person_count, np.bool_)
        wanted[persons] = True
        user = self.given.registration_person[self.keys.use_row]
        uses = (user >= 0) & wanted[user]
        holder = self.given.licence_person
        holds = (self.keys.register >= 0) & (holder >= 0) & wanted[holder]
        owner = np.concatenate([user[uses], holder[holds]])
        key = np.concatenate([self.keys.use_key[uses], self.keys.register[holds]])
        order = np.argsort(owner, kind="stable")
        owner, key = owner[order], key[order]
        begin, end = lookup(persons.astype(np.int64), owner.astype(np.int64))
        return {int(one): key[a:b] for one, a, b in zip(persons, begin, end, strict=True)}

    def register_rows(self, rows: Longs) -> tuple[Pairs, Pairs]:
        """Give the register rows of registrations.

        Returns:
            Pairs (registration, register row) of one number; and pairs of one name and series
            whose numbers may be one slip apart.
        """
        chosen = np.zeros(len(self.given.place), np.bool_)
        chosen[rows] = True
        uses = np.flatnonzero(chosen[self.keys.use_row])
        key, row = self.keys.use_key[uses], self.keys.use_row[uses]
        left, register = self.by_key.meet(key)
        name = self.listed_name[row]
        wanted = np.where(name >= 0, key // SERIALS * self.names + name, -1)
        named, candidate = self.by_name.meet(wanted)
        near = _may_be_one_slip(key[named], self.keys.register[candidate])
        return (row[left], register), (row[named[near]], candidate[near])

    def other_holders(self, role: Role, person: int) -> tuple[OtherHolder, ...]:
        """Give one row of each other person who works under a number of the role."""
        found: dict[int, OtherHolder] = {}
        for key in self.keys_of_row.get(role.row, ()):
            for holder in self.holders[key]:
                if len(found) == MOST_HOLDERS:
                    break
                if holder.person != person and holder.person not in found:
                    found[holder.person] = _other(role, holder, (holder.row, key) in self.slips)
        return tuple(found.values())

    def may_be_listed(self, licences: tuple[LicenceFacts, ...]) -> bool:
        """Test whether a list row, its number missing or guessed, carries a holder's name."""
        return any(self.held_name[licence.row] in self.unnumbered for licence in licences)

    def band(self, row: int) -> SerialBand | None:
        """Give the dates between which the number of a registration should have been issued."""
        bands = self.given.bands
        neighbours = int(bands.neighbours[row])
        if not neighbours:
            return None
        return SerialBand(
            EPOCH + timedelta(days=int(bands.earliest[row])),
            EPOCH + timedelta(days=int(bands.latest[row])),
            neighbours,
        )


def _names_without_number(keys: LicenceKeys, listed: Ints) -> frozenset[int]:
    numbered = np.zeros(len(listed), np.bool_)
    numbered[keys.use_row[keys.use_exact]] = True
    return frozenset(np.unique(listed[~numbered & (listed >= 0)]).tolist())


def _shared(
    given: ScreenInput, keys: LicenceKeys
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[_Holder, ...]]]:
    """Give the keys that several persons use now, by row, and the rows by key."""
    uses = np.flatnonzero(
        given.active[keys.use_row] & (given.registration_person[keys.use_row] >= 0)
    )
    key, row = keys.use_key[uses], keys.use_row[uses]
    several = contained(key, shared_keys(key, given.registration_person[row]))
    key, row = key[several], row[several]
    columns = ["name", "name_folded", "birth_on", "birth_year", "cccd"]
    rows = given.registrations.select(columns).take(pa.array(row, pa.int64())).to_pylist()
    by_row: dict[int, list[int]] = defaultdict(list)
    by_key: dict[int, list[_Holder]] = defaultdict(list)
    for one, at, values in zip(key.tolist(), row.tolist(), rows, strict=True):
        by_row[at].append(one)
        if len(by_key[one]) > MOST_ROWS_OF_A_KEY:
            continue
        by_key[one].append(
            _Holder(
                at,
                int(given.registration_person[at]),
                values["name"] or "",
                values["name_folded"] or "",
                values["birth_on"],
                values["birth_year"],
                values["cccd"],
            )
        )
    return (
        {at: tuple(some) for at, some in by_row.items()},
        {one: tuple(some) for one, some in by_key.items()},
    )


def _has_near(owned: Longs, key: int) -> bool:
    near = (owned // SERIALS == key // SERIALS) & _may_be_one_slip(owned, np.int64(key))
    return bool(near.any())


def likeness(one: str, other: str) -> float:
    """Give the similarity of two names, at least what one slip or a lost first word leave."""
    floor = {Likeness.SAME: SAME_FROM, Likeness.UNSURE: OTHER_PERSON_BELOW}
    return max(similarity(one, other), floor.get(compare_names(one, other), 0.0))


def _other(role: Role, holder: _Holder, may_be_mistyped: bool) -> OtherHolder:  # noqa: FBT001
    births = compare_births(role.birth_on, role.birth_year, holder.birth_on, holder.birth_year)
    numbers = compare_numbers(role.cccd, holder.cccd)
    return OtherHolder(
        person=holder.person,
        name=holder.name,
        similarity=likeness(role.name_folded, holder.folded),
        evidence_registration=holder.row,
        evidence_licence=None,
        birth_differs=births is Likeness.DIFFERENT,
        cccd_differs=numbers is Likeness.DIFFERENT,
        birth_agrees=births is Likeness.SAME,
        may_be_mistyped=may_be_mistyped,
    )


def _may_be_one_slip(one: Longs, other: Longs | np.int64) -> Flags:
    """Tell the numbers that differ by one digit or two exchanged ones (a little wider)."""
    rest = np.abs(one - other)
    for _ in range(POWERS_OF_TEN):
        rest = np.where((rest > 0) & (rest % 10 == 0), rest // 10, rest)
    exchanged = (rest % NINE == 0) & (rest <= MOST_EXCHANGED)
    return np.asarray((rest > 0) & ((rest <= NINE) | exchanged), np.bool_)
