"""Cleaning, folding and word keys."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.text import clean, fold, word_keys, words

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  Nguyễn\u00a0 Văn\tAn ", "Nguyễn Văn An"),
        ("Nguyễn\u200b Văn\ufeff An", "Nguyễn Văn An"),
        ("Ðặng", "Đặng"),
        ("Ɖặng ðức", "Đặng đức"),
        ("ＨＣＭ－ＣＣＨＮ", "HCM-CCHN"),
        ("H’Hen", "H'Hen"),
        ("plain", "plain"),
        ("a\x01b", "ab"),
        ("", ""),
    ],
)
def test_a_text_is_cleaned(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


def test_every_vietnamese_letter_folds_to_its_base() -> None:
    bases = "".join(
        unicodedata.normalize("NFD", letter)[0].replace("đ", "d") for letter in VIETNAMESE
    )
    assert fold(VIETNAMESE) == bases
    assert fold(VIETNAMESE.upper()) == bases


def test_foreign_letters_fold_too() -> None:
    assert fold("José Müller Søren François Łukasz") == "jose muller soren francois lukasz"


@given(st.text(VIETNAMESE + VIETNAMESE.upper() + " ", max_size=30))
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("Mỹ", "mĩ"), ("Quý", "quí"), ("lý", "LÍ")]
)
def test_two_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    assert word_keys(one) == word_keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("mai", "may"), ("hòa", "hóa"), ("thúy", "thúi"), ("nội", "nơi"), ("y", "i")]
)
def test_two_words_have_two_toned_keys(one: str, other: str) -> None:
    assert word_keys(one)[1] != word_keys(other)[1]


def test_a_word_without_marks_has_two_equal_keys() -> None:
    assert word_keys("NAM") == ("nam", "nam")
    assert word_keys("Hans") == ("hans", "hans")


def test_words_keep_dotted_abbreviations_together() -> None:
    assert words("BS.CKI T.M.H, khoa 2") == ["BS", "CKI", "TMH", "khoa", "2"]
