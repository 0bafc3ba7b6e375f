"""Unusual calendars through the whole detection: week 53, 29 February, months, days; blocks."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from lieny.node.cli import lieny
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.services import detection
from lieny.surveillance.services.algorithms import Algorithm
from lieny.surveillance.services.detection import DetectionOptions, detect_file
from lieny.surveillance.services.detection_config import DetectionConfig

EPOCH = date(1970, 1, 1)


def counted(folder: Path, days: list[date], last: date, step: str) -> Path:
    """A series of one case a day given, made by the command."""
    cases, series = folder / "cases.csv", folder / "series.csv"
    cases.write_text("onset\n" + "\n".join(map(str, days)) + "\n", encoding="utf-8")
    given = ("series", cases, "--onset", "onset", "--step", step, "--first", days[0])
    given = (*given, "--last", last, "--output", series)
    result = CliRunner().invoke(lieny, [str(each) for each in given])
    assert result.exit_code == 0, result.output
    return series


def detected(series: Path, *arguments: object) -> list[dict[str, str]]:
    rows = series.with_name("rows.csv")
    given = ("detect", series, "--dated", *arguments, "--output", rows)
    result = CliRunner().invoke(lieny, [str(each) for each in given])
    assert result.exit_code == 0, result.output
    with rows.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=place) for place in range((last - first).days + 1)]


def test_week_53_is_a_week_of_its_own_with_seven_days(tmp_path: Path):
    # 2020 has 53 weeks: 28 December 2020 to 3 January 2021
    first, last = date(2020, 9, 7), date(2021, 1, 10)
    days = [*every_day(first, last), *[date(2020, 12, 31)] * 20]
    rows = detected(counted(tmp_path, days, last, "week"), "--algorithm", "ears")
    by_day = {EPOCH + timedelta(days=int(row["epoch"])): row for row in rows}
    assert by_day[date(2020, 12, 28)]["observed"] == "27"
    assert by_day[date(2020, 12, 28)]["alarm"] == "1"
    assert by_day[date(2021, 1, 4)]["observed"] == "7"
    assert len(rows) == 18


def test_the_29th_of_february_is_a_day_like_others(tmp_path: Path):
    first, last = date(2024, 1, 1), date(2024, 3, 10)
    days = [*every_day(first, last), *[date(2024, 2, 29)] * 8]
    series = counted(tmp_path, days, last, "day")
    rows = detected(series, "--algorithm", "ears", "--frequency", "365", "--range", "55:65")
    alarms = [EPOCH + timedelta(days=int(row["epoch"])) for row in rows if row["alarm"] == "1"]
    assert [(row["k"], row["observed"]) for row in rows if row["k"] == "60"] == [("60", "9")]
    assert alarms == [date(2024, 2, 29)]


@pytest.mark.slow
def test_months_of_five_years_are_judged_by_farrington(tmp_path: Path):
    first, last = date(2018, 1, 1), date(2024, 12, 31)
    days = [*every_day(first, last), *[date(2024, 2, 29)] * 60]
    series = counted(tmp_path, days, last, "month")
    rows = detected(series, "--algorithm", "farrington", "--frequency", "12")
    assert len(rows) == 12
    by_day = {EPOCH + timedelta(days=int(row["epoch"])): row for row in rows}
    assert float(by_day[date(2024, 2, 1)]["observed"]) == 29 + 60
    assert [str(day) for day, row in by_day.items() if row["alarm"] == "1"] == ["2024-02-01"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "algorithm", [Algorithm.FARRINGTON_FLEXIBLE, Algorithm.EARS, Algorithm.CUSUM, Algorithm.BAYES]
)
def test_neither_blocks_nor_threads_change_a_bit(
    tmp_path: Path, algorithm: Algorithm, monkeypatch: pytest.MonkeyPatch
):
    rng = np.random.default_rng(7)
    series = tmp_path / "series.csv"
    lines = [
        f"{unit},{t},{t},{'' if rng.random() < 0.01 else rng.poisson(2 + unit)}"
        for unit in range(9)
        for t in range(1, 321)
    ]
    series.write_text("unit,t,epoch,observed\n" + "\n".join(lines) + "\n", encoding="utf-8")

    def found(cells: int, threads: int) -> tuple[list[dict[str, object]], object]:
        monkeypatch.setattr(detection, "BLOCK_CELLS", cells)
        tables: list[dict[str, object]] = []
        options = DetectionOptions(
            DetectionConfig(algorithm), chosen=(300, 320), mode=Mode.R, threads=threads
        )
        summary = detect_file(
            series, options=options, sink=lambda table: tables.extend(table.to_pylist())
        )
        assert summary.signals is not None
        return tables, summary.signals.screened.table

    whole, signals = found(2_000_000, 1)
    assert len(whole) == 9 * 21
    for cells, threads in ((320, 1), (4 * 320, 3), (2_000_000, 4)):
        rows, ranked = found(cells, threads)
        assert repr(rows) == repr(whole)
        assert ranked.equals(signals)
