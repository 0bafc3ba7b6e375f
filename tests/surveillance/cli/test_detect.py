"""`lieny detect` as a user meets it: a file in, a table and a figure out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from lieny.surveillance.cli.detect import detect

COLUMNS = ["unit", "k", "epoch", "observed", "expected", "upperbound", "score", "pvalue"]
COLUMNS += ["alarm", "trend", "status"]


def weekly(folder: Path, weeks: int = 60, units: tuple[str, ...] = ("Xã A", "Xã B")) -> Path:
    """Counts 3, 4, 5, 3, 4, 5, …; the last week of the last unit has 40."""
    lines = ["unit,t,epoch,observed,population"]
    for unit in units:
        for t in range(1, weeks + 1):
            count = 40 if (unit, t) == (units[-1], weeks) else 3 + t % 3
            lines.append(f'"{unit}",{t},{16440 + 7 * t},{count},1000')
    path = folder / "series.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(detect, [str(each) for each in arguments])


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_without_an_output_file_the_table_goes_to_standard_output(tmp_path: Path):
    result = run(weekly(tmp_path), "--algorithm", "ears", "--range", "50:60")
    assert result.exit_code == 0, result.output
    rows = rows_of(result.stdout)
    assert list(rows[0])[:11] == COLUMNS
    assert [(row["unit"], row["k"]) for row in rows[:2]] == [("Xã A", "50"), ("Xã A", "51")]
    assert len(rows) == 2 * 11
    assert [(row["unit"], row["k"]) for row in rows if row["alarm"] == "1"] == [("Xã B", "60")]
    # EARS C1: mean and standard deviation of the seven weeks before, by a second plain computation
    before = np.array([3 + t % 3 for t in range(53, 60)], dtype=float)
    threshold = before.mean() + 3.0902323061678132 * before.std(ddof=1)
    assert float(rows[-1]["upperbound"]) == pytest.approx(threshold, rel=1e-12)
    assert "1 báo động" in result.stderr


def test_numbers_are_written_so_that_they_read_back_exactly(tmp_path: Path):
    path = weekly(tmp_path)
    run(path, "--algorithm", "ears", "--output", tmp_path / "a.csv")
    run(path, "--algorithm", "ears", "--output", tmp_path / "a.parquet")
    rows = rows_of((tmp_path / "a.csv").read_text(encoding="utf-8"))
    table = pyarrow.parquet.read_table(tmp_path / "a.parquet")
    assert [float(row["upperbound"]) for row in rows] == table["upperbound"].to_pylist()
    assert len(rows) == 2 * 52  # the latest year


def test_the_configuration_of_r_is_taken_and_may_name_the_algorithm(tmp_path: Path):
    config = tmp_path / "config.json"
    config.write_text(json.dumps({"algorithm": "earsC", "control": {"method": "C2", "alpha": 0.1}}))
    named = run(weekly(tmp_path), "--config", config)
    config.write_text(json.dumps({"method": "C2", "alpha": 0.1}))
    plain = run(weekly(tmp_path), "--config", config, "--algorithm", "ears")
    assert named.exit_code == plain.exit_code == 0
    assert named.stdout == plain.stdout
    assert named.stdout != run(weekly(tmp_path), "--algorithm", "ears").stdout


def test_threads_and_a_name_with_a_comma_change_nothing_else(tmp_path: Path):
    path = weekly(tmp_path, units=("Xã A, huyện B", 'Xã "C"', "D"))
    one = run(path, "--algorithm", "ears", "--threads", 1)
    assert one.stdout == run(path, "--algorithm", "ears", "--threads", 3).stdout
    assert {row["unit"] for row in rows_of(one.stdout)} == {"Xã A, huyện B", 'Xã "C"', "D"}


def test_weeks_are_counted_as_the_file_counts_them(tmp_path: Path):
    path = weekly(tmp_path)
    kept = [line for line in path.read_text().splitlines() if "unit" in line or ",1," not in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    rows = rows_of(run(path, "--algorithm", "ears", "--range", "59:60").stdout)
    assert [row["k"] for row in rows] == ["59", "60", "59", "60"]
    assert rows[-1]["alarm"] == "1"


def test_a_faulty_unit_is_said_and_the_others_are_judged(tmp_path: Path):
    path = weekly(tmp_path)
    path.write_text(path.read_text() + "Xã C,1,16447,nhiều,\n", encoding="utf-8")
    result = run(path, "--algorithm", "ears", "--output", tmp_path / "o.csv")
    assert result.exit_code == 0
    assert "1 đơn vị chưa được xét" in result.stdout
    assert "đơn vị Xã C, dòng 122" in " ".join(result.stdout.split())
    rows = rows_of((tmp_path / "o.csv").read_text(encoding="utf-8"))
    assert {row["unit"] for row in rows} == {"Xã A", "Xã B"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--range", "50:61"), "(1:60)"),
        (("--range", "5"), "420:471"),
        (("--unit", "Xã Z", "--plot", "x.svg"), "Xã Z"),
        (("--plot", "x.pdf"), ".svg"),
        (("--config", "bad.json"), "JSON"),
        (("--config", "unknown.json"), "bassline"),
        (("--config", "cusum.json"), "cusum"),
    ],
)
def test_what_cannot_be_used_is_refused_with_status_2_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
):
    monkeypatch.chdir(tmp_path)
    path = weekly(tmp_path)
    (tmp_path / "bad.json").write_text("{b: 5}")
    (tmp_path / "unknown.json").write_text('{"bassline": 7}')
    (tmp_path / "cusum.json").write_text('{"algorithm": "cusum", "control": {}}')
    before = set(tmp_path.iterdir())
    result = run(path, "--algorithm", "ears", "--output", "o.csv", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert set(tmp_path.iterdir()) == before


def test_a_file_without_a_usable_series_ends_with_status_2_and_no_table(tmp_path: Path):
    path = tmp_path / "series.csv"
    path.write_text("unit,week,cases\nA,1,2\n", encoding="utf-8")
    result = run(path, "--lang", "en")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "t, epoch, observed" in result.stderr


def test_too_short_a_history_is_said_and_is_no_fault(tmp_path: Path):
    config = tmp_path / "config.json"
    config.write_text('{"algorithm": "rki", "control": {"b": 0, "w": 6, "actY": true}}')
    result = run(weekly(tmp_path, weeks=20), "--config", config, "--range", "3:20")
    assert result.exit_code == 0
    statuses = [row["status"] for row in rows_of(result.stdout)]
    assert statuses.count("insufficient-history") == 2 * 4  # weeks 3 to 6 have no six before them
    assert "insufficient-history" in result.stderr


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_figure_names_units_dates_and_the_threshold(tmp_path: Path, language: str):
    target = tmp_path / "figure.svg"
    arguments = ("--algorithm", "ears", "--dated", "--plot", target, "--lang", language)
    assert run(weekly(tmp_path), *arguments, "--unit", "Xã B").exit_code == 0
    drawn = target.read_text(encoding="utf-8")
    # Letters are drawn as paths; matplotlib leaves the words beside them as comments.
    assert "<!-- Xã B -->" in drawn
    assert "<!-- Xã A -->" not in drawn
    assert ("Ngưỡng báo động" if language == "vi" else "Alarm threshold") in drawn
    again = tmp_path / "again.svg"
    run(weekly(tmp_path), *arguments[:4], again, *arguments[5:], "--unit", "Xã B")
    assert again.read_bytes() == target.read_bytes()


def test_a_png_is_drawn_for_the_strongest_when_no_unit_is_named(tmp_path: Path):
    target = tmp_path / "figure.png"
    assert run(weekly(tmp_path), "--algorithm", "ears", "--plot", target).exit_code == 0
    assert target.read_bytes().startswith(b"\x89PNG")
