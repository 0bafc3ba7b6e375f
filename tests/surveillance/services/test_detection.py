"""A detection goes through in blocks: they change no number, and the summary counts them all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from lieny.surveillance.columns.series import TimeGrid
from lieny.surveillance.engine.detected import Status
from lieny.surveillance.services import detection
from lieny.surveillance.services.algorithms import Algorithm, algorithm_named, kernel
from lieny.surveillance.services.detection import (
    DetectionConfig,
    DetectionOptions,
    DetectionSummary,
    detect_file,
)
from lieny.surveillance.services.detection_config import default_control, span_of
from lieny.surveillance.services.detection_rows import ROWS


def series_file(folder: Path, units: int = 11, weeks: int = 40) -> Path:
    path = folder / "series.csv"
    rows = [
        f"u{unit},{t},{t},{(unit * 13 + t * 7) % 5 + (30 if t == weeks - unit % 3 else 0)}"
        for unit in range(units)
        for t in range(1, weeks + 1)
    ]
    path.write_text("unit,t,epoch,observed\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def detected(path: Path, **options: object) -> tuple[pa.Table, DetectionSummary, list[int]]:
    tables: list[pa.Table] = []
    steps: list[int] = []
    chosen = DetectionOptions(DetectionConfig(Algorithm.EARS), chosen=(30, 40), **options)
    summary = detect_file(
        path, options=chosen, sink=tables.append, progress=lambda done, total: steps.append(done)
    )
    return pa.concat_tables(tables).unify_dictionaries(), summary, steps


def test_blocks_change_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = series_file(tmp_path)
    whole, summary, steps = detected(path, figure=True)
    monkeypatch.setattr(detection, "BLOCK_CELLS", 40 * 3)
    parts, again, smaller = detected(path, figure=True)
    assert steps == [0, 11]
    assert smaller == [0, 3, 6, 9, 11]
    assert repr(parts.to_pylist()) == repr(whole.to_pylist())
    assert repr(again.ranked) == repr(summary.ranked)
    assert [each.unit for each in again.kept] == [each.unit for each in summary.kept]


def test_the_summary_counts_what_the_table_holds(tmp_path: Path):
    table, summary, _ = detected(series_file(tmp_path))
    alarms = table.filter(pc.equal(table["alarm"], 1))
    assert summary.alarms == alarms.num_rows == 11
    assert summary.units_with_alarm == 11
    assert summary.in_latest == 4  # u0, u3, u6, u9 rise in the last week
    assert summary.statuses == {Status.OK: 11 * 11}
    assert [each.k for each in summary.ranked] == [40] * 4 + [39] * 4 + [38] * 2
    strengths = [each.strength for each in summary.ranked[:4]]
    assert strengths == sorted(strengths, reverse=True)
    assert table.schema.names == ROWS.names


def test_names_of_r_and_ours_lead_to_one_kernel():
    assert algorithm_named("farringtonFlexible") is Algorithm.FARRINGTON_FLEXIBLE
    assert algorithm_named("glr-nb") is algorithm_named("glrnb")
    assert algorithm_named("ears1") is None
    for algorithm in Algorithm:
        assert kernel(algorithm, {}).algorithm is algorithm


@pytest.mark.parametrize(("weeks", "years"), [(70, 1), (170, 2), (400, 5), (900, 5)])
def test_without_a_configuration_as_many_years_back_as_there_are(weeks: int, years: int):
    span = span_of(TimeGrid(1, np.arange(weeks)), None, frequency=52)
    assert (span.first, span.last) == (weeks - 51, weeks)
    control = default_control(Algorithm.FARRINGTON_FLEXIBLE, span=span, frequency=52)
    assert control["b"] == years
