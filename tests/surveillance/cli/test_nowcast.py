"""`lieny nowcast` as a user meets it: cases with days of report in, expected totals out."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lieny.surveillance.cli.nowcast import nowcast

MONDAY = date(2026, 6, 1)
# cases by week of onset and by weeks until the report; what is known at the end of week 5
COUNTS = [[4, 3, 1], [5, 5, 0], [6, 2, 2], [8, 4, 0], [3, 0, 0]]


def case_rows() -> list[tuple[date, date]]:
    return [
        (MONDAY + timedelta(weeks=week), MONDAY + timedelta(weeks=week + delay))
        for week, row in enumerate(COUNTS)
        for delay, count in enumerate(row)
        for _ in range(count)
    ]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    later = MONDAY + timedelta(weeks=5)  # reported after the day looked from
    lines = ["onset,report", *(f"{onset},{report}" for onset, report in case_rows())]
    lines += [f"{MONDAY + timedelta(weeks=4)},{later}"] * 9
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(nowcast, [str(each) for each in arguments])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_expected_totals_are_those_of_a_calculation_by_hand(cases: Path, tmp_path: Path):
    out, figure = tmp_path / "nowcast.csv", tmp_path / "nowcast.svg"
    result = run(
        *(cases, "--onset", "onset", "--report", "report", "--as-of", "2026-07-05"),
        *("--longest", "2", "--window", "5", "--output", out, "--plot", figure),
    )
    assert result.exit_code == 0, result.output
    rows = rows_of(out)
    # Lawless: 3 of 28 cases came two weeks later, 14 of 37 one week later
    shares = [25 / 28, 25 / 28 * 23 / 37]
    assert [float(row["reported"]) for row in rows] == [8, 10, 10, 12, 3]
    totals = [8, 10, 10, 12 / shares[0], 3 / shares[1]]
    assert [float(row["expected"]) for row in rows] == pytest.approx(totals)
    assert [row["period"] for row in rows] == [f"2026-W{week}" for week in range(23, 28)]
    for row in rows[:3]:
        assert row["lower"] == row["upper"] == row["reported"]
    for row in rows[3:]:
        assert float(row["reported"]) <= float(row["lower"]) < float(row["expected"])
        assert float(row["expected"]) < float(row["upper"])
    assert "2026-W27: đã báo cáo 3, ước tính 5,4" in result.output
    assert figure.read_text(encoding="utf-8").lstrip().startswith("<?xml")


def test_too_few_weeks_are_refused_and_nothing_is_written(cases: Path, tmp_path: Path):
    given = (cases, "--onset", "onset", "--report", "report", "--lang", "en")
    result = run(*given, "--output", tmp_path / "nowcast.csv")
    assert result.exit_code == 2
    assert "smaller --longest" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["cases.csv"]


def test_a_missing_column_is_named(cases: Path, tmp_path: Path):
    given = (cases, "--onset", "onset", "--report", "ngay_bao_cao")
    result = run(*given, "--output", tmp_path / "nowcast.csv")
    assert result.exit_code == 2
    assert "Thiếu cột «ngay_bao_cao»" in result.stderr
    assert not (tmp_path / "nowcast.csv").exists()


def test_impossible_and_missing_days_of_report_are_said(tmp_path: Path):
    path = tmp_path / "cases.csv"
    lines = ["onset,report", *(f"{onset},{report}" for onset, report in case_rows())]
    lines += ["2026-06-15,2026-06-01", "2026-06-15,"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "nowcast.csv"
    result = run(
        *(path, "--onset", "onset", "--report", "report", "--as-of", "2026-07-05"),
        *("--longest", "2", "--window", "5", "--output", out),
    )
    assert result.exit_code == 0, result.output
    assert "1 ca báo cáo trước khi khởi phát" in result.output
    assert "1 ca không có ngày báo cáo" in result.output
    assert [row["reported"] for row in rows_of(out)][2] == "12"
