"""What stands around and between the rows of a list."""

from datetime import date

import pytest
from intake_sheets import (
    AN,
    BINH,
    CHAU,
    HEAD,
    HEADINGS,
    Page,
    codes,
    column,
    problems,
    read_pages,
    read_rows,
    records,
)

FIRST = len(HEAD) + 2  # row of the first person beneath HEAD and HEADINGS


def test_sections_give_the_unit_of_the_rows_beneath(tmp_path):
    rows = [*HEAD, HEADINGS, ["I. KHOA NỘI"], AN, ["II", "Khoa Ngoại - Sản"], BINH, CHAU]
    batch = read_rows(tmp_path, rows, merged=[(FIRST, 1, FIRST, 6)])
    assert records(batch, "registrations", "row", "unit") == [
        (FIRST + 1, "KHOA NỘI"),
        (FIRST + 3, "Khoa Ngoại - Sản"),
        (FIRST + 4, "Khoa Ngoại - Sản"),
    ]
    assert codes(batch) == []


def test_merged_hours_are_inherited_and_blank_hours_stay_blank(tmp_path):
    blank = [*BINH[:4], "", BINH[5]]
    last = [*CHAU[:4], "", CHAU[5]]
    rows = [*HEAD, HEADINGS, AN, blank, last]
    batch = read_rows(tmp_path, rows, merged=[(FIRST, 5, FIRST + 1, 5)])
    assert column(batch, "raw_time") == [AN[4], AN[4], None]
    assert column(batch, "definite")[0] == column(batch, "definite")[1]
    assert column(batch, "definite")[2] == b""
    assert column(batch, "time_flags")[2] == "blank"


@pytest.mark.parametrize("mark", ["nt", "-nt-", "Như trên", '"', "//", "- nt -", "〃"])
def test_a_ditto_mark_means_the_cell_above_and_says_so(tmp_path, mark):
    rows = [*HEAD, HEADINGS, AN, [*BINH[:4], mark, BINH[5]], [*CHAU[:4], mark, CHAU[5]]]
    batch = read_rows(tmp_path, rows)
    assert column(batch, "definite") == [column(batch, "definite")[0]] * 3
    assert column(batch, "raw_time") == [
        AN[4],
        f"{mark} (hàng {FIRST}: {AN[4]})",
        f"{mark} (hàng {FIRST + 1}: {AN[4]})",
    ]
    assert codes(batch) == []


def test_a_ditto_mark_with_nothing_above_is_a_problem_of_the_cell(tmp_path):
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, [*AN[:4], "nt", AN[5]]])
    assert problems(batch) == [("Danh sách", FIRST, "E", "ditto-without-row", "nt")]
    assert column(batch, "raw_time") == [None]


def test_footers_are_no_persons_and_date_the_list(tmp_path):
    rows = [
        *HEAD,
        HEADINGS,
        AN,
        BINH,
        ["", "Tổng cộng: 2 người"],
        [],
        ["", "", "", "", "Biên Hòa, ngày 12 tháng 3 năm 2026"],
        ["", "", "", "", "NGƯỜI CHỊU TRÁCH NHIỆM CHUYÊN MÔN KỸ THUẬT"],
        ["", "", "", "", "(Ký, ghi rõ họ tên)"],
        ["", "", "", "", "BS. Phạm Văn Dũng"],
    ]
    batch = read_rows(tmp_path, rows)
    assert column(batch, "name") == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert column(batch, "listed_on") == [date(2026, 3, 12)] * 2
    assert records(batch, "files", "rows", "accepted", "listed_on") == [(2, 2, date(2026, 3, 12))]
    assert codes(batch) == []


def test_a_wrong_count_is_noted(tmp_path):
    rows = [*HEAD, HEADINGS, AN, ["Ấn định danh sách có: 12 người"]]
    batch = read_rows(tmp_path, rows)
    assert problems(batch) == [("Danh sách", FIRST + 1, None, "count-differs", "1")]
    assert column(batch, "problem_vi", "problems") == [
        "Danh sách ghi có 12 người nhưng đọc được 1."
    ]


def test_the_date_of_a_law_is_not_the_date_of_the_list(tmp_path):
    rows = [
        ["Mẫu 01 (Ban hành kèm theo Nghị định số 96/2023/NĐ-CP ngày 30 tháng 12 năm 2023)"],
        *HEAD,
        HEADINGS,
        AN,
    ]
    batch = read_rows(tmp_path, rows)
    assert column(batch, "listed_on") == [None]


def test_numbering_and_repeated_headings_are_skipped(tmp_path):
    rows = [*HEAD, HEADINGS, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], AN, HEADINGS, BINH, [],
            HEADINGS, ["1", "2", "3", "4", "5", "6"], CHAU]  # fmt: skip
    batch = read_rows(tmp_path, rows)
    assert column(batch, "name") == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]
    assert column(batch, "kind", "files") == ["registration-list"]
    assert codes(batch) == []


def test_hidden_rows_are_not_read_and_noted_once_a_run(tmp_path):
    rows = [*HEAD, HEADINGS, AN, BINH, CHAU, [4, *AN[1:]]]
    batch = read_rows(tmp_path, rows, hidden=(FIRST + 1, FIRST + 2))
    assert column(batch, "row") == [FIRST, FIRST + 3]
    assert problems(batch) == [
        ("Danh sách", FIRST + 1, None, "rows-hidden", f"{FIRST + 1}–{FIRST + 2}")
    ]


def test_hidden_rows_without_words_are_passed_over_in_silence(tmp_path):
    rows = [*HEAD, HEADINGS, AN, ["…", "…", "…", "…"], BINH]
    batch = read_rows(tmp_path, rows, hidden=(FIRST + 1,))
    assert column(batch, "row") == [FIRST, FIRST + 2]
    assert codes(batch) == []


def test_a_hidden_sheet_is_not_read(tmp_path):
    pages = [Page([*HEAD, HEADINGS, AN]), Page([HEADINGS, BINH], "Nháp", shown=False)]
    batch = read_pages(tmp_path, *pages)
    assert column(batch, "name") == ["Nguyễn Văn An"]
    assert problems(batch) == [("Nháp", None, None, "sheet-hidden", "")]


def test_several_facilities_in_one_sheet(tmp_path):
    second = [
        ["DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ"],
        ["1. Tên cơ sở:", "", "Nha khoa Sài Gòn"],
        ["2. Địa chỉ:", "", "5 Nguyễn Trãi, Quận 5, TP.HCM"],
        ["Giấy phép hoạt động số 00077/HCM-GPHĐ"],
    ]
    foot = [["", "", "", "", "Biên Hòa, ngày 12 tháng 3 năm 2026"], ["", "", "", "", "Giám đốc"]]
    later = [["", "", "", "", "TP.HCM, ngày 15 tháng 4 năm 2026"]]
    rows = [*HEAD, HEADINGS, AN, *foot, [], *second, HEADINGS, BINH, CHAU, *later]
    batch = read_rows(tmp_path, rows)
    assert records(
        batch, "facilities", "name", "raw_address", "licence_serial", "province_given"
    ) == [
        ("Phòng khám đa khoa Hòa Bình",
         "12 Lê Lợi, phường Trảng Dài, TP. Biên Hòa, tỉnh Đồng Nai", 1234, "75"),
        ("Nha khoa Sài Gòn", "5 Nguyễn Trãi, Quận 5, TP.HCM", 77, "79"),
    ]  # fmt: skip
    assert records(batch, "registrations", "name", "facility", "listed_on") == [
        ("Nguyễn Văn An", 0, date(2026, 3, 12)),
        ("Trần Thị Bình", 1, date(2026, 4, 15)),
        ("Lê Minh Châu", 1, date(2026, 4, 15)),
    ]


def test_sheets_are_departments_of_the_facility_named_on_the_first(tmp_path):
    pages = [
        Page([*HEAD, HEADINGS, AN], "Khoa Nội"),
        Page([["DANH SÁCH"], HEADINGS, BINH], "Khoa Ngoại"),
    ]
    batch = read_pages(tmp_path, *pages)
    assert records(batch, "registrations", "name", "facility", "unit") == [
        ("Nguyễn Văn An", 0, "Khoa Nội"),
        ("Trần Thị Bình", 0, "Khoa Ngoại"),
    ]
    assert batch.facilities.num_rows == 1


def test_sheets_that_each_name_a_facility(tmp_path):
    other = [["1. Tên cơ sở: Nha khoa Sài Gòn"], ["2. Địa chỉ: 5 Nguyễn Trãi, TP.HCM"]]
    pages = [Page([*HEAD, HEADINGS, AN], "A"), Page([*other, HEADINGS, BINH], "B")]
    batch = read_pages(tmp_path, *pages)
    assert column(batch, "facility") == [0, 1]
    assert column(batch, "name", "facilities") == [
        "Phòng khám đa khoa Hòa Bình",
        "Nha khoa Sài Gòn",
    ]


def test_the_second_part_lists_staff_without_licence(tmp_path):
    rows = [
        *HEAD,
        HEADINGS,
        AN,
        ["II. Danh sách người làm việc khác không có giấy phép hành nghề"],
        ["STT", "Họ và tên", "Văn bằng chuyên môn", "Thời gian đăng ký làm việc", "Vị trí"],
        [1, "Phạm Thị Dung", "Kế toán", "T2-T6: 7h-11h", "Kế toán"],
    ]
    batch = read_rows(tmp_path, rows)
    assert records(batch, "registrations", "name", "facility", "raw_time", "title") == [
        ("Nguyễn Văn An", 0, AN[4], None),
        ("Phạm Thị Dung", 0, "T2-T6: 7h-11h", "KHAC"),
    ]
    assert codes(batch) == []


def test_head_values_in_the_same_cell_and_in_the_next(tmp_path):
    head = [
        ["BỆNH VIỆN ĐA KHOA TÂN AN", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["1. Tên cơ sở khám bệnh, chữa bệnh:\n2. Địa chỉ: 9 Hùng Vương, Long An. ĐT: 0272.3825"],
        ["3. Thời gian làm việc hằng ngày:", "", "T2-T6: 7h-17h"],
    ]
    batch = read_rows(tmp_path, [*head, HEADINGS, AN])
    assert records(batch, "facilities", "name", "raw_address", "raw_open_hours") == [
        ("BỆNH VIỆN ĐA KHOA TÂN AN", "9 Hùng Vương, Long An", "T2-T6: 7h-17h")
    ]


@pytest.mark.parametrize(
    ("line", "submission"),
    [
        ("☒ Lần đầu   ☐ Thay đổi   ☐ Bổ sung", "first"),
        ("Lần đầu ☐   Thay đổi ☑   Bổ sung ☐", "change"),
        ("[ ] Lần đầu  [ ] Thay đổi  [x] Bổ sung", "supplement"),
        ("□ Lần đầu   □ Thay đổi   □ Bổ sung", None),
        ("Thay đổi: x", "change"),
    ],
)
def test_the_ticked_box(tmp_path, line, submission):
    batch = read_rows(tmp_path, [*HEAD[:3], [line], *HEAD[3:], HEADINGS, AN])
    assert column(batch, "submission", "files") == [submission]


def test_opening_hours_of_the_head_settle_office_hours(tmp_path):
    office = [*AN[:4], "Giờ hành chính", AN[5]]
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, office])
    assert column(batch, "time_status") == ["determined"]
    assert column(batch, "definite") == column(batch, "open_hours", "facilities")
    without = read_rows(tmp_path, [*HEAD[:5], HEADINGS, office])
    assert column(without, "time_status") != ["determined"]
    assert column(without, "definite") == [b""]


def test_a_list_of_no_facility_goes_in_with_one_problem(tmp_path):
    batch = read_rows(tmp_path, [["DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ"], HEADINGS, AN, BINH])
    assert column(batch, "facility") == [0, 0]
    assert column(batch, "name", "facilities") == [None]
    assert problems(batch) == [("Danh sách", None, None, "facility-missing", "")]


def test_a_facility_only_at_the_top_of_the_page(tmp_path):
    rows = [["SỞ Y TẾ TỈNH TÂY NINH"], ["TRẠM Y TẾ XÃ TÂN BÌNH"], HEADINGS, AN]
    batch = read_rows(tmp_path, rows)
    assert records(batch, "facilities", "name", "form", "province_given") == [
        ("TRẠM Y TẾ XÃ TÂN BÌNH", "HEALTH_STATION", "72")
    ]
    assert column(batch, "province_given", "files") == ["72"]


def test_empty_rows_and_stray_numbers_are_no_persons(tmp_path):
    rows = [*HEAD, HEADINGS, AN, [], [2], [3], [], [4, *BINH[1:]]]
    batch = read_rows(tmp_path, rows)
    assert column(batch, "row") == [FIRST, FIRST + 5]
    assert codes(batch) == []


def test_a_sheet_of_licences_without_a_recognised_table_is_told(tmp_path):
    lost = Page([["Ghi chép"], ["000123/HCM-CCHN", "chờ bổ sung"]], "Khác")
    batch = read_pages(tmp_path, Page([*HEAD, HEADINGS, AN]), lost)
    assert problems(batch) == [("Khác", None, None, "sheet-unrecognised", "")]
    guide = Page([["Hướng dẫn: ghi 000123/HCM-CCHN"]], "Hướng dẫn")
    assert codes(read_pages(tmp_path, Page([*HEAD, HEADINGS, AN]), guide)) == []
