"""A foreign file is copied by a child with limits, or not at all."""

import io
import zipfile
from dataclasses import replace

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lieny.registry.intake.limits import Limits
from lieny.registry.rules.sign import Severity
from lieny.registry.services.marked_copy.limited import (
    CopyNotWritten,
    marked_from_plain,
    marked_to_plain,
    write_limited_copy,
)
from lieny.registry.services.marked_copy.marks import Mark
from lieny.registry.services.marked_copy.results import Line, Marked, Target
from lieny.ui.dates import Language

MARKED = Marked(
    {"Danh sách": {2: [Mark(1, Severity.HIGH, "xem lại"), Mark(2, None, "")]}},
    [Line(("bv.xlsx",), is_heading=True), Line(("1", "Cao"), Target("Danh sách", "A2"))],
)


def workbook():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["Họ tên", "Số"])
        sheet.write_row(1, 0, ["Nguyễn Văn An", "000123/HCM-CCHN"])
    return content.getvalue()


def bomb():
    """A workbook whose sheet is a hundred times what a reader inflates."""
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/image1.bin", bytes(64 << 20))
    return content.getvalue()


@pytest.fixture
def copied(tmp_path):
    def of(content, limits=None):
        source, target = tmp_path / "given", tmp_path / "copy.xlsx"
        source.write_bytes(content)
        write_limited_copy(source, MARKED, target=target, language=Language.VI, limits=limits)
        return target

    return of


def test_marks_reach_the_copy_through_the_child(copied):
    book = load_workbook(copied(workbook()))
    sheet = book["Danh sách"]
    assert [cell.value for cell in sheet[2]] == ["Nguyễn Văn An", "000123/HCM-CCHN"]
    assert sheet["A2"].comment.text == "xem lại"
    assert (sheet["A2"].fill.fill_type, sheet["B2"].comment) == ("solid", None)
    assert book.worksheets[0]["A2"].value == "1"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_table_is_refused_and_nothing_is_left(copied, tmp_path, content):
    with pytest.raises(CopyNotWritten):
        copied(content)
    assert not (tmp_path / "copy.xlsx").exists()


def test_a_bomb_is_refused_by_name(copied, tmp_path):
    with pytest.raises(CopyNotWritten) as refused:
        copied(bomb())
    assert refused.value.code != "file-stopped-reader"
    assert not (tmp_path / "copy.xlsx").exists()


def test_a_child_that_takes_too_long_is_ended(copied):
    with pytest.raises(CopyNotWritten) as refused:
        copied(workbook(), replace(Limits(), wall_seconds=0.01))
    assert refused.value.code == "file-stopped-reader"


SEVERITY = st.sampled_from([None, *Severity])
WORD = st.text(max_size=6)
CELLS = st.dictionaries(
    WORD,
    st.dictionaries(
        st.integers(1, 9), st.lists(st.builds(Mark, st.integers(1, 9), SEVERITY, WORD), max_size=2)
    ),
    max_size=2,
)
LINES = st.lists(
    st.builds(
        Line,
        st.lists(WORD, max_size=3).map(tuple),
        st.none() | st.builds(Target, WORD, WORD),
        SEVERITY,
        st.booleans(),
    ),
    max_size=3,
)


@given(st.builds(Marked, CELLS, LINES))
def test_the_child_hears_what_the_parent_said(marked):
    assert marked_from_plain(marked_to_plain(marked)) == marked
