"""Delimited text in every encoding that offices still write, and HTML under the name .xls."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_sheets import AN, BINH, CHAU, HEAD, HEADINGS, codes, column, read_bytes, records

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.text_encoding import ByteEncoding, decode_bytes
from lieny.registry.intake.text_table import delimiter_of, read_text
from lieny.vocabulary.legacy_encoding import LegacyEncoding, encode

ROWS = [*HEAD, HEADINGS, AN, BINH, CHAU]
NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"]


def delimited(delimiter=",", rows=ROWS):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def windows_1258(text):
    """Write as Windows does: base letters whole, tones as marks of their own."""
    written = []
    for letter in text:
        try:
            written.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", decomposed[0] + "".join(
                m for m in decomposed[1:] if m in "\u0302\u0306\u031b"
            ))  # fmt: skip
            tone = "".join(m for m in decomposed[1:] if m not in "\u0302\u0306\u031b")
            written.append((base + tone).encode("cp1258"))
    return b"".join(written)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_any_delimiter(tmp_path, delimiter, encoding):
    batch = read_bytes(tmp_path, delimited(delimiter).encode(encoding), "a.csv")
    assert column(batch, "name") == NAMES
    assert column(batch, "raw_time") == [AN[4], BINH[4], CHAU[4]]
    assert column(batch, "row") == [9, 10, 11]
    assert records(batch, "files", "kind", "encoding") == [("registration-list", "unicode")]
    assert codes(batch) == []


def test_windows_1258(tmp_path):
    batch = read_bytes(tmp_path, windows_1258(delimited(";")), "a.csv")
    assert column(batch, "name") == NAMES
    assert column(batch, "encoding", "files") == ["cp1258"]
    assert column(batch, "raw_name") == NAMES
    assert codes(batch) == []


@pytest.mark.parametrize("encoding", [LegacyEncoding.TCVN3, LegacyEncoding.VNI])
def test_old_fonts(tmp_path, encoding):
    content = encode(delimited("\t"), encoding).encode("latin-1")
    batch = read_bytes(tmp_path, content, "a.txt")
    assert column(batch, "name") == NAMES
    assert column(batch, "licence_issuer") == ["HCM", "ĐNAI", "BD"]
    assert column(batch, "encoding", "files") == [str(encoding)]
    assert codes(batch) == []


def test_a_line_that_declares_the_delimiter(tmp_path):
    batch = read_bytes(tmp_path, ("sep=;\r\n" + delimited(";")).encode("utf-8-sig"), "a.csv")
    assert column(batch, "row") == [10, 11, 12]
    assert column(batch, "name") == NAMES


def test_quotes_keep_delimiters_and_line_breaks(tmp_path):
    rows = [*HEAD, HEADINGS, [*AN[:4], "T2, T4: 7h-11h\nT6: 13h-17h", 'Khám "nội"']]
    batch = read_bytes(tmp_path, delimited(",", rows).encode(), "a.csv")
    assert column(batch, "raw_time") == ["T2, T4: 7h-11h\nT6: 13h-17h"]
    assert column(batch, "raw_position") == ['Khám "nội"']


def test_commas_in_free_text_do_not_win_over_semicolons():
    text = "a;b;c\nmột, hai, ba;2;3\nbốn, năm;5;6\n"
    assert delimiter_of(text) == ";"


def test_a_file_cut_inside_its_last_letter_is_still_utf8():
    assert decode_bytes("Nguyễn Văn Hòa ế".encode()[:-1]) == (
        "Nguyễn Văn Hòa ",
        ByteEncoding.UNICODE,
    )


def test_more_rows_than_allowed_are_refused(tmp_path):
    sheet = read_text("a,b\n" * 11, Limits(text_rows=10))
    with pytest.raises(Exception, match="file-too-large"):
        list(sheet.rows)


@given(st.binary(max_size=400))
def test_any_bytes_become_text_without_a_fault(content):
    text, _ = decode_bytes(content)
    assert isinstance(text, str)


@given(
    st.lists(
        st.lists(st.text("aăâbđeêôơưừợ ,;|\t", min_size=1, max_size=8), min_size=3, max_size=3),
        min_size=4,
        max_size=8,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_quoted_rows_come_back_whole(rows, delimiter):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    # The true delimiter stands between quotes in every row; marks inside quotes do not count.
    assert list(read_text(text.getvalue(), Limits()).rows) == rows


HTML = """<html><head><style>td {{color: red}}</style></head><body>
<table><tr><td>menu</td></tr></table>
<table border=1>
<tr><th rowspan=2>STT</th><th rowspan=2>Họ và tên</th><th rowspan=2>Số CCHN</th>
    <th colspan=2>Thời gian hành nghề</th></tr>
<tr><th>Ngày</th><th>Giờ</th></tr>
<tr><td>1</td><td><b>Nguyễn</b> Văn An</td><td>000123/HCM-CCHN</td><td rowspan=2>T2, T4</td>
    <td>17h-20h</td></tr>
<tr><td>2</td><td>Trần Thị Bình<br>(mới)</td><td>000124/HCM-CCHN</td><td>18h-20h</td></tr>
<tr style="display: none"><td>3</td><td>Lê Minh Châu</td><td>000125/HCM-CCHN</td><td>T2</td>
    <td>18h-20h</td></tr>
{extra}</table></body></html>"""


def test_an_html_table_under_the_name_xls(tmp_path):
    batch = read_bytes(tmp_path, HTML.format(extra="").encode(), "xuat.xls")
    assert records(batch, "registrations", "row", "name", "raw_time") == [
        (3, "Nguyễn Văn An", "T2, T4: 17h-20h"),
        (4, "Trần Thị Bình", "T2, T4: 18h-20h"),
    ]
    assert "rows-hidden" in codes(batch)


def test_scripts_in_html_are_no_text(tmp_path):
    extra = (
        "<tr><td>4</td><td>Võ Thị Dung<script>alert(1)</script></td><td>000126/HCM-CCHN</td></tr>"
    )
    batch = read_bytes(tmp_path, HTML.format(extra=extra).encode(), "xuat.xls")
    assert column(batch, "name")[-1] == "Võ Thị Dung"
