"""`lieny series` as a user meets it: a list of cases in, a file that `lieny detect` reads out."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from lieny.surveillance.cli.detect import detect
from lieny.surveillance.cli.series import series
from lieny.surveillance.intake.series_file import open_series
from lieny.ui.dates import Language

# 26734 (a commune of the old map that was divided) and 25942 took part in the merger of 1 July 2025
CASES = """onset,report,benh,xa
2025-06-02,2025-06-03,sxh,26734
03/06/2025,2025-06-20,sxh,26734
2025-06-10,,tcm,
2025-07-08,2025-07-09,sxh,25942
,2025-07-09,sxh,25942
2025-07-20,2025-07-21,sxh,99999
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(series, [str(each) for each in arguments])


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text(CASES, encoding="utf-8")
    return path


def counts_of(path: Path, column: str = "observed") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["unit"], []).append(row[column])
    return found


def test_cases_are_counted_by_week_and_disease(cases: Path, tmp_path: Path):
    out = tmp_path / "series.csv"
    result = run(cases, "--onset", "onset", "--report", "report", "--by", "benh", "--output", out)
    assert result.exit_code == 0, result.output
    # weeks of 2 June to 14 July 2025; the week of 21 July is not over
    assert counts_of(out) == {
        "sxh": ["2", "0", "0", "0", "0", "1", "1"],
        "tcm": ["0", "1", "0", "0", "0", "0", "0"],
    }
    assert "5 / 6 ca → 2 chuỗi × 7 kỳ (02/06/2025 – 21/07/2025)" in result.output
    assert "1 ca không có ngày khởi phát" in result.output
    with open_series(out, dated=True) as opened:
        assert opened.units == ("sxh", "tcm")
        assert opened.grid.epoch.tolist() == [20241 + 7 * week for week in range(7)]


def test_places_are_those_of_today_and_their_breaks_reach_the_detection(
    cases: Path, tmp_path: Path
):
    out = tmp_path / "series.csv"
    result = run(cases, "--onset", "onset", "--place", "xa", "--totals", "--output", out)
    assert result.exit_code == 0, result.output
    counts, breaks = counts_of(out), counts_of(out, "break")
    assert counts["*/*"] == ["2", "1", "0", "0", "0", "1", "1"]
    assert set(breaks["*/*"]) == set(breaks["79/*"]) == {""}
    assert set(breaks["79/25942"]) == {"6"}  # the first whole week after 1 July 2025
    assert "1 ca có mã nơi ở không có trên bản đồ" in result.output
    with open_series(out, dated=True) as opened:
        (block,) = opened.blocks(100)
    assert block.breaks is not None
    assert dict(zip(block.units, block.breaks.tolist(), strict=True))["79/25942"] == 6


@pytest.mark.parametrize(
    ("step", "whole"), [("week", 7), ("epiweek", 7), ("month", 1), ("day", 50)]
)
def test_every_step_counts_whole_periods_only(cases: Path, tmp_path: Path, step, whole):
    out = tmp_path / "series.parquet"
    days = ("--first", "01/06/2025", "--last", "2025-07-20")
    result = run(cases, "--onset", "onset", "--step", step, *days, "--output", out)
    assert result.exit_code == 0, result.output
    table = pyarrow.parquet.read_table(out)
    assert table.num_rows == whole
    assert sum(table["observed"].to_pylist()) == (3 if step == "month" else 5 - (step == "epiweek"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--onset", "ngay"), "Thiếu cột «ngay»"),
        (("--onset", "benh"), "«sxh» không phải là ngày"),
        (("--onset", "onset", "--first", "2025-07-19", "--last", "2025-07-20"), "trọn một kỳ"),
        (("--onset", "onset", "--by", "tuoi"), "Thiếu cột «tuoi»"),
    ],
)
def test_a_refusal_says_why_and_writes_nothing(cases: Path, tmp_path: Path, arguments, said):
    result = run(cases, *arguments, "--output", tmp_path / "series.csv")
    assert result.exit_code == 2
    assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["cases.csv"]


def test_a_workbook_is_refused_with_what_to_do(tmp_path: Path):
    path = tmp_path / "cases.xlsx"
    path.write_bytes(b"PK")
    result = run(path, "--onset", "onset", "--output", tmp_path / "s.csv", "--lang", "en")
    assert result.exit_code == 2
    assert "save the workbook as CSV (UTF-8)" in result.stderr


def test_a_baseline_does_not_reach_across_a_break(tmp_path: Path):
    path = tmp_path / "series.csv"
    rows = [
        f"{unit},{t},{t},{3 + t % 3},{since}"
        for unit, since in (("whole", ""), ("broken", 30))
        for t in range(1, 41)
    ]
    path.write_text("unit,t,epoch,observed,break\n" + "\n".join(rows) + "\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    result = CliRunner().invoke(
        detect, [str(path), "--algorithm", "ears", "--range", "33:40", "--output", str(out)]
    )
    assert result.exit_code == 0, result.output
    status = counts_of(out, "status")
    assert status["whole"] == ["ok"] * 8
    assert status["broken"] == ["break"] * 4 + ["ok"] * 4  # seven weeks from week 30 on
    path.write_text("unit,t,epoch,observed,break\nA,1,1,3,x\nB,1,1,3,1\n", encoding="utf-8")
    with open_series(path, dated=False) as opened:
        assert opened.units == ("B",)
        assert "break là “x”" in opened.problems[0].explain(Language.VI)


def test_cells_of_strange_text_survive(tmp_path: Path):
    path = tmp_path / "cases.parquet"
    table = pa.table({"onset": ["2025-06-02", "2025-06-08"], "noi": ['Xã "A", B', "C/D\\E"]})
    pyarrow.parquet.write_table(table, path)
    out = tmp_path / "series.csv"
    result = run(path, "--onset", "onset", "--by", "noi", "--last", "2025-06-08", "--output", out)
    assert result.exit_code == 0, result.output
    assert counts_of(out) == {"C\\/D\\\\E": ["1"], 'Xã "A", B': ["1"]}
