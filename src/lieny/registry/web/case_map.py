"""Where the places of a person's week lie: provinces, places, and the signs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from lieny.registry.models import StoredSign
from lieny.registry.rules.r23_travel import straight_km
from lieny.registry.services.cases.week import Shift, Week
from lieny.registry.web.map_words import map_shown
from lieny.registry.web.said import province_said
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.region_map import Spot, region_map
from lieny.ui.week_lanes import lane_letter

FEWEST_PLACES = 2


@dataclass(frozen=True, slots=True)
class _Place:
    letter: str
    shift: Shift


def places_shown(week: Week, signs: Sequence[StoredSign], *, on: date) -> dict[str, object] | None:
    """Lay out map and table of the week's places; None where there is nothing to compare."""
    places = [_Place(lane_letter(index), shift) for index, shift in enumerate(week.shifts)]
    by_province: dict[str, list[_Place]] = {}
    for place in places:
        by_province.setdefault(place.shift.province, []).append(place)
    if len(places) < FEWEST_PLACES:
        return None
    between = Counter(
        pair
        for sign in signs
        if sign.ended_at is None
        for pair in combinations(sorted({*sign.provinces}), 2)
    )
    lines = [_line(place) for place in places]
    return {
        "picture": region_map(
            {code: len(held) for code, held in by_province.items()},
            between,
            day=on,
            label="; ".join(f"{line['letter']} {line['facility']}" for line in lines),
            spots=_spots(places),
        ),
        "provinces": [
            {
                "code": code,
                "name": province_said(code),
                "key": province_key(code),
                "places": [line for line in lines if line["province"] == code],
            }
            for code in by_province
        ],
        "ties": [
            (
                ",".join(pair),
                chosen(" và ", " and ").join(province_said(code) for code in pair),
                count,
            )
            for pair, count in sorted(between.items())
        ],
        "apart": _apart(places),
        **map_shown(),
    }


def _line(place: _Place) -> dict[str, str]:
    shift, at = place.shift, _at(place.shift)
    return {
        "letter": place.letter,
        "facility": shift.facility,
        "address": shift.address,
        "province": shift.province,
        "at": f"{at[0]:.5f},{at[1]:.5f}" if at else "",
    }


def _spots(places: Sequence[_Place]) -> list[Spot]:
    return [
        Spot(place.letter, at, province_key(place.shift.province), place.shift.facility)
        for place in places
        if (at := _at(place.shift)) is not None
    ]


def _at(shift: Shift) -> tuple[float, float] | None:
    """Give degrees east and north."""
    if shift.longitude is None or shift.latitude is None:
        return None
    return shift.longitude, shift.latitude


def _apart(places: Sequence[_Place]) -> str:
    """Say how far the two farthest places are apart, as the crow flies."""
    found = [
        (far, one.letter, other.letter)
        for one, other in combinations(places, 2)
        if (far := straight_km(one.shift, other.shift)) is not None
    ]
    if not found:
        return ""
    far, first, second = max(found)
    return chosen(
        f"{first} và {second} cách nhau {far:.0f} km theo đường thẳng.",
        f"{first} and {second} are {far:.0f} km apart in a straight line.",
    )
