"""What somebody wrote in a list never steers what people see."""

import json

import pytest

from lieny.ui.clean_text import escaped_surrogates, one_line, several_lines


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Nguyễn\x1b[31m Văn A", "Nguyễn[31m Văn A"),
        ("a\r\nb\tc", "a b c"),
        ("gpj\u202exslx.", "gpjxslx."),
        ("tệp\udcff.xlsx", "tệp\ufffd.xlsx"),
        ("Đặng Thị Hòa", "Đặng Thị Hòa"),
    ],
)
def test_text_is_made_safe_for_one_line(given: str, shown: str) -> None:
    assert one_line(given) == shown


def test_line_breaks_of_a_cell_are_kept_where_there_is_room() -> None:
    assert several_lines("T2-T6\n7h-11h\x00") == "T2-T6\n7h-11h"


def test_a_path_with_a_broken_letter_can_be_written_as_json() -> None:
    text = escaped_surrogates(json.dumps({"path": "a\udcff"}, ensure_ascii=False))
    assert text.encode("utf-8") == b'{"path": "a\\udcff"}'
    assert json.loads(text) == {"path": "a\udcff"}
