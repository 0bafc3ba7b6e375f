"""Nhân thân: whether two records may be of one person, as far as names, births and numbers tell."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from rapidfuzz.distance import OSA

from lieny.vocabulary.person_name import similarity

ONE_SLIP = 1
OTHER_PERSON_BELOW = 0.6
SAME_FROM = 0.9  # abbreviated or reordered


class Likeness(IntEnum):
    """How two facts about a person compare."""

    UNKNOWN = 0  # one side tells nothing
    SAME = 1  # equal, or different only by marks, precision or one typing slip
    UNSURE = 2  # a change of name or several slips could explain it
    DIFFERENT = 3


def compare_names(one: str, other: str) -> Likeness:
    """Compare two folded names; marks do not count, and one typing slip does not.

    A name of which the first words are missing (taken for a title: "Ly", "Y") is unsure.
    """
    if not one or not other:
        return Likeness.UNKNOWN
    if one == other:
        return Likeness.SAME
    if _without_healer(one) == _without_healer(other):
        return Likeness.SAME
    likeness = similarity(one, other)
    if likeness >= SAME_FROM or _slips(one.replace("y", "i"), other.replace("y", "i")) <= ONE_SLIP:
        return Likeness.SAME
    if likeness < OTHER_PERSON_BELOW and not _lacks_first_words(one, other):
        return Likeness.DIFFERENT
    return Likeness.UNSURE


def compare_births(
    one: date | None, one_year: int | None, other: date | None, other_year: int | None
) -> Likeness:
    """Compare births, each a day or only a year; a year alone is held against a year.

    One digit mistyped, or day and month exchanged, is no difference.
    """
    if one is not None and other is not None:
        return Likeness.SAME if one == other else _compare_days(one, other)
    first = one.year if one is not None else one_year
    second = other.year if other is not None else other_year
    if first is None or second is None:
        return Likeness.UNKNOWN
    if first == second:
        return Likeness.SAME
    return Likeness.UNSURE if _slips(str(first), str(second)) <= ONE_SLIP else Likeness.DIFFERENT


def compare_numbers(one: str | None, other: str | None) -> Likeness:
    """Compare personal numbers; one digit mistyped or two exchanged is no difference."""
    if one is None or other is None:
        return Likeness.UNKNOWN
    same = one == other or _slips(one, other) <= ONE_SLIP
    return Likeness.SAME if same else Likeness.DIFFERENT


def _without_healer(name: str) -> str:
    """Drop a first "ly" before a whole name: the surname Lý, or lương y, without its mark."""
    words = name.split(" ", 1)
    rest = words[-1] if words[0] in {"li", "ly"} else ""
    return rest if rest.count(" ") > 1 else name


def _lacks_first_words(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    rest = long[-len(short) :]
    return 1 < len(short) < len(long) and _slips(" ".join(short), " ".join(rest)) <= ONE_SLIP


def _compare_days(one: date, other: date) -> Likeness:
    exchanged = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    if exchanged or _slips(one.strftime("%d%m%Y"), other.strftime("%d%m%Y")) <= ONE_SLIP:
        return Likeness.SAME
    # The first of January stands for "only the year is known" in many files.
    year_only = (one.day, one.month) == (1, 1) or (other.day, other.month) == (1, 1)
    if year_only and one.year == other.year:
        return Likeness.SAME
    return Likeness.DIFFERENT


def _slips(one: str, other: str) -> int:
    return OSA.distance(one, other)
