"""The judge: what counts as found, missed, mistaken and as a sprung trap."""

import json

import pytest

from lieny.node.sample.account import cases, table
from lieny.node.sample.judge import judge
from lieny.node.sample.pairs import link_score

AN, BINH, CHI = "P1", "P2", "P3"


def truth_line(rule, expect, person, rows, *, trap=False, minutes=(), plant="planted"):
    return {
        "rule": rule,
        "expect": expect,
        "plant": plant,
        "trap": trap,
        "person": person,
        "name": "Nguyễn Văn An",
        "licences": [],
        "minutes": list(minutes),
        "provinces": ["75", "79"],
        "cross_province": True,
        "around": [],
        "evidence": [{"path": "a.xlsx", "sheet": "S", "row": row} for row in rows],
    }


def finding(rule, certainty, rows, minutes=None):
    return {
        "provinces": ["75", "79"],
        "cross_province": True,
        "rule": rule,
        "certainty": certainty,
        "minutes_per_week": minutes,
        "person": {"name": "Nguyễn Văn An"},
        "evidence": [{"path": "a.xlsx", "sheet": "S", "row": row} for row in rows],
    }


@pytest.fixture
def court(tmp_path):
    """Judge findings against lines; rows 1–3 are An's, 4–6 Bình's, 7–9 Chi's."""

    def hold(lines, findings):
        folder = tmp_path / "truth"
        folder.mkdir(exist_ok=True)
        rows = [f"a.xlsx,S,{row},P{(row - 1) // 3 + 1}" for row in range(1, 10)]
        (folder / "persons.csv").write_text("path,sheet,row,person\n" + "\n".join(rows) + "\n")
        (folder / "truth.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
        return judge({"findings": findings}, tmp_path)

    return hold


def test_a_definite_sign_on_the_right_rows_is_found(court):
    verdict = court(
        [truth_line("R01", "definite", AN, [1, 2], minutes=[240])],
        [finding("R01", "definite", [1, 2], 240)],
    )
    score = verdict.scores["R01", "definite"]
    assert (len(score.found), len(score.missed), len(score.mistaken)) == (1, 0, 0)
    assert (verdict.minutes_exact, verdict.evidence_whole) == (1.0, 1.0)


def test_provinces_of_another_map_are_not_exact(court):
    seen = finding("R01", "definite", [1, 2], 240)
    lines = [truth_line("R01", "definite", AN, [1, 2], minutes=[240])]
    assert court(lines, [seen]).provinces_exact == 1.0
    assert court(lines, [{**seen, "provinces": ["74", "75"]}]).provinces_exact == 0.0
    assert court(lines, [{**seen, "cross_province": False}]).provinces_exact == 0.0


def test_other_minutes_and_half_the_evidence_are_found_but_not_exact(court):
    verdict = court(
        [truth_line("R01", "definite", AN, [1, 2], minutes=[240, 210])],
        [finding("R01", "definite", [1], 180)],
    )
    assert len(verdict.scores["R01", "definite"].found) == 1
    assert (verdict.minutes_exact, verdict.evidence_whole) == (0.0, 0.0)


def test_a_question_instead_of_a_definite_sign_is_a_miss_but_no_false_sign(court):
    verdict = court(
        [truth_line("R01", "definite", AN, [1, 2])], [finding("R01", "possible", [1, 2])]
    )
    score = verdict.rule("R01")
    assert (len(score.found), len(score.missed), len(score.mistaken)) == (0, 1, 0)
    assert score.weaker == 1


def test_a_definite_sign_where_a_question_was_due_is_mistaken(court):
    verdict = court(
        [truth_line("R02", "possible", AN, [1, 2])], [finding("R02", "definite", [1, 2])]
    )
    assert len(verdict.scores["R02", "definite"].mistaken) == 1
    assert len(verdict.scores["R02", "possible"].missed) == 1


def test_a_sign_about_somebody_who_did_nothing_is_mistaken(court):
    verdict = court([truth_line("R06", "definite", AN, [1])], [finding("R06", "definite", [4])])
    score = verdict.scores["R06", "definite"]
    assert (score.precision, score.recall) == (0.0, 0.0)


def test_a_definite_sign_springs_a_trap_and_a_question_does_not(court):
    lines = [
        truth_line("R01", "allowed", AN, [1, 2], trap=True),
        truth_line("R01", "allowed", BINH, [4, 5], trap=True),
    ]
    findings = [finding("R01", "definite", [1, 2]), finding("R01", "possible", [4, 5])]
    verdict = court(lines, findings)
    assert verdict.traps == 2
    assert [trap.person for trap, _ in verdict.traps_sprung] == [AN]
    assert len(verdict.rule("R01").mistaken) == 1


def test_a_question_where_nothing_may_be_said_is_mistaken(court):
    verdict = court(
        [truth_line("R01", "none", AN, [1, 2], trap=True)], [finding("R01", "possible", [1, 2])]
    )
    assert len(verdict.scores["R01", "possible"].mistaken) == 1
    assert verdict.traps_sprung == []


def test_what_is_tolerated_is_not_judged(court):
    verdict = court(
        [truth_line("R23", "tolerated", AN, [1, 2])], [finding("R23", "definite", [1, 2])]
    )
    assert verdict.rule("R23").mistaken == []
    assert (verdict.rule("R23").precision, verdict.rule("R23").recall) == (1.0, 1.0)


def test_of_several_pairs_of_posts_the_nearest_is_meant(court):
    lines = [
        truth_line("R01", "definite", AN, [1, 2]),
        truth_line("R01", "allowed", AN, [1, 3], trap=True),
    ]
    verdict = court(lines, [finding("R01", "definite", [1, 2])])
    assert len(verdict.rule("R01").found) == 1
    assert verdict.traps_sprung == []


def test_a_sign_about_a_facility_is_known_by_its_rows(court):
    lines = [truth_line("R25", "any", None, [7, 8])]
    assert len(court(lines, [finding("R25", "possible", [8])]).rule("R25").found) == 1
    assert len(court(lines, [finding("R25", "possible", [9])]).rule("R25").mistaken) == 1


def test_paths_may_begin_anywhere_and_delimited_files_have_no_sheet(tmp_path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / "persons.csv").write_text("path,sheet,row,person\nx/b.csv,Bang,2,P1\n")
    line = truth_line("R06", "definite", "P1", [])
    line["evidence"] = [{"path": "x/b.csv", "sheet": "Bang", "row": 2}]
    (tmp_path / "truth" / "truth.jsonl").write_text(json.dumps(line))
    seen = finding("R06", "definite", [])
    seen["evidence"] = [{"path": f"{tmp_path}/input/x/b.csv", "sheet": "b", "row": 2}]
    assert len(judge({"findings": [seen]}, tmp_path).rule("R06").found) == 1


def test_the_account_names_what_went_wrong(court):
    verdict = court(
        [truth_line("R06", "definite", AN, [1]), truth_line("R07", "none", BINH, [4], trap=True)],
        [finding("R07", "definite", [4])],
    )
    assert "| R06 | definite | 1 | 0 | 1 | 0 | 1.000 | 0.000 |" in table(verdict)
    text = "\n".join(cases(verdict, 5))
    assert "MISSED R06 definite [planted] Nguyễn Văn An" in text
    assert "TRAP   R07" in text


def test_linked_pairs_are_counted_by_hand(tmp_path):
    truth = "path,sheet,row,person\n" + "".join(
        f"a.xlsx,S,{row},{person}\n" for row, person in enumerate("AAABBC", 1)
    )
    links = "path,sheet,row,person\n" + "".join(
        f"{tmp_path}/a.xlsx,S,{row},{person}\n" for row, person in enumerate("112233", 1)
    )
    (tmp_path / "truth.csv").write_text(truth)
    (tmp_path / "links.csv").write_text(links)
    score = link_score(tmp_path / "links.csv", tmp_path / "truth.csv", tmp_path)
    # True pairs: 3 of A, 1 of B. Linked: rows 1+2, 3+4, 5+6; only 1+2 is right.
    assert (score.rows, score.true_pairs, score.linked_pairs, score.right_pairs) == (6, 4, 3, 1)
    assert score.precision == pytest.approx(1 / 3)
    assert score.recall == pytest.approx(1 / 4)
