"""The whole way: a case list with one planted outbreak, series, detection, the signal."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lieny.node.cli import lieny

LAST = "2026-11-01"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(lieny, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A simulated case list and the unit of its outbreak."""
    path = tmp_path_factory.mktemp("example") / "cases.csv"
    said = run("example-cases", path, "--last", LAST).output
    found = re.search(r"outbreak: (\S+)", said)
    assert found is not None
    return path, found[1]


@pytest.mark.slow
def test_the_unit_of_the_planted_outbreak_ranks_first(example: tuple[Path, str], tmp_path: Path):
    cases, unit = example
    series, rows = tmp_path / "series.csv", tmp_path / "rows.csv"
    counted = run(
        *("series", cases, "--onset", "onset_on", "--report", "reported_on", "--by", "disease"),
        *("--place", "commune", "--codes", "new", "--last", LAST, "--output", series),
    ).output
    listed = len(cases.read_text(encoding="utf-8").splitlines()) - 1
    shown = f"{listed:,}".replace(",", ".")
    assert f"{shown} / {shown} ca → 24 chuỗi × 312 kỳ" in counted
    assert "bị ngắt" not in counted
    given = ("detect", series, "--dated", "--range", "312:312", "--output", rows)
    said = run(*given, "--lang", "en").output
    with rows.open(encoding="utf-8", newline="") as file:
        found = {row["unit"]: row for row in csv.DictReader(file)}
    assert len(found) == 24
    assert [name for name, row in found.items() if row["alarm"] == "1"] == [unit]
    # by the p-values themselves, without the two or fewer cases that make no signal
    enough = [row for row in found.values() if float(row["observed"]) >= 3]
    assert min(enough, key=lambda row: float(row["pvalue"]))["unit"] == unit
    first = next(line for line in said.splitlines() if line.startswith("   1 "))
    assert unit in first
    assert re.search(r"Latest: \d+ signals \(q ≤ 0.05, 3 cases or more\) in \d+ series", said)


def test_equal_seeds_give_equal_lists_and_others_do_not(tmp_path: Path):
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        run("example-cases", tmp_path / f"{name}.csv", "--seed", seed)
    one, same, other = ((tmp_path / f"{name}.csv").read_bytes() for name in "abc")
    assert one == same != other


def test_a_last_day_inside_a_week_is_refused(tmp_path: Path):
    path = tmp_path / "cases.csv"
    result = CliRunner().invoke(lieny, ["example-cases", str(path), "--last", "2026-11-02"])
    assert result.exit_code == 2
    assert not path.exists()


def test_signals_need_the_cases_that_were_asked_for(tmp_path: Path):
    path = tmp_path / "series.csv"
    lines = [
        f"{unit},{t},{t},{last if t == 60 else t % 2}"
        for unit, last in (("few", 6), ("many", 9))
        for t in range(1, 61)
    ]
    path.write_text("unit,t,epoch,observed\n" + "\n".join(lines) + "\n", encoding="utf-8")
    given = ("detect", path, "--algorithm", "ears", "--range", "60:60", "--lang", "en")
    output = ("--output", tmp_path / "rows.csv")
    both = run(*given, *output).output
    assert "Latest: 2 signals (alarms, 3 cases or more) in 2 series judged" in both
    assert re.search(r"^ +1 +many +9", both, re.MULTILINE)
    assert "Latest: 1 signals" in run(*given, *output, "--least-cases", "7").output
    assert "Latest" not in run(*given, *output, "--most-signals", "0").output
