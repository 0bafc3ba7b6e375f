"""Provinces and communes are read from addresses and headings as people write them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.vocabulary.place import find_commune, find_province, provinces_on
from lieny.vocabulary.place_table import communes, districts
from lieny.vocabulary.place_words import words_of

BEFORE, SINCE = date(2024, 5, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # headings
        ("SỞ Y TẾ TỈNH ĐỒNG NAI", "75"),
        ("Sở Y tế Bình Dương", "74"),
        ("SYT Long An", "80"),
        ("Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", "77"),
        ("SO Y TE TINH TAY NINH", "72"),
        # the city
        ("TP.HCM", "79"),
        ("TPHCM", "79"),
        ("Tp. Hồ Chí Minh", "79"),
        ("T.P Hồ Chí Minh", "79"),
        ("THÀNH PHỐ HỒ CHÍ MINH", "79"),
        ("Sài Gòn", "79"),
        # Bà Rịa - Vũng Tàu
        ("BR-VT", "77"),
        ("BRVT", "77"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("TP. Vũng Tàu", "77"),
        # spellings
        ("Thừa Thiên Huế", "46"),
        ("Thừa Thiên - Huế", "46"),
        ("Đắk Lắk", "66"),
        ("Đăk Lăk", "66"),
        ("Dak Lak", "66"),
        ("Đắc Lắc", "66"),
        ("Hoà Bình", "17"),
        ("Hòa Bình", "17"),
        ("Ðồng Nai", "75"),  # Eth for Đ
        ("binhduong", "74"),
        # abbreviations
        ("Đ.Nai", "75"),
        ("B. Dương", "74"),
        ("T.Ninh", "72"),
        ("Dĩ An, BD", "74"),
        ("Quy Nhơn, BĐ", "52"),
        ("Biên Hòa, ĐNai", "75"),
        ("Gò Dầu, TNi", "72"),
        ("Hà Tây", "01"),
    ],
)
def test_a_province_however_it_is_written(text: str, code: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text), f"  {text}  "):
        found = find_province(form)
        assert found is not None
        assert found.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Số 5, xã Bắc Sơn, huyện Trảng Bom, Đồng Nai", "75"),
        ("Số 5, xã Bắc Sơn, huyện Trảng Bom, tỉnh Đồng Nai, Việt Nam", "75"),
        ("12 đường Đồng Nai, phường 15, quận 10, TP.HCM", "79"),
        ("12 Đồng Nai, P.15, Q.10, TP HCM", "79"),
        ("12 đường Bình Dương, phường 1, Tân An, Long An", "80"),
        ("Số 1 Đại lộ Bình Dương, Thuận An, Bình Dương", "74"),
        ("Xa lộ Hà Nội, P. Tân Biên, TP. Biên Hòa, tỉnh Đồng Nai", "75"),
        ("Xã Long An, huyện Châu Thành, Tiền Giang", "82"),
        ("KP Bình Dương, P. Long Bình Tân, Biên Hòa, Đồng Nai", "75"),
        ("123 Nguyễn Thái Bình, P.12, Q. Tân Bình, TP.HCM", "79"),
        ("Quốc lộ 13 Bình Dương", "74"),
        ("Phường Vũng Tàu, Thành phố Hồ Chí Minh", "79"),
        ("Phường Bình Dương, Thành phố Hồ Chí Minh", "79"),
        ("P. Long An, tỉnh Tây Ninh", "72"),
        ("THÀNH PHỐ THỦ ĐỨC - THÀNH PHỐ HỒ CHÍ MINH", "79"),
        ("Phường Tây Ninh, Đồng Nai", "75"),
        ("TP. Tây Ninh, Tây Ninh", "72"),
        ("Sở Y tế tỉnh Đồng Nai - Phòng khám Sài Gòn", "75"),
        ("Bệnh viện Đa khoa Sài Gòn Bình Dương", "74"),
        ("P. Phú Hòa, TP. Thủ Dầu Một, tỉnh Bình Dương (nay là phường Phú Lợi, TP.HCM)", "74"),
        ("Tỉnh Tây Ninh (trước đây là tỉnh Long An)", "80"),
    ],
)
def test_the_last_province_of_an_address_counts_and_a_street_does_not(text: str, code: str) -> None:
    found = find_province(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12 đường Đồng Nai, phường 15, quận 10", "79"),
        ("Xa lộ Hà Nội, P. Linh Trung, TP Thủ Đức", "79"),
        ("Biên Hòa", "75"),
        ("TP. Thuận An", "74"),
        ("Huyện Cần Giờ", "79"),
        ("Q1", "79"),
    ],
)
def test_a_district_tells_the_province_where_nothing_else_does(text: str, code: str) -> None:
    found = find_province(text, SINCE)
    assert found is not None
    assert (found.code, found.plain) == (code, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "đường Bình Dương",
        "10 Bình Dương",
        "Xã Long An",
        "ấp Thái Bình",
        "Phòng khám Hòa Bình",
        "Bệnh viện Phú Thọ",
        "Nguyễn Thái Bình",
        "huyện Châu Thành",  # ten provinces have one
        "BN",
        "Phòng khám đa khoa Tâm Đức",
        "Số 12/3A",
        "DS HN 2026",
        "HN",
        "la",
        "BS Nguyễn Thanh Hà",  # a district of Hải Dương
    ],
)
def test_a_text_that_names_no_province_gives_none(text: str) -> None:
    assert find_province(text) is None


@pytest.mark.parametrize(
    ("text", "day", "code", "valid_until"),
    [
        ("Tây Ninh", None, "72", date(2025, 6, 30)),
        ("Tây Ninh", BEFORE, "72", date(2025, 6, 30)),
        ("Tây Ninh", date(2025, 6, 30), "72", date(2025, 6, 30)),
        ("Tây Ninh", date(2025, 7, 1), "80", None),
        ("Long An", SINCE, "80", date(2025, 6, 30)),  # only the old map has it
        ("Bình Dương", SINCE, "74", date(2025, 6, 30)),
        ("Gia Lai", SINCE, "52", None),
        ("Đồng Nai", BEFORE, "75", date(2025, 6, 30)),
        ("Đồng Nai", SINCE, "75", None),
        ("Quy Nhơn, BĐ", SINCE, "52", date(2025, 6, 30)),
        ("Thừa Thiên Huế", SINCE, "46", date(2024, 12, 31)),
        ("Huế", SINCE, "46", None),
        ("Hà Nội", None, "01", None),
    ],
)
def test_the_day_chooses_the_map_of_a_name_that_is_on_both(
    text: str, day: date | None, code: str, valid_until: date | None
) -> None:
    found = find_province(text, day)
    assert found is not None
    assert (found.code, found.valid_until) == (code, valid_until)


@given(
    province=st.sampled_from([*provinces_on(BEFORE), *provinces_on(SINCE)]),
    lead=st.sampled_from(["", "tỉnh ", "12 Lê Lợi, ", "SỞ Y TẾ ", "P. 3, TP. X, ", "tp "]),
    shape=st.sampled_from(["as is", "upper", "bare", "NFD"]),
)
def test_every_province_is_read_back(province: object, lead: str, shape: str) -> None:
    place = province
    text = f"{lead}{place.name}"  # type: ignore[attr-defined]
    if shape == "upper":
        text = text.upper()
    elif shape == "bare":
        text = " ".join(words_of(text).plain) if "," not in text else text.lower()
    elif shape == "NFD":
        text = unicodedata.normalize("NFD", text)
    day = BEFORE if place.valid_until else SINCE  # type: ignore[attr-defined]
    found = find_province(text, day)
    assert found is not None
    assert found.code == place.code  # type: ignore[attr-defined]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = find_province(text)
    assert found is None or (len(found.code) == 2 and found.code.isdigit())
    commune = find_commune(text, found.code) if found is not None else None
    assert commune is None or len(commune.code) == 5


# Communes


@pytest.mark.parametrize(
    ("text", "province", "code", "name"),
    [
        ("Số 5, xã Bắc Sơn, huyện Trảng Bom, Đồng Nai", "75", "26269", "Xã Bắc Sơn"),
        ("Bắc Sơn, Trảng Bom, Đồng Nai", "75", "26269", "Xã Bắc Sơn"),
        ("so 5 xa bac son huyen trang bom dong nai", "75", "26269", "Xã Bắc Sơn"),
        ("XÃ BẮC SƠN - H. TRẢNG BOM", "75", "26269", "Xã Bắc Sơn"),
        ("P4, Q.3, TP.HCM", "79", "27148", "Phường 4"),
        ("Phường 04, Quận 3", "79", "27148", "Phường 4"),
        ("P.4, TP Tây Ninh", "80", "25462", "Phường 4"),
        ("P.4, TP Tây Ninh", "72", "25462", "Phường 4"),
        ("Phường IV, TP Tây Ninh", "72", "25462", "Phường 4"),
        ("Thị trấn Trảng Bom", "75", "26248", "Thị trấn Trảng Bom"),
        ("Phường Thảo Điền, Quận 2, TP.HCM", "79", "27088", "Phường Thảo Điền"),  # now Thủ Đức
        ("P. Đa Kao, Q. 1", "79", "26737", "Phường Đa Kao"),
        ("Phường 1, TP.HCM", "79", None, None),  # several
        ("phường Hoá An, Đồng Nai", "75", "26068", "Phường Hóa An"),
        ("xã Hóa An, Đồng Nai", "75", "26068", "Phường Hóa An"),  # its earlier type
        ("phường Bắc Sơn, huyện Trảng Bom", "75", "26269", "Xã Bắc Sơn"),  # another type
        ("phường Bắc Sởn, huyện Trảng Bom", "75", None, None),  # another type and other marks
        ("Xã Lộc Thạnh, huyện Lộc Ninh", "70", "25280", "Xã Lộc Thạnh"),
        ("Xã Lộc Thành, huyện Lộc Ninh", "70", "25294", "Xã Lộc Thành"),
        ("xa Loc Thanh, huyen Loc Ninh", "70", None, None),  # one of the two
        ("Xã Ea H'Leo, huyện Ea H’Leo", "66", "24184", "Xã Ea H'leo"),
        ("xã Bắc Sơn, huyện Cẩm Mỹ", "75", None, None),
        ("12 Lê Lợi, Trảng Bom, Đồng Nai", "75", None, None),  # only the district
        ("Lũng Cú, Đồng Văn, Hà Giang", "02", "00715", "Xã Lũng Cú"),  # Hà Giang is a town too
        ("Bính Xá, Đình Lập, Lạng Sơn", "20", "06622", "Xã Bính Xá"),  # "Xá" is no type
        ("Trảng Bom, Trảng Bom, Đồng Nai", "75", "26248", "Thị trấn Trảng Bom"),
        ("12 Lê Lợi", "79", None, None),
        ("", "75", None, None),
        ("xã Bắc Sơn", "99", None, None),
    ],
)
def test_a_commune_of_the_old_map(
    text: str, province: str, code: str | None, name: str | None
) -> None:
    found = find_commune(text, province, BEFORE if province != "80" else None)
    assert (found.code if found else None, found.full_name if found else None) == (code, name)


@pytest.mark.parametrize(
    ("text", "province", "day", "code", "since"),
    [
        ("Phường Dĩ An, TP.HCM", "79", SINCE, "25942", True),
        ("Phường Dĩ An, TP. Dĩ An, Bình Dương", "74", SINCE, "25942", False),
        ("Phường Sài Gòn", "79", SINCE, "26740", True),
        ("Đặc khu Côn Đảo", "79", SINCE, "26732", True),
        ("phường Trảng Dài", "75", None, "25993", True),
        ("phường Trảng Dài, Biên Hòa", "75", None, "25993", False),
        ("phường Trảng Dài", "75", BEFORE, "25993", False),
        ("phường Bến Nghé", "79", SINCE, "26740", False),  # only the old map has it
    ],
)
def test_a_district_or_the_day_tells_the_map(
    text: str, province: str, day: date | None, code: str, *, since: bool
) -> None:
    found = find_commune(text, province, day)
    assert found is not None
    assert (found.code, found.valid_until is None) == (code, since)


# Sa Pả beside Sa Pa in thị xã Sa Pa is the one commune that its own address does not tell apart.
SA_PA = "03002"
OLD = sorted((p for p in communes().old.values() if p.code != SA_PA), key=lambda p: p.code)
NEW = sorted(communes().new.values(), key=lambda p: p.code)


@settings(max_examples=300)
@given(place=st.sampled_from(OLD), upper=st.booleans())
def test_every_old_commune_is_read_back_with_its_district(place: object, *, upper: bool) -> None:
    area = districts()[place.district]  # type: ignore[attr-defined]
    text = f"12 Lê Lợi, {place.full_name}, {area.type} {area.name}"  # type: ignore[attr-defined]
    found = find_commune(text.upper() if upper else text, place.province)  # type: ignore[attr-defined]
    assert found == place


@settings(max_examples=300)
@given(place=st.sampled_from(NEW))
def test_every_new_commune_is_read_back(place: object) -> None:
    text = f"12 Lê Lợi, {place.full_name}"  # type: ignore[attr-defined]
    assert find_commune(text, place.province, SINCE) == place  # type: ignore[attr-defined]
