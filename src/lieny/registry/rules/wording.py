"""Lời văn: how signs speak of hours, days, places and persons, in Vietnamese and English."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from lieny.registry.rules.facts import LicenceFacts, Region, Role
from lieny.registry.rules.sign import Bilingual, EvidenceRow, EvidenceTable
from lieny.ui.dates import Language, day_in_words
from lieny.ui.words import minutes_in_words, weekly_hours_in_words, weekly_minutes_in_words
from lieny.vocabulary.weekly_set import WeeklySet

UNKNOWN_DAY = Bilingual("ngày không rõ", "an unknown day")


@lru_cache(maxsize=16_384)
def said_hours(hours: WeeklySet) -> Bilingual:
    """Say a weekly set: `T2–T6 17:00–20:00`."""
    return Bilingual(
        weekly_hours_in_words(hours, Language.VI), weekly_hours_in_words(hours, Language.EN)
    )


@lru_cache(maxsize=16_384)
def said_weekly_minutes(minutes: int) -> Bilingual:
    """Say minutes a week: `4 giờ 30 phút/tuần`."""
    return Bilingual(
        weekly_minutes_in_words(minutes, Language.VI), weekly_minutes_in_words(minutes, Language.EN)
    )


def said_minutes(minutes: int) -> Bilingual:
    """Say minutes: `45 phút`."""
    return Bilingual(minutes_in_words(minutes, Language.VI), minutes_in_words(minutes, Language.EN))


@lru_cache(maxsize=16_384)
def said_day(day: date | None) -> Bilingual:
    """Say a date: `01/11/2026`."""
    if day is None:
        return UNKNOWN_DAY
    return Bilingual(day_in_words(day, Language.VI), day_in_words(day, Language.EN))


def place_name(region: Region, facility: int) -> str:
    """Name a facility."""
    return region.facilities[facility].name


def place_names(region: Region, facilities: list[int]) -> str:
    """Name facilities in the order given."""
    return "; ".join(place_name(region, facility) for facility in facilities)


def work_in_words(role: Role) -> Bilingual:
    """Say when somebody works at a place: the hours read, else the text as it stands."""
    if role.time.definite:
        return said_hours(role.time.definite)
    text = " ".join(role.raw_time.split())
    if text:
        return Bilingual(f"“{text}”", f"“{text}”")
    return Bilingual("chưa ghi giờ", "no hours given")


def roles_as_evidence(*roles: Role) -> tuple[EvidenceRow, ...]:
    """Point to rows of registration, each once."""
    rows = dict.fromkeys(role.row for role in roles)
    return tuple(EvidenceRow(EvidenceTable.REGISTRATION, row) for row in rows)


def licences_as_evidence(*licences: LicenceFacts) -> tuple[EvidenceRow, ...]:
    """Point to rows of licence registers, each once."""
    rows = dict.fromkeys(licence.row for licence in licences)
    return tuple(EvidenceRow(EvidenceTable.LICENCE, row) for row in rows)
