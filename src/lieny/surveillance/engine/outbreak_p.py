"""Semiparametric surveillance of the onset of an outbreak (Frisén, Andersson and Schiöler 2009).

For the counts of weeks 1 to t the statistic is the likelihood of the best rising Poisson mean over
that of the best constant one: the product of (yhat_j / mean) ** x_j, with yhat by pooling adjacent
violators. R's function is `outbreakP`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from lieny.surveillance.engine.control_fault import choice, real
from lieny.surveillance.engine.control_names import fields_from_r, keep
from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.outbreak_p_kernel import rising_weeks
from lieny.surveillance.engine.panel import IntVector, Panel
from lieny.surveillance.engine.stretches import share_out, valid_from

_NAMES = {"k": "threshold", "ret": "returns", "maxUpperboundCases": "most_cases"}


class Returns(StrEnum):
    """What `upperbound` holds: the statistic, or the count at which the alarm would turn."""

    VALUE = "value"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class OutbreakP:
    """Controls of `outbreak_p`; R's names are k, ret and maxUpperboundCases."""

    threshold: float = 100.0
    returns: Returns = Returns.CASES
    most_cases: float = 1e5  # no count above it is tried

    def __post_init__(self) -> None:
        keep(
            self,
            threshold=real("k", self.threshold, low=0, high=1e300, ends=False),
            returns=choice("ret", self.returns, Returns),
            most_cases=real("maxUpperboundCases", self.most_cases, low=0, high=2**53),
        )

    @classmethod
    def from_r(cls, given: Mapping[str, object]) -> Self:
        """Read R's control list; raises `ControlFault`."""
        return cls(**fields_from_r(given, _NAMES))


def outbreak_p(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: OutbreakP,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Judge every week of `span` in every series by the weeks from its valid start to it.

    R refuses a series with a missing count; here the missing weeks are left out of the sequence
    and have themselves no answer. In `Mode.R` the product is taken as R takes it, which in long
    series of many cases falls to zero for want of digits; `Mode.CORRECTED` adds logarithms (see
    `departures_of_sequential_methods`). The statistic is infinite where it exceeds a float.
    """
    starts = valid_from(panel, span, breaks)
    shape = (len(span), len(panel.units))
    statistic, cases = np.full(shape, np.nan), np.full(shape, np.nan)
    alarm = np.full(shape, NO_ANSWER, np.int8)
    status = np.full(shape, Status.NO_DATA, np.int8)
    wanted = control.returns is Returns.CASES

    def work(units: slice) -> None:
        rising_weeks(
            np.ascontiguousarray(panel.observed[: span.last, units].T),
            starts[units],
            span.first - 1,
            (control.threshold, control.most_cases),
            (wanted, mode is Mode.R),
            (statistic[:, units], cases[:, units], alarm[:, units], status[:, units]),
        )

    share_out(work, len(panel.units), threads)
    status[(status == Status.OK) & (alarm == NO_ANSWER)] = Status.NOT_CONVERGED
    return Detected(
        span, cases if wanted else statistic, alarm, status, cases=cases if wanted else None
    )
