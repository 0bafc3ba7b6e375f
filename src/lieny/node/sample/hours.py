"""Exact weekly hours, written in one of the notations that say just those hours."""

from __future__ import annotations

from functools import cache
from random import Random

from lieny.node.sample import week
from lieny.node.sample.draw import Urn
from lieny.node.sample.notations import BY_NAME, NOTATIONS, Notation
from lieny.node.sample.subjects import Hours

LUNCH_FROM, LUNCH_UNTIL = 11 * 60 + 30, 13 * 60


def written(random: Random, groups: week.Groups) -> Hours:
    """Write the groups in some notation."""
    return exactly(groups, draw_notation(random, groups).write(groups))


def draw_notation(random: Random, groups: week.Groups) -> Notation:
    """Choose a notation that can say the groups; plain ones more often."""
    return _fitting(groups).draw(random)


@cache
def _fitting(groups: week.Groups) -> Urn[Notation]:
    return Urn([(notation, notation.weight) for notation in NOTATIONS if notation.fits(groups)])


def in_notation(name: str, groups: week.Groups) -> Hours:
    """Write the groups in the named notation, or plainly where it cannot say them."""
    notation = BY_NAME[name]
    if not notation.fits(groups):
        notation = BY_NAME["plain"]
    return exactly(groups, notation.write(groups))


def exactly(groups: week.Groups, text: str, **flags: bool) -> Hours:
    """Hours that are the groups, with their text."""
    return Hours(text, definite=week.mask(groups), unbroken=is_unbroken(groups), **flags)


def is_unbroken(groups: week.Groups) -> bool:
    """Test whether one span runs across midday, so that a lunch break may hide in it."""
    return any(
        start <= LUNCH_FROM and end >= LUNCH_UNTIL for _, spans in groups for start, end in spans
    )
