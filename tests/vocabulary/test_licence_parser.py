"""Licence cells: the shown cases, cells written by hand, and what holds for every number."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.issuer import issuers
from lieny.vocabulary.licence_number import LicenceNumber, LicenceReadStatus, LicenceType
from lieny.vocabulary.licence_parser import _reading, _segments, _usual, read_licences
from lieny.vocabulary.licence_text import read_text

DATA = Path(__file__).parent / "data"
# Forms met in the field, each with what it must give.
SHOWN = [json.loads(line) for line in (DATA / "licence_shown.jsonl").read_text().splitlines()]


def _written() -> list[tuple[str, list[list[str]]]]:
    cases = []
    for line in (DATA / "licence_texts.tsv").read_text().splitlines():
        if not line.startswith("# ") and line:
            text, *rest = line.split("\t")
            groups: list[list[str]] = [[]]
            for value in rest:
                if value == "||":
                    groups.append([])
                else:
                    groups[-1].append(value)
            cases.append((text.replace("\\n", "\n"), groups))
    return cases


WRITTEN = _written()
NUMBERS = st.builds(
    LicenceNumber,
    st.integers(1, 9_999_999),
    st.sampled_from(sorted(issuers())),
    st.sampled_from(LicenceType),
)


def _status(case: dict[str, object]) -> str:
    if case.get("invalid"):
        return "unreadable"
    if case.get("masked"):
        return "masked"
    # A bare number is understood, but says too little to be matched without a look.
    return "fuzzy" if case.get("fuzzy") or case["type"] is None else "exact"


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case["text"])
def test_every_form_met_in_the_field_is_read_as_stated(case) -> None:
    (reading,) = read_licences(case["text"])
    assert reading.text == case["text"]
    assert reading.serial == case["serial"]
    assert reading.issuer == case["issuer"]
    assert (None if reading.type is None else reading.type.value) == case["type"]
    assert reading.status.value == _status(case)
    assert (reading.issued_on and reading.issued_on.isoformat()) == case.get("issued")


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_a_cell_written_by_hand_gives_what_its_writer_meant(text, expected) -> None:
    given_ = [
        [
            "-" if reading.serial is None else str(reading.serial),
            reading.issuer or "-",
            "-" if reading.type is None else reading.type.value,
            reading.status.value,
            "-" if reading.issued_on is None else reading.issued_on.isoformat(),
        ]
        for reading in read_licences(text)
    ]
    assert given_ == expected


def test_enough_cells_were_written_by_hand() -> None:
    assert len(WRITTEN) >= 120


@given(NUMBERS)
def test_the_printed_form_reads_back_as_itself(number: LicenceNumber) -> None:
    (reading,) = read_licences(number.canonical)
    assert reading.number == number
    assert reading.status is LicenceReadStatus.EXACT


@given(NUMBERS, st.sampled_from(["{}", " {} ", "Số: {}", "{} ngày 12/3/2015", "({})", "{};"]))
def test_what_surrounds_a_number_does_not_change_it(number: LicenceNumber, frame: str) -> None:
    (reading,) = read_licences(frame.format(number.canonical))
    assert reading.number == number


@given(NUMBERS)
def test_case_and_zeros_do_not_change_a_number(number: LicenceNumber) -> None:
    (reading,) = read_licences(f"{number.serial}/{number.issuer}-{number.type.printed}".lower())
    assert reading.number == number


@given(st.lists(NUMBERS, min_size=2, max_size=4), st.sampled_from(["; ", ", ", "\n", " và ", " "]))
def test_several_numbers_of_one_cell_come_in_order(numbers, joint: str) -> None:
    cell = joint.join(number.canonical for number in numbers)
    assert [reading.number for reading in read_licences(cell)] == numbers


@given(
    st.integers(1, 9_999_999),
    st.sampled_from(sorted(issuers())),
    st.sampled_from(["CCHN", "GPHN"]),
    st.sampled_from(
        [
            *("{0}/{1}-{2}", "Số: {0} / {1} - {2}", "{0:06d}/{2}-SYT-{1} ngày 5/8/2014"),
            *("{2} {0:06d}/{1}-{2}", "{0:06d}/{1} {2}", "{0:06d}-{1}-{2}", "{0:06d}/{1}-{2}-KCB"),
            unicodedata.normalize("NFD", "Số: {0}/{1}-{2} ngày 15/06/2019"),
        ]
    ),
)
def test_the_quick_way_gives_what_the_grammar_gives(serial, issuer, kind, form) -> None:
    text = form.format(serial, issuer, kind)
    quick = _usual(text)
    (segment,) = _segments(read_text(text).tokens)
    assert quick is not None or serial > 999_999
    assert quick in {None, _reading(text, segment)}


def test_the_quick_way_leaves_two_types_in_one_cell_to_the_grammar() -> None:
    assert _usual("GPHN 015392/HCM-CCHN") is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    readings = read_licences(text)
    assert readings
    for reading in readings:
        assert reading.serial is None or 0 < reading.serial <= 9_999_999
        if reading.status is LicenceReadStatus.EXACT:
            assert reading.number is not None


@given(st.text("0123456789/-.; CHNGPĐDHCMBTx*ngày", max_size=30))
def test_no_text_like_a_licence_breaks_the_reader(text: str) -> None:
    for reading in read_licences(text):
        if reading.status is LicenceReadStatus.EXACT:
            assert reading.number is not None


def test_a_lost_d_is_said_to_be_a_guess() -> None:
    (reading,) = read_licences("001234/DNAI-CCHN")
    assert reading.candidates == ("ĐNAI",)
    assert any("Đ" in note for note in reading.notes)


def test_binh_duong_and_binh_dinh_stay_apart() -> None:
    (duong,), (dinh,) = read_licences("000321/BD-CCHN"), read_licences("000321/BĐ-CCHN")
    assert duong.number != dinh.number


def test_the_two_types_of_one_serial_stay_apart() -> None:
    (old,), (new,) = read_licences("000465/HCM-CCHN"), read_licences("000465/HCM-GPHN")
    assert old.number != new.number


def test_a_masked_number_is_never_a_full_one() -> None:
    (reading,) = read_licences("..8146/ĐL-CCHN")
    assert reading.number is None


def test_an_ambiguous_code_names_its_candidates() -> None:
    (reading,) = read_licences("001234/ĐN-CCHN")
    assert reading.candidates == ("ĐNA", "ĐNAI", "ĐNO")


@pytest.mark.parametrize(("serial", "issuer"), [(0, "HCM"), (10_000_000, "HCM"), (1, "")])
def test_an_impossible_number_is_refused(serial: int, issuer: str) -> None:
    with pytest.raises(ValueError, match="/"):
        LicenceNumber(serial, issuer, LicenceType.CERTIFICATE)


def test_the_largest_serial_is_accepted() -> None:
    assert LicenceNumber(9_999_999, "HCM", LicenceType.LICENCE).canonical == "9999999/HCM-GPHN"
