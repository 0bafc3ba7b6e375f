"""Counting questions by address: windows, addresses that are one, and what is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from lieny.people.models import RateCount
from lieny.people.services.asking_often import Limit, wait_before_asking

AT = datetime(2026, 11, 1, 8, 32, tzinfo=UTC)
THREE = Limit("public.lookup", 3, timedelta(minutes=5))
A_DAY = Limit("public.lookup", 5, timedelta(days=1))


def asked(address="203.113.131.7", *, at=AT, limits=(THREE,)):
    return wait_before_asking(address, limits, at=at)


def test_the_fourth_question_waits_for_the_end_of_the_window(db):
    waits = [asked() for _ in range(4)]
    assert waits == [timedelta()] * 3 + [timedelta(minutes=3)]  # the window ends at 08:35
    assert asked(at=AT + timedelta(minutes=3)) == timedelta()


def test_every_limit_has_to_allow_it(db):
    later = [AT + timedelta(minutes=5 * number) for number in range(6)]
    waits = [asked(at=at, limits=(THREE, A_DAY)) for at in later]
    assert waits[:5] == [timedelta()] * 5
    assert waits[5] == datetime(2026, 11, 2, tzinfo=UTC) - later[5]


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("203.113.131.7", "203.113.131.8", False),
        ("2405:4800:102:1::5", "2405:4800:102:1:ffff::9", True),
        ("2405:4800:102:1::5", "2405:4800:102:2::5", False),
        ("nonsense", "other nonsense", True),
    ],
)
def test_addresses_of_one_subscriber_count_together(db, one, other, are_one):
    for _ in range(3):
        assert asked(one) == timedelta()
    assert (asked(other) > timedelta()) is are_one


def test_no_address_is_kept_and_old_windows_go(db):
    asked()
    (row,) = RateCount.objects.all()
    assert len(row.key) == 64
    asked("198.51.100.7", at=AT + timedelta(hours=1))
    assert [one.ends_at for one in RateCount.objects.all()] == [
        datetime(2026, 11, 1, 9, 35, tzinfo=UTC)
    ]
