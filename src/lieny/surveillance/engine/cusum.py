"""One-sided CUSUM of transformed counts (Rossi, Lampugnani and Marchi 1999; R `cusum`).

S_t = max(0, S_{t-1} + z_t - k), alarm where S_t >= h; z is the count made nearly standard normal
about the in-control mean m. The sum is not set back by an alarm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from lieny.surveillance.engine.control_fault import ControlFault, choice, real
from lieny.surveillance.engine.control_names import fields_from_r, keep
from lieny.surveillance.engine.cusum_transformation import Transformation, bound, standardised
from lieny.surveillance.engine.cusum_walk import walk
from lieny.surveillance.engine.detected import NO_ANSWER, ByteGrid, Detected, Span, Status
from lieny.surveillance.engine.in_control_mean import Seasonal, fit_all, given_mean, spread
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import FloatGrid, IntVector, Panel
from lieny.surveillance.engine.stretches import flags, share_out, valid_from

_NAMES = {
    "k": "reference",
    "h": "decision_interval",
    "m": "mean",
    "trans": "transformation",
    "alpha": "alpha",
}

_LEAST_MEAN = float(np.finfo(float).eps)  # as R's log link


class Estimated(StrEnum):
    """An in-control mean estimated from the weeks before the span."""

    GLM = "glm"  # Poisson regression on one yearly wave


@dataclass(frozen=True, slots=True)
class Cusum:
    """Controls of `cusum`; R's names are k, h, m, trans and alpha.

    `mean` None is the average of the weeks before the span; numbers are one for all weeks of the
    span or one for each. `alpha` is the dispersion of the negative binomial transformations.
    """

    reference: float = 1.04
    decision_interval: float = 2.26
    mean: Estimated | tuple[float, ...] | None = None
    transformation: Transformation = Transformation.STANDARD
    alpha: float = 0.1

    def __post_init__(self) -> None:
        mean = self.mean
        keep(
            self,
            reference=real("k", self.reference, low=-1e9, high=1e9),
            decision_interval=real("h", self.decision_interval, low=-1e9, high=1e9),
            mean=choice("m", mean, Estimated) if isinstance(mean, str) else given_mean("m", mean),
            transformation=choice("trans", self.transformation, Transformation),
            alpha=real("alpha", self.alpha, low=0, high=1e9),
        )

    def is_refused_by_r(self, weeks: int) -> bool:
        """Say whether R's `cusum` stops: its table takes one mean only."""
        several = isinstance(self.mean, Estimated) or len(self.mean or ()) > 1
        kind = self.transformation
        return kind is Transformation.ANSCOMBE_NEGATIVE_BINOMIAL and several and weeks > 1

    @classmethod
    def from_r(cls, given: Mapping[str, object]) -> Self:
        """Read R's control list; raises `ControlFault`."""
        return cls(**fields_from_r(given, _NAMES))


def cusum(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: Cusum,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Add up every series over `span`; `expected` is the in-control mean.

    In `Mode.R` a missing count ends the sum, as in R: later weeks have no alarm, and the bound 0
    that R writes there; a missing count before the span leaves no average. `Mode.CORRECTED` passes
    over missing weeks, has no answer about a mean of 0, and gives as bound the count that would
    alarm (see `departures_of_sequential_methods`).
    """
    starts = valid_from(panel, span, breaks)
    if mode is Mode.R and control.is_refused_by_r(len(span)):
        raise ControlFault("m", control.mean, "one mean for all weeks with anscombeNegBin, as in R")
    shape = (len(span), len(panel.units))
    upperbound, expected = np.full(shape, np.nan), np.full(shape, np.nan)
    alarm, status = np.full(shape, NO_ANSWER, np.int8), np.full(shape, Status.OK, np.int8)

    def work(units: slice) -> None:
        observed = panel.observed[: span.last, units]
        mean, known = _in_control(observed, control, span, starts[units], panel.frequency, mode)
        expected[:, units], status[:, units] = mean, known
        with np.errstate(all="ignore"):  # a mean of 0 divides; the status says so
            _judge(
                observed[span.first - 1 :],
                control,
                np.maximum(starts[units] - (span.first - 1), 0),
                mode,
                (expected[:, units], upperbound[:, units], alarm[:, units], status[:, units]),
            )

    share_out(work, len(panel.units), threads)
    return Detected(span, upperbound, alarm, status, expected=expected)


def _in_control(  # noqa: PLR0913, PLR0917 - what a mean rests on
    observed: FloatGrid,
    control: Cusum,
    span: Span,
    starts: IntVector,
    frequency: int,
    mode: Mode,
) -> tuple[FloatGrid, IntVector]:
    """Give the mean, `[week or 1, unit]`, and the status of each series by it."""
    units, end = observed.shape[1], span.first - 1
    if isinstance(control.mean, tuple):
        mean = spread("m", control.mean, len(span))[:, None]
        return np.broadcast_to(mean, (len(span), units)), np.zeros(units, np.int64)
    if control.mean is Estimated.GLM:
        design = Seasonal().design(span.last, frequency)
        coefficients, state = np.full((units, 3), np.nan), np.zeros(units, np.int8)
        fit_all(np.ascontiguousarray(observed.T), starts, design, end, coefficients, state)
        # Column after column: a matrix product would round by the place of the series.
        columns = zip(design[end:].T, coefficients.T, strict=True)
        predictor = sum(waves[:, None] * size for waves, size in columns)
        return np.maximum(np.exp(predictor), _LEAST_MEAN), state.astype(np.int64)
    within = np.arange(end)[:, None] >= starts
    missing = within & np.isnan(observed[:end])
    present = (within & ~missing).sum(axis=0)
    total = np.where(within & ~missing, observed[:end], 0.0).sum(axis=0)
    unknown = (present == 0) | (missing.any(axis=0) & (mode is Mode.R))
    average = np.where(unknown, np.nan, total / np.maximum(present, 1))
    lacking = np.where(starts > 0, Status.BREAK, Status.INSUFFICIENT_HISTORY)
    return average[None, :], np.where(unknown, lacking, Status.OK)


def _judge(
    x: FloatGrid,
    control: Cusum,
    starts: IntVector,
    mode: Mode,
    outputs: tuple[FloatGrid, FloatGrid, ByteGrid, ByteGrid],
) -> None:
    """Fill bounds, alarms and status of the weeks `x`; `outputs` begin with the mean.

    `starts` are the weeks of `x` at which each series begins.
    """
    mean, upperbound, alarm, status = outputs
    as_r, kind = mode is Mode.R, control.transformation
    if kind is Transformation.NONE:
        status[status != Status.NOT_CONVERGED] = Status.OK
    elif not as_r:
        status[(mean == 0) & (status == Status.OK)] = Status.INSUFFICIENT_HISTORY
        mean = np.where(mean > 0, mean, np.nan)
    steps = standardised(kind, x, mean, control.alpha, as_r=as_r) - control.reference
    before, after = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    walk(steps, starts, not as_r, before, after)
    h, k = control.decision_interval, control.reference
    if as_r and kind in {Transformation.NONE, Transformation.ANSCOMBE_NEGATIVE_BINOMIAL}:
        count = h - after
    else:
        count = bound(kind, h + k - before, mean, control.alpha, as_r=as_r)
    outside = np.arange(len(x))[:, None] < starts
    status[outside] = Status.BREAK
    missing = ~outside & np.isnan(x) & (status == Status.OK)
    status[missing] = Status.NO_DATA
    unknown = np.isnan(after) | np.isnan(steps) | np.isnan(x) | outside
    lost = unknown & (
        status == Status.OK
    )  # a sum that an earlier missing week or a mean of 0 ended
    status[lost] = np.where(np.isnan(x).any(axis=0) & lost, Status.NO_DATA, 1)[lost]
    upperbound[:] = np.where(np.isnan(count) & as_r, 0.0, np.maximum(count, 0.0))
    upperbound[outside] = np.nan
    alarm[:] = flags(after >= h, unknown)
