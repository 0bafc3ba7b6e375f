"""Rows taken together, as columns, give what they give one by one."""

from dataclasses import fields
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from intake_sheets import AN, BINH, CHAU, HEAD, HEADINGS, Page, workbook

from lieny.registry.columns.tables import Batch
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.reading_group import read_group
from lieny.registry.intake.row_runs import RowRuns
from lieny.registry.intake.row_source import RowSource

NAMES = st.sampled_from(
    ["Nguyễn Văn An", "TRẦN THỊ BÌNH", "BS. Lê Minh Châu", "Hồ Dũng (1980)", "", "nt", "-", "12"]
)
LICENCES = st.one_of(
    st.integers(1, 999_999).map(lambda n: f"{n:06d}/HCM-CCHN"),
    st.sampled_from(["", "nt", "-", "đang làm hồ sơ", "123", "GPHN 5/BD", 4567]),
)
HOURS = st.sampled_from(
    ["T2-T6: 7h-11h", "Thứ 7: 8h-11h", "nt", "như trên", "//", "-", "", "x", time(7, 30), "abc"]
)
DAYS = st.one_of(
    st.dates(date(1950, 1, 1), date(2030, 1, 1)),
    st.just(datetime(2026, 3, 5, 8, 30)),  # noqa: DTZ001 - cells know no zone
    st.sampled_from(["05/03/2026", "31/02/2026", "nt", "", "2019", 43000, "-"]),
)
PLACES = st.sampled_from(["Phòng khám Hòa Bình", "BV Quận 7", "", "nt"])
FIELDS = {
    "Họ và tên": NAMES,
    "Số CCHN": LICENCES,
    "Thời gian đăng ký hành nghề": HOURS,
    "Vị trí chuyên môn": st.sampled_from(["Bác sĩ khám Nội", "Trưởng khoa", "nt", ""]),
    "Ngày cấp": DAYS,
    "Từ ngày": DAYS,
    "Khoa/Phòng": st.sampled_from(["Khoa Nội", "nt", ""]),
    "Tên cơ sở": PLACES,
    "Tình trạng": st.sampled_from(["Đang hiệu lực", "Đã thu hồi", "", "nt"]),
    "Họ và tên đệm": st.sampled_from(["Nguyễn Văn", "Trần Thị", ""]),
    "Tên": st.sampled_from(["An", "Bình", "nt"]),
    "Thứ 2": st.sampled_from(["x", "7h-11h", "", "-"]),
    "Thứ 3": st.sampled_from(["x", "", "nt"]),
    "Từ giờ": st.sampled_from(["7h", 0.5, 17, ""]),
    "Đến giờ": st.sampled_from(["11h", 0.75, ""]),
}
STOPS = st.sampled_from(
    [["I", "KHOA NGOẠI"], [], ["", "Tổng cộng: 3 người"], ["", "Nhân viên khác không có CCHN"],
     ["", "", "Thứ 7: 8h-11h"], ["", "Biên Hòa, ngày 12 tháng 3 năm 2026"],
     ["1. Tên cơ sở: Phòng khám đa khoa An Khang"]]
)  # fmt: skip


@st.composite
def tables(draw):
    """Headings, and rows of data with all that may stand between them."""
    names = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=3, max_size=7, unique=True))
    is_numbered = draw(st.booleans())
    rows = [["STT"] * is_numbered + names]
    for number in range(1, draw(st.integers(0, 14)) + 1):
        if draw(st.integers(0, 9)) == 0:
            rows.append(draw(STOPS))
        sequence = [draw(st.sampled_from([number, float(number), f"{number}.", str(number), ""]))]
        cells = [draw(FIELDS[name]) for name in names]
        rows.append((sequence * is_numbered + cells)[: draw(st.sampled_from([99] * 9 + [2]))])
    return rows


@st.composite
def pages(draw):
    """One sheet: heads and tables one below the other, merged and hidden rows among them."""
    rows = []
    for table in draw(st.lists(tables(), min_size=1, max_size=3)):
        rows += [*draw(st.sampled_from([HEAD, HEAD[3:4], []])), *table]
    merged = []
    if draw(st.booleans()) and len(rows) > 3:
        top = draw(st.integers(1, len(rows) - 2))
        if len(rows[top - 1]) > 1 and isinstance(rows[top - 1][1], str) and rows[top - 1][1]:
            merged = [(top, 2, top + draw(st.integers(1, 2)), 2)]
    hidden = draw(st.sets(st.integers(1, len(rows)), max_size=2))
    return Page([list(row) for row in rows], merged=merged, hidden=tuple(hidden))


def tables_of(batch: Batch) -> dict[str, list[dict]]:
    return {part.name: getattr(batch, part.name).to_pylist() for part in fields(batch)}


def read(path, content: bytes) -> dict[str, list[dict]]:
    path.write_bytes(content)
    return tables_of(read_group([(0, path)], Limits()))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(page=pages())
@example(page=Page([*HEAD, HEADINGS, AN, BINH, CHAU]))
@example(page=Page([*HEAD, HEADINGS, AN, [*BINH[:4], "nt", "như trên"], CHAU, [4, "", "", "", ""]]))
def test_rows_taken_as_columns_give_what_they_give_one_by_one(tmp_path, page):
    content = workbook(page)
    together = read(tmp_path / "a.xlsx", content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RowRuns, "take", lambda self, table: None)
        one_by_one = read(tmp_path / "a.xlsx", content)
    assert together == one_by_one


def test_a_run_ends_before_the_first_unwanted_row_and_at_its_greatest_length():
    source = RowSource([[1], [2], [3], ["x"], [4]])
    assert source.draw_run(lambda row: row[0] != "x", 2) == [[1], [2]]
    assert source.draw_run(lambda row: row[0] != "x", 9) == [[3]]
    assert (source.number, source.draw()) == (3, ["x"])
    assert source.behind() == [[2], [3]]


def test_rows_before_a_refused_one_are_still_drawn():
    def rows():
        yield [1]
        yield [2]
        raise FileRefused("file-too-large")

    source = RowSource(rows())
    assert source.ahead(5) == [[1], [2]]
    assert source.draw_run(lambda row: True, 5) == [[1], [2]]
    with pytest.raises(FileRefused):
        source.draw()


def test_a_row_with_a_whole_licence_is_data_without_a_running_number(tmp_path):
    headings = ["Mã NV", *HEADINGS[1:]]
    rows = [["NV0001", *AN[1:]], ["NV0002", *BINH[1:]], ["NV0003", *CHAU[1:]]]
    read_rows = read(tmp_path / "a.xlsx", workbook(Page([*HEAD, headings, *rows])))
    assert [row["raw_name"] for row in read_rows["registrations"]] == [AN[1], BINH[1], CHAU[1]]
