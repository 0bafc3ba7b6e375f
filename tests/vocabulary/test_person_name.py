"""Names: what is shown, the keys, what is set aside, what is refused."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.legacy_encoding import LegacyEncoding, decode, encode
from lieny.vocabulary.person_name import NotAPersonName, PersonName, read_person_name
from lieny.vocabulary.text import fold

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Võ", "Lý", "Đỗ", "Bùi"]
MIDDLES = ["Văn", "Thị", "Hữu", "Ngọc", "Thị Kim", "Đức", "Quốc", ""]
GIVENS = ["An", "Hòa", "Thủy", "Mỹ", "Đạt", "Yến", "Khuê", "Nguyệt", "Thương", "Ỷ"]
NAMES = st.builds(
    lambda surname, middle, given_name: " ".join(f"{surname} {middle} {given_name}".split()),
    st.sampled_from(SURNAMES),
    st.sampled_from(MIDDLES),
    st.sampled_from(GIVENS),
)


@pytest.mark.parametrize(
    ("text", "shown", "titles"),
    [
        ("Nguyễn Văn A", "Nguyễn Văn A", ()),
        ("NGUYỄN VĂN AN", "Nguyễn Văn An", ()),
        ("nguyễn văn an", "Nguyễn Văn An", ()),
        ("NGUYễN VăN aN", "Nguyễn Văn An", ()),
        ("BS.CKI Nguyễn Văn A", "Nguyễn Văn A", ("BS.CKI",)),
        ("ThS. BS Trần Thị Hoà", "Trần Thị Hoà", ("ThS", "BS")),
        ("PGS.TS.BS. Lê Văn Tám", "Lê Văn Tám", ("PGS.TS.BS",)),
        ("BSCKII.Nguyễn Văn An", "Nguyễn Văn An", ("BSCKII",)),
        ("BS CK I Nguyễn Văn An", "Nguyễn Văn An", ("BS", "CK I")),
        ("ThS-BS Nguyễn Văn An", "Nguyễn Văn An", ("ThS-BS",)),
        ("Bác sĩ chuyên khoa cấp II Lê An", "Lê An", ("Bác sĩ chuyên khoa cấp II",)),
        ("Cử nhân điều dưỡng: Trần Thị Bưởi", "Trần Thị Bưởi", ("Cử nhân điều dưỡng",)),
        ("KTV XN Lê Văn Tèo", "Lê Văn Tèo", ("KTV", "XN")),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", ("Ông",)),
        ("Bà Nguyễn Thị Bình", "Nguyễn Thị Bình", ("Bà",)),
        ("Ông/Bà: Nguyễn Văn An", "Nguyễn Văn An", ("Ông/Bà",)),
        ("LY. Trần Văn Bảy", "Trần Văn Bảy", ("LY",)),
        ("LY Trần Bảy", "Trần Bảy", ("LY",)),
        ("LY HOANG HOA", "Ly Hoang Hoa", ()),  # Lý without its mark
        ("Y sĩ Trần Văn Bảy", "Trần Văn Bảy", ("Y sĩ",)),
        ("Y sĩ Văn Công Cường", "Văn Công Cường", ("Y sĩ",)),  # Văn as a surname
        ("Y Sĩ Êban Kbuôr", "Y Sĩ Êban Kbuôr", ()),  # a name of the highlands
        ("Nguyễn Văn An, BS", "Nguyễn Văn An", ("BS",)),
        ("Nguyễn Văn An (BS)", "Nguyễn Văn An", ("BS",)),
        ("Nguyễn Văn An-BS", "Nguyễn Văn An", ("BS",)),
        ("Nguyễn Văn An; BSCKI", "Nguyễn Văn An", ("BSCKI",)),
        ("bs nguyễn văn an", "Nguyễn Văn An", ("bs",)),
        ("1. Nguyễn Văn An", "Nguyễn Văn An", ()),
        ("Họ và tên: Nguyễn Văn An", "Nguyễn Văn An", ()),
        ("Ðặng Thị Hà", "Đặng Thị Hà", ()),
    ],
)
def test_titles_are_set_apart_and_kept(text: str, shown: str, titles: tuple[str, ...]) -> None:
    reading = read_person_name(text)
    assert reading.name is not None
    assert (reading.name.text, reading.titles) == (shown, titles)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Lý Thị Ly", "Lý Thị Ly"),
        ("Ly A Sùng", "Ly A Sùng"),
        ("Bạc Sĩ Hùng", "Bạc Sĩ Hùng"),
        ("Y Moan Êban", "Y Moan Êban"),
        ("Y Sỹ Niê", "Y Sỹ Niê"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Trần Y", "Trần Y"),
        ("John McDonald", "John McDonald"),
        ("O'BRIEN PATRICK", "O'Brien Patrick"),
        ("Kim Jong-un", "Kim Jong-un"),
        ("MARIE-CLAIRE DUPONT", "Marie-Claire Dupont"),
    ],
)
def test_what_looks_like_a_title_and_is_a_name_stays(text: str, shown: str) -> None:
    reading = read_person_name(text)
    assert reading.name is not None
    assert (reading.name.text, reading.titles) == (shown, ())


@pytest.mark.parametrize(
    ("text", "set_aside"),
    [
        ("Nguyễn Văn An (1980)", "1980"),
        ("Nguyễn Văn An 1980", "năm sinh 1980"),
        ("Nguyễn Văn An (tự Ba)", "tự Ba"),
        ("Nguyễn Văn An - Trưởng khoa Nội", "Trưởng khoa Nội"),
        ("Nguyễn Văn An, SN 1980", "SN"),
        ("Nguyễn Văn An\n(CCHN: 001234/HCM-CCHN)", "CCHN"),
        ("Nguyễn Văn An 2", "số 2"),
    ],
)
def test_a_remark_is_set_aside_with_a_note(text: str, set_aside: str) -> None:
    reading = read_person_name(text)
    assert reading.name is not None
    assert reading.name.text == "Nguyễn Văn An"
    assert any(set_aside in note for note in reading.notes)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "trống"),
        ("12345", "chỉ có số"),
        ("A", "một chữ cái"),
        ("x", "không phải họ tên"),
        ("nt", "không phải họ tên"),
        ("Chưa có", "không phải họ tên"),
        ("Tổng cộng", "không phải họ tên"),
        ("---", "trống"),
    ],
)
def test_what_holds_no_name_is_refused_with_its_reason(text: str, fact: str) -> None:
    reading = read_person_name(text)
    assert reading.name is None
    assert reading.folded is None
    assert any(fact in note for note in reading.notes)
    with pytest.raises(NotAPersonName, match=fact):
        PersonName.of(text)


def test_a_name_gives_its_parts() -> None:
    name = PersonName.of("Nguyễn Thị Kim Mỹ")
    assert (name.surname, name.middle, name.given, name.initials) == (
        "nguyen",
        "thi kim",
        "mi",
        "ntkm",
    )
    assert name.folded == "nguyen thi kim mi"
    assert name.toned == "nguyên4 thi5 kim mi4"
    assert not name.is_abbreviated


def test_a_name_typed_without_marks_has_no_toned_key() -> None:
    assert PersonName.of("NGUYEN VAN AN").toned is None
    assert PersonName.of("NGUYEN VAN AN").folded == "nguyen van an"


@pytest.mark.parametrize("text", ["N.V. An", "N.V.An", "N V An", "BS. N.V.An"])
def test_initials_are_an_abbreviated_name(text: str) -> None:
    reading = read_person_name(text)
    assert reading.name is not None
    assert (reading.name.folded, reading.name.is_abbreviated) == ("n v an", True)


def test_an_abbreviated_surname_is_known_as_such() -> None:
    name = PersonName.of("Ng. Văn An")
    assert (name.text, name.folded, name.is_abbreviated) == ("Ng. Văn An", "ng van an", True)


def test_a_single_word_is_a_name_with_a_note() -> None:
    reading = read_person_name("Nguyễn")
    assert reading.folded == "nguyen"
    assert any("một từ" in note for note in reading.notes)


@given(NAMES)
def test_the_folded_key_does_not_depend_on_how_the_name_was_typed(name: str) -> None:
    expected = PersonName.of(name).folded
    variants = [
        unicodedata.normalize("NFD", name),
        name.upper(),
        name.lower(),
        name.replace("Đ", "Ð"),
        name.replace("Hòa", "Hoà").replace("Thủy", "Thuỷ").replace("Lý", "Lí"),
        f" {name.replace(' ', '  ')}\u200b",
        f"BS. {name}",
        decode(encode(name, LegacyEncoding.TCVN3), LegacyEncoding.TCVN3),
        decode(encode(name.upper(), LegacyEncoding.VNI), LegacyEncoding.VNI),
    ]
    assert {PersonName.of(variant).folded for variant in variants} == {expected}


@given(NAMES)
def test_the_toned_key_does_not_depend_on_where_the_tone_stands(name: str) -> None:
    moved = name.replace("Hòa", "Hoà").replace("Thủy", "Thuỷ").replace("Mỹ", "Mĩ")
    assert PersonName.of(moved).toned == PersonName.of(name).toned


@given(NAMES)
def test_what_is_shown_reads_back_as_itself(name: str) -> None:
    assert PersonName.of(PersonName.of(name.upper()).text).text == name


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_person_name(text)
    if reading.name is not None:
        assert reading.name.folded == reading.name.folded.strip()
        assert reading.name.surname
        assert reading.name.initials


ALL_SURNAMES = (Path(__file__).parent / "data/surnames.txt").read_text(encoding="utf-8").split()
FORMS = ["{}", "BS. {}", "BS.CKI {}", "Bác sĩ {}", "{}, BS", "{} - Trưởng khoa", "1. {}", "{} (BS)"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rest", ["Văn Tài", "Thị Kim Khánh"])
def test_every_surname_is_kept_in_every_form(form: str, rest: str) -> None:
    for surname in ALL_SURNAMES:
        name = f"{surname} {rest}"
        for written in (name, name.upper()):
            assert PersonName.of(form.format(written)).text == name


@pytest.mark.parametrize("form", FORMS)
def test_words_that_end_a_name_are_kept_as_given_names(form: str) -> None:
    for given_name in (
        "Đang",
        "Nghỉ",
        "Nghi",
        "Khoa",
        "Nam",
        "Quyền",
        "Phó",
        "Mới",
        "Sĩ",
        "Sỹ",
        "Bà",
    ):
        name = f"Trần Văn {given_name}"
        assert PersonName.of(form.format(name)).text == name


@pytest.mark.parametrize("form", ["{}", "BS {}", "BS. {}", "ĐD {}"])
def test_every_surname_is_kept_without_its_marks(form: str) -> None:
    for surname in ALL_SURNAMES:
        plain = fold(f"{surname} van tai").upper()
        assert PersonName.of(form.format(plain)).text == plain.title()
