"""Căn cứ ghép: what speaks for and against two rows being one person, in plain words.

A weight is log2 of how many times more often a finding is seen between two rows of one person than
between rows of two (Fellegi and Sunter, 1969); people read the times, not the logarithm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.rules.sign import Bilingual
from lieny.ui.dates import Language, number_in_words

AUTOMATIC = 6.0  # of the shipped model: from here two rows are linked without asking


class Strength(StrEnum):
    """Độ mạnh của một căn cứ."""

    VERY_STRONG = "very-strong"
    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


STRENGTHS: Mapping[Strength, Bilingual] = {
    Strength.VERY_STRONG: Bilingual("rất mạnh", "very strong"),
    Strength.STRONG: Bilingual("mạnh", "strong"),
    Strength.FAIR: Bilingual("vừa", "fair"),
    Strength.WEAK: Bilingual("yếu", "weak"),
}
_FROM = ((10.0, Strength.VERY_STRONG), (5.0, Strength.STRONG), (2.0, Strength.FAIR))
ROUND_FROM = 10  # times: above it nobody reads single ones


@dataclass(frozen=True, slots=True)
class Evidence:
    """Một căn cứ: one comparison that says something.

    Attributes:
        comparison: its name ("licence").
        said: what was compared and found.
        speaks_for: it speaks for one person; else for two.
        strength: how strongly.
        weight: log2 of the ratio.
        means: how many times more often it is seen, in words.
    """

    comparison: str
    said: Bilingual
    speaks_for: bool
    strength: Strength
    weight: float
    means: Bilingual


def evidence_of(parts: Mapping[str, float], levels: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Say what speaks for and against, the strongest first; what weighs nothing is left out."""
    found = []
    for comparison in COMPARISONS:
        weight = float(parts.get(comparison.name, 0.0))
        if not weight:
            continue
        level = next(
            (one for one in comparison.levels if one.name == levels.get(comparison.name)), None
        )
        said = Bilingual(
            f"{comparison.vi}: {level.vi}" if level else comparison.vi,
            f"{comparison.en}: {level.en}" if level else comparison.en,
        )
        found.append(
            Evidence(
                comparison.name, said, weight > 0, strength_of(weight), weight, times_of(weight)
            )
        )
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))


def strength_of(weight: float) -> Strength:
    """Grade a weight, whichever way it points."""
    return next((word for least, word in _FROM if abs(weight) >= least), Strength.WEAK)


def times_of(weight: float) -> Bilingual:
    """Say how many times more often a finding is seen between rows of one person, or of two."""
    times = 2 ** abs(weight)
    vi, en = (_rounded(times, language) for language in (Language.VI, Language.EN))
    if weight > 0:
        return Bilingual(
            f"gặp nhiều gấp {vi} lần khi là một người",
            f"seen {en} times as often of one person",
        )
    return Bilingual(
        f"gặp nhiều gấp {vi} lần khi là hai người",
        f"seen {en} times as often of two persons",
    )


def _rounded(times: float, language: Language) -> str:
    if times < ROUND_FROM:
        return number_in_words(times, language, decimals=1)
    digits = len(str(int(times))) - 2
    return number_in_words(round(times / 10**digits) * 10**digits, language)


def chance_of(weight: float) -> int:
    """Give the estimated chance that both are one person: whole percent, rounded down, 1 to 99."""
    return min(99, max(1, int(100 / (1 + 2**-weight))))
