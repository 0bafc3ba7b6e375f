"""Spark gives the bits that one process gives, however the series are parted."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from lieny.surveillance.columns.series import TimeGrid
from lieny.surveillance.engine.detected import Span
from lieny.surveillance.services.algorithms import Algorithm
from lieny.surveillance.services.detection import (
    DetectionConfig,
    DetectionOptions,
    detect_file,
)
from lieny.surveillance.services.spark_screen import (
    INPUT,
    RepeatedTime,
    block_of,
    screen,
    whole_units,
)

FLEXIBLE = {"b": 3, "w": 3, "noPeriods": 10, "thresholdMethod": "nbPlugin", "alpha": 0.01}
BREAKS = {2: 120, 5: 60}
WANTED = bool(os.environ.get("LIENY_SPARK"))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Two executors that are processes of their own, as on a cluster."""
    reason = "Spark is not installed: make spark"
    if not WANTED:
        pytest.importorskip("pyspark", reason=reason)
        if shutil.which("java") is None:
            pytest.skip(f"no Java; {reason}")
    from pyspark.sql import SparkSession  # noqa: PLC0415 - optional

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .getOrCreate()
    )
    yield session
    session.stop()


def series_file(folder: Path) -> Path:
    """Seven units of four years: missing weeks, one that begins late, two that were broken."""
    path = folder / "series.csv"
    lines = ["unit,t,epoch,observed,population,break"]
    for unit in range(7):
        for t in range(1, 209):
            if unit == 6 and t < 30:
                continue
            count = "" if (t * (unit + 1)) % 97 == 0 else (t * 7919 * (unit + 3)) % (5 + 9 * unit)
            lines.append(f"Xã {unit},{t},{16440 + 7 * t},{count},{1000 + t},{BREAKS.get(unit, '')}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("algorithm", "control"),
    [
        (Algorithm.FARRINGTON_FLEXIBLE, FLEXIBLE),
        (Algorithm.EARS, {"method": "C3"}),
    ],
)
def test_spark_gives_the_same_bits(
    spark: Any, tmp_path: Path, algorithm: Algorithm, control: dict[str, object]
):
    path = series_file(tmp_path)
    tables: list[pa.Table] = []
    detect_file(
        path,
        options=DetectionOptions(DetectionConfig(algorithm, control), dated=True),
        sink=tables.append,
    )
    expected = sorted(map(repr, pa.concat_tables(tables).to_pylist()))
    assert any("'break'" in row for row in expected) or algorithm is Algorithm.EARS
    rows = spark.read.csv(str(path), header=True)
    found = screen(
        rows,
        algorithm=algorithm,
        control=control,
        span=Span(157, 208),
        frequency=52,
        dated=True,
        partitions=3,
    )
    assert sorted(map(repr, found.toArrow().to_pylist())) == expected
    assert len(expected) == 7 * 52


def test_batches_are_cut_only_between_units():
    batches = [
        pa.RecordBatch.from_pylist(
            [
                {"unit": unit, "t": t, "observed": 1.0, "population": None, "break": None}
                for unit, t in part
            ],
            schema=INPUT,
        )
        for part in ([("a", 1), ("a", 2), ("b", 1)], [("b", 2), ("c", 1)], [("c", 2)])
    ]
    cut = [table["unit"].to_pylist() for table in whole_units(iter(batches), cells=3)]
    assert cut == [["a", "a"], ["b", "b"], ["c", "c"]]


def test_two_rows_of_one_week_are_refused():
    table = pa.Table.from_pylist(
        [{"unit": "a", "t": 1, "observed": 1.0, "population": None, "break": None}] * 2,
        schema=INPUT,
    )
    with pytest.raises(RepeatedTime, match="add them up first"):
        block_of(table, TimeGrid(first=1, epoch=np.array([1])))


def test_the_latest_break_of_a_unit_counts_from_the_first_week_of_the_table():
    rows = [
        {"unit": unit, "t": t, "observed": 1.0, "population": None, "break": after}
        for unit, t, after in [("a", 11, 12), ("a", 12, 13), ("b", 11, None), ("c", 13, 99)]
    ]
    block = block_of(
        pa.Table.from_pylist(rows, schema=INPUT), TimeGrid(first=11, epoch=np.array([1, 2, 3]))
    )
    assert dict(zip(block.units, block.breaks.tolist(), strict=True)) == {"a": 3, "b": 0, "c": 3}
