"""Headings that stand over several columns, and columns that hold one thing together."""

from datetime import date

from intake_sheets import (
    AN,
    BINH,
    HEAD,
    HEADINGS,
    Page,
    codes,
    column,
    problems,
    read_bytes,
    read_pages,
    read_rows,
    records,
)

from lieny.registry.intake.split_cells import joined_licence
from lieny.vocabulary.legacy_encoding import LegacyEncoding, encode

HOURS = "T2-T6: 7h-11h"


def test_full_name_merged_over_two_columns_is_surname_and_given_name(tmp_path):
    rows = [
        ["STT", "Họ và tên", "", "Số CCHN", "Thời gian hành nghề"],
        [1, "Nguyễn Văn", "An", "000123/HCM-CCHN", HOURS],
        [2, "Trần Thị", "Bình", "000124/HCM-CCHN", HOURS],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows], merged=[(8, 2, 8, 3)])
    assert column(batch, "raw_name") == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_number_and_issuer_under_one_merged_heading(tmp_path):
    rows = [
        ["STT", "Họ và tên", "CCHN/GPHN", "", "Thời gian hành nghề"],
        ["", "", "Số", "Ký hiệu", ""],
        [1, "Nguyễn Văn An", 123, "HCM-CCHN", HOURS],
        [2, "Trần Thị Bình", "0124", "/ĐNAI-GPHN", HOURS],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows], merged=[(8, 3, 8, 4)])
    assert records(batch, "registrations", "row", "licence_serial", "licence_issuer") == [
        (10, 123, "HCM"),
        (11, 124, "ĐNAI"),
    ]
    assert codes(batch) == []


def test_a_bare_number_column_beside_kind_and_issuer(tmp_path):
    rows = [
        ["STT", "Họ tên", "Loại giấy", "Số", "Nơi cấp", "Thời gian làm việc"],
        [1, "Nguyễn Văn An", "CCHN", "000123", "Sở Y tế TP.HCM", HOURS],
        [2, "Trần Thị Bình", "GPHN", 124, "Sở Y tế tỉnh Đồng Nai", HOURS],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows])
    assert records(
        batch, "registrations", "licence_serial", "licence_issuer", "licence_type"
    ) == [(123, "HCM", "CCHN"), (124, "ĐNAI", "GPHN")]  # fmt: skip


def test_old_and_new_licence_in_two_columns_are_both_read(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Số GPHN", "Thời gian hành nghề"],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "", HOURS],
        [2, "Trần Thị Bình", "-", "000465/HCM-GPHN", HOURS],
        [3, "Lê Minh Châu", "000900/LA-CCHN", "000003/LA-GPHN", HOURS],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows])
    assert column(batch, "licence_serial") == [123, 465, 900]
    assert [len(others) for others in column(batch, "other_licences")] == [0, 0, 1]
    assert codes(batch) == []


def test_only_a_bare_number_takes_an_ending():
    assert joined_licence(["123", "HCM", "CCHN"]) == "123/HCM-CCHN"
    assert joined_licence(["000123/HCM-CCHN", "HCM"]) == "000123/HCM-CCHN; HCM"
    assert joined_licence([]) is None


def test_every_day_under_the_heading_of_the_working_time_is_read(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Thời gian đăng ký hành nghề", "", "", "Vị trí"],
        ["", "", "", "Thứ 2", "Thứ 3", "CN", ""],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "7h-11h", "", "8h-10h", "Điều dưỡng"],
        [2, "Trần Thị Bình", "000124/HCM-CCHN", "7h-11h", "7h-11h", "", "Điều dưỡng"],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows], merged=[(8, 4, 8, 6)])
    group = "Thời gian đăng ký hành nghề"
    assert column(batch, "raw_time")[0] == f"{group} Thứ 2: 7h-11h; {group} CN: 8h-10h"
    assert column(batch, "time_status") == ["determined", "determined"]


def test_crosses_take_the_hours_of_their_heading(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Sáng (7h30-11h30)", "Tối (17h-20h)", "Thứ", "Vị trí"],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "x", "x", "T2, T4", "Điều dưỡng"],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows])
    assert column(batch, "raw_time") == ["T2, T4: Sáng (7h30-11h30), Tối (17h-20h)"]
    assert column(batch, "time_status") == ["determined"]


def test_a_head_without_colons_is_no_table(tmp_path):
    head = [
        ["DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ"],
        ["1. Tên cơ sở khám bệnh, chữa bệnh", "", "Phòng khám Nhi Đồng Tâm"],
        ["2. Địa chỉ", "", "12 Nguyễn Trãi, phường Bến Thành, TP. Hồ Chí Minh"],
    ]
    merged = [(2, 1, 2, 2), (2, 3, 2, 6), (3, 1, 3, 2), (3, 3, 3, 6)]
    batch = read_pages(tmp_path, Page([*head, HEADINGS, AN, BINH], merged=merged))
    assert column(batch, "kind", "files") == ["registration-list"]
    assert records(batch, "facilities", "name", "province_given") == [
        ("Phòng khám Nhi Đồng Tâm", "79")
    ]


def test_a_heading_that_begins_like_a_surname_stays_a_heading(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Ngày cấp", "Lý do thu hồi"],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "10/10/2013", "Không hành nghề 24 tháng"],
    ]
    batch = read_rows(tmp_path, rows)
    assert column(batch, "licence_serial", "licences") == [123]


def test_a_short_list_in_tcvn3_is_not_taken_for_windows_1258(tmp_path):
    lines = [
        "STT;Tên cơ sở KCB;Địa chỉ;Họ và tên;Số CCHN/GPHN;Thời gian làm việc",
        "1;Phòng khám Nội Lê Văn;Phường An Đông;Nguyễn Thị Hòa;000123/HCM-CCHN;Thứ 2: 7h-11h",
        "2;Bệnh viện Đa khoa Đồng Phú;Xã Đồng Phú;Trần Đình Thúy;008435/HCM-CCHN;hằng ngày 7h-9h",
    ]
    content = encode("\n".join(lines), LegacyEncoding.TCVN3).encode("latin-1")
    batch = read_bytes(tmp_path, content, "danh-sach.csv")
    assert column(batch, "encoding", "files") == ["tcvn3"]
    assert column(batch, "raw_name") == ["Nguyễn Thị Hòa", "Trần Đình Thúy"]


def test_a_name_with_its_year_or_licence_in_one_cell(tmp_path):
    headings = ["STT", "Họ tên, năm sinh", "Số CCHN", "Thời gian", "Vị trí"]
    cells = ["Nguyễn Văn An (1979)", "Trần Thị Bình - 1985", "Lê Minh Châu\nSinh ngày: 30/04/1990"]
    rows = [[n, one, "000123/HCM-CCHN", HOURS, "Điều dưỡng"] for n, one in enumerate(cells, 1)]
    batch = read_rows(tmp_path, [*HEAD, headings, *rows])
    assert records(batch, "registrations", "name", "birth_year") == [
        ("Nguyễn Văn An", 1979), ("Trần Thị Bình", 1985), ("Lê Minh Châu", 1990),
    ]  # fmt: skip
    headings = ["STT", "Họ tên, số CCHN", "Thời gian", "Vị trí"]
    rows = [[1, "Nguyễn Văn An\n000123/HCM-CCHN", HOURS, "Điều dưỡng"],
            [2, "Trần Thị Bình, số 000124/HCM-CCHN", HOURS, "Điều dưỡng"]]  # fmt: skip
    batch = read_rows(tmp_path, [*HEAD, headings, *rows])
    assert records(batch, "registrations", "name", "licence_serial") == [
        ("Nguyễn Văn An", 123), ("Trần Thị Bình", 124),
    ]  # fmt: skip


def test_hours_elsewhere_are_never_taken_for_hours_here(tmp_path):
    headings = ["STT", "Họ và tên", "Số CCHN",
                "Thời gian đăng ký hành nghề tại cơ sở khác (nếu có)",
                "Thời gian đăng ký hành nghề tại cơ sở", "Vị trí"]  # fmt: skip
    row = [1, "Nguyễn Văn An", "000123/HCM-CCHN", "BV Chợ Rẫy: T2-T6 7h-16h", "CN: 7h-9h", "BS"]
    batch = read_rows(tmp_path, [*HEAD, headings, row])
    assert records(batch, "registrations", "raw_time", "raw_elsewhere") == [(row[4], row[3])]


def test_from_and_until_under_an_unmerged_group_are_hours(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Giờ làm việc", "", "Ngày làm việc", "Vị trí"],
        ["", "", "", "Từ", "Đến", "", ""],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "17h", "20h", "Thứ 7, CN", "Điều dưỡng"],
    ]
    assert column(read_rows(tmp_path, [*HEAD, *rows]), "raw_time") == ["Thứ 7, CN: 17h - 20h"]


def test_the_licence_of_the_chief_makes_no_list_of_a_facility_register(tmp_path):
    rows = [
        ["STT", "Tên cơ sở", "Số GPHĐ", "Địa chỉ", "Người chịu trách nhiệm chuyên môn",
         "Số CCHN của người PTCM", "Trạng thái"],
        [1, "Phòng khám Nội", "01110/HCM-GPHĐ", "TP.HCM", "Nguyễn Văn An", "000123/HCM-CCHN",
         "Đang hoạt động"],
    ]  # fmt: skip
    batch = read_rows(tmp_path, rows)
    assert column(batch, "kind", "files") == ["facility-register"]
    assert records(batch, "facilities", "name", "licence_serial", "status") == [
        ("Phòng khám Nội", 1110, "active")
    ]


def test_a_numbered_department_is_a_section(tmp_path):
    rows = [*HEAD, HEADINGS, ["1", "Khoa Nội"], ["1.1", *AN[1:]], ["2", "Khoa Ngoại"],
            ["2.1", *BINH[1:]]]  # fmt: skip
    batch = read_rows(tmp_path, rows)
    assert records(batch, "registrations", "name", "unit") == [
        ("Nguyễn Văn An", "Khoa Nội"), ("Trần Thị Bình", "Khoa Ngoại"),
    ]  # fmt: skip
    assert codes(batch) == []


def test_hours_that_excel_made_a_date_are_told(tmp_path):
    row = [*AN[:4], date(2026, 11, 7), AN[5]]
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, row])
    assert problems(batch) == [("Danh sách", len(HEAD) + 2, "E", "time-unreadable", "07/11/2026")]
