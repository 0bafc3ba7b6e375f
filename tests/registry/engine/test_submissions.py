"""Lists that are sent again supersede, and what they pass over is counted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.engine.submissions import NO_DAY, order_submissions

JAN, FEB, MAR = 20454, 20485, 20513  # days since 1970
AS_OF = 20600


def order(rows, as_of=AS_OF, arrival=None):
    """rows: (person, facility, listed_on or None, supplement)."""
    person, facility, listed, supplement = zip(*rows, strict=True)
    result = order_submissions(
        np.array(person, np.int32),
        np.array(facility, np.int32),
        np.array([NO_DAY if day is None else day for day in listed], np.int64),
        np.array(supplement, np.bool_),
        as_of,
        arrival=None if arrival is None else np.array(arrival, np.int64),
    )
    return result.current.tolist(), result.passed_over.tolist()


def test_a_later_list_of_the_same_facility_speaks_for_the_person():
    assert order([(1, 7, JAN, False), (1, 7, FEB, False)]) == ([False, True], [0, 0])


def test_lists_of_different_facilities_do_not_supersede_each_other():
    assert order([(1, 7, JAN, False), (1, 8, FEB, False)]) == ([True, True], [0, 0])


def test_a_person_missing_from_two_later_lists_is_passed_over_twice_and_stays():
    rows = [(1, 7, JAN, False), (2, 7, FEB, False), (2, 7, MAR, False)]
    assert order(rows) == ([True, False, True], [2, 0, 0])


def test_silence_of_a_supplement_means_nothing():
    assert order([(1, 7, JAN, False), (2, 7, FEB, True)]) == ([True, True], [0, 0])


def test_two_rows_of_one_person_in_one_list_both_stand():
    assert order([(1, 7, FEB, False), (1, 7, FEB, False)]) == ([True, True], [0, 0])


def test_a_list_written_after_the_day_of_the_check_was_not_known_then():
    rows = [(1, 7, JAN, False), (1, 7, MAR, False), (2, 7, MAR, False)]
    assert order(rows, as_of=FEB) == ([True, False, False], [0, 0, 0])


def test_the_earliest_later_list_stands_in_where_none_was_known_yet():
    assert order([(1, 7, FEB, False), (1, 7, MAR, False)], as_of=JAN) == ([True, False], [0, 0])


def test_a_list_without_a_date_always_stands():
    assert order([(1, 7, None, False), (1, 7, FEB, False)]) == ([True, True], [0, 0])


def test_of_two_lists_of_one_day_the_one_that_arrived_later_speaks():
    rows = [(1, 7, FEB, False), (2, 7, FEB, False), (1, 7, FEB, False)]
    assert order(rows, arrival=[4, 4, 9]) == ([False, True, True], [0, 1, 0])
    assert order(rows, arrival=[9, 9, 4]) == ([True, True, False], [0, 0, 0])


def test_lists_of_one_day_stand_beside_each_other_where_nobody_knows_when_they_arrived():
    assert order([(1, 7, FEB, False), (1, 7, FEB, False)]) == ([True, True], [0, 0])


def test_rows_of_one_submission_stand_beside_each_other():
    assert order([(1, 7, FEB, False), (1, 7, FEB, False)], arrival=[3, 3]) == ([True, True], [0, 0])


def test_the_day_of_a_list_goes_before_its_arrival():
    rows = [(1, 7, JAN, False), (1, 7, FEB, False)]
    assert order(rows, arrival=[9, 4]) == ([False, True], [0, 0])


def test_lists_of_one_day_pass_somebody_over_once():
    rows = [(1, 7, JAN, False), (2, 7, FEB, False), (2, 7, FEB, False), (2, 7, FEB, False)]
    assert order(rows, arrival=[0, 1, 2, 3]) == ([True, False, False, True], [1, 0, 0, 0])


def test_lists_without_a_day_are_ordered_among_themselves_by_arrival():
    rows = [(1, 7, None, False), (1, 7, FEB, False), (1, 7, None, False), (2, 7, None, False)]
    assert order(rows, arrival=[0, 1, 2, 0]) == ([False, True, True, True], [0, 0, 0, 1])


def test_rows_that_name_no_facility_take_nobody_s_place():
    rows = [(1, -1, JAN, False), (2, -1, FEB, False), (1, -1, FEB, False)]
    assert order(rows, arrival=[0, 1, 2]) == ([True, True, True], [0, 0, 0])


def plain(rows, as_of, arrival):
    current, passed = [], []
    moments = [(day, came) for (_, _, day, _), came in zip(rows, arrival, strict=True)]
    told = list(zip(rows, moments, strict=True))
    for (person, facility, day, _), moment in told:
        days = {d for _, f, d, _ in rows if f == facility and d is not None}
        known = [d for d in days if d <= as_of]
        horizon = max(known) if known else min(days, default=None)
        if facility < 0:
            current.append(True)
            passed.append(0)
            continue

        def counts(other, day=day, horizon=horizon):
            return other is None if day is None else other is not None and other <= horizon

        here = [(p, s, m) for (p, f, d, s), m in told if f == facility and counts(d)]
        stands = counts(day) and moment >= max(m for p, _, m in here if p == person)
        later = {m[0] for _, s, m in here if not s and m > moment}
        current.append(stands)
        passed.append(len(later) if stands else 0)
    return current, passed


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(-1, 2),
            st.one_of(st.none(), st.integers(-2, 6)),
            st.booleans(),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=14,
    ),
    st.integers(0, 7),
)
def test_equals_the_plain_reading_of_the_definition(rows, as_of):
    arrival = [row[4] for row in rows]
    rows = [row[:4] for row in rows]
    assert order(rows, as_of, arrival) == plain(rows, as_of, arrival)
    unknown = [0] * len(rows)
    assert order(rows, as_of) == order(rows, as_of, unknown) == plain(rows, as_of, unknown)
