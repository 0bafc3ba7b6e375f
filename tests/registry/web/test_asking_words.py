"""How a register's word against a licence is said, with its days and without them."""

from datetime import date

import pytest
from django.utils import translation

from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry
from lieny.registry.web.register_ask_shown import against_said
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType

NUMBER = LicenceNumber(123, "HCM", LicenceType.LICENCE)
BEGAN, ENDS, TERM = date(2026, 2, 1), date(2026, 8, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("what", "days", "vi", "en"),
    [
        (
            Hindrance.REVOKED, (None, None, None),
            "đã bị thu hồi (sổ không ghi ngày)", "revoked (the register gives no day)",
        ),
        (
            Hindrance.REVOKED, (BEGAN, None, None),
            "đã bị thu hồi từ 01/02/2026", "revoked from 1 Feb 2026",
        ),
        (
            Hindrance.SUSPENDED, (BEGAN, ENDS, None),
            "bị đình chỉ từ 01/02/2026 đến 01/08/2026",
            "suspended from 1 Feb 2026 until 1 Aug 2026",
        ),
        (
            Hindrance.EXPIRED, (None, None, TERM),
            "đã hết hạn ngày 31/12/2025", "expired on 31 Dec 2025",
        ),
        (
            Hindrance.EXPIRED, (None, None, None),
            "đã hết hạn (sổ không ghi ngày)", "expired (the register gives no day)",
        ),
    ],
)  # fmt: skip
def test_a_register_s_word_is_said_plainly_with_or_without_days(what, days, vi, en):
    entry = RegisterEntry(NUMBER, "79", what.value, *days)
    for language, words in (("vi", vi), ("en", en)):
        with translation.override(language):
            assert against_said(entry, what)["what"] == words


def test_a_term_that_ended_is_not_dated_by_the_day_of_another_status():
    entry = RegisterEntry(NUMBER, "79", "active", BEGAN, None, TERM)
    with translation.override("vi"):
        assert against_said(entry, Hindrance.EXPIRED)["what"] == "đã hết hạn ngày 31/12/2025"
