"""Sàng lọc: the persons of whom some rule may have something to say, and which rules.

Each screen is a superset of what its rules see, found with vectors over all rows; only these rules
then look at the dossiers of these persons. A test asks every rule about everybody and finds
nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np

from lieny.registry.engine.columns_read import Ints
from lieny.registry.engine.licence_keys import LicenceKeys, licence_keys
from lieny.registry.engine.screen_input import ScreenInput
from lieny.registry.engine.screens_licence import rows_of_licence_rules
from lieny.registry.engine.screens_other import persons_of_other_tables, rows_of_dates_and_words
from lieny.registry.engine.screens_time import rows_of_time_rules
from lieny.registry.rules.facts import Region
from lieny.registry.rules.rule_set import RuleSet
from lieny.registry.rules.settings import binds, number

TOPIC = "licence.known"


def keys_of(given: ScreenInput, least_numbers: float) -> LicenceKeys:
    """Key the licences of a run; see `licence_keys`."""
    return licence_keys(given, least_numbers=int(least_numbers))


def least_numbers(region: Region) -> float:
    """Give how many numbers of an issuer lists must show before its register can be measured."""
    return number(region, TOPIC, "least_numbers") if binds(region, TOPIC) else float(2**31)


@dataclass(frozen=True, slots=True)
class Screened:
    """Persons of whom some rule may have something to say.

    Attributes:
        persons: in ascending order.
        rules: the rules that may, for each person, as `rules.rule_set` writes them.
    """

    persons: Ints
    rules: Ints


def screen_persons(given: ScreenInput, keys: LicenceKeys, region: Region) -> Screened:
    """Give the persons of whom a rule may have something to say.

    Args:
        given: the run.
        keys: its licences.
        region: the day, the law and the places.
    """
    person = given.registration_person
    found = np.zeros(given.person_count, np.int32)
    for rules, rows in chain(
        rows_of_time_rules(given, region),
        rows_of_licence_rules(given, keys, region),
        rows_of_dates_and_words(given, keys, region),
    ):
        _add(found, rules, person[rows])
    for rules, persons in persons_of_other_tables(given, keys, region):
        _add(found, rules, persons)
    chosen = np.flatnonzero(found).astype(np.int32)
    return Screened(chosen, found[chosen])


def _add(found: Ints, rules: RuleSet, persons: Ints) -> None:
    concerned = np.zeros(len(found), np.bool_)
    concerned[persons[persons >= 0]] = True
    found[concerned] |= rules
