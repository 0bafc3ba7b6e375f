"""The cumulative sum of one chart that begins anew after each alarm."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

Floats = npt.NDArray[np.float64]


@compiled
def walk(ratio: Floats, threshold: float, before: Floats, after: Floats) -> None:
    """Fill the sums before and after each week; a missing ratio leaves the sum as it is."""
    total = 0.0
    for week in range(len(ratio)):
        before[week] = total
        after[week] = math.nan
        if math.isnan(ratio[week]):
            continue
        total = max(0.0, total + ratio[week])
        after[week] = total
        if total > threshold:
            total = 0.0
