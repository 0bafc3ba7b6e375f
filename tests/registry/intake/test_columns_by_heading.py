"""Which column a heading names, where its neighbours or its sound could mislead."""

from pathlib import Path

import pytest

from lieny.registry.intake.headings import heading_words
from lieny.registry.intake.layout import assign
from lieny.registry.intake.witness import profile

HEADINGS = [
    "Số CCHN",
    "Họ và tên",
    "Tình trạng",
    "Từ ngày",
    "Đến ngày",
    "Số giờ CME",
    "Tính từ ngày",
]
ROWS = [
    ["001234/HCM-CCHN", "Nguyễn Thị Hoa", "Thu hồi", "03/02/2025", "", "48", "01/01/2023"],
    ["001235/HCM-CCHN", "Trần Văn Bảo", "Đang hiệu lực", "", "", "120", "15/06/2022"],
]


def test_the_day_beside_cme_hours_is_theirs_and_the_status_keeps_its_own():
    profiles = [profile(column) for column in zip(*ROWS, strict=True)]
    columns = assign(HEADINGS, [heading_words(text) for text in HEADINGS], profiles).columns
    assert columns["cme_hours"] == 6
    assert columns["cme_from"] == 7
    assert columns["valid_from"] == 4
    assert columns["valid_until"] == 5
    assert "province" not in columns


def test_a_day_of_status_that_few_rows_have_is_not_given_up_to_the_day_beside_cme_hours():
    rows = [[*row[:3], "", "", *row[5:]] for row in ROWS]
    profiles = [profile(column) for column in zip(*rows, strict=True)]
    columns = assign(HEADINGS, [heading_words(text) for text in HEADINGS], profiles).columns
    assert columns["valid_from"] == 4
    assert columns["cme_from"] == 7


def test_to_after_from_is_an_end_and_alone_it_is_a_unit():
    def columns_of(headings: list[str], rows: list[list[str]]) -> dict[str, int]:
        words = [heading_words(text) for text in headings]
        columns = zip(*rows, strict=True)
        return dict(assign(headings, words, [profile(cells) for cells in columns]).columns)

    dated = columns_of(
        ["Full name", "Licence No.", "From", "To"],
        [
            ["Nguyễn Thị Hoa", "001234/HCM-CCHN", "01/01/2015", ""],
            ["Trần Văn Bảo", "001235/HCM-CCHN", "01/02/2016", ""],
        ],
    )
    assert (dated["valid_from"], dated["valid_until"]) == (3, 4)
    of_team = columns_of(
        ["Họ và tên", "Số CCHN", "Tổ"],
        [
            ["Nguyễn Thị Hoa", "001234/HCM-CCHN", "Tổ 1"],
            ["Trần Văn Bảo", "001235/HCM-CCHN", "Tổ 2"],
        ],
    )
    assert of_team["unit"] == 3


def fields_of(*headings: str) -> dict[str, int]:
    """Fields by headings alone, over empty columns."""
    words = [heading_words(text) for text in headings]
    return dict(assign(headings, words, [profile([]) for _ in headings]).columns)


def test_a_word_that_only_sounds_like_a_part_of_the_day_is_no_column_of_hours():
    columns = fields_of("Số CCHN", "Họ tên", "Số CCCD/Hộ chiếu", "Hiệu lực tới", "Đối chiếu")
    assert columns["personal_number"] == 3
    assert columns["expires_on"] == 4
    assert "time_slot" not in columns
    assert "time_slot" not in fields_of("Họ tên", "Số CCHN", "Dinh dưỡng lâm sàng")
    assert fields_of("Họ tên", "Số CCHN", "Buổi chiều")["time_slot"] == 3
    assert fields_of("Họ tên", "Số CCHN", "Giờ làm việc sáng")["time_slot"] == 3


def test_the_end_of_a_contract_is_not_the_expiry_of_a_licence():
    columns = fields_of("Họ và tên", "Số CCHN", "Ngày hết hạn hợp đồng")
    assert columns["valid_until"] == 3
    assert "expires_on" not in columns
    assert fields_of("Họ và tên", "Số CCHN", "Ngày hết hạn")["expires_on"] == 3


LINES = (Path(__file__).parent / "headings.tsv").read_text("utf-8").splitlines()
NAMED = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("field", "heading"), NAMED)
def test_a_heading_names_its_field(field: str, heading: str) -> None:
    others = {"name": ["STT", "Số CCHN"], "licence": ["STT", "Họ và tên"]}
    columns = fields_of(*others.get(field, ["Họ và tên", "Số CCHN"]), heading)
    found = [name for name, column in columns.items() if column == 3]
    assert found == ([] if field == "none" else [field])
