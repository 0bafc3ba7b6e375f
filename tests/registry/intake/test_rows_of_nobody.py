"""A row that names nobody does not go in, and its sender is told; whoever is named goes in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_sheets import AN, BINH, HEAD, HEADINGS, Page, read_bytes, read_rows, workbook

from lieny.registry.intake.nobody import CODE

FIRST = len(HEAD) + 2
REGISTER = [
    ["SỔ THEO DÕI CẤP GIẤY PHÉP HÀNH NGHỀ"],
    ["STT", "Họ và tên", "Ngày sinh", "Số giấy phép hành nghề", "Ngày cấp", "Quyết định"],
    [1, "Nguyễn Văn An", "12/03/1980", "000123/HCM-GPHN", "01/02/2024", "12/QĐ-SYT"],
]
NOBODY = {
    "remark": [3, "(Nghỉ thai sản từ 01/2026)", "", "", "", ""],
    "blank form": [3, "trống", "", "", "T2: 7h-11h", ""],
    "number": [3, "123456", "", "KCB đa khoa", "T2: 7h-11h", ""],
    "waiting": [3, "", "đang chờ cấp", "KCB đa khoa", "T2: 7h-11h", ""],
    "sentence": ["", "Danh sách này thay thế danh sách trước", "", "", "", ""],
}
SOMEBODY = {
    "foreigner": [3, "KIM, John-Paul (Hàn Quốc)", "", "", "T2: 7h-11h", ""],
    "half a name": [3, "An", "", "", "T2: 7h-11h", ""],
    "of the highlands": ["", "Y Bhiông Niê Kdăm", "", "", "", ""],
    "long name": ["", "Công Tằng Tôn Nữ Thị Minh Châu", "000777/HCM-CCHN", "", "", ""],
    "as a sum": ["", "Tống Văn An", "", "", "T2: 7h-11h", ""],
    "as a sum without marks": ["", "TONG VAN AN", "000777/HCM-CCHN", "", "", ""],
    "number alone": [3, "???", "000124/HCM-CCHN", "", "T2: 7h-11h", ""],
}


def read(folder, row):
    return read_rows(folder, [*HEAD, HEADINGS, AN, BINH, row])


def told(batch, row):
    return [one["code"] for one in batch.problems.to_pylist() if one["row"] == row]


@pytest.mark.parametrize("row", NOBODY.values(), ids=NOBODY)
def test_a_row_of_nobody_is_refused_and_said(tmp_path, row):
    batch = read(tmp_path, row)
    assert batch.registrations["row"].to_pylist() == [FIRST, FIRST + 1]
    (refusal,) = [one for one in batch.problems.to_pylist() if one["refused"]]
    assert (refusal["code"], refusal["row"], refusal["column"]) == (CODE, FIRST + 2, None)
    assert next(str(cell) for cell in row[1:] if cell) in refusal["given"]
    (file,) = batch.files.select(["rows", "accepted"]).to_pylist()
    assert file == {"rows": 3, "accepted": 2}
    lacking = {"name-missing", "licence-missing", "time-missing"}
    assert lacking.isdisjoint(told(batch, FIRST + 2))


@pytest.mark.parametrize("row", SOMEBODY.values(), ids=SOMEBODY)
def test_whoever_is_named_goes_in(tmp_path, row):
    batch = read(tmp_path, row)
    assert batch.registrations["row"].to_pylist() == [FIRST, FIRST + 1, FIRST + 2]
    assert CODE not in told(batch, FIRST + 2)


@pytest.mark.parametrize(
    ("row", "goes_in"),
    [
        ([2, "(thu hồi)", "", "", "", "13/QĐ-SYT"], False),
        ([2, "(không rõ)", "12/03/1981", "", "", "13/QĐ-SYT"], True),
        ([2, "(không rõ)", "", "000124/HCM-GPHN", "", "13/QĐ-SYT"], True),
    ],
)
def test_registers_of_licences_keep_to_the_same(tmp_path, row, goes_in):
    batch = read_bytes(tmp_path, workbook(Page([*REGISTER, row])))
    assert batch.licences["row"].to_pylist() == ([3, 4] if goes_in else [3])
    assert (CODE in told(batch, 4)) is not goes_in


@pytest.mark.parametrize("sum_", ["Tổng cộng", "TONG CONG: 2", "Cộng", "Tổng số: 2 người"])
def test_a_sum_is_nobody_and_nothing_is_said_of_it(tmp_path, sum_):
    batch = read(tmp_path, ["", sum_, "", "", "", ""])
    assert len(batch.registrations) == 2
    assert not any(one["refused"] for one in batch.problems.to_pylist())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.sampled_from([*NOBODY.values(), *SOMEBODY.values()]), max_size=12))
def test_every_row_goes_in_or_is_refused(tmp_path, rows):
    batch = read_rows(tmp_path, [*HEAD, HEADINGS, AN, BINH, *rows])
    refused = [one["row"] for one in batch.problems.to_pylist() if one["refused"]]
    went_in = batch.registrations["row"].to_pylist()
    assert sorted(went_in + refused) == list(range(FIRST, FIRST + 2 + len(rows)))
    assert batch.files["accepted"].to_pylist() == [len(went_in)]
