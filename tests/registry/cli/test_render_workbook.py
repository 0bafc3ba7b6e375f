"""Marked copies of the senders' own files."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook

from lieny.registry.cli.render_workbook import OutputWouldReplaceInput, write_annotated_workbooks
from lieny.registry.services.marked_copy import one_file
from lieny.registry.services.result import CheckResult

SIGNS = "Liên Y – kết quả"


def hospital_list(rows: int = 40) -> bytes:
    """A list as a hospital sends it: merged hours, a text like a formula, a formula, a width."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Danh sách"
    for number in range(1, rows + 1):
        sheet.append([number, f"Người {number}", f"{number:06d}/HCM-CCHN", "Nội", "T2-T6", "KCB"])
    sheet.merge_cells("E12:E14")
    sheet["G5"] = "=1+1"
    sheet["G6"] = "=cmd|' /C calc'!A1"
    sheet["G6"].data_type = "s"
    sheet["G7"].hyperlink = "file:///etc/passwd"
    sheet.column_dimensions["B"].width = 33
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


@pytest.fixture
def region(
    sample_results: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CheckResult:
    """The sample result with real files behind its paths."""
    folder = tmp_path / "đã gửi"
    result = sample_results.few()
    contents = {
        sample_results.HCM_LIST: hospital_list(),
        sample_results.DONG_NAI_LIST: hospital_list(),
        sample_results.TAY_NINH_LIST: "".join(
            f"{number},Người {number},{number}/HCM-CCHN,,@SUM(A1)\n" for number in range(1, 120)
        ).encode("utf-8"),
        sample_results.REGISTER: hospital_list(),
        sample_results.BROKEN.path: b"not a workbook",
    }
    files = []
    for file in result.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[file.path])
        digest = hashlib.sha256(contents[file.path]).hexdigest()
        files.append(replace(file, sha256=digest))
    monkeypatch.chdir(folder)
    return replace(result, files=tuple(files))


def only(region: CheckResult, path: str) -> CheckResult:
    return replace(region, files=tuple(file for file in region.files if file.path == path))


def test_the_cells_of_a_sign_are_coloured_and_explained(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    target = tmp_path / "ra" / "ban-sao.xlsx"
    assert write_annotated_workbooks(only(region, sample_results.HCM_LIST), target) == (target,)
    sheet = openpyxl.load_workbook(target)["Danh sách"]
    marked = sheet["E12"]
    assert marked.fill.start_color.rgb == "00FBD9A0"
    assert marked.comment is not None
    assert marked.comment.text.splitlines() == [
        "▲ Cao · R01 Trùng giờ hành nghề",
        (
            "Nguyễn Thị Hoàng Phương Quỳnh đăng ký tại Bệnh viện Đa khoa khu vực Thủ Đức (T2–T6 "
            "07:30–11:30, 13:30–17:00) và tại Phòng khám đa khoa Ái Nghĩa Đồng Khởi (T3, T5 "
            "08:00–11:00, T7 07:30–11:30); trùng giờ T3, T5 08:00–11:00, tổng 6 giờ/tuần."
        ),
        "Căn cứ: Điều 36 khoản 1, 15/2023/QH15",
        (
            "Dòng kia: Đồng Nai/DS người hành nghề PKĐK Ái Nghĩa Đồng Khởi 10-2026.xlsx › Danh "
            "sách › dòng 17"
        ),
        "Không còn nếu giờ làm tại Phòng khám đa khoa Ái Nghĩa Đồng Khởi thực tế bắt đầu từ 17:00.",
    ]
    assert sheet["B12"].comment is None
    assert sheet["E11"].comment is None


def test_a_problem_is_marked_at_its_cell(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(only(region, sample_results.HCM_LIST), target)
    cell = openpyxl.load_workbook(target)["Danh sách"]["C19"]
    assert cell.fill.start_color.rgb == "00FFF3A8"
    assert cell.comment is not None
    assert cell.comment.text == (
        "✎ Cần sửa: Không đọc được số giấy phép.\n→ Ghi dạng 000123/HCM-CCHN."
    )


def test_the_sheet_keeps_its_look_and_loses_what_could_act(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(only(region, sample_results.HCM_LIST), target)
    workbook = openpyxl.load_workbook(target)
    sheet = workbook["Danh sách"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["E12:E14"]
    assert sheet.column_dimensions["B"].width == 33
    assert sheet["B7"].value == "Người 7"
    assert sheet["G6"].value == "=cmd|' /C calc'!A1"
    assert sheet["G6"].data_type == "s"
    assert sheet["G6"].quotePrefix
    assert sheet["G7"].hyperlink is None
    formulas = [
        cell.coordinate
        for one in workbook
        for row in one.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_a_mark_within_merged_cells_stands_where_their_value_is(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    file = only(region, sample_results.HCM_LIST)
    case = region.cases[1]
    cell = replace(case.findings[0].evidence[0], row=14)
    finding = replace(case.findings[0], evidence=(cell,))
    moved = replace(file, cases=(replace(case, findings=(finding,)),))
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(moved, target)
    sheet = openpyxl.load_workbook(target)["Danh sách"]
    assert sheet["E12"].comment is not None
    assert sheet["E12"].fill.start_color.rgb == "00FBD9A0"


def test_the_first_sheet_lists_the_signs_and_leads_to_their_cells(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(only(region, sample_results.HCM_LIST), target)
    workbook = openpyxl.load_workbook(target)
    assert workbook.sheetnames == [SIGNS, "Danh sách"]
    assert workbook.active is workbook[SIGNS]
    rows = list(workbook[SIGNS].iter_rows(min_row=4, values_only=True))
    assert rows[0][:7] == (
        *("STT", "Mức", "Độ chắc", "Người hành nghề", "Số giấy phép", "Ô", "Dấu hiệu"),
    )
    assert rows[1][:7] == (
        *("1", "▲ Cao", "Chắc chắn", "Nguyễn Thị Hoàng Phương Quỳnh", "000123/HCM-CCHN"),
        *("Danh sách › E12", "R01 Trùng giờ hành nghề"),
    )
    assert rows[1][8] == "T3, T5 08:00–11:00 = 6 giờ/tuần"
    link = workbook[SIGNS]["F5"].hyperlink
    assert link is not None
    assert (link.location, link.target) == ("'Danh sách'!E12", None)


def test_a_text_file_becomes_a_clean_workbook_with_the_same_rows(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(only(region, sample_results.TAY_NINH_LIST), target)
    workbook = openpyxl.load_workbook(target)
    assert workbook.sheetnames == [SIGNS, "Danh sách"]
    sheet = workbook["Danh sách"]
    assert sheet.max_row == 119
    assert [cell.value for cell in sheet[88]][:3] == ["88", "Người 88", "88/HCM-CCHN"]
    assert sheet["E5"].value == "@SUM(A1)"
    assert sheet["E5"].quotePrefix
    # R06 is about the licence number, column C.
    assert sheet["C88"].fill.start_color.rgb == "FFF6B8B1"
    assert sheet["C88"].comment is not None
    assert "R06 Giấy phép đã thu hồi vẫn hành nghề" in sheet["C88"].comment.text
    link = workbook[SIGNS]["F5"].hyperlink
    assert link is not None
    assert link.location == "'Danh sách'!C88"


def test_several_files_keep_their_folders_and_get_one_list(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    out = tmp_path / "ra"
    written = write_annotated_workbooks(region, out)
    assert [path.relative_to(out).as_posix() for path in written] == [
        "Liên Y - kết quả.xlsx",
        sample_results.HCM_LIST,
        sample_results.DONG_NAI_LIST,
        "Tây Ninh/mau01_phongkham.xlsx",
        sample_results.REGISTER,
    ]
    assert all(path.is_file() for path in written)
    overview = openpyxl.load_workbook(written[0])
    assert overview[SIGNS]["A1"].value == (
        "7 dấu hiệu ở 4 người và 1 cơ sở; 3 dấu hiệu giữa các tỉnh."
    )
    assert overview[SIGNS]["D5"].value == "Trần Văn Bảo"
    told = {row[3]: row for row in overview["Tệp"].iter_rows(min_row=2, values_only=True)}
    assert told[sample_results.BROKEN.path][5:7] == ("–", "Tệp có mật khẩu, không mở được.")


def test_an_output_that_ends_in_xlsx_is_the_list_when_files_are_several(
    region: CheckResult, tmp_path: Path
) -> None:
    target = tmp_path / "kết quả.xlsx"
    written = write_annotated_workbooks(region, target)
    assert written[0] == target
    assert {path.parent.parent for path in written[1:]} == {tmp_path / "kết quả"}
    assert openpyxl.load_workbook(target).sheetnames == [SIGNS, "Tệp"]


def test_the_lists_that_were_sent_are_never_written_over(
    region: CheckResult, sample_results: ModuleType
) -> None:
    before = {file.path: Path(file.path).read_bytes() for file in region.files}
    with pytest.raises(OutputWouldReplaceInput):
        write_annotated_workbooks(
            only(region, sample_results.HCM_LIST), Path(sample_results.HCM_LIST)
        )
    written = write_annotated_workbooks(region, Path())
    assert len(written) == 5
    assert {path: Path(path).read_bytes() for path in before} == before


def test_a_file_that_changed_since_the_check_is_left_out(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    Path(sample_results.HCM_LIST).write_bytes(hospital_list(rows=3))
    target = tmp_path / "ban-sao.xlsx"
    assert write_annotated_workbooks(only(region, sample_results.HCM_LIST), target) == ()
    assert not target.exists()


def test_a_large_workbook_is_copied_row_by_row_with_its_marks(
    region: CheckResult,
    sample_results: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_file, "CELLS_IN_MEMORY", 100)
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(only(region, sample_results.HCM_LIST), target)
    sheet = openpyxl.load_workbook(target)["Danh sách"]
    assert sheet.max_row == 40
    assert sheet["A12"].value == 12
    assert sheet["E12"].comment is not None
    assert sheet["E12"].fill.start_color.rgb == "FFFBD9A0"
    assert sheet["C19"].fill.start_color.rgb == "FFFFF3A8"
    assert sheet["G6"].value == "=cmd|' /C calc'!A1"
    assert sheet["G6"].data_type == "s"


def test_a_huge_merged_range_does_not_fill_the_memory(
    region: CheckResult, sample_results: ModuleType, tmp_path: Path
) -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as workbook:
        sheet = workbook.add_worksheet("Danh sách")
        sheet.write(11, 4, "T2-T6")
        sheet.write(29, 4, "T2-T6")
        sheet.merge_range(40, 0, 40, 5, "")
    content = written.getvalue()
    path = Path(sample_results.HCM_LIST)
    path.write_bytes(_with_merged(content, "A41:F41", "A41:GR150000"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    result = only(region, sample_results.HCM_LIST)
    result = replace(result, files=(replace(result.files[0], sha256=digest),))
    target = tmp_path / "ban-sao.xlsx"
    assert write_annotated_workbooks(result, target) == (target,)
    assert openpyxl.load_workbook(target)["Danh sách"]["E12"].comment is not None


def _with_merged(content: bytes, before: str, after: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, text.replace(before.encode(), after.encode()))
    return packed.getvalue()


def test_dates_and_times_stay_dates_and_times(
    region: CheckResult,
    sample_results: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_file, "CELLS_IN_MEMORY", 0)
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Danh sách"
    sheet.append([date(2026, 11, 1), time(7, 30), timedelta(hours=26), True, 4.5])
    path = Path(sample_results.HCM_LIST)
    workbook.save(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    result = only(region, sample_results.HCM_LIST)
    result = replace(result, files=(replace(result.files[0], sha256=digest),))
    target = tmp_path / "ban-sao.xlsx"
    write_annotated_workbooks(result, target)
    copied = openpyxl.load_workbook(target)["Danh sách"]
    assert copied["A1"].value.date() == date(2026, 11, 1)
    assert copied["A1"].number_format == "dd/mm/yyyy"
    assert copied["B1"].value == time(7, 30)
    assert copied["C1"].number_format == "[h]:mm"
    assert (copied["D1"].value, copied["E1"].value) == (True, 4.5)
