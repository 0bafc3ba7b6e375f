"""The RKI bound: twice the standard deviation, or a Poisson interval when counts are few.

Source: Robert Koch Institute's rule as in R surveillance `rki`; the Poisson limits are those of
E. L. Crow and R. S. Gardner, Biometrika 46 (1959), 441-453, 95 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from lieny.surveillance.engine.baseline_window import (
    BaselineWindow,
    gather,
    history,
    squares_about,
)
from lieny.surveillance.engine.control_fault import ControlFault, flag, whole
from lieny.surveillance.engine.control_names import fields_from_r, keep
from lieny.surveillance.engine.detected import Detected, Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import FloatGrid, IntVector, Panel
from lieny.surveillance.engine.stretches import flags, share_out, valid_from

_FEW = 20  # a mean up to this takes the Poisson limit of its whole part
_POISSON_UPPER = np.array(
    [
        *(3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633),
        *(19.050, 20.335, 21.364, 22.945, 23.762, 25.400, 26.306, 27.735, 28.966, 30.017),
    ]
)
_NAMES = {"b": "years", "w": "half_width", "actY": "this_year"}


@dataclass(frozen=True, slots=True)
class Rki:
    """Controls of `rki`; R's names are b, w and actY."""

    years: int = 2
    half_width: int = 4
    this_year: bool = False

    def __post_init__(self) -> None:
        keep(
            self,
            years=whole("b", self.years, low=0, high=1000),
            half_width=whole("w", self.half_width, low=0, high=10_000),
            this_year=flag("actY", self.this_year),
        )
        if self.years == 0 and not self.this_year:
            raise ControlFault("actY", self.this_year, "true where b is 0: else no baseline")

    @classmethod
    def from_r(cls, given: Mapping[str, object]) -> Self:
        """Read R's control list; raises `ControlFault`."""
        return cls(**fields_from_r(given, _NAMES))


def rki(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: Rki,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Judge every week of `span` in every series against the bound of its baseline.

    R refuses a baseline with a missing week: here such a week has no bound in `Mode.R`, while
    `Mode.CORRECTED` leaves the missing weeks out; it also keeps the evaluated week and later ones
    out of the baseline (see `departures_of_sequential_methods`). `expected` is the mean.
    """
    starts = valid_from(panel, span, breaks)
    corrected = mode is Mode.CORRECTED
    window = BaselineWindow(control.years, control.half_width, control.this_year)
    back = window.weeks_back(panel.frequency, past_only=corrected)
    status = history(span, starts, window.reach(panel.frequency))
    upperbound, expected = np.full(status.shape, np.nan), np.full(status.shape, np.nan)

    def work(units: slice) -> None:
        observed = panel.observed[:, units]
        baseline = gather(observed, span, back)
        lacking = (baseline.present == 0) | ((baseline.missing > 0) & (not corrected))
        ready = status[:, units] == Status.OK
        status[:, units][ready & lacking] = Status.INSUFFICIENT_HISTORY
        mean = baseline.total / np.maximum(baseline.present, 1)
        squares = squares_about(mean, observed, span, back)
        ready &= ~lacking
        expected[:, units][ready] = mean[ready]
        upperbound[:, units][ready] = _bound(mean, squares, baseline.present)[ready]

    share_out(work, len(panel.units), threads)
    evaluated = panel.observed[span.first - 1 : span.last]
    status[(status == Status.OK) & np.isnan(evaluated)] = Status.NO_DATA
    status[(status == Status.OK) & np.isnan(upperbound)] = Status.INSUFFICIENT_HISTORY
    unknown = np.isnan(evaluated) | np.isnan(upperbound)
    alarm = flags(evaluated > upperbound, unknown)
    return Detected(span, upperbound, alarm, status, expected=expected)


def _bound(mean: FloatGrid, squares: FloatGrid, present: FloatGrid | IntVector) -> FloatGrid:
    few = _POISSON_UPPER[np.minimum(mean, _FEW).astype(np.int64)]
    # One week has no deviation: no bound, as in R.
    deviation = np.sqrt(np.where(present > 1, squares, np.nan) / np.maximum(present - 1, 1))
    return np.where(mean > _FEW, mean + 2 * deviation, few)
