"""The whole way: folders in, one batch out."""

import random

import pyarrow as pa
import pytest
from intake_sheets import AN, BINH, CHAU, HEAD, HEADINGS, Page, column, workbook

from lieny.registry.columns import tables
from lieny.registry.intake.finding_files import files_under, grouped
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reading import read_paths
from lieny.registry.intake.reading_group import read_group

SCHEMAS = {
    "files": tables.FILES,
    "headings": tables.HEADINGS,
    "registrations": tables.REGISTRATIONS,
    "licences": tables.LICENCES,
    "facilities": tables.FACILITIES,
    "activities": tables.ACTIVITIES,
    "trainees": tables.TRAINEES,
    "problems": tables.PROBLEMS,
}
PEOPLE = [AN, BINH, CHAU]


def region(folder, count):
    rng = random.Random(7)
    for number in range(count):
        head = [["1. Tên cơ sở: Phòng khám " + str(number)], *HEAD[4:]]
        rows = [[n, *rng.choice(PEOPLE)[1:]] for n in range(1, rng.randint(2, 9))]
        place = folder / f"tỉnh {number % 3}"
        place.mkdir(exist_ok=True)
        (place / f"{number:03d}.xlsx").write_bytes(workbook(Page([*head, HEADINGS, *rows])))
    (folder / "xấu.xlsx").write_bytes(b"PK\x03\x04")


@pytest.fixture(scope="module")
def batches(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    region(folder, 20)
    heard = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lieny.registry.intake.reading._GROUP_FILES", 4)
        one = read_paths([folder], jobs=1, progress=lambda *told: heard.append(told))
        return folder, one, read_paths([folder], jobs=3), heard


def test_the_result_does_not_depend_on_the_number_of_jobs(batches):
    _, one, three, _ = batches
    for name in SCHEMAS:
        assert getattr(one, name).to_pylist() == getattr(three, name).to_pylist(), name


def test_every_table_has_its_schema(batches):
    for name, schema in SCHEMAS.items():
        table = getattr(batches[1], name)
        assert table.schema == schema
        table.validate(full=True)


def test_files_and_facilities_are_pointed_at_across_groups(batches):
    _, batch, _, _ = batches
    assert batch.files.num_rows == 21
    assert column(batch, "path", "files") == sorted(column(batch, "path", "files"))
    places = column(batch, "file", "facilities")
    assert len(places) == 20
    for file, facility in zip(column(batch, "file"), column(batch, "facility"), strict=True):
        assert places[facility] == file


def test_reading_in_this_process_gives_the_same(batches):
    folder, batch, _, _ = batches
    here = read_group(list(enumerate(files_under([folder]))), Limits())
    for name in SCHEMAS:
        assert getattr(here, name).to_pylist() == getattr(batch, name).to_pylist(), name


def test_progress_counts_files(batches):
    heard = batches[3]
    assert [done for done, _, _ in heard] == list(range(1, 22))
    assert {total for _, total, _ in heard} == {21}
    assert heard[0][2] == "000.xlsx"


def test_dictionaries_are_unified(batches):
    chunked = batches[1].registrations.column("raw_time")
    assert chunked.num_chunks == 1
    words = chunked.chunk(0).dictionary.to_pylist()
    assert sorted(words) == sorted(set(words))


def test_nothing_given_gives_an_empty_batch(tmp_path):
    batch = read_paths([tmp_path])
    assert {name: getattr(batch, name).schema for name in SCHEMAS} == SCHEMAS
    assert batch.files.num_rows == 0


def test_a_path_that_is_not_there_is_one_problem(tmp_path):
    batch = read_paths([tmp_path / "không-có.xlsx"], jobs=1)
    assert column(batch, "code", "problems") == ["file-missing"]
    assert column(batch, "sha256", "files") == [""]


def test_lock_files_hidden_files_and_other_trades_are_passed_over(tmp_path):
    for name in (
        "~$a.xlsx",
        ".ẩn.xlsx",
        "thumbs.db",
        "truth.json",
        "b.xlsx",
        "a/c.csv",
        ".git/d.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    found = [
        str(path.relative_to(tmp_path)) for path in files_under([tmp_path, tmp_path / "b.xlsx"])
    ]
    assert found == ["a/c.csv", "b.xlsx"]
    assert files_under([tmp_path / "truth.json"]) == [tmp_path / "truth.json"]


def test_groups_keep_order_and_limits(tmp_path):
    for number in range(7):
        (tmp_path / f"{number}.csv").write_bytes(b"x" * (40 if number == 3 else 10))
    groups = grouped(files_under([tmp_path]), most_bytes=30, most_files=2)
    assert [[number for number, _ in group] for group in groups] == [[0, 1], [2], [3], [4, 5], [6]]


def test_a_long_file_is_typed_in_portions(tmp_path, monkeypatch):
    monkeypatch.setattr("lieny.registry.intake.reading_group._PORTION", 500)
    rows = [
        [n, "Nguyễn Văn An", f"{n:06d}/HCM-CCHN", "", "nt" if n % 2 else "T2: 7h-11h", ""]
        for n in range(1, 3_001)
    ]
    rows[0][4] = "T2: 7h-11h"
    foot = [["", "", "", "", "Biên Hòa, ngày 12 tháng 3 năm 2026"]]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(Page([*HEAD, HEADINGS, *rows, *foot])))
    batch = read_group([(0, path)], Limits())
    assert column(batch, "licence_serial") == list(range(1, 3_001))
    assert set(column(batch, "definite")) == {column(batch, "definite")[0]}
    assert column(batch, "listed_on").count(None) == 0
    assert pa.compute.count_distinct(batch.registrations.column("listed_on")).as_py() == 1


def test_a_file_refused_halfway_leaves_nothing(tmp_path):
    good, bad = tmp_path / "a.csv", tmp_path / "b.csv"
    other = [["1. Tên cơ sở: Nha khoa B"], HEADINGS]
    lines = [";".join(map(str, row)) for row in [*other, AN, BINH]]
    bad.write_text("\n".join([*lines, *["3;Lê Minh Châu;000125/HCM-CCHN;;;"] * 20]))
    good.write_text("\n".join(";".join(map(str, row)) for row in [*HEAD, HEADINGS, AN]))
    batch = read_group([(0, bad), (1, good)], Limits(text_rows=15))
    assert column(batch, "file") == [1]
    assert column(batch, "facility") == [0]
    assert column(batch, "name", "facilities") == ["Phòng khám đa khoa Hòa Bình"]
    assert column(batch, "code", "problems") == ["file-too-large"]
    assert column(batch, "kind", "files") == ["unrecognised", "registration-list"]
