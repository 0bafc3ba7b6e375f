"""Workbooks of Excel 97-2003."""

from intake_sheets import AN, BINH, CHAU, HEAD, HEADINGS, codes, column, problems, read_bytes
from old_workbook import old_workbook

from lieny.registry.intake.biff import hidden_rows
from lieny.vocabulary.legacy_encoding import LegacyEncoding, encode

FIRST = len(HEAD) + 2


def test_an_old_workbook_is_read_with_merged_hours(tmp_path):
    rows = [*HEAD, HEADINGS, AN, [*BINH[:4], "", BINH[5]], CHAU]
    content = old_workbook(rows, merged=[(FIRST, 5, FIRST + 1, 5)])
    batch = read_bytes(tmp_path, content, "a.xls")
    assert column(batch, "name") == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]
    assert column(batch, "raw_time") == [AN[4], AN[4], CHAU[4]]
    assert column(batch, "row") == [FIRST, FIRST + 1, FIRST + 2]
    assert codes(batch) == []


def test_hidden_rows_of_an_old_workbook_are_known(tmp_path):
    content = old_workbook([*HEAD, HEADINGS, AN, BINH, CHAU], hidden=[FIRST + 1])
    assert hidden_rows(content) == {"Danh sách": frozenset({FIRST + 1})}
    batch = read_bytes(tmp_path, content, "a.xls")
    assert column(batch, "name") == ["Nguyễn Văn An", "Lê Minh Châu"]
    assert problems(batch) == [("Danh sách", FIRST + 1, None, "rows-hidden", str(FIRST + 1))]


def test_old_fonts_in_an_old_workbook(tmp_path):
    rows = [
        [encode(cell, LegacyEncoding.TCVN3) if isinstance(cell, str) else cell for cell in row]
        for row in [*HEAD, HEADINGS, AN, BINH, CHAU]
    ]
    batch = read_bytes(tmp_path, old_workbook(rows), "a.xls")
    assert column(batch, "name") == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]
    assert column(batch, "encoding", "files") == ["tcvn3"]


def test_a_container_of_another_build_hides_nothing():
    assert hidden_rows(b"") == {}
    assert hidden_rows(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600) == {}
    whole = old_workbook([["a"]], hidden=[1])
    assert hidden_rows(whole) == {"Danh sách": frozenset({1})}
    assert hidden_rows(whole[:700]) == {}
