"""What is true of a block of series: its outbreaks, laid by a simulator or found by people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

OUTBREAKS = pa.schema(
    [
        ("outbreak", pa.int64()),  # its number, unique in the scenario
        ("column", pa.int64()),  # position of the series in the panel, from 0
        ("series", pa.int64()),  # position of the series in the scenario, from 0
        ("unit", pa.string()),
        ("first", pa.int64()),  # first time point, from 1 as `Span`
        ("last", pa.int64()),  # last time point with a case, from 1
        ("size", pa.int64()),  # cases drawn
        ("seen", pa.int64()),  # cases inside the series; the rest fell after its end
        ("k", pa.float64()),  # standard deviations of the baseline; null where the size was given
        ("shape", pa.string()),
    ]
)


class TruthFault(ValueError):
    """The table of outbreaks and the cases do not fit together; the message says how."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Ổ dịch thật: the table `OUTBREAKS`, and `[time, unit]` how many cases came from outbreaks."""

    outbreaks: pa.Table
    injected: npt.NDArray[np.int32]

    def __post_init__(self) -> None:
        if not self.outbreaks.schema.equals(OUTBREAKS):
            raise TruthFault("the table of outbreaks has other columns than OUTBREAKS")
        times, units = self.injected.shape
        column = self.outbreaks["column"].to_numpy()
        first, last = (self.outbreaks[name].to_numpy() for name in ("first", "last"))
        if np.any(column < 0) or np.any(column >= units):
            raise TruthFault(f"an outbreak lies outside the {units} series")
        if np.any(first < 1) or np.any(last > times) or np.any(first > last):
            raise TruthFault(f"an outbreak lies outside the time points 1 to {times}")
