"""Telephones and gender words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.gender import Gender, read_gender
from lieny.vocabulary.phone import NotAPhoneNumber, Phone, read_phones


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0912345678", ["912345678"]),
        ("912345678", ["912345678"]),
        ("912345678.0", ["912345678"]),
        ("+84 912 345 678", ["912345678"]),
        ("84912345678", ["912345678"]),
        ("0084 912345678", ["912345678"]),
        ("0912.345.678", ["912345678"]),
        ("(091) 234-5678", ["912345678"]),
        ("ĐT: 0912345678", ["912345678"]),
        ("01201234567", ["701234567"]),
        ("01681234567", ["381234567"]),
        ("028 3855 4137", ["2838554137"]),
        ("0912345678; 0283 855 4137", ["912345678", "2838554137"]),
        ("0912345678/0987654321", ["912345678", "987654321"]),
        ("0900000000", []),
        ("123", []),
        ("091234567", []),
        ("", []),
        ("không có", []),
    ],
)
def test_a_telephone_cell_gives(text: str, digits: list[str]) -> None:
    reading = read_phones(text)
    assert [phone.digits for phone in reading.phones] == digits
    assert reading.notes or digits


def test_mobile_and_fixed_are_told_apart() -> None:
    assert Phone("912345678").is_mobile
    assert not Phone("2838554137").is_mobile


@pytest.mark.parametrize("digits", ["", "0912345678", "12345678", "112345678", "283855413"])
def test_what_is_no_number_is_refused(digits: str) -> None:
    with pytest.raises(NotAPhoneNumber):
        Phone(digits)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(isinstance(phone, Phone) for phone in read_phones(text).phones)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Nam", Gender.MALE),
        ("nam", Gender.MALE),
        (" NỮ ", Gender.FEMALE),
        ("nu", Gender.FEMALE),
        ("F", Gender.FEMALE),
        ("M", Gender.MALE),
        ("0", None),
        ("1", None),
        ("", None),
        ("x", None),
    ],
)
def test_gender_words(text: str, gender: Gender | None) -> None:
    assert read_gender(text) is gender
