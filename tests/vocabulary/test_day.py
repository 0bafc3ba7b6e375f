"""Dates, birth dates and terms as lists write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.birth_date import BirthDate, ImplausibleBirthDate, read_birth_date
from lieny.vocabulary.day import NotADay, PartialDay, Precision, read_day
from lieny.vocabulary.period import Period, PeriodEndsBeforeItBegins, read_period

DAYS = st.dates(date(1930, 1, 1), date(2034, 12, 31))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12/03/2015", date(2015, 3, 12)),
        ("12/3/2015", date(2015, 3, 12)),
        ("12-03-2015", date(2015, 3, 12)),
        ("12.3.2015", date(2015, 3, 12)),
        ("12 / 03 / 2015", date(2015, 3, 12)),
        ("2015-03-12", date(2015, 3, 12)),
        ("2015-03-12 00:00:00", date(2015, 3, 12)),
        ("12/3/2015 0:00", date(2015, 3, 12)),
        ("ngày 12 tháng 3 năm 2015", date(2015, 3, 12)),
        ("Ngày 12 tháng 03 năm 2015", date(2015, 3, 12)),
        ("12 tháng 3, 2015", date(2015, 3, 12)),
        ("12-Mar-15", date(2015, 3, 12)),
        ("03/25/2015", date(2015, 3, 25)),
        ("12/3/15", date(2015, 3, 12)),
        ("12/3/36", date(1936, 3, 12)),
        ("12/3/35", date(2035, 3, 12)),
        ("20150312", date(2015, 3, 12)),
        ("12032015", date(2015, 3, 12)),
        ("'12/03/2015", date(2015, 3, 12)),
        ("1２/03/2015", date(2015, 3, 12)),
        (42_075, date(2015, 3, 12)),
        (42_075.0, date(2015, 3, 12)),
        ("42075", date(2015, 3, 12)),
        ("42075.5", date(2015, 3, 12)),
        (date(2015, 3, 12), date(2015, 3, 12)),
        (datetime(2015, 3, 12, 7, 30), date(2015, 3, 12)),  # noqa: DTZ001
    ],
)
def test_a_date_cell_gives_the_day(cell: object, expected: date) -> None:
    reading = read_day(cell)
    assert reading.exact == expected
    assert reading.day is not None
    assert reading.day.precision is Precision.DAY


@pytest.mark.parametrize(
    ("cell", "year", "month", "precision"),
    [
        ("2015", 2015, None, Precision.YEAR),
        (2015, 2015, None, Precision.YEAR),
        ("năm 2015", 2015, None, Precision.YEAR),
        ("03/2015", 2015, 3, Precision.MONTH),
        ("tháng 3/2015", 2015, 3, Precision.MONTH),
        ("tháng 3 năm 2015", 2015, 3, Precision.MONTH),
        ("00/03/2015", 2015, 3, Precision.MONTH),
        ("00/00/2015", 2015, None, Precision.YEAR),
    ],
)
def test_a_partial_date_keeps_its_precision(cell, year, month, precision) -> None:
    reading = read_day(cell)
    assert reading.day == PartialDay(year, month)
    assert reading.day.precision is precision
    assert reading.exact is None
    assert reading.notes


@pytest.mark.parametrize(
    "cell", ["31/02/2015", "32/01/2015", "12/03/1780", "abc", "", None, 7, True]
)
def test_what_is_no_date_is_refused_with_a_note(cell: object) -> None:
    reading = read_day(cell)
    assert reading.day is None
    assert reading.notes


def test_partial_days_know_their_ends() -> None:
    assert (PartialDay(2024, 2).earliest, PartialDay(2024, 2).latest) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
    )
    assert PartialDay(2023).latest == date(2023, 12, 31)


@pytest.mark.parametrize(
    "parts", [(2015, 2, 30), (2015, 13, 1), (1899, 1, 1), (2101, 1, 1), (2015, None, 3)]
)
def test_an_impossible_date_is_refused(parts) -> None:
    with pytest.raises(NotADay):
        PartialDay(*parts)


@given(DAYS)
def test_every_way_of_writing_a_day_gives_that_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    ways = [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        serial,
    ]
    assert {read_day(way).exact for way in ways} == {day}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12/03/80", date(1980, 3, 12)),
        ("12/03/05", date(2005, 3, 12)),
        ("12/03/11", None),
        ("12/03/1914", None),
        ("12/03/1915", date(1915, 3, 12)),
        ("12/03/2010", date(2010, 3, 12)),
        ("12/03/2011", None),
        (29_292, date(1980, 3, 12)),
    ],
)
def test_a_birth_date_must_be_plausible(cell: object, expected: date | None) -> None:
    reading = read_birth_date(cell)
    assert (None if reading.birth is None else reading.birth.exact) == expected
    assert reading.birth is not None or reading.notes


def test_birth_dates_of_different_precision_may_be_equal() -> None:
    full, month, year = (BirthDate(PartialDay(*p)) for p in [(1980, 3, 12), (1980, 3), (1980,)])
    assert full.may_equal(month)
    assert year.may_equal(full)
    assert not full.may_equal(BirthDate(PartialDay(1980, 4)))
    assert not full.may_equal(BirthDate(PartialDay(1980, 3, 13)))
    assert not full.may_equal(BirthDate(PartialDay(1981)))


def test_an_implausible_birth_date_is_refused() -> None:
    with pytest.raises(ImplausibleBirthDate):
        BirthDate(PartialDay(1914, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ 01/01/2024 đến 31/12/2025", Period(date(2024, 1, 1), date(2025, 12, 31))),
        ("Từ ngày 1/3/2024", Period(date(2024, 3, 1), None)),
        ("đến hết ngày 31/12/2025", Period(None, date(2025, 12, 31))),
        ("01/01/2024 - 31/12/2025", Period(date(2024, 1, 1), date(2025, 12, 31))),
        ("01/2024 đến 12/2025", Period(date(2024, 1, 1), date(2025, 12, 31))),
        ("2024-01-01 đến 2025-12-31", Period(date(2024, 1, 1), date(2025, 12, 31))),
        ("không thời hạn", Period()),
        ("abc", None),
        ("từ 1/3/2025 đến 1/2/2025", None),
    ],
)
def test_a_term_gives_its_days(text: str, expected: Period | None) -> None:
    reading = read_period(text)
    assert reading.period == expected
    assert expected is not None or reading.notes


def test_a_period_includes_both_its_ends() -> None:
    period = Period(date(2024, 1, 1), date(2024, 1, 31))
    assert period.holds_on(date(2024, 1, 1))
    assert period.holds_on(date(2024, 1, 31))
    assert not period.holds_on(date(2024, 2, 1))
    assert not period.holds_on(date(2023, 12, 31))


def test_periods_that_touch_share_one_day() -> None:
    january = Period(date(2024, 1, 1), date(2024, 1, 31))
    assert january.common_with(Period(date(2024, 1, 31), None)) == Period(
        date(2024, 1, 31), date(2024, 1, 31)
    )
    assert january.common_with(Period(date(2024, 2, 1), None)) is None
    assert january.common_with(Period()) == january


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(PeriodEndsBeforeItBegins):
        Period(date(2024, 2, 1), date(2024, 1, 31))


@given(st.text(max_size=30))
def test_no_text_breaks_the_readers(text: str) -> None:
    for reading in (read_day(text), read_birth_date(text), read_period(text)):
        assert reading.text == text
