"""Độ đúng của quy tắc: how often people confirmed what a rule saw, and what follows from it.

A rule whose signs are seldom confirmed does not open cases any more: it asks. It is judged by the
cases that were settled lately, with the interval that so few cases allow (Jeffreys: the quantiles
of Beta(k + 1/2, n − k + 1/2), its lower end 0 where nothing was confirmed and its upper end 1
where everything was). Only a rule that is below its floor beyond that doubt is held back, and it
comes back by itself: through confirmed cases, or when the old ones have left the window.

Floors, window and confidence are dated data (`rule_precision.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from scipy.special import betaincinv

from lieny.registry.rules.dated_terms import holding, terms_of

MONTHS_OF_A_YEAR, LATEST_DAY_OF_ALL_MONTHS = 12, 28


class Verdict(StrEnum):
    """Kết quả của dấu hiệu: what became of a sign in a case that was settled."""

    CONFIRMED = "confirmed"
    EXEMPT = "exempt"  # seen rightly, and allowed by law
    NOT_CONFIRMED = "not-confirmed"
    DATA_ERROR = "data-error"
    SET_ASIDE = "set-aside"  # a department found that there is nothing to ask
    WRONG_LINK = "wrong-link"  # it was of two persons


class RuleUse(StrEnum):
    """Cách dùng quy tắc: what a rule's signs may do."""

    OPENS = "opens"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class PrecisionTerms:
    """Điều kiện xét độ đúng from a day on; the fields are those of `rule_precision.toml`."""

    since: date
    level: float
    months: int
    least: int
    floor: float
    floors: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shares = (self.level, self.floor, *self.floors.values())
        if not all(0 < share < 1 for share in shares) or self.months < 1 or self.least < 1:
            raise ValueError("level and floors lie between 0 and 1; months and least are 1 or more")

    def floor_of(self, rule: str) -> float:
        """Give the floor of a rule."""
        return self.floors.get(rule, self.floor)


@cache
def _table() -> tuple[PrecisionTerms, ...]:
    return terms_of("rule_precision.toml", PrecisionTerms)


def precision_terms(on: date) -> PrecisionTerms:
    """Give the terms that hold on a day.

    Raises:
        NoTermsHold: the day lies before the first entry.
    """
    return holding(_table(), on)


def window_begins(on: date, terms: PrecisionTerms) -> date:
    """Give the first day of the window of a day: so many months back, at most the 28th."""
    months = on.year * MONTHS_OF_A_YEAR + on.month - 1 - terms.months
    year, month = divmod(months, MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(on.day, LATEST_DAY_OF_ALL_MONTHS))


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """Độ đúng của một quy tắc, and what it may do.

    Attributes:
        rule: "R01".
        confirmed: settled cases in which people confirmed.
        decided: settled cases with any verdict.
        lower: of the interval; 0 without a case.
        upper: of the interval; 1 without a case.
        floor: below which the rule asks.
        use: what its signs may do.
        lacking: cases that would have to be confirmed, with none refused in between, before it
            opens cases again; 0 for a rule that opens them.
    """

    rule: str
    confirmed: int
    decided: int
    lower: float
    upper: float
    floor: float
    use: RuleUse
    lacking: int

    @property
    def share(self) -> float | None:
        """The share that was confirmed; None without a case."""
        return self.confirmed / self.decided if self.decided else None


def interval(confirmed: int, decided: int, level: float) -> tuple[float, float]:
    """Give Jeffreys' interval of a share.

    Raises:
        ValueError: more confirmed than decided, or a count below 0.
    """
    if not 0 <= confirmed <= decided:
        raise ValueError(f"{confirmed} of {decided}")
    tail = (1 - level) / 2
    successes, failures = confirmed + 0.5, decided - confirmed + 0.5
    lower = float(betaincinv(successes, failures, tail)) if confirmed else 0.0
    upper = float(betaincinv(successes, failures, 1 - tail)) if confirmed < decided else 1.0
    return lower, upper


def rule_precision(
    rule: str, verdicts: Mapping[Verdict, int], terms: PrecisionTerms
) -> RulePrecision:
    """Judge one rule by the verdicts on its cases within the window.

    Design: every verdict but "confirmed" counts against the rule, also a data error and what could
        not be confirmed: the floor asks whether opening a case was worth two departments' time.
    """
    confirmed, decided = verdicts.get(Verdict.CONFIRMED, 0), sum(verdicts.values())
    lower, upper = interval(confirmed, decided, terms.level)
    floor = terms.floor_of(rule)
    asks = _is_below(confirmed, decided, floor, terms)
    return RulePrecision(
        rule=rule,
        confirmed=confirmed,
        decided=decided,
        lower=lower,
        upper=upper,
        floor=floor,
        use=RuleUse.ASKS if asks else RuleUse.OPENS,
        lacking=_lacking(confirmed, decided, floor, terms) if asks else 0,
    )


def _is_below(confirmed: int, decided: int, floor: float, terms: PrecisionTerms) -> bool:
    return decided >= terms.least and interval(confirmed, decided, terms.level)[1] < floor


def _lacking(confirmed: int, decided: int, floor: float, terms: PrecisionTerms) -> int:
    """Count by doubling and halving: the bound rises with every case that is confirmed."""
    high = 1
    while _is_below(confirmed + high, decided + high, floor, terms):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        below = _is_below(confirmed + middle, decided + middle, floor, terms)
        low, high = (middle, high) if below else (low, middle)
    return high


def asks_first(rules: Iterable[str], judged: Mapping[str, RulePrecision]) -> bool:
    """Test whether signs of these rules may only ask: where not one of the rules opens cases.

    Design: one rule that holds is enough; a rule of which no case was settled holds.
    """
    named = set(rules)
    return bool(named) and all(
        rule in judged and judged[rule].use is RuleUse.ASKS for rule in named
    )
