"""What both generalised likelihood ratio charts share: controls under R's names, and the sweep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

import numpy as np

from lieny.surveillance.engine.control_fault import ControlFault, choice, real, whole
from lieny.surveillance.engine.control_names import fields_from_r, keep
from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.glr_walk import EPIDEMIC, KNOWN_SHIFT, SHIFT, Rule, walk
from lieny.surveillance.engine.in_control_mean import Seasonal, given_mean, spread
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.outbreak_p import Returns
from lieny.surveillance.engine.panel import IntVector, Panel
from lieny.surveillance.engine.stretches import share_out, valid_from

ESTIMATED = -1.0  # a dispersion that the weeks before the span give

_NAMES = {
    "c.ARL": "threshold",
    "mu0": "mean",
    "alpha": "alpha",
    "Mtilde": "least_run",
    "M": "window",
    "change": "change",
    "theta": "theta",
    "dir": "direction",
    "ret": "returns",
    "xMax": "most_cases",
}


class Change(StrEnum):
    """What an outbreak does to the mean: multiplies it, or adds a multiple of last week's count."""

    INTERCEPT = "intercept"
    EPIDEMIC = "epi"


class Direction(StrEnum):
    """Which changes are looked for."""

    INCREASE = "inc"
    DECREASE = "dec"


@dataclass(frozen=True, slots=True)
class Glr:
    """Controls of both charts; R's names are in brackets.

    `mean` (mu0) is estimated before the span, or one number for all weeks or one for each.
    `theta` is the log of a known change; None estimates it. `least_run` (Mtilde) is the least
    number of weeks of a change, `window` (M) how far back it may have begun, -1 without limit.
    `alpha` None estimates the dispersion together with the mean.
    """

    threshold: float = 5.0  # c.ARL
    mean: Seasonal | tuple[float, ...] = field(default_factory=Seasonal)  # mu0
    alpha: float | None = None
    least_run: int = 1
    window: int = -1
    change: Change = Change.INTERCEPT
    theta: float | None = None
    direction: Direction = Direction.INCREASE
    returns: Returns = Returns.VALUE  # ret
    most_cases: float = 1e4  # xMax

    def __post_init__(self) -> None:
        estimated = isinstance(self.mean, Seasonal)
        theta, alpha = self.theta, self.alpha
        keep(
            self,
            threshold=real("c.ARL", self.threshold, low=0, high=1e9),
            mean=self.mean if estimated else given_mean("mu0", self.mean),
            alpha=None if alpha is None else real("alpha", alpha, low=0, high=1e9),
            least_run=whole("Mtilde", self.least_run, low=1),
            window=whole("M", self.window, low=-1),
            change=choice("change", self.change, Change),
            theta=None if theta is None else real("theta", theta, low=-100, high=100),
            direction=choice("dir", self.direction, Direction),
            returns=choice("ret", self.returns, Returns),
            most_cases=real("xMax", self.most_cases, low=1, high=2**31),
        )
        self._refuse_together(estimated=estimated)

    def _refuse_together(self, *, estimated: bool) -> None:
        if self.theta in {0.0, 1.0}:
            raise ControlFault("theta", self.theta, "a log ratio other than 0 and, as in R, 1")
        if self.alpha is None and not estimated:
            raise ControlFault("alpha", None, "a number where mu0 is given")
        if self.change is Change.EPIDEMIC and self.returns is Returns.CASES:
            raise ControlFault("ret", "cases", "value where change is epi, as in R")
        if 0 < self.window < self.least_run:
            raise ControlFault("M", self.window, "-1, or at least Mtilde")

    @classmethod
    def from_r(cls, given: Mapping[str, object]) -> Self:
        """Read R's control list; raises `ControlFault`."""
        fields = fields_from_r(given, _NAMES)
        if isinstance(fields.get("mean"), Mapping):
            fields["mean"] = Seasonal.from_r(fields["mean"])
        return cls(**fields)

    def rule(self, mode: Mode) -> Rule:
        """Give the controls as the kernel takes them."""
        kind = EPIDEMIC if self.change is Change.EPIDEMIC else SHIFT
        return Rule(
            KNOWN_SHIFT if kind == SHIFT and self.theta is not None else kind,
            self.threshold,
            self.theta or 0.0,
            1.0 if self.direction is Direction.INCREASE else -1.0,
            self.least_run,
            self.window,
            self.most_cases,
            self.returns is Returns.CASES,
            mode is Mode.R,
            isinstance(self.mean, Seasonal) and self.mean.refit,
        )


def sweep(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: Glr,
    *,
    span: Span,
    mode: Mode,
    threads: int,
    breaks: IntVector | None,
) -> Detected:
    """Walk through every series over `span`; `expected` is the in-control mean."""
    starts = valid_from(panel, span, breaks)
    estimate = isinstance(control.mean, Seasonal)
    seasonal = control.mean if isinstance(control.mean, Seasonal) else Seasonal(0)
    design, first = seasonal.design(span.last, panel.frequency), span.first - 1
    shape = (span.last, len(panel.units))
    means = np.full((shape[1], shape[0]), np.nan)
    if isinstance(control.mean, tuple):
        means[:, first:] = spread("mu0", control.mean, len(span))
    values, cases = np.full(shape, np.nan), np.full(shape, np.nan)
    alarm, status = np.full(shape, NO_ANSWER, np.int8), np.full(shape, Status.OK, np.int8)

    def work(units: slice) -> None:
        walk(
            np.ascontiguousarray(panel.observed[: span.last, units].T),
            means[units],
            design,
            (starts[units], first, estimate),
            control.rule(mode),
            ESTIMATED if control.alpha is None else control.alpha,
            (values[:, units], cases[:, units], alarm[:, units], status[:, units]),
        )

    share_out(work, len(panel.units), threads)
    wanted = control.returns is Returns.CASES
    answered = alarm[first:] != NO_ANSWER
    # R writes 0 for what is no number or negative.
    given = np.fmax(cases[first:] if wanted else values[first:], 0.0)
    upperbound = np.where(answered, given, np.nan)
    return Detected(
        span,
        upperbound,
        alarm[first:],
        status[first:],
        expected=np.ascontiguousarray(means.T[first:]),
        cases=upperbound if wanted else None,
    )
