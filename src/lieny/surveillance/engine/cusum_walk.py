"""The cumulative sum of every series."""

from __future__ import annotations

import math

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.panel import FloatGrid, IntVector


@compiled
def walk(
    steps: FloatGrid,
    starts: IntVector,
    skips: bool,  # noqa: FBT001 - kernels take their arguments by place
    before: FloatGrid,
    after: FloatGrid,
) -> None:
    """Fill the sums `before` and `after` each week from `steps`, all `[week, unit]`.

    `starts` says from which week on a series is added up. A missing step makes every later sum
    NaN, or, where `skips`, leaves the sum as it was.
    """
    weeks, units = steps.shape
    for unit in range(units):
        total = 0.0
        for week in range(starts[unit], weeks):
            before[week, unit] = total
            step = steps[week, unit]
            if not (skips and math.isnan(step)):
                total = total + step if total + step > 0.0 or math.isnan(total + step) else 0.0
            after[week, unit] = total
