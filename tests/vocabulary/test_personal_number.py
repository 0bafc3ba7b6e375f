"""Identity cells: structure, lost zeros, made-up numbers, old cards and passports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.birth_date import BirthDate
from lieny.vocabulary.day import PartialDay
from lieny.vocabulary.gender import Gender
from lieny.vocabulary.personal_number import (
    NotAPersonalNumber,
    PersonalNumber,
    read_personal_number,
)


@pytest.mark.parametrize(
    ("text", "cccd", "cmnd", "passport"),
    [
        ("079180001234", "079180001234", None, None),
        ("79180001234", "079180001234", None, None),
        ("1180001234", "001180001234", None, None),
        ("079 180 001 234", "079180001234", None, None),
        ("'079180001234", "079180001234", None, None),
        ("79180001234.0", "079180001234", None, None),
        ("CCCD: 079180001234", "079180001234", None, None),
        ("024123456", None, "024123456", None),
        ("24123456", None, "024123456", None),
        ("079180001234 (CMND cũ 024123456)", "079180001234", "024123456", None),
        ("C1234567", None, None, "C1234567"),
        ("m12345678", None, None, "M12345678"),
        ("7.918E+10", None, None, None),
        ("079180001234567", None, None, None),
        ("12345", None, None, None),
        ("", None, None, None),
        ("000000000000", None, None, None),
        ("111111111111", None, None, None),
        ("123456789012", None, None, None),
        ("012345678901", None, None, None),
        ("123456789", None, None, None),
        ("000000000", None, None, None),
        ("987654321", None, None, None),
        ("097180001234", None, None, None),
        ("000180001234", None, None, None),
        ("103180001234", None, None, None),
        ("079480001234", None, None, None),
    ],
)
def test_an_identity_cell_gives(text: str, cccd, cmnd, passport) -> None:
    reading = read_personal_number(text)
    number = reading.personal_number
    assert (number and number.digits, reading.old_number, reading.passport) == (
        cccd,
        cmnd,
        passport,
    )
    assert reading.notes or any((cccd, cmnd, passport))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("79180001234", "1 số 0"),
        ("1180001234", "2 số 0"),
        ("24123456", "số 0"),
        ("7.918E+10", "lũy thừa"),
        ("123456789012", "giả"),
        ("097180001234", "097"),
        ("079480001234", "thứ tư"),
    ],
)
def test_what_was_mended_or_refused_is_said(text: str, said: str) -> None:
    assert any(said in note for note in read_personal_number(text).notes)


@pytest.mark.parametrize(
    ("digits", "year", "gender"),
    [
        ("079080001234", 1980, Gender.MALE),
        ("079180001234", 1980, Gender.FEMALE),
        ("079205001234", 2005, Gender.MALE),
        ("079305001234", 2005, Gender.FEMALE),
    ],
)
def test_the_number_tells_year_and_sex(digits: str, year: int, gender: Gender) -> None:
    number = PersonalNumber(digits)
    assert (number.birth_year, number.gender, number.province) == (year, gender, "79")


def test_contradictions_with_the_list_are_named() -> None:
    number = PersonalNumber("079180001234")
    born = BirthDate(PartialDay(1981, 2, 3))
    assert number.contradictions(birth=born, gender=Gender.FEMALE) == (
        "số định danh ghi năm sinh 1980, danh sách ghi 1981",
    )
    assert len(number.contradictions(birth=born, gender=Gender.MALE)) == 2
    assert number.contradictions(birth=BirthDate(PartialDay(1980)), gender=None) == ()


@pytest.mark.parametrize("digits", ["", "79180001234", "097180001234", "0791800012345", "x" * 12])
def test_a_wrong_structure_is_refused(digits: str) -> None:
    with pytest.raises(NotAPersonalNumber):
        PersonalNumber(digits)


@given(
    st.sampled_from(["001", "075", "079", "080", "096"]),
    st.integers(0, 3),
    st.integers(0, 99),
    st.integers(100_000, 999_998),
)
def test_a_number_that_lost_its_zeros_comes_back(province, sex, year, serial) -> None:
    digits = f"{province}{sex}{year:02d}{serial}"
    found = read_personal_number(str(int(digits))).personal_number
    assert found is not None
    assert found.digits == digits


@given(st.text("0123456789 .-/CE+x", max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_personal_number(text)
    if reading.personal_number is not None:
        assert PersonalNumber(reading.personal_number.digits)
