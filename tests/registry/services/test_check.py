"""The main job on small folders: two provinces' lists, a bad file, past days, nothing usable."""

import json
from datetime import date

import pytest
import xlsxwriter
from click.testing import CliRunner

from lieny.node.cli import lieny
from lieny.registry.engine.linking import blocking
from lieny.registry.services.check import CheckOptions, NothingUsable, check_lists

HEADINGS = [
    "STT",
    "Họ và tên",
    "Số giấy phép hành nghề/Số chứng chỉ hành nghề",
    "Phạm vi hành nghề",
    "Thời gian đăng ký hành nghề tại cơ sở",
    "Vị trí chuyên môn",
]
DOCTOR = ("BS.CKI Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN", "Khám bệnh, chữa bệnh đa khoa")
AS_OF = date(2026, 11, 1)


def write_list(path, *, facility, licence, address, rows, dated="ngày 01 tháng 10 năm 2026"):
    """Write a list in the official form: header block, then table from row 8."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, "DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ")
    sheet.write(1, 0, f"1. Tên cơ sở: {facility}")
    sheet.write(2, 0, f"2. Địa chỉ: {address}")
    sheet.write(3, 0, f"Số giấy phép hoạt động: {licence}")
    for column, heading in enumerate(HEADINGS):
        sheet.write(6, column, heading)
    for number, (name, number_of_licence, scope, hours, position) in enumerate(rows, start=1):
        cells = [number, name, number_of_licence, scope, hours, position]
        for column, cell in enumerate(cells):
            sheet.write(6 + number, column, cell)
    sheet.write(9 + len(rows), 3, f"…, {dated}")
    book.close()


@pytest.fixture
def two_provinces(tmp_path):
    """One doctor at a hospital in Ho Chi Minh City and at a clinic in Đồng Nai."""
    folder = tmp_path / "lists"
    folder.mkdir()
    write_list(
        folder / "benh-vien.xlsx",
        facility="Bệnh viện Đa khoa Sài Gòn",
        licence="00123/HCM-GPHĐ",
        address="125 Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh",
        rows=[(*DOCTOR, "T2-T6: 7h30-11h30, 13h-16h30", "Bác sĩ điều trị")],
    )
    write_list(
        folder / "phong-kham.xlsx",
        facility="Phòng khám đa khoa An Bình",
        licence="00456/ĐNAI-GPHĐ",
        address="12 Quốc lộ 1, phường Trảng Dài, tỉnh Đồng Nai",
        rows=[(*DOCTOR, "Thứ 2, thứ 4: 8h-10h; thứ 7: 7h-11h", "Bác sĩ khám bệnh")],
    )
    return folder


def findings(result, rule):
    return [finding for finding in result.findings if finding.rule == rule]


def test_hours_that_overlap_between_two_provinces_are_one_definite_sign(two_provinces):
    result = check_lists([two_provinces], options=CheckOptions(as_of=AS_OF, jobs=1))
    [sign] = findings(result, "R01")
    assert sign.certainty == "definite"
    assert sign.severity == "high"
    assert sign.minutes_per_week == 240
    assert sign.overlap.by_day() == [(1, "08:00", "10:00"), (3, "08:00", "10:00")]
    assert set(sign.provinces) == {"79", "75"}
    assert sign.cross_province
    assert sign.person.licences == ("001234/HCM-CCHN",)
    assert {(cell.path.rsplit("/", 1)[1], cell.sheet, cell.row) for cell in sign.evidence} == {
        ("benh-vien.xlsx", "Danh sách", 8),
        ("phong-kham.xlsx", "Danh sách", 8),
    }
    law = sign.law[0]
    assert (law.instrument, law.article) == ("15/2023/QH15", "Điều 36 khoản 1")
    assert result.persons == 1
    assert result.registrations == 2


def test_evidence_gives_the_senders_own_headings_and_cells(two_provinces):
    result = check_lists([two_provinces], options=CheckOptions(as_of=AS_OF, jobs=1))
    [sign] = findings(result, "R01")
    clinic = next(cell for cell in sign.evidence if cell.path.endswith("phong-kham.xlsx"))
    assert clinic.raw["Thời gian đăng ký hành nghề tại cơ sở"] == (
        "Thứ 2, thứ 4: 8h-10h; thứ 7: 7h-11h"
    )
    assert clinic.columns["Họ và tên"] == 2


def test_a_bad_file_is_named_and_the_rest_is_checked(two_provinces):
    (two_provinces / "hong.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    result = check_lists([two_provinces], options=CheckOptions(as_of=AS_OF, jobs=1))
    bad = next(file for file in result.files if file.path.endswith("hong.xlsx"))
    assert len(bad.problems) == 1
    assert bad.problems[0].refused
    assert bad.problems[0].advice.vi
    assert bad.accepted == 0
    assert len(findings(result, "R01")) == 1


def test_the_law_of_the_day_is_the_one_that_is_named(two_provinces):
    result = check_lists([two_provinces], options=CheckOptions(as_of=date(2023, 6, 15), jobs=1))
    [sign] = findings(result, "R01")
    assert sign.law[0].instrument == "109/2016/NĐ-CP"


def test_a_rule_without_input_says_so(two_provinces):
    result = check_lists([two_provinces], options=CheckOptions(as_of=AS_OF, jobs=1))
    silent = {one.rule for one in result.not_run}
    assert {"R17", "R18", "R20", "R23", "R24"} <= silent
    assert "R01" not in silent


def test_nothing_usable_is_refused_with_the_reason_and_no_result(tmp_path):
    (tmp_path / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(NothingUsable) as refused:
        check_lists([tmp_path], options=CheckOptions(as_of=AS_OF, jobs=1))
    lines = list(refused.value.explain("vi"))
    assert lines[0] == "Không tệp nào dùng được."
    assert any("anh.xlsx" in line for line in lines)


def run(*arguments):
    return CliRunner().invoke(lieny, [str(one) for one in arguments], obj=lambda: AS_OF)


def test_the_command_writes_json_that_keeps_its_contract(two_provinces, tmp_path):
    target = tmp_path / "out.json"
    done = run(
        "check",
        two_provinces,
        "--as-of",
        "2026-11-01",
        "--format",
        "json",
        "--output",
        target,
        "--jobs",
        1,
    )
    assert done.exit_code == 0, done.output
    report = json.loads(target.read_text("utf-8"))
    assert report["as_of"] == "2026-11-01"
    assert {file["province"] for file in report["files"]} == {"79", "75"}
    [sign] = [one for one in report["findings"] if one["rule"] == "R01"]
    assert sign["minutes_per_week"] == 240
    assert sign["intervals"] == [[1, "08:00", "10:00"], [3, "08:00", "10:00"]]
    assert (
        sign["law"][0]
        == {"instrument": "15/2023/QH15", "article": "Điều 36 khoản 1"} | sign["law"][0]
    )
    assert {"path", "sheet", "row", "raw"} <= set(sign["evidence"][0])


def test_the_command_ends_with_two_when_nothing_is_usable(tmp_path):
    (tmp_path / "rong.csv").write_text("", "utf-8")
    done = run("check", tmp_path, "--jobs", 1)
    assert done.exit_code == 2
    assert "Không tệp nào dùng được" in done.output


@pytest.mark.parametrize("form", ["html", "table"])
def test_the_other_forms_show_the_person_and_the_minutes(two_provinces, tmp_path, form):
    target = tmp_path / "out"
    done = run(
        "check",
        two_provinces,
        "--format",
        form,
        "--output",
        target,
        "--jobs",
        1,
        "--as-of",
        "01/11/2026",
    )
    assert done.exit_code == 0, done.output
    shown = target.read_text("utf-8")
    assert "Nguyễn Thị Hoàng Oanh" in shown
    assert "4 giờ" in shown


def test_the_annotated_workbooks_keep_the_original_and_mark_it(two_provinces, tmp_path):
    before = (two_provinces / "phong-kham.xlsx").read_bytes()
    done = run(
        "check",
        two_provinces,
        "--format",
        "xlsx",
        "--output",
        tmp_path / "marked",
        "--jobs",
        1,
        "--as-of",
        "2026-11-01",
    )
    assert done.exit_code == 0, done.output
    assert (two_provinces / "phong-kham.xlsx").read_bytes() == before
    written = {path.name for path in (tmp_path / "marked").rglob("*.xlsx")}
    assert {"benh-vien.xlsx", "phong-kham.xlsx"} < written
    assert len(written) == 3  # and the list of all signs


def test_rows_that_were_not_all_compared_are_told_of(two_provinces, monkeypatch):
    write_list(
        two_provinces / "tram.xlsx",
        facility="Trạm y tế Tam Hiệp",
        licence="00457/ĐNAI-GPHĐ",
        address="7 Đồng Khởi, phường Tam Hiệp, tỉnh Đồng Nai",
        rows=[("Nguyễn Thị Oanh", *DOCTOR[1:], "Chủ nhật: 7h-11h", "Bác sĩ khám bệnh")],
    )
    options = CheckOptions(as_of=AS_OF, jobs=1)
    assert check_lists([two_provinces], options=options).notes == ()
    monkeypatch.setattr(blocking, "MOST_IN_A_BLOCK", 1)
    notes = check_lists([two_provinces], options=options).notes
    assert any("giống nhau về số giấy phép" in note.vi for note in notes)
    assert any("Too many rows share licence number" in note.en for note in notes)
