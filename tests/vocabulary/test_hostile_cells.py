"""Cells as long as a spreadsheet allows, made to cost much: every reader answers at once."""

from collections.abc import Callable
from time import process_time

import pytest

from lieny.vocabulary.birth_date import read_birth_date
from lieny.vocabulary.day import read_day
from lieny.vocabulary.facility_form import read_facility_form
from lieny.vocabulary.legacy_encoding import detect_encoding
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.period import read_period
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.personal_number import read_personal_number
from lieny.vocabulary.phone import read_phones
from lieny.vocabulary.position import read_position, specialty_of_position
from lieny.vocabulary.scope import read_scope
from lieny.vocabulary.title import read_title

LONGEST = 32_767  # characters of one cell of a workbook
PIECES = [
    "1", " ", "(", "A", "a-", "1/", "ngày ", "1 ", "bác sĩ ", "bs", "\n", "1\n", "x1", "..1",
    "QĐ", "nội ", "1,", "CCHN", "SYT", "- ", "a'", "a.", "ấ", "c\u0301", "1:", "1E+", "phó ",
    "khoa ", "cấp ", "0", "\x00", "Ð",
]  # fmt: skip
READERS: list[Callable[[str], object]] = [
    read_person_name,
    read_licences,
    read_day,
    read_birth_date,
    read_period,
    read_personal_number,
    read_phones,
    read_position,
    specialty_of_position,
    read_scope,
    read_title,
    read_facility_form,
    lambda text: detect_encoding([text]),
]


@pytest.mark.parametrize("piece", PIECES)
def test_no_cell_costs_more_than_a_moment(piece: str) -> None:
    cell = (piece * LONGEST)[:LONGEST]
    begun = process_time()
    for reader in READERS:
        reader(cell)
    assert process_time() - begun < 2


def test_an_over_long_cell_is_refused_with_its_length() -> None:
    (licence,) = read_licences("0" * 4_301 + "/HCM-CCHN")
    assert "4310 ký tự" in licence.notes[0]
    assert "301 ký tự" in read_person_name("a" * 301).notes[0]
    assert "201 ký tự" in read_day("1" * 201).notes[0]
