"""Whatever stands in a sheet, reading it ends, and what it says of itself is consistent."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_sheets import HEAD, HEADINGS, Page, column, workbook

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.opening import open_content
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.reading_group import read_group
from lieny.registry.intake.row_wording import WORDING

CELLS = st.one_of(
    st.just(""),
    st.sampled_from(
        [*HEADINGS, *(row[0] for row in HEAD), "nt", '"', "-", "(1)", "I. KHOA NỘI", "Tổng cộng: 3",
         "Nguyễn Văn An", "000123/HCM-CCHN", "T2-T6: 7h-11h", "Từ ngày", "Đến ngày", "Tên cơ sở",
         "Người hướng dẫn", "Thời điểm", "Tình trạng", "Năm sinh", "Nam", "Nữ", "Giờ", "Ngày",
         "Biên Hòa, ngày 12 tháng 3 năm 2026", "(Ký tên)", "x", "31/02/2026", "Từ", "Đến"]
    ),
    st.text(max_size=12),
    st.integers(-5, 99_999),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.just(date(2026, 3, 5)),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=9), max_size=14)


def drawn(content: bytes) -> str:
    """Read all sheets to their end; give "read" or the code of the refusal."""
    try:
        for sheet in open_content(content, Limits()).sheets:
            list(sheet.rows)
    except FileRefused as refusal:
        return refusal.code
    return "read"


def plain(cell):
    """XML holds no control characters and no lone surrogates."""
    if not isinstance(cell, str):
        return cell
    return "".join(c for c in cell if c.isprintable() and not 0xD800 <= ord(c) < 0xE000)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, hidden=st.sets(st.integers(1, 14), max_size=3))
def test_any_sheet_is_read_to_its_end(tmp_path, rows, hidden):
    cells = [[plain(cell) for cell in row] for row in rows]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(Page([*HEAD[:4], *cells], hidden=tuple(hidden))))
    batch = read_group([(0, path)], Limits())
    (entry,) = batch.files.to_pylist()
    taken = batch.registrations.num_rows + batch.licences.num_rows
    assert 0 <= entry["accepted"] <= entry["rows"]
    assert taken + batch.activities.num_rows + batch.trainees.num_rows <= max(entry["accepted"], 0)
    for place in column(batch, "facility"):
        assert 0 <= place < batch.facilities.num_rows
    for number in column(batch, "row"):
        assert 4 < number <= len(rows) + 4
        assert number not in hidden


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=900).map(lambda tail: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + tail),
        st.binary(max_size=200).map(lambda tail: b"<html><table><tr><td>" + tail),
    )
)
def test_any_bytes_are_read_or_refused_by_name(content):
    assert drawn(content) in WORDING.keys() | {"read"}


@settings(max_examples=80, deadline=None)
@given(position=st.integers(0, 5_000), byte=st.integers(0, 255))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused_by_name(position, byte):
    content = bytearray(WHOLE)
    content[position % len(content)] = byte
    assert drawn(bytes(content)) in WORDING.keys() | {"read"}


WHOLE = workbook(Page([*HEAD, HEADINGS]))
