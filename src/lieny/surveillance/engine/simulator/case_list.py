"""Case lists of simulated series: a row a case, with the days of onset and of report.

The delay is lognormal, in whole days. Its figures are an assumption of the caller: monthly totals
say nothing of it. `unrest` makes the median change from one period of onset to the next, as
holidays, overloaded hospitals and audits do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.surveillance.engine.preparation.calendar import period_lengths
from lieny.surveillance.engine.simulator.baseline import generator
from lieny.surveillance.engine.simulator.scenario import Scenario
from lieny.surveillance.engine.simulator.simulation import Block

ONSET, REPORTED = "onset_on", "reported_on"


@dataclass(frozen=True, slots=True)
class ReportingDelay:
    """Độ trễ báo cáo, in days from onset to report.

    Attributes:
        median: half the cases are reported before.
        spread: standard deviation of the logarithm.
        longest: no delay is longer.
        unrest: standard deviation of the logarithm of the median between periods of onset.
    """

    median: float = 6.0
    spread: float = 0.7
    longest: int = 60
    unrest: float = 0.0

    def __post_init__(self) -> None:
        if self.median <= 0 or self.spread < 0 or self.longest < 0 or self.unrest < 0:
            raise ValueError("a delay needs a median above 0; the others at least 0")


def case_list(scenario: Scenario, block: Block, delay: ReportingDelay, number: int) -> pa.Table:
    """Make the cases of a block, by series and time.

    Args:
        scenario: what was simulated.
        block: its counts.
        delay: from onset to report.
        number: of the block; with the scenario's seed it fixes every day.

    Returns:
        the key columns of the block's series without `people`, `onset_on` and `reported_on`.
    """
    rng = generator(scenario.seed, 3, number)
    counts = block.panel.observed.astype(np.int64)
    time, column = np.nonzero(counts)
    cases = counts[time, column]
    time, column = np.repeat(time, cases), np.repeat(column, cases)
    starts = block.panel.epoch
    lengths = period_lengths(starts, scenario.calendar)
    onset = starts[time] + rng.integers(0, lengths[time])
    shift = rng.normal(0.0, delay.unrest, len(starts))[time]
    drawn = delay.median * np.exp(shift + delay.spread * rng.standard_normal(len(time)))
    reported = onset + np.minimum(np.floor(drawn), delay.longest).astype(np.int64)
    order = np.lexsort((time, column))
    keys = block.keys.drop_columns(["people"]).take(pa.array(column[order]))
    keys = keys.append_column(ONSET, _dates(onset[order]))
    return keys.append_column(REPORTED, _dates(reported[order]))


def _dates(days: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32()).cast(pa.date32())
