"""The controls of both Farrington algorithms, under R's names and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from lieny.surveillance.engine.control_fault import (
    case_limit,
    choice,
    flag,
    real,
    refuse_unknown,
    whole,
)

IGNORED = frozenset({"range", "verbose", "glmWarnings", "plot"})
THREE_YEARS = 3  # of baseline, without which neither algorithm keeps a trend


class PowerTransformation(StrEnum):
    """Power that makes counts nearly symmetric."""

    TWO_THIRDS = "2/3"
    ROOT = "1/2"
    NONE = "none"

    @property
    def exponent(self) -> float:
        """The power itself."""
        return {"2/3": 2 / 3, "1/2": 0.5, "none": 1.0}[self.value]


class ThresholdMethod(StrEnum):
    """How farringtonFlexible turns a fit into a threshold."""

    DELTA = "delta"
    NB_PLUGIN = "nbPlugin"
    MUAN = "muan"


class FitFunction(StrEnum):
    """The three fits of R's `farrington`."""

    FAST = "algo.farrington.fitGLM.fast"
    GLM = "algo.farrington.fitGLM"
    POPULATION_OFFSET = "algo.farrington.fitGLM.populationOffset"


class FlexibleFit(StrEnum):
    """The one fit of R's `farringtonFlexible`."""

    FLEXIBLE = "algo.farrington.fitGLM.flexible"


@dataclass(frozen=True, slots=True)
class FarringtonFlexible:
    """Control of Noufaily et al. 2013 as `farringtonFlexible` has it; `from_r` takes R's names."""

    b: int = 5  # years of baseline
    w: int = 3  # half width of the window of the season
    reweight: bool = True
    weights_threshold: float = 2.58
    alpha: float = 0.05
    trend: bool = True
    p_threshold_trend: float = 0.05
    limit54: tuple[float, int] = (5.0, 4)
    powertrans: PowerTransformation = PowerTransformation.TWO_THIRDS
    population_offset: bool = False
    no_periods: int = 1
    past_weeks_not_included: int | None = None  # None: as many as `w`
    threshold_method: ThresholdMethod = ThresholdMethod.DELTA
    fit_fun: FlexibleFit = FlexibleFit.FLEXIBLE

    def __post_init__(self) -> None:
        whole("b", self.b, low=1, high=200)
        whole("w", self.w, low=0, high=10_000)
        flag("reweight", self.reweight)
        real("weightsThreshold", self.weights_threshold, low=0, high=1e9)
        real("alpha", self.alpha, low=0, high=1, ends=False)
        flag("trend", self.trend)
        real("pThresholdTrend", self.p_threshold_trend, low=0, high=1e9)
        case_limit("limit54", self.limit54)
        choice("powertrans", self.powertrans, PowerTransformation)
        flag("populationOffset", self.population_offset)
        whole("noPeriods", self.no_periods, low=1, high=366)
        if self.past_weeks_not_included is not None:
            whole("pastWeeksNotIncluded", self.past_weeks_not_included, low=0)
        choice("thresholdMethod", self.threshold_method, ThresholdMethod)
        choice("fitFun", self.fit_fun, FlexibleFit)

    @property
    def excluded_weeks(self) -> int:
        """Weeks before the evaluated one that are no baseline."""
        return self.w if self.past_weeks_not_included is None else self.past_weeks_not_included

    @classmethod
    def from_r(cls, control: Mapping[str, object]) -> Self:
        """Read R's control list.

        Raises:
            ControlFault: an unknown name or a value that cannot be used.
        """
        return cls(**_arguments(control, _FLEXIBLE))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Farrington:
    """Control of Farrington et al. 1996 as R's `farrington` has it."""

    b: int = 5
    w: int = 3
    reweight: bool = True
    alpha: float = 0.05  # of both sides
    trend: bool = True
    limit54: tuple[float, int] = (5.0, 4)
    powertrans: PowerTransformation = PowerTransformation.TWO_THIRDS
    fit_fun: FitFunction = FitFunction.FAST

    def __post_init__(self) -> None:
        whole("b", self.b, low=1, high=200)
        whole("w", self.w, low=0, high=10_000)
        flag("reweight", self.reweight)
        real("alpha", self.alpha, low=0, high=1, ends=False)
        flag("trend", self.trend)
        case_limit("limit54", self.limit54)
        choice("powertrans", self.powertrans, PowerTransformation)
        choice("fitFun", self.fit_fun, FitFunction)

    @classmethod
    def from_r(cls, control: Mapping[str, object]) -> Self:
        """Read R's control list.

        Raises:
            ControlFault: an unknown name or a value that cannot be used.
        """
        return cls(**_arguments(control, _CLASSIC))  # type: ignore[arg-type]


_R_NAMES = {
    "weights_threshold": "weightsThreshold",
    "p_threshold_trend": "pThresholdTrend",
    "population_offset": "populationOffset",
    "no_periods": "noPeriods",
    "past_weeks_not_included": "pastWeeksNotIncluded",
    "threshold_method": "thresholdMethod",
    "fit_fun": "fitFun",
}
_FLEXIBLE = {_R_NAMES.get(one.name, one.name): one.name for one in fields(FarringtonFlexible)}
_CLASSIC = {_R_NAMES.get(one.name, one.name): one.name for one in fields(Farrington)}


def _arguments(control: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Give the arguments of a control by our names, with words and numbers in their types."""
    refuse_unknown(control, {*names, *IGNORED})
    given = {names[name]: value for name, value in control.items() if name in names}
    return {name: _typed(name, value) for name, value in given.items()}


def _typed(name: str, value: object) -> object:
    """Give a value its type; `__post_init__` then checks the range."""
    words = {
        "powertrans": PowerTransformation,
        "threshold_method": ThresholdMethod,
        "fit_fun": (*FitFunction, *FlexibleFit),
    }
    if name in words:
        return choice(_R_NAMES.get(name, name), value, words[name])
    if name == "limit54":
        return case_limit(name, value)
    whole_numbers = {"b", "w", "no_periods", "past_weeks_not_included"}
    if name in whole_numbers and isinstance(value, float) and value.is_integer():
        return int(value)
    return value
