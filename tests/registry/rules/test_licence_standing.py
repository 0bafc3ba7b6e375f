"""What a register has against a licence on the days asked for."""

from datetime import date

import pytest

from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry, hindrance
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.period import Period

ASKED = Period(date(2026, 12, 1), date(2026, 12, 31))
LICENCE = LicenceNumber(715, "HCM", LicenceType.LICENCE)
CERTIFICATE = LicenceNumber(715, "HCM", LicenceType.CERTIFICATE)


def entry(status="active", begins=None, ends=None, valid_until=None, number=LICENCE):
    return RegisterEntry(number, "79", status, begins, ends, valid_until)


@pytest.mark.parametrize("status", ["revoked", "suspended", "expired"])
@pytest.mark.parametrize(
    ("begins", "ends", "against"),
    [
        (None, None, True),
        (date(2025, 9, 6), None, True),
        (date(2026, 12, 31), None, True),
        (date(2027, 1, 1), None, False),
        (date(2026, 9, 21), date(2026, 12, 1), True),
        (date(2026, 9, 21), date(2026, 11, 30), False),
        (date(2026, 9, 21), date(2026, 9, 1), True),  # written the wrong way round
    ],
)
def test_a_decision_stands_against_a_licence_on_the_days_it_holds(status, begins, ends, against):
    expected = Hindrance(status) if against else None
    assert hindrance(entry(status, begins, ends), ASKED) is expected


@pytest.mark.parametrize("status", ["active", "replaced", ""])
def test_nothing_stands_against_a_licence_that_nobody_stopped(status):
    assert hindrance(entry(status, date(2020, 1, 1)), ASKED) is None


@pytest.mark.parametrize(
    ("last", "number", "expected"),
    [
        (date(2026, 11, 30), LICENCE, Hindrance.EXPIRED),
        (date(2026, 12, 1), LICENCE, None),  # the last day is still valid
        (date(2026, 11, 30), CERTIFICATE, None),  # a certificate has no term
        (None, LICENCE, None),
    ],
)
def test_a_term_that_has_ended_stands_against_a_licence(last, number, expected):
    assert hindrance(entry(valid_until=last, number=number), ASKED) is expected


def test_without_a_first_day_asked_no_term_is_held_to_have_ended():
    assert hindrance(entry(valid_until=date(2020, 1, 1)), Period()) is None
