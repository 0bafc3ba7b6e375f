"""What vectors read of texts of a usual shape is what the readers of single texts read."""

from datetime import date

import pyarrow as pa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lieny.registry.intake.licence_cell import read_licence_cell
from lieny.registry.intake.usual import Usual
from lieny.registry.intake.usual_names import usual_names
from lieny.registry.intake.usual_numbers import (
    usual_days,
    usual_licences,
    usual_personal_numbers,
    usual_phones,
)
from lieny.vocabulary.birth_date import PLAUSIBLE_YEARS, read_birth_date
from lieny.vocabulary.day import read_day
from lieny.vocabulary.licence_number import LicenceReadStatus
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.personal_number import read_personal_number
from lieny.vocabulary.phone import read_phones

WORDS = st.sampled_from(
    ["Nguyễn", "NGUYỄN", "nguyễn", "Nguye\u0302\u0303n", "Văn", "Thị", "An", "Y", "H'Len", "Bs",
     "BS.", "BS", "Ông", "Bà", "Lý", "Ly", "Th", "N.", "II", "CKI", "Hòa", "Hoà", "Quý", "Mỹ",
     "Không", "có", "chưa", "rõ", "Trưởng", "ĐD", "sinh", "1980", "McDonald", "Jong-un", "",
     "\u200bAn", "Ðỗ", "(Lan)", "Khoa", "Nam", "x"]
)  # fmt: skip
NAMES = st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=6).map(" ".join)
DIGITS = st.text(alphabet="0123456789", min_size=8, max_size=13)
DAYS = st.builds(
    "{}/{}/{}".format,
    *(st.integers(0, most).map(lambda n, w=width: str(n).zfill(w))
      for most, width in ((32, 2), (13, 2), (2105, 4))),
)  # fmt: skip
LICENCES = st.builds(
    "{}{}{}{}{}".format,
    st.text(alphabet="0123456789", min_size=1, max_size=8),
    st.sampled_from(["/", " / ", "-"]),
    st.sampled_from(["HCM", "ĐNAI", "BYT", "XYZ", "hcm", "SYT-HCM"]),
    st.sampled_from(["-", " - ", "–"]),
    st.sampled_from(["CCHN", "GPHN", "CCHND", "GPHĐ", "cchn", "CCHN\n"]),
)


def column(texts: list[str]) -> pa.Array:
    return pa.array(dict.fromkeys(text for text in texts if text.isprintable()), pa.string())


def taken(usual: Usual) -> list[str]:
    return usual.texts.filter(pa.array(usual.is_usual)).to_pylist()


@settings(max_examples=300, deadline=None)
@given(st.lists(NAMES, max_size=12))
@example(["Nguyễn Văn An", "Trần Thị Bích Ngọc", "không có", "Bs An Bình", "Nguyễn Văn A"])
def test_a_plain_name_is_read_word_by_word_as_it_is_as_a_whole(texts):
    usual = usual_names(column(texts))
    rows = pa.table(dict(usual.columns)).to_pylist()
    for text, row in zip(taken(usual), rows, strict=True):
        reading = read_person_name(text)
        name = reading.name
        assert reading.titles == ()
        assert name is not None
        assert row == {
            "name": name.text, "name_folded": name.folded, "name_toned": name.toned,
            "surname": name.surname, "middle": name.middle, "given": name.given,
            "initials": name.initials,
        }  # fmt: skip


def test_common_names_are_read_by_vectors_and_doubtful_ones_are_not():
    texts = ["Nguyễn Văn An", "LÊ THỊ HOÀ", "BS. Nguyễn Văn An", "N.V. An", "An", "không có"]
    assert taken(usual_names(column(texts))) == ["Nguyễn Văn An", "LÊ THỊ HOÀ"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(LICENCES, st.text(max_size=8)), max_size=12))
@example(["000123/HCM-CCHN", "0/HCM-CCHN", "9999999/ĐNAI-GPHN", "12345678/HCM-CCHN"])
def test_a_usual_licence_is_exact_and_alone_in_its_cell(texts):
    usual = usual_licences(column(texts))
    for text, row in zip(taken(usual), pa.table(dict(usual.columns)).to_pylist(), strict=True):
        cell = read_licence_cell(text)
        assert cell.others == ()
        assert cell.first is not None
        assert cell.first.status is LicenceReadStatus.EXACT
        assert cell.first.issued_on is None
        assert row == {
            "serial": cell.first.serial, "issuer": cell.first.issuer,
            "type": None if cell.first.type is None else cell.first.type.value,
        }  # fmt: skip


def test_the_printed_form_of_a_licence_is_read_by_vectors():
    texts = ["000123/HCM-CCHN", "000123/XYZ-CCHN", "01234/ĐNAI-GPHĐ", "7/BYT-GPHN"]
    assert taken(usual_licences(column(texts))) == ["000123/HCM-CCHN", "7/BYT-GPHN"]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.one_of(DIGITS, st.from_regex(r"0[0-9]{2}[0-4][0-9]{8}", fullmatch=True), st.text()),
        max_size=12,
    )
)
@example(["012345678901", "098765432109", "001000000012", "079180001234", "079480001234"])
def test_a_usual_personal_number_is_sound(texts):
    usual = usual_personal_numbers(column(texts))
    for text, digits in zip(taken(usual), usual.columns["cccd"].to_pylist(), strict=True):
        reading = read_personal_number(text)
        assert reading.personal_number is not None
        assert reading.personal_number.digits == digits
        assert reading.old_number is None


def test_personal_numbers_are_read_by_vectors_and_made_up_ones_are_not():
    texts = ["079180001234", "012345678901", "001000000012", "079480001234", "79180001234"]
    assert taken(usual_personal_numbers(column(texts))) == ["079180001234"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(DAYS, st.text(max_size=11)), max_size=12))
@example(["29/02/2024", "29/02/2023", "31/04/2025", "12/13/2020", "13/12/2020", "00/01/1990"])
def test_a_usual_date_is_the_day_that_is_read(texts):
    usual = usual_days(column(texts))
    for text, day in zip(taken(usual), usual.columns["day"].to_pylist(), strict=True):
        assert read_day(text).exact == day
    births = usual_days(column(texts), PLAUSIBLE_YEARS)
    years = births.columns["year"].to_pylist()
    for text, day, year in zip(
        taken(births), births.columns["day"].to_pylist(), years, strict=True
    ):
        birth = read_birth_date(text).birth
        assert birth is not None
        assert (birth.exact, birth.year) == (day, year)


def test_only_days_of_the_calendar_are_read_by_vectors():
    texts = ["29/02/2024", "29/02/2023", "01/13/2020", "01/01/1899", "31/12/2100"]
    usual = usual_days(column(texts))
    assert usual.columns["day"].to_pylist() == [date(2024, 2, 29), date(2100, 12, 31)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(DIGITS, st.from_regex(r"0[0-9]{9}", fullmatch=True)), max_size=12))
@example(["0900000000", "0912345678", "0911111112", "0123456789"])
def test_a_usual_phone_is_the_one_mobile_number_that_is_read(texts):
    usual = usual_phones(column(texts))
    for text, digits in zip(taken(usual), usual.columns["phone"].to_pylist(), strict=True):
        (phone,) = read_phones(text).phones
        assert phone.is_mobile
        assert phone.digits == digits


def test_results_of_vectors_and_of_readers_stand_in_the_order_of_their_texts():
    usual = usual_phones(pa.array(["x", "0912345678", "y", "0987654321"]))
    assert usual.others() == ["x", "y"]
    assert usual.woven("phone", ["of x", None], pa.string()).to_pylist() == [
        "of x", "912345678", None, "987654321",
    ]  # fmt: skip
    assert usual.marked([True, False]).tolist() == [True, False, False, False]
