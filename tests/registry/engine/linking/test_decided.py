"""What people said of rows holds against the weights, and against what the rows contradict."""

import itertools

from lieny.registry.engine.linking import Decided, link_persons
from people import shown, table

LAN, HUNG = "Nguyễn Thị Lan", "Trần Văn Hùng"


def persons(rows, **decided):
    given = table(rows)
    said = Decided(**decided)
    return link_persons(given, given.slice(0, 0), decided=said).registration_person.tolist()


ONE_NUMBER = [shown(LAN, licence="1234/HCM-CCHN"), shown("NGUYEN THI LAN", licence="1234/HCM-CCHN")]
TWO_BIRTHS = [
    shown(LAN, born="1980-05-21", licence="1234/HCM-CCHN"),
    shown(LAN, born="1991-11-02", licence="99/HCM-CCHN"),
    shown(HUNG, born="1970-01-01", licence="77/HCM-CCHN"),
]


def test_rows_that_would_be_linked_stay_apart_where_people_said_so():
    assert persons(ONE_NUMBER) == [0, 0]
    assert persons(ONE_NUMBER, different=((0, 1),)) == [0, 1]


def test_rows_that_contradict_each_other_are_one_where_people_said_so():
    assert persons(TWO_BIRTHS) == [0, 1, 2]
    assert persons(TWO_BIRTHS, same=((0, 1),)) == [0, 0, 1]
    assert persons(TWO_BIRTHS, same=((0, 2), (1, 2))) == [0, 0, 0]


def test_two_persons_by_peoples_word_outweigh_one_by_peoples_word():
    assert persons(TWO_BIRTHS, same=((0, 1),), different=((0, 1),)) == [0, 1, 2]


def test_a_third_row_goes_to_whom_it_fits_best_and_never_joins_what_was_parted():
    rows = [*ONE_NUMBER, shown(LAN, licence="1234/HCM-CCHN", gender="F")]
    found = persons(rows, different=((0, 1),))
    assert found[0] != found[1]
    assert found[2] in found[:2]


def test_decisions_do_not_depend_on_the_order_of_rows():
    forward = persons(TWO_BIRTHS, same=((0, 1),))
    backward = persons(TWO_BIRTHS[::-1], same=((1, 2),))[::-1]
    assert [one == other for one, other in itertools.pairwise(forward)] == [
        one == other for one, other in itertools.pairwise(backward)
    ]
