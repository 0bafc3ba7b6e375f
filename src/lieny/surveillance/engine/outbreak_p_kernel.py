# ruff: noqa: PLR0913, PLR0917 - kernels take their arguments by place
"""The statistic of `outbreak_p`, week after week of every series, and the count that turns it.

A stack holds the pooled blocks of the weeks so far; a new week pools the blocks above which it does
not rise. Only the ratio of block mean to overall mean changes with the overall mean, so one week
costs one pass over the blocks.
"""

from __future__ import annotations

import math

import numpy as np

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.detected import ByteGrid
from lieny.surveillance.engine.panel import FloatGrid, IntVector

Outputs = tuple[FloatGrid, FloatGrid, ByteGrid, ByteGrid]
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]

# Beyond it a product of doubles may lose digits, vanish or overflow.
_SAFE = 650.0
_OVERFLOW = 709.782712893384
_NEAR = 1e-12  # of logarithms, for every case in the sequence


@compiled
def _pooled(x: float, sums: Floats, sizes: Floats, blocks: int) -> tuple[float, float, int]:
    """Give sum and size of the last block once `x` is pooled, and the blocks kept below it."""
    total, size = x, 1.0
    while blocks > 0 and total / size <= sums[blocks - 1] / sizes[blocks - 1]:
        total += sums[blocks - 1]
        size += sizes[blocks - 1]
        blocks -= 1
    return total, size, blocks


@compiled
def _log_ratio(total: float, size: float, mean: float) -> float:
    return total * math.log(total / size / mean) if total > 0.0 else 0.0


@compiled
def _log_statistic(
    x: float, mean: float, sums: Floats, sizes: Floats, blocks: int
) -> tuple[float, float]:
    """Give the logarithm of the statistic if the next count is `x`, and its lowest partial sum."""
    total, size, kept = _pooled(x, sums, sizes, blocks)
    log, lowest = 0.0, 0.0
    for block in range(kept):
        log += _log_ratio(sums[block], sizes[block], mean)
        lowest = min(lowest, log)
    log += _log_ratio(total, size, mean)
    return log, min(lowest, log)


@compiled
def _product(
    counts: Floats, weeks: int, x: float, mean: float, sums: Floats, sizes: Floats, blocks: int
) -> float:
    """Give the statistic as R does: factor after factor, whatever becomes of the digits."""
    total, size, kept = _pooled(x, sums, sizes, blocks)
    product, week = 1.0, 0
    for block in range(kept + 1):
        ratio = (sums[block] / sizes[block] if block < kept else total / size) / mean
        for _ in range(int(sizes[block] if block < kept else size)):
            count = x if week == weeks else counts[week]
            product *= ratio**count
            week += 1
    return product


@compiled
def _statistic(
    counts: Floats,
    weeks: int,
    x: float,
    mean: float,
    stack: tuple[Floats, Floats, int],
    rule: tuple[float, bool],
) -> float:
    """Give the statistic if the count after `weeks` weeks of mean `mean` is `x`.

    `rule` is the threshold and whether R's digits count. Next to the threshold the product decides
    in any case: 10 ** 2 is 100, the exponential of 2 log 10 is not.
    """
    sums, sizes, blocks = stack
    next_mean = mean + (x - mean) / (weeks + 1)
    if next_mean == 0.0:
        return 1.0
    log, lowest = _log_statistic(x, next_mean, sums, sizes, blocks)
    faithful = lowest > -_SAFE and log < _SAFE
    near = abs(log - math.log(rule[0])) < _NEAR * (1.0 + next_mean * (weeks + 1))
    if near if faithful else rule[1]:
        return _product(counts, weeks, x, next_mean, sums, sizes, blocks)
    return math.exp(log) if log < _OVERFLOW else math.inf


@compiled
def _turning_count(
    counts: Floats,
    weeks: int,
    mean: float,
    stack: tuple[Floats, Floats, int],
    limits: tuple[float, float, float, float, bool],
) -> float:
    """Give the least count with an alarm; NaN where none up to the most cases turns it.

    `limits` are the observed count, its statistic, the threshold, the most cases and whether R's
    digits count. The statistic never falls as the last count grows.
    """
    x, here, threshold, most, as_r = limits
    if weeks == 0:
        return 0.0 if threshold < 1.0 else math.nan
    if math.isnan(here):
        return here
    top = math.ceil(most) + 1.0
    low, high = (-1.0, x) if here > threshold else (x, max(x, top))
    while high - low > 1.0:
        middle = math.floor((low + high) / 2.0)
        if _statistic(counts, weeks, middle, mean, stack, (threshold, False)) > threshold:
            high = middle
        else:
            low = middle
    if here > threshold:
        return high if high > 0.0 else math.nan
    found = high > x and high < top
    # Where R's product has fallen to zero it rises again for no count.
    if found and as_r:
        found = _statistic(counts, weeks, high, mean, stack, (threshold, True)) > threshold
    return high if found else math.nan


@compiled
def rising_weeks(
    observed: FloatGrid,
    starts: IntVector,
    first: int,
    limits: tuple[float, float],
    wishes: tuple[bool, bool],
    outputs: Outputs,
) -> None:
    """Fill `outputs`, `[time of span, unit]`, for `observed`, `[unit, time]`.

    `starts` and `first` are 0-based; `limits` are the threshold and the most cases tried; `wishes`
    say whether cases are wanted and whether R's digits are.
    """
    units, times = observed.shape
    counts, sums, sizes = np.empty(times), np.empty(times), np.empty(times)
    statistic, cases, alarm, status = outputs
    for unit in range(units):
        weeks, blocks, mean = 0, 0, 0.0
        for time in range(times):
            x, row = observed[unit, time], time - first
            if time < starts[unit]:
                if row >= 0:
                    status[row, unit] = 4  # Status.BREAK
                continue
            if math.isnan(x):
                continue
            stack = (sums, sizes, blocks)
            if row >= 0:
                value = _statistic(counts, weeks, x, mean, stack, (limits[0], wishes[1]))
                statistic[row, unit] = value
                status[row, unit] = 0  # Status.OK
                alarm[row, unit] = -1 if math.isnan(value) else value > limits[0]
                if wishes[0]:
                    limit = (x, value, limits[0], limits[1], wishes[1])
                    cases[row, unit] = _turning_count(counts, weeks, mean, stack, limit)
            total, size, blocks = _pooled(x, sums, sizes, blocks)
            sums[blocks], sizes[blocks] = total, size
            blocks += 1
            counts[weeks] = x
            mean += (x - mean) / (weeks + 1)
            weeks += 1
