"""Dữ kiện về cơ sở: what rules are told of each place, from linking and from its staff's rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from lieny.registry.engine.columns_read import Flags, Ints, Longs, coded, is_given
from lieny.registry.engine.pattern_values import patterns
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.engine.screens_time import time_flag
from lieny.registry.rules.facts import FacilityFacts, FacilityStatus
from lieny.vocabulary.facility_form import FacilityForm
from lieny.vocabulary.weekly_set import WeeklySet
from lieny.vocabulary.working_time.flags import TimeFlag

FEWEST_FOR_A_TEMPLATE = 3
ASKED_ONE_BY_ONE = 1_000
TOLD = (
    "name", "province", "form", "operating_licence", "status", "status_from", "status_until",
    "known_to_register", "open_hours", "longitude", "latitude", "rows",
)  # fmt: skip
SHARED_BY = 3  # so many places at one point stand for their commune


@dataclass(frozen=True, slots=True)
class Habits:
    """How a place fills its lists.

    Attributes:
        template: every row says full time, and there are few rows.
        listed: the place has rows in some list.
        copies: number of the one weekly set that every row carries, 0 where there is none.
        sets: the weekly sets by number.
    """

    template: Flags
    listed: Flags
    copies: Longs
    sets: Sequence[WeeklySet]

    def copied(self, place: int) -> WeeklySet | None:
        """Give the one weekly set that every row of a place carries."""
        number = int(self.copies[place])
        return self.sets[number] if number else None


class PlaceFacts(Mapping[int, FacilityFacts]):
    """Facts of each place, made where somebody asks for them.

    Few places are asked about when a list is taken in; where many are, all are read at once.

    Attributes:
        vague: places whose point several other places share.
        habits: how places fill their lists.
    """

    def __init__(self, entities: pa.Table, vague: Flags, habits: Habits) -> None:
        self.vague, self.habits = vague, habits
        self._entities = entities.select(list(TOLD)).combine_chunks()
        self._lists: dict[str, list[Any]] = {}
        self._made: dict[int, FacilityFacts] = {}
        self._hours = cache(WeeklySet.from_bytes)

    def __len__(self) -> int:
        return int(self._entities.num_rows)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and 0 <= place < len(self)

    def __getitem__(self, place: int) -> FacilityFacts:
        made = self._made.get(place)
        if made is None:
            if place not in self:
                raise KeyError(place)
            made = self._made[place] = self._facts(place, self._said(place))
        return made

    def _said(self, place: int) -> Mapping[str, Any]:
        if not self._lists and len(self._made) < ASKED_ONE_BY_ONE:
            (said,) = self._entities.slice(place, 1).to_pylist()
            return dict(said)
        if not self._lists:
            self._lists = {name: self._entities[name].to_pylist() for name in TOLD}
        return {name: values[place] for name, values in self._lists.items()}

    def _facts(self, place: int, said: Mapping[str, Any]) -> FacilityFacts:
        hours = said["open_hours"]
        return FacilityFacts(
            id=place,
            name=said["name"] or f"Cơ sở chưa rõ tên số {place}",
            nameless=not said["name"],
            province=said["province"],
            evidence=tuple(said["rows"]),
            form=_form(said["form"]),
            operating_licence=said["operating_licence"],
            status=_status(said["status"]),
            status_from=said["status_from"],
            status_until=said["status_until"],
            open_hours=self._hours(hours) if hours else None,
            longitude=said["longitude"],
            latitude=said["latitude"],
            approximate_position=bool(self.vague[place]),
            listed=bool(self.habits.listed[place]),
            registered=bool(said["known_to_register"]),
            template_full_time=bool(self.habits.template[place]),
            copied_hours=self.habits.copied(place),
        )


def place_facts(given: ScreenInput, *, small_facility_rows: float) -> PlaceFacts:
    """Give the facts about every place.

    Args:
        given: the run.
        small_facility_rows: a place with more rows than this does not write by template.
    """
    habits = _habits(given, small_facility_rows)
    return PlaceFacts(given.entities, _approximate(given.entities), habits)


def register_coverage_of_places(given: ScreenInput, least_places: float) -> dict[str, float]:
    """Measure, for each province with a register, the share of the other listed places it knows.

    One place that is missing is judged by the others: it does not count against itself.
    """
    listed = np.zeros(given.entities.num_rows, np.bool_)
    listed[given.place[given.active & (given.place >= 0)]] = True
    known = np.asarray(given.entities["known_to_register"].to_numpy(), np.bool_)
    (province,), codes = coded(given.entities["province"])
    shares = {}
    for at, code in enumerate(codes):
        here = listed & (province == at)
        total, found = int(here.sum()), int((here & known).sum())
        others = total - (found < total)
        if found and others >= least_places:
            shares[code] = found / others
    return shares


def provinces_with_register(given: ScreenInput) -> frozenset[str]:
    """Give the provinces of which a facility register was loaded."""
    (source,), names = coded(given.facilities["source"])
    is_register = np.array([name == "register" for name in names] + [False], np.bool_)[source]
    places = np.unique(given.facility_place[is_register])
    (province,), codes = coded(given.entities["province"])
    return frozenset(codes[code] for code in set(province[places].tolist()) if code >= 0)


def _habits(given: ScreenInput, most_rows: float) -> Habits:
    rows = np.flatnonzero(given.active & (given.place >= 0))
    place, places = given.place[rows], given.entities.num_rows
    count = np.bincount(place, minlength=places)
    full = time_flag(given, TimeFlag.FULL_TIME)[rows]
    all_full = np.bincount(place[full], minlength=places) == count
    few = (count >= FEWEST_FOR_A_TEMPLATE) & (count <= most_rows)
    template = all_full & few
    definite, sets = patterns(given.registrations["definite"])
    alike = _all_alike(place, definite[rows], places) & (count >= FEWEST_FOR_A_TEMPLATE)
    first = np.zeros(places, np.int64)
    first[place] = definite[rows]
    return Habits(template, count > 0, np.where(alike, first, 0), sets)


def _all_alike(place: Ints, value: Ints, places: int) -> Flags:
    """Tell the places all of whose rows carry one value."""
    lowest = np.full(places, np.iinfo(np.int32).max, np.int64)
    highest = np.full(places, -1, np.int64)
    np.minimum.at(lowest, place, value)
    np.maximum.at(highest, place, value)
    return np.asarray(lowest == highest, np.bool_)


def _approximate(entities: pa.Table) -> Flags:
    """Tell the places whose point several other places share."""
    given = is_given(entities["longitude"]) & is_given(entities["latitude"])
    points = np.stack(
        [entities[name].fill_null(0.0).to_numpy() for name in ("longitude", "latitude")], axis=1
    )
    rounded: Longs = np.round(points * 100_000).astype(np.int64)
    _, number, count = np.unique(rounded, axis=0, return_inverse=True, return_counts=True)
    return np.asarray(given & (count[number.reshape(-1)] >= SHARED_BY), np.bool_)


@cache
def _form(value: str | None) -> FacilityForm | None:
    return FacilityForm(value) if value else None


@cache
def _status(value: str | None) -> FacilityStatus | None:
    return FacilityStatus(value) if value else None
