"""R06 to R08 and R10 to R14: what numbers, registers and dates tell of a licence."""

from dataclasses import replace
from datetime import date

import pytest

from lieny.registry.rules.facts import LicenceStatus, OtherHolder, SerialBand
from lieny.registry.rules.r06_revoked import revoked_licence_in_use
from lieny.registry.rules.r07_suspended import suspended_licence_in_use
from lieny.registry.rules.r08_expired import expired_licence_in_use
from lieny.registry.rules.r10_unknown_licence import unknown_licence
from lieny.registry.rules.r11_shared_number import shared_number
from lieny.registry.rules.r12_two_licences import two_licences
from lieny.registry.rules.r13_serial_date import serial_against_date
from lieny.registry.rules.r14_identity import identity_differs
from lieny.registry.rules.sign import Certainty, EvidenceTable, Severity
from lieny.vocabulary.title import Title

DEFINITE, POSSIBLE = Certainty.DEFINITE, Certainty.POSSIBLE
CCHN, GPHN = "000123/HCM-CCHN", "000465/HCM-GPHN"
OLD_LAW = date(2023, 6, 15)


def weigh(signs):
    return [(sign.severity, sign.certainty) for sign in signs]


# --- R06 -----------------------------------------------------------------------------------

CRITICAL = [(Severity.CRITICAL, DEFINITE)]
CRITICAL_ASKED = [(Severity.CRITICAL, POSSIBLE)]
FIRST = {"issued_on": date(2015, 1, 1)}
MAY = {"issued_on": date(2026, 5, 1)}
REVOKED = {"status": LicenceStatus.REVOKED, "status_from": date(2026, 3, 1)}


def revoked(desk, *further, role=None, on=date(2026, 11, 1), **facts):
    role = role or desk.role(desk.A, licences=CCHN)
    row = desk.licence(CCHN, **{**REVOKED, **facts})
    return revoked_licence_in_use(desk.person(role, licences=(row, *further)), desk.region(on))


def test_a_revoked_licence_in_use_is_critical(desk):
    (sign,) = revoked(desk)
    assert weigh([sign]) == CRITICAL
    assert [e.table for e in sign.evidence] == [EvidenceTable.REGISTRATION, EvidenceTable.LICENCE]
    assert [p.instrument for p in sign.provisions] == [
        "15/2023/QH15",
        "15/2023/QH15",
        "90/2026/NĐ-CP",
    ]
    assert "01/03/2026" in sign.said.vi
    assert CCHN in sign.said.vi


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2026, 2, 28), []), (date(2026, 3, 1), CRITICAL)]
)
def test_revocation_counts_from_its_own_day(desk, on, expected):
    assert weigh(revoked(desk, on=on)) == expected


def test_revocation_without_a_day_counts(desk):
    assert weigh(revoked(desk, status_from=None)) == CRITICAL


@pytest.mark.parametrize(
    ("_case", "number", "facts", "expected"),
    [
        ("a later licence", GPHN, {"issued_on": date(2026, 5, 1)}, []),
        ("on the same day", GPHN, {"issued_on": date(2026, 3, 1)}, []),
        ("an earlier one of the other type", GPHN, {"issued_on": date(2024, 5, 1)}, CRITICAL),
        ("a later certificate", "000999/HCM-CCHN", {"issued_on": date(2026, 5, 1)}, []),
        ("an earlier certificate", "000999/HCM-CCHN", {"issued_on": date(2020, 5, 1)}, CRITICAL),
        ("the same number given again", CCHN, {"issued_on": date(2026, 4, 1)}, []),
        ("… under its first day of issue", CCHN, {**FIRST, "reissued": True}, []),
        ("… without a word of it", CCHN, FIRST, CRITICAL),
        ("a later one, revoked too", GPHN, {"issued_on": date(2026, 5, 1), **REVOKED}, CRITICAL),
        ("one that is not issued yet", GPHN, {"issued_on": date(2026, 12, 1)}, CRITICAL),
        ("one that has expired", GPHN, {**MAY, "valid_until": date(2026, 10, 1)}, CRITICAL),
    ],
)  # fmt: skip
def test_a_licence_issued_later_ends_the_matter(desk, _case, number, facts, expected):
    assert weigh(revoked(desk, desk.licence(number, **facts))) == expected


@pytest.mark.parametrize("doubt", [{"stayed": True}])
def test_a_decision_that_is_stayed_is_a_question(desk, doubt):
    (sign,) = revoked(desk, **doubt)
    assert weigh([sign]) == CRITICAL_ASKED
    assert "khiếu nại" in sign.said.vi


@pytest.mark.parametrize("facts", [{"licence_exact": False}, {"newer_submissions": 2}])
def test_a_doubtful_row_under_a_revoked_number_is_a_question(desk, facts):
    role = desk.role(desk.A, licences=CCHN, **facts)
    assert weigh(revoked(desk, role=role)) == CRITICAL_ASKED


def test_a_newer_number_in_another_list_makes_it_a_question(desk):
    old = desk.role(desk.A, licences=CCHN, licence_issued_on=date(2015, 1, 1))
    new = desk.role(desk.B, licences=GPHN, licence_issued_on=date(2026, 5, 1))
    row = desk.licence(CCHN, **REVOKED)
    person = desk.person(old, new, licences=(row,))
    assert weigh(revoked_licence_in_use(person, desk.region())) == CRITICAL_ASKED


@pytest.mark.parametrize(
    ("_case", "facts", "expected"),
    [
        ("another name", {"holder_folded": "tran thi binh"}, []),
        ("one name, another birth", {"birth_on": date(1970, 1, 2)}, []),
        ("one name", {}, CRITICAL),
        ("a name without its surname", {"holder_folded": "van an"}, CRITICAL_ASKED),
        ("one slip in the name", {"holder_folded": "nguyen van anh"}, CRITICAL),
    ],
)
def test_the_revoked_number_of_somebody_else_is_another_matter(desk, _case, facts, expected):
    role = desk.role(desk.A, licences=CCHN, birth_on=date(1980, 5, 6))
    assert weigh(revoked(desk, role=role, person=99, **facts)) == expected


def test_a_namesakes_revoked_licence_under_another_number_is_nothing(desk):
    role = desk.role(desk.A, licences="000777/HCM-CCHN")
    assert revoked(desk, role=role) == ()


@pytest.mark.parametrize(("further", "expected"), [((), CRITICAL_ASKED), ((GPHN,), [])])
def test_a_row_without_number_is_asked_about_if_the_only_licence_is_revoked(
    desk, further, expected
):
    others = [desk.licence(number, issued_on=date(2020, 1, 1)) for number in further]
    assert weigh(revoked(desk, *others, role=desk.role(desk.A))) == expected


def test_nobody_at_work_is_no_matter(desk):
    role = desk.role(desk.A, licences=CCHN, valid_until=date(2026, 10, 31))
    assert revoked(desk, role=role) == ()


# --- R07 -----------------------------------------------------------------------------------


def suspended(desk, role=None, on=date(2026, 11, 1), **facts):
    window = {"status_from": date(2026, 9, 1), "status_until": date(2026, 11, 30)}
    row = desk.licence(CCHN, **{"status": LicenceStatus.SUSPENDED, **window, **facts})
    role = role or desk.role(desk.A, licences=CCHN)
    return suspended_licence_in_use(desk.person(role, licences=(row,)), desk.region(on))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 31), []),
        (date(2026, 9, 1), CRITICAL),
        (date(2026, 11, 30), CRITICAL),
        (date(2026, 12, 1), []),
    ],
)
def test_both_ends_of_a_suspension_are_within_it(desk, on, expected):
    assert weigh(suspended(desk, on=on)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"partial": True}, CRITICAL_ASKED),
        ({"stayed": True}, CRITICAL_ASKED),
        ({"status_until": None}, CRITICAL),
        ({"status_until": None, "status_from": None}, CRITICAL),
        ({"status_until": None, "status_from": date(2024, 10, 18)}, CRITICAL),
        ({"status_until": None, "status_from": date(2024, 10, 17)}, CRITICAL_ASKED),
        ({"person": 99, "holder_folded": "tran thi binh"}, []),
    ],
)
def test_kinds_of_suspension(desk, facts, expected):
    assert weigh(suspended(desk, **facts)) == expected


def test_a_suspension_names_its_law_and_days(desk):
    (sign,) = suspended(desk)
    assert sign.provisions[0].article == "Điều 34"
    assert "từ 01/09/2026 đến 30/11/2026" in sign.said.vi


# --- R08 -----------------------------------------------------------------------------------


def expired(desk, *further, number=GPHN, on=date(2026, 11, 1), **facts):
    given = {"issued_on": date(2024, 2, 1), "valid_until": date(2026, 10, 31)}
    row = desk.licence(number, **{**given, **facts})
    role = desk.role(desk.A, licences=number)
    return expired_licence_in_use(desk.person(role, licences=(row, *further)), desk.region(on))


HIGH, HIGH_ASKED = [(Severity.HIGH, DEFINITE)], [(Severity.HIGH, POSSIBLE)]
TOLD = [(Severity.INFO, POSSIBLE)]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 10, 31), HIGH),
        (date(2026, 11, 1), TOLD),  # the last day is still valid
        (date(2027, 4, 30), TOLD),  # 180 days ahead
        (date(2027, 5, 1), []),
        (date(2024, 2, 1), HIGH_ASKED),  # the day of issue typed again
        (date(2024, 1, 31), HIGH_ASKED),
        (date(2024, 2, 2), HIGH),
        (None, []),
    ],
)
def test_the_term_of_a_licence(desk, until, expected):
    assert weigh(expired(desk, valid_until=until)) == expected


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (date(2026, 12, 31), 60),
        (date(2027, 1, 1), 90),
        (date(2027, 1, 30), 90),
        (date(2027, 1, 31), 180),
    ],
)
def test_a_notice_names_the_nearest_step(desk, until, days):
    (sign,) = expired(desk, valid_until=until)
    assert f"trong {days} ngày tới" in sign.said.vi


def test_a_certificate_has_no_term(desk):
    assert expired(desk, number=CCHN) == ()


def test_a_status_of_expired_without_a_day_is_a_question(desk):
    facts = {"status": LicenceStatus.EXPIRED, "valid_until": None}
    assert weigh(expired(desk, **facts)) == HIGH_ASKED


@pytest.mark.parametrize(
    ("_case", "number", "facts", "expected"),
    [
        ("a later term", GPHN, {"valid_until": date(2031, 10, 31)}, []),
        ("no term", GPHN, {"valid_until": None}, []),
        ("a later licence", "000999/HCM-GPHN", {"issued_on": date(2026, 10, 31)}, []),
        ("an older licence", "000999/HCM-GPHN", {"issued_on": date(2024, 3, 1)}, HIGH),
    ],
)
def test_a_renewal_ends_the_matter(desk, _case, number, facts, expected):
    assert weigh(expired(desk, desk.licence(number, **facts))) == expected


def test_a_revoked_licence_is_left_to_its_own_rule(desk):
    assert expired(desk, **REVOKED) == ()


# --- R10 -----------------------------------------------------------------------------------


def unknown(desk, coverage, *held, **facts):
    role = desk.role(desk.A, licences=CCHN, **facts)
    region = desk.region(register_coverage=coverage)
    return unknown_licence(desk.person(role, licences=held), region)


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        ({("HCM", "CCHN"): 0.95}, HIGH),
        ({("HCM", "CCHN"): 0.9499}, []),
        ({("HCM", "GPHN"): 1.0}, []),
        ({("BD", "CCHN"): 1.0}, []),
        ({}, []),
    ],
)
def test_absence_counts_only_where_the_register_is_nearly_complete(desk, coverage, expected):
    assert weigh(unknown(desk, coverage)) == expected


FULL = {("HCM", "CCHN"): 1.0}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000124/HCM-CCHN", HIGH_ASKED),  # one digit
        ("000132/HCM-CCHN", HIGH_ASKED),  # two digits exchanged
        ("000321/HCM-CCHN", HIGH),
        ("000124/BD-CCHN", HIGH),
        ("000124/HCM-GPHN", HIGH),
    ],
)
def test_a_slip_from_the_persons_own_number_is_a_question(desk, number, expected):
    assert weigh(unknown(desk, FULL, desk.licence(number))) == expected


def test_a_namesake_one_slip_away_makes_it_a_question(desk):
    role = desk.role(desk.A, licences=CCHN)
    row = desk.licence("000128/HCM-CCHN", person=99)
    person = desk.person(role, namesakes={role.row: (row,)})
    assert weigh(unknown_licence(person, desk.region(register_coverage=FULL))) == HIGH_ASKED


def test_a_number_read_with_a_guess_is_a_question(desk):
    assert weigh(unknown(desk, FULL, licence_exact=False)) == HIGH_ASKED


def test_a_number_on_register_is_known(desk):
    assert unknown(desk, FULL, desk.licence(CCHN)) == ()


# --- R11 -----------------------------------------------------------------------------------


def other(**facts):
    given = {
        "person": 99, "name": "Trần Thị Bình", "similarity": 0.1, "evidence_registration": 500,
        "evidence_licence": None, "birth_differs": False, "cccd_differs": False,
    }  # fmt: skip
    return OtherHolder(**{**given, **facts})


def shared(desk, *others, licences=(), **facts):
    role = desk.role(desk.A, licences=CCHN, **facts)
    return shared_number(
        desk.person(role, licences=licences, other_holders={role.row: others}), desk.region()
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"similarity": 0.59}, CRITICAL),
        ({"similarity": 0.6}, CRITICAL_ASKED),
        ({"similarity": 0.6, "birth_differs": True}, CRITICAL),
        ({"similarity": 0.7, "cccd_differs": True}, CRITICAL),
        ({"similarity": 0.85, "birth_differs": True}, CRITICAL_ASKED),
        ({"similarity": 1.0, "birth_differs": True, "cccd_differs": True}, CRITICAL),
        ({"similarity": 0.2, "birth_agrees": True}, CRITICAL_ASKED),  # a changed name
        ({"similarity": 0.2, "birth_agrees": True, "cccd_differs": True}, CRITICAL),
    ],
)
def test_two_persons_under_one_number(desk, facts, expected):
    assert weigh(shared(desk, other(**facts))) == expected


def test_the_sign_points_to_both_rows(desk):
    (sign,) = shared(desk, other())
    assert [e.index for e in sign.evidence] == [1, 500]
    assert "Trần Thị Bình" in sign.said.vi


def test_a_number_nobody_shares_is_nothing(desk):
    assert shared(desk) == ()


def test_of_the_same_name_without_any_difference_nothing_is_asked(desk):
    assert shared(desk, other(similarity=1.0)) == ()
    assert weigh(shared(desk, other(similarity=1.0), other())) == CRITICAL
    assert weigh(shared(desk, other(similarity=1.0, cccd_differs=True))) == CRITICAL_ASKED


def test_a_slip_and_a_guess_are_questions(desk):
    near = desk.licence("000124/HCM-CCHN")
    assert weigh(shared(desk, other(), licences=(near,))) == CRITICAL_ASKED
    assert weigh(shared(desk, other(), licence_exact=False)) == CRITICAL_ASKED


def test_a_number_that_twenty_share_is_a_filler(desk):
    def crowd(count):
        return [other(person=100 + n, name=f"Người {n}") for n in range(count)]

    assert weigh(shared(desk, *crowd(19))) == CRITICAL
    (sign,) = shared(desk, *crowd(20))
    assert weigh([sign]) == CRITICAL_ASKED
    assert "(+15)" in sign.said.vi


# --- R12 -----------------------------------------------------------------------------------


def held(desk, *numbers, rows=(), **facts):
    roles = [
        desk.role(place, licences=number, **facts)
        for place, number in zip((1, 2, 3), numbers, strict=False)
    ]
    return two_licences(desk.person(*roles, licences=rows), desk.region())


@pytest.mark.parametrize(
    ("_case", "numbers", "expected"),
    [
        ("two certificates of two issuers", (CCHN, "004567/BD-CCHN"), HIGH),
        ("two of one issuer may be a reissue", (CCHN, "004567/HCM-CCHN"), HIGH_ASKED),
        ("a certificate and a licence are a conversion", (CCHN, GPHN), []),
        ("a certificate here, a licence of another issuer", (CCHN, "000465/BD-GPHN"), []),
        ("pharmacy is another law", (CCHN, "004567/BD-CCHN_DUOC"), []),
        ("the army has its own", (CCHN, "004567/BQP-CCHN"), HIGH_ASKED),
        ("the police too", ("000123/BCA-CCHN", "004567/BD-CCHN"), HIGH_ASKED),
        ("one number is one", (CCHN, CCHN), []),
        ("one serial under two issuer codes", (CCHN, "000123/BD-CCHN"), []),
        ("one slip apart", (CCHN, "000124/HCM-CCHN"), []),
        ("two licences", (GPHN, "000777/LA-GPHN"), HIGH),
    ],
)
def test_two_numbers_in_one_hand(desk, _case, numbers, expected):
    assert weigh(held(desk, *numbers)) == expected


def test_two_live_rows_of_one_register_are_definite(desk):
    rows = (desk.licence(CCHN), desk.licence("004567/HCM-CCHN"))
    assert weigh(held(desk, CCHN, "004567/HCM-CCHN", rows=rows)) == HIGH
    assert weigh(held(desk, CCHN, rows=rows)) == HIGH


@pytest.mark.parametrize(
    "status", [LicenceStatus.REPLACED, LicenceStatus.REVOKED, LicenceStatus.EXPIRED]
)
def test_a_number_that_ended_does_not_count(desk, status):
    ended = desk.licence("004567/BD-CCHN", status=status)
    assert held(desk, CCHN, "004567/BD-CCHN", rows=(ended,)) == ()


@pytest.mark.parametrize(
    "facts",
    [
        {"reissued": True},
        {"title": Title.TRADITIONAL_PRACTITIONER},
        {"title": Title.FAMILY_REMEDY_HOLDER},
    ],
)
def test_reissues_and_traditional_practitioners_are_questions(desk, facts):
    assert weigh(held(desk, CCHN, "004567/BD-CCHN", **facts)) == HIGH_ASKED


@pytest.mark.parametrize("facts", [{"licence_exact": False}, {"newer_submissions": 2}])
def test_a_doubtful_row_holds_no_second_licence(desk, facts):
    assert held(desk, CCHN, "004567/BD-CCHN", **facts) == ()


def test_three_numbers_are_one_sign(desk):
    assert len(held(desk, CCHN, "004567/BD-CCHN", "008888/LA-CCHN")) == 1


# --- R13 -----------------------------------------------------------------------------------

BAND = SerialBand(date(2012, 1, 1), date(2013, 12, 31), 20)


def dated(desk, issued, number=CCHN, band=BAND, register=(), **facts):
    role = desk.role(desk.A, licences=number, licence_issued_on=issued, **facts)
    bands = {} if band is None else {role.row: band}
    person = desk.person(role, register=register, bands=bands)
    return serial_against_date(person, desk.region())


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (date(2011, 7, 5), []),  # 180 days before the band
        (date(2011, 7, 4), HIGH),
        (date(2012, 6, 1), []),
        (date(2014, 6, 29), []),  # 180 days after it
        (date(2014, 6, 30), HIGH),
        (None, []),
    ],
)
def test_a_date_outside_the_band_of_its_neighbours(desk, issued, expected):
    assert weigh(dated(desk, issued)) == expected


@pytest.mark.parametrize(
    ("number", "issued", "expected"),
    [
        (GPHN, date(2023, 12, 31), HIGH),
        (GPHN, date(2024, 1, 1), []),
        (CCHN, date(2024, 6, 28), []),  # within the grace of 180 days
        (CCHN, date(2024, 6, 29), HIGH),
    ],
)
def test_each_type_has_its_time(desk, number, issued, expected):
    assert weigh(dated(desk, issued, number, band=None)) == expected


def test_the_forged_number_of_2024_is_seen_without_a_register(desk):
    (sign,) = dated(desk, date(2024, 10, 12), "000050/HCM-CCHN", band=None)
    assert weigh([sign]) == HIGH
    assert "12/10/2024" in sign.said.vi


def test_a_date_that_fits_with_day_and_month_exchanged_is_a_question(desk):
    band = SerialBand(date(2012, 1, 1), date(2012, 2, 1), 20)
    assert weigh(dated(desk, date(2012, 9, 1), band=band)) == HIGH_ASKED  # 9 January
    assert weigh(dated(desk, date(2012, 9, 13), band=band)) == HIGH
    assert weigh(dated(desk, date(2013, 9, 1), band=band)) == HIGH


def test_too_few_neighbours_make_no_band(desk):
    assert dated(desk, date(2020, 1, 1), band=replace(BAND, neighbours=7)) == ()
    assert weigh(dated(desk, date(2020, 1, 1), band=replace(BAND, neighbours=8))) == HIGH


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"issued_on": date(2012, 4, 6)}, HIGH_ASKED),  # the list shows the day of a reissue
        ({"issued_on": date(2020, 1, 1)}, HIGH),
        ({"issued_on": date(2012, 4, 6), "person": 99, "holder_folded": "le van cuong"}, HIGH),
        ({"issued_on": None}, HIGH),
        ({"issued_on": None, "reissued": True}, HIGH_ASKED),
    ],
)
def test_the_register_may_explain_a_reissue(desk, facts, expected):
    row = desk.licence(CCHN, **facts)
    assert weigh(dated(desk, date(2020, 1, 1), register=(row,))) == expected


@pytest.mark.parametrize("facts", [{"reissued": True}, {"licence_exact": False}])
def test_a_cell_that_speaks_of_a_reissue_is_a_question(desk, facts):
    assert weigh(dated(desk, date(2020, 1, 1), **facts)) == HIGH_ASKED


@pytest.mark.parametrize(
    ("own", "expected"), [("007123/HCM-CCHN", HIGH_ASKED), ("007124/HCM-CCHN", HIGH)]
)
def test_a_number_one_slip_away_from_another_of_the_person_is_a_question(desk, own, expected):
    slip = desk.role(desk.A, licences="000123/HCM-CCHN", licence_issued_on=date(2020, 1, 1))
    person = desk.person(slip, desk.role(desk.B, licences=own), bands={slip.row: BAND})
    assert weigh(serial_against_date(person, desk.region())) == expected


def test_a_date_beside_two_numbers_belongs_to_neither(desk):
    assert dated(desk, date(2020, 1, 1), f"{CCHN}, 000124/HCM-CCHN") == ()


# --- R14 -----------------------------------------------------------------------------------


def compared(desk, listed, held_):
    role = desk.role(desk.A, licences=CCHN, **listed)
    row = desk.licence(CCHN, person=99, **held_)
    return identity_differs(desk.person(role, register=(row,)), desk.region())


BORN, OTHER_BIRTH = date(1980, 5, 6), date(1971, 12, 30)
PERSONAL = "079080000001"
BINH = {"holder_folded": "tran thi binh"}
CUONG, KHUONG = {"name_folded": "nguyen van cuong"}, {"holder_folded": "nguyen van khuong"}


def born(on):
    return {"birth_on": on}


def numbered(on):
    return {"birth_on": on, "cccd": PERSONAL}


@pytest.mark.parametrize(
    ("_case", "listed", "held_", "expected"),
    [
        ("one person", {}, {}, []),
        ("another name", {}, BINH, HIGH),
        ("a typing slip", {}, {"holder_folded": "nguyen van anh"}, []),
        ("an abbreviated name", {"name_folded": "nguyen v an"}, {}, []),
        ("another surname", {}, {"holder_folded": "tran van an"}, HIGH),
        ("another middle name", {}, {"holder_folded": "nguyen thi an"}, HIGH),
        ("two slips", CUONG, KHUONG, HIGH_ASKED),
        ("two slips and another birth", CUONG | born(BORN), KHUONG | born(OTHER_BIRTH), HIGH),
        ("two slips and one birth", CUONG | born(BORN), KHUONG | born(BORN), []),
        ("another birth", born(BORN), born(OTHER_BIRTH), HIGH),
        ("day and month exchanged", born(BORN), born(date(1980, 6, 5)), []),
        ("one digit of the birth", born(BORN), born(date(1980, 5, 16)), []),
        ("the year alone", {"birth_year": 1980}, born(BORN), []),
        ("the year alone, as 1 January", born(date(1980, 1, 1)), born(BORN), []),
        ("another year alone", {"birth_year": 1980}, born(OTHER_BIRTH), HIGH),
        ("one digit of the year", {"birth_year": 1980}, {"birth_year": 1981}, []),
        ("one personal number", {"cccd": PERSONAL}, BINH | {"cccd": PERSONAL}, HIGH_ASKED),
        ("a new name, one birth", born(BORN), BINH | born(BORN), HIGH_ASKED),
        ("one name and number, another birth", numbered(BORN), numbered(OTHER_BIRTH), []),
        ("no name in the list", {"name_folded": ""}, BINH, []),
    ],
)
def test_the_holder_of_the_register_and_the_person_of_the_list(
    desk, _case, listed, held_, expected
):
    assert weigh(compared(desk, listed, held_)) == expected


def test_the_sign_names_both_persons(desk):
    (sign,) = compared(
        desk,
        {"birth_on": BORN},
        {"holder": "Trần Thị Bình", "holder_folded": "tran thi binh", "birth_on": OTHER_BIRTH},
    )
    assert "Nguyễn Văn An (sinh 06/05/1980)" in sign.said.vi
    assert "Trần Thị Bình (sinh 30/12/1971)" in sign.said.vi
    assert [e.table for e in sign.evidence] == [EvidenceTable.REGISTRATION, EvidenceTable.LICENCE]


def test_a_number_given_on_fits_if_one_of_its_holders_fits(desk):
    role = desk.role(desk.A, licences=CCHN)
    rows = (desk.licence(CCHN, holder_folded="tran thi binh"), desk.licence(CCHN))
    assert identity_differs(desk.person(role, register=rows), desk.region()) == ()


@pytest.mark.parametrize("facts", [{"licence_exact": False}, {"newer_submissions": 2}])
def test_a_doubtful_row_under_another_name_is_a_question(desk, facts):
    assert weigh(compared(desk, facts, {"holder_folded": "tran thi binh"})) == HIGH_ASKED


def test_licence_rules_name_the_law_of_2023(desk):
    role = desk.role(desk.A, licences=CCHN)
    row = desk.licence(CCHN, holder_folded="tran thi binh")
    (sign,) = identity_differs(desk.person(role, register=(row,)), desk.region(OLD_LAW))
    assert [p.instrument for p in sign.provisions] == ["40/2009/QH12"]
