"""What a long use case tells those who wait."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """Stages of a check, in order."""

    READING = "reading"
    FACILITIES = "facilities"
    LINKING = "linking"
    SWEEP = "sweep"
    RULES = "rules"
    FINDINGS = "findings"


# (stage, done, total); total 0 where it cannot be known.
Progress = Callable[[Stage, int, int], None]


def unheard(stage: Stage, done: int, total: int) -> None:
    """Take progress where nobody waits."""
