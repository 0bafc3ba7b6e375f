"""The whole way: a generated region through the command line, judged rule by rule."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lieny.node.sample import Options, generate_region
from lieny.node.sample.account import cases, table
from lieny.node.sample.judge import judge
from lieny.node.sample.pairs import link_score

PRECISION, RECALL = 0.99, 0.97
LIENY = (sys.executable, "-c", "from lieny.node.cli import main; main()")
SOURCE = Path(__file__).resolve().parents[2] / "src"
RULES = [f"R{number:02d}" for number in range(1, 26)]


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Generate a medium region and check it as a user would."""
    out = tmp_path_factory.mktemp("checked")
    options = Options(plant=2.0)
    truth = generate_region(out, registrations=4_000, seed=21, options=options)
    result, links = out / "result.json", out / "links.csv"
    done = subprocess.run(
        [
            *LIENY, "check", str(truth.lists), "--as-of", "2026-11-01", "--format", "json",
            "--output", str(result), "--links", str(links),
        ],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(result.read_text("utf-8"))
    return report, judge(report, out), link_score(links, truth.persons, truth.lists), truth


def test_every_row_of_every_list_goes_in(checked):
    report, _, _, truth = checked
    assert report["registrations"] == truth.registrations
    assert [file["path"] for file in report["files"] if file["kind"] == "unrecognised"] == []
    assert all(file["rows"] == file["accepted"] for file in report["files"])


@pytest.mark.parametrize("rule", RULES)
def test_signs_of_a_rule_are_found_and_hardly_anything_else(checked, rule):
    verdict = checked[1]
    score = verdict.rule(rule)
    story = "\n".join(line for line in cases(verdict, 5) if f" {rule} " in line)
    assert score.found or score.missed, "nothing of this rule was planted"
    assert score.recall >= RECALL, f"{len(score.missed)} missed\n{story}"
    assert score.precision >= PRECISION, f"{len(score.mistaken)} mistaken\n{story}"


def test_no_trap_raises_a_definite_sign(checked):
    verdict = checked[1]
    assert verdict.traps > 400
    sprung = sorted({(trap.rule, trap.plant) for trap, _ in verdict.traps_sprung})
    assert sprung == [], table(verdict)


def test_minutes_of_overlap_are_exact(checked):
    assert checked[1].minutes_exact == 1.0


def test_provinces_are_those_of_the_map_of_the_day(checked):
    assert checked[1].provinces_exact >= 0.97


def test_links_are_right_and_most_are_made(checked):
    score = checked[2]
    assert score.true_pairs > 4_000
    assert score.precision >= 0.999
    assert score.recall >= 0.97
