"""EARS C1, C2 and C3 over many series, as R's `earsC`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy import special

from lieny.surveillance.engine.control_fault import choice, real, refuse_unknown, whole
from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Span, Status
from lieny.surveillance.engine.ears_kernel import EarsRule, sweep_ears
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel, PanelFault
from lieny.surveillance.engine.side_by_side import side_by_side

IntVector = npt.NDArray[np.int64]
IGNORED = frozenset({"range", "verbose"})


class EarsMethod(StrEnum):
    """C1: the days just before; C2: two days further back; C3: C2 of three days together."""

    C1 = "C1"
    C2 = "C2"
    C3 = "C3"

    @property
    def lag(self) -> int:
        """Time points between the baseline and the evaluated one."""
        return 0 if self is EarsMethod.C1 else 2

    @property
    def usual_alpha(self) -> float:
        """The level R takes when none is given."""
        return 0.025 if self is EarsMethod.C3 else 0.001


@dataclass(frozen=True, slots=True)
class Ears:
    """Control of the EARS algorithms; `from_r` takes R's names."""

    method: EarsMethod = EarsMethod.C1
    baseline: int = 7  # time points
    min_sigma: float = 0.0  # least standard deviation
    alpha: float | None = None  # None: that of the method

    def __post_init__(self) -> None:
        choice("method", self.method, EarsMethod)
        whole("baseline", self.baseline, low=3, high=100_000)
        real("minSigma", self.min_sigma, low=0, high=1e18)
        if self.alpha is not None:
            real("alpha", self.alpha, low=0, high=1, ends=False)

    @property
    def level(self) -> float:
        """The level that is used."""
        return self.method.usual_alpha if self.alpha is None else self.alpha

    @property
    def reach(self) -> int:
        """How many time points before the evaluated one are looked at."""
        return self.baseline + self.method.lag + (2 if self.method is EarsMethod.C3 else 0)

    @classmethod
    def from_r(cls, control: Mapping[str, object]) -> Self:
        """Read R's control list.

        Raises:
            ControlFault: an unknown name or a value that cannot be used.
        """
        names = {"minSigma" if one.name == "min_sigma" else one.name for one in fields(cls)}
        refuse_unknown(control, {*names, *IGNORED})
        given = {name: control[name] for name in control if control[name] is not None}
        usual = cls()
        return cls(
            method=choice("method", given.get("method", usual.method), EarsMethod),
            baseline=whole("baseline", given.get("baseline", usual.baseline), low=3),
            min_sigma=real("minSigma", given.get("minSigma", usual.min_sigma), low=0, high=1e18),
            alpha=real("alpha", given["alpha"], low=0, high=1) if "alpha" in given else None,
        )


def ears(  # noqa: PLR0913 - one name for each thing that may be chosen
    panel: Panel,
    control: Ears,
    *,
    span: Span,
    mode: Mode,
    threads: int = 1,
    breaks: IntVector | None = None,
) -> Detected:
    """Detect in every series and time point of `span`.

    As in R, C3 has no bound (NaN, status OK) where its baseline does not vary at all and
    `minSigma` is 0; the corrected mode gives one.

    Args:
        panel: the series.
        control: the algorithm's controls.
        span: evaluated time points, 1-based.
        mode: equal to R, or with the departures of `departures.py`.
        threads: how many series are swept at once; the result is the same.
        breaks: `[unit]` first 1-based time point of the valid stretch, 0 for none.

    Raises:
        PanelFault: the span leaves the panel, or `breaks` has another shape.
    """
    time, units = panel.observed.shape
    if span.last > time:
        raise PanelFault(f"week {span.last} is asked for, the panel ends at {time}")
    if breaks is not None and breaks.shape != (units,):
        raise PanelFault(f"breaks has the shape {breaks.shape}, expected {(units,)}")
    begin = _first_row(span, control)
    count = np.ascontiguousarray(panel.observed[begin : span.last].T, dtype=np.float64)
    rule = EarsRule(
        control.baseline,
        control.method.lag,
        control.method is EarsMethod.C3,
        float(control.min_sigma),
        float(special.ndtri(1 - control.level)),
        mode is Mode.R,
    )
    upper = np.empty((len(span), units))

    def part(first: int, last: int) -> None:
        sweep_ears(count[first:last], span.first - 1 - begin, rule, upper[:, first:last])

    side_by_side(part, units, threads)
    return _detected(panel, control, span, upper, breaks)


def _detected(
    panel: Panel,
    control: Ears,
    span: Span,
    upper: npt.NDArray[np.float64],
    breaks: IntVector | None,
) -> Detected:
    """Give statuses and alarms to the bounds."""
    observed = panel.observed[span.first - 1 : span.last]
    earliest = np.arange(span.first, span.last + 1)[:, None] - control.reach  # 1-based
    begun = np.zeros(len(panel.units), np.int64) if breaks is None else breaks
    unknown = np.isnan(observed) | _missing_before(panel.observed, span, control)
    status = np.where(unknown, Status.NO_DATA, Status.OK)
    status = np.where(earliest < begun[None, :], Status.BREAK, status)
    status = np.where(earliest < 1, Status.INSUFFICIENT_HISTORY, status)
    upper[(status == Status.BREAK) | (status == Status.INSUFFICIENT_HISTORY)] = np.nan
    with np.errstate(invalid="ignore"):
        alarm = np.where(np.isnan(observed) | np.isnan(upper), NO_ANSWER, observed > upper)
    return Detected(
        span=span,
        upperbound=upper,
        alarm=alarm.astype(np.int8),
        status=status.astype(np.int8),
    )


def _missing_before(
    observed: npt.NDArray[np.float64], span: Span, control: Ears
) -> npt.NDArray[np.bool_]:
    """Say where a count that the bound rests on is missing."""
    begin = _first_row(span, control)
    missing = np.isnan(observed[begin : span.last])
    if not missing.any():
        return np.zeros((len(span), observed.shape[1]), np.bool_)
    before = np.concatenate([np.zeros((1, observed.shape[1])), np.cumsum(missing, 0)])
    row = np.arange(span.first - 1 - begin, span.last - begin)
    # the three days of C3 look back at themselves too
    end = row if control.method is EarsMethod.C3 else row - control.method.lag
    return np.asarray(before[np.maximum(end, 0)] - before[np.maximum(row - control.reach, 0)] > 0)


def _first_row(span: Span, control: Ears) -> int:
    """Give the first row that any evaluated time point looks at."""
    return max(0, span.first - 1 - control.reach)
