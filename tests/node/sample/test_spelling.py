"""Old encodings, against strings known from elsewhere."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.node.sample import spelling

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)


def test_vni_writes_the_name_quoted_in_public_reports():
    assert spelling.vni("Nguyễn Văn Nguyên") == "Nguyeãn Vaên Nguyeân"
    assert spelling.vni("Đặng Thị Phượng") == "Ñaëng Thò Phöôïng"


def test_tcvn3_writes_one_letter_for_one():
    assert spelling.tcvn3("Nguyễn Thị Ánh") == "NguyÔn ThÞ ¸nh"
    assert spelling.tcvn3("Đặng Ước") == "§Æng ¦íc"


@given(st.text(LETTERS + LETTERS.upper() + " ", max_size=30))
def test_windows_1258_brings_every_vietnamese_letter_back(text):
    through = spelling.cp1258(text).encode("cp1258").decode("cp1258")
    assert unicodedata.normalize("NFC", through) == text


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_tcvn3_and_vni_keep_different_texts_apart(text):
    other = text[:-1] + ("a" if text[-1] != "a" else "b")
    assert spelling.tcvn3(text) != spelling.tcvn3(other)
    assert spelling.vni(text) != spelling.vni(other)


@pytest.mark.parametrize(
    ("old", "new"), [("Hòa", "Hoà"), ("Thúy", "Thuý"), ("Quý", "Quý"), ("Hoàng", "Hoàng")]
)
def test_the_tone_moves_only_in_open_oa_oe_uy(old, new):
    assert spelling.new_tone_placement(old) == new


def test_marks_are_lost_and_nothing_else():
    assert spelling.without_marks("Đặng Thị Ngọc Ánh 07h30") == "Dang Thi Ngoc Anh 07h30"
