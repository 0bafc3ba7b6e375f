"""R23: không đủ thời gian đi lại between two registrations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over, place_pairs
from lieny.registry.rules.wording import place_name, roles_as_evidence, said_minutes
from lieny.ui.dates import Language, number_in_words
from lieny.ui.words import DAY_NAMES
from lieny.vocabulary.weekly_set import DAY, WEEK

TOPIC = "practice.travel"
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class _Leap:
    """A change of place for which there is not enough time."""

    left: Role
    arrived: Role
    at: int  # minute of the week at which the first ends
    gap: int
    needed: float
    km: float


def travel_too_short(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See two roles with less time between them than the road takes; one sign a pair of places.

    Law: practice.travel (109/2016/NĐ-CP Điều 12 until 31 December 2023; since then only a question
        whether the hours are reasonable).
    Reading: the road is 1.3 times the straight line at 40 km/h, with 20 % to spare; only where the
        places lie 5 km apart and 10 minutes or more are missing. Work at a distance, a shared
        building and coordinates of a commune say nothing. The road is an estimate: a question.
    """
    signs = []
    for left, right in place_pairs(_moving_roles(dossier, region)):
        km = _road_km(left[0], right[0], region)
        if km is None:
            continue
        leaps = [
            leap
            for one, other in product(left, right)
            for leap in (*_leaps(one, other, km, region), *_leaps(other, one, km, region))
        ]
        if leaps:
            worst = max(leaps, key=lambda leap: (leap.needed - leap.gap, -leap.at))
            signs.append(_sign(dossier, worst, region))
    return tuple(signs)


def _moving_roles(dossier: Dossier, region: Region) -> tuple[Role, ...]:
    return tuple(
        role
        for role in active_roles(dossier, region)
        if role.time.definite
        and not role.telehealth
        and not role.assignment
        and not is_passed_over(role, region)
    )


def _road_km(one: Role, other: Role, region: Region) -> float | None:
    here, there = region.facilities[one.facility], region.facilities[other.facility]
    if here.approximate_position or there.approximate_position:
        return None
    straight = straight_km(here, there)
    if straight is None or straight < number(region, TOPIC, "least_km"):
        return None
    return straight * number(region, TOPIC, "detour")


class Placed(Protocol):
    """A place that may have a position, in degrees."""

    @property
    def latitude(self) -> float | None:
        """Degrees north."""
        ...

    @property
    def longitude(self) -> float | None:
        """Degrees east."""
        ...


def straight_km(here: Placed, there: Placed) -> float | None:
    """Give the great-circle distance of two places, None where a position is not known.

    Source: haversine formula on a sphere of 6371 km.
    """
    if here.latitude is None or here.longitude is None:
        return None
    if there.latitude is None or there.longitude is None:
        return None
    north = radians(there.latitude - here.latitude)
    east = radians(there.longitude - here.longitude)
    square = (
        sin(north / 2) ** 2
        + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(square))


def _leaps(one: Role, other: Role, km: float, region: Region) -> list[_Leap]:
    """Give the ends of work at the one place after which work at the other begins too soon."""
    needed = km / number(region, TOPIC, "speed_km_per_hour") * 60
    needed *= number(region, TOPIC, "allowance")
    shortfall = number(region, TOPIC, "least_shortfall_minutes")
    longest = number(region, TOPIC, "longest_gap_minutes")
    found = []
    for _, end in one.time.definite.intervals:
        for start, _ in other.time.definite.intervals:
            gap = (start - end) % WEEK
            if gap <= longest and needed - gap >= shortfall:
                found.append(_Leap(one, other, end % WEEK, gap, needed, km))
    return found


def _sign(dossier: Dossier, leap: _Leap, region: Region) -> Sign:
    here, there = place_name(region, leap.left.facility), place_name(region, leap.arrived.facility)
    gap, needed = said_minutes(leap.gap), said_minutes(round(leap.needed))
    day = leap.at // DAY
    km_vi = number_in_words(leap.km, Language.VI)
    km_en = number_in_words(leap.km, Language.EN)
    name = dossier.name
    return Sign(
        rule="R23",
        severity=Severity.LOW,
        certainty=Certainty.POSSIBLE,
        evidence=roles_as_evidence(leap.left, leap.arrived),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} rời {here} và bắt đầu tại {there} sau {gap.vi} "
            f"({DAY_NAMES[Language.VI][day]}); đường đi khoảng {km_vi} km cần khoảng {needed.vi}.",
            f"{name} leaves {here} and begins at {there} {gap.en} later "
            f"({DAY_NAMES[Language.EN][day]}); the road of about {km_en} km takes about "
            f"{needed.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu làm việc từ xa, tọa độ ghi chưa đúng hoặc giờ thực tế cách nhau hơn.",
            "Vanishes if the work is done at a distance, a position is wrong, or the real hours "
            "lie farther apart.",
        ),
        question=Bilingual(
            f"{there}: {name} thực tế bắt đầu làm lúc mấy giờ?",
            f"{there}: at what time does {name} really begin?",
        ),
    )
