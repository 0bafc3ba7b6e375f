"""Provinces and communes with the days they hold, and the way between the maps.

    >>> province_on("80", date(2025, 6, 30)).name
    'Long An'
    >>> province_on("80", date(2025, 7, 1)).name
    'Tây Ninh'
    >>> province_successor("74", from_day=date(2024, 1, 1), to_day=date(2026, 1, 1))
    '79'

Reading a place from free text: `find_province`, `find_commune`.
"""

from __future__ import annotations

from datetime import date

from lieny.vocabulary.place_commune_reading import find_commune
from lieny.vocabulary.place_province_reading import ProvinceMatch, find_province
from lieny.vocabulary.place_table import (
    NEW_MAP_FROM,
    OLD_MAP_FROM,
    OLD_MAP_UNTIL,
    District,
    PassageKind,
    Place,
    PlaceLevel,
    communes,
    crosswalk,
    districts,
    province_versions,
    successors,
)

__all__ = [
    "NEW_MAP_FROM",
    "OLD_MAP_FROM",
    "OLD_MAP_UNTIL",
    "District",
    "PassageKind",
    "Place",
    "PlaceLevel",
    "PlaceNotOnMap",
    "ProvinceMatch",
    "commune",
    "communes_after",
    "communes_before",
    "district",
    "find_commune",
    "find_province",
    "province_on",
    "province_successor",
    "provinces_on",
]


class PlaceNotOnMap(LookupError):
    """No place has this code on this day."""


def province_on(code: str, day: date) -> Place:
    """Give the province that carries `code` on `day`.

    Raises:
        PlaceNotOnMap: the code is not a province's on that day ("74" after 30 June 2025), or the
            day lies before the first map we hold (1 August 2008).
    """
    for place in province_versions().get(code, ()):
        if place.stands_on(day):
            return place
    raise PlaceNotOnMap(f"no province has code {code!r} on {day.isoformat()}")


def provinces_on(day: date) -> tuple[Place, ...]:
    """List the provinces that stand on `day`, by code: 63 until 30 June 2025, 34 since."""
    return tuple(
        place
        for code in sorted(province_versions())
        for place in province_versions()[code]
        if place.stands_on(day)
    )


def province_successor(code: str, *, from_day: date | None, to_day: date) -> str:
    """Give the code, in force on `to_day`, of the province that `code` named on `from_day`.

    After the merger an old code becomes that of the province it joined; a code of the new map
    stays. Looking back, a province of the new map becomes the old one of the same name: new
    Tây Ninh (80) is old Tây Ninh (72), because 80 was Long An.

    Args:
        code: number of a province on the map of `from_day`.
        from_day: None when it is not known; then the code is taken from the old map, which
            matters only for a `to_day` before the merger.
        to_day: day whose map the answer belongs to.

    Raises:
        PlaceNotOnMap: `code` is a province's on neither map.
    """
    if code not in province_versions():
        raise PlaceNotOnMap(f"no province ever had code {code!r}; codes are 01 to 96")
    if to_day >= NEW_MAP_FROM:
        return successors()[code]
    if from_day is None or from_day < NEW_MAP_FROM:
        return code
    return _namesake_before(code)


def _namesake_before(code: str) -> str:
    """Find the old province whose name the new one took; an old code stays what it is."""
    latest = province_versions()[code][-1]
    if latest.valid_from != NEW_MAP_FROM:
        return code
    return next(
        old
        for old, versions in province_versions().items()
        if versions[0].name == latest.name and versions[0].valid_from < NEW_MAP_FROM
    )


def commune(code: str, day: date) -> Place:
    """Give the commune that carries `code` on `day`.

    Raises:
        PlaceNotOnMap: the code is not a commune's on that day.
    """
    both = communes()
    place = (both.new if day >= NEW_MAP_FROM else both.old).get(code)
    if place is None or not place.stands_on(day):
        raise PlaceNotOnMap(f"no commune has code {code!r} on {day.isoformat()}")
    return place


def communes_after(old_code: str) -> tuple[tuple[Place, PassageKind], ...]:
    """List the new communes that an old one went to; where an address goes by default is first.

    Raises:
        PlaceNotOnMap: `old_code` was no commune's on 30 June 2025.
    """
    both = communes()
    if old_code not in both.old:
        raise PlaceNotOnMap(f"no commune had code {old_code!r} on {OLD_MAP_UNTIL.isoformat()}")
    return tuple((both.new[new], kind) for new, kind in crosswalk().after[old_code])


def communes_before(new_code: str) -> tuple[tuple[Place, PassageKind], ...]:
    """List the old communes that a new one was made of, whole ones first.

    Five island communes were districts without communes: for them the list is empty.

    Raises:
        PlaceNotOnMap: `new_code` is no commune's since 1 July 2025.
    """
    both = communes()
    if new_code not in both.new:
        raise PlaceNotOnMap(f"no commune has code {new_code!r} since {NEW_MAP_FROM.isoformat()}")
    return tuple((both.old[old], kind) for old, kind in crosswalk().before.get(new_code, ()))


def district(code: str) -> District:
    """Give a district of the old map.

    Raises:
        PlaceNotOnMap: no district had this code on 30 June 2025.
    """
    try:
        return districts()[code]
    except KeyError:
        raise PlaceNotOnMap(f"no district had code {code!r}") from None
