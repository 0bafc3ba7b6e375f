"""Cells as spreadsheets spoil them, and what the sender is told."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from intake_sheets import (
    AN,
    BINH,
    HEAD,
    HEADINGS,
    codes,
    column,
    problems,
    read_bytes,
    read_rows,
    records,
)

from lieny.registry.intake.cells import column_letter, column_number, shown
from lieny.registry.intake.row_wording import WORDING

FIRST = len(HEAD) + 2
FULL = ["STT", "Họ và tên", "Ngày sinh", "CCCD", "Số CCHN/GPHN", "Ngày cấp", "Thời gian hành nghề",
        "Vị trí chuyên môn"]  # fmt: skip


def person(**cells):
    usual = {"n": 1, "name": "Nguyễn Văn An", "birth": "05/03/1980", "cccd": "079080012345",
             "licence": "000123/HCM-CCHN", "issued": "06/04/2012", "time": "T2: 7h-11h",
             "position": "Điều dưỡng"}  # fmt: skip
    return list((usual | cells).values())


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (1234.0, "1234"),
        (0.5, "0.5"),
        (79080012345.0, "79080012345"),
        (True, "TRUE"),
        (date(2026, 3, 5), "05/03/2026"),
        (datetime(2026, 3, 5, 8, 30), "05/03/2026 08:30"),  # noqa: DTZ001 - a cell has no zone
        (datetime(2026, 3, 5), "05/03/2026"),  # noqa: DTZ001 - a cell has no zone
        (time(7, 5), "07:05"),
        (timedelta(hours=30), "30:00"),
        ("= 1 + 1", "= 1 + 1"),
    ],
)
def test_a_cell_is_shown_as_its_author_sees_it(cell, seen):
    assert shown(cell) == seen


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number, letters):
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_lost_zeros_are_put_back(tmp_path):
    rows = [person(cccd=79080012345, licence="123/HCM-CCHN")]
    batch = read_rows(tmp_path, [*HEAD, FULL, *rows])
    assert records(batch, "registrations", "cccd", "licence_serial", "raw_personal_number") == [
        ("079080012345", 123, "79080012345")
    ]
    assert codes(batch) == []


def test_zeros_that_only_the_number_format_shows_are_kept(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        twelve, six = (book.add_format({"num_format": "0" * n}) for n in (12, 6))
        for at, row in enumerate([FULL, person(), person(n=2)]):
            sheet.write_row(at, 0, row)
        sheet.write_number(1, 3, 1080012345, twelve)
        sheet.write_number(1, 4, 123, six)
    batch = read_bytes(tmp_path, stream.getvalue())
    assert column(batch, "cccd") == ["001080012345", "079080012345"]
    assert column(batch, "raw_licence")[0] == "000123"


def test_dates_as_dates_as_serials_and_as_text(tmp_path):
    rows = [
        person(birth=date(1980, 3, 5), issued=41005),
        person(n=2, birth="29285", issued="41005"),
        person(n=3, birth=1980, issued="6.4.2012"),
        person(n=4, birth="31/02/1980", issued="khoảng 2012?"),
    ]
    batch = read_rows(tmp_path, [*HEAD, FULL, *rows])
    assert records(batch, "registrations", "birth_on", "birth_year", "licence_issued_on") == [
        (date(1980, 3, 5), 1980, date(2012, 4, 6)),
        (date(1980, 3, 5), 1980, date(2012, 4, 6)),
        (None, 1980, date(2012, 4, 6)),
        (None, None, None),
    ]
    assert ("Danh sách", FIRST + 3, "C", "birth-unreadable", "31/02/1980") in problems(batch)


def test_two_licences_in_a_cell(tmp_path):
    text = "000123/HCM-CCHN; 000045/HCM-GPHN"
    batch = read_rows(tmp_path, [*HEAD, FULL, person(licence=text)])
    assert records(batch, "registrations", "licence_serial", "licence_type", "raw_licence") == [
        (123, "CCHN", text)
    ]
    assert column(batch, "other_licences") == [
        [{"serial": 45, "issuer": "HCM", "type": "GPHN", "status": "exact"}]
    ]


def test_a_pharmacy_certificate_is_never_the_practising_licence(tmp_path):
    batch = read_rows(
        tmp_path,
        [*HEAD, FULL, person(licence="2241/BD-CCHND; 000123/HCM-CCHN"),
         person(n=2, licence="2241/BD-CCHND")],
    )  # fmt: skip
    assert column(batch, "licence_serial") == [123, None]
    assert [[one["type"] for one in others] for others in column(batch, "other_licences")] == [
        ["CCHN_DUOC"],
        ["CCHN_DUOC"],
    ]


def test_number_and_date_in_a_cell(tmp_path):
    text = "000123/HCM-CCHN ngày 06/04/2012"
    headings = [*HEADINGS[:2], "Số CCHN, ngày cấp", *HEADINGS[3:]]
    batch = read_rows(tmp_path, [*HEAD, headings, [*AN[:2], text, *AN[3:]]])
    assert records(batch, "registrations", "licence_serial", "licence_issued_on") == [
        (123, date(2012, 4, 6))
    ]


def test_name_and_title_in_a_cell(tmp_path):
    batch = read_rows(tmp_path, [*HEAD, FULL, person(name="BS.CKI NGUYỄN VĂN AN")])
    assert records(batch, "registrations", "name", "name_folded", "title", "raw_name") == [
        ("Nguyễn Văn An", "nguyen van an", "BAC_SY", "BS.CKI NGUYỄN VĂN AN")
    ]


def test_hours_stored_as_times_of_excel(tmp_path):
    headings = ["STT", "Họ và tên", "Số CCHN", "Thứ", "Từ giờ", "Đến giờ", "Vị trí"]
    row = [1, "Nguyễn Văn An", "000123/HCM-CCHN", "Thứ 2", time(7, 30), 0.5, "Điều dưỡng"]
    batch = read_rows(tmp_path, [*HEAD, headings, row])
    assert column(batch, "raw_time") == ["Thứ 2: 07:30 - 12:00"]
    assert column(batch, "definite")[0].hex() == "c201d002"  # minutes 450 and 720 of Monday


def test_unreadable_cells_are_told_and_the_row_goes_in(tmp_path):
    rows = [
        person(licence="đang chờ", cccd="12345", birth="?"),
        person(n=2, licence=""),
        person(n=3, name=""),
        person(n=4, licence="..8146/ĐL-CCHN"),
    ]
    batch = read_rows(tmp_path, [*HEAD, FULL, *rows])
    assert records(batch, "files", "rows", "accepted") == [(4, 4)]
    assert sorted(problems(batch)) == sorted(
        [
            ("Danh sách", FIRST, "E", "licence-unreadable", "đang chờ"),
            ("Danh sách", FIRST, "D", "personal-number-unreadable", "12345"),
            ("Danh sách", FIRST, "C", "birth-unreadable", "?"),
            ("Danh sách", FIRST + 1, "E", "licence-missing", ""),
            ("Danh sách", FIRST + 2, "B", "name-missing", ""),
            ("Danh sách", FIRST + 3, "E", "licence-doubtful", "..8146/ĐL-CCHN"),
        ]
    )
    assert column(batch, "licence_serial") == [None, None, 123, 8146]
    assert column(batch, "licence_status") == ["unreadable", None, "exact", "masked"]


def test_a_row_without_name_and_licence_is_refused(tmp_path):
    rows = [person(), person(n=2, name="", licence="")]
    batch = read_rows(tmp_path, [*HEAD, FULL, *rows])
    assert records(batch, "files", "rows", "accepted") == [(2, 1)]
    assert records(batch, "problems", "row", "code", "refused") == [
        (FIRST + 1, "row-without-person", True)
    ]


def test_reversed_dates_are_told(tmp_path):
    headings = [*HEADINGS, "Từ ngày", "Đến ngày"]
    batch = read_rows(tmp_path, [*HEAD, headings, [*AN, "01/03/2026", "01/02/2026"]])
    assert problems(batch) == [("Danh sách", FIRST, "H", "dates-reversed", "01/02/2026")]


def test_errors_and_formulas_without_value_are_told_and_nothing_is_evaluated(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Danh sách")
        for at, row in enumerate([HEADINGS, AN, BINH, [3, *AN[1:]]]):
            sheet.write_row(at, 0, row)
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")
        sheet.write_formula(2, 4, '=WEBSERVICE("x")', None, "")
        sheet.write_formula(3, 4, '="T2: 7h"&"-11h"', None, "T2: 7h-11h")
    batch = read_bytes(tmp_path, stream.getvalue())
    assert column(batch, "raw_time") == [None, None, "T2: 7h-11h"]
    told = [one for one in problems(batch) if one[3] != "facility-missing"]
    assert told == [
        ("Danh sách", 2, "E", "cell-error", "#N/A"),
        ("Danh sách", 3, "E", "formula-without-value", '=WEBSERVICE("x")'),
    ]


def test_texts_that_look_like_formulas_are_kept_as_they_are(tmp_path):
    text = "=cmd|' /C calc'!A0"
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, [*AN[:3], text, "@SUM(1)", "+1+1"]])
    assert column(batch, "raw_scope") == [text]
    assert column(batch, "raw_time") == ["@SUM(1)"]
    assert column(batch, "raw_position") == ["+1+1"]


def test_what_is_said_to_the_sender_names_cell_problem_and_remedy(tmp_path):
    batch = read_rows(tmp_path, [*HEAD, FULL, person(birth="31/02/1980")])
    (problem,) = batch.problems.to_pylist()
    assert problem["problem_vi"] == "Không đọc được ngày sinh «31/02/1980»."
    assert problem["problem_en"] == "The date of birth “31/02/1980” could not be read."
    assert problem["advice_vi"] == "Ghi đủ ngày/tháng/năm, ví dụ 05/03/1980."
    assert problem["advice_en"] == "Write day/month/year, for example 05/03/1980."
    assert problem["refused"] is False


def test_braces_in_a_cell_do_not_disturb_the_wording(tmp_path):
    batch = read_rows(tmp_path, [*HEAD, FULL, person(birth="{given} {0}")])
    assert column(batch, "problem_vi", "problems") == ["Không đọc được ngày sinh «{given} {0}»."]


def test_every_problem_has_its_words_in_both_languages():
    for code, wording in WORDING.items():
        for text in (wording.problem_vi, wording.problem_en, wording.advice_vi, wording.advice_en):
            assert text, code
            text.format_map({"given": "x", "expected": "y"})
