"""Compare the engine's results with R's, within stated tolerances.

NA pattern, alarms and trends are identical (a trend may differ where the fit equals the maximum);
expected 1e-8 relative; thresholds equal integers where they are quantiles of counts, else 1e-7
relative; p-values 1e-6 relative above 1e-12; scores 1e-6 absolute times max(1, |score|).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from conformance.layout import ALGORITHMS, Config, Dataset, Reference, results
from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.intake.series_file import open_series
from lieny.surveillance.services.algorithms import Algorithm, kernel
from lieny.surveillance.services.detection import panel_of
from lieny.surveillance.services.detection_rows import detection_rows

Vector = npt.NDArray[np.float64]
# Column of R → (column of ours, relative tolerance, absolute tolerance).
NUMBERS = {
    "observed": ("observed", 0.0, 0.0),
    "expected": ("expected", 1e-8, 1e-300),
    "upperbound": ("upperbound", 1e-7, 1e-12),
    "score": ("score", 1e-6, 1e-6),
    "pvalue": ("pvalue", 1e-6, 1e-12),
    "trend_coef": ("trend_coef", 1e-8, 1e-12),
    "phi": ("phi", 1e-8, 1e-12),
    "q": ("q", 1e-8, 1e-10),
    "median": ("median", 1e-8, 1e-300),
}
COUNT_QUANTILES = ("nbPlugin", "muan")
TIE = 1e-9  # a fit this close to the greatest count, relative, may be on either side of it


@dataclass
class Comparison:
    """How one configuration fared on one dataset."""

    config: Config
    dataset: Dataset
    rows: int
    wrong: dict[str, int] = field(default_factory=dict)
    worst: dict[str, float] = field(default_factory=dict)
    ties: int = 0
    unanswered: int = 0  # R says "no alarm" of a week without threshold; we say that we cannot say
    first: str = ""

    @property
    def mismatches(self) -> int:
        """Rows that differ in any column, counted a column."""
        return sum(self.wrong.values())

    def line(self) -> str:
        """Say it in one line."""
        verdict = "equal" if not self.mismatches else f"DIFFERENT {self.wrong} {self.first}"
        worst = max(self.worst.values(), default=0.0)
        extra = f", {self.ties} ties" if self.ties else ""
        extra += f", {self.unanswered} without answer" if self.unanswered else ""
        name = f"{self.config.name} {self.config.algorithm} {self.dataset.name}"
        return f"{name:44} {self.rows:6} rows, worst {worst:.1e}{extra}: {verdict}"


def compare(reference: Reference, config: Config, dataset: Dataset, path: object) -> Comparison:
    """Run the engine over what R was run over, and compare every row."""
    theirs = results(path)  # type: ignore[arg-type]
    k = theirs["k"].to_numpy()
    ours = run(reference, config, dataset, span=Span(int(k.min()), int(k.max())))
    rows = _aligned(ours, theirs)
    found = Comparison(config, dataset, rows=theirs.num_rows)
    if "trend" in theirs.column_names:
        keep = ~_compare_trends(found, theirs, rows)
        # After a tie the two go on with different models: nothing else of that row compares.
        theirs, rows = theirs.filter(pa.array(keep)), rows.filter(pa.array(keep))
    for name, (column, relative, absolute) in NUMBERS.items():
        if name in theirs.column_names:
            quantile = name == "upperbound" and config.control.get("thresholdMethod") in (
                COUNT_QUANTILES
            )
            _compare_numbers(
                found,
                name,
                _vector(theirs, name),
                _vector(rows, column),
                (0.0, 0.0) if quantile else (relative, absolute),
            )
    _compare_alarms(found, theirs, rows)
    return found


def run(reference: Reference, config: Config, dataset: Dataset, *, span: Span) -> pa.Table:
    """Run the engine as `lieny detect` does."""
    loaded = kernel(Algorithm(ALGORITHMS[config.algorithm]), config.control)
    with (
        reference.series(dataset) as path,
        open_series(path, dated=dataset.dated) as series,
    ):
        blocks = [
            detection_rows(
                block,
                loaded.run(
                    panel_of(block, frequency=dataset.frequency, dated=dataset.dated),
                    span=span,
                    mode=Mode.R,
                    threads=1,
                ),
            )
            for block in series.blocks(1000)
        ]
    return pa.concat_tables(blocks, promote_options="none").unify_dictionaries()


def _aligned(ours: pa.Table, theirs: pa.Table) -> pa.Table:
    place = {
        key: row
        for row, key in enumerate(zip(ours["unit"].to_pylist(), ours["k"].to_pylist(), strict=True))
    }
    keys = zip(theirs["unit"].to_pylist(), theirs["k"].to_pylist(), strict=True)
    return ours.take(pa.array([place[unit, int(k)] for unit, k in keys]))


def _vector(table: pa.Table, name: str) -> Vector:
    return np.asarray(
        table[name].cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64
    )


def _compare_numbers(
    found: Comparison, name: str, theirs: Vector, ours: Vector, tolerance: tuple[float, float]
) -> None:
    relative, absolute = tolerance
    there, here = ~np.isnan(theirs), ~np.isnan(ours)
    both = there & here
    with np.errstate(invalid="ignore"):
        gap = np.where(theirs == ours, 0.0, np.abs(theirs - ours))
        allowed = np.maximum(absolute, relative * np.abs(theirs))
        wrong = (there != here) | (both & ~(gap <= allowed))
        scaled = gap[both] / np.maximum(np.abs(theirs[both]), 1.0 if name == "score" else 1e-12)
    found.worst[name] = float(np.max(scaled, initial=0.0))
    _note(found, name, wrong, theirs, ours)


def _compare_alarms(found: Comparison, theirs: pa.Table, ours: pa.Table) -> None:
    r, engine = _vector(theirs, "alarm"), _vector(ours, "alarm")
    unanswered = (r == 0) & np.isnan(engine) & np.isnan(_vector(ours, "upperbound"))
    found.unanswered = int(unanswered.sum())
    wrong = ~((r == engine) | (np.isnan(r) & np.isnan(engine)) | unanswered)
    _note(found, "alarm", wrong, r, engine)


def _compare_trends(found: Comparison, theirs: pa.Table, ours: pa.Table) -> npt.NDArray[np.bool_]:
    """Compare which rows kept the trend; give the rows where the fit equals the greatest count."""
    r, engine = _vector(theirs, "trend"), _vector(ours, "trend")
    differs = (r != engine) & ~(np.isnan(engine) & np.isnan(_vector(ours, "upperbound")))
    ours_slope = np.abs(np.nan_to_num(_vector(ours, "trend_coef")))
    slope = (
        np.abs(np.nan_to_num(_vector(theirs, "trend_coef")))
        if "trend_coef" in theirs.column_names
        else ours_slope
    )
    tie = differs & (np.maximum(ours_slope, slope) < TIE)
    found.ties = int(tie.sum())
    _note(found, "trend", differs & ~tie, r, engine)
    return tie


def _note(
    found: Comparison, name: str, wrong: npt.NDArray[np.bool_], theirs: Vector, ours: Vector
) -> None:
    if wrong.any():
        found.wrong[name] = int(wrong.sum())
        row = int(np.flatnonzero(wrong)[0])
        found.first = found.first or f"row {row + 2} {name}: R {theirs[row]!r}, ours {ours[row]!r}"
