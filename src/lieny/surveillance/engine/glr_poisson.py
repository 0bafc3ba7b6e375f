"""Poisson chart of the generalised likelihood ratio (Höhle and Paul 2008; R `glrpois`)."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Detected, Span
from lieny.surveillance.engine.glr import Glr, sweep
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import IntVector, Panel


@dataclass(frozen=True, slots=True)
class GlrPoisson(Glr):
    """Controls of `glr_poisson`; see `Glr`. R takes an `alpha` of 0 only."""

    alpha: float | None = 0.0

    def __post_init__(self) -> None:
        if self.alpha != 0:
            raise ControlFault("alpha", self.alpha, "0: the chart is Poisson")
        super(GlrPoisson, self).__post_init__()


def glr_poisson(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: GlrPoisson,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Judge every series over `span` by the ratio of a changed Poisson mean to the one in control.

    After an alarm the chart begins anew. R refuses missing counts in the span; here they are
    passed over and have no answer. `upperbound` is the statistic, or the count that would alarm.
    `Mode.CORRECTED` sees counts that fall to 0, and finds the greatest likelihood of an epidemic
    where R's steps run away (see `departures_of_sequential_methods`).
    """
    return sweep(panel, control, span=span, mode=mode, threads=threads, breaks=breaks)
