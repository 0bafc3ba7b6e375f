"""Which rows are one person and which are not, case by case."""

from __future__ import annotations

from lieny.registry.engine.linking import clusters
from people import each_together, linked, number, persons, shown, together

NUMBER = "1234/HCM-CCHN"


FITS = {
    "the same": ("Nguyễn Thị Lan", "Nguyễn Thị Lan"),
    "no accents": ("Trần Văn Hùng", "TRAN VAN HUNG"),
    "another accent": ("Lê Thị Hồng", "Lê Thị Hòng"),
    "a letter too many": ("Phạm Thị Mai", "Phạm Thị Mait"),
    "two letters exchanged": ("Võ Minh Tâm", "Võ Minh Tma"),
    "initials": ("Bùi Thị Hoa", "B.T. Hoa"),
    "middle name left out": ("Đặng Văn Sơn", "Đặng Sơn"),
    "a middle name more": ("Ngô Thị Hà", "Ngô Thị Thu Hà"),
    "given name first": ("Hồ Quốc Việt", "Việt Hồ Quốc"),
}
FITS_NOT = ["Trần Văn Hùng", "Phạm Thị Mai", "Lê Lan Anh", "Võ Thị Lan"]


def test_a_number_and_a_name_that_fits_are_enough_where_lists_show_no_more():
    cases = {
        case: [shown(name, licence=f"{100 + 17 * k}/HCM-CCHN") for name in names]
        for k, (case, names) in enumerate(FITS.items())
    }
    assert each_together(cases) == dict.fromkeys(FITS, True)


def test_a_number_with_another_name_is_not_one_person():
    cases = {
        name: [shown(n, licence=f"{100 + 17 * k}/HCM-CCHN") for n in ("Nguyễn Thị Lan", name)]
        for k, name in enumerate(FITS_NOT)
    }
    assert each_together(cases) == dict.fromkeys(FITS_NOT, False)


def test_a_digit_mistyped_into_the_number_of_another_links_to_neither():
    rows = [
        shown("Nguyễn Thị Lan", licence="1234/HCM-CCHN"),
        shown("Trần Văn Hùng", licence="1235/HCM-CCHN"),
        shown("Nguyễn Thị Lan", licence="1235/HCM-CCHN"),
    ]
    assert len(set(persons(rows))) == 3


def test_a_serial_under_another_type_or_issuer_proves_nothing():
    hung = "Trần Văn Hùng"
    cases = {
        "certificates and licences have series of their own": [
            shown(hung, licence="1234/HCM-CCHN"),
            shown(hung, licence="1234/HCM-GPHN"),
        ],
        "Đ is not D": [shown(hung, licence="55/BD-CCHN"), shown(hung, licence="55/BĐ-CCHN")],
        "pharmacy is another law": [shown(hung, licence="77/LA-CCHN_DUOC")] * 2,
    }
    assert each_together(cases) == dict.fromkeys(cases, False)


def test_bare_masked_and_missing_numbers_never_link_by_themselves_however_rare_the_name():
    rare, title = "Khuất Duy Bách Tưởng", {"title": "BAC_SY"}
    cases = {
        "bare": [shown(rare, licence="1234", **title)] * 2,
        "bare beside the whole number": [
            shown("Doãn Bá Viên Lĩnh", licence="89", **title),
            shown("Doãn Bá Viên Lĩnh", licence="89/HCM-CCHN", **title),
        ],
        "masked": [shown("Tống Khắc Xoan Cảnh", licence=NUMBER, status="masked", **title)] * 2,
        "missing": [shown("Quách Như Nhàn Luyến", **title)] * 2,
    }
    assert each_together(cases) == dict.fromkeys(cases, False)


def test_a_number_that_lacks_only_its_type_links_a_name_that_is_not_common():
    rare, common = "Khuất Duy Bách Tưởng", "Nguyễn Thị Lan"
    cases = {
        "rare": [shown(rare, licence="77/LA"), shown(rare, licence="77/LA-CCHN")],
        "common": [shown(common, licence="99/LA"), shown(common, licence="99/LA-CCHN")],
    }
    assert each_together(cases) == {"rare": True, "common": False}


def test_a_common_name_and_birth_date_are_not_an_identity():
    rows = [shown("Nguyễn Thị Lan", born="1985-03-17", title="DIEU_DUONG")] * 2
    links = linked(rows)
    assert links.person_count == 2


def test_the_common_namesakes_become_a_question():
    one = shown("Nguyễn Thị Lan", born="1985-03-17", phone="912345678")
    other = shown("Nguyễn Thị Lan", born="1985-03-17", gender="F")
    (question,) = linked([one, other]).questions.to_pylist()
    assert (question["left_table"], question["left_row"]) == ("registration", 0)
    assert (question["right_table"], question["right_row"]) == ("registration", 1)
    assert 0 <= question["weight"] < 6
    assert question["birth"] > 13
    assert question["licence"] == 0
    assert not question["contradicted"]


def test_a_really_rare_name_and_birth_date_are():
    rare = shown("Khuất Duy Bách Tưởng", born="1985-03-17")
    assert together(rare, rare)


def test_namesakes_born_on_one_day_with_a_number_each_stay_two():
    one = shown("Lê Minh Tuấn", born="1980-03-17", licence="11/HCM-CCHN")
    other = shown("Lê Minh Tuấn", born="1980-03-17", licence="9876/ĐNAI-CCHN")
    assert not together(one, other)


BIRTHS = {
    "equal": ("1980-03-05", True),
    "day and month swapped": ("1980-05-03", True),
    "only the year is known": ("1980", True),
    "entered as 1 January": ("1980-01-01", True),
    "one digit": ("1980-03-06", True),
    "the year mistyped twice, day and month right": ("1968-03-05", True),
    "another date": ("1971-11-23", False),
}


def test_a_birth_date_that_no_slip_explains_parts_even_the_same_number():
    cases = {
        case: [
            shown("Nguyễn Thị Lan", born=day, licence=f"{100 + 17 * k}/HCM-CCHN")
            for day in ("1980-03-05", born)
        ]
        for k, (case, (born, _)) in enumerate(BIRTHS.items())
    }
    assert each_together(cases) == {case: expected for case, (_, expected) in BIRTHS.items()}


PERSONAL_NUMBERS = {
    "equal": ("079180001234", True),
    "one digit": ("079180001284", True),
    "two digits exchanged": ("079180002134", True),
    "another": ("075180555555", False),
}


def test_two_valid_personal_numbers_are_two_persons():
    lan = {"name": "Nguyễn Thị Lan"}
    cases = {
        case: [
            shown(**lan, born=f"19{70 + k}-03-05", licence=f"{100 + 17 * k}/HCM-CCHN", cccd=number)
            for number in (f"0{k + 1}0{first[3:]}", f"0{k + 1}0{cccd[3:]}")
        ]
        for k, (case, (cccd, _)) in enumerate(PERSONAL_NUMBERS.items())
        for first in ["079180001234"]
    }
    assert each_together(cases) == {c: expected for c, (_, expected) in PERSONAL_NUMBERS.items()}


def test_an_old_and_a_new_personal_number_do_not_disagree():
    one = shown("Nguyễn Thị Lan", born="1980-03-05", licence=NUMBER, cccd="079180001234")
    other = shown("Nguyễn Thị Lan", born="1980-03-05", licence=NUMBER, cmnd="023456789")
    assert together(one, other)
    moved = shown("Nguyễn Thị Lan", born="1980-03-05", licence=NUMBER, cmnd="270111222")
    assert together(other, moved)


def test_two_licences_of_one_person_meet_through_the_registers():
    rows = [
        shown("Nguyễn Thị Lan", licence="1234/HCM-CCHN"),
        shown("Nguyễn Thị Lan", licence="77/CM-CCHN"),
    ]
    register = [
        shown("Nguyễn Thị Lan", born="1980-03-05", cccd="079180001234", licence="1234/HCM-CCHN"),
        shown("Nguyễn Thị Lan", born="1980-03-05", cccd="079180001234", licence="77/CM-CCHN"),
    ]
    assert len(set(persons(rows))) == 2
    assert together(*rows, register=register)


def test_two_licences_in_one_cell_join_both():
    both = shown("Nguyễn Thị Lan", licence="1234/HCM-CCHN", other_licences=[number("5/LA-GPHN")])
    assert together(both, shown("Nguyễn Thị Lan", licence="5/LA-GPHN"))
    assert not together(both, shown("Trần Văn Hùng", licence="5/LA-GPHN"))


def test_a_record_without_a_birth_date_does_not_chain_two_namesakes():
    rows = [
        shown("Nguyễn Thị Lan", born="1980-03-05", licence=NUMBER, phone="912345678"),
        shown("Nguyễn Thị Lan", licence=NUMBER),
        shown("Nguyễn Thị Lan", born="1996-11-23", licence=NUMBER),
    ]
    first, between, last = persons(rows)
    assert first != last
    assert between in {first, last}


def test_weak_links_are_cut_where_more_records_hang_together_than_a_person_has(monkeypatch):
    certified = [
        shown("Khuất Duy Tưởng", licence="1234/HCM-CCHN", phone="912345678", title=title)
        for title in ("BAC_SY", "Y_SY", "DIEU_DUONG")
    ]
    licensed = [
        shown("Khuất Duy Tưởng", licence="1234/HCM-GPHN", phone="912345678", title=title)
        for title in ("BAC_SY", "Y_SY", "DIEU_DUONG")
    ]
    assert persons([*certified, *licensed]) == [0] * 6
    monkeypatch.setattr(clusters, "LARGEST", 4)
    assert persons([*certified, *licensed]) == [0, 0, 0, 1, 1, 1]


def test_equal_rows_of_a_bare_name_are_as_many_persons_as_rows():
    assert persons([shown("Nguyễn Thị Lan")] * 3) == [0, 1, 2]
    assert persons([shown("Nguyễn Thị Lan", licence=NUMBER)] * 3) == [0, 0, 0]


def test_the_telephone_of_a_facility_is_no_evidence_and_that_of_a_person_is():
    staff = ["Nguyễn Thị Lan", "Trần Văn Hùng", "Phạm Thị Mai", "Lê Văn Tâm", "Nguyễn Thị Lan"]
    assert len(set(persons([shown(name, phone="283844955") for name in staff]))) == 5
    assert together(*[shown("Khuất Duy Tưởng", phone="912345678")] * 2)


def test_a_number_copied_down_from_the_row_above_joins_nobody():
    rows = [
        shown("Phạm Thị Mai", born="1990-01-09", cccd="079190111222"),
        shown("Phạm Thị Mai", born="1990-01-09", cccd="079190111222", phone="903111222"),
        shown("Trần Văn Hùng", born="1975-06-30", cccd="079190111222", licence=NUMBER),
        shown("Trần Văn Hùng", born="1975-06-30", cccd="079075333444", licence=NUMBER),
    ]
    first, second, third, fourth = persons(rows)
    assert first == second
    assert third == fourth != first


def test_rows_without_a_name_link_by_personal_number_and_birth_date():
    one = shown(born="1975-06-30", cccd="079075333444", licence=NUMBER)
    assert together(one, shown("Trần Văn Hùng", cccd="079075333444", licence=NUMBER))


def test_no_rows_are_no_persons():
    links = linked([])
    assert links.person_count == 0
    assert len(links.person_ids) == 0
    assert links.questions.num_rows == 0
