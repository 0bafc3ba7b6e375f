"""Rows that show nothing but a common name: lists of one place name the same people again."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.engine.linking import Posts
from people import persons, shown

ROWS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from([-1, 0, 1, 70_000]), st.integers(0, 2), st.booleans()
    ),
    max_size=30,
)
COMMON = "Nguyễn Thị Hương"


@given(ROWS)
def test_the_kth_equal_row_of_a_place_is_the_kth_in_every_list(rows):
    record, place, file, among = (
        np.array([row[column] for row in rows], kind)
        for column, kind in enumerate((np.int32, np.int32, np.int32, np.bool_))
    )
    found = Posts(place, file).seats(record, among=among).tolist()
    first, met = {}, Counter()
    for number, (one, where, listed, asked) in enumerate(rows):
        if not asked or where < 0:
            assert found[number] == number
            continue
        key = (one, where, met[one, where, listed])
        met[one, where, listed] += 1
        assert found[number] == first.setdefault(key, number)


def test_rows_of_registers_stand_nowhere():
    posts = Posts(np.array([4], np.int32), np.array([0], np.int32))
    seats = posts.seats(np.zeros(3, np.int32), among=np.ones(3, np.bool_))
    assert seats.tolist() == [0, 1, 2]


def stand(*posts):
    rows = [shown(COMMON) for _ in posts]
    place, file = (np.array(one, np.int32) for one in zip(*posts, strict=True))
    return persons(rows, posts=Posts(place, file))


def test_a_common_name_in_the_next_list_of_the_same_place_is_the_same_person():
    assert stand((7, 0), (7, 1)) == [0, 0]


def test_a_common_name_at_two_places_or_twice_in_one_list_is_of_two_persons():
    assert stand((7, 0), (8, 1)) == [0, 1]
    assert stand((7, 0), (7, 0)) == [0, 1]
    assert stand((-1, 0), (-1, 1)) == [0, 1]
    assert stand((7, 0), (7, 0), (7, 1), (7, 1), (7, 1)) == [0, 1, 0, 1, 2]
    assert persons([shown(COMMON)] * 2) == [0, 1]
