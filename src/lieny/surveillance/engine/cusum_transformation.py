"""Transformations that make counts nearly standard normal about a mean, and their inverses."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.special import hyp2f1

from lieny.surveillance.engine.panel import FloatGrid

FloatVector = npt.NDArray[np.float64]

_TURNS = 12  # of Newton's method, from below: it settles to the last digit before
_FINE, _COARSE_FROM, _COARSE_TO = 0.01, 10, 100  # grid of R's table of the transformation
_LAST_DIGITS = int(
    "125c30e539368bc1c345a36f3630ea9a068ac669a3eb319a86644f999c40371c1b60e384c9a1cb2d5554"
    "e0eba317369f2ec6e3093b1b43a1d80e33e8f70221677f4433ae88a1aa73cfc25c1ec6f406066016a43a"
    "1462327657968873bcfb59271a6730c868addc78ae15eefb83e913788f2a068930d8c3a89ed074ba789c"
    "2bdee1d9767de58c24f43952df0d9ac90c56c6f8b915d8884bc8a302d205407edca6ef2f5e404c07a049"
    "53be09df4252fa3067f6b72aa3841dcbfbc6490865744b83bdfa2bfb58c86e1d66959b4b3896a7f785a8"
    "0ab41030c4b58",
    16,
)  # how far R's table is off in its tenth digit: digits of base 3, less 1, lowest first


class Transformation(StrEnum):
    """R's names: Rossi et al. 1999, Anscombe 1948, Hawkins and Olwell 1998."""

    STANDARD = "standard"
    ROSSI = "rossi"
    ANSCOMBE = "anscombe"
    ANSCOMBE_SECOND = "anscombe2nd"
    PEARSON_NEGATIVE_BINOMIAL = "pearsonNegBin"
    ANSCOMBE_NEGATIVE_BINOMIAL = "anscombeNegBin"
    NONE = "none"


def standardised(
    kind: Transformation, x: FloatGrid, mean: FloatGrid, alpha: float, *, as_r: bool
) -> FloatGrid:
    """Give the transformed counts; NaN where the mean is 0 or the count missing.

    `as_r` reads the negative binomial Anscombe transformation from a table as R does.
    """
    root, flat = np.sqrt(mean), mean + alpha * mean**2
    match kind:
        case Transformation.STANDARD:
            z = (x - mean) / root
        case Transformation.ROSSI:
            z = (x - 3 * mean + 2 * np.sqrt(x * mean)) / (2 * root)
        case Transformation.ANSCOMBE:
            z = 3 / 2 * (x ** (2 / 3) - mean ** (2 / 3)) / mean ** (1 / 6)
        case Transformation.ANSCOMBE_SECOND:
            centre = mean ** (2 / 3) - mean ** (-1 / 3) / 9
            z = (x ** (2 / 3) - centre) / (2 / 3 * mean ** (1 / 6))
        case Transformation.PEARSON_NEGATIVE_BINOMIAL:
            z = (x - mean) / np.sqrt(flat)
        case Transformation.ANSCOMBE_NEGATIVE_BINOMIAL:
            centre = _stabilised(mean, alpha, as_r=as_r)
            z = (_stabilised(x, alpha, as_r=as_r) - centre) / flat ** (1 / 6)
        case _:
            z = x
    return np.asarray(z)


def bound(
    kind: Transformation, z: FloatGrid, mean: FloatGrid, alpha: float, *, as_r: bool
) -> FloatGrid:
    """Give the count whose transform is `z`, 0 where every count is beyond it.

    Not for what R gives under `NONE` and `ANSCOMBE_NEGATIVE_BINOMIAL`, which is no count.
    """
    root, flat = np.sqrt(mean), mean + alpha * mean**2
    match kind:
        case Transformation.STANDARD:
            count = np.ceil(root * z + mean)
        case Transformation.ROSSI:
            inner = 4 * mean**2 + 2 * mean ** (3 / 2) * z
            # Beyond the turning point of the parabola no count is meant, but R gives one.
            meant = np.isfinite(inner) if as_r else inner > mean**2
            count = np.where(meant, 2 * z * root + 5 * mean - 2 * np.sqrt(inner), 0.0)
        case Transformation.ANSCOMBE:
            count = np.maximum(2 / 3 * mean ** (1 / 6) * z + mean ** (2 / 3), 0.0) ** (3 / 2)
        case Transformation.ANSCOMBE_SECOND:
            # R moves the bound by the power 1/3 of the mean, the count by the power -1/3.
            centre = mean ** (2 / 3) - mean ** ((1 if as_r else -1) / 3) / 9
            count = np.maximum(2 / 3 * mean ** (1 / 6) * z + centre, 0.0) ** (3 / 2)
        case Transformation.PEARSON_NEGATIVE_BINOMIAL:
            count = np.sqrt(flat) * z + mean
        case Transformation.ANSCOMBE_NEGATIVE_BINOMIAL:
            value = flat ** (1 / 6) * z + _stabilised(mean, alpha, as_r=False)
            count = _unstabilised(value, alpha)
        case _:
            count = z
    return np.asarray(np.maximum(count, 0.0))


def _stabilised(y: FloatGrid, alpha: float, *, as_r: bool) -> FloatGrid:
    """Give the integral from 0 to y of (t + alpha t**2) ** (-1/3)."""
    factor = _table(alpha * y) if as_r else hyp2f1(1 / 3, 2 / 3, 5 / 3, -alpha * y)
    return np.asarray(1.5 * y ** (2 / 3) * factor)


def _unstabilised(value: FloatGrid, alpha: float) -> FloatGrid:
    """Give y of `_stabilised(y)`, 0 below 0; the transformation is concave."""
    wanted = np.maximum(value, 0.0)
    y = (wanted / 1.5) ** (3 / 2)
    for _ in range(_TURNS):
        short = wanted - _stabilised(y, alpha, as_r=False)
        y = y + np.where(y > 0, short * (y + alpha * y**2) ** (1 / 3), 0.0)
    return np.asarray(y)


def _table(minus_z: FloatGrid) -> FloatGrid:
    """Read the hypergeometric factor as R does: nearest entry to 10, between entries to 100."""
    fine, coarse = _entries()
    known = np.where(np.isnan(minus_z), 0.0, minus_z)
    # The nearest entry, the smaller one where two are as near.
    near = fine[np.clip(np.ceil(known / _FINE - 0.5), 0, len(fine) - 1).astype(np.int64)]
    steps = np.arange(_COARSE_FROM, _COARSE_TO + 1.0)
    between = np.interp(known, steps, coarse, right=np.nan)
    factor = np.where(known > _COARSE_FROM, between, near)
    factor[np.isnan(minus_z)] = np.nan
    return np.asarray(factor)


@cache
def _entries() -> tuple[FloatVector, FloatVector]:
    """Give R's table to -10 and from there, of ten digits of which the last is not always right."""
    steps = round(_COARSE_FROM / _FINE)
    grid = [*(np.arange(steps + 1) * _FINE), *range(_COARSE_FROM + 1, _COARSE_TO + 1)]
    entries = np.round(hyp2f1(1 / 3, 2 / 3, 5 / 3, -np.asarray(grid)), 10)
    digits = _LAST_DIGITS
    for place in range(len(entries)):
        digits, digit = divmod(digits, 3)
        entries[place] = round(entries[place] + (digit - 1) * 1e-10, 10)
    return entries[: steps + 1], entries[steps:]
