"""Scopes: what lists write, scope by reference, what a scope reaches."""

import pytest

from lieny.vocabulary.scope import Coverage, Scope, closure, coverage, read_scope

S = Scope
NURSES_TEXT = (
    "Theo quy định tại Thông tư liên tịch số 26/2015/TTLT-BYT-BNV ngày 07/10/2015 quy định mã số, "
    "tiêu chuẩn chức danh nghề nghiệp điều dưỡng, hộ sinh, kỹ thuật y"
)
ASSISTANTS_TEXT = (
    "Tham gia sơ cứu ban đầu, khám bệnh, chữa bệnh thông thường theo quy định tại "
    "TTLT số 10/2015/TTLT-BYT-BNV"
)


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Khám bệnh, chữa bệnh chuyên khoa Nội Tim mạch", (S.CARDIOLOGY,)),
        ("Khám bệnh, chữa bệnh chuyên khoa Ngoại", (S.SURGERY,)),
        ("Chuyên ngành Chẩn đoán hình ảnh", (S.IMAGING,)),
        ("Chuyên ngành Xét nghiệm Huyết học", (S.LABORATORY,)),
        ("Khám bệnh, chữa bệnh bằng y học cổ truyền", (S.TRADITIONAL,)),
        ("Khám bệnh, chữa bệnh bằng dinh dưỡng, tiết chế", (S.NUTRITION,)),
        ("Điều dưỡng đa khoa", (S.NURSING,)),
        ("Kỹ thuật y chuyên ngành Gây mê hồi sức", (S.ANAESTHESIA,)),
        ("Khám bệnh, chữa bệnh chuyên khoa Nhi.", (S.PAEDIATRICS,)),
        ("chuyên khoa phụ sản – KHHGĐ, Siêu âm sản phụ khoa", (S.OBSTETRICS, S.ULTRASOUND)),
        ("kỹ thuật viên xét nghiệm", (S.LABORATORY,)),
        ("KCB chuyên khoa Nội tổng hợp", (S.INTERNAL,)),
        ("KB, CB đa khoa", (S.GENERAL,)),
        ("Y khoa", (S.GENERAL,)),
        ("KCB chuyên khoa RHM", (S.DENTISTRY,)),
        ("CK Tai Mũi Họng (TMH)", (S.ENT,)),
        ("CK Mắt", (S.OPHTHALMOLOGY,)),
        ("Điện tâm đồ", (S.ELECTROCARDIOGRAPHY,)),
        ("Nội soi tiêu hóa", (S.ENDOSCOPY,)),
        ("KCB bằng YHCT; Phục hồi chức năng", (S.TRADITIONAL, S.REHABILITATION)),
        ("VLTL - PHCN", (S.REHABILITATION,)),
        ("Nội - Nhi", (S.INTERNAL, S.PAEDIATRICS)),
        ("Nội, tiết niệu", (S.INTERNAL, S.UROLOGY)),
        ("Nội tiết", (S.ENDOCRINOLOGY,)),
        ("Nội tổng hợp, Da liễu", (S.INTERNAL, S.DERMATOLOGY)),
        ("KHAM BENH, CHUA BENH CHUYEN KHOA NOI", (S.INTERNAL,)),
        ("Khám chữa bệnh ngoại trú", ()),
        ("Bác sĩ nội trú", ()),
        ("Ngoài giờ", ()),
        ("abc", ()),
        ("", ()),
    ],
)
def test_a_scope_cell_gives(text: str, scopes: tuple[Scope, ...]) -> None:
    reading = read_scope(text)
    assert reading.scopes == scopes
    assert not reading.by_reference
    assert bool(reading.notes) == (not scopes and bool(text))


@pytest.mark.parametrize(
    ("text", "scopes", "instrument"),
    [
        ("Thực hiện theo TTLT 26/2015/TTLT-BYT-BNV", (), "26/2015/TTLT-BYT-BNV"),
        (
            NURSES_TEXT,
            (),
            "26/2015/TTLT-BYT-BNV",
        ),
        ("Theo Quyết định số 41/2005/QĐ-BNV ngày 22/4/2005", (), "41/2005/QĐ-BNV"),
        (
            ASSISTANTS_TEXT,
            (S.COMMON_ILLNESS,),
            "10/2015/TTLT-BYT-BNV",
        ),
        ("Điều dưỡng theo TT 26/2015", (S.NURSING,), "26/2015/TTLT-BYT-BNV"),
        ("Theo quy định", (), None),
        ("theo quy dinh tai thong tu lien tich so 26", (), "26/2015/TTLT-BYT-BNV"),
    ],
)
def test_a_scope_by_reference_is_no_list_of_specialties(text, scopes, instrument) -> None:
    reading = read_scope(text)
    assert (reading.scopes, reading.by_reference, reading.instrument) == (scopes, True, instrument)


@pytest.mark.parametrize("scope", Scope)
def test_every_scope_covers_itself(scope: Scope) -> None:
    assert scope in closure(scope)
    assert coverage([scope], scope) is Coverage.COVERED


@pytest.mark.parametrize(
    ("held", "needed", "expected"),
    [
        ([S.INTERNAL], S.CARDIOLOGY, Coverage.COVERED),
        ([S.CARDIOLOGY], S.INTERNAL, Coverage.DOUBTFUL),
        ([S.GENERAL], S.PAEDIATRICS, Coverage.DOUBTFUL),
        ([S.GENERAL], S.INTERNAL, Coverage.COVERED),
        ([S.GENERAL], S.DENTISTRY, Coverage.OUTSIDE),
        ([S.DENTISTRY], S.INTERNAL, Coverage.OUTSIDE),
        ([S.INTERNAL], S.OBSTETRICS, Coverage.OUTSIDE),
        ([S.TRADITIONAL], S.SURGERY, Coverage.OUTSIDE),
        ([S.LABORATORY], S.IMAGING, Coverage.OUTSIDE),
        ([S.IMAGING], S.ULTRASOUND, Coverage.COVERED),
        ([S.INTERNAL], S.ULTRASOUND, Coverage.DOUBTFUL),
        ([S.PAEDIATRICS], S.EMERGENCY, Coverage.DOUBTFUL),
        ([S.DENTISTRY, S.INTERNAL], S.CARDIOLOGY, Coverage.COVERED),
        ([], S.INTERNAL, Coverage.OUTSIDE),
        ([S.NURSING], S.LABORATORY, Coverage.OUTSIDE),
    ],
)
def test_how_far_a_scope_reaches(held, needed, expected) -> None:
    assert coverage(held, needed) is expected
