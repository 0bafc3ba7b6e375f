"""Tín hiệu của thời điểm mới nhất: the latest period over all series of a file, ranked together.

Blocks of series leave seven numbers a series here; the share of false signals (q-value) is only
known when all are seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from lieny.surveillance.engine.detected import Detected
from lieny.surveillance.engine.panel import FloatGrid, Panel
from lieny.surveillance.engine.signals import Screen, Screened, SignalRule, screen_of, signals

VECTORS = ("tested", "alarm", "observed", "expected", "pvalue", "score")


@dataclass(frozen=True, slots=True)
class LatestSignals:
    """What stands out in the latest period.

    Attributes:
        screened: signals, best first, and how many series were judged.
        rule: what makes a signal; by the algorithm's alarms where it gives no p-values.
    """

    screened: Screened
    rule: SignalRule


@dataclass(slots=True)
class LatestPeriod:
    """Gathers the latest period of block after block."""

    screens: list[Screen] = field(default_factory=list)

    def add(self, detected: Detected, panel: Panel, strength: FloatGrid) -> None:
        """Take in the results of a block; `strength` ranks where there is neither q nor score."""
        screen = screen_of(detected, panel, detected.span.last)
        if detected.score is None:
            screen = replace(screen, score=np.where(screen.tested, strength[-1], np.nan))
        self.screens.append(screen)

    def signals(self, least_cases: int) -> LatestSignals:
        """Rank the series of all blocks; those with fewer cases make no signal but are tested."""
        units = tuple(unit for screen in self.screens for unit in screen.units)
        vectors = {
            name: np.concatenate([getattr(screen, name) for screen in self.screens])
            for name in VECTORS
        }
        whole = Screen(units=units, **vectors)
        rule = SignalRule(least_cases=least_cases, by_alarm=bool(np.isnan(whole.pvalue).all()))
        return LatestSignals(signals(whole, rule), rule)
