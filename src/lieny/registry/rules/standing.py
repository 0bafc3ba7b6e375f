"""Which registrations count on the day of the check, and which of them are in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, wraps
from itertools import combinations
from typing import TypeVar

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.registry.rules.facts import Dossier, LicenceFacts, LicenceStatus, Region, Role
from lieny.registry.rules.settings import number
from lieny.registry.rules.week_bands import full_time_band
from lieny.vocabulary.licence_number import LicenceType
from lieny.vocabulary.weekly_set import WeeklySet

FULL_TIME = "practice.full-time"
CURRENT_LIST = "practice.current-list"
NEARLY = 0.8  # share of full time that nobody works at two places at once
Found = TypeVar("Found")


def remembered(
    work_out: Callable[[Dossier, Region], Found],
) -> Callable[[Dossier, Region], Found]:
    """Keep what a function of a dossier and a region gives: many rules ask the same."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def ask(dossier: Dossier, region: Region) -> Found:
        known = dossier.worked_out.get(name)
        if known is not None and known[0] is region:
            found: Found = known[1]
        else:
            found = work_out(dossier, region)
            dossier.worked_out[name] = (region, found)
        return found

    return ask


@remembered
def active_roles(dossier: Dossier, region: Region) -> tuple[Role, ...]:
    """Give the registrations that are valid on the day and name a known facility."""
    return tuple(
        role
        for role in dossier.roles
        if role.is_active_on(region.as_of) and role.facility in region.facilities
    )


def roles_by_place(roles: tuple[Role, ...]) -> dict[int, tuple[Role, ...]]:
    """Group roles by facility, in order of first appearance."""
    grouped: dict[int, tuple[Role, ...]] = {}
    for role in roles:
        grouped[role.facility] = (*grouped.get(role.facility, ()), role)
    return grouped


def place_pairs(
    roles: tuple[Role, ...],
) -> Iterator[tuple[tuple[Role, ...], tuple[Role, ...]]]:
    """Give the roles of each pair of different facilities."""
    grouped = roles_by_place(roles)
    if len(grouped) > 1:
        yield from combinations(grouped.values(), 2)


def is_passed_over(role: Role, region: Region) -> bool:
    """Test whether enough later lists of the facility leave the person out."""
    return role.newer_submissions > 0 and role.newer_submissions >= number(
        region, CURRENT_LIST, "stale_after"
    )


def stale_after(law: Book, *, on: date) -> int | None:
    """Say how many later lists leave somebody out before their row is in doubt; None before."""
    if not law.binds(CURRENT_LIST, on=on):
        return None
    return int(law.parameter(CURRENT_LIST, "stale_after", on=on))


def is_full_time(role: Role, region: Region) -> bool:
    """Test whether a registration fills the working week: by its words or by its hours."""
    return role.full_time or fills_the_week(role, region)


def fills_the_week(role: Role, region: Region) -> bool:
    """Test whether the definite hours fill the Monday-to-Friday band."""
    if not role.time.definite:
        return False
    least = number(region, FULL_TIME, "least_minutes")
    return _fill(role.time.definite, full_time_band(region)) >= least


@lru_cache(maxsize=16_384)
def _fill(hours: WeeklySet, within: WeeklySet) -> int:
    return (hours & within).minutes


def is_in_transfer(one: Role, other: Role, region: Region) -> bool:
    """Test whether two registrations may be one move from place to place, reported late.

    Either both are dated and share only a few days, or the newer began only a few days before the
    check and takes the place of the older: both fill the week, or share nearly a whole one.
    """
    earlier, later = _by_start(one, other)
    if later.valid_from is None:
        return False
    if earlier.valid_until is not None:
        return _is_lag(later.valid_from, earlier.valid_until, region)
    are_full = is_full_time(earlier, region) and is_full_time(later, region)
    if not (are_full or _share_a_week(earlier, later, region)):
        return False
    return _is_lag(later.valid_from, region.as_of, region)


def _share_a_week(one: Role, other: Role, region: Region) -> bool:
    shared = one.time.definite & other.time.definite
    least = NEARLY * number(region, FULL_TIME, "least_minutes")
    return bool(shared) and _fill(shared, full_time_band(region)) >= least


def _by_start(one: Role, other: Role) -> tuple[Role, Role]:
    first = one.valid_from or date.min
    second = other.valid_from or date.min
    return (one, other) if first <= second else (other, one)


def _is_lag(start: date, end: date, region: Region) -> bool:
    if (end - start).days <= number(region, FULL_TIME, "lag_days"):
        return True
    most = int(number(region, FULL_TIME, "lag_working_days"))
    # Three working days can be more than ten days only around Tết.
    return (end - start).days <= most + 14 and calendar().working_days(start, end) <= most


def status_on(licence: LicenceFacts, on: date) -> LicenceStatus:
    """Give the status of a register row on the day: a decision counts within its own days only."""
    if licence.status is LicenceStatus.ACTIVE:
        return licence.status
    if licence.status_from is not None and licence.status_from > on:
        return LicenceStatus.ACTIVE
    if licence.status_until is not None and licence.status_until < on:
        return LicenceStatus.ACTIVE
    return licence.status


def is_live(licence: LicenceFacts, on: date) -> bool:
    """Test whether a register row is a licence in force on the day."""
    if status_on(licence, on) is not LicenceStatus.ACTIVE:
        return False
    if licence.issued_on is not None and licence.issued_on > on:
        return False
    has_term = licence.number.type is LicenceType.LICENCE and licence.valid_until is not None
    return not has_term or licence.valid_until is None or licence.valid_until >= on
