"""How often people confirmed what each rule saw, counted over the settled cases of the region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection
from django.utils import timezone

from lieny.registry.rules.rule_precision import (
    RulePrecision,
    Verdict,
    asks_first,
    precision_terms,
    rule_precision,
    window_begins,
)
from lieny.registry.rules.rule_table import RULES


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """Kết quả của một quy tắc: verdicts on its cases, and what follows from them.

    Attributes:
        verdicts: settled cases by verdict.
        judged: what follows.
    """

    verdicts: Mapping[Verdict, int]
    judged: RulePrecision


def rule_records(*, on: date, province: str = "") -> dict[str, RuleRecord]:
    """Judge every rule by the cases settled within the window that ends on a day.

    Args:
        on: the day; its terms hold.
        province: only cases that this province led; the whole region where it is empty.
    """
    terms = precision_terms(on)
    counted: dict[str, Counter[Verdict]] = {rule.code: Counter() for rule in RULES}
    for rule, lead, verdict, cases in _verdicts(window_begins(on, terms)):
        if province in {"", lead}:
            counted.setdefault(rule, Counter())[Verdict(verdict)] += cases
    return {
        rule: RuleRecord(verdicts, rule_precision(rule, verdicts, terms))
        for rule, verdicts in sorted(counted.items())
    }


def may_only_ask(rules: Iterable[str], *, on: date) -> bool:
    """Test whether signs of these rules open a case only as a question to a facility."""
    records = rule_records(on=on)
    return asks_first(rules, {rule: one.judged for rule, one in records.items()})


def _verdicts(since: date) -> list[tuple[str, str, str, int]]:
    begin: datetime = timezone.make_aware(datetime.combine(since, time.min))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rule, province, verdict, cases FROM registry_rule_verdicts(%s)", [begin]
        )
        return list(cursor.fetchall())
