"""Bộ quy tắc: asks all rules about one person or place, and names those that cannot be asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from lieny.law.book import Book
from lieny.registry.rules.facts import Dossier, FacilityFacts, Region, Role
from lieny.registry.rules.r25_uncovered import open_without_cover
from lieny.registry.rules.rule_inputs import MISSING, RuleInput
from lieny.registry.rules.rule_set import EVERY_RULE, RuleSet, is_in
from lieny.registry.rules.rule_table import RULES, PersonRule, Rule
from lieny.registry.rules.settings import binds
from lieny.registry.rules.sign import Bilingual, Sign

__all__ = ["RULES", "Rule", "RuleInput", "judge", "judge_facility", "not_run"]


def judge(dossier: Dossier, region: Region, rules: RuleSet = EVERY_RULE) -> tuple[Sign, ...]:
    """Ask the rules about one person, in the order of `RULES`.

    Design: masks, then licences, then time; a rule whose law does not bind on the day is silent
    (`not_run` says so).

    Args:
        dossier: the person.
        region: what is around them.
        rules: those that may see something here; the others are not asked.
    """
    found: list[Sign] = []
    for ask in _asked(region.law, region.as_of, rules):
        found += ask(dossier, region)
    return tuple(found)


@lru_cache(maxsize=4_096)
def _asked(law: Book, on: date, rules: RuleSet) -> tuple[PersonRule, ...]:
    """Give the rules about persons, among these, whose law binds on the day."""
    return tuple(
        rule.judge
        for rule in RULES
        if rule.judge is not None and is_in(rule.code, rules) and law.binds(rule.topics[0], on=on)
    )


def judge_facility(
    facility: FacilityFacts, roles: tuple[Role, ...], region: Region
) -> tuple[Sign, ...]:
    """Ask the rules about a facility itself (R25), given the roles of all its staff."""
    return open_without_cover(facility, roles, region)


def not_run(available: Collection[RuleInput], region: Region) -> tuple[tuple[str, Bilingual], ...]:
    """List the rules that could say nothing, each with the reason.

    Args:
        available: inputs that somebody gave.
        region: the day of the check and the law.

    Returns:
        `(code, reason)` by code.
    """
    silent: dict[str, Bilingual] = {}
    for rule in RULES:
        absent = sorted(rule.needs - set(available))
        if not binds(region, rule.topics[0]):
            silent[rule.code] = Bilingual(
                "sách luật không có quy định có hiệu lực vào ngày này",
                "the law book holds no provision in force on that day",
            )
        elif absent:
            silent[rule.code] = Bilingual(
                "; ".join(MISSING[one].vi for one in absent),
                "; ".join(MISSING[one].en for one in absent),
            )
    return tuple(sorted(silent.items()))
