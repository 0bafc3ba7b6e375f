"""Issuers: codes, confidence, successors since the merger."""

from datetime import date

import pytest

from lieny.vocabulary.issuer import (
    Confidence,
    IssuerUnknown,
    issuer_of,
    issuers,
    province_codes,
    read_issuer_code,
    responsible_department,
)

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("HCM", "79", "79"),
        ("BD", "74", "79"),
        ("BRVT", "77", "79"),
        ("ĐNAI", "75", "75"),
        ("BP", "70", "75"),
        ("TNI", "72", "80"),
        ("LA", "80", "80"),
        ("BTH", "60", "68"),
        ("LĐ", "68", "68"),
        ("ĐNO", "67", "68"),
        ("TG", "82", "82"),
        ("ĐT", "87", "82"),
        ("HP", "31", "31"),
        ("KG", "91", "91"),
        ("AG", "89", "91"),
        ("QNA", "49", "48"),
        ("TB", "34", "33"),
        ("BL", "95", "96"),
        ("BĐ", "52", "52"),
        ("BYT", None, None),
        ("BQP", None, None),
    ],
)
def test_the_successor_answers_since_the_merger(code, before, after) -> None:
    assert responsible_department(code, BEFORE).province == before
    assert responsible_department(code, AFTER).province == after


def test_departments_carry_the_name_of_their_day() -> None:
    assert responsible_department("LA", BEFORE).name == "Sở Y tế tỉnh Long An"
    assert responsible_department("LA", AFTER).name == "Sở Y tế tỉnh Tây Ninh"
    assert responsible_department("BD", AFTER).name == "Sở Y tế Thành phố Hồ Chí Minh"
    assert responsible_department("BYT", AFTER).name == "Bộ Y tế"


def test_every_old_province_has_one_code() -> None:
    provinces = [issuer.province for issuer in issuers().values() if issuer.province]
    assert len(provinces) == len(set(provinces)) == 63


def test_how_a_code_is_known_is_said() -> None:
    assert issuer_of("HCM").confidence is Confidence.SEEN
    assert issuer_of("TNI").confidence is Confidence.GENERAL
    assert issuer_of("đnai").code == "ĐNAI"


@pytest.mark.parametrize("code", ["XX", "ĐN", "", "DNAI"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(IssuerUnknown):
        issuer_of(code)


@pytest.mark.parametrize(
    ("code", "kept", "is_known", "is_certain", "candidates"),
    [
        ("HCM", "HCM", True, True, ()),
        ("TPHCM", "HCM", True, True, ()),
        ("BD", "BD", True, True, ()),
        ("BĐ", "BĐ", True, True, ()),
        ("DNAI", "ĐNAI", True, False, ("ĐNAI",)),
        ("ĐN", "ĐN", False, False, ("ĐNA", "ĐNAI", "ĐNO")),
        ("QZX", "QZX", False, True, ()),
    ],
)
def test_a_code_is_never_guessed_in_silence(code, kept, is_known, is_certain, candidates) -> None:
    reading = read_issuer_code(code)
    assert (reading.code, reading.is_known, reading.is_certain, reading.candidates) == (
        kept,
        is_known,
        is_certain,
        candidates,
    )


def test_province_names_of_all_times_lead_to_a_code() -> None:
    codes = province_codes()
    assert codes["thua thien hue"] == codes["hue"] == "TTH"
    assert codes["dong nai"] == "ĐNAI"
