"""Which column is what, in headings as senders write them."""

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_sheets import (
    AN,
    BINH,
    HEAD,
    HEADINGS,
    Page,
    codes,
    column,
    fields,
    read_rows,
    records,
    workbook,
)

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reading_group import read_group

moment = datetime.fromisoformat


def kind(batch):
    return column(batch, "kind", "files")


def test_the_official_list_of_2023(tmp_path):
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, AN, BINH])
    assert kind(batch) == ["registration-list"]
    assert codes(batch) == []
    assert records(
        batch,
        "registrations",
        "row",
        "name",
        "licence_serial",
        "licence_issuer",
        "licence_type",
        "position",
        "raw_time",
    ) == [
        (9, "Nguyễn Văn An", 123, "HCM", "CCHN", "PRACTITIONER", "Thứ 2 - Thứ 6: 07h30-11h30"),
        (10, "Trần Thị Bình", 1234, "ĐNAI", "GPHN", "PRACTITIONER", "CN: 08h00-11h00"),
    ]
    assert records(
        batch, "facilities", "row", "source", "name", "licence_serial", "licence_issuer", "form"
    ) == [(4, "list", "Phòng khám đa khoa Hòa Bình", 1234, "ĐNAI", "POLYCLINIC")]
    assert column(batch, "province_given", "facilities") == ["75"]
    assert column(batch, "accepted", "files") == [2]


def test_a_note_stays_beside_its_row(tmp_path):
    headings = ["TT", "Họ và tên", "Số CCHN", "Phạm vi hành nghề", "Thời gian", "Vị trí", "Ghi chú"]
    batch = read_rows(tmp_path, [*HEAD, headings, [*AN, "Cử luân phiên theo QĐ 45/QĐ-SYT"]])
    assert column(batch, "raw_note") == ["Cử luân phiên theo QĐ 45/QĐ-SYT"]


def test_the_list_of_2016_with_hours_elsewhere(tmp_path):
    headings = [
        "TT",
        "Họ và tên",
        "Số chứng chỉ hành nghề đã được cấp",
        "Phạm vi hoạt động chuyên môn",
        "Thời gian đăng ký làm việc tại cơ sở KBCB\n(ghi cụ thể thời gian làm việc)",
        "Vị trí chuyên môn",
        "Thời gian đăng ký làm việc tại cơ sở khám bệnh, chữa bệnh khác (nếu có)",
    ]
    batch = read_rows(tmp_path, [*HEAD, headings, [*AN, "BV Thống Nhất: T2-T6"]])
    assert fields(batch)["time"] == 5
    assert fields(batch)["elsewhere"] == 7
    assert column(batch, "raw_elsewhere") == ["BV Thống Nhất: T2-T6"]
    assert column(batch, "raw_time") == ["Thứ 2 - Thứ 6: 07h30-11h30"]
    heading = {row["field"]: row["heading"] for row in batch.headings.to_pylist()}
    assert heading["time"].endswith("(ghi cụ thể thời gian làm việc)")


def test_an_export_of_the_personnel_office(tmp_path):
    headings = ["Mã NV", "Họ và tên*", "Ngày sinh", "Giới tính", "Khoa/Phòng", "Chức vụ",
                "Số CCHN*", "Ngày cấp*", "Nơi cấp", "Phạm vi chuyên môn"]  # fmt: skip
    row = ["NV01", "Nguyễn Văn An", "05/03/1980", "Nam", "Khoa Nội", "Trưởng khoa",
           "000123/HCM-CCHN", date(2012, 4, 6), "Sở Y tế TP.HCM", "Nội khoa"]  # fmt: skip
    batch = read_rows(tmp_path, [*HEAD[2:], headings, row])
    assert kind(batch) == ["registration-list"]
    assert fields(batch) | {"staff_code": 1, "name": 2, "birth": 3, "gender": 4, "unit": 5,
                            "position": 6, "licence": 7, "issued_on": 8, "issuer": 9,
                            "scope": 10} == fields(batch)  # fmt: skip
    assert records(
        batch, "registrations", "birth_on", "gender", "unit", "position", "licence_issued_on"
    ) == [(date(1980, 3, 5), "M", "Khoa Nội", "HEAD_UNIT", date(2012, 4, 6))]


def test_the_list_for_social_insurance(tmp_path):
    headings = ["STT", "HỌ TÊN", "SỐ CCCD", "SỐ CCHN/GPHN", "THỜI GIAN BẮT ĐẦU", "KẾT THÚC",
                "TÌNH TRẠNG"]  # fmt: skip
    row = [1, "Nguyễn Văn An", "079080012345", "000123/HCM-CCHN", "01/02/2026", "31/12/2026",
           "Đang làm việc"]  # fmt: skip
    footer = ["", "Ấn định danh sách có: 1 người"]
    batch = read_rows(tmp_path, [*HEAD, headings, row, footer])
    assert kind(batch) == ["registration-list"]
    assert records(batch, "registrations", "cccd", "valid_from", "valid_until") == [
        ("079080012345", date(2026, 2, 1), date(2026, 12, 31))
    ]
    assert codes(batch) == []


def test_english_headings(tmp_path):
    headings = ["No.", "Full name", "Licence number", "Scope of practice", "Working hours",
                "Position", "Facility", "Facility address"]  # fmt: skip
    row = [*AN, "Phòng khám An Bình", "1 Lê Lợi, Biên Hòa, Đồng Nai"]
    batch = read_rows(tmp_path, [headings, row])
    assert kind(batch) == ["registrations"]
    assert column(batch, "name", "facilities") == ["Phòng khám An Bình"]
    assert column(batch, "raw_address", "facilities") == ["1 Lê Lợi, Biên Hòa, Đồng Nai"]


def test_headings_without_marks_and_names_of_database_columns(tmp_path):
    headings = ["STT", "HoTen", "So_CCHN", "PhamVi", "thoi_gian_hanh_nghe", "Vi tri chuyen mon"]
    batch = read_rows(tmp_path, [*HEAD, headings, AN, BINH])
    assert column(batch, "name") == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert column(batch, "raw_time") == [AN[4], BINH[4]]
    assert column(batch, "raw_position") == [AN[5], BINH[5]]


def test_one_registration_a_row_with_columns_of_the_facility(tmp_path):
    headings = [*HEADINGS, "Tên cơ sở", "Số GPHĐ", "Địa chỉ cơ sở", "Ngày tiếp nhận",
                "Ngày biến động", "Số giờ CME"]  # fmt: skip
    one = ["PK A", "00001/HCM-GPHĐ", "1 Lê Lợi, TP. Hồ Chí Minh"]
    two = ["PK B", "00002/BD-GPHĐ", "2 Lê Lợi, Thủ Dầu Một, Bình Dương"]
    rows = [
        [*AN, *one, "10/03/2026", "01/03/2026", 96],
        [*BINH, *two, date(2026, 3, 12), "", "120,5 giờ"],
        [3, *AN[1:], *two, "", "", ""],
    ]
    batch = read_rows(tmp_path, [headings, *rows])
    assert kind(batch) == ["registrations"]
    assert records(batch, "facilities", "name", "licence_serial", "province_given") == [
        ("PK A", 1, "79"),
        ("PK B", 2, "74"),
    ]
    assert records(batch, "registrations", "facility", "received_on", "event_on", "cme_hours") == [
        (0, date(2026, 3, 10), date(2026, 3, 1), 96.0),
        (1, date(2026, 3, 12), None, 120.5),
        (1, None, None, None),
    ]


def test_the_register_of_an_issuer(tmp_path):
    headings = ["STT", "Số GPHN/CCHN", "Họ và tên", "Ngày sinh", "Số định danh cá nhân",
                "Ngày cấp", "Có giá trị đến", "Chức danh", "Phạm vi hành nghề", "Tình trạng",
                "Từ ngày", "Đến ngày", "Số quyết định"]  # fmt: skip
    rows = [
        [1, "000123/HCM-CCHN", "Nguyễn Văn An", "05/03/1980", "079080012345", "06/04/2012", "",
         "Bác sỹ", "KCB đa khoa", "Đã thu hồi", "01/02/2026", "", "12/QĐ-SYT"],
        [2, "000124/HCM-GPHN", "Trần Thị Bình", "1985", "", "06/04/2024", "06/04/2029",
         "Điều dưỡng", "Điều dưỡng", "Đình chỉ từ 01/01/2026 đến 30/06/2026", "", "", ""],
        [3, "000125/HCM-GPHN", "Lê Minh Châu", "", "", "06/04/2024", "", "Y sỹ", "",
         "Đang hiệu lực", "", "", ""],
        [4, "000126/HCM-CCHN", "Võ Thị Dung", "", "", "06/04/2014", "", "Y sỹ", "",
         "Đã cấp lại", "", "", ""],
        [5, "000127/HCM-GPHN", "Bùi Văn Em", "", "", "06/04/2019", "", "Y sỹ", "",
         "lạ", "", "", ""],
    ]  # fmt: skip
    batch = read_rows(tmp_path, [["SỔ CẤP GIẤY PHÉP HÀNH NGHỀ"], headings, *rows])
    assert kind(batch) == ["licence-register"]
    assert records(batch, "licences", "status", "status_from", "status_until", "decision") == [
        ("revoked", date(2026, 2, 1), None, "12/QĐ-SYT"),
        ("suspended", date(2026, 1, 1), date(2026, 6, 30), None),
        ("active", None, None, None),
        ("replaced", None, None, None),
        (None, None, None, None),
    ]
    assert records(batch, "licences", "birth_on", "birth_year", "cccd", "valid_until")[:2] == [
        (date(1980, 3, 5), 1980, "079080012345", None),
        (None, 1985, None, date(2029, 4, 6)),
    ]
    assert [(p["row"], p["column"], p["code"]) for p in batch.problems.to_pylist()] == [
        (7, "J", "status-unreadable")
    ]


def test_the_register_of_facilities(tmp_path):
    headings = ["STT", "Tên cơ sở", "Số giấy phép hoạt động", "Mã cơ sở", "Hình thức tổ chức",
                "Địa chỉ", "Tỉnh/Thành phố", "Vĩ độ", "Kinh độ", "Tình trạng",
                "Ngày hiệu lực tình trạng", "Người chịu trách nhiệm chuyên môn"]  # fmt: skip
    rows = [
        [1, "Phòng khám đa khoa A", "00001/HCM-GPHĐ", "79001", "Phòng khám đa khoa",
         "1 Lê Lợi, Phường Bến Thành", "TP. Hồ Chí Minh", 10.77, "106,70", "Đang hoạt động", "",
         "Nguyễn Văn An"],
        [2, "Nha khoa B", "1234", "0000000000017", "", "2 Lê Lợi", "Bình Dương", "106.65",
         "10.98", "Tạm ngừng hoạt động", "01/02/2026", "Trần Thị Bình"],
        [3, "", "", "", "", "3 Lê Lợi", "", "", "", "", "", ""],
    ]  # fmt: skip
    batch = read_rows(tmp_path, [headings, *rows])
    assert kind(batch) == ["facility-register"]
    assert records(
        batch, "facilities", "source", "licence_serial", "licence_issuer", "code", "form",
        "province_given", "latitude", "longitude", "status", "status_from",
    ) == [
        ("register", 1, "HCM", "79001", "POLYCLINIC", "79", 10.77, 106.7, "active", None),
        ("register", 1234, None, "0000000000017", "DENTAL_CLINIC", "74", 10.98, 106.65,
         "suspended", date(2026, 2, 1)),
    ]  # fmt: skip
    assert fields(batch)["name"] == 2
    assert fields(batch)["licence"] == 3
    assert [(p["row"], p["code"], p["refused"]) for p in batch.problems.to_pylist()] == [
        (4, "row-without-facility", True)
    ]
    assert records(batch, "files", "rows", "accepted") == [(3, 2)]


def test_activities_and_trainees(tmp_path):
    activities = [
        ["STT", "Họ và tên", "Số CCHN", "Số GPHĐ", "Mã cơ sở", "Thời điểm"],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "00001/HCM-GPHĐ", "79001",
         moment("2026-03-05 08:30")],
        [2, "Trần Thị Bình", "001234/ĐNAI-GPHN", "00002/HCM-GPHĐ", "", "2026-03-06T19:05:00"],
        [3, "Lê Minh Châu", "", "00002/HCM-GPHĐ", "", "06/03/2026 7h15"],
    ]  # fmt: skip
    trainees = [
        ["Người hướng dẫn", "Số CCHN người hướng dẫn", "Người thực hành", "Từ ngày", "Đến ngày"],
        ["Nguyễn Văn An", "000123/HCM-CCHN", "Phạm Gia Huy", "01/01/2026", "01/07/2026"],
    ]
    pages = [Page(activities, "Hoạt động"), Page(trainees, "Thực hành")]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(*pages))
    batch = read_group([(0, path)], Limits())
    assert kind(batch) == ["activities|trainees"]
    assert records(batch, "activities", "licence_serial", "facility_licence_serial", "at") == [
        (123, 1, moment("2026-03-05 08:30")),
        (1234, 2, moment("2026-03-06 19:05")),
        (None, 2, moment("2026-03-06 07:15")),
    ]
    assert records(
        batch, "trainees", "mentor_serial", "mentor_name_folded", "trainee_name_folded",
        "valid_from", "valid_until",
    ) == [(123, "nguyen van an", "pham gia huy", date(2026, 1, 1), date(2026, 7, 1))]  # fmt: skip


def test_two_heading_rows_with_a_merged_group(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Thời gian đăng ký hành nghề", "", "Vị trí", "Thời hạn",
         ""],
        ["", "", "", "Ngày", "Giờ", "", "Từ ngày", "Đến ngày"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "T2, T4", "17h00-20h00", "Khám bệnh, chữa bệnh",
         "01/01/2026", "31/12/2026"],
    ]  # fmt: skip
    top = len(HEAD) + 1
    merged = [(top, 4, top, 5), (top, 7, top, 8), (top, 1, top + 1, 1), (top, 2, top + 1, 2)]
    for layout in (merged, []):
        batch = read_rows(tmp_path, [*HEAD, *rows], merged=layout)
        assert records(batch, "registrations", "row", "raw_time", "valid_from", "valid_until") == [
            (top + 3, "T2, T4: 17h00-20h00", date(2026, 1, 1), date(2026, 12, 31))
        ]
        assert codes(batch) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("07:30", "11:30"), {"raw_time": "07:30 - 11:30", "valid_from": None}),
        (("01/01/2026", "31/12/2026"), {"raw_time": None, "valid_from": date(2026, 1, 1)}),
    ],
)
def test_from_and_until_are_hours_or_days_by_their_content(tmp_path, cells, expected):
    rows = [
        ["STT", "Họ và tên", "Số CCHN", "Thời gian", "", "Vị trí chuyên môn"],
        ["", "", "", "Từ", "Đến", ""],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", *cells, "Điều dưỡng"],
        [2, "Trần Thị Bình", "000124/HCM-CCHN", *cells, "Điều dưỡng"],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows])
    assert {name: column(batch, name)[0] for name in expected} == expected


def test_groups_tell_the_names_of_persons_from_names_of_facilities(tmp_path):
    rows = [
        ["STT", "Người hành nghề", "", "", "Cơ sở", "", ""],
        ["", "Họ tên", "Số CCHN", "Vị trí", "Tên", "Địa chỉ", "Số GPHĐ"],
        [1, "Nguyễn Văn An", "000123/HCM-CCHN", "Điều dưỡng", "PK A", "1 Lê Lợi, Đồng Nai",
         "00001/ĐNAI-GPHĐ"],
    ]  # fmt: skip
    batch = read_rows(tmp_path, rows, merged=[(1, 2, 1, 4), (1, 5, 1, 7)])
    assert kind(batch) == ["registrations"]
    assert records(batch, "facilities", "name", "licence_serial") == [("PK A", 1)]
    assert column(batch, "name") == ["Nguyễn Văn An"]


def test_a_column_of_licences_is_the_licence_column_whatever_its_heading(tmp_path):
    headings = ["STT", "Họ và tên", "Mã quản lý", "Thời gian hành nghề", "Vị trí"]
    rows = [[n, f"Nguyễn Văn {given}", f"00012{n}/HCM-CCHN", "T2-T6: 7h-11h", "Điều dưỡng"]
            for n, given in enumerate(("An", "Bảo", "Cường"), 1)]  # fmt: skip
    batch = read_rows(tmp_path, [*HEAD, headings, *rows])
    assert column(batch, "licence_serial") == [121, 122, 123]


def test_a_misleading_heading_yields_to_the_content(tmp_path):
    headings = ["STT", "Họ và tên", "Số CCHN", "Ngày cấp", "Thời gian hành nghề"]
    rows = [[n, f"Nguyễn Văn {given}", "06/04/2012", f"00012{n}/HCM-CCHN", "T2-T6: 7h-11h"]
            for n, given in enumerate(("An", "Bảo", "Cường"), 1)]  # fmt: skip
    batch = read_rows(tmp_path, [*HEAD, headings, *rows])
    assert column(batch, "licence_serial") == [121, 122, 123]


def test_columns_of_days_and_parts_of_the_day_are_joined(tmp_path):
    headings = ["STT", "Họ và tên", "Số CCHN", "Thứ 2", "Thứ 3", "CN", "Vị trí"]
    row = [1, "Nguyễn Văn An", "000123/HCM-CCHN", "7h-11h", "", "8h-10h", "Điều dưỡng"]
    batch = read_rows(tmp_path, [*HEAD, headings, row])
    assert column(batch, "raw_time") == ["Thứ 2: 7h-11h; CN: 8h-10h"]
    crossed = ["STT", "Họ và tên", "Số CCHN", "T2", "T3", "T4", "Giờ làm việc", "Vị trí"]
    row = [1, "Nguyễn Văn An", "000123/HCM-CCHN", "x", "", "X", "17h-20h", "Điều dưỡng"]
    batch = read_rows(tmp_path, [*HEAD, crossed, row])
    assert column(batch, "raw_time") == ["T2, T4: 17h-20h"]


def test_year_of_birth_in_a_column_for_each_sex(tmp_path):
    rows = [
        ["STT", "Họ và tên", "Năm sinh", "", "Số CCHN", "Thời gian hành nghề"],
        ["", "", "Nam", "Nữ", "", ""],
        [1, "Nguyễn Văn An", 1980, "", "000123/HCM-CCHN", "T2-T6: 7h-11h"],
        [2, "Trần Thị Bình", "", 1985, "000124/HCM-CCHN", "T2-T6: 7h-11h"],
    ]
    batch = read_rows(tmp_path, [*HEAD, *rows])
    assert records(batch, "registrations", "birth_year", "gender") == [(1980, "M"), (1985, "F")]


def test_number_issuer_and_type_in_three_columns(tmp_path):
    headings = ["STT", "Họ và tên", "Số CCHN/GPHN", "Loại giấy phép", "Nơi cấp", "Thời gian"]
    rows = [
        [1, "Nguyễn Văn An", 123, "CCHN", "Sở Y tế TP. Hồ Chí Minh", "T2-T6: 7h-11h"],
        [2, "Trần Thị Bình", "0124", "Giấy phép hành nghề", "SYT Bình Dương", "T2-T6: 7h-11h"],
    ]
    batch = read_rows(tmp_path, [*HEAD, headings, *rows])
    assert records(
        batch, "registrations", "licence_serial", "licence_issuer", "licence_type",
        "licence_status", "raw_licence",
    ) == [(123, "HCM", "CCHN", "exact", "123"), (124, "BD", "GPHN", "exact", "0124")]  # fmt: skip


def test_a_sheet_without_headings_is_read_by_its_content(tmp_path):
    rows = [[f"Nguyễn Văn {given}", f"00012{n}/HCM-CCHN", "T2-T6: 7h-11h"]
            for n, given in enumerate(("An", "Bảo", "Cường"), 1)]  # fmt: skip
    batch = read_rows(tmp_path, rows)
    assert records(batch, "registrations", "row", "name", "licence_serial", "raw_time") == [
        (1, "Nguyễn Văn An", 121, "T2-T6: 7h-11h"),
        (2, "Nguyễn Văn Bảo", 122, "T2-T6: 7h-11h"),
        (3, "Nguyễn Văn Cường", 123, "T2-T6: 7h-11h"),
    ]


def test_family_and_given_name_in_two_columns(tmp_path):
    headings = ["STT", "Họ và tên đệm", "Tên", "Số CCHN", "Thời gian hành nghề"]
    row = [1, "Nguyễn Văn", "An", "000123/HCM-CCHN", "T2-T6: 7h-11h"]
    batch = read_rows(tmp_path, [*HEAD, headings, row, [2, "Trần Thị", "Bình", *row[3:]]])
    assert column(batch, "raw_name") == ["Nguyễn Văn An", "Trần Thị Bình"]
    alone = ["STT", "Họ và tên đệm", "Số CCHN", "Thời gian hành nghề"]
    batch = read_rows(tmp_path, [*HEAD, alone, [1, "Nguyễn Văn An", *row[3:]]])
    assert column(batch, "raw_name") == ["Nguyễn Văn An"]


def test_three_heading_rows(tmp_path):
    rows = [
        ["STT", "Thông tin cá nhân", "", "Chứng chỉ hành nghề", "", "", "Đăng ký", "", ""],
        ["", "Họ và tên", "Ngày sinh", "Số", "Ngày cấp", "Nơi cấp", "Thời gian", "", "Vị trí"],
        ["", "", "", "", "", "", "Thứ", "Giờ", ""],
        [1, "Nguyễn Văn An", "05/03/1980", "000123/HCM-CCHN", "06/04/2012", "TP.HCM", "2-6",
         "7h-11h", "Điều dưỡng"],
    ]  # fmt: skip
    merged = [(8, 2, 8, 3), (8, 4, 8, 6), (8, 7, 8, 9), (9, 7, 9, 8)]
    batch = read_rows(tmp_path, [*HEAD, *rows], merged=merged)
    assert records(
        batch, "registrations", "row", "licence_serial", "licence_issued_on", "raw_time",
        "raw_position", "birth_year",
    ) == [(11, 123, date(2012, 4, 6), "2-6: 7h-11h", "Điều dưỡng", 1980)]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        (["Số GPHN", "Họ tên", "Tình trạng", "Từ ngày", "Đến ngày"],
         ["000123/HCM-GPHN", "Nguyễn Văn An", "Đình chỉ", "01/01/2026", ""], "licence-register"),
        (["Họ tên", "Số CCCD", "Số CCHN/GPHN", "Thời gian bắt đầu", "Kết thúc", "Tình trạng"],
         ["Nguyễn Văn An", "079080012345", "000123/HCM-GPHN", "01/01/2026", "", "Tăng"],
         "registration-list"),
        (["Họ tên", "Văn bằng chuyên môn", "Số CCHN", "Ngày cấp", "Phạm vi hoạt động chuyên môn"],
         ["Nguyễn Văn An", "Bác sĩ", "000123/HCM-CCHN", "06/04/2012", "Nội"], "licence-register"),
        (["Họ tên", "Số CCHN", "Ngày cấp", "Khoa/Phòng"],
         ["Nguyễn Văn An", "000123/HCM-CCHN", "06/04/2012", "Khoa Nội"], "registration-list"),
        (["Họ tên", "Số CCHN", "Ngày cấp", "Nơi làm việc"],
         ["Nguyễn Văn An", "000123/HCM-CCHN", "06/04/2012", "PK A"], "registrations"),
        (["Tên cơ sở", "Địa chỉ", "Người phụ trách chuyên môn", "Số CCHN"],
         ["PK A", "1 Lê Lợi, Đồng Nai", "Nguyễn Văn An", "000123/HCM-CCHN"], "registrations"),
        (["Tên cơ sở", "Địa chỉ", "Người phụ trách chuyên môn", "Tình trạng"],
         ["PK A", "1 Lê Lợi, Đồng Nai", "Nguyễn Văn An", "Đang hoạt động"], "facility-register"),
    ],
)  # fmt: skip
def test_kinds_are_told_apart_by_their_columns(tmp_path, headings, row, expected):
    assert kind(read_rows(tmp_path, [headings, row, row])) == [expected]


# --- a table in any order of columns, under any of its names, reads back the same ---------------

SYNONYMS = {
    "name": ["Họ và tên", "HỌ TÊN", "Họ tên người hành nghề", "Full name", "ho va ten", "Họ, tên*"],
    "licence": ["Số CCHN/GPHN", "Số chứng chỉ hành nghề", "Số giấy phép\nhành nghề", "SO GPHN",
                "Licence number", "Số CCHN đã cấp (1)"],
    "birth": ["Ngày sinh", "Ngày tháng năm sinh", "NTNS", "Date of birth", "Ngày, tháng, năm sinh"],
    "personal_number": ["CCCD", "Số định danh cá nhân", "Số CMND/CCCD", "Personal number"],
    "title": ["Chức danh", "Chức danh chuyên môn", "Văn bằng chuyên môn", "Title"],
    "scope": ["Phạm vi hành nghề", "Phạm vi hoạt động chuyên môn", "PHAM VI", "Scope"],
    "time": ["Thời gian đăng ký hành nghề", "Thời gian làm việc", "Giờ làm việc", "Lịch làm việc",
             "Working hours", "thoi gian hanh nghe"],
    "position": ["Vị trí chuyên môn", "Vị trí", "Chức vụ", "Position", "VI TRI CHUYEN MON"],
    "valid_from": ["Từ ngày", "Ngày bắt đầu", "Valid from"],
    "valid_until": ["Đến ngày", "Ngày kết thúc", "Valid until"],
    "facility_name": ["Tên cơ sở", "Tên cơ sở KBCB", "Cơ sở hành nghề", "Facility name"],
    "facility_licence": ["Số GPHĐ", "Số giấy phép hoạt động", "Operating licence"],
}  # fmt: skip
TRUTH = [
    {"name": "Nguyễn Văn An", "licence": "000123/HCM-CCHN", "birth": "05/03/1980",
     "personal_number": "079080012345", "title": "Bác sỹ", "scope": "KCB đa khoa",
     "time": "Thứ 2 - Thứ 6: 07h30-11h30", "position": "Khám bệnh, chữa bệnh",
     "valid_from": "01/01/2026", "valid_until": "31/12/2026",
     "facility_name": "Phòng khám đa khoa A", "facility_licence": "00001/HCM-GPHĐ"},
    {"name": "Trần Thị Bình", "licence": "001234/ĐNAI-GPHN", "birth": "06/04/1985",
     "personal_number": "075185001234", "title": "Điều dưỡng", "scope": "Điều dưỡng đa khoa",
     "time": "CN: 08h00-11h00", "position": "Điều dưỡng phòng khám", "valid_from": "01/02/2026",
     "valid_until": "", "facility_name": "Nha khoa B", "facility_licence": "00002/BD-GPHĐ"},
    {"name": "Lê Minh Châu", "licence": "004321/BD-CCHN", "birth": "07/05/1990",
     "personal_number": "074090004321", "title": "Y sỹ", "scope": "KCB chuyên khoa Nội",
     "time": "Hành chính", "position": "Phụ trách chuyên môn kỹ thuật",
     "valid_from": "01/03/2026", "valid_until": "", "facility_name": "Trạm y tế phường C",
     "facility_licence": "00003/BD-GPHĐ"},
]  # fmt: skip
READ_BACK = (
    *("raw_name", "raw_licence", "raw_birth", "raw_personal_number", "raw_title", "raw_scope"),
    *("raw_time", "raw_position", "raw_valid_from", "raw_valid_until"),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(list(SYNONYMS)),
    choice=st.lists(st.integers(0, 5), min_size=12, max_size=12),
)
def test_order_and_names_of_columns_do_not_matter(tmp_path, order, choice):
    headings = [
        SYNONYMS[field][pick % len(SYNONYMS[field])]
        for field, pick in zip(order, choice, strict=True)
    ]
    rows = [["STT", *headings]]
    rows += [[n, *(row[field] for field in order)] for n, row in enumerate(TRUTH, 1)]
    batch = read_rows(tmp_path, rows)
    expected = [tuple(row[name[4:]] or None for name in READ_BACK) for row in TRUTH]
    assert records(batch, "registrations", *READ_BACK) == expected
    assert column(batch, "raw_name", "facilities") == [row["facility_name"] for row in TRUTH]
    assert column(batch, "raw_licence", "facilities") == [row["facility_licence"] for row in TRUTH]
    assert codes(batch) == []
