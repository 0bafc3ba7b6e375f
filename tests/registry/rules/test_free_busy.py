"""What a department is told before it accepts a registration."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.rules.free_busy import Detail, Engagement, free_busy
from lieny.vocabulary.period import Period
from lieny.vocabulary.weekly_set import DAY, EMPTY, WEEK, WeeklySet, WeeklyTime

NOW = Period(date(2026, 11, 1))


def hours(*spans):
    """Write (ISO day, from hour, to hour)."""
    return WeeklySet.of(((day - 1) * DAY + a * 60, (day - 1) * DAY + b * 60) for day, a, b in spans)


def engagement(definite=EMPTY, possible=EMPTY, **more):
    values = {"registration": 1, "facility": 10, "valid": Period(), "detail": Detail.WHOLE}
    return Engagement(time=WeeklyTime(definite, possible), **(values | more))


def ask(engagements, wanted, **more):
    values = {"facility": 99, "during": NOW}
    return free_busy(engagements, wanted=WeeklyTime(wanted), **(values | more))


def test_hours_registered_elsewhere_clash_to_the_minute():
    found = ask([engagement(hours((1, 7, 11)))], hours((1, 9, 12), (2, 9, 12)))
    (clash,) = found.clashes
    assert (clash.registration, clash.facility) == (1, 10)
    assert clash.definite == hours((1, 9, 11))
    assert clash.possible == EMPTY
    assert found.free == hours((1, 11, 12), (2, 9, 12))
    assert found.minutes_afterwards == (5 + 3) * 60
    assert not found.is_free


def test_possible_hours_are_a_possible_clash_and_leave_nothing_free():
    found = ask([engagement(possible=hours((1, 7, 11)))], hours((1, 9, 12)))
    assert found.clashes[0].definite == EMPTY
    assert found.clashes[0].possible == hours((1, 9, 11))
    assert found.free == hours((1, 11, 12))
    assert found.maybe_busy == hours((1, 7, 11))


def test_who_may_know_the_hours_only_is_not_told_where():
    found = ask([engagement(hours((1, 7, 11)), detail=Detail.HOURS)], hours((1, 9, 12)))
    assert (found.clashes[0].registration, found.clashes[0].facility) == (None, None)
    assert found.busy == hours((1, 7, 11))


def test_the_asking_facility_itself_is_no_clash_but_keeps_the_person_busy():
    found = ask([engagement(hours((1, 7, 11)), facility=99)], hours((1, 9, 12)))
    assert found.is_free
    assert found.free == hours((1, 9, 12))
    assert found.busy == hours((1, 7, 11))


def test_a_registration_that_ended_before_does_not_count():
    ended = engagement(hours((1, 7, 11)), valid=Period(None, date(2026, 10, 31)))
    assert ask([ended], hours((1, 9, 12))).is_free
    last_day = engagement(hours((1, 7, 11)), valid=Period(None, date(2026, 11, 1)))
    assert not ask([last_day], hours((1, 9, 12))).is_free


def test_hours_that_only_touch_do_not_clash():
    assert ask([engagement(hours((1, 7, 11)))], hours((1, 11, 12))).is_free


def test_free_slots_are_usual_shifts_that_nothing_touches():
    busy = engagement(hours(*((day, 7, 17) for day in range(1, 7)), (7, 0, 24)))
    found = ask([busy], EMPTY)
    evenings = WeeklySet.of((day * DAY + 1_050, day * DAY + 1_230) for day in range(6))
    assert found.slots == evenings
    within = ask([busy], EMPTY, open_hours=hours((1, 17, 21), (2, 18, 21)))
    assert within.slots == WeeklySet(((1_050, 1_230),))


def test_the_largest_clash_comes_first():
    small = engagement(hours((1, 9, 10)), registration=1, facility=11)
    large = engagement(hours((2, 8, 12)), registration=2, facility=12)
    maybe = engagement(possible=hours((3, 8, 12)), registration=3, facility=13)
    wanted = hours((1, 8, 12), (2, 8, 12), (3, 8, 12))
    assert [one.registration for one in ask([small, maybe, large], wanted).clashes] == [2, 1, 3]


weeks = st.lists(
    st.tuples(st.integers(0, WEEK - 1), st.integers(1, 600)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=6,
).map(WeeklySet.of)


@given(st.lists(weeks, max_size=4), weeks)
def test_free_and_clashing_minutes_make_up_what_was_asked(taken, wanted):
    engagements = [
        engagement(one, registration=n, facility=n) for n, one in enumerate(taken, start=1)
    ]
    found = ask(engagements, wanted)
    clashing = {
        m for clash in found.clashes for a, b in clash.definite.intervals for m in range(a, b)
    }
    free = {m for a, b in found.free.intervals for m in range(a, b)}
    asked = {m for a, b in wanted.intervals for m in range(a, b)}
    assert free | clashing == asked
    assert not free & clashing
    assert not found.slots & found.busy
