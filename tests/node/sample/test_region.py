"""The generated region: the same for the same seed, true to itself, and complete."""

import csv
import hashlib
from collections import Counter, defaultdict
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from lieny.node.sample import Options, generate_region
from lieny.node.sample import region as making
from lieny.node.sample.plants import PLANTS

RULES = [f"R{number:02d}" for number in range(1, 26)]


def cells_of_all_files(folder):
    """Hash the values of every sheet, whatever the bytes around them."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            book = CalamineWorkbook.from_path(path)
            sheets = [(n, book.get_sheet_by_name(n).to_python()) for n in book.sheet_names]
            found[str(path.relative_to(folder))] = hashlib.sha256(repr(sheets).encode()).hexdigest()
        elif path.is_file():
            found[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_the_same_seed_gives_the_same_truth_and_the_same_cells(tmp_path, clean_region):
    options = Options(dirt=0, plant=0)
    again = generate_region(tmp_path / "again", registrations=1_200, seed=5, options=options)
    assert again.signs.read_bytes() == clean_region.truth.signs.read_bytes()
    assert again.persons.read_bytes() == clean_region.truth.persons.read_bytes()
    assert cells_of_all_files(again.lists) == cells_of_all_files(clean_region.truth.lists)


def test_another_seed_gives_another_region(tmp_path, clean_region):
    options = Options(dirt=0, plant=0)
    other = generate_region(tmp_path, registrations=1_200, seed=6, options=options)
    assert other.persons.read_bytes() != clean_region.truth.persons.read_bytes()


def test_the_number_of_processes_changes_nothing(tmp_path):
    made = []
    for processes in (1, 2):
        options = Options(nation=True, processes=processes, plant=0.2)
        out = tmp_path / str(processes)
        made.append(generate_region(out, registrations=9_000, seed=3, options=options))
    assert made[0].signs.read_bytes() == made[1].signs.read_bytes()
    assert made[0].persons.read_bytes() == made[1].persons.read_bytes()


def test_there_are_about_as_many_registrations_as_asked_for(region, clean_region):
    assert 2_400 <= region.truth.registrations <= 3_000
    assert 1_100 <= clean_region.truth.registrations <= 1_400


def test_every_rule_has_a_sign_that_must_be_found(region):
    must = {s["rule"] for s in region.signs if s["expect"] in ("definite", "possible", "any")}
    assert sorted(must) == RULES


def test_every_kind_of_plant_appears(region):
    absent = set(PLANTS) - {sign["plant"] for sign in region.signs}
    assert absent == set()


def test_every_trap_asks_for_no_definite_sign(region):
    traps = [sign for sign in region.signs if sign["trap"]]
    assert {sign["expect"] for sign in traps} == {"allowed", "none"}
    assert all(sign["plant"].startswith("trap-") or sign["plant"] == "stale-role" for sign in traps)
    assert {sign["plant"] for sign in traps} >= {p for p in PLANTS if p.startswith("trap-")}


def test_overlap_is_definite_and_doubt_is_possible(region):
    assert {s["expect"] for s in region.signs if s["rule"] == "R02"} <= {
        "possible",
        "allowed",
        "tolerated",
        "none",
    }
    assert {s["expect"] for s in region.signs if s["rule"] == "R01"} <= {
        "definite",
        "allowed",
        "tolerated",
        "none",
    }


def test_minutes_are_those_of_the_intervals(region):
    overlaps = [sign for sign in region.signs if sign["minutes"]]
    assert len(overlaps) > 20
    for sign in overlaps:
        total = sum(_minute(end) - _minute(start) for _, start, end in sign["intervals"])
        assert total == sign["minutes"][0] >= 15


def _minute(clock):
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def test_evidence_points_at_rows_of_that_person(region):
    person_of = {(p["path"], p["sheet"], int(p["row"])): p["person"] for p in region.persons}
    for sign in region.signs:
        for place in sign["evidence"]:
            key = (place["path"], place["sheet"], place["row"])
            if key in person_of and sign["person"]:
                assert person_of[key] == sign["person"]


def test_evidence_of_overlaps_shows_the_licence_in_the_cell(region):
    checked = 0
    for sign in region.signs:
        if sign["plant"] != "overlap-telehealth":
            continue
        serial = sign["licences"][0].split("/")[0].lstrip("0")
        for place in sign["evidence"]:
            if place["path"].endswith(".xlsx"):
                assert any(serial in str(cell) for cell in region.row(place))
                checked += 1
    assert checked or all(
        place["path"].endswith((".csv", ".txt"))
        for sign in region.signs
        if sign["plant"] == "overlap-telehealth"
        for place in sign["evidence"]
    )


def test_a_row_belongs_to_one_person(region):
    keys = Counter((p["path"], p["sheet"], p["row"]) for p in region.persons)
    assert max(keys.values()) == 1


def test_a_clean_region_expects_no_definite_sign(clean_region):
    assert {s["expect"] for s in clean_region.signs} <= {"possible", "allowed", "tolerated"}
    assert not [s for s in clean_region.signs if s["plant"] or s["trap"]]


def test_licence_numbers_of_registers_are_unique(region):
    seen = defaultdict(list)
    for path in region.truth.lists.rglob("So_cap_phep_*.xlsx"):
        book = CalamineWorkbook.from_path(path)
        for row in book.get_sheet_by_index(0).to_python()[1:]:
            seen[row[1]].append(row)
    repeated = {number: rows for number, rows in seen.items() if len(rows) > 1}
    # Only a number that was revoked and issued again stands twice.
    assert all(
        {"Thu hồi", "Đang hiệu lực (cấp lại)"} == {r[9] for r in rows} for rows in repeated.values()
    )
    assert len(seen) > 1_000


def test_the_region_mixes_files_as_departments_do(region):
    files = [path for path in region.truth.lists.rglob("*") if path.is_file()]
    kinds = Counter(path.name.split("_")[0] for path in files)
    assert {"DSHN", "Tong", "So", "Co", "Hoat", "Nguoi", "Nhan", "BHXH"} <= set(kinds)
    assert {path.suffix for path in files} == {".xlsx", ".csv", ".txt"}
    assert any(b"\x00" in path.read_bytes()[:60] for path in files if path.suffix != ".xlsx")


def test_the_old_law_makes_every_second_chief_post_a_sign(tmp_path):
    day = date(2023, 6, 15)
    made = generate_region(tmp_path, registrations=1_000, seed=2, as_of=day)
    text = made.signs.read_text("utf-8")
    chiefs = [line for line in text.splitlines() if '"trap-permitted-chief"' in line]
    assert chiefs
    assert all('"expect": "any"' in line for line in chiefs)
    assert "GPHN" not in text


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "mine.xlsx").write_bytes(b"mine")
    with pytest.raises(making.FolderInUse):
        generate_region(tmp_path, registrations=1_000)
    assert (tmp_path / "input" / "mine.xlsx").read_bytes() == b"mine"


def test_persons_csv_names_files_that_exist(region):
    with region.truth.persons.open(encoding="utf-8", newline="") as rows:
        paths = {row["path"] for row in csv.DictReader(rows)}
    assert all((region.truth.lists / path).is_file() for path in paths)
