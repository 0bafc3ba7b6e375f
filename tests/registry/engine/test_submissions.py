"""Lists that are sent again supersede, and what they pass over is counted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.engine.submissions import NO_DAY, order_submissions

JAN, FEB, MAR = 20454, 20485, 20513  # days since 1970
AS_OF = 20600


def order(rows, as_of=AS_OF):
    """rows: (person, facility, listed_on or None, supplement)."""
    person, facility, listed, supplement = zip(*rows, strict=True)
    result = order_submissions(
        np.array(person, np.int32),
        np.array(facility, np.int32),
        np.array([NO_DAY if day is None else day for day in listed], np.int64),
        np.array(supplement, np.bool_),
        as_of,
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


def plain(rows, as_of):
    current, passed = [], []
    for person, facility, day, _ in rows:
        days = {d for _, f, d, _ in rows if f == facility and d is not None}
        known = [d for d in days if d <= as_of]
        horizon = max(known) if known else min(days, default=None)
        if day is None:
            current.append(True)
            passed.append(0)
            continue
        mine = [d for p, f, d, _ in rows if (p, f) == (person, facility) and d is not None]
        stands = day <= horizon and day == max(d for d in mine if d <= horizon)
        full = {d for _, f, d, s in rows if f == facility and d is not None and not s}
        current.append(stands)
        passed.append(sum(day < d <= horizon for d in full) if stands else 0)
    return current, passed


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.integers(0, 2),
            st.one_of(st.none(), st.integers(1, 6)),
            st.booleans(),
        ),
        min_size=1,
        max_size=14,
    ),
    st.integers(0, 7),
)
def test_equals_the_plain_reading_of_the_definition(rows, as_of):
    assert order(rows, as_of) == plain(rows, as_of)
