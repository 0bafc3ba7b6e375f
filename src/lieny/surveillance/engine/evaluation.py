"""How well a detection found known outbreaks: detection rate, false alarms, time to detection.

    one = evaluate(detected, block.truth)
    total = gather([one, ...])               # over the blocks of a simulation
    total.detection_rate, total.false_alarm_rate, total.delay_quantiles((0.5, 0.9))

Definitions (after Noufaily et al. 2013):

- A series-week is *judged* when the algorithm gave an alarm or none (`Status.OK`).
- An outbreak *counts* when it begins inside the span, caused at least one case there and has at
  least one judged week from its first to its last; it is *detected* when one of these weeks, or of
  `grace` further ones, has an alarm. Its delay is the number of weeks from its first to that alarm.
- A judged series-week is *quiet* when no outbreak of its series reaches it, grace included. An
  alarm in a quiet week is *false*.

"Week" stands for the period of the panel, whatever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.detected import NO_ANSWER, Detected, Status
from lieny.surveillance.engine.truth import OUTBREAKS, Truth

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

JUDGED = OUTBREAKS.append(pa.field("detected", pa.bool_())).append(pa.field("delay", pa.int64()))
"""Columns of `Evaluation.outbreaks`; `delay` is null where the outbreak was missed."""


class EvaluationFault(ValueError):
    """Results and truth are not of the same series; the message says how."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Đánh giá phát hiện.

    Attributes:
        outbreaks: the outbreaks that count, with `detected` and `delay` (`JUDGED`).
        left_out: outbreaks that begin inside the span but have no case or no judged week there.
        quiet: judged series-weeks that no outbreak reaches.
        false: alarms among them.
        silent: series-weeks of the span without an answer.
    """

    outbreaks: pa.Table
    left_out: int
    quiet: int
    false: int
    silent: int

    @property
    def detection_rate(self) -> float:
        """Share of the outbreaks that were detected (sensitivity, POD); NaN without outbreaks."""
        found: int = pc.sum(self.outbreaks["detected"]).as_py() or 0
        return self._share(found)

    @property
    def false_alarm_rate(self) -> float:
        """False alarms per quiet series-week; NaN without quiet weeks."""
        return self.false / self.quiet if self.quiet else float("nan")

    def expected_false_alarms(self, series: int, weeks: int) -> float:
        """Give how many false alarms so many series without outbreaks raise in so many weeks."""
        return self.false_alarm_rate * series * weeks

    def delay_quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Give quantiles of the delay over all outbreaks, a missed one taken as never found.

        Infinite where the share of detected outbreaks does not reach; NaN without outbreaks.
        """
        delay = pc.fill_null(pc.cast(self.outbreaks["delay"], pa.float64()), float("inf"))
        values = delay.to_numpy()
        if not len(values):
            return tuple(float("nan") for _ in shares)
        return tuple(np.quantile(values, shares, method="inverted_cdf").tolist())

    def within(self, weeks: int) -> float:
        """Give the share of the outbreaks found with a delay of at most so many weeks."""
        found: int = pc.sum(pc.less_equal(self.outbreaks["delay"], weeks)).as_py() or 0
        return self._share(found)

    def _share(self, found: int) -> float:
        count: int = self.outbreaks.num_rows
        return found / count if count else float("nan")


def evaluate(detected: Detected, truth: Truth, *, grace: int = 0) -> Evaluation:
    """Judge the results of a panel against its truth.

    Args:
        detected: results of the panel's series, in the same order.
        truth: its outbreaks, and their cases over the whole panel.
        grace: weeks after the last case of an outbreak in which an alarm still finds it.

    Raises:
        EvaluationFault: another number of series, or a span beyond the truth.
    """
    weeks, units = detected.alarm.shape
    first, last = detected.span.first, detected.span.last
    if truth.injected.shape[1] != units:
        raise EvaluationFault(
            f"{units} series were judged, the truth has {truth.injected.shape[1]}"
        )
    if last > truth.injected.shape[0]:
        raise EvaluationFault(f"the span ends at {last}, the truth at {truth.injected.shape[0]}")
    judged = (detected.status == Status.OK) & (detected.alarm != NO_ANSWER)
    alarm = judged & (detected.alarm == 1)
    reach = _reach(truth, (first, last), grace)
    quiet = judged & ~reach
    table, left_out = _judge(alarm, judged, truth, (first, grace))
    return Evaluation(
        outbreaks=table,
        left_out=left_out,
        quiet=int(quiet.sum()),
        false=int((alarm & quiet).sum()),
        silent=int(weeks * units - judged.sum()),
    )


def gather(parts: Sequence[Evaluation]) -> Evaluation:
    """Put the evaluations of several blocks together."""
    return Evaluation(
        outbreaks=pa.concat_tables([JUDGED.empty_table(), *(part.outbreaks for part in parts)]),
        left_out=sum(part.left_out for part in parts),
        quiet=sum(part.quiet for part in parts),
        false=sum(part.false for part in parts),
        silent=sum(part.silent for part in parts),
    )


def _columns(table: pa.Table, *names: str) -> tuple[Ints, ...]:
    return tuple(table[name].to_numpy().astype(np.int64) for name in names)


def _reach(truth: Truth, span: tuple[int, int], grace: int) -> Flags:
    """Mark `[week of span, series]` from the first to the last week of every outbreak."""
    column, begins, ends = _columns(truth.outbreaks, "column", "first", "last")
    weeks = span[1] - span[0] + 1
    begins = np.clip(begins - span[0], 0, weeks)
    ends = np.clip(ends + grace - span[0] + 1, 0, weeks)
    change = np.zeros((weeks + 1, truth.injected.shape[1]), np.int32)
    np.add.at(change, (begins, column), 1)
    np.add.at(change, (ends, column), -1)
    reached: Flags = np.cumsum(change, axis=0)[:-1] > 0
    return reached


def _judge(
    alarm: Flags, judged: Flags, truth: Truth, span: tuple[int, int]
) -> tuple[pa.Table, int]:
    """Say of every outbreak that begins in the span whether and when an alarm found it."""
    first, grace = span
    weeks = alarm.shape[0]
    column, begins, ends = _columns(truth.outbreaks, "column", "first", "last")
    inside = np.flatnonzero((begins >= first) & (begins < first + weeks))
    column, start = column[inside], begins[inside] - first
    own_end = np.minimum(ends[inside] - first, weeks - 1)
    end = np.minimum(own_end + grace, weeks - 1)
    cases = _counted_before(truth.injected[first - 1 : first - 1 + weeks])
    answers = _counted_before(judged)
    counts = cases[own_end + 1, column] > cases[start, column]
    counts &= answers[own_end + 1, column] > answers[start, column]
    found_at = _next(alarm)[start, column]
    detected = found_at <= end
    delay = pa.array(found_at - start, pa.int64(), mask=~detected)
    table = truth.outbreaks.take(pa.array(inside))
    table = table.append_column("detected", pa.array(detected)).append_column("delay", delay)
    kept = table.filter(pa.array(counts)).cast(JUDGED)
    return kept, int(len(inside) - counts.sum())


def _counted_before(grid: npt.NDArray[np.generic]) -> Ints:
    """Give `[weeks + 1, series]` the sum of all weeks before each."""
    sums = np.zeros((grid.shape[0] + 1, grid.shape[1]), np.int64)
    np.cumsum(grid, axis=0, out=sums[1:])
    return sums


def _next(alarm: Flags) -> Ints:
    """Give at each week the position of the first alarm from there on; the length if none."""
    weeks = alarm.shape[0]
    position = np.where(alarm, np.arange(weeks)[:, None], weeks)
    following: Ints = np.minimum.accumulate(position[::-1], axis=0)[::-1]
    return following
