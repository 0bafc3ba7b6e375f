"""Tables as files: text is text, nothing acts, what went in comes out."""

import csv
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from lieny.ui.table_file import FORMULA_STARTS, TableColumn, csv_lines, write_workbook

COLUMNS = (TableColumn("name", "Họ tên"), TableColumn("licence", "Số"), TableColumn("n", "Dòng"))
ROWS = [
    {"name": "Nguyễn Thị Hoàng Oanh", "licence": "001234/HCM-CCHN", "n": 12},
    {"name": "=cmd|' /C calc'!A1", "licence": "000012", "n": date(2026, 11, 1)},
    {"name": "+84 901 234 567", "licence": "", "n": None},
]


def workbook(columns, rows, title="Người hành nghề"):
    target = io.BytesIO()
    write_workbook(target, title, columns, rows)
    return load_workbook(io.BytesIO(target.getvalue())).worksheets[0]


def text_of(columns, rows):
    return b"".join(csv_lines(columns, rows)).decode("utf-8")


def test_excel_reads_the_csv_as_unicode_and_no_cell_is_a_formula():
    text = text_of(COLUMNS, ROWS)
    assert text.startswith("\ufeffHọ tên,Số,Dòng\r\n")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:] == [
        ["Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN", "12"],
        ["'=cmd|' /C calc'!A1", "000012", "2026-11-01"],
        ["'+84 901 234 567", "", ""],
    ]


def test_a_workbook_keeps_kinds_of_values():
    sheet = workbook(COLUMNS, ROWS)
    assert [cell.value for cell in sheet[1]] == ["Họ tên", "Số", "Dòng"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("000012", "s")
    assert sheet["B3"].number_format == "@"
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=cmd|' /C calc'!A1", "s")
    assert sheet["A3"].quotePrefix
    assert sheet["C3"].value.date() == date(2026, 11, 1)
    assert sheet["C4"].value is None


def test_only_chosen_columns_are_written():
    assert text_of(COLUMNS[1:2], ROWS[:2]) == "\ufeffSố\r\n001234/HCM-CCHN\r\n000012\r\n"
    assert workbook(COLUMNS[1:2], ROWS).max_column == 1


def test_a_title_that_no_sheet_may_have_is_cut():
    assert len(workbook(COLUMNS, [], title="Người: [hành] nghề / 2026 của bệnh viện").title) <= 31


@settings(deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20), max_size=8),
    st.sampled_from([*FORMULA_STARTS, ""]),
)
def test_no_text_acts_and_none_is_lost(texts, start):
    rows = [{"name": start + text} for text in texts]
    lines = csv.reader(io.StringIO(text_of(COLUMNS[:1], rows).removeprefix("\ufeff"), newline=""))
    cells = [line[0] if line else "" for line in lines][1:]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in cells)
    given_ = [row["name"] for row in rows]
    assert [c.removeprefix("'") for c in cells] == [g.removeprefix("'") for g in given_]
