"""Negative binomial chart of the generalised likelihood ratio (Höhle and Paul 2008; R `glrnb`)."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.surveillance.engine.detected import Detected, Span
from lieny.surveillance.engine.glr import Glr, sweep
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import IntVector, Panel


@dataclass(frozen=True, slots=True)
class GlrNegativeBinomial(Glr):
    """Controls of `glr_negative_binomial`; see `Glr`. `alpha` 0 is the Poisson chart."""


def glr_negative_binomial(  # noqa: PLR0913 - the signature of every algorithm
    panel: Panel,
    control: GlrNegativeBinomial,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Judge every series over `span` by the ratio of a changed negative binomial mean.

    After an alarm the chart begins anew. R refuses missing counts in the span; here they are
    passed over and have no answer. `upperbound` is the statistic, or the count that would alarm.
    `Mode.CORRECTED` finds the greatest likelihood where R's steps run away or estimate another
    model, and searches the count from 0 (see `departures_of_sequential_methods`).
    """
    return sweep(panel, control, span=span, mode=mode, threads=threads, breaks=breaks)
