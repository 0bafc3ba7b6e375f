"""Rows that belong to the person above, and rows that name the facility of those below."""

from datetime import date

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

FIRST = len(HEAD) + 2  # the first row of data below HEAD and HEADINGS


def of_facilities(batch):
    names = column(batch, "name", "facilities")
    return [
        (name, names[facility])
        for name, facility in records(batch, "registrations", "name", "facility")
    ]


def test_hours_of_one_person_over_merged_rows_are_one_registration(tmp_path):
    an = [1, "Nguyễn Văn An", "000123/HCM-CCHN", "KCB đa khoa", "T2: 8h-12h", "Điều dưỡng"]
    rows = [*HEAD, HEADINGS, an, ["", "", "", "", "T4: 8h-12h"], ["", "", "", "", "T6: 13h-17h"]]
    merged = [(FIRST, left, FIRST + 2, left) for left in (1, 2, 3, 4, 6)]
    batch = read_rows(tmp_path, [*rows, BINH], merged=merged)
    assert records(batch, "registrations", "row", "name", "raw_time") == [
        (FIRST, "Nguyễn Văn An", "T2: 8h-12h\nT4: 8h-12h\nT6: 13h-17h"),
        (FIRST + 3, "Trần Thị Bình", BINH[4]),
    ]
    assert codes(batch) == []


def test_hours_typed_in_the_next_row_are_not_lost(tmp_path):
    rows = [*HEAD, HEADINGS, AN, ["", "", "", "", "Thứ 7: 13h-17h"], BINH]
    batch = read_rows(tmp_path, rows)
    assert column(batch, "raw_time") == [f"{AN[4]}\nThứ 7: 13h-17h", BINH[4]]


def test_a_second_position_under_a_merged_name_is_a_row_of_its_own(tmp_path):
    rows = [*HEAD, HEADINGS, AN, ["", "", "", "", "CN: 7h-9h", "Trưởng khoa Nội"]]
    merged = [(FIRST, left, FIRST + 1, left) for left in (1, 2, 3, 4)]
    batch = read_rows(tmp_path, rows, merged=merged)
    assert records(batch, "registrations", "row", "name", "licence_serial", "raw_time") == [
        (FIRST, "Nguyễn Văn An", 123, AN[4]),
        (FIRST + 1, "Nguyễn Văn An", 123, "CN: 7h-9h"),
    ]


def test_rows_that_name_the_next_facility_keep_the_headings(tmp_path):
    rows = [
        ["DANH SÁCH NGƯỜI HÀNH NGHỀ CÁC PHÒNG KHÁM"],
        HEADINGS,
        ["Cơ sở: Phòng khám Nội Khánh Hội"],
        ["Địa chỉ: phường Khánh Hội, TP. Hồ Chí Minh"],
        AN,
        BINH,
        ["Cơ sở: Phòng khám Nhi Xóm Chiếu"],
        CHAU,
    ]
    batch = read_rows(tmp_path, rows)
    assert of_facilities(batch) == [
        ("Nguyễn Văn An", "Phòng khám Nội Khánh Hội"),
        ("Trần Thị Bình", "Phòng khám Nội Khánh Hội"),
        ("Lê Minh Châu", "Phòng khám Nhi Xóm Chiếu"),
    ]
    assert column(batch, "province_given", "facilities") == ["79", None]


def test_sections_name_facilities_only_where_the_list_has_none(tmp_path):
    rows = [HEADINGS, ["I. PHÒNG KHÁM NỘI KHÁNH HỘI"], AN, ["II. BỆNH VIỆN XÓM CHIẾU"], BINH]
    batch = read_rows(tmp_path, rows)
    assert of_facilities(batch) == [
        ("Nguyễn Văn An", "PHÒNG KHÁM NỘI KHÁNH HỘI"),
        ("Trần Thị Bình", "BỆNH VIỆN XÓM CHIẾU"),
    ]
    batch = read_pages(tmp_path, Page([*HEAD, HEADINGS, ["I. PHÒNG KHÁM NỘI"], AN]))
    assert of_facilities(batch) == [("Nguyễn Văn An", "Phòng khám đa khoa Hòa Bình")]
    assert column(batch, "unit") == ["PHÒNG KHÁM NỘI"]


def test_the_stated_count_may_be_of_all_parts_of_the_list(tmp_path):
    other = ["STT", "Họ và tên", "Văn bằng chuyên môn", "Thời gian làm việc", "Vị trí"]
    rows = [
        *HEAD, HEADINGS, AN, BINH, ["II. Danh sách người làm việc khác"], other,
        [1, "Lâm Thị Kế", "Cử nhân kế toán", "T2-T6: 7h-16h", "Kế toán"],
    ]  # fmt: skip
    assert codes(read_rows(tmp_path, [*rows, ["Tổng cộng: 3 người"]])) == []
    assert codes(read_rows(tmp_path, [*rows, ["Tổng cộng: 4 người"]])) == ["count-differs"]


def test_missing_hours_are_told_by_row_and_a_missing_column_once(tmp_path):
    blank = [*AN[:4], "", AN[5]]
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, blank, BINH])
    assert problems(batch) == [("Danh sách", FIRST, "E", "time-missing", "")]
    without = [one[:4] + one[5:] for one in (HEADINGS, AN, BINH)]
    batch = read_rows(tmp_path, [*HEAD, *without])
    assert problems(batch) == [("Danh sách", None, None, "time-column-missing", "")]


def test_two_tables_side_by_side_are_told(tmp_path):
    rows = [[*HEADINGS, "", *HEADINGS], [*AN, "", *BINH]]
    batch = read_rows(tmp_path, [*HEAD, *rows])
    assert column(batch, "name") == ["Nguyễn Văn An"]
    assert codes(batch) == ["tables-side-by-side"]


def test_a_list_of_withdrawn_licences_is_a_register_of_them(tmp_path):
    rows = [
        ["DANH SÁCH CHỨNG CHỈ HÀNH NGHỀ BỊ THU HỒI"],
        ["(Kèm theo Quyết định số 123/QĐ-SYT ngày 05/06/2025 của Sở Y tế TP. Hồ Chí Minh)"],
        ["STT", "Họ và tên", "Năm sinh", "Số CCHN", "Phạm vi hành nghề"],
        [1, "Nguyễn Văn An", "1979", "000123/HCM-CCHN", "KCB đa khoa"],
    ]
    batch = read_rows(tmp_path, rows)
    assert records(batch, "licences", "licence_serial", "status", "status_from") == [
        (123, "revoked", date(2025, 6, 5))
    ]
    both = [["SỔ CẤP, THU HỒI CHỨNG CHỈ HÀNH NGHỀ"], [*rows[2], "Ngày cấp"],
            [*rows[3], "10/10/2013"]]  # fmt: skip
    assert column(read_rows(tmp_path, both), "status", "licences") == [None]


def test_until_now_is_an_open_end(tmp_path):
    headings = [*HEADINGS, "Từ ngày", "Đến ngày"]
    rows = [[*AN, "01/02/2024", "nay"], [*BINH, "01/02/2024", "Không thời hạn"]]
    batch = read_rows(tmp_path, [*HEAD, headings, *rows])
    assert (
        records(batch, "registrations", "valid_from", "valid_until")
        == [(date(2024, 2, 1), None)] * 2
    )
    assert codes(batch) == []


def test_an_english_head_names_the_facility(tmp_path):
    head = [["LIST OF PRACTITIONERS"], ["Name of facility: Saigon Clinic"],
            ["Address: 34 Le Duan, Ho Chi Minh City"]]  # fmt: skip
    batch = read_rows(tmp_path, [*head, HEADINGS, AN])
    assert records(batch, "facilities", "name", "province_given") == [("Saigon Clinic", "79")]
