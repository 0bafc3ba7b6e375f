"""Likeness of persons, and what the words of a status cell add to the status."""

from datetime import date

import pytest

from lieny.registry.rules.facts import LicenceStatus
from lieny.registry.rules.identity import (
    Likeness,
    compare_births,
    compare_names,
    compare_numbers,
)
from lieny.registry.rules.licence_use import is_one_slip_away
from lieny.registry.rules.standing import is_live, status_on
from lieny.registry.rules.status_words import (
    speaks_of_deputy,
    speaks_of_part,
    speaks_of_reissue,
    speaks_of_stay,
    speaks_of_validity,
)
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("nguyen van an", "nguyen van an", Likeness.SAME),
        ("nguyen van an", "nguyen van anh", Likeness.SAME),
        ("nguyen van cuong", "nguyen van khuong", Likeness.UNSURE),
        ("nguyen van an", "tran thi binh", Likeness.DIFFERENT),
        ("nguyen thi lan", "nguyen thi hoa", Likeness.DIFFERENT),
        ("", "nguyen van an", Likeness.UNKNOWN),
        ("tran thui thi", "tran thry thi", Likeness.SAME),  # y is written for i
        ("mai huong", "li mai huong", Likeness.UNSURE),  # "Ly" taken for a title
        ("dinh tam qui", "li dinh tam qui", Likeness.SAME),  # the same, before a whole name
        ("dinh tam qui", "mai dinh tam qui", Likeness.UNSURE),
        ("huong", "li huong", Likeness.UNSURE),
        ("nguyen thao phuong", "i si sguyen thao phuong", Likeness.UNSURE),
    ],
)
def test_names(one, other, expected):
    assert compare_names(one, other) is expected
    assert compare_names(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((date(1980, 3, 4), None), (date(1980, 3, 4), None), Likeness.SAME),
        ((date(1980, 3, 4), None), (date(1980, 4, 3), None), Likeness.SAME),
        ((date(1980, 3, 4), None), (date(1981, 4, 3), None), Likeness.DIFFERENT),
        ((date(1980, 3, 4), None), (date(1980, 3, 14), None), Likeness.SAME),
        ((date(1980, 3, 4), None), (date(1990, 3, 14), None), Likeness.DIFFERENT),
        ((date(1980, 1, 1), None), (date(1980, 7, 23), None), Likeness.SAME),
        ((date(1980, 1, 1), None), (date(1985, 7, 23), None), Likeness.DIFFERENT),
        ((None, 1980), (date(1980, 7, 23), None), Likeness.SAME),
        ((None, 1980), (None, 1990), Likeness.UNSURE),
        ((None, 1980), (None, 1991), Likeness.DIFFERENT),
        ((None, None), (None, 1980), Likeness.UNKNOWN),
    ],
)
def test_births(one, other, expected):
    assert compare_births(*one, *other) is expected
    assert compare_births(*other, *one) is expected


def test_personal_numbers():
    assert compare_numbers("079080000001", "079080000001") is Likeness.SAME
    assert compare_numbers("079080000001", "079080000010") is Likeness.SAME
    assert compare_numbers("079080000001", "079080000099") is Likeness.DIFFERENT
    assert compare_numbers(None, "079080000001") is Likeness.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(123, 124, True), (123, 132, True), (123, 321, False), (123, 1123, True), (123, 123, False),
     (19, 20, False), (123, 145, False)],
)  # fmt: skip
def test_one_slip_between_numbers(one, other, expected):
    left, right = (LicenceNumber(n, "HCM", LicenceType.CERTIFICATE) for n in (one, other))
    assert is_one_slip_away(left, right) is is_one_slip_away(right, left) is expected
    assert not is_one_slip_away(left, LicenceNumber(other, "BD", LicenceType.CERTIFICATE))
    assert not is_one_slip_away(left, LicenceNumber(other, "HCM", LicenceType.LICENCE))


@pytest.mark.parametrize(
    ("text", "stay", "part", "reissue", "valid"),
    [
        ("Thu hồi", False, False, False, False),
        ("Thu hồi (đang khiếu nại)", True, False, False, False),
        ("Tạm hoãn thi hành QĐ thu hồi", True, False, False, False),
        ("Đã hủy quyết định thu hồi", True, False, False, False),
        ("Tạm đình chỉ", False, False, False, False),
        ("Đình chỉ một phần", False, True, False, False),
        ("Đình chỉ kỹ thuật nội soi", False, True, False, False),
        ("Đình chỉ hoạt động chuyên môn kỹ thuật", False, False, False, False),
        ("Đình chỉ đối với dịch vụ thẩm mỹ", False, True, False, False),
        ("Đã cấp lại số mới", False, False, True, False),
        ("Đang hiệu lực (cấp lại)", False, False, True, True),
        ("Còn hiệu lực", False, False, False, True),
        ("Không còn hiệu lực", False, False, False, False),
        ("Cấp lần 2", False, False, True, False),
        (None, False, False, False, False),
        ("", False, False, False, False),
    ],
)
def test_words_of_a_status(text, stay, part, reissue, valid):
    assert speaks_of_stay(text) is stay
    assert speaks_of_part(text) is part
    assert speaks_of_reissue(text) is reissue
    assert speaks_of_validity(text) is valid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phó phụ trách chuyên môn", True),
        ("Phó Trưởng khoa phụ trách", True),
        ("Pho truong khoa", True),
        ("Q. Trưởng khoa", True),
        ("Phụ trách tạm thời", True),
        ("Trưởng phòng khám", False),
        ("Phòng khám nội", False),
        ("Phụ trách chuyên môn", False),
        ("Bác sĩ phổ thông", False),
    ],
)
def test_words_of_a_deputy(text, expected):
    assert speaks_of_deputy(text) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), LicenceStatus.ACTIVE),
        (date(2026, 3, 1), LicenceStatus.SUSPENDED),
        (date(2026, 8, 31), LicenceStatus.SUSPENDED),
        (date(2026, 9, 1), LicenceStatus.ACTIVE),
    ],
)
def test_a_status_counts_within_its_own_days(desk, day, expected):
    row = desk.licence(
        "000123/HCM-CCHN",
        status=LicenceStatus.SUSPENDED,
        status_from=date(2026, 3, 1),
        status_until=date(2026, 8, 31),
    )
    assert status_on(row, day) is expected
    assert is_live(row, day) is (expected is LicenceStatus.ACTIVE)


def test_a_licence_is_live_from_its_issue_to_the_end_of_its_term(desk):
    facts = {"issued_on": date(2024, 3, 1), "valid_until": date(2029, 2, 28)}
    licence = desk.licence("000465/HCM-GPHN", **facts)
    certificate = desk.licence("000465/HCM-CCHN", **facts)
    assert not is_live(licence, date(2024, 2, 29))
    assert is_live(licence, date(2024, 3, 1))
    assert is_live(licence, date(2029, 2, 28))
    assert not is_live(licence, date(2029, 3, 1))
    assert is_live(certificate, date(2029, 3, 1))  # certificates have no term
