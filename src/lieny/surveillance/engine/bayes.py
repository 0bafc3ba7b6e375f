"""Bayesian predictive bound of a Poisson baseline (Riebler 2004; R surveillance `bayes`).

With a gamma(1/2, 0) prior on the mean, the next count given a baseline of n weeks with the sum s is
negative binomial of size s + 1/2 and probability n / (n + 1); the bound is its 1 - alpha quantile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.baseline_window import BaselineWindow, gather, history
from lieny.surveillance.engine.control_fault import ControlFault, flag, real, whole
from lieny.surveillance.engine.control_names import fields_from_r, keep
from lieny.surveillance.engine.detected import Detected, Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import IntVector, Panel
from lieny.surveillance.engine.predictive_quantile import predictive_quantile
from lieny.surveillance.engine.stretches import flags, share_out, valid_from

FloatVector = npt.NDArray[np.float64]

_NAMES = {"b": "years", "w": "half_width", "actY": "this_year", "alpha": "alpha"}


@dataclass(frozen=True, slots=True)
class Bayes:
    """Controls of `bayes`; R's names are b, w, actY and alpha."""

    years: int = 0
    half_width: int = 6
    this_year: bool = True
    alpha: float = 0.05

    def __post_init__(self) -> None:
        keep(
            self,
            years=whole("b", self.years, low=0, high=1000),
            half_width=whole("w", self.half_width, low=0, high=10_000),
            this_year=flag("actY", self.this_year),
            alpha=real("alpha", self.alpha, low=0, high=1, ends=False),
        )
        if self.years == 0 and not self.this_year:
            raise ControlFault("actY", self.this_year, "true where b is 0: else no baseline")

    @classmethod
    def from_r(cls, given: Mapping[str, object]) -> Self:
        """Read R's control list; raises `ControlFault`."""
        return cls(**fields_from_r(given, _NAMES))


def bayes(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: Bayes,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Judge every week of `span` in every series against its own predictive bound.

    Missing baseline weeks are left out. A week whose baseline would reach before the first week or
    over a break, or holds no count at all, has no bound. `Mode.CORRECTED` keeps the evaluated week
    and later ones out of the baseline (see `departures_of_sequential_methods`).
    """
    starts = valid_from(panel, span, breaks)
    window = BaselineWindow(control.years, control.half_width, control.this_year)
    back = window.weeks_back(panel.frequency, past_only=mode is Mode.CORRECTED)
    status = history(span, starts, window.reach(panel.frequency))
    upperbound = np.full(status.shape, np.nan)

    def work(units: slice) -> None:
        baseline = gather(panel.observed[:, units], span, back)
        ready = status[:, units] == Status.OK
        empty = ready & (baseline.present == 0)
        status[:, units][empty] = Status.INSUFFICIENT_HISTORY
        ready &= ~empty
        upperbound[:, units][ready] = _quantiles(
            1 - control.alpha, baseline.total[ready], baseline.present[ready]
        )

    share_out(work, len(panel.units), threads)
    observed = panel.observed[span.first - 1 : span.last]
    status[(status == Status.OK) & np.isnan(observed)] = Status.NO_DATA
    unknown = np.isnan(observed) | np.isnan(upperbound)
    return Detected(span, upperbound, flags(observed > upperbound, unknown), status)


def _quantiles(p: float, total: FloatVector, weeks: IntVector) -> FloatVector:
    """Give the predictive quantiles, each distinct pair of sum and length worked out once."""
    lengths = int(weeks.max(initial=0)) + 1
    distinct, place = np.unique(total * lengths + weeks, return_inverse=True)
    sums, lengths_found = np.divmod(distinct, lengths)
    found = predictive_quantile(p, sums + 0.5, lengths_found / (lengths_found + 1))
    return np.asarray(found[place])
