"""`lieny read`: JSON objects of cells."""

import json

import pytest
from click.testing import CliRunner

from lieny.registry.cli.read import CellKind, read, read_cells
from lieny.vocabulary.legacy_encoding import LegacyEncoding, encode

NAMES = ["Nguyễn Văn Hòa", "Trần Thị Thủy", "Đặng Hữu Đạt", "Lý Thị Mỹ", "Phạm Ngọc Yến"]


def _read(*arguments: str, stdin: str | bytes | None = None) -> list[object]:
    shown = CliRunner().invoke(read, arguments, input=stdin)
    assert shown.exit_code == 0, shown.output
    return [json.loads(line) for line in shown.output.splitlines()]


def test_a_licence_is_one_object() -> None:
    assert _read("licence", "Số: 001234/TNI-CCHN ngày 12/3/2015") == [
        {
            "text": "Số: 001234/TNI-CCHN ngày 12/3/2015",
            "serial": 1234,
            "issuer": "TNI",
            "type": "CCHN",
            "status": "exact",
            "notes": [],
            "issued": "2015-03-12",
        }
    ]


def test_several_licences_of_a_cell_are_a_list() -> None:
    (shown,) = _read("licence", "001234/HCM-GPHN;0005/BD-CCHN")
    assert [(one["serial"], one["issuer"], one["type"]) for one in shown] == [
        (1234, "HCM", "GPHN"),
        (5, "BD", "CCHN"),
    ]


def test_what_is_no_licence_is_null_with_a_note() -> None:
    (shown,) = _read("licence", "Đang làm hồ sơ GPHN")
    assert (shown["serial"], shown["issuer"], shown["type"]) == (None, None, None)
    assert shown["status"] == "unreadable"
    assert shown["notes"]


def test_a_name_shows_name_titles_and_folded_key() -> None:
    assert _read("name", "BS.CKI Nguyễn Văn A") == [
        {
            "text": "BS.CKI Nguyễn Văn A",
            "name": "Nguyễn Văn A",
            "titles": ["BS.CKI"],
            "folded": "nguyen van a",
        }
    ]


def test_what_is_no_name_is_null_with_a_note() -> None:
    (shown,) = _read("name", "12345")
    assert (shown["name"], shown["folded"], shown["titles"]) == (None, None, [])
    assert shown["notes"]


def test_a_time_has_the_agreed_keys() -> None:
    (shown,) = _read("time", "T2-T6: 17h-20h")
    assert list(shown)[:5] == ["text", "status", "definite", "possible", "notes"]
    assert shown["status"] == "determined"
    assert shown["definite"] == [[day, "17:00", "20:00"] for day in range(1, 6)]


def test_standard_input_gives_one_object_a_line_blank_lines_too() -> None:
    shown = _read("licence", stdin="\ufeff001234/HCM-CCHN\r\n\n  1563/hp-cchn  \n")
    assert [one["text"] for one in shown] == ["001234/HCM-CCHN", "", "  1563/hp-cchn  "]
    assert [one["serial"] for one in shown] == [1234, None, 1563]


def test_a_text_that_looks_like_an_option_is_a_text() -> None:
    (shown,) = _read("licence", "-001234/HCM-CCHN")
    assert shown["serial"] == 1234


def test_bytes_that_are_no_utf8_do_not_end_the_program() -> None:
    (shown,) = _read("name", stdin=b"Nguy\xff V\xe3n\n")
    assert shown["text"]


@pytest.mark.parametrize("encoding", [LegacyEncoding.TCVN3, LegacyEncoding.VNI])
def test_the_names_of_a_file_in_an_old_encoding_are_decoded(encoding: LegacyEncoding) -> None:
    shown = list(read_cells(CellKind.NAME, iter([encode(name, encoding) for name in NAMES])))
    assert [one["name"] for one in shown] == NAMES
    assert all(encoding.value.upper() in one["notes"][-1] for one in shown)


def test_a_single_cell_is_never_decoded() -> None:
    (shown,) = _read("name", encode("Lê Hồ", LegacyEncoding.TCVN3))
    assert shown["folded"] != "le ho"


def test_an_unknown_kind_is_refused() -> None:
    assert CliRunner().invoke(read, ["phone", "0912345678"]).exit_code == 2
