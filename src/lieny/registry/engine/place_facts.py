"""Dữ kiện về cơ sở: what rules are told of each place, from linking and from its staff's rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

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
SHARED_BY = 3  # so many places at one point stand for their commune


@dataclass(frozen=True, slots=True)
class Habits:
    """How a place fills its lists.

    Attributes:
        template: every row says full time, and there are few rows.
        listed: the place has rows in some list.
        copied: place → the one weekly set that every row carries.
    """

    template: Flags
    listed: Flags
    copied: Mapping[int, WeeklySet]


def place_facts(given: ScreenInput, *, small_facility_rows: float) -> dict[int, FacilityFacts]:
    """Give the facts about every place.

    Args:
        given: the run.
        small_facility_rows: a place with more rows than this does not write by template.
    """
    habits = _habits(given, small_facility_rows)
    vague = _approximate(given.entities)
    names = ["name", "province", "form", "operating_licence", "status", "status_from"]
    names += ["status_until", "known_to_register", "open_hours", "longitude", "latitude", "rows"]
    columns = {name: given.entities[name].to_pylist() for name in names}
    hours = {
        packed: WeeklySet.from_bytes(packed) for packed in set(columns["open_hours"]) if packed
    }
    return {
        place: FacilityFacts(
            id=place,
            name=columns["name"][place] or f"Cơ sở chưa rõ tên số {place}",
            nameless=not columns["name"][place],
            province=columns["province"][place],
            evidence=tuple(columns["rows"][place]),
            form=_form(columns["form"][place]),
            operating_licence=columns["operating_licence"][place],
            status=_status(columns["status"][place]),
            status_from=columns["status_from"][place],
            status_until=columns["status_until"][place],
            open_hours=hours.get(columns["open_hours"][place]),
            longitude=columns["longitude"][place],
            latitude=columns["latitude"][place],
            approximate_position=bool(vague[place]),
            listed=bool(habits.listed[place]),
            registered=bool(columns["known_to_register"][place]),
            template_full_time=bool(habits.template[place]),
            copied_hours=habits.copied.get(place),
        )
        for place in range(given.entities.num_rows)
    }


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
    copied = {int(p): sets[first[p]] for p in np.flatnonzero(alike & (first > 0))}
    return Habits(template, count > 0, copied)


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
