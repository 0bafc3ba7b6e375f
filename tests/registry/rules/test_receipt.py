"""Receipts: what is written comes back, and each way in which a registration may move on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.rules.receipt import (
    Particular,
    ReceiptEntry,
    ReceiptStanding,
    differences,
    nearest,
    standing_of,
)
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

DAY = date(2026, 11, 20)
MORNING, EVENING = WeeklySet.of([(420, 660)]), WeeklySet.of([(1020, 1200)])
SAID = ReceiptEntry(
    "Nguyễn Thị Oanh", "Bệnh viện A", "001234/HCM-CCHN", "", WeeklyTime(MORNING), None, None
)


def but(**words):
    from dataclasses import replace  # noqa: PLC0415

    return replace(SAID, **words)


@pytest.mark.parametrize(
    ("_case", "said", "today", "standing"),
    [
        ("the same", SAID, [SAID], ReceiptStanding.STANDS),
        ("written otherwise", SAID, [but(name="NGUYỄN THỊ OANH", facility="BV A")], "stands"),
        ("a second post beside it", SAID, [but(position="chief"), SAID], "stands"),
        ("other hours", SAID, [but(time=WeeklyTime(EVENING))], "changed"),
        (
            "hours that are only possible now",
            SAID,
            [but(time=WeeklyTime(EMPTY, MORNING))],
            "changed",
        ),
        ("another post", SAID, [but(position="chief")], "changed"),
        ("another name", SAID, [but(name="Nguyễn Thị Hoa")], "changed"),
        ("a title before it", SAID, [but(name="BS. Nguyễn Thị Oanh")], "stands"),
        ("a place of another name", SAID, [but(facility="Bệnh viện B")], "changed"),
        ("its licence revoked", SAID, [but(licence_status="revoked")], "changed"),
        ("a register names it now", SAID, [but(licence_status="active")], "stands"),
        (
            "its licence in force then, suspended now",
            but(licence_status="active"),
            [but(licence_status="suspended")],
            "changed",
        ),
        ("no register names it any more", but(licence_status="active"), [SAID], "changed"),
        ("a term began otherwise", SAID, [but(valid_from=DAY)], "changed"),
        ("another licence", SAID, [but(licence="000001/HCM-GPHN")], "changed"),
        ("a term was set", SAID, [but(valid_until=date(2027, 1, 1))], "changed"),
        ("gone", SAID, [], "withdrawn"),
        ("its term passed yesterday", SAID, [but(valid_until=date(2026, 11, 19))], "withdrawn"),
        (
            "the term on the paper passed yesterday",
            but(valid_until=date(2026, 11, 19)),
            [but(valid_until=date(2026, 11, 19))],
            "ended",
        ),
        (
            "the term on the paper ends today",
            but(valid_until=DAY),
            [but(valid_until=DAY)],
            "stands",
        ),
    ],
)
def test_a_receipt_is_compared_with_what_stands(_case, said, today, standing):
    assert standing_of(said, today, on=DAY) == standing


def test_what_differs_is_named_and_the_nearest_registration_counts():
    now = but(facility="Bệnh viện B", time=WeeklyTime(EVENING), licence_status="revoked")
    assert differences(SAID, now) == (Particular.STATUS, Particular.FACILITY, Particular.HOURS)
    assert nearest(SAID, [now, but(position="chief")]) == (Particular.POSITION,)
    assert nearest(SAID, []) == ()


def test_a_receipt_from_before_the_status_was_stated_is_still_read():
    old = {name: value for name, value in SAID.written().items() if name != "licence_status"}
    assert ReceiptEntry.read(old) == SAID


minutes = st.lists(
    st.tuples(st.integers(0, 167), st.integers(1, 8)).map(
        lambda pair: (pair[0] * 60, min(pair[0] * 60 + pair[1] * 60, 168 * 60))
    ),
    max_size=5,
)
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(st.text(max_size=30), minutes, minutes, days, days)
def test_what_is_written_comes_back(name, definite, possible, begins, ends):
    certain = WeeklySet.of(definite)
    time = WeeklyTime(certain, WeeklySet.of(possible) - certain)
    entry = ReceiptEntry(name, "Nha khoa", "", "chief", time, begins, ends, "active")
    assert ReceiptEntry.read(entry.written()) == entry
    assert standing_of(entry, [entry], on=date(1999, 1, 1)) is ReceiptStanding.STANDS
