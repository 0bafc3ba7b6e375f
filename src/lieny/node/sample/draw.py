"""Seeded randomness: one stream for each purpose, so that a change in one leaves the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def stream(*keys: object) -> Random:
    """Open the random stream named by `keys`; equal keys give equal draws on every machine."""
    return Random("/".join(map(str, keys)))  # noqa: S311 - a reproducible sample, no secret


class Urn(Generic[T]):
    """Weighted draw with the cumulative weights computed once."""

    def __init__(self, weighted: Sequence[tuple[T, float]]) -> None:
        self.values = [value for value, _ in weighted]
        self._cumulative = list(accumulate(weight for _, weight in weighted))

    def draw(self, random: Random) -> T:
        """Draw one value."""
        return random.choices(self.values, cum_weights=self._cumulative)[0]
