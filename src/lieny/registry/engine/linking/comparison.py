"""The shape of a comparison, and the conditions that several of them use."""

from __future__ import annotations

from dataclasses import dataclass

NULL = "null"


@dataclass(frozen=True, slots=True)
class Level:
    """One possible answer of a comparison: its name, when it holds, and how to say it."""

    name: str
    condition: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question asked of two records.

    Attributes:
        name: also the prefix of its columns in the table of questions.
        levels: the first is `null`; the last, `ELSE`, takes what is left.
        weighs_frequency: the level, if any, whose weight follows how rare the name is.
    """

    name: str
    vi: str
    en: str
    levels: tuple[Level, ...]
    weighs_frequency: str | None = None


# An edit distance costs more than all else; a cheap test that it implies is asked first.
def within(column: str, slips: int) -> str:
    """Test for at most this many slips of the keyboard."""
    left, right = f"{column}_l", f"{column}_r"
    return (
        f"abs(length({left}) - length({right})) <= {slips}"
        f" AND damerau_levenshtein({left}, {right}) <= {slips}"
    )


def one_digit(column: str, length: int) -> str:
    """Test for one slip in digits: it leaves the text before or after one place untouched."""
    left, right, half = f"{column}_l", f"{column}_r", length // 2
    return (
        f"(left({left}, {half - 1}) = left({right}, {half - 1})"
        f" OR right({left}, {half}) = right({right}, {half}))"
        f" AND damerau_levenshtein({left}, {right}) <= 1"
    )
