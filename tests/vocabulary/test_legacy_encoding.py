"""TCVN3 and VNI: found per file, decoded, and never seen where they are not."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.legacy_encoding import LegacyEncoding, decode, detect_encoding, encode
from lieny.vocabulary.syllable import is_syllable

UNICODE, TCVN3, VNI = LegacyEncoding
SMALL = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Võ", "Lý", "Đỗ", "Bùi", "Ông"]
MIDDLES = ["Văn", "Thị", "Hữu", "Ngọc", "Kim", "Đức", "Quốc", "Xuân", "Minh"]
GIVENS = ["Hòa", "Thủy", "Mỹ", "Đạt", "Yến", "Khuê", "Nguyệt", "Thương", "Hà", "Lê", "Tú", "Vũ"]
FOREIGN = [
    "José Muñoz", "Göran Björk", "Raúl Anaïs", "Zoé René Noël", "François Chloé", "Müller Léa",
    "Thaïs Loïc", "Maël Désirée", "Søren Kjær", "João Conceição", "Bø Åse", "Citroën Saül",
    "Núñez Peña", "Jörg Weiß", "Côté Benoît", "Renée Zoë",
]  # fmt: skip
PLAIN = ["001234/HCM-CCHN", "7h30-11h30", "12/03/2015", "", "STT", "0912345678"]


def _names(count: int, seed: int = 7) -> list[str]:
    chance = random.Random(seed)
    return [
        f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVENS)}"
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("typed", "encoding", "meant"),
    [
        ("NguyÔn V¨n An", TCVN3, "Nguyễn Văn An"),
        ("TrÇn ThÞ Hµ", TCVN3, "Trần Thị Hà"),
        ("§Æng ThÞ Thuú D\u00ad¬ng", TCVN3, "Đặng Thị Thuỳ Dương"),
        ("Lª V¨n BÐ", TCVN3, "Lê Văn Bé"),
        ("nguyÔn v¨n an", TCVN3, "nguyễn văn an"),
        ("Nguyeãn Vaên An", VNI, "Nguyễn Văn An"),
        ("NGUYEÃN VAÊN NGUYEÂN", VNI, "NGUYỄN VĂN NGUYÊN"),
        ("Ñaëng Thò Thuyø Döông", VNI, "Đặng Thị Thuỳ Dương"),
        ("Hoà Ôû Ñaây Ïn", UNICODE, "Hoà Ôû Ñaây Ïn"),
    ],
)
def test_a_text_is_decoded(typed: str, encoding: LegacyEncoding, meant: str) -> None:
    assert decode(typed, encoding) == meant


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_every_small_letter_survives_the_way_there_and_back(encoding: LegacyEncoding) -> None:
    for letter in SMALL:
        assert decode(encode(letter, encoding), encoding) == letter


@given(st.text(SMALL + SMALL.upper() + "bcdghklmnpqrstvx ĐB1/", max_size=30))
def test_vni_survives_with_its_capitals(text: str) -> None:
    # Two letters side by side may be typed as one of VNI's pairs: real words have none of these.
    words_ = [word for word in text.split() if is_syllable(word)]
    composed = unicodedata.normalize("NFC", " ".join(words_))
    assert decode(encode(composed, VNI), VNI) == composed


def test_a_unicode_text_in_an_old_file_is_left_alone() -> None:
    assert decode("Đặng Thị Hà", TCVN3) == "Đặng Thị Hà"


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("count", [3, 30, 3_000])
def test_a_file_in_an_old_encoding_is_found(encoding: LegacyEncoding, count: int) -> None:
    samples = [encode(name, encoding) for name in _names(count)]
    assert detect_encoding(samples) is encoding
    assert detect_encoding([*samples, *PLAIN * 50]) is encoding


def test_a_file_in_the_capital_fonts_is_found() -> None:
    samples = [encode(name.lower(), TCVN3) for name in _names(40)]
    assert detect_encoding(samples) is TCVN3
    assert detect_encoding([encode(name.upper(), VNI) for name in _names(40)]) is VNI


@pytest.mark.parametrize("seed", range(5))
def test_clean_unicode_is_never_taken_for_an_old_encoding(seed: int) -> None:
    names = _names(5_000, seed)
    assert detect_encoding(names) is UNICODE
    assert detect_encoding([name.upper() for name in names]) is UNICODE
    assert detect_encoding([unicodedata.normalize("NFD", name) for name in names]) is UNICODE
    assert detect_encoding([name.replace("Đ", "Ð") for name in names]) is UNICODE


@pytest.mark.parametrize("name", [*SURNAMES, *MIDDLES, *GIVENS])
def test_no_single_unicode_word_is_taken_for_an_old_encoding(name: str) -> None:
    assert detect_encoding([name] * 100) is UNICODE


def test_words_that_both_alphabets_share_prove_nothing() -> None:
    assert detect_encoding(["Lê Hà", "Bùi Tú", "Vũ Lê Bé", "Võ Bá Tô"]) is UNICODE


def test_foreign_names_are_unicode() -> None:
    assert detect_encoding(FOREIGN) is UNICODE
    assert detect_encoding(FOREIGN + _names(20)) is UNICODE


def test_a_mixed_file_stays_unicode() -> None:
    old = [encode(name, TCVN3) for name in _names(300)]
    assert detect_encoding(old + _names(300)) is UNICODE


def test_a_few_unicode_words_do_not_hide_an_old_file() -> None:
    old = [encode(name, TCVN3) for name in _names(3_000)]
    assert detect_encoding([*old, "Đặng"]) is TCVN3


@pytest.mark.parametrize("samples", [[], PLAIN, ["NguyÔn"], ["NguyÔn V¨n"]])
def test_too_little_evidence_is_unicode(samples: list[str]) -> None:
    assert detect_encoding(samples) is UNICODE


@pytest.mark.parametrize(
    "word", ["Nguyễn", "nghiêng", "Quỳnh", "khuỷu", "ỷ", "thuở", "quới", "Đặng", "giếng", "hoà"]
)
def test_a_vietnamese_syllable_is_one(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "V¨n", "Müller", "xyz", "Đặđ", "áà", "bcd", ""])
def test_what_is_no_syllable_is_none(word: str) -> None:
    assert not is_syllable(word)
