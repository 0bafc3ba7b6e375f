"""Screen of the rule about places: R25."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from operator import or_

import numpy as np

from lieny.registry.engine.columns_read import Flags, Ints, coded
from lieny.registry.engine.pattern_values import patterns
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.rules.facts import Region
from lieny.registry.rules.r25_uncovered import OTHER_COVER, TOPIC, noon
from lieny.registry.rules.settings import binds, number
from lieny.vocabulary.position import Position
from lieny.vocabulary.weekly_set import EMPTY
from lieny.vocabulary.working_time import TimeStatus


def screen_facilities(given: ScreenInput, region: Region) -> Ints:
    """Give the places with open hours that their chiefs alone do not fill, in ascending order.

    Of others rule R25 has nothing to say: it wants a chief, the chief's hours determined, and it
    counts the hours of everybody who may cover, chiefs among them.

    Args:
        given: the run.
        region: the day and the law.
    """
    if not binds(region, TOPIC):
        return np.zeros(0, np.int32)
    open_code, open_sets = patterns(given.entities["open_hours"])
    hours, sets = patterns(given.registrations["definite"])
    least, rest = number(region, TOPIC, "least_minutes"), noon(region)
    chiefs: dict[int, set[int]] = defaultdict(set)
    rows = np.flatnonzero(_chiefs(given) & _is_judged(given, open_code)[given.place])
    for place, code in zip(given.place[rows].tolist(), hours[rows].tolist(), strict=True):
        chiefs[place].add(code)
    bare: dict[tuple[int, frozenset[int]], int] = {}
    chosen = []
    for place, codes in chiefs.items():
        key = (int(open_code[place]), frozenset(codes))
        if key not in bare:
            covered = reduce(or_, (sets[code] for code in codes), EMPTY)
            bare[key] = (open_sets[key[0]] - covered - rest).minutes
        if bare[key] >= least:
            chosen.append(place)
    return np.array(sorted(chosen), np.int32)


def _chiefs(given: ScreenInput) -> Flags:
    (position,), names = coded(given.registrations["position"])
    is_chief = np.array([name == Position.CHIEF.value for name in names] + [False], np.bool_)
    return np.asarray(given.active & (given.place >= 0) & is_chief[position], np.bool_)


def _is_judged(given: ScreenInput, open_code: Ints) -> Flags:
    """Tell the places with open hours, of a judged form, whose chiefs' hours are determined."""
    (form,), forms = coded(given.entities["form"])
    others = {one.value for one in OTHER_COVER}
    judged = np.array([name not in others for name in forms] + [True], np.bool_)
    (status,), names = coded(given.registrations["time_status"])
    determined = np.array([name == TimeStatus.DETERMINED.value for name in names] + [False])
    vague = np.zeros(given.entities.num_rows, np.bool_)
    vague[given.place[_chiefs(given) & ~determined[status]]] = True
    return np.asarray((open_code > 0) & judged[form] & ~vague, np.bool_)
