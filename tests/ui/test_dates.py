"""Dates and numbers as the office writes them."""

from datetime import date

from lieny.ui.dates import (
    Language,
    day_in_words,
    number_in_words,
    period_in_words,
    seconds_in_words,
)


def test_days_are_never_written_month_first() -> None:
    assert day_in_words(date(2026, 11, 1)) == "01/11/2026"
    assert day_in_words(date(2026, 11, 1), Language.EN) == "1 Nov 2026"


def test_a_period_names_only_the_ends_that_are_known() -> None:
    first, last = date(2025, 3, 1), date(2025, 12, 31)
    assert period_in_words(first, last) == "từ 01/03/2025 đến 31/12/2025"
    assert period_in_words(None, last, Language.EN) == "until 31 Dec 2025"
    assert period_in_words(first, None) == "từ 01/03/2025"
    assert period_in_words(None, None) == ""


def test_numbers_have_the_separators_of_their_language() -> None:
    assert number_in_words(1234567) == "1.234.567"
    assert number_in_words(1234567, Language.EN) == "1,234,567"
    assert number_in_words(1234.5, decimals=1) == "1.234,5"


def test_long_work_is_said_in_minutes() -> None:
    assert seconds_in_words(4.06) == "4,1 giây"
    assert seconds_in_words(59.4, Language.EN) == "59.4 s"
    assert seconds_in_words(125) == "2 phút 5 giây"
    assert seconds_in_words(59.6) == "1 phút 0 giây"
