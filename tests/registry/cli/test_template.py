"""`lieny template`: the form reads back exactly what was filled in."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from lieny.registry.cli.template import template
from lieny.registry.columns.tables import Batch
from lieny.registry.intake.form_columns import FACILITY_COLUMNS, LICENCE_COLUMNS, LIST_COLUMNS
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reading_group import read_group


def written(folder: Path, kind: str) -> Path:
    path = folder / "mau.xlsx"
    result = CliRunner().invoke(template, [str(path), "--kind", kind])
    assert (result.exit_code, result.output) == (0, f"Đã ghi biểu mẫu: {path}\n")
    return path


def filled(path: Path, top: int, rows: list[list], head: dict[str, str]) -> Batch:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for cell, text in head.items():
        sheet[cell] = text
    for at, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value
    book.save(path)
    return read_group([(0, path)], Limits())


def heading_row(path: Path) -> int:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")


def values(batch: Batch, table: str, *names: str) -> list[tuple]:
    rows = getattr(batch, table).select(list(names)).to_pylist()
    return [tuple(row[name] for name in names) for row in rows]


def test_a_filled_list_reads_back_exactly(tmp_path):
    path = written(tmp_path, "registration-list")
    examples = [column.example for column in LIST_COLUMNS]
    other = ["2", "Trần Thị Bình", "1985", "075185001234", "Điều dưỡng", "001234/ĐNAI-CCHN",
             "01/02/2013", "Điều dưỡng đa khoa", "T2, T4: 17h30-20h30",
             "Phụ trách bộ phận chuyên môn", "", "01/02/2026", "31/12/2026"]  # fmt: skip
    head = {
        "A2": "☐ Lần đầu   ☒ Thay đổi   ☐ Bổ sung",
        "D3": "Phòng khám đa khoa Hòa Bình",
        "D4": "12 Lê Lợi, Phường Bến Thành, TP. Hồ Chí Minh",
        "D5": "Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30",
        "D6": "01234/HCM-GPHĐ",
    }
    batch = filled(path, heading_row(path), [examples, other], head)
    assert batch.problems.to_pylist() == []
    assert values(batch, "files", "kind", "submission", "rows", "accepted") == [
        ("registration-list", "change", 2, 2)
    ]
    assert values(
        batch, "registrations", "name", "birth_on", "birth_year", "cccd", "title",
        "licence_serial", "licence_issuer", "licence_type", "licence_issued_on", "scopes",
        "position", "unit", "valid_from", "valid_until", "time_status",
    ) == [
        ("Nguyễn Văn An", date(1980, 3, 5), 1980, "079080012345", "BAC_SY", 123, "HCM", "GPHN",
         date(2024, 10, 12), "INTERNAL", "PRACTITIONER", "Khoa Nội", date(2026, 1, 1), None,
         "determined"),
        ("Trần Thị Bình", None, 1985, "075185001234", "DIEU_DUONG", 1234, "ĐNAI", "CCHN",
         date(2013, 2, 1), "NURSING", "HEAD_UNIT", None, date(2026, 2, 1), date(2026, 12, 31),
         "determined"),
    ]  # fmt: skip
    assert values(
        batch, "facilities", "name", "address", "licence_serial", "licence_issuer", "province_given"
    ) == [
        ("Phòng khám đa khoa Hòa Bình", "12 Lê Lợi, Phường Bến Thành, TP. Hồ Chí Minh", 1234,
         "HCM", "79")
    ]  # fmt: skip
    assert batch.facilities.column("open_hours").to_pylist() == [
        batch.registrations.column("definite").to_pylist()[0]
    ]


def test_a_filled_register_of_licences_reads_back_exactly(tmp_path):
    path = written(tmp_path, "licence-register")
    examples = [column.example for column in LICENCE_COLUMNS]
    batch = filled(path, heading_row(path), [examples], {"A1": "SỞ Y TẾ TỈNH ĐỒNG NAI"})
    assert batch.problems.to_pylist() == []
    assert values(batch, "files", "kind", "province_given") == [("licence-register", "75")]
    assert values(
        batch, "licences", "name", "licence_serial", "licence_issued_on", "valid_until", "status",
        "status_from", "status_until", "decision",
    ) == [
        ("Nguyễn Văn An", 123, date(2024, 10, 12), date(2029, 10, 12), "active",
         date(2026, 2, 1), date(2026, 5, 1), "123/QĐ-SYT")
    ]  # fmt: skip


def test_a_filled_register_of_facilities_reads_back_exactly(tmp_path):
    path = written(tmp_path, "facility-register")
    examples = [column.example for column in FACILITY_COLUMNS]
    batch = filled(path, heading_row(path), [examples], {})
    assert batch.problems.to_pylist() == []
    assert values(
        batch, "facilities", "source", "name", "licence_serial", "code", "form", "latitude",
        "longitude", "status", "status_from", "province_given",
    ) == [
        ("register", "Phòng khám đa khoa Hòa Bình", 1234, "79001", "POLYCLINIC", 10.7769, 106.7009,
         "active", date(2026, 1, 1), "79")
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["registration-list", "licence-register", "facility-register"])
def test_a_form_has_choices_text_columns_and_a_page_set_up(tmp_path, kind):
    path = written(tmp_path, kind)
    book = openpyxl.load_workbook(path)
    sheet, guide = book.worksheets
    top = heading_row(path)
    assert sheet.freeze_panes == f"C{top + 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == f"${top}:${top}"
    choices = [one.formula1 for one in sheet.data_validations.dataValidation]
    assert any("Bác sỹ" in one or "Đang hoạt động" in one for one in choices)
    number = next(c for c in sheet[top] if "phép" in str(c.value) or "Mã" in str(c.value)).column
    assert sheet.cell(top + 1, number).number_format == "@"
    text = "\n".join(str(row[0].value) for row in guide.iter_rows())
    assert "HƯỚNG DẪN GHI BIỂU MẪU" in text
    assert text.index("HƯỚNG DẪN") < text.index("HOW TO FILL IN")


def test_an_empty_form_says_that_there_is_nothing_in_it(tmp_path):
    path = written(tmp_path, "registration-list")
    batch = read_group([(0, path)], Limits())
    assert batch.registrations.num_rows == 0
    assert values(batch, "files", "rows") == [(0,)]


def test_the_name_must_end_in_xlsx(tmp_path):
    result = CliRunner().invoke(template, [str(tmp_path / "mau.csv")])
    assert result.exit_code == 2
    assert "Tên tệp phải có đuôi .xlsx, nhận được «mau.csv»" in result.output


def test_a_folder_that_is_not_there_is_told(tmp_path):
    result = CliRunner().invoke(template, [str(tmp_path / "không" / "mau.xlsx")])
    assert result.exit_code == 1
    assert "Không ghi được" in result.output
