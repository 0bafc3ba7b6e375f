"""Columns of continuing education beside the days of a licence's status."""

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
