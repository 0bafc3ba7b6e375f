"""Thuật toán phát hiện: the names of the algorithms and the kernels behind them.

A kernel is loaded when it is asked for: one that is compiled must not delay the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol, cast

from lieny.surveillance.engine.detected import Detected, Span
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import IntVector, Panel


class Algorithm(StrEnum):
    """Names as they are typed."""

    FARRINGTON_FLEXIBLE = "farrington-flexible"
    FARRINGTON = "farrington"
    EARS = "ears"
    BAYES = "bayes"
    RKI = "rki"
    CUSUM = "cusum"
    GLR_POISSON = "glr-poisson"
    GLR_NEGATIVE_BINOMIAL = "glr-nb"
    OUTBREAK_P = "outbreak-p"


# What R surveillance calls them; a configuration may use these names.
R_NAMES = {
    "farringtonFlexible": Algorithm.FARRINGTON_FLEXIBLE,
    "earsC": Algorithm.EARS,
    "glrpois": Algorithm.GLR_POISSON,
    "glrnb": Algorithm.GLR_NEGATIVE_BINOMIAL,
    "outbreakP": Algorithm.OUTBREAK_P,
}
# Algorithm → (module under `engine` and function in it, control).
_PLACES = {
    Algorithm.FARRINGTON_FLEXIBLE: ("farrington_flexible", "FarringtonFlexible"),
    Algorithm.FARRINGTON: ("farrington_1996", "Farrington"),
    Algorithm.EARS: ("ears", "Ears"),
    Algorithm.BAYES: ("bayes", "Bayes"),
    Algorithm.RKI: ("rki", "Rki"),
    Algorithm.CUSUM: ("cusum", "Cusum"),
    Algorithm.GLR_POISSON: ("glr_poisson", "GlrPoisson"),
    Algorithm.GLR_NEGATIVE_BINOMIAL: ("glr_negative_binomial", "GlrNegativeBinomial"),
    Algorithm.OUTBREAK_P: ("outbreak_p", "OutbreakP"),
}
_FUNCTIONS = {Algorithm.FARRINGTON: "farrington"}  # where it is not named as the module is
# What the threshold column holds: a number of cases to compare the count with, or a statistic that
# is compared with a limit of its own.
STATISTICS = {
    Algorithm.GLR_POISSON,
    Algorithm.GLR_NEGATIVE_BINOMIAL,
    Algorithm.OUTBREAK_P,
}


class _Function(Protocol):
    def __call__(  # noqa: PLR0913 - one name for each thing that may be chosen
        self,
        panel: Panel,
        control: object,
        *,
        span: Span,
        mode: Mode,
        threads: int,
        breaks: IntVector | None,
    ) -> Detected: ...


@dataclass(frozen=True, slots=True)
class Kernel:
    """An algorithm with its control values read: ready to run on any number of panels."""

    algorithm: Algorithm
    control: object
    function: _Function

    def run(
        self,
        panel: Panel,
        *,
        span: Span,
        mode: Mode,
        threads: int,
        breaks: IntVector | None = None,
    ) -> Detected:
        """Detect; series do not influence one another.

        `breaks` is `[unit]`: the first 1-based time point of the valid stretch, 0 for none.
        """
        return self.function(
            panel, self.control, span=span, mode=mode, threads=threads, breaks=breaks
        )


def algorithm_named(name: str) -> Algorithm | None:
    """Find an algorithm by its name or R's; None when there is none."""
    if name in R_NAMES:
        return R_NAMES[name]
    return Algorithm(name) if name in set(Algorithm) else None


def kernel(algorithm: Algorithm, control: Mapping[str, object]) -> Kernel:
    """Load an algorithm and read its control values, named as in R.

    Raises:
        ControlFault: a value is unknown or impossible.
    """
    module, control_class = _PLACES[algorithm]
    loaded: Any = import_module(f"lieny.surveillance.engine.{module}")
    return Kernel(
        algorithm=algorithm,
        control=getattr(loaded, control_class).from_r(control),
        function=cast("_Function", getattr(loaded, _FUNCTIONS.get(algorithm, module))),
    )
