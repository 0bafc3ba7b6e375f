"""Positions: heads, deputies, acting holders, and the specialties that a post calls for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.position import Position, read_position, specialty_of_position
from lieny.vocabulary.scope import Scope

CHIEF, HEAD, PRACTITIONER = Position
WRITTEN = {
    CHIEF: "Người chịu trách nhiệm chuyên môn kỹ thuật|Người chịu TNCMKT|Chịu TNCM|CTNCMKT|NCTNCM"
    "|PTCMKT|Phụ trách chuyên môn kỹ thuật|Người đứng đầu chuyên môn"
    "|Chịu trách nhiệm chuyên môn của cơ sở"
    "|Giám đốc chuyên môn|Phụ trách phòng khám|Trưởng phòng khám|Chủ phòng khám - PTCM"
    "|Phụ trách phòng khám đa khoa|Phụ trách phòng khám chuyên khoa Nội|Phụ trách chuyên môn"
    "|Chịu trách nhiệm chuyên môn kỹ thuật của phòng khám|NGUOI CHIU TRACH NHIEM CHUYEN MON"
    "|Phó Giám đốc - Người chịu trách nhiệm chuyên môn kỹ thuật|Giám đốc phụ trách chuyên môn"
    "|Người chịu TNCMKT; BS khám Nội|Bác sĩ khám, kiêm người chịu trách nhiệm chuyên môn",
    HEAD: "Phụ trách một bộ phận chuyên môn|Trưởng khoa|Phụ trách khoa|Phụ trách phòng khám Nội"
    "|Phụ trách phòng xét nghiệm|Phụ trách CĐHA|Phụ trách bộ phận|Trưởng trạm|Trưởng đơn vị"
    "|Bác sĩ điều trị, Trưởng khoa Nội|Trưởng phòng khám Nội|Trưởng phòng xét nghiệm"
    "|Bác sĩ trưởng khoa|Chịu trách nhiệm chuyên môn khoa xét nghiệm"
    "|Phụ trách chuyên môn khoa Nội|TRUONG KHOA NOI"
    "|Phó giám đốc kiêm trưởng khoa Nội|Trưởng khoa Khám bệnh|BS.CKI, Trưởng khoa Ngoại",
    PRACTITIONER: "Khám bệnh, chữa bệnh theo giấy phép hành nghề|Bác sĩ khám bệnh|Bác sĩ điều trị"
    "|BS PK Nội|Khám nội|Bác sĩ phòng khám|BS siêu âm|Điều dưỡng|KTV xét nghiệm|Hộ sinh"
    "|Phụ giúp bác sĩ|Thực hiện y lệnh|Y sĩ điều trị|Bác sĩ trực|Phó trưởng khoa|BS. Phó khoa"
    "|Phó Giám đốc phụ trách chuyên môn|Phó Giám đốc, phụ trách chuyên môn"
    "|Phó giám đốc chuyên môn"
    "|Điều dưỡng trưởng khoa Nội|Điều dưỡng trưởng|KTV trưởng khoa xét nghiệm"
    "|Nguyên trưởng khoa Nội|Trưởng kíp trực|Phó trưởng khoa phụ trách chuyên môn"
    "|Phụ trách điều dưỡng|P. Trưởng khoa",
}
CASES = [(text, position) for position, texts in WRITTEN.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "position"), CASES)
def test_each_way_of_writing_gives_its_position(text: str, position: Position) -> None:
    reading = read_position(text)
    assert (reading.position, reading.acting) == (position, False)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Q. Trưởng khoa", HEAD),
        ("Quyền Trưởng khoa Ngoại", HEAD),
        ("Phó trưởng khoa phụ trách", HEAD),
        ("Phó trưởng khoa Nội phụ trách", HEAD),
        ("Phó trưởng khoa, phụ trách khoa", HEAD),
        ("Phó phụ trách khoa Nội", HEAD),
        ("Phó trưởng trạm phụ trách", HEAD),
        ("Tạm thời phụ trách khoa", HEAD),
        ("Phó giám đốc phụ trách phòng khám", CHIEF),
        ("Người chịu trách nhiệm chuyên môn kỹ thuật (tạm thời)", CHIEF),
    ],
)
def test_an_acting_holder_is_said_to_be_one(text: str, position: Position) -> None:
    reading = read_position(text)
    assert reading.position is position
    assert reading.acting


@pytest.mark.parametrize(
    "text", ["", "xyz", "Kế toán", "Giám đốc", "Không phụ trách", "Chủ phòng khám", "Thu ngân"]
)
def test_what_names_no_position_gives_none(text: str) -> None:
    assert read_position(text).position is None


def test_the_strongest_position_counts_and_all_are_kept() -> None:
    reading = read_position("Bác sĩ điều trị, Trưởng khoa Nội, Người chịu TNCMKT")
    assert reading.position is CHIEF
    assert reading.every == (CHIEF, HEAD, PRACTITIONER)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Trưởng khoa Nội", "Khoa Nội"),
        ("Bác sĩ khoa Ngoại tổng hợp, trực cấp cứu", "Khoa Ngoại tổng hợp"),
        ("Phó trưởng khoa Nội phụ trách", "Khoa Nội"),
        ("Trưởng khoa", None),
        ("Phụ trách phòng khám", None),
    ],
)
def test_the_unit_keeps_the_words_of_the_cell(text: str, unit: str | None) -> None:
    assert read_position(text).unit == unit


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Bác sĩ khám Nội", {Scope.INTERNAL}),
        ("Khoa Nội - Nhi", {Scope.INTERNAL, Scope.PAEDIATRICS}),
        ("BS siêu âm", {Scope.ULTRASOUND}),
        ("KTV xét nghiệm", {Scope.LABORATORY}),
        ("Trưởng khoa Răng Hàm Mặt", {Scope.DENTISTRY}),
        ("KHOA SAN", {Scope.OBSTETRICS}),
        ("Điều dưỡng khoa Ngoại", None),
        ("Hộ sinh khoa Sản", None),
        ("Phụ giúp bác sĩ khoa Nội", None),
        ("Bác sĩ phòng khám đa khoa", None),
        ("Trực cấp cứu", None),
        ("Khoa Khám bệnh", None),
        ("Bác sĩ ngoài giờ", None),
        ("Khám ngoại trú", None),
        ("Bác sĩ nội trú", None),
        ("", None),
        ("Khối ngoại", None),  # a block of several units
    ],
)
def test_a_post_calls_for_a_specialty_only_where_it_says_so(text: str, needed) -> None:
    assert specialty_of_position(text) == needed


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    reading = read_position(text)
    assert (reading.position is None) == (reading.every == ())
    specialty_of_position(text)
