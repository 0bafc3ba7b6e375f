"""Groups found anew take over the ids of their rows."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.services.stored.identities import NONE, take_over

ROWS = st.lists(st.tuples(st.integers(0, 6), st.integers(-1, 6)), max_size=40)


def taken(rows):
    numbers = {group: place for place, group in enumerate(dict.fromkeys(one for one, _ in rows))}
    group = np.array([numbers[one] for one, _ in rows], np.int64)
    before = np.array([old for _, old in rows], np.int64)
    return group, before, take_over(group, before)


@given(ROWS)
def test_an_id_goes_to_one_group_that_had_it_and_no_id_is_lost_without_a_trace(rows):
    group, before, found = taken(rows)
    used = [one for one in found.of_group.tolist() if one != NONE]
    assert len(used) == len(set(used))
    for number, one in enumerate(found.of_group.tolist()):
        if one != NONE:
            assert one in before[group == number]
    gone = set(before.tolist()) - {NONE} - set(used)
    assert {one for one, _ in found.merged} == gone
    assert {into for _, into in found.merged} <= set(used)


@given(ROWS)
def test_what_did_not_change_keeps_its_ids(rows):
    group, _, first = taken(rows)
    count = len(first.of_group)
    ids = np.where(first.of_group == NONE, 100 + np.arange(count), first.of_group)
    again = take_over(group, ids[group] if len(group) else group)
    assert again.of_group.tolist() == ids.tolist()
    assert again.merged == ()


@given(ROWS, st.randoms())
def test_numbers_of_groups_and_order_of_rows_do_not_matter_where_counts_decide(rows, random):
    rows = [(one, old) for one, old in rows if old != NONE]
    counts = Counter(rows)
    if len(set(counts.values())) < len(counts):
        return
    group, _, found = taken(rows)
    shuffled = random.sample(rows, len(rows))
    group_again, _, found_again = taken(shuffled)
    by_word = {one: found.of_group[number] for (one, _), number in zip(rows, group, strict=True)}
    again = {
        one: found_again.of_group[number]
        for (one, _), number in zip(shuffled, group_again, strict=True)
    }
    assert by_word == again


def test_most_rows_win_then_the_oldest_id():
    split = take_over(np.array([0, 0, 1]), np.array([5, 5, 5]))
    assert (split.of_group.tolist(), split.merged) == ([5, NONE], ())
    merged = take_over(np.array([0, 0]), np.array([9, 4]))
    assert (merged.of_group.tolist(), merged.merged) == ([4], ((9, 4),))


def test_a_new_group_takes_the_id_that_its_rows_had_earlier_if_nobody_bears_it():
    group, before = np.array([0, 0, 1, 2, 2]), np.array([5, 5, 5, 5, NONE])
    earlier = np.array([NONE, 7, 8, 9, 9])
    found = take_over(group, before, earlier)
    assert (found.of_group.tolist(), found.merged) == ([5, 8, 9], ())
    borne = take_over(group, np.array([5, 5, 5, 5, 8]), earlier)
    assert (borne.of_group.tolist(), borne.merged) == ([5, NONE, 8], ())
    split = take_over(np.array([0, 1, 1, 2]), np.array([5, 5, 5, 5]), np.array([8, 8, 8, 8]))
    assert split.of_group.tolist() == [8, 5, NONE]
