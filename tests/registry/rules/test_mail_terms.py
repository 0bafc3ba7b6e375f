"""Letters that failed are tried again with growing waits; digests come when they are due."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.rules.mail_terms import WAITS, DigestFrequency, digest_due, next_attempt

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
MONDAY = date(2026, 11, 2)


def test_each_wait_is_longer_and_the_seventh_attempt_is_the_last():
    waits = [next_attempt(failed, AT) - AT for failed in range(1, 7)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=5)
    assert waits[-1] == timedelta(days=1)
    assert sum(WAITS, timedelta()) > timedelta(hours=36)  # a weekend's Sunday, a night and a day
    assert next_attempt(7, AT) is None


def test_what_was_not_tried_has_not_failed():
    with pytest.raises(ValueError, match="nothing was tried"):
        next_attempt(0, AT)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, st.integers(7, 400))
def test_every_span_of_seven_days_brings_one_weekly_digest(start, length):
    last, sent = None, []
    for day in (start + timedelta(days=one) for one in range(length)):
        if digest_due(DigestFrequency.WEEKLY, last, day):
            sent.append(day)
            last = day
    assert {day.weekday() for day in sent} == {0}
    assert all((b - a).days == 7 for a, b in pairwise(sent))
    assert sent[0] - start < timedelta(days=7)


@given(days)
def test_a_monday_that_was_missed_is_made_good_once(last):
    assert not digest_due(DigestFrequency.WEEKLY, MONDAY, MONDAY + timedelta(days=6))
    assert digest_due(DigestFrequency.WEEKLY, MONDAY, MONDAY + timedelta(days=9))
    assert not digest_due(DigestFrequency.WEEKLY, MONDAY + timedelta(days=9), date(2026, 11, 15))
    assert digest_due(DigestFrequency.WEEKLY, MONDAY + timedelta(days=9), date(2026, 11, 16))
    assert not any(digest_due(one, last, last) for one in DigestFrequency)


@given(days, st.none() | days)
def test_never_means_never_and_daily_means_working_days(today, last):
    assert not digest_due(DigestFrequency.NEVER, last, today)
    assert digest_due(DigestFrequency.DAILY, last, today) is (last != today and today.weekday() < 5)
