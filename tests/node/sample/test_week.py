"""Bits of the week against a set of minutes counted one by one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lieny.node.sample import week

SPAN = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(lambda s: (s[0], s[0] + s[1]))
GROUPS = st.lists(
    st.tuples(
        st.lists(st.integers(1, 7), min_size=1, max_size=3, unique=True).map(tuple),
        st.lists(SPAN, min_size=1, max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


def counted(groups):
    return {
        ((day - 1) * 1440 + minute) % 10_080
        for days, spans in groups
        for day in days
        for start, end in spans
        for minute in range(start, end)
    }


@given(GROUPS)
def test_a_mask_holds_just_the_minutes_of_the_groups(groups):
    minutes = counted(groups)
    bits = week.mask(groups)
    assert week.minutes(bits) == len(minutes)
    assert all(bits >> minute & 1 for minute in minutes)


@given(GROUPS)
def test_stretches_are_the_runs_of_the_mask(groups):
    runs = week.stretches(week.mask(groups))
    assert {m for start, end in runs for m in range(start, end)} == counted(groups)
    assert all(end < later for (_, end), (later, _) in pairwise(runs))


def test_a_night_from_sunday_runs_into_monday():
    night = week.mask((((7,), ((1320, 1800),)),))
    assert week.by_day(night) == [(1, "00:00", "06:00"), (7, "22:00", "24:00")]


def test_the_office_week_has_forty_hours():
    assert week.minutes(week.mask(week.OFFICE)) == 40 * 60
